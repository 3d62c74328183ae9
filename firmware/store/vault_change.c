/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * How the vault changes: append where there is room, compact where there is none. */
#include "firmware/store/vault_internal.h"
#include "hw/api/counter.h"

/* A part of each half that entries may not fill, so that a full vault still takes some changes
 * between two erases. */
#define RESERVE(capacity) ((capacity) / 8u)

hf_err_t hf_vault_compose(struct hf_vault *vault, const struct hf_vault_change *change)
{
    const struct hf_vault_entry *old = hf_vault_find(vault, &change->name);
    struct hf_vault_meta const meta = {change->name, change->capacity, change->flags};
    uint8_t *value = hf_vault_value(vault);
    hf_span_t kept;
    hf_err_t result = HF_OK;

    if (change->keeps && old != NULL) {
        result = hf_vault_read(vault, old, &kept);
    }
    for (uint32_t i = 0; i < change->data_size; i++) {
        value[change->offset + i] = change->data[i];
    }
    hf_vault_meta_write(&meta, hf_vault_text(vault));
    return result;
}

static uint32_t record_of(const struct hf_vault_entry *entry)
{
    return hf_vault_record_size(entry->capacity);
}

/* Would the entries fit one half with `change` made? */
static int fits(const struct hf_vault *vault, const struct hf_vault_change *change)
{
    const struct hf_vault_entry *old = hf_vault_find(vault, &change->name);
    uint32_t const capacity = vault->journal.capacity;
    uint32_t used = hf_journal_record_size(HF_VAULT_NONCE + HF_VAULT_COMMIT) +
                    hf_vault_record_size(change->capacity);

    if (old == NULL && vault->count == vault->setup.entries_max) {
        return 0;
    }
    for (uint32_t i = 0; i < vault->count; i++) {
        used += record_of(&vault->setup.entries[i]);
    }
    if (old != NULL) {
        used -= record_of(old);
    }
    return used <= capacity - RESERVE(capacity);
}

/* Appends what compose made and lets the index follow. */
static hf_err_t append(struct hf_vault *vault, const struct hf_vault_change *change)
{
    hf_err_t result = hf_vault_compose(vault, change);
    struct hf_vault_entry *entry;
    uint32_t at;

    if (result == HF_OK) {
        result =
            hf_journal_append(&vault->journal, HF_VAULT_SET, hf_vault_body_size(change->size), &at);
    }
    if (result != HF_OK) {
        return result;
    }
    entry = hf_vault_slot(vault, &change->name);
    if (entry == NULL) {
        entry = &vault->setup.entries[vault->count++];
    }
    *entry = (struct hf_vault_entry){
        change->name.uid,           change->name.owner, at,           (uint16_t)change->size,
        (uint16_t)change->capacity, change->name.space, change->flags};
    return HF_OK;
}

hf_err_t hf_vault_put(struct hf_vault *vault, const struct hf_vault_change *change)
{
    struct hf_vault_turn turn = {.change = change};
    hf_err_t result = HF_ERR_JOURNAL_FULL;

    if (change->size > change->capacity || change->capacity > hf_vault_value_max(vault) ||
        !fits(vault, change)) {
        return HF_ERR_VAULT_FULL;
    }
    if (hf_journal_room(&vault->journal) >= hf_vault_record_size(change->size)) {
        result = append(vault, change);
    }
    if (vault->journal.state == HF_JOURNAL_WORN || result == HF_ERR_JOURNAL_FULL) {
        turn.without = hf_vault_find(vault, &change->name);
        result = hf_vault_turn(vault, &turn);
    }
    hf_vault_done(vault);
    return result;
}

hf_err_t hf_vault_remove(struct hf_vault *vault, const struct hf_vault_name *name)
{
    struct hf_vault_entry *entry = hf_vault_slot(vault, name);
    struct hf_vault_turn const turn = {.without = entry};
    struct hf_vault_meta const meta = {.name = *name};
    hf_err_t result;
    uint32_t at;

    if (entry == NULL) {
        return HF_ERR_VAULT_ENTRY;
    }
    hf_vault_meta_write(&meta, hf_vault_text(vault));
    result = hf_journal_append(&vault->journal, HF_VAULT_REMOVE, hf_vault_body_size(0), &at);
    if (result == HF_OK) {
        *entry = vault->setup.entries[--vault->count];
    } else {
        result = hf_vault_turn(vault, &turn);
    }
    hf_vault_done(vault);
    return result;
}

hf_err_t hf_vault_advance(struct hf_vault *vault)
{
    struct hf_vault_turn const turn = {.new_epoch = 1};
    hf_err_t result = HF_ERR_COUNTER_WORN;

    if (hf_vault_may_advance(vault)) {
        result = hf_vault_turn(vault, &turn);
    }
    hf_vault_done(vault);
    return result;
}

hf_err_t hf_vault_scrub(struct hf_vault *vault)
{
    struct hf_vault_turn const turn = {.new_epoch = 0};
    hf_err_t result = hf_vault_turn(vault, &turn);

    if (result == HF_OK) {
        result = hf_vault_turn(vault, &turn);
    }
    hf_vault_done(vault);
    return result;
}
