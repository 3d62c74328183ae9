/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * firmware/store/storage.h - the rules of the PSA Secure Storage API 1.0 over the vault: Internal
 * Trusted Storage and Protected Storage are two name spaces of one engine. The gate calls these
 * with the owner that it knows; the numbers are those of psa_status_t.
 *
 * Both spaces encrypt, authenticate and protect against replay (within what docs/formats/vault.md
 * says), whatever the flags ask for: NO_CONFIDENTIALITY and NO_REPLAY_PROTECTION are permissions,
 * not orders. */
#ifndef HF_STORE_STORAGE_H
#define HF_STORE_STORAGE_H

#include "firmware/store/vault.h"

typedef enum hf_storage_status {
    HF_STORAGE_SUCCESS = 0,
    HF_STORAGE_GENERIC_ERROR = -132,
    HF_STORAGE_NOT_PERMITTED = -133,
    HF_STORAGE_NOT_SUPPORTED = -134,
    HF_STORAGE_INVALID_ARGUMENT = -135,
    HF_STORAGE_ALREADY_EXISTS = -139,
    HF_STORAGE_DOES_NOT_EXIST = -140,
    HF_STORAGE_INSUFFICIENT_STORAGE = -142,
    HF_STORAGE_STORAGE_FAILURE = -146,
    HF_STORAGE_INVALID_SIGNATURE = -149,
    HF_STORAGE_DATA_CORRUPT = -152,
} hf_storage_status_t;

#define HF_STORAGE_SUPPORT_SET_EXTENDED 1u

struct hf_storage_info {
    size_t capacity;
    size_t size;
    uint32_t flags;
};

/* Where hf_storage_get() puts what it read. `length` is always written. */
struct hf_storage_out {
    uint8_t *buffer;
    size_t size;
    size_t length;
};

/* Creates or replaces. INVALID_ARGUMENT: uid 0, or no data but a length. NOT_SUPPORTED: unknown
 * flags. NOT_PERMITTED: the entry is write-once. INSUFFICIENT_STORAGE, STORAGE_FAILURE: the old
 * value stands unchanged. */
HF_MUST_CHECK hf_storage_status_t hf_storage_set(struct hf_vault *vault,
                                                 const struct hf_vault_name *name, hf_span_t data,
                                                 uint32_t flags);

/* Reads from `offset` as much as there is, and as fits. INVALID_ARGUMENT: uid 0, an offset behind
 * the end, or a buffer that cannot be one. DOES_NOT_EXIST. DATA_CORRUPT (PS) or STORAGE_FAILURE
 * (ITS): the value was damaged. On failure the buffer is unchanged and the length is 0. */
HF_MUST_CHECK hf_storage_status_t hf_storage_get(struct hf_vault *vault,
                                                 const struct hf_vault_name *name, size_t offset,
                                                 struct hf_storage_out *out);

/* INVALID_ARGUMENT, DOES_NOT_EXIST, DATA_CORRUPT (PS), STORAGE_FAILURE */
HF_MUST_CHECK hf_storage_status_t hf_storage_get_info(const struct hf_vault *vault,
                                                      const struct hf_vault_name *name,
                                                      struct hf_storage_info *info);

/* INVALID_ARGUMENT, DOES_NOT_EXIST, NOT_PERMITTED (write-once), STORAGE_FAILURE */
HF_MUST_CHECK hf_storage_status_t hf_storage_remove(struct hf_vault *vault,
                                                    const struct hf_vault_name *name);

/* Protected Storage only: reserves room for a value that set_extended will fill. NOT_SUPPORTED:
 * write-once or unknown flags, or not PS. INSUFFICIENT_STORAGE comes before ALREADY_EXISTS. */
HF_MUST_CHECK hf_storage_status_t hf_storage_create(struct hf_vault *vault,
                                                    const struct hf_vault_name *name,
                                                    size_t capacity, uint32_t flags);

/* Protected Storage only: overwrites or extends a part. INVALID_ARGUMENT: a gap, or beyond the
 * capacity. DOES_NOT_EXIST, NOT_PERMITTED, STORAGE_FAILURE, DATA_CORRUPT */
HF_MUST_CHECK hf_storage_status_t hf_storage_set_extended(struct hf_vault *vault,
                                                          const struct hf_vault_name *name,
                                                          size_t offset, hf_span_t data);

/* What psa_ps_get_support() answers. */
uint32_t hf_storage_support(void);

#endif
