/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * hw/common/entropy_health.h - the two continuous health tests of NIST SP 800-90B, 4.4.1 and 4.4.2,
 * over bytes from a source that claims H = 4 bits per byte, each with a false-alarm rate of 2^-20:
 *   repetition count     cutoff 1 + ceil(20 / H) = 6 equal bytes in a row
 *   adaptive proportion  window 512, cutoff 62 = 1 + critbinom(512, 2^-H, 1 - 2^-20)
 * Pure: no hardware, no time. */
#ifndef HF_HW_COMMON_ENTROPY_HEALTH_H
#define HF_HW_COMMON_ENTROPY_HEALTH_H

#include "core/error.h"

#include <stdint.h>

#define HF_HEALTH_REPETITION_CUTOFF 6u
#define HF_HEALTH_WINDOW            512u
#define HF_HEALTH_PROPORTION_CUTOFF 62u

struct hf_health {
    uint32_t repeats;  /* how often `last` came in a row; 0 before the first sample */
    uint32_t position; /* in the window; 0: the next sample starts one */
    uint32_t matches;  /* of the window's first sample, itself included */
    uint8_t last;
    uint8_t first; /* the window's first sample */
};

void hf_health_start(struct hf_health *health);

/* Takes one sample. HF_ERR_ENTROPY_STUCK: repetition count; HF_ERR_ENTROPY_BIASED: adaptive
 * proportion. After a failure the source may not be used until it is started again. */
HF_MUST_CHECK hf_err_t hf_health_take(struct hf_health *health, uint8_t sample);

#endif
