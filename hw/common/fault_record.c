/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * The boot stages say of a processor fault what its record holds, and nothing for people: its bytes
 * are few. secure has more to say. */
#include "hw/api/cpu.h"
#include "hw/api/note.h"
#include "hw/common/start.h"

#define CFSR (*(volatile uint32_t *)0xe000ed28u)

static _Noreturn void stop(hf_err_t word, uint32_t detail)
{
    hf_note(HF_EVENT_FAULT, HF_ROLE_COUNT, HF_SLOT_NONE, (uint32_t)word, detail);
    hf_cpu_halt();
}

void hf_fault_entry(void)
{
    stop(HF_ERR_CHAIN_FAULT, CFSR);
}

void hf_fault_watchdog(void)
{
    stop(HF_ERR_CHAIN_WATCHDOG, 0);
}
