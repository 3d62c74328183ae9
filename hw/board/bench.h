/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * hw/board/bench.h - what the bench flavour of a build (HOLDFAST_BENCH=ON) counts from reset to
 * app. Ticks are SysTick's at the processor's clock; under an emulator with one instruction per
 * nanosecond of virtual time they give instructions. Nothing of it is linked otherwise. */
#ifndef HF_HW_BOARD_BENCH_H
#define HF_HW_BOARD_BENCH_H

#include <stdint.h>

/* In RAM that outlives a stage. The total is read from SysTick itself, which all stages share. */
struct hf_bench {
    uint32_t hash;
    uint32_t signature;
};

#define HF_BENCH_TICKS_MASK 0x00ffffffu

static inline volatile uint32_t *hf_bench_systick(uint32_t offset)
{
    return (volatile uint32_t *)(uintptr_t)(0xe000e010u + offset);
}

/* SysTick counts down, from all ones. */
static inline uint32_t hf_bench_now(void)
{
    return ~*hf_bench_systick(8) & HF_BENCH_TICKS_MASK;
}

#endif
