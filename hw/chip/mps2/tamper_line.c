/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * Modelled, not measured: the tamper input of a virtual device is a serial line on which any byte
 * is an event, and its latch are one-way bits in the die page. On STM32 parts the TAMP block has
 * both, and erases the backup registers by itself. The line is polled: an event is noticed at the
 * app's next call or at the next start, not while nobody asks. */
#include "hw/api/tamper.h"

#include "hw/chip/mps2/mps2.h"
#include "hw/chip/mps2/uart.h"
#include "hw/common/die_page.h"

static uint32_t started;

static int line_fired(void)
{
    if (started == 0) {
        hf_uart_start(hf_mps2.tamper);
        started = 1;
    }
    return hf_uart_get(hf_mps2.tamper) >= 0;
}

uint32_t hf_tamper_events(void)
{
    volatile struct hf_die_page *page = hf_die_page_place.page;
    volatile uint32_t *fired = (volatile uint32_t *)(volatile void *)page->tamper_fired;
    uint32_t const cleared = *(volatile uint32_t *)(volatile void *)page->tamper_cleared;

    if (line_fired() && *fired == cleared) {
        *fired = cleared & (cleared - 1u);
    }
    return *fired ^ cleared;
}

void hf_tamper_clear(void)
{
    volatile struct hf_die_page *page = hf_die_page_place.page;
    uint32_t const fired = *(volatile uint32_t *)(volatile void *)page->tamper_fired;

    if (fired != 0) {
        *(volatile uint32_t *)(volatile void *)page->tamper_cleared = fired;
    }
}
