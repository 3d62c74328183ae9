/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "firmware/store/journal.h"

#include "hw/api/nvm.h"

/* Is [base, base + size) whole sectors? Walks them; the region has at most a few hundred. */
static int is_whole_sectors(const struct hf_region *region)
{
    uint32_t done = 0;

    while (done < region->size) {
        uint32_t start;
        uint32_t size;

        if (hf_nvm_sector(region->base + done, &start, &size) != HF_OK ||
            start != region->base + done || size > region->size - done) {
            return 0;
        }
        done += size;
    }
    return region->size != 0;
}

hf_err_t hf_journal_check(const struct hf_journal_setup *setup)
{
    if (hf_nvm_program_unit() > HF_JOURNAL_GRANULE || !is_whole_sectors(&setup->half[0]) ||
        !is_whole_sectors(&setup->half[1]) || setup->work_size < hf_journal_record_size(0) ||
        setup->work_size > UINT16_MAX) { /* a length has 16 bits */
        return HF_ERR_JOURNAL_AREA;
    }
    return HF_OK;
}

int hf_journal_is_blank(const uint8_t *bytes, uint32_t size)
{
    uint8_t const erased = hf_nvm_erased_value();

    while (size > 0 && bytes[size - 1u] == erased) {
        size--;
    }
    return size == 0;
}

/* Reads and authenticates the record at `at` of `half`, whose head stands in the work buffer. */
static hf_err_t load_rest(struct hf_journal *journal, uint32_t half, uint32_t at,
                          struct hf_journal_record *record)
{
    const struct hf_journal_setup *setup = &journal->setup;
    hf_err_t result =
        hf_journal_head_read(setup->work, setup->seal->magic, setup->seal->version, &record->head);
    uint32_t total;

    if (result != HF_OK) {
        return result;
    }
    total = HF_JOURNAL_HEAD + record->head.length + HF_JOURNAL_TAG;
    if (total > setup->work_size || total > journal->capacity - at) {
        return HF_ERR_JOURNAL_FORM;
    }
    result = hf_nvm_read(setup->half[half].base + at + HF_JOURNAL_HEAD,
                         setup->work + HF_JOURNAL_HEAD, total - HF_JOURNAL_HEAD);
    if (result == HF_OK) {
        result = setup->seal->unseal(setup->keys, setup->work, record->head.length);
    }
    record->at = at;
    record->body = setup->work + HF_JOURNAL_HEAD;
    return result;
}

/* The tag of the record in the work buffer. */
static const uint8_t *tag_of(const struct hf_journal *journal, uint32_t length)
{
    return journal->setup.work + HF_JOURNAL_HEAD + length;
}

/* Takes a record that authenticated into the walk. Records of another generation were put there by
 * somebody else and are passed over. */
static int step(const struct hf_journal *journal, struct hf_journal_walk *walk,
                struct hf_journal_record *record)
{
    if (walk->generation != 0 && record->head.generation != walk->generation) {
        return 0;
    }
    record->follows = record->head.sequence == walk->sequence + 1u &&
                      (walk->sequence == 0 ||
                       __builtin_memcmp(walk->link, record->head.link, HF_JOURNAL_LINK) == 0);
    walk->generation = record->head.generation;
    walk->sequence = record->head.sequence;
    walk->epoch = record->head.epoch;
    walk->at += hf_journal_record_size(record->head.length);
    walk->end = walk->at;
    hf_copy(walk->link, tag_of(journal, record->head.length), HF_JOURNAL_LINK);
    return 1;
}

void hf_journal_walk_start(const struct hf_journal *journal, struct hf_journal_walk *walk)
{
    *walk = (struct hf_journal_walk){.half = journal->active};
}

/* A blank granule ends the walk: records are programmed in ascending order, so nothing that was
 * acknowledged stands behind it. A granule that is unreadable or starts no record is passed over:
 * power failed there. */
hf_err_t hf_journal_next(struct hf_journal *journal, struct hf_journal_walk *walk,
                         struct hf_journal_record *record)
{
    const struct hf_journal_setup *setup = &journal->setup;
    uint32_t const base = setup->half[walk->half].base;

    while (walk->at < journal->capacity) {
        hf_err_t result = hf_nvm_read(base + walk->at, setup->work, HF_JOURNAL_HEAD);

        if (result == HF_OK && hf_journal_is_blank(setup->work, HF_JOURNAL_HEAD)) {
            return HF_ERR_JOURNAL_END;
        }
        if (result == HF_OK) {
            result = load_rest(journal, walk->half, walk->at, record);
        }
        if (result == HF_OK && step(journal, walk, record)) {
            return HF_OK;
        }
        walk->at += HF_JOURNAL_GRANULE;
    }
    return HF_ERR_JOURNAL_END;
}

/* What one half holds: the generation of its first record, and whether a record proves that its
 * compaction was completed. */
struct survey {
    uint32_t generation;
    uint32_t committed;
    uint32_t blank;
};

static void survey_half(struct hf_journal *journal, uint32_t half, struct survey *survey)
{
    struct hf_journal_walk walk;
    struct hf_journal_record record;

    hf_journal_walk_start(journal, &walk);
    walk.half = half;
    survey->committed = 0;
    while (!survey->committed && hf_journal_next(journal, &walk, &record) == HF_OK) {
        survey->committed = (record.head.kind & HF_JOURNAL_COPY) == 0;
    }
    survey->generation = walk.generation;
    survey->blank = walk.at == 0;
}

hf_err_t hf_journal_pick(struct hf_journal *journal)
{
    const struct hf_region *half = journal->setup.half;
    uint32_t const smaller = half[0].size < half[1].size ? half[0].size : half[1].size;
    struct survey survey[2];

    journal->capacity = smaller - smaller % HF_JOURNAL_GRANULE;
    journal->state = HF_JOURNAL_CLOSED;
    journal->tail = (struct hf_journal_walk){0};
    survey_half(journal, 0, &survey[0]);
    survey_half(journal, 1, &survey[1]);
    for (uint32_t i = 0; i < 2; i++) {
        if (survey[i].generation > journal->highest) {
            journal->highest = survey[i].generation;
        }
    }
    journal->active = survey[1].committed &&
                      (!survey[0].committed || survey[1].generation > survey[0].generation);
    journal->turn_to = journal->active;
    if (survey[0].committed || survey[1].committed) {
        return HF_OK;
    }
    return survey[0].blank && survey[1].blank ? HF_ERR_JOURNAL_EMPTY : HF_ERR_JOURNAL_FOREIGN;
}

void hf_journal_ready(struct hf_journal *journal, const struct hf_journal_walk *walk)
{
    journal->tail = *walk;
    journal->epoch = walk->epoch;
    journal->turn_to = journal->active;
    journal->state = walk->generation == journal->highest && walk->at == walk->end
                         ? HF_JOURNAL_READY
                         : HF_JOURNAL_WORN;
}

hf_err_t hf_journal_read(struct hf_journal *journal, uint32_t at, struct hf_journal_record *record)
{
    const struct hf_journal_setup *setup = &journal->setup;
    hf_err_t result;

    if (at >= journal->capacity || at % HF_JOURNAL_GRANULE != 0) {
        return HF_ERR_JOURNAL_FORM;
    }
    result = hf_nvm_read(setup->half[journal->active].base + at, setup->work, HF_JOURNAL_HEAD);
    if (result == HF_OK) {
        result = load_rest(journal, journal->active, at, record);
    }
    return result;
}
