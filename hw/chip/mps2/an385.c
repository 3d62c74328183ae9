/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * The devices of mps2-an385, as the boot stages and the secure world see them. */
#include "hw/chip/mps2/mps2.h"
#include "hw/common/die_blob.h"
#include "hw/common/die_page.h"

#include "hw/chip/mps2/layout_an385.h"

_Static_assert(sizeof(struct hf_mps2_model) <= HF_SHARED_END - HF_MODEL_BASE, "model registers");
_Static_assert(HF_NVM_SIZE / HF_NVM_SECTOR <= HF_MPS2_LOCK_WORDS * 32, "one lock bit per sector");

const struct hf_mps2 hf_mps2 = {
    .console = 0x40004000,
    .entropy = 0x40006000,
    .tamper = 0x40007000,
    .watchdog = 0x40008000,
    .ticks_per_ms = 25000,
    .nvm_base = HF_NVM_BASE,
    .nvm_size = HF_NVM_SIZE,
    .model = (struct hf_mps2_model *)HF_MODEL_BASE,
};

const struct hf_die_page_place hf_die_page_place = {
    .page = (volatile struct hf_die_page *)HF_DIE_PAGE_BASE,
    .locks = &((struct hf_mps2_model *)HF_MODEL_BASE)->counter_locks,
    .retention = HF_RETENTION_LIFE,
};

struct hf_die *const hf_die_blob = (struct hf_die *)HF_DIE_BASE;
