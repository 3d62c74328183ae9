/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * The vault's index, opening and ending. */
#include "firmware/store/vault.h"

#include "firmware/store/vault_internal.h"
#include "hw/api/counter.h"
#include "hw/api/crypto.h"

static int has_name(const struct hf_vault_entry *entry, const struct hf_vault_name *name)
{
    return entry->uid == name->uid && entry->owner == name->owner && entry->space == name->space;
}

struct hf_vault_entry *hf_vault_slot(const struct hf_vault *vault, const struct hf_vault_name *name)
{
    for (uint32_t i = 0; i < vault->count; i++) {
        if (has_name(&vault->setup.entries[i], name)) {
            return &vault->setup.entries[i];
        }
    }
    return NULL;
}

const struct hf_vault_entry *hf_vault_find(const struct hf_vault *vault,
                                           const struct hf_vault_name *name)
{
    return hf_vault_slot(vault, name);
}

static hf_err_t index_set(struct hf_vault *vault, const struct hf_vault_meta *meta,
                          const struct hf_journal_record *record)
{
    struct hf_vault_entry *entry = hf_vault_slot(vault, &meta->name);

    if (entry == NULL && vault->count == vault->setup.entries_max) {
        return HF_ERR_VAULT_FULL;
    }
    if (entry == NULL) {
        entry = &vault->setup.entries[vault->count++];
    }
    entry->uid = meta->name.uid;
    entry->owner = meta->name.owner;
    entry->space = meta->name.space;
    entry->flags = meta->flags;
    entry->at = record->at;
    entry->size = (uint16_t)(record->head.length - hf_vault_body_size(0));
    entry->capacity = (uint16_t)meta->capacity;
    return HF_OK;
}

static void index_remove(struct hf_vault *vault, const struct hf_vault_name *name)
{
    struct hf_vault_entry *entry = hf_vault_slot(vault, name);

    if (entry != NULL) {
        *entry = vault->setup.entries[--vault->count];
    }
}

/* Records are missing: what the index knows so far may be old. */
static void suspect_all(struct hf_vault *vault)
{
    vault->gaps++;
    for (uint32_t i = 0; i < vault->count; i++) {
        vault->setup.entries[i].flags |= HF_VAULT_SUSPECT;
    }
}

static hf_err_t take_entry(struct hf_vault *vault, const struct hf_journal_record *record)
{
    uint32_t const kind = record->head.kind & HF_JOURNAL_KIND;
    struct hf_vault_meta meta;

    if (record->head.length < hf_vault_body_size(0) ||
        hf_vault_meta_read(record->body + HF_VAULT_NONCE,
                           record->head.length - hf_vault_body_size(0), &meta) != HF_OK) {
        suspect_all(vault);
        return HF_OK;
    }
    if (kind == HF_VAULT_SET) {
        return index_set(vault, &meta, record);
    }
    if (kind == HF_VAULT_REMOVE) {
        index_remove(vault, &meta.name);
    } else {
        suspect_all(vault);
    }
    return HF_OK;
}

static hf_err_t take(struct hf_vault *vault, const struct hf_journal_record *record)
{
    if (!record->follows) {
        suspect_all(vault);
    }
    if (record->head.kind != HF_JOURNAL_COMMIT) {
        return take_entry(vault, record);
    }
    if (record->head.length == HF_VAULT_NONCE + HF_VAULT_COMMIT) {
        vault->turns = hf_read_u32(record->body + HF_VAULT_NONCE);
    }
    return HF_OK;
}

hf_err_t hf_vault_reload(struct hf_vault *vault)
{
    struct hf_journal_walk walk;
    struct hf_journal_record record;
    hf_err_t result = hf_journal_check(&vault->journal.setup);

    if (result == HF_OK) {
        result = hf_journal_pick(&vault->journal);
    }
    if (vault->setup.work_size < hf_vault_record_size(0)) {
        result = HF_ERR_JOURNAL_AREA;
    }
    vault->count = 0;
    vault->gaps = 0;
    if (result == HF_OK) {
        hf_journal_walk_start(&vault->journal, &walk);
    }
    while (result == HF_OK) {
        result = hf_journal_next(&vault->journal, &walk, &record);
        if (result == HF_OK) {
            result = take(vault, &record);
        }
    }
    hf_vault_done(vault);
    if (result != HF_ERR_JOURNAL_END) {
        return result;
    }
    hf_journal_ready(&vault->journal, &walk);
    return HF_OK;
}

static void set_up(struct hf_vault *vault, const struct hf_vault_setup *setup,
                   const uint8_t root[HF_VAULT_ROOT])
{
    struct hf_journal_setup *journal = &vault->journal.setup;

    vault->setup = *setup;
    vault->turns = 0;
    vault->count = 0;
    hf_kdf(root, "vault.record", 0, vault->keys.record);
    hf_kdf(root, "vault.nonce", 0, vault->keys.nonce);
    journal->seal = &hf_vault_sealing;
    journal->keys = &vault->keys;
    journal->half[0] = setup->half[0];
    journal->half[1] = setup->half[1];
    journal->work = setup->work;
    journal->work_size = setup->work_size;
    vault->journal.highest = 0;
}

