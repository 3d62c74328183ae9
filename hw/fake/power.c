/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * When power goes, and what is kept aside to try the next moment. */
#include "hw/fake/power.h"

#include "hw/fake/internal.h"

#include <stdlib.h>
#include <string.h>

struct fake_counters fake_counters;

static struct hf_fake_point point;
static jmp_buf *power_off;
static uint32_t operations;
static uint8_t log_of_operations[HF_FAKE_LOG_MAX];

void hf_fake_power_cut(struct hf_fake_point at, jmp_buf *off)
{
    point = at;
    power_off = off;
    operations = 0;
}

void hf_fake_power_on(void)
{
    power_off = NULL;
    operations = 0;
}

uint32_t hf_fake_operations(void)
{
    return operations;
}

enum hf_fake_operation hf_fake_operation_at(uint32_t index)
{
    return (enum hf_fake_operation)log_of_operations[index];
}

void fake_point_is(struct hf_fake_point at)
{
    point = at;
}

uint32_t fake_operation_start(const struct hf_fake_deed *deed)
{
    struct hf_fake_deed numbered = *deed;
    uint32_t const now = operations++;

    if (now >= HF_FAKE_LOG_MAX) {
        abort();
    }
    log_of_operations[now] = (uint8_t)deed->kind;
    numbered.number = now;
    fake_film(&numbered);
    return power_off != NULL && now == point.operation ? point.variant : FAKE_NO_CUT;
}

void fake_power_off(void)
{
    jmp_buf *off = power_off;

    power_off = NULL;
    longjmp(*off, 1);
}

uint32_t fake_noise(uint32_t where)
{
    uint32_t x = (point.operation + 1u) * 0x9e3779b9u ^ (point.variant + 1u) * 0x85ebca6bu ^
                 (where + 1u) * 0xc2b2ae35u;

    x ^= x >> 16;
    x *= 0x7feb352du;
    x ^= x >> 15;
    x *= 0x846ca68bu;
    return x ^ x >> 16;
}

static const char *const program_names[] = {
    "before",       "torn-first",    "torn-middle", "torn-last", "split",
    "poison-first", "poison-middle", "poison-last", "weak",      "after"};
static const char *const erase_names[] = {"before", "first-half", "last-half", "mixed",
                                          "poison", "weak",       "after"};
static const char *const counter_names[] = {"before", "after"};

_Static_assert(sizeof(program_names) / sizeof(program_names[0]) == PROGRAM_CUTS, "names");
_Static_assert(sizeof(erase_names) / sizeof(erase_names[0]) == ERASE_CUTS, "names");
_Static_assert(sizeof(counter_names) / sizeof(counter_names[0]) == COUNTER_CUTS, "names");

uint32_t hf_fake_variants(enum hf_fake_operation operation)
{
    static const uint32_t counts[] = {PROGRAM_CUTS, ERASE_CUTS, COUNTER_CUTS};

    return counts[operation];
}

const char *hf_fake_variant_name(enum hf_fake_operation operation, uint32_t variant)
{
    static const char *const *const names[] = {program_names, erase_names, counter_names};

    return names[operation][variant];
}

struct hf_fake_snapshot {
    uint8_t *bytes;
    uint8_t *units;
    uint64_t *stamps;
    struct fake_counters counters;
};

static uint32_t page_count(void)
{
    return (fake_flash.size + FAKE_PAGE - 1u) / FAKE_PAGE;
}

struct hf_fake_snapshot *hf_fake_snapshot_new(void)
{
    struct hf_fake_snapshot *snapshot = calloc(1, sizeof(*snapshot));

    if (snapshot == NULL) {
        abort();
    }
    snapshot->bytes = calloc(1, fake_flash.size);
    snapshot->units = calloc(1, fake_flash.size / fake_flash.geometry->unit);
    snapshot->stamps = calloc(page_count(), sizeof(*snapshot->stamps));
    if (snapshot->bytes == NULL || snapshot->units == NULL || snapshot->stamps == NULL) {
        abort();
    }
    hf_fake_snapshot_save(snapshot);
    return snapshot;
}

void hf_fake_snapshot_free(struct hf_fake_snapshot *snapshot)
{
    free(snapshot->bytes);
    free(snapshot->units);
    free(snapshot->stamps);
    free(snapshot);
}

/* Stamps are never used twice, so equal stamps mean equal pages. */
static void copy_pages(struct hf_fake_snapshot *to, const struct hf_fake_snapshot *from)
{
    uint32_t const unit = fake_flash.geometry->unit;

    for (uint32_t page = 0; page < page_count(); page++) {
        uint32_t const offset = page * FAKE_PAGE;
        uint32_t const rest = fake_flash.size - offset;
        uint32_t const size = rest < FAKE_PAGE ? rest : FAKE_PAGE;

        if (to->stamps[page] != from->stamps[page]) {
            memcpy(to->bytes + offset, from->bytes + offset, size);
            memcpy(to->units + offset / unit, from->units + offset / unit, size / unit);
            to->stamps[page] = from->stamps[page];
        }
    }
}

static struct hf_fake_snapshot live(void)
{
    return (struct hf_fake_snapshot){
        .bytes = fake_flash.bytes, .units = fake_flash.units, .stamps = fake_flash.stamps};
}

void hf_fake_snapshot_save(struct hf_fake_snapshot *snapshot)
{
    struct hf_fake_snapshot from = live();

    copy_pages(snapshot, &from);
    snapshot->counters = fake_counters;
}

void hf_fake_snapshot_restore(const struct hf_fake_snapshot *snapshot)
{
    struct hf_fake_snapshot to = live();

    copy_pages(&to, snapshot);
    fake_counters = snapshot->counters;
}
