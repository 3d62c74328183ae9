/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * hw/chip/stm32f2/stm32f2.h - registers of the STM32F2 line that the drivers here use. Source of
 * the numbers: ST's device headers (RM0033). */
#ifndef HF_CHIP_STM32F2_H
#define HF_CHIP_STM32F2_H

#include <stdint.h>

#define HF_F2_GPIOA  0x40020000u
#define HF_F2_GPIOB  0x40020400u
#define HF_F2_RCC    0x40023800u
#define HF_F2_FLASH  0x40023c00u
#define HF_F2_TIM2   0x40000000u
#define HF_F2_IWDG   0x40003000u
#define HF_F2_USART1 0x40011000u
#define HF_F2_USART2 0x40004400u
#define HF_F2_USART3 0x40004800u
#define HF_F2_RNG    0x50060800u

#define HF_F2_RCC_AHB1ENR 0x30u     /* GPIOA 0, GPIOB 1 */
#define HF_F2_RCC_AHB2ENR 0x34u     /* RNG 6 */
#define HF_F2_RCC_APB1ENR 0x40u     /* USART2 17, USART3 18 */
#define HF_F2_RCC_TIM2    (1u << 0) /* of APB1ENR */
#define HF_F2_RCC_APB2ENR 0x44u     /* USART1 4 */

#define HF_F2_CLOCK_HZ 16000000u /* HSI, as after reset */

/* One bit per sector that this driver refuses to change until the next reset; in RAM that the
 * stages share. The board says where. */
extern volatile uint32_t *const hf_f2_nvm_locks;

static inline volatile uint32_t *hf_f2_register(uintptr_t base, uint32_t offset)
{
    return (volatile uint32_t *)(base + offset);
}

#endif
