/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * The console of the boot stages and of the secure side. */
#include "hw/api/console.h"

#include "hw/chip/stm32f2/usart.h"

void hf_console_start(void)
{
    hf_usart_start(&hf_f2_usart1);
}

void hf_console_put(uint8_t byte)
{
    hf_usart_put(&hf_f2_usart1, byte);
}

int hf_console_get(void)
{
    return hf_usart_get(&hf_f2_usart1);
}
