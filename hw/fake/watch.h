/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * hw/fake/watch.h - which of the flash's pages a run has looked at, and what the run's operations
 * were. Two runs of the same code that find the same in every page that the first one looked at do
 * the same: a sweep needs to make one of them.
 *
 * A page is looked at when it is read or programmed before an erase in the same run has made its
 * content known. What is not read through hw/api/nvm.h has to be told with hf_fake_watch_look(). */
#ifndef HF_HW_FAKE_WATCH_H
#define HF_HW_FAKE_WATCH_H

#include "hw/fake/nvm.h"
#include "hw/fake/power.h"

/* A page, and the name of what stood in it when the watch began. */
struct hf_fake_seen {
    uint32_t page;
    uint64_t name;
};

/* A new watch, from here on. */
void hf_fake_watch_start(void);

/* Says that [at, at + size) is looked at. */
void hf_fake_watch_look(uint32_t at, uint32_t size);

/* What was looked at since the start, in the order of the first looks. */
uint32_t hf_fake_watch_seen(const struct hf_fake_seen **list);

/* Non-zero when each page of the list holds now what it says. */
uint32_t hf_fake_watch_finds(const struct hf_fake_seen *list, uint32_t count);

/* The name of what stands in the page that contains `at`: 64 bits of a hash over bytes and states
 * of the units, kept as long as the page does not change. */
uint64_t hf_fake_watch_name(uint32_t at);

/* Counters and fuses, as a number that is another one when any of them is. */
uint64_t hf_fake_watch_counters(void);

/* One operation as it was done: enough to do it again without the code that led to it. */
struct hf_fake_deed {
    enum hf_fake_operation kind;
    uint32_t number; /* of the operation, as in struct hf_fake_point */
    uint32_t offset; /* from the base of the flash */
    uint32_t size;
    const uint8_t *data; /* of a program */
    uint32_t *value;     /* of a counter */
    uint32_t to;
};

/* Called with every operation before it is done; NULL: nobody is. `data` is the caller's. */
typedef void hf_fake_deed_fn(const struct hf_fake_deed *deed);
void hf_fake_film(hf_fake_deed_fn *take);

/* Does it whole; does what a cut in it leaves. */
void hf_fake_deed_do(const struct hf_fake_deed *deed);
void hf_fake_deed_cut(const struct hf_fake_deed *deed, uint32_t variant);

#endif
