/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * On the emulator, which has no model of the RNG: entropy from USART3, fed by the host. */
#include "hw/api/entropy.h"

#include "hw/chip/stm32f2/usart.h"
#include "hw/common/entropy_line.h"

void hf_entropy_line_start(void)
{
    hf_usart_start(&hf_f2_usart3);
}

int hf_entropy_try(void)
{
    return hf_usart_get(&hf_f2_usart3);
}
