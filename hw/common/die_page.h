/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * hw/common/die_page.h - where the die page lies, and what guards it: for boards whose fuses and
 * counters are a struct hf_die_page in memory. The chip defines both. */
#ifndef HF_HW_COMMON_DIE_PAGE_H
#define HF_HW_COMMON_DIE_PAGE_H

#include "core/die.h"
#include "hw/api/counter.h"

/* One bit per enum hf_counter, and one for the fuses: one-way until the next reset. */
#define HF_DIE_PAGE_FUSES_LOCKED 0x80000000u

struct hf_die_page_place {
    volatile struct hf_die_page *page;
    volatile uint32_t *locks;
    enum hf_retention retention;
};

extern const struct hf_die_page_place hf_die_page_place;

#endif
