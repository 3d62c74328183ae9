/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * Fuses and counters in a die page. A bit goes from 1 to 0 and never back. */
#include "hw/common/die_page.h"

static volatile uint8_t *bytes_of(uint32_t which, uint32_t *size)
{
    volatile struct hf_die_page *page = hf_die_page_place.page;

    if (which == HF_COUNTER_EPOCH) {
        *size = sizeof(page->epoch);
        return page->epoch;
    }
    *size = HF_DIE_COUNTER_BYTES;
    return page->floors[which < HF_ROLE_COUNT ? which : 0u];
}

static uint32_t thermometer(volatile const uint8_t *bytes, uint32_t size)
{
    uint32_t value = 0;

    while (value < size * 8u && (bytes[value / 8u] & (1u << (value % 8u))) == 0) {
        value++;
    }
    return value;
}

static void step(volatile uint8_t *bytes, uint32_t value)
{
    bytes[value / 8u] = (uint8_t)(bytes[value / 8u] & ~(1u << (value % 8u)));
}

uint32_t hf_counter_steps(uint32_t which)
{
    uint32_t size;

    (void)bytes_of(which, &size);
    return size * 8u;
}

enum hf_retention hf_counter_retention(uint32_t which)
{
    (void)which;
    return hf_die_page_place.retention;
}

uint32_t hf_counter_read(uint32_t which)
{
    uint32_t size;
    volatile const uint8_t *bytes = bytes_of(which, &size);

    return thermometer(bytes, size);
}

hf_err_t hf_counter_raise(uint32_t which, uint32_t value)
{
    uint32_t size;
    volatile uint8_t *bytes = bytes_of(which, &size);
    uint32_t now = thermometer(bytes, size);

    if (value <= now) {
        return HF_OK;
    }
    if ((*hf_die_page_place.locks & (1u << which)) != 0) {
        return HF_ERR_COUNTER_LOCKED;
    }
    if (value > size * 8u) {
        return HF_ERR_COUNTER_WORN;
    }
    for (; now < value; now++) {
        step(bytes, now);
    }
    return thermometer(bytes, size) >= value ? HF_OK : HF_ERR_COUNTER_WORN;
}

void hf_counter_lock(uint32_t which)
{
    *hf_die_page_place.locks |= 1u << which;
}

uint32_t hf_fuse_revoked(void)
{
    return ~(uint32_t)hf_die_page_place.page->revoked[0] & ((1u << HF_DIE_ROOTS) - 1u);
}

static int fuses_locked(void)
{
    return (*hf_die_page_place.locks & HF_DIE_PAGE_FUSES_LOCKED) != 0;
}

hf_err_t hf_fuse_revoke(uint32_t index)
{
    if (fuses_locked() || index >= HF_DIE_ROOTS) {
        return HF_ERR_FUSE_LOCKED;
    }
    step(hf_die_page_place.page->revoked, index);
    return HF_OK;
}

void hf_fuse_lock(void)
{
    *hf_die_page_place.locks |= HF_DIE_PAGE_FUSES_LOCKED;
}

uint32_t hf_lifecycle_read(void)
{
    volatile const uint8_t *bytes = hf_die_page_place.page->lifecycle;

    return hf_lifecycle_from_steps(thermometer(bytes, sizeof(hf_die_page_place.page->lifecycle)));
}

hf_err_t hf_lifecycle_advance(void)
{
    volatile uint8_t *bytes = hf_die_page_place.page->lifecycle;
    uint32_t const size = sizeof(hf_die_page_place.page->lifecycle);
    uint32_t const now = thermometer(bytes, size);

    if (fuses_locked()) {
        return HF_ERR_FUSE_LOCKED;
    }
    if (now >= size * 8u) {
        return HF_ERR_COUNTER_WORN;
    }
    step(bytes, now);
    return HF_OK;
}
