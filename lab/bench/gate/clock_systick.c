/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * The app's own SysTick on an505: 20 MHz. */
#include "lab/bench/gate/clock.h"

#define SYSTICK(offset) (*(volatile uint32_t *)(0xe000e010u + (offset)))
#define RUN             5u /* on, by the processor's clock, no interrupt */

const uint32_t lab_clock_hz = 20000000;
const uint32_t lab_clock_mask = 0x00ffffff;

void lab_clock_start(void)
{
    SYSTICK(4) = lab_clock_mask;
    SYSTICK(8) = 0;
    SYSTICK(0) = RUN;
}

uint32_t lab_clock_now(void)
{
    return ~SYSTICK(8) & lab_clock_mask;
}
