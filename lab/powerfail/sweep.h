/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * lab/powerfail/sweep.h - cut the power of a subject at every driver call, in every way, and see
 * whether it keeps its promises. A subject is the real code over hw/fake with a script of steps and
 * a model of what must be there. */
#ifndef HF_LAB_POWERFAIL_SWEEP_H
#define HF_LAB_POWERFAIL_SWEEP_H

#include "hw/fake/nvm.h"
#include "hw/fake/power.h"

#include <stdbool.h>
#include <stdint.h>

/* Steps are idempotent: a step that power interrupted is done again, and then stands as if it had
 * never been interrupted. */
struct subject {
    const char *name;
    /* A new device of this geometry. Says how many steps its script has. */
    uint32_t (*start)(const struct hf_fake_nvm_geometry *geometry);
    /* What a reset does: RAM is lost, and the device opens its stores again. NULL, or what is
     * wrong. `step` is the first that was not acknowledged. */
    const char *(*boot)(uint32_t step);
    /* Does a step. NULL: it is acknowledged. */
    const char *(*step)(uint32_t step);
    /* Is everything as after the steps below `step`, or, where `maybe` is set, as after `step` too?
     * NULL, or what is wrong. */
    const char *(*check)(uint32_t step, bool maybe);
};

struct sweep {
    const struct subject *subject;
    const struct hf_fake_nvm_geometry *geometry;
    uint32_t stride;       /* cut in every n-th step, and in those that erase */
    uint32_t nested;       /* 0: one cut. n: of the second cuts every n-th */
    uint32_t max_failures; /* give up after so many */
    uint64_t points;
    uint64_t cut[3]; /* first cuts, by enum hf_fake_operation */
    uint64_t failures;
    uint32_t steps;
};

/* One point, as it is printed and replayed: step:operation:variant[:operation:variant]. */
struct sweep_point {
    uint32_t step;
    struct hf_fake_point cut[2];
    uint32_t cuts;
};

/* Runs the whole script and all its points. Failures go to stderr, with the point that shows them.
 */
void sweep_run(struct sweep *sweep);

/* Runs one point again. False when it fails. */
bool sweep_replay(struct sweep *sweep, const struct sweep_point *point);

#endif
