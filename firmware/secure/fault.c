/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * A fault of the app ends what it was doing, which cannot be trusted, and where it stopped is the
 * evidence. The watchdog, where there is one, starts the chain again, unless the app is told. */
#include "firmware/secure/fault.h"

#include "hw/api/console.h"
#include "hw/api/cpu.h"
#include "hw/api/note.h"

static void print_field(const char *name, uint32_t value)
{
    hf_print(name);
    hf_print_hex(value);
}

void hf_fault_report(uint32_t exc_return);

/* The record first, it is what `why` reads; then a line for people. Returns when the app is told.
 */
__attribute__((used)) void hf_fault_report(uint32_t exc_return)
{
    struct hf_fault fault;

    hf_fault_read(exc_return, &fault);
    hf_note(HF_EVENT_FAULT, fault.of_app ? HF_ROLE_APP : HF_ROLE_SECURE, HF_SLOT_NONE,
            (uint32_t)(fault.of_app ? HF_ERR_WORLD_FAULT : HF_ERR_CHAIN_FAULT), fault.status);
    print_field("fault: exception ", fault.exception);
    print_field(" status ", fault.status);
    print_field(" address ", fault.address);
    print_field(" pc ", fault.counter);
    hf_print("\n");
    if (!hf_fault_tell(&fault)) {
        hf_cpu_halt();
    }
}

__attribute__((naked)) void hf_fault_entry(void)
{
    __asm volatile("mov r0, lr         \n"
                   "bl hf_fault_report \n"
                   "b hf_fault_resume  \n"
                   "b hf_cpu_halt");
}

void hf_fault_watchdog(void)
{
    hf_note(HF_EVENT_FAULT, HF_ROLE_APP, HF_SLOT_NONE, (uint32_t)HF_ERR_CHAIN_WATCHDOG, 0);
    hf_cpu_halt();
}
