/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "hw/api/console.h"
#include "hw/api/cpu.h"
#include "hw/api/note.h"
#include "hw/common/start.h"

#define CFSR  (*(volatile uint32_t *)0xe000ed28u)
#define MMFAR (*(volatile uint32_t *)0xe000ed34u)
#define BFAR  (*(volatile uint32_t *)0xe000ed38u)

#define CFSR_MMARVALID 0x00000080u
#define CFSR_BFARVALID 0x00008000u

_Noreturn void hf_fault_report(const uint32_t *frame);

/* The record first, it is what `why` reads; then a line for people. */
__attribute__((used)) _Noreturn void hf_fault_report(const uint32_t *frame)
{
    uint32_t const status = CFSR;

    hf_note(HF_EVENT_FAULT, HF_ROLE_COUNT, HF_SLOT_NONE, (uint32_t)HF_ERR_CHAIN_FAULT, status);
    hf_print("fault: cfsr ");
    hf_print_hex(status);
    if ((status & (CFSR_BFARVALID | CFSR_MMARVALID)) != 0) {
        hf_print(" address ");
        hf_print_hex((status & CFSR_BFARVALID) != 0 ? BFAR : MMFAR);
    }
    hf_print(" pc ");
    hf_print_hex(frame[6]);
    hf_print("\n");
    hf_cpu_halt();
}

/* Gives the frame that the core has stacked, on whichever stack it lies. */
__attribute__((naked)) void hf_fault_entry(void)
{
    __asm volatile("tst lr, #4      \n"
                   "ite eq          \n"
                   "mrseq r0, msp   \n"
                   "mrsne r0, psp   \n"
                   "b hf_fault_report");
}

void hf_fault_watchdog(void)
{
    hf_note(HF_EVENT_FAULT, HF_ROLE_COUNT, HF_SLOT_NONE, (uint32_t)HF_ERR_CHAIN_WATCHDOG, 0);
    hf_cpu_halt();
}
