/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * The console of the app. Clock, pins and rate are set up by secure (hw/board/stm32f205/guard.c):
 * an unprivileged app cannot reach RCC, where it could switch off everybody's clocks. */
#include "hw/api/console.h"

#include "hw/chip/stm32f2/usart.h"

void hf_console_start(void)
{
}

void hf_console_put(uint8_t byte)
{
    hf_usart_put(&hf_f2_usart2, byte);
}

int hf_console_get(void)
{
    return hf_usart_get(&hf_f2_usart2);
}
