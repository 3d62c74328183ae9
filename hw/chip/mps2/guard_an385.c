/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * mps2-an385 has nothing beside the core that keeps worlds apart: only the list of the app's
 * devices, for the MPU. */
#include "hw/api/guard.h"

const struct hf_region hf_app_devices[] = {
    {0x40005000, 0x1000},  /* UART 1 */
    {0x40001000, 0x1000},  /* timer 1 */
    {0x40200000, 0x10000}, /* Ethernet */
};
const uint32_t hf_app_device_count = sizeof(hf_app_devices) / sizeof(hf_app_devices[0]);

const uint8_t hf_app_interrupts[HF_APP_INTERRUPTS_MAX] = {9, 2, 13};

void hf_guard_setup(void)
{
}

uint32_t hf_guard_difference(void)
{
    return 0;
}
