/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * First stage: the counter locks of the model take their reset value. */
#include "hw/common/start.h"

#include "hw/board/stm32f205/layout.h"

void hf_chip_start(void)
{
    *(volatile uint32_t *)HF_MODEL_BASE = 0;
}
