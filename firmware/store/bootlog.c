/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "firmware/store/bootlog.h"

#include "hw/api/crypto.h"

#define NONE UINT32_MAX

#define HISTORY_MAX 64u

static void tag_from(const uint8_t *key, const uint8_t *record, uint32_t length, uint8_t mac[32])
{
    hf_hmac_sha256(key, record, HF_JOURNAL_HEAD, record + HF_JOURNAL_HEAD, length, mac);
}

static hf_err_t seal(const void *keys, uint8_t *record, uint32_t length)
{
    uint8_t mac[32];

    tag_from(keys, record, length, mac);
    for (uint32_t i = 0; i < HF_JOURNAL_TAG; i++) {
        record[HF_JOURNAL_HEAD + length + i] = mac[i];
    }
    return HF_OK;
}

static hf_err_t unseal(const void *keys, uint8_t *record, uint32_t length)
{
    uint8_t mac[32];
    uint32_t differs = 0;

    tag_from(keys, record, length, mac);
    for (uint32_t i = 0; i < HF_JOURNAL_TAG; i++) {
        differs |= (uint32_t)(record[HF_JOURNAL_HEAD + length + i] ^ mac[i]);
    }
    return differs == 0 ? HF_OK : HF_ERR_JOURNAL_SEAL;
}

static const struct hf_journal_seal sealing = {HF_BOOTLOG_MAGIC, HF_BOOTLOG_VERSION, seal, unseal};

/* One record as an entry. HF_ERR_BOOTLOG_FORM: it is a commit record, or not understood. */
static hf_err_t entry_from(const struct hf_journal_record *record, struct hf_bootlog_entry *entry)
{
    hf_span_t const body = {record->body, record->head.length};

    return hf_bootlog_read(record->head.kind & (uint8_t)~HF_JOURNAL_COPY, body, entry);
}

static void remember(struct hf_bootlog *log, const struct hf_bootlog_entry *entry, uint32_t at)
{
    uint32_t const index = hf_bootlog_state_index(entry);

    if (index < HF_BOOTLOG_STATES) {
        log->state_at[index] = hf_bootlog_is_end(entry) ? NONE : at;
        return;
    }
    log->history++;
    if (entry->as.history.boot > log->boot) {
        log->boot = entry->as.history.boot;
    }
}

static void forget_all(struct hf_bootlog *log)
{
    for (uint32_t i = 0; i < HF_BOOTLOG_STATES; i++) {
        log->state_at[i] = NONE;
    }
    log->history = 0;
    log->boot = 0;
    log->gaps = 0;
}

static void take(struct hf_bootlog *log, const struct hf_journal_record *record)
{
    struct hf_bootlog_entry entry;

    log->gaps += record->follows == 0;
    if (entry_from(record, &entry) == HF_OK) {
        remember(log, &entry, record->at);
    }
}

/* Finds the active half and learns what stands there. */
static hf_err_t reload(struct hf_bootlog *log)
{
    struct hf_journal_walk walk;
    struct hf_journal_record record;
    hf_err_t const result = hf_journal_pick(&log->journal);

    forget_all(log);
    if (log->journal.capacity < HF_BOOTLOG_CAPACITY_MIN) {
        return HF_ERR_JOURNAL_AREA;
    }
    if (result != HF_OK) {
        return result;
    }
    hf_journal_walk_start(&log->journal, &walk);
    while (hf_journal_next(&log->journal, &walk, &record) == HF_OK) {
        take(log, &record);
    }
    hf_journal_ready(&log->journal, &walk);
    return HF_OK;
}

hf_err_t hf_bootlog_open(struct hf_bootlog *log, const struct hf_region half[2],
                         const uint8_t key[HF_BOOTLOG_KEY])
{
    struct hf_journal_setup *setup = &log->journal.setup;

    for (uint32_t i = 0; i < HF_BOOTLOG_KEY; i++) {
        log->key[i] = key[i];
    }
    setup->seal = &sealing;
    setup->keys = log->key;
    setup->half[0] = half[0];
    setup->half[1] = half[1];
    setup->work = log->work;
    setup->work_size = sizeof(log->work);
    log->journal.highest = 0;
    return reload(log);
}

static hf_err_t commit(struct hf_bootlog *log)
{
    hf_err_t const result = hf_journal_commit(&log->journal, 0);

    return result == HF_OK ? reload(log) : result;
}

