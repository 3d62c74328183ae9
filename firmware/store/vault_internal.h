/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * firmware/store/vault_internal.h - what the vault's files share. */
#ifndef HF_STORE_VAULT_INTERNAL_H
#define HF_STORE_VAULT_INTERNAL_H

#include "firmware/store/vault.h"

/* vault_seal.c: how its records are encrypted and authenticated. */
extern const struct hf_journal_seal hf_vault_sealing;

/* Where the encrypted part of a body stands, and the value in it. */
static inline uint8_t *hf_vault_text(struct hf_vault *vault)
{
    return hf_journal_body(&vault->journal) + HF_VAULT_NONCE;
}

static inline uint8_t *hf_vault_value(struct hf_vault *vault)
{
    return hf_vault_text(vault) + HF_VAULT_META;
}

/* The index entry of this name, or NULL. */
struct hf_vault_entry *hf_vault_slot(const struct hf_vault *vault,
                                     const struct hf_vault_name *name);

/* Finds the active half and builds the index from it. */
HF_MUST_CHECK hf_err_t hf_vault_reload(struct hf_vault *vault);

/* Puts the changed entry into the work buffer, ready to be appended. */
HF_MUST_CHECK hf_err_t hf_vault_compose(struct hf_vault *vault,
                                        const struct hf_vault_change *change);

/* What a compaction does beside copying. */
struct hf_vault_turn {
    const struct hf_vault_entry *without; /* the entry that is not carried over, or NULL */
    const struct hf_vault_change *change; /* what is put in instead, or NULL */
    uint32_t new_epoch;                   /* 1: the epoch ends here, whatever the setup says */
};

/* Compacts. Whatever comes out of it, the index is that of the flash afterwards. */
HF_MUST_CHECK hf_err_t hf_vault_turn(struct hf_vault *vault, const struct hf_vault_turn *turn);

/* Takes the next epoch, if the counter has one: 1 or 0. */
uint32_t hf_vault_may_advance(const struct hf_vault *vault);

#endif
