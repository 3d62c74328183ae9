/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "hw/chip/stm32f2/usart.h"

#include "hw/chip/stm32f2/stm32f2.h"

#define SR  0x00u
#define DR  0x04u
#define BRR 0x08u
#define CR1 0x0cu

#define SR_RXNE (1u << 5)
#define SR_TXE  (1u << 7)
#define CR1_ON  ((1u << 13) | (1u << 3) | (1u << 2)) /* UE, TE, RE */
#define BAUD    115200u

#define MODER       0x00u
#define AFRL        0x20u
#define MODE_MASK   3u
#define MODE_SPEC   2u
#define AF_MASK     15u
#define AF_USART123 7u

const struct hf_f2_usart hf_f2_usart1 = {
    HF_F2_USART1, HF_F2_GPIOA, HF_F2_RCC_APB2ENR, 1u << 4, 0, 9, 10};
const struct hf_f2_usart hf_f2_usart2 = {
    HF_F2_USART2, HF_F2_GPIOA, HF_F2_RCC_APB1ENR, 1u << 17, 0, 2, 3};
const struct hf_f2_usart hf_f2_usart3 = {HF_F2_USART3, HF_F2_GPIOB, HF_F2_RCC_APB1ENR, 1u << 18, 1,
                                         10,           11};

static void change(volatile uint32_t *at, uint32_t mask, uint32_t value)
{
    *at = (*at & ~mask) | value;
}

static void give_pin(uintptr_t port, uint32_t pin)
{
    uint32_t const af = 4u * (pin % 8u);

    change(hf_f2_register(port, AFRL + 4u * (pin / 8u)), AF_MASK << af, AF_USART123 << af);
    change(hf_f2_register(port, MODER), MODE_MASK << (2u * pin), MODE_SPEC << (2u * pin));
}

void hf_usart_start(const struct hf_f2_usart *usart)
{
    *hf_f2_register(HF_F2_RCC, HF_F2_RCC_AHB1ENR) |= 1u << usart->port_bit;
    *hf_f2_register(HF_F2_RCC, usart->clock_register) |= usart->clock_bit;
    give_pin(usart->port, usart->tx_pin);
    give_pin(usart->port, usart->rx_pin);
    *hf_f2_register(usart->base, BRR) = HF_F2_CLOCK_HZ / BAUD;
    *hf_f2_register(usart->base, CR1) = CR1_ON;
}

void hf_usart_put(const struct hf_f2_usart *usart, uint8_t byte)
{
    while ((*hf_f2_register(usart->base, SR) & SR_TXE) == 0) {
    }
    *hf_f2_register(usart->base, DR) = byte;
}

int hf_usart_get(const struct hf_f2_usart *usart)
{
    if ((*hf_f2_register(usart->base, SR) & SR_RXNE) == 0) {
        return -1;
    }
    return (int)(*hf_f2_register(usart->base, DR) & 0xffu);
}
