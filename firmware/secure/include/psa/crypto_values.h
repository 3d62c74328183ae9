/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * psa/crypto_values.h - the values of PSA Crypto 1.2: keys here, algorithms in
 * psa/crypto_algorithms.h. All that the specification names is defined; what the profile serves is
 * in psa/crypto_config.h, and the rest gives PSA_ERROR_NOT_SUPPORTED. */
#ifndef PSA_CRYPTO_VALUES_H
#define PSA_CRYPTO_VALUES_H

#include "psa/crypto_algorithms.h"
#include "psa/crypto_types.h"

/* Key types: category, then what the category needs. */
#define PSA_KEY_TYPE_NONE          ((psa_key_type_t)0x0000)
#define PSA_KEY_TYPE_RAW_DATA      ((psa_key_type_t)0x1001)
#define PSA_KEY_TYPE_HMAC          ((psa_key_type_t)0x1100)
#define PSA_KEY_TYPE_DERIVE        ((psa_key_type_t)0x1200)
#define PSA_KEY_TYPE_PASSWORD      ((psa_key_type_t)0x1203)
#define PSA_KEY_TYPE_PASSWORD_HASH ((psa_key_type_t)0x1205)
#define PSA_KEY_TYPE_PEPPER        ((psa_key_type_t)0x1206)
#define PSA_KEY_TYPE_ARC4          ((psa_key_type_t)0x2002)
#define PSA_KEY_TYPE_CHACHA20      ((psa_key_type_t)0x2004)
#define PSA_KEY_TYPE_XCHACHA20     ((psa_key_type_t)0x2007)
#define PSA_KEY_TYPE_DES           ((psa_key_type_t)0x2301)
#define PSA_KEY_TYPE_AES           ((psa_key_type_t)0x2400)
#define PSA_KEY_TYPE_CAMELLIA      ((psa_key_type_t)0x2403)
#define PSA_KEY_TYPE_SM4           ((psa_key_type_t)0x2405)
#define PSA_KEY_TYPE_ARIA          ((psa_key_type_t)0x2406)

#define PSA_KEY_TYPE_RSA_PUBLIC_KEY ((psa_key_type_t)0x4001)
#define PSA_KEY_TYPE_RSA_KEY_PAIR   ((psa_key_type_t)0x7001)

#define PSA_KEY_TYPE_ECC_PUBLIC_KEY_BASE ((psa_key_type_t)0x4100)
#define PSA_KEY_TYPE_ECC_KEY_PAIR_BASE   ((psa_key_type_t)0x7100)
#define PSA_KEY_TYPE_DH_PUBLIC_KEY_BASE  ((psa_key_type_t)0x4200)
#define PSA_KEY_TYPE_DH_KEY_PAIR_BASE    ((psa_key_type_t)0x7200)

#define PSA_KEY_TYPE_ECC_PUBLIC_KEY(family)                                                        \
    ((psa_key_type_t)(PSA_KEY_TYPE_ECC_PUBLIC_KEY_BASE | (family)))
#define PSA_KEY_TYPE_ECC_KEY_PAIR(family)                                                          \
    ((psa_key_type_t)(PSA_KEY_TYPE_ECC_KEY_PAIR_BASE | (family)))
#define PSA_KEY_TYPE_DH_PUBLIC_KEY(family)                                                         \
    ((psa_key_type_t)(PSA_KEY_TYPE_DH_PUBLIC_KEY_BASE | (family)))
#define PSA_KEY_TYPE_DH_KEY_PAIR(family)                                                           \
    ((psa_key_type_t)(PSA_KEY_TYPE_DH_KEY_PAIR_BASE | (family)))

#define PSA_KEY_TYPE_CATEGORY_MASK       ((psa_key_type_t)0x7000)
#define PSA_KEY_TYPE_CATEGORY_RAW        ((psa_key_type_t)0x1000)
#define PSA_KEY_TYPE_CATEGORY_SYMMETRIC  ((psa_key_type_t)0x2000)
#define PSA_KEY_TYPE_CATEGORY_PUBLIC_KEY ((psa_key_type_t)0x4000)
#define PSA_KEY_TYPE_CATEGORY_KEY_PAIR   ((psa_key_type_t)0x7000)
#define PSA_KEY_TYPE_CATEGORY_FLAG_PAIR  ((psa_key_type_t)0x3000)
#define PSA_KEY_TYPE_FAMILY_MASK         ((psa_key_type_t)0x00ff)
#define PSA_KEY_TYPE_KIND_MASK           ((psa_key_type_t)0xff00)

#define PSA_KEY_TYPE_IS_UNSTRUCTURED(type)                                                         \
    (((type)&PSA_KEY_TYPE_CATEGORY_MASK) == PSA_KEY_TYPE_CATEGORY_RAW ||                           \
     ((type)&PSA_KEY_TYPE_CATEGORY_MASK) == PSA_KEY_TYPE_CATEGORY_SYMMETRIC)
