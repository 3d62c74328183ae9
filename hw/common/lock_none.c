/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * For machines where nothing can hide a stage: the jump alone, and an honest answer. */
#include "core/proof.h"
#include "hw/api/cpu.h"
#include "hw/api/die.h"
#include "hw/api/lock.h"

enum hf_lock_kind hf_lock_kind(void)
{
    return HF_LOCK_NONE;
}

_Noreturn void hf_lock_and_jump(uint32_t vectors, uint32_t entry)
{
    uint32_t const left = hf_die_left();

    entry = hf_lead_astray(entry, left);
    if (left != 0) {
        hf_cpu_halt();
    }
    hf_cpu_jump(vectors, entry);
}
