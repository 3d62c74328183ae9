/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * psa/crypto_values.h - the values of PSA Crypto 1.2 for what the secure world serves. */
#ifndef PSA_CRYPTO_VALUES_H
#define PSA_CRYPTO_VALUES_H

#include "psa/crypto_types.h"

#define PSA_KEY_ID_NULL ((psa_key_id_t)0)

#define PSA_ALG_NONE      ((psa_algorithm_t)0)
#define PSA_ALG_HASH_MASK ((psa_algorithm_t)0x000000ff)
#define PSA_ALG_SHA_256   ((psa_algorithm_t)0x02000009)

#define PSA_ALG_ECDSA_BASE      ((psa_algorithm_t)0x06000600)
#define PSA_ALG_ECDSA(hash_alg) (PSA_ALG_ECDSA_BASE | ((hash_alg)&PSA_ALG_HASH_MASK))

#define PSA_HASH_LENGTH(alg) ((alg) == PSA_ALG_SHA_256 ? 32u : 0u)
#define PSA_HASH_MAX_SIZE    32u

/* ECDSA on P-256: two scalars of 32 bytes. */
#define PSA_SIGNATURE_MAX_SIZE 64u

#endif
