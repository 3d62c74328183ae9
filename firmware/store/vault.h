/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * firmware/store/vault.h - named values that last, for secure alone: encrypted, authenticated,
 * atomic. storage.h puts the PSA storage API's rules on top. docs/formats/vault.md has the format,
 * the replay window and the reasons.
 *
 * INVARIANT: after any cut of power each value is the one of the last acknowledged change, or of
 * the change that was under way; never a mix.
 * DEFEATS: t7 the flash of another die, t5 reading or changing values, t4-style replay of an older
 * epoch. NOT DEFEATED: replay of any earlier state of the same epoch by somebody who can write the
 * flash; removal of everything by the same hand (it is noticed, and refused).
 * ASSUMES: `root` comes from the hardware key of this die; one caller at a time. */
#ifndef HF_STORE_VAULT_H
#define HF_STORE_VAULT_H

#include "core/vault.h"
#include "firmware/store/journal.h"

#define HF_VAULT_ROOT 32u

/* One value, as the index in RAM knows it. */
struct hf_vault_entry {
    uint64_t uid;
    int32_t owner;
    uint32_t at; /* offset of its record in the active half */
    uint16_t size;
    uint16_t capacity;
    uint8_t space;
    uint8_t flags; /* HF_VAULT_... */
};

/* What the owner lends for as long as the vault is open. */
struct hf_vault_setup {
    struct hf_region half[2];
    uint8_t *work; /* hf_vault_record_size(n) bytes allow values of n bytes */
    uint32_t work_size;
    struct hf_vault_entry *entries;
    uint32_t entries_max;
    /* A new epoch begins, and costs one increment of HF_COUNTER_EPOCH, with every n-th compaction;
     * 0: only when hf_vault_advance() asks for it. */
    uint32_t turns_per_epoch;
};

struct hf_vault_keys {
    uint8_t record[32];
    uint8_t nonce[32];
};

struct hf_vault {
    struct hf_journal journal;
    struct hf_vault_setup setup;
    struct hf_vault_keys keys;
    uint32_t count; /* entries in use */
    uint32_t turns; /* compactions since this epoch began */
    uint32_t gaps;  /* places where acknowledged records are missing */
};

/* Opens the vault of this die. Nothing is written, but for the counter step of an epoch that power
 * interrupted. Nothing is ever formatted here: an empty vault may be a stolen one.
 * HF_ERR_JOURNAL_EMPTY, HF_ERR_JOURNAL_FOREIGN  no vault of this die and life cycle
 * HF_ERR_VAULT_STALE, HF_ERR_VAULT_AHEAD        the epoch is not the counter's
 * HF_ERR_VAULT_FULL                             more entries than entries_max
 * HF_ERR_JOURNAL_AREA, HF_ERR_COUNTER_LOCKED */
HF_MUST_CHECK hf_err_t hf_vault_open(struct hf_vault *vault, const struct hf_vault_setup *setup,
                                     const uint8_t root[HF_VAULT_ROOT]);

/* Makes an empty vault: first everything before is wiped as hf_vault_wipe() does. */
HF_MUST_CHECK hf_err_t hf_vault_format(struct hf_vault *vault, const struct hf_vault_setup *setup,
                                       const uint8_t root[HF_VAULT_ROOT]);

/* Ends all that is in the vault: the epoch counter goes up by two, so that nothing older is ever
 * accepted again, then both halves are erased, then the keys in RAM are wiped. Needs no readable
 * flash. Where the counter has no increments left the erase alone must do. */
HF_MUST_CHECK hf_err_t hf_vault_wipe(struct hf_vault *vault);

/* False before hf_vault_open(), after hf_vault_close(), and when the flash failed so far that the
 * index could not be built again. */
int hf_vault_is_open(const struct hf_vault *vault);

/* Forgets keys and buffers; the flash keeps its content. */
void hf_vault_close(struct hf_vault *vault);

/* The entry of this name, or NULL. Valid until the next change. */
const struct hf_vault_entry *hf_vault_find(const struct hf_vault *vault,
                                           const struct hf_vault_name *name);

/* Decrypts a value into the work buffer; the caller wipes it with hf_vault_done().
 * HF_ERR_VAULT_SUSPECT, HF_ERR_VAULT_FORM, HF_ERR_JOURNAL_SEAL, HF_ERR_NVM_ECC */
HF_MUST_CHECK hf_err_t hf_vault_read(struct hf_vault *vault, const struct hf_vault_entry *entry,
                                     hf_span_t *value);
void hf_vault_done(struct hf_vault *vault);

/* A change of one entry, made whole or not at all. */
struct hf_vault_change {
    struct hf_vault_name name;
    const uint8_t *data; /* goes to `offset` of the value */
    uint32_t data_size;
    uint32_t offset;
    uint32_t size;     /* of the value after the change */
    uint32_t capacity; /* reserved; at least `size` */
    uint8_t flags;
    uint8_t keeps; /* 1: what `data` does not cover stays as it was; 0: there is nothing else */
};

/* Creates or replaces an entry. HF_OK means that it lasts.
 * HF_ERR_VAULT_FULL  no room in the flash or in the index; all is as before
 * Else what the flash says; all is as before. */
HF_MUST_CHECK hf_err_t hf_vault_put(struct hf_vault *vault, const struct hf_vault_change *change);

/* Removes an entry: possible when the vault is full. HF_ERR_VAULT_ENTRY: there is none. Older
 * ciphertexts of it stay in the flash until hf_vault_scrub(), or until compaction comes by. */
HF_MUST_CHECK hf_err_t hf_vault_remove(struct hf_vault *vault, const struct hf_vault_name *name);

/* Compacts into a new epoch now: all that was before can no longer be replayed. Costs one erase of
 * a half and one increment. HF_ERR_COUNTER_WORN: no increments left; nothing was done */
HF_MUST_CHECK hf_err_t hf_vault_advance(struct hf_vault *vault);

/* Compacts twice, so that both halves hold nothing but what counts. */
HF_MUST_CHECK hf_err_t hf_vault_scrub(struct hf_vault *vault);

/* The largest value, and the increments that are left to the epoch. */
uint32_t hf_vault_value_max(const struct hf_vault *vault);
uint32_t hf_vault_epochs_left(void);

#endif
