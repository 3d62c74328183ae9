/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * core/vault.h - what a vault record says: the body between a journal record's head and tag.
 * Body: nonce, then encrypted: the entry's meta and its value. docs/formats/vault.md has the same
 * tables and the reasons. */
#ifndef HF_CORE_VAULT_H
#define HF_CORE_VAULT_H

#include "core/error.h"
#include "core/journal.h"
#include "core/span.h"

#include <stddef.h>
#include <stdint.h>

#define HF_VAULT_MAGIC   0x5648u /* "HV" */
#define HF_VAULT_VERSION 1u

#define HF_VAULT_NONCE  12u
#define HF_VAULT_META   20u
#define HF_VAULT_COMMIT 4u

/* The largest value: the record's length is 16 bits wide, and one buffer must hold it. */
#define HF_VAULT_VALUE_MAX 4096u

enum hf_vault_kind { HF_VAULT_SET = 1, HF_VAULT_REMOVE = 2 };

/* Name spaces: the same uid in two of them names two entries. */
enum hf_vault_space { HF_VAULT_ITS = 1, HF_VAULT_PS = 2, HF_VAULT_KEY = 3 };

struct hf_vault_name {
    uint64_t uid;
    int32_t owner; /* the client: what the gate knows of the caller, never what the caller says */
    uint8_t space; /* enum hf_vault_space */
};

/* Bits 0 to 2 are those of the PSA storage API. */
#define HF_VAULT_WRITE_ONCE           0x01u
#define HF_VAULT_NO_CONFIDENTIALITY   0x02u
#define HF_VAULT_NO_REPLAY_PROTECTION 0x04u
#define HF_VAULT_SUSPECT              0x80u /* the value was lost or may be an old one */
#define HF_VAULT_FLAGS                0x87u

struct hf_vault_meta {
    struct hf_vault_name name;
    uint32_t capacity; /* bytes reserved; at least the value's size */
    uint8_t flags;
};

void hf_vault_meta_write(const struct hf_vault_meta *meta, uint8_t out[HF_VAULT_META]);

/* Reads the meta of a value of `size` bytes. HF_ERR_VAULT_FORM: uid 0, no such name space, unknown
 * flags, a capacity below `size` or above HF_VAULT_VALUE_MAX, or a reserved byte that is not zero;
 * `meta` is unchanged */
HF_MUST_CHECK hf_err_t hf_vault_meta_read(const uint8_t in[HF_VAULT_META], uint32_t size,
                                          struct hf_vault_meta *meta);

/* Body bytes of an entry with a value of `size` bytes, and bytes on flash. */
static inline uint32_t hf_vault_body_size(uint32_t size)
{
    return HF_VAULT_NONCE + HF_VAULT_META + size;
}

static inline uint32_t hf_vault_record_size(uint32_t size)
{
    return hf_journal_record_size(hf_vault_body_size(size));
}

static inline int hf_vault_name_equal(const struct hf_vault_name *a, const struct hf_vault_name *b)
{
    return a->uid == b->uid && a->owner == b->owner && a->space == b->space;
}

#endif
