/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * hw/chip/stm32f2/usart.h - a USART with its pins, polled, 115200 8N1. */
#ifndef HF_CHIP_STM32F2_USART_H
#define HF_CHIP_STM32F2_USART_H

#include <stdint.h>

/* Where a USART is, and what switches it on. Both pins lie in one half of one port. */
struct hf_f2_usart {
    uintptr_t base;
    uintptr_t port;
    uint32_t clock_register; /* offset in RCC */
    uint32_t clock_bit;
    uint8_t port_bit; /* in RCC_AHB1ENR */
    uint8_t tx_pin;
    uint8_t rx_pin;
};

extern const struct hf_f2_usart hf_f2_usart1; /* PA9, PA10 */
extern const struct hf_f2_usart hf_f2_usart2; /* PA2, PA3 */
extern const struct hf_f2_usart hf_f2_usart3; /* PB10, PB11 */

void hf_usart_start(const struct hf_f2_usart *usart);
void hf_usart_put(const struct hf_f2_usart *usart, uint8_t byte);

/* The next received byte, or -1. */
int hf_usart_get(const struct hf_f2_usart *usart);

#endif
