/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * How a journal is written: append, and compaction into the other half. */
#include "core/span.h"
#include "firmware/store/journal.h"
#include "hw/api/nvm.h"

uint32_t hf_journal_body_max(const struct hf_journal *journal)
{
    uint32_t size =
        journal->setup.work_size < journal->capacity ? journal->setup.work_size : journal->capacity;

    size -= size % HF_JOURNAL_GRANULE;
    size -= HF_JOURNAL_HEAD + HF_JOURNAL_TAG;
    return size < UINT16_MAX ? size : UINT16_MAX;
}

static int is_writable(const struct hf_journal *journal)
{
    return journal->state == HF_JOURNAL_READY || journal->state == HF_JOURNAL_TURNING;
}

uint32_t hf_journal_room(const struct hf_journal *journal)
{
    return is_writable(journal) ? journal->capacity - journal->tail.at : 0u;
}

static void write_head(struct hf_journal *journal, uint8_t kind, uint32_t length)
{
    struct hf_journal_head head = {
        .magic = journal->setup.seal->magic,
        .version = journal->setup.seal->version,
        .kind = kind,
        .length = (uint16_t)length,
        .epoch = journal->epoch,
        .generation = journal->tail.generation,
        .sequence = journal->tail.sequence + 1u,
    };

    hf_copy(head.link, journal->tail.link, HF_JOURNAL_LINK);
    hf_journal_head_write(&head, journal->setup.work);
}

/* Seals the record in the work buffer and fills up its last granule. */
static hf_err_t finish(struct hf_journal *journal, uint32_t length)
{
    uint8_t *record = journal->setup.work;
    hf_err_t const result = journal->setup.seal->seal(journal->setup.keys, record, length);

    for (uint32_t i = HF_JOURNAL_HEAD + length + HF_JOURNAL_TAG; i < hf_journal_record_size(length);
         i++) {
        record[i] = hf_nvm_erased_value();
    }
    return result;
}

/* The half is given up as soon as one program fails: what stands there may or may not be readable
 * later, and a second record of the same sequence number must not come to stand beside it. */
hf_err_t hf_journal_append(struct hf_journal *journal, uint8_t kind, uint32_t length, uint32_t *at)
{
    uint32_t const size = hf_journal_record_size(length);
    uint32_t const base = journal->setup.half[journal->turn_to].base;
    hf_err_t result;

    if (!is_writable(journal)) {
        return HF_ERR_JOURNAL_WORN;
    }
    if (size > journal->setup.work_size || size > hf_journal_room(journal)) {
        return HF_ERR_JOURNAL_FULL;
    }
    write_head(journal, kind, length);
    result = finish(journal, length);
    if (result == HF_OK) {
        result = hf_nvm_program(base + journal->tail.at, journal->setup.work, size);
    }
    if (result != HF_OK) {
        journal->state = HF_JOURNAL_WORN;
        journal->highest = journal->tail.generation + 1u;
        return result;
    }
    *at = journal->tail.at;
    journal->tail.at += size;
    journal->tail.sequence++;
    hf_copy(journal->tail.link, journal->setup.work + HF_JOURNAL_HEAD + length, HF_JOURNAL_LINK);
    return HF_OK;
}

static hf_err_t erase_half(const struct hf_region *half)
{
    hf_err_t result = HF_OK;
    uint32_t done = 0;

    while (result == HF_OK && done < half->size) {
        uint32_t start;
        uint32_t size;

        result = hf_nvm_sector(half->base + done, &start, &size);
        if (result == HF_OK) {
            result = hf_nvm_erase(start);
            done += size;
        }
    }
    return result;
}

/* The half is erased here and not earlier: only an erase that was seen to end makes cells that can
 * be trusted to take a program. */
hf_err_t hf_journal_turn(struct hf_journal *journal, uint32_t epoch)
{
    hf_err_t result;

    journal->turn_to = 1u - journal->active;
    journal->state = HF_JOURNAL_CLOSED;
    result = erase_half(&journal->setup.half[journal->turn_to]);
    if (result == HF_OK) {
        journal->highest++;
        journal->tail.half = journal->turn_to;
        journal->tail.at = 0;
        journal->tail.generation = journal->highest;
        journal->tail.sequence = 0;
        journal->epoch = epoch;
        journal->state = HF_JOURNAL_TURNING;
    }
    return result;
}

hf_err_t hf_journal_commit(struct hf_journal *journal, uint32_t length)
{
    uint32_t at;
    hf_err_t const result = hf_journal_append(journal, HF_JOURNAL_COMMIT, length, &at);

    if (result == HF_OK) {
        journal->active = journal->turn_to;
        journal->state = HF_JOURNAL_READY;
    }
    return result;
}

hf_err_t hf_journal_erase(struct hf_journal *journal)
{
    hf_err_t result = hf_journal_check(&journal->setup);

    journal->state = HF_JOURNAL_CLOSED;
    if (result == HF_OK) {
        result = erase_half(&journal->setup.half[0]);
    }
    if (result == HF_OK) {
        result = erase_half(&journal->setup.half[1]);
    }
    return result;
}