hf_err_t hf_bootlog_start(struct hf_bootlog *log)
{
    hf_err_t const result = hf_journal_turn(&log->journal, 0);

    return result == HF_OK ? commit(log) : result;
}

hf_err_t hf_bootlog_append(struct hf_bootlog *log, struct hf_bootlog_entry *entry)
{
    uint32_t length;
    uint32_t at;
    hf_err_t result;

    if (entry->kind <= HF_BOOTLOG_NOTE) {
        entry->as.history.boot = log->boot + (entry->kind == HF_BOOTLOG_BOOT);
    }
    length = hf_bootlog_write(entry, hf_journal_body(&log->journal));
    if (length == 0) {
        return HF_ERR_BOOTLOG_FORM;
    }
    result = hf_journal_append(&log->journal, entry->kind, length, &at);
    if (result == HF_OK) {
        remember(log, entry, at);
    }
    return result;
}

uint32_t hf_bootlog_room(const struct hf_bootlog *log)
{
    return hf_journal_room(&log->journal) / hf_journal_record_size(HF_BOOTLOG_BODY_MAX);
}

/* History records that a compaction carries over: a quarter of a half. */
static uint32_t history_kept(const struct hf_bootlog *log)
{
    uint32_t const fits =
        log->journal.capacity / 4u / hf_journal_record_size(HF_BOOTLOG_HISTORY_SIZE);

    return fits < HISTORY_MAX ? fits : HISTORY_MAX;
}

/* Is this record one to carry over? `seen` counts the history records so far. */
static int is_kept(const struct hf_bootlog *log, const struct hf_journal_record *record,
                   uint32_t *seen)
{
    struct hf_bootlog_entry entry;
    uint32_t index;

    if (entry_from(record, &entry) != HF_OK) {
        return 0;
    }
    index = hf_bootlog_state_index(&entry);
    if (index < HF_BOOTLOG_STATES) {
        return log->state_at[index] == record->at;
    }
    *seen += 1u;
    return *seen + history_kept(log) > log->history;
}

static hf_err_t copy_kept(struct hf_bootlog *log)
{
    struct hf_journal_walk walk;
    struct hf_journal_record record;
    uint32_t seen = 0;
    uint32_t at;
    hf_err_t result = HF_OK;

    hf_journal_walk_start(&log->journal, &walk);
    while (result == HF_OK && hf_journal_next(&log->journal, &walk, &record) == HF_OK) {
        if (is_kept(log, &record, &seen)) {
            result = hf_journal_append(&log->journal, record.head.kind | HF_JOURNAL_COPY,
                                       record.head.length, &at);
        }
    }
    return result;
}

hf_err_t hf_bootlog_compact(struct hf_bootlog *log)
{
    hf_err_t result = hf_journal_turn(&log->journal, 0);
    hf_err_t again;

    if (result == HF_OK) {
        result = copy_kept(log);
    }
    if (result == HF_OK) {
        result = commit(log);
    }
    if (result != HF_OK) {
        again = reload(log);
        return again == HF_OK ? result : again;
    }
    return HF_OK;
}

hf_err_t hf_bootlog_state(struct hf_bootlog *log, enum hf_bootlog_kind kind, uint32_t role,
                          struct hf_bootlog_entry *entry)
{
    uint32_t const index = hf_bootlog_state_slot((uint32_t)kind, role);
    struct hf_journal_record record;
    hf_err_t result;

    if (index >= HF_BOOTLOG_STATES || log->state_at[index] == NONE) {
        return HF_ERR_JOURNAL_END;
    }
    result = hf_journal_read(&log->journal, log->state_at[index], &record);
    return result == HF_OK ? entry_from(&record, entry) : result;
}

hf_err_t hf_bootlog_next(struct hf_bootlog *log, struct hf_journal_walk *walk,
                         struct hf_bootlog_entry *entry)
{
    struct hf_journal_record record;

    while (hf_journal_next(&log->journal, walk, &record) == HF_OK) {
        if (entry_from(&record, entry) == HF_OK) {
            return HF_OK;
        }
    }
    return HF_ERR_JOURNAL_END;
}

void hf_bootlog_close(struct hf_bootlog *log)
{
    hf_wipe(log->key, sizeof(log->key));
    hf_wipe(log->work, sizeof(log->work));
    log->journal.state = HF_JOURNAL_CLOSED;
}
