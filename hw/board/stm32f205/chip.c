/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * Where the emulated STM32F205 keeps what a part has in OTP: two blobs in RAM. */
#include "hw/chip/stm32f2/stm32f2.h"
#include "hw/common/die_blob.h"
#include "hw/common/die_page.h"

#include "hw/board/stm32f205/layout.h"

const struct hf_die_page_place hf_die_page_place = {
    .page = (volatile struct hf_die_page *)HF_DIE_PAGE_BASE,
    .locks = (volatile uint32_t *)HF_MODEL_BASE,
    .retention = HF_RETENTION_NONE,
};

struct hf_die *const hf_die_blob = (struct hf_die *)HF_DIE_BASE;

volatile uint32_t *const hf_f2_nvm_locks = (volatile uint32_t *)(HF_MODEL_BASE + 4);