static int counts_epochs(void)
{
    return hf_counter_retention(HF_COUNTER_EPOCH) != HF_RETENTION_NONE;
}

static uint32_t epoch_now(void)
{
    return counts_epochs() ? hf_counter_read(HF_COUNTER_EPOCH) : 0u;
}

uint32_t hf_vault_epochs_left(void)
{
    return counts_epochs() ? hf_counter_steps(HF_COUNTER_EPOCH) - hf_counter_read(HF_COUNTER_EPOCH)
                           : 0u;
}

uint32_t hf_vault_may_advance(const struct hf_vault *vault)
{
    return hf_vault_epochs_left() != 0 && vault->journal.epoch == epoch_now();
}

/* The flash may be one ahead of the counter: power failed between the two. Then the step is made
 * up for before anything is served. Never is it behind. */
static hf_err_t check_epoch(const struct hf_vault *vault)
{
    uint32_t const now = epoch_now();

    if (vault->journal.epoch == now) {
        return HF_OK;
    }
    if (vault->journal.epoch < now) {
        return HF_ERR_VAULT_STALE;
    }
    if (vault->journal.epoch != now + 1u || !counts_epochs()) {
        return HF_ERR_VAULT_AHEAD;
    }
    return hf_counter_raise(HF_COUNTER_EPOCH, vault->journal.epoch);
}

hf_err_t hf_vault_open(struct hf_vault *vault, const struct hf_vault_setup *setup,
                       const uint8_t root[HF_VAULT_ROOT])
{
    hf_err_t result;

    set_up(vault, setup, root);
    result = hf_vault_reload(vault);
    if (result == HF_OK) {
        result = check_epoch(vault);
    }
    if (result != HF_OK) {
        hf_vault_close(vault);
    }
    return result;
}

hf_err_t hf_vault_wipe(struct hf_vault *vault)
{
    uint32_t const left = hf_vault_epochs_left();
    hf_err_t result = HF_OK;
    hf_err_t erased;

    if (left != 0) {
        result = hf_counter_raise(HF_COUNTER_EPOCH, epoch_now() + (left < 2u ? left : 2u));
    }
    erased = hf_journal_erase(&vault->journal);
    hf_vault_close(vault);
    return result == HF_OK ? erased : result;
}

hf_err_t hf_vault_format(struct hf_vault *vault, const struct hf_vault_setup *setup,
                         const uint8_t root[HF_VAULT_ROOT])
{
    hf_err_t result;

    set_up(vault, setup, root);
    result = hf_vault_wipe(vault);
    if (result != HF_OK) {
        return result;
    }
    set_up(vault, setup, root);
    result = hf_journal_pick(&vault->journal);
    if (result == HF_ERR_JOURNAL_EMPTY) {
        result = hf_journal_turn(&vault->journal, epoch_now());
    } else if (result == HF_OK) {
        result = HF_ERR_NVM_VERIFY; /* the erase said that it worked */
    }
    if (result == HF_OK) {
        hf_write_u32(hf_vault_text(vault), 0);
        result = hf_journal_commit(&vault->journal, HF_VAULT_NONCE + HF_VAULT_COMMIT);
    }
    if (result == HF_OK) {
        result = hf_vault_reload(vault);
    }
    if (result == HF_OK) {
        result = check_epoch(vault);
    }
    if (result != HF_OK) {
        hf_vault_close(vault);
    }
    return result;
}

void hf_vault_done(struct hf_vault *vault)
{
    hf_wipe(vault->setup.work, vault->setup.work_size);
}

void hf_vault_close(struct hf_vault *vault)
{
    hf_wipe(&vault->keys, sizeof(vault->keys));
    hf_vault_done(vault);
    vault->journal.state = HF_JOURNAL_CLOSED;
    vault->count = 0;
}

hf_err_t hf_vault_read(struct hf_vault *vault, const struct hf_vault_entry *entry, hf_span_t *value)
{
    struct hf_journal_record record;
    struct hf_vault_meta meta;
    hf_err_t result;

    if ((entry->flags & HF_VAULT_SUSPECT) != 0) {
        return HF_ERR_VAULT_SUSPECT;
    }
    result = hf_journal_read(&vault->journal, entry->at, &record);
    if (result != HF_OK) {
        return result;
    }
    if (record.head.length != hf_vault_body_size(entry->size) ||
        hf_vault_meta_read(record.body + HF_VAULT_NONCE, entry->size, &meta) != HF_OK ||
        !has_name(entry, &meta.name)) {
        return HF_ERR_VAULT_FORM;
    }
    value->bytes = hf_vault_value(vault);
    value->size = entry->size;
    return HF_OK;
}

int hf_vault_is_open(const struct hf_vault *vault)
{
    return vault->journal.state == HF_JOURNAL_READY || vault->journal.state == HF_JOURNAL_WORN;
}

uint32_t hf_vault_value_max(const struct hf_vault *vault)
{
    uint32_t const body = hf_journal_body_max(&vault->journal);
    uint32_t const fits = body < hf_vault_body_size(0) ? 0u : body - hf_vault_body_size(0);

    return fits < HF_VAULT_VALUE_MAX ? fits : HF_VAULT_VALUE_MAX;
}
