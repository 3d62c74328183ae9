/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * lab/powerfail/update/judge.h - what must hold of a device that was killed in an update, after
 * every start and at its end. */
#ifndef HF_LAB_POWERFAIL_UPDATE_JUDGE_H
#define HF_LAB_POWERFAIL_UPDATE_JUDGE_H

#include "lab/powerfail/update/start.h"

/* How an update goes where nothing is cut. */
struct hf_scenario {
    const char *name;
    enum hf_way way; /* of the first start; once the install is asked for it is HF_WAY_RUN */
    bool staged;     /* the victim starts with the new images in staging, and asked for */
    bool accepts;    /* the new app accepts itself */
};

/* One device and what it was heard to promise. */
struct hf_case {
    const struct hf_scenario *scenario;
    const struct hf_images *images;
    struct hf_look look; /* of the newest rest */
    bool asked;          /* the install was said to be asked for */
    bool accepted;       /* the update was said to be accepted */
    char failure[1024];  /* the first one; empty: none */
};

/* Remembers what the start said, and what lies in the flash after it; false at the first thing that
 * must not be. */
bool hf_judge_start(struct hf_case *kase, const struct hf_start *start, const struct hf_look *look);

/* True when no start will change anything any more. */
bool hf_judge_settled(const struct hf_case *kase);

/* After the last start. */
bool hf_judge_end(struct hf_case *kase);

bool hf_judge_fail(struct hf_case *kase, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

#endif
