/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * psa/crypto_keys.h - making, copying, reading and destroying keys. Values stay in secure unless
 * the policy says PSA_KEY_USAGE_EXPORT. */
#ifndef PSA_CRYPTO_KEYS_H
#define PSA_CRYPTO_KEYS_H

#include "psa/crypto_types.h"

/* A key from `data`; `*key` is PSA_KEY_ID_NULL on failure. PSA_ERROR_NOT_SUPPORTED,
 * PSA_ERROR_INVALID_ARGUMENT, PSA_ERROR_ALREADY_EXISTS, PSA_ERROR_INSUFFICIENT_MEMORY,
 * PSA_ERROR_INSUFFICIENT_STORAGE, PSA_ERROR_STORAGE_FAILURE */
psa_status_t psa_import_key(const psa_key_attributes_t *attributes, const uint8_t *data,
                            size_t data_length, psa_key_id_t *key);

/* A random key; the same errors, and PSA_ERROR_INSUFFICIENT_ENTROPY. */
psa_status_t psa_generate_key(const psa_key_attributes_t *attributes, psa_key_id_t *key);

/* A copy whose policy is the intersection of the source's and the one asked for.
 * PSA_ERROR_NOT_PERMITTED: the source lacks PSA_KEY_USAGE_COPY */
psa_status_t psa_copy_key(psa_key_id_t source_key, const psa_key_attributes_t *attributes,
                          psa_key_id_t *target_key);

/* Wipes a key wherever it is. PSA_KEY_ID_NULL: nothing to do. PSA_ERROR_NOT_PERMITTED: built in */
psa_status_t psa_destroy_key(psa_key_id_t key);

/* Drops the copies of a persistent key in RAM. */
psa_status_t psa_purge_key(psa_key_id_t key);

/* PSA_ERROR_NOT_PERMITTED without PSA_KEY_USAGE_EXPORT. PSA_ERROR_BUFFER_TOO_SMALL */
psa_status_t psa_export_key(psa_key_id_t key, uint8_t *data, size_t data_size, size_t *data_length);

/* The public part of a key pair, or a public key. */
psa_status_t psa_export_public_key(psa_key_id_t key, uint8_t *data, size_t data_size,
                                   size_t *data_length);

/* PSA_ERROR_INVALID_HANDLE: there is no such key of the caller's. */
psa_status_t psa_get_key_attributes(psa_key_id_t key, psa_key_attributes_t *attributes);

#endif
