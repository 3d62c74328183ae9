/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * host/device/recover.h - the host's side of recovery (docs/formats/recovery.md): sends a device
 * the blocks that it wants, over its secure console. It is an answerer for hf_run_begin(). */
#ifndef HF_HOST_DEVICE_RECOVER_H
#define HF_HOST_DEVICE_RECOVER_H

#include "host/device/run.h"

#define HF_RECOVER_STARTS 4u /* how often one image may be started over */

/* How a recovery ended. */
enum hf_recover_end {
    HF_RECOVER_OPEN,    /* it did not: time-out, or the run ended another way */
    HF_RECOVER_BOOTED,  /* the app was entered */
    HF_RECOVER_REFUSED, /* the device refused an image; `word` says why */
    HF_RECOVER_MISSING, /* the device wants an image that was not given */
    HF_RECOVER_LIMIT,   /* the device has given up until its next reset */
    HF_RECOVER_CUT,     /* as many blocks were sent as asked for */
};

struct hf_recover_image {
    const char *path;
    hf_span_t bytes;
    unsigned starts;
};

struct hf_recover {
    struct hf_recover_image images[HF_ROLE_COUNT]; /* no bytes: none given */
    uint32_t noise;                                /* random bytes before each frame: a bad line */
    uint32_t cut; /* stop after so many frames, as if the power failed; 0: never */
    void (*progress)(const char *role, size_t done, size_t all); /* or NULL */

    uint32_t frames;
    double sent_at;
    enum hf_recover_end end;
    enum hf_role role; /* of the image that was refused or is missing */
    uint32_t word;
};

/* The answerer; `context` is a struct hf_recover. */
enum hf_answer hf_recover_answer(void *context, struct hf_run *run, const struct hf_report *report);

#endif
