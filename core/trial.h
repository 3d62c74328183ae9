/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * core/trial.h - the one wish that urot can leave for irot: after this reset try that slot first.
 * It lies in RAM that no stage clears (hf_map.trial), so a power cut forgets it. irot takes it
 * before it looks at any slot, and taking it clears it: whatever the slot on trial does, the next
 * reset goes the ordinary way. It decides nothing else: the image there is proved like any other.
 */
#ifndef HF_CORE_TRIAL_H
#define HF_CORE_TRIAL_H

#include <stdint.h>

#define HF_TRIAL_MAGIC 0x5a1c7e93u

struct hf_trial {
    uint32_t magic;
    uint32_t slot;    /* of urot: 0 = A, 1 = B */
    uint32_t inverse; /* ~slot */
};

_Static_assert(sizeof(struct hf_trial) == 12, "trial layout");

/* urot, directly before it resets the part. */
static inline void hf_trial_ask(volatile struct hf_trial *trial, uint32_t slot)
{
    trial->slot = slot;
    trial->inverse = ~slot;
    trial->magic = HF_TRIAL_MAGIC;
}

/* irot: the slot to try first, 0 or 1. Clears the wish. */
static inline uint32_t hf_trial_take(volatile struct hf_trial *trial)
{
    uint32_t const asked =
        trial->magic == HF_TRIAL_MAGIC && trial->slot == 1u && trial->inverse == ~(uint32_t)1u;

    trial->magic = 0;
    trial->slot = 0;
    trial->inverse = 0;
    return asked;
}

#endif
