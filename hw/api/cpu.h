/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * hw/api/cpu.h - the processor: jump, reset, halt, and a delay that an attacker cannot predict. */
#ifndef HF_HW_API_CPU_H
#define HF_HW_API_CPU_H

#include <stdint.h>

/* Sets the vector table and the stack pointer from `vectors` and jumps to `entry` (bit 0 set), which
 * must be the reset vector there: anything else halts. Never returns. */
_Noreturn void hf_cpu_jump(uint32_t vectors, uint32_t entry);

/* System reset. RAM that no stage clears survives it. */
_Noreturn void hf_cpu_reset(void);

/* Stops for good: a chain of branches to themselves, so that a skipped instruction lands on the
 * next one. The watchdog, where there is one, resets the part. */
_Noreturn void hf_cpu_halt(void);

/* Spends a number of turns that depends on the entropy source, if one answers at once; a few turns
 * otherwise. It makes a timed fault harder, it does not replace a check. */
void hf_cpu_delay_random(void);

#endif
