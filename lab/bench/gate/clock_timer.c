/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * Timer 1 of mps2-an385, a device of the app: 25 MHz. SysTick is not the app's to read there. */
#include "lab/bench/gate/clock.h"

#define TIMER(offset) (*(volatile uint32_t *)(0x40001000u + (offset)))

const uint32_t lab_clock_hz = 25000000;
const uint32_t lab_clock_mask = UINT32_MAX;

void lab_clock_start(void)
{
    TIMER(0) = 0;
    TIMER(8) = lab_clock_mask; /* reload */
    TIMER(4) = lab_clock_mask; /* value */
    TIMER(0) = 1;
}

uint32_t lab_clock_now(void)
{
    return ~TIMER(4);
}
