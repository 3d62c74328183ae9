/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * The vector table of the boot stages: they are polled and expect no exception at all. Their first
 * act is to confine themselves to their own code. */
#include "hw/common/start.h"

extern uint32_t hf_stack_top[];

__attribute__((section(".vectors"), used)) const struct hf_vectors hf_vectors = {
    .stack = hf_stack_top,
    .handlers = {hf_start_confined, hf_fault_watchdog, hf_fault_entry, hf_fault_entry,
                 hf_fault_entry, hf_fault_entry, hf_fault_entry, hf_fault_entry, hf_fault_entry,
                 hf_fault_entry, hf_fault_entry, hf_fault_entry, hf_fault_entry, hf_fault_entry,
                 hf_fault_entry},
};
