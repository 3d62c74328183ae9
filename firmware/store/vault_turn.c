/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * Compaction of the vault, and the step from one epoch to the next. */
#include "firmware/store/vault_internal.h"
#include "hw/api/counter.h"

/* Copies one entry. One that can no longer be read stays known, without a value, as suspect: lost
 * must not look like never there. */
static hf_err_t copy_entry(struct hf_vault *vault, const struct hf_vault_entry *entry)
{
    struct hf_vault_meta meta = {
        {entry->uid, entry->owner, entry->space}, entry->capacity, entry->flags};
    uint32_t size = entry->size;
    hf_span_t value;
    uint32_t at;

    if (hf_vault_read(vault, entry, &value) != HF_OK) {
        meta.flags |= HF_VAULT_SUSPECT;
        size = 0;
    }
    hf_vault_meta_write(&meta, hf_vault_text(vault));
    return hf_journal_append(&vault->journal, HF_VAULT_SET | HF_JOURNAL_COPY,
                             hf_vault_body_size(size), &at);
}

static hf_err_t copy_entries(struct hf_vault *vault, const struct hf_vault_turn *turn)
{
    hf_err_t result = HF_OK;
    uint32_t at;

    for (uint32_t i = 0; i < vault->count && result == HF_OK; i++) {
        if (&vault->setup.entries[i] != turn->without) {
            result = copy_entry(vault, &vault->setup.entries[i]);
        }
    }
    if (result == HF_OK && turn->change != NULL) {
        result = hf_vault_compose(vault, turn->change);
        if (result == HF_OK) {
            result = hf_journal_append(&vault->journal, HF_VAULT_SET | HF_JOURNAL_COPY,
                                       hf_vault_body_size(turn->change->size), &at);
        }
    }
    return result;
}

static uint32_t is_due(const struct hf_vault *vault, const struct hf_vault_turn *turn)
{
    uint32_t const every = vault->setup.turns_per_epoch;

    return hf_vault_may_advance(vault) &&
           (turn->new_epoch || (every != 0 && vault->turns + 1u >= every));
}

/* What was just committed could not be read, and the half before it counts: nothing may be built on
 * that. */
static int is_older(const struct hf_vault *vault)
{
    return vault->journal.tail.generation != vault->journal.highest;
}

/* INVARIANT: the flash of the new epoch is complete before the counter moves, and the counter has
 * moved before anybody hears of success. A cut between leaves the flash one ahead, which
 * hf_vault_open() makes good; it never leaves it behind. */
hf_err_t hf_vault_turn(struct hf_vault *vault, const struct hf_vault_turn *turn)
{
    uint32_t const due = is_due(vault, turn);
    uint32_t const epoch = vault->journal.epoch + due;
    uint32_t const turns = due ? 0u : vault->turns + 1u;
    hf_err_t result = hf_journal_turn(&vault->journal, epoch);
    hf_err_t again;

    if (result == HF_OK) {
        result = copy_entries(vault, turn);
    }
    if (result == HF_OK) {
        hf_write_u32(hf_vault_text(vault), turns);
        result = hf_journal_commit(&vault->journal, HF_VAULT_NONCE + HF_VAULT_COMMIT);
    }
    if (result == HF_OK && due) {
        result = hf_counter_raise(HF_COUNTER_EPOCH, epoch);
    }
    again = hf_vault_reload(vault);
    if (result == HF_OK && again == HF_OK && is_older(vault)) {
        hf_vault_close(vault);
        again = HF_ERR_VAULT_STALE;
    }
    return result == HF_OK ? again : result;
}