#define PSA_KEY_TYPE_IS_ASYMMETRIC(type)                                                           \
    (((type)&PSA_KEY_TYPE_CATEGORY_MASK & ~PSA_KEY_TYPE_CATEGORY_FLAG_PAIR) ==                     \
     PSA_KEY_TYPE_CATEGORY_PUBLIC_KEY)
#define PSA_KEY_TYPE_IS_PUBLIC_KEY(type)                                                           \
    (((type)&PSA_KEY_TYPE_CATEGORY_MASK) == PSA_KEY_TYPE_CATEGORY_PUBLIC_KEY)
#define PSA_KEY_TYPE_IS_KEY_PAIR(type)                                                             \
    (((type)&PSA_KEY_TYPE_CATEGORY_MASK) == PSA_KEY_TYPE_CATEGORY_KEY_PAIR)
#define PSA_KEY_TYPE_KEY_PAIR_OF_PUBLIC_KEY(type)                                                  \
    ((psa_key_type_t)((type) | PSA_KEY_TYPE_CATEGORY_FLAG_PAIR))
#define PSA_KEY_TYPE_PUBLIC_KEY_OF_KEY_PAIR(type)                                                  \
    ((psa_key_type_t)((type) & ~PSA_KEY_TYPE_CATEGORY_FLAG_PAIR))
#define PSA_KEY_TYPE_IS_RSA(type)                                                                  \
    (PSA_KEY_TYPE_PUBLIC_KEY_OF_KEY_PAIR(type) == PSA_KEY_TYPE_RSA_PUBLIC_KEY)
#define PSA_KEY_TYPE_IS_ECC(type)                                                                  \
    ((PSA_KEY_TYPE_PUBLIC_KEY_OF_KEY_PAIR(type) & PSA_KEY_TYPE_KIND_MASK) ==                       \
     PSA_KEY_TYPE_ECC_PUBLIC_KEY_BASE)
#define PSA_KEY_TYPE_IS_ECC_KEY_PAIR(type)                                                         \
    (((type)&PSA_KEY_TYPE_KIND_MASK) == PSA_KEY_TYPE_ECC_KEY_PAIR_BASE)
#define PSA_KEY_TYPE_IS_ECC_PUBLIC_KEY(type)                                                       \
    (((type)&PSA_KEY_TYPE_KIND_MASK) == PSA_KEY_TYPE_ECC_PUBLIC_KEY_BASE)
#define PSA_KEY_TYPE_ECC_GET_FAMILY(type)                                                          \
    ((psa_ecc_family_t)(PSA_KEY_TYPE_IS_ECC(type) ? ((type)&PSA_KEY_TYPE_FAMILY_MASK) : 0))
#define PSA_KEY_TYPE_IS_DH(type)                                                                   \
    ((PSA_KEY_TYPE_PUBLIC_KEY_OF_KEY_PAIR(type) & PSA_KEY_TYPE_KIND_MASK) ==                       \
     PSA_KEY_TYPE_DH_PUBLIC_KEY_BASE)
#define PSA_KEY_TYPE_IS_DH_KEY_PAIR(type)                                                          \
    (((type)&PSA_KEY_TYPE_KIND_MASK) == PSA_KEY_TYPE_DH_KEY_PAIR_BASE)
#define PSA_KEY_TYPE_IS_DH_PUBLIC_KEY(type)                                                        \
    (((type)&PSA_KEY_TYPE_KIND_MASK) == PSA_KEY_TYPE_DH_PUBLIC_KEY_BASE)
#define PSA_KEY_TYPE_DH_GET_FAMILY(type)                                                           \
    ((psa_dh_family_t)(PSA_KEY_TYPE_IS_DH(type) ? ((type)&PSA_KEY_TYPE_FAMILY_MASK) : 0))

#define PSA_ECC_FAMILY_SECP_R1         ((psa_ecc_family_t)0x12)
#define PSA_ECC_FAMILY_SECP_K1         ((psa_ecc_family_t)0x17)
#define PSA_ECC_FAMILY_SECP_R2         ((psa_ecc_family_t)0x1b)
#define PSA_ECC_FAMILY_SECT_R1         ((psa_ecc_family_t)0x22)
#define PSA_ECC_FAMILY_SECT_K1         ((psa_ecc_family_t)0x27)
#define PSA_ECC_FAMILY_SECT_R2         ((psa_ecc_family_t)0x2b)
#define PSA_ECC_FAMILY_BRAINPOOL_P_R1  ((psa_ecc_family_t)0x30)
#define PSA_ECC_FAMILY_FRP             ((psa_ecc_family_t)0x33)
#define PSA_ECC_FAMILY_MONTGOMERY      ((psa_ecc_family_t)0x41)
#define PSA_ECC_FAMILY_TWISTED_EDWARDS ((psa_ecc_family_t)0x42)
#define PSA_DH_FAMILY_RFC7919          ((psa_dh_family_t)0x03)

#define PSA_ECC_FAMILY_IS_WEIERSTRASS(family) (((family)&0xc0) == 0)

/* The size of a block is a power of two that the type names. */
#define PSA_BLOCK_CIPHER_BLOCK_LENGTH(type)                                                        \
    (((type)&PSA_KEY_TYPE_CATEGORY_MASK) == PSA_KEY_TYPE_CATEGORY_SYMMETRIC                        \
         ? 1u << (((type) >> 8) & 7u)                                                              \
         : 0u)
