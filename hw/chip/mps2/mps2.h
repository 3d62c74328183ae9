/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * hw/chip/mps2/mps2.h - what the drivers of the MPS2 machines must be told; the board's chip.c
 * defines it (chip_app.c for the app, which has a console only). */
#ifndef HF_CHIP_MPS2_H
#define HF_CHIP_MPS2_H

#include <stdint.h>

/* Registers that the machine lacks and the drivers enforce: write-protection of the flash and of
 * the counters. They lie in shared RAM and are one-way until the next reset by agreement between
 * the stages: modelled, not measured. */
#define HF_MPS2_LOCK_WORDS 32u

struct hf_mps2_model {
    uint32_t counter_locks; /* bits of enum hf_counter and HF_DIE_PAGE_FUSES_LOCKED */
    uint32_t nvm_locks[HF_MPS2_LOCK_WORDS]; /* one bit per sector */
};

struct hf_mps2 {
    uintptr_t console;
    uintptr_t entropy;
    uintptr_t tamper;
    uintptr_t watchdog;
    uint32_t ticks_per_ms;
    uint32_t nvm_base;
    uint32_t nvm_size;
    struct hf_mps2_model *model;
};

extern const struct hf_mps2 hf_mps2;

static inline volatile uint32_t *hf_mps2_register(uintptr_t base, uint32_t offset)
{
    return (volatile uint32_t *)(base + offset);
}

#endif
