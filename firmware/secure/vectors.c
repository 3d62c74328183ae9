/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * secure's vector table. Behind the MPU door the app has no handlers, so this one serves both. */
#include "firmware/secure/fault.h"
#include "firmware/secure/gate.h"

extern uint32_t hf_stack_top[];
void hf_start_reset(void);

struct vectors {
    uint32_t *stack;
    void (*handlers[15])(void);
};

__attribute__((section(".vectors"), used)) static const struct vectors vectors = {
    .stack = hf_stack_top,
    .handlers = {hf_start_reset, hf_fault_watchdog, hf_fault_entry, hf_fault_entry, hf_fault_entry,
                 hf_fault_entry, hf_fault_entry, hf_fault_entry, hf_fault_entry, hf_fault_entry,
                 hf_gate_supervisor, hf_fault_entry, hf_fault_entry, hf_fault_entry,
                 hf_fault_entry},
};
