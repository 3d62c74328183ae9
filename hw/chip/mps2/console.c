/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "hw/api/console.h"

#include "hw/chip/mps2/mps2.h"
#include "hw/chip/mps2/uart.h"

void hf_console_start(void)
{
    hf_uart_start(hf_mps2.console);
}

void hf_console_put(uint8_t byte)
{
    hf_uart_put(hf_mps2.console, byte);
}

int hf_console_get(void)
{
    return hf_uart_get(hf_mps2.console);
}
