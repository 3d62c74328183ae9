/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * The CMSDK watchdog: the first time-out is an NMI, the second a reset. */
#include "hw/api/watchdog.h"

#include "hw/chip/mps2/mps2.h"

#define LOAD    0x000u
#define CONTROL 0x008u
#define INTCLR  0x00cu
#define LOCK    0xc00u

#define CONTROL_NMI_AND_RESET 3u
#define LOCK_OPEN             0x1acce551u
#define LOCK_CLOSED           1u

int hf_watchdog_present(void)
{
    return 1;
}

void hf_watchdog_start(uint32_t milliseconds)
{
    *hf_mps2_register(hf_mps2.watchdog, LOCK) = LOCK_OPEN;
    *hf_mps2_register(hf_mps2.watchdog, LOAD) = milliseconds / 2u * hf_mps2.ticks_per_ms;
    *hf_mps2_register(hf_mps2.watchdog, CONTROL) = CONTROL_NMI_AND_RESET;
    *hf_mps2_register(hf_mps2.watchdog, LOCK) = LOCK_CLOSED;
}

void hf_watchdog_feed(void)
{
    *hf_mps2_register(hf_mps2.watchdog, LOCK) = LOCK_OPEN;
    *hf_mps2_register(hf_mps2.watchdog, INTCLR) = 1u;
    *hf_mps2_register(hf_mps2.watchdog, LOCK) = LOCK_CLOSED;
}
