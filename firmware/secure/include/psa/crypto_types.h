/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * psa/crypto_types.h - the types of PSA Crypto 1.2. Attributes and operations are this client's own
 * small structs: secure holds the state, and only numbers cross the door. */
#ifndef PSA_CRYPTO_TYPES_H
#define PSA_CRYPTO_TYPES_H

#include "psa/error.h"

#include <stddef.h>
#include <stdint.h>

typedef uint16_t psa_key_type_t;
typedef uint8_t psa_ecc_family_t;
typedef uint8_t psa_dh_family_t;
typedef uint32_t psa_algorithm_t;
typedef uint32_t psa_key_lifetime_t;
typedef uint8_t psa_key_persistence_t;
typedef uint32_t psa_key_location_t;
typedef uint32_t psa_key_id_t;
typedef uint32_t psa_key_usage_t;
typedef uint16_t psa_key_derivation_step_t;

/* What older clients call a key id. */
typedef psa_key_id_t psa_key_handle_t;

/* Set and read by psa_set_key_...() and psa_get_key_...() only. */
typedef struct psa_key_attributes_s {
    psa_key_type_t type;
    uint16_t bits;
    psa_key_lifetime_t lifetime;
    psa_key_id_t id;
    psa_key_usage_t usage;
    psa_algorithm_t algorithm;
} psa_key_attributes_t;

#define PSA_KEY_ATTRIBUTES_INIT                                                                    \
    {                                                                                              \
        0, 0, 0, 0, 0, 0                                                                           \
    }

/* A multi-part operation: the number of the one in secure, 0 when there is none. */
typedef struct psa_hash_operation_s {
    uint32_t number;
} psa_hash_operation_t;

typedef struct psa_mac_operation_s {
    uint32_t number;
} psa_mac_operation_t;

typedef struct psa_cipher_operation_s {
    uint32_t number;
} psa_cipher_operation_t;

typedef struct psa_aead_operation_s {
    uint32_t number;
} psa_aead_operation_t;

typedef struct psa_key_derivation_s {
    uint32_t number;
} psa_key_derivation_operation_t;

#define PSA_OPERATION_NONE                                                                         \
    {                                                                                              \
        0                                                                                          \
    }
#define PSA_HASH_OPERATION_INIT           PSA_OPERATION_NONE
#define PSA_MAC_OPERATION_INIT            PSA_OPERATION_NONE
#define PSA_CIPHER_OPERATION_INIT         PSA_OPERATION_NONE
#define PSA_AEAD_OPERATION_INIT           PSA_OPERATION_NONE
#define PSA_KEY_DERIVATION_OPERATION_INIT PSA_OPERATION_NONE

static inline psa_hash_operation_t psa_hash_operation_init(void)
{
    return (psa_hash_operation_t)PSA_OPERATION_NONE;
}

static inline psa_mac_operation_t psa_mac_operation_init(void)
{
    return (psa_mac_operation_t)PSA_OPERATION_NONE;
}

static inline psa_cipher_operation_t psa_cipher_operation_init(void)
{
    return (psa_cipher_operation_t)PSA_OPERATION_NONE;
}

static inline psa_aead_operation_t psa_aead_operation_init(void)
{
    return (psa_aead_operation_t)PSA_OPERATION_NONE;
}

static inline psa_key_derivation_operation_t psa_key_derivation_operation_init(void)
{
    return (psa_key_derivation_operation_t)PSA_OPERATION_NONE;
}

#endif