#define PSA_BLOCK_CIPHER_BLOCK_MAX_SIZE 16u

#define PSA_KEY_USAGE_EXPORT            ((psa_key_usage_t)0x00000001)
#define PSA_KEY_USAGE_COPY              ((psa_key_usage_t)0x00000002)
#define PSA_KEY_USAGE_CACHE             ((psa_key_usage_t)0x00000004)
#define PSA_KEY_USAGE_ENCRYPT           ((psa_key_usage_t)0x00000100)
#define PSA_KEY_USAGE_DECRYPT           ((psa_key_usage_t)0x00000200)
#define PSA_KEY_USAGE_SIGN_MESSAGE      ((psa_key_usage_t)0x00000400)
#define PSA_KEY_USAGE_VERIFY_MESSAGE    ((psa_key_usage_t)0x00000800)
#define PSA_KEY_USAGE_SIGN_HASH         ((psa_key_usage_t)0x00001000)
#define PSA_KEY_USAGE_VERIFY_HASH       ((psa_key_usage_t)0x00002000)
#define PSA_KEY_USAGE_DERIVE            ((psa_key_usage_t)0x00004000)
#define PSA_KEY_USAGE_VERIFY_DERIVATION ((psa_key_usage_t)0x00008000)

#define PSA_KEY_ID_NULL       ((psa_key_id_t)0)
#define PSA_KEY_ID_USER_MIN   ((psa_key_id_t)0x00000001)
#define PSA_KEY_ID_USER_MAX   ((psa_key_id_t)0x3fffffff)
#define PSA_KEY_ID_VENDOR_MIN ((psa_key_id_t)0x40000000)
#define PSA_KEY_ID_VENDOR_MAX ((psa_key_id_t)0x7fffffff)

/* Where a key lives, and for how long: persistent keys are in secure's vault. */
#define PSA_KEY_LIFETIME_VOLATILE   ((psa_key_lifetime_t)0x00000000)
#define PSA_KEY_LIFETIME_PERSISTENT ((psa_key_lifetime_t)0x00000001)

#define PSA_KEY_PERSISTENCE_VOLATILE  ((psa_key_persistence_t)0x00)
#define PSA_KEY_PERSISTENCE_DEFAULT   ((psa_key_persistence_t)0x01)
#define PSA_KEY_PERSISTENCE_READ_ONLY ((psa_key_persistence_t)0xff)

#define PSA_KEY_LOCATION_LOCAL_STORAGE          ((psa_key_location_t)0x000000)
#define PSA_KEY_LOCATION_PRIMARY_SECURE_ELEMENT ((psa_key_location_t)0x000001)
#define PSA_KEY_LOCATION_VENDOR_FLAG            ((psa_key_location_t)0x800000)

#define PSA_KEY_LIFETIME_GET_PERSISTENCE(lifetime) ((psa_key_persistence_t)((lifetime)&0xffu))
#define PSA_KEY_LIFETIME_GET_LOCATION(lifetime)    ((psa_key_location_t)((lifetime) >> 8))
#define PSA_KEY_LIFETIME_FROM_PERSISTENCE_AND_LOCATION(persistence, location)                      \
    ((psa_key_lifetime_t)((uint32_t)(location) << 8 | (persistence)))
#define PSA_KEY_LIFETIME_IS_VOLATILE(lifetime)                                                     \
    (PSA_KEY_LIFETIME_GET_PERSISTENCE(lifetime) == PSA_KEY_PERSISTENCE_VOLATILE)
#define PSA_KEY_LIFETIME_IS_READ_ONLY(lifetime)                                                    \
    (PSA_KEY_LIFETIME_GET_PERSISTENCE(lifetime) == PSA_KEY_PERSISTENCE_READ_ONLY)

#define PSA_KEY_DERIVATION_INPUT_SECRET       ((psa_key_derivation_step_t)0x0101)
#define PSA_KEY_DERIVATION_INPUT_PASSWORD     ((psa_key_derivation_step_t)0x0102)
#define PSA_KEY_DERIVATION_INPUT_OTHER_SECRET ((psa_key_derivation_step_t)0x0103)
#define PSA_KEY_DERIVATION_INPUT_LABEL        ((psa_key_derivation_step_t)0x0201)
#define PSA_KEY_DERIVATION_INPUT_SALT         ((psa_key_derivation_step_t)0x0202)
#define PSA_KEY_DERIVATION_INPUT_INFO         ((psa_key_derivation_step_t)0x0203)
#define PSA_KEY_DERIVATION_INPUT_SEED         ((psa_key_derivation_step_t)0x0204)
#define PSA_KEY_DERIVATION_INPUT_COST         ((psa_key_derivation_step_t)0x0205)
#define PSA_KEY_DERIVATION_INPUT_CONTEXT      ((psa_key_derivation_step_t)0x0206)

#define PSA_KEY_DERIVATION_UNLIMITED_CAPACITY ((size_t)-1)

#endif
