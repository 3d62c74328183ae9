/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "lab/threats/attack_app/tick.h"

#include "holdfast/device.h"
#include "lab/threats/attack_app/attack.h"

#define SYST_CSR 0xe000e010u
#define SYST_RVR 0xe000e014u
#define SYST_CVR 0xe000e018u
#define SYST_ON  7u
#define VTOR     0xe000ed08u
#define SYSTICK  15u

__attribute__((aligned(512))) static uint32_t table[16];

void lab_tick_start(void (*handler)(void), uint32_t ticks)
{
    table[SYSTICK] = (uint32_t)handler;
    lab_write32(VTOR, (uint32_t)table);
    lab_write32(SYST_RVR, ticks);
    lab_write32(SYST_CVR, 0);
    __asm volatile("dsb\n isb" ::: "memory");
    lab_write32(SYST_CSR, SYST_ON);
}

void lab_tick_stop(void)
{
    lab_write32(SYST_CSR, 0);
}

uint32_t lab_door(void)
{
    struct hf_device_version version;

    return hf_device_version(&version) == 0 ? version.wall : 0;
}
