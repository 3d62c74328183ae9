/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * For machines without a working watchdog: the emulator's IWDG takes every write and does nothing.
 */
#include "hw/api/watchdog.h"

int hf_watchdog_present(void)
{
    return 0;
}

void hf_watchdog_start(uint32_t milliseconds)
{
    (void)milliseconds;
}

void hf_watchdog_feed(void)
{
}
