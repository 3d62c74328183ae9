/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * hw/chip/mps2/uart.h - the CMSDK UART, polled. */
#ifndef HF_CHIP_MPS2_UART_H
#define HF_CHIP_MPS2_UART_H

#include <stdint.h>

void hf_uart_start(uintptr_t base);
void hf_uart_put(uintptr_t base, uint8_t byte);

/* The next received byte, or -1. */
int hf_uart_get(uintptr_t base);

#endif
