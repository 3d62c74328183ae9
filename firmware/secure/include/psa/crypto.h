/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * psa/crypto.h - the part of the PSA Crypto API 1.2 that the secure world serves, for the app.
 * Names, types and values are those of the standard; each function is a call through the door. */
#ifndef PSA_CRYPTO_H
#define PSA_CRYPTO_H

#include "psa/crypto_types.h"
#include "psa/crypto_values.h"

#include <stddef.h>

#define PSA_CRYPTO_API_VERSION_MAJOR 1
#define PSA_CRYPTO_API_VERSION_MINOR 2

/* Checks that the secure world speaks this header's calling convention. Any number of times.
 * PSA_ERROR_NOT_SUPPORTED: it does not */
psa_status_t psa_crypto_init(void);

/* The hash of `input_length` bytes, which may be a whole image: they are read once, in order, so do
 * not change them meanwhile.
 * PSA_ERROR_NOT_SUPPORTED, PSA_ERROR_BUFFER_TOO_SMALL, PSA_ERROR_INVALID_ARGUMENT */
psa_status_t psa_hash_compute(psa_algorithm_t alg, const uint8_t *input, size_t input_length,
                              uint8_t *hash, size_t hash_size, size_t *hash_length);

/* Whether `signature` (r || s for ECDSA) is that of `hash` under the key `key`, whose value the
 * caller never sees. PSA_ERROR_INVALID_SIGNATURE, PSA_ERROR_INVALID_HANDLE,
 * PSA_ERROR_NOT_PERMITTED, PSA_ERROR_INVALID_ARGUMENT */
psa_status_t psa_verify_hash(psa_key_id_t key, psa_algorithm_t alg, const uint8_t *hash,
                             size_t hash_length, const uint8_t *signature, size_t signature_length);

/* Random bytes from secure's generator, any number. On failure `output` must not be used.
 * PSA_ERROR_INSUFFICIENT_ENTROPY: the source is not healthy, and is not believed again before the
 * next reset */
psa_status_t psa_generate_random(uint8_t *output, size_t output_size);

#endif
