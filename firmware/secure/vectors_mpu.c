/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * secure's vector table behind the MPU door: the app has no handlers, so this one serves both, and
 * takes the interrupts of the app's devices too. */
#include "firmware/secure/fault.h"
#include "firmware/secure/gate.h"
#include "firmware/secure/interrupt.h"
#include "hw/api/interrupt.h"

#define FOUR(entry)    entry, entry, entry, entry
#define SIXTEEN(entry) FOUR(entry), FOUR(entry), FOUR(entry), FOUR(entry)

extern uint32_t hf_stack_top[];
void hf_start_reset(void);

struct vectors {
    uint32_t *stack;
    void (*handlers[15])(void);
    void (*devices[HF_INTERRUPTS_MAX])(void);
};

__attribute__((section(".vectors"), used)) static const struct vectors vectors = {
    .stack = hf_stack_top,
    .handlers = {hf_start_reset, hf_fault_watchdog, hf_fault_entry, hf_fault_entry, hf_fault_entry,
                 hf_fault_entry, hf_fault_entry, hf_fault_entry, hf_fault_entry, hf_fault_entry,
                 hf_gate_supervisor, hf_fault_entry, hf_fault_entry, hf_fault_entry,
                 hf_fault_entry},
    .devices = {SIXTEEN(hf_interrupt_entry), SIXTEEN(hf_interrupt_entry),
                SIXTEEN(hf_interrupt_entry)},
};

_Static_assert(sizeof(vectors) == 4u * (16u + HF_INTERRUPTS_MAX), "no row is empty");
