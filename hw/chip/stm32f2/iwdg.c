/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * The independent watchdog of the part: LSI (about 32 kHz) / 256, so a tick is about 8 ms. Once
 * started it cannot be stopped; it gives no warning. */
#include "hw/api/watchdog.h"

#include "hw/chip/stm32f2/stm32f2.h"

#define KR  0x00u
#define PR  0x04u
#define RLR 0x08u

#define KR_FEED    0xaaaau
#define KR_OPEN    0x5555u
#define KR_START   0xccccu
#define PR_256     6u
#define RLR_MOST   0xfffu
#define MS_OF_TICK 8u

int hf_watchdog_present(void)
{
    return 1;
}

void hf_watchdog_start(uint32_t milliseconds)
{
    uint32_t const ticks = milliseconds / MS_OF_TICK;

    *hf_f2_register(HF_F2_IWDG, KR) = KR_START;
    *hf_f2_register(HF_F2_IWDG, KR) = KR_OPEN;
    *hf_f2_register(HF_F2_IWDG, PR) = PR_256;
    *hf_f2_register(HF_F2_IWDG, RLR) = ticks < RLR_MOST ? ticks : RLR_MOST;
    *hf_f2_register(HF_F2_IWDG, KR) = KR_FEED;
}

void hf_watchdog_feed(void)
{
    *hf_f2_register(HF_F2_IWDG, KR) = KR_FEED;
}
