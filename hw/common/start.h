/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * hw/common/start.h - from reset to main(), the same on every Cortex-M. */
#ifndef HF_HW_COMMON_START_H
#define HF_HW_COMMON_START_H

#include <stdint.h>

/* The 15 exceptions of the architecture; a stage without interrupts needs no more. */
struct hf_vectors {
    uint32_t *stack;
    void (*handlers[15])(void);
};

/* Reset: clears RAM, runs main(). */
_Noreturn void hf_start_reset(void);

/* Reset of a boot stage: until hf_cpu_jump() nothing runs but the stage's code and the 512 bytes at
 * the start of its RAM, where its functions in RAM stand; then hf_start_reset(). So a return address
 * that was lost in a fault does not lead into an image that nobody has proved. Straight on, without
 * a call before the MPU is on. Where there is no MPU it only goes on.
 * DEFEATS: t6 a skipped stack adjustment that returns to a pointer. */
_Noreturn void hf_start_confined(void);

/* Every exception that a stage does not expect: records `fault` and stops. */
void hf_fault_entry(void);

/* First time-out of the watchdog: records it and stops; the second resets. */
void hf_fault_watchdog(void);

/* What this chip needs before main(): the first stage links its chip's start_cold.c, which puts
 * the model's registers to their reset values; later stages link hw/common/start_warm.c. */
void hf_chip_start(void);

/* Sets the stack limit where the core has one. */
void hf_cpu_limit_stack(const uint32_t *limit);

int main(void);

#endif
