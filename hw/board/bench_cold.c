/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * Bench flavour, first stage: starts the clock before anything else of the chip's start. */
#include "hw/board/bench.h"

#include "hw/common/start.h"

#include HF_LAYOUT

#define SYSTICK_ON 5u /* counting, at the processor's clock, without an interrupt */

void __real_hf_chip_start(void);
void __wrap_hf_chip_start(void);

void __wrap_hf_chip_start(void)
{
    *(struct hf_bench *)HF_BENCH_BASE = (struct hf_bench){0, 0};
    *hf_bench_systick(4) = HF_BENCH_TICKS_MASK;
    *hf_bench_systick(8) = 0;
    *hf_bench_systick(0) = SYSTICK_ON;
    __real_hf_chip_start();
}
