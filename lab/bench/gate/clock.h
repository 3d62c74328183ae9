/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * lab/bench/gate/clock.h - a clock that the app may read: SysTick where it is privileged, else a
 * timer of its own. Under an emulator with one instruction per nanosecond of virtual time its ticks
 * are instructions. */
#ifndef LAB_BENCH_GATE_CLOCK_H
#define LAB_BENCH_GATE_CLOCK_H

#include <stdint.h>

extern const uint32_t lab_clock_hz;
extern const uint32_t lab_clock_mask;

void lab_clock_start(void);
uint32_t lab_clock_now(void); /* counts up, modulo lab_clock_mask + 1 */

#endif
