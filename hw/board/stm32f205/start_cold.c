/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * First stage: the locks take their reset values, and the entropy line is listening. */
#include "hw/chip/stm32f2/stm32f2.h"
#include "hw/common/die_page.h"
#include "hw/common/entropy_line.h"
#include "hw/common/start.h"

void hf_chip_start(void)
{
    *hf_die_page_place.locks = 0;
    *hf_f2_nvm_locks = 0;
    hf_entropy_line_start();
}
