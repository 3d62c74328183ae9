/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * The F2 has nothing beside the core that keeps worlds apart: secure sets up what the app's devices
 * need of clocks and pins, and the MPU shows it these devices alone. */
#include "hw/api/guard.h"

#include "hw/chip/stm32f2/stm32f2.h"
#include "hw/chip/stm32f2/usart.h"

const struct hf_region hf_app_devices[] = {
    {HF_F2_USART2, 0x400},
    {HF_F2_TIM2, 0x400},
};
const uint32_t hf_app_device_count = sizeof(hf_app_devices) / sizeof(hf_app_devices[0]);

const uint8_t hf_app_interrupts[HF_APP_INTERRUPTS_MAX] = {28, 38, HF_INTERRUPT_NONE};

void hf_guard_setup(void)
{
    *hf_f2_register(HF_F2_RCC, HF_F2_RCC_APB1ENR) |= HF_F2_RCC_TIM2;
    hf_usart_start(&hf_f2_usart2);
}

uint32_t hf_guard_difference(void)
{
    return 0;
}
