/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * hw/api/watchdog.h - resets the part when a stage hangs. Where there is none,
 * hf_watchdog_present() says so and the other calls do nothing. */
#ifndef HF_HW_API_WATCHDOG_H
#define HF_HW_API_WATCHDOG_H

#include <stdint.h>

int hf_watchdog_present(void);

/* Starts it: it cannot be stopped. `milliseconds` until the reset, of which a warning may take the
 * first half. */
void hf_watchdog_start(uint32_t milliseconds);
void hf_watchdog_feed(void);

#endif
