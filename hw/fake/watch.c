/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "hw/fake/watch.h"

#include "hw/fake/internal.h"

#include <stdlib.h>
#include <string.h>

#define PAGES_MAX 4096u
#define PART      128u /* the smallest sector of any part */
#define ALL_PARTS ((1u << (FAKE_PAGE / PART)) - 1u)

static struct {
    uint64_t stamp; /* of the content that has this name */
    uint64_t name;
} names[PAGES_MAX];

static uint64_t at_start[PAGES_MAX];
static uint8_t known[PAGES_MAX]; /* bit per part: erased in this run; or looked at */
static struct hf_fake_seen seen[PAGES_MAX];
static uint32_t seen_count;
static hf_fake_deed_fn *film;

static uint32_t page_count(void)
{
    return (fake_flash.size + FAKE_PAGE - 1u) / FAKE_PAGE;
}

static uint64_t mix(uint64_t hash, uint64_t word)
{
    hash += word * 0xc2b2ae3d27d4eb4fu;
    hash = (hash << 31 | hash >> 33) * 0x9e3779b185ebca87u;
    return hash ^ hash >> 29;
}

static uint64_t mix_bytes(uint64_t hash, const uint8_t *bytes, uint32_t size)
{
    for (uint32_t i = 0; i < size; i += sizeof(uint64_t)) {
        uint64_t word = 0;

        memcpy(&word, bytes + i, size - i < sizeof(word) ? size - i : sizeof(word));
        hash = mix(hash, word);
    }
    return hash;
}

static uint64_t name_of(uint32_t page)
{
    uint32_t const offset = page * FAKE_PAGE;
    uint32_t const rest = fake_flash.size - offset;
    uint32_t const size = rest < FAKE_PAGE ? rest : FAKE_PAGE;
    uint32_t const unit = fake_flash.geometry->unit;

    if (names[page].stamp != fake_flash.stamps[page]) {
        names[page].stamp = fake_flash.stamps[page];
        names[page].name = mix_bytes(mix_bytes(1, fake_flash.bytes + offset, size),
                                     fake_flash.units + offset / unit, size / unit);
    }
    return names[page].name;
}

uint64_t hf_fake_watch_name(uint32_t at)
{
    return name_of((at - fake_flash.geometry->base) / FAKE_PAGE);
}

uint64_t hf_fake_watch_counters(void)
{
    return mix_bytes(2, (const uint8_t *)&fake_counters, sizeof(fake_counters));
}

void hf_fake_watch_start(void)
{
    if (page_count() > PAGES_MAX) {
        abort();
    }
    for (uint32_t page = 0; page < page_count(); page++) {
        at_start[page] = name_of(page);
    }
    memset(known, 0, page_count());
    seen_count = 0;
}

void fake_watch_look(uint32_t offset, uint32_t size)
{
    for (uint32_t page = offset / FAKE_PAGE; size != 0 && page <= (offset + size - 1u) / FAKE_PAGE;
         page++) {
        if (known[page] != ALL_PARTS) {
            known[page] = ALL_PARTS;
            seen[seen_count++] = (struct hf_fake_seen){page, at_start[page]};
        }
    }
}

void fake_watch_erase(uint32_t offset, uint32_t size)
{
    for (uint32_t part = offset / PART; part < (offset + size) / PART; part++) {
        known[part / (FAKE_PAGE / PART)] |= (uint8_t)(1u << part % (FAKE_PAGE / PART));
    }
}

void hf_fake_watch_look(uint32_t at, uint32_t size)
{
    fake_watch_look(at - fake_flash.geometry->base, size);
}

uint32_t hf_fake_watch_seen(const struct hf_fake_seen **list)
{
    *list = seen;
    return seen_count;
}

uint32_t hf_fake_watch_finds(const struct hf_fake_seen *list, uint32_t count)
{
    uint32_t i = 0;

    while (i < count && name_of(list[i].page) == list[i].name) {
        i++;
    }
    return i == count;
}

void hf_fake_film(hf_fake_deed_fn *take)
{
    film = take;
}

void fake_film(const struct hf_fake_deed *deed)
{
    if (film != NULL) {
        film(deed);
    }
}

void hf_fake_deed_do(const struct hf_fake_deed *deed)
{
    switch (deed->kind) {
    case HF_FAKE_PROGRAM:
        fake_stamp(deed->offset, deed->size);
        fake_tear_program(deed->offset, deed->data, deed->size, PROGRAM_AFTER);
        break;
    case HF_FAKE_ERASE:
        fake_stamp(deed->offset, deed->size);
        fake_tear_erase(deed->offset, deed->size, ERASE_AFTER);
        break;
    default:
        *deed->value = deed->to;
        break;
    }
}

void hf_fake_deed_cut(const struct hf_fake_deed *deed, uint32_t variant)
{
    fake_point_is((struct hf_fake_point){deed->number, variant});
    switch (deed->kind) {
    case HF_FAKE_PROGRAM:
        fake_stamp(deed->offset, deed->size);
        fake_tear_program(deed->offset, deed->data, deed->size, (enum program_cut)variant);
        break;
    case HF_FAKE_ERASE:
        fake_stamp(deed->offset, deed->size);
        fake_tear_erase(deed->offset, deed->size, (enum erase_cut)variant);
        break;
    default:
        *deed->value = variant == COUNTER_BEFORE ? *deed->value : deed->to;
        break;
    }
}
