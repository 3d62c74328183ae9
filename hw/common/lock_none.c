/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * For machines where nothing can hide a stage: the jump alone, and an honest answer. */
#include "hw/api/cpu.h"
#include "hw/api/lock.h"

enum hf_lock_kind hf_lock_kind(void)
{
    return HF_LOCK_NONE;
}

_Noreturn void hf_lock_and_jump(uint32_t vectors, uint32_t entry)
{
    hf_cpu_jump(vectors, entry);
}
