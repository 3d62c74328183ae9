/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * psa/crypto_algorithms.h - the algorithm identifiers of PSA Crypto 1.2. */
#ifndef PSA_CRYPTO_ALGORITHMS_H
#define PSA_CRYPTO_ALGORITHMS_H

#include "psa/crypto_types.h"

/* Turns an identifier into another one. */
#define PSA_ALG_OF(value) ((psa_algorithm_t)(value))

#define PSA_ALG_NONE          PSA_ALG_OF(0)
#define PSA_ALG_CATEGORY_MASK PSA_ALG_OF(0x7f000000)

#define PSA_ALG_CATEGORY_HASH                  PSA_ALG_OF(0x02000000)
#define PSA_ALG_CATEGORY_MAC                   PSA_ALG_OF(0x03000000)
#define PSA_ALG_CATEGORY_CIPHER                PSA_ALG_OF(0x04000000)
#define PSA_ALG_CATEGORY_AEAD                  PSA_ALG_OF(0x05000000)
#define PSA_ALG_CATEGORY_SIGN                  PSA_ALG_OF(0x06000000)
#define PSA_ALG_CATEGORY_ASYMMETRIC_ENCRYPTION PSA_ALG_OF(0x07000000)
#define PSA_ALG_CATEGORY_KEY_DERIVATION        PSA_ALG_OF(0x08000000)
#define PSA_ALG_CATEGORY_KEY_AGREEMENT         PSA_ALG_OF(0x09000000)

#define PSA_ALG_IS_OF(alg, category) (((alg)&PSA_ALG_CATEGORY_MASK) == (category))
#define PSA_ALG_IS_HASH(alg)         PSA_ALG_IS_OF(alg, PSA_ALG_CATEGORY_HASH)
#define PSA_ALG_IS_MAC(alg)          PSA_ALG_IS_OF(alg, PSA_ALG_CATEGORY_MAC)
#define PSA_ALG_IS_CIPHER(alg)       PSA_ALG_IS_OF(alg, PSA_ALG_CATEGORY_CIPHER)
#define PSA_ALG_IS_AEAD(alg)         PSA_ALG_IS_OF(alg, PSA_ALG_CATEGORY_AEAD)
#define PSA_ALG_IS_SIGN(alg)         PSA_ALG_IS_OF(alg, PSA_ALG_CATEGORY_SIGN)
#define PSA_ALG_IS_ASYMMETRIC_ENCRYPTION(alg)                                                      \
    PSA_ALG_IS_OF(alg, PSA_ALG_CATEGORY_ASYMMETRIC_ENCRYPTION)
#define PSA_ALG_IS_KEY_DERIVATION(alg) PSA_ALG_IS_OF(alg, PSA_ALG_CATEGORY_KEY_DERIVATION)
#define PSA_ALG_IS_KEY_AGREEMENT(alg)  PSA_ALG_IS_OF(alg, PSA_ALG_CATEGORY_KEY_AGREEMENT)

/* Hashes. */
#define PSA_ALG_HASH_MASK                  PSA_ALG_OF(0x000000ff)
#define PSA_ALG_MD2                        PSA_ALG_OF(0x02000001)
#define PSA_ALG_MD4                        PSA_ALG_OF(0x02000002)
#define PSA_ALG_MD5                        PSA_ALG_OF(0x02000003)
#define PSA_ALG_RIPEMD160                  PSA_ALG_OF(0x02000004)
#define PSA_ALG_SHA_1                      PSA_ALG_OF(0x02000005)
#define PSA_ALG_AES_MMO_ZIGBEE             PSA_ALG_OF(0x02000007)
#define PSA_ALG_SHA_224                    PSA_ALG_OF(0x02000008)
#define PSA_ALG_SHA_256                    PSA_ALG_OF(0x02000009)
#define PSA_ALG_SHA_384                    PSA_ALG_OF(0x0200000a)
#define PSA_ALG_SHA_512                    PSA_ALG_OF(0x0200000b)
#define PSA_ALG_SHA_512_224                PSA_ALG_OF(0x0200000c)
#define PSA_ALG_SHA_512_256                PSA_ALG_OF(0x0200000d)
#define PSA_ALG_SHA3_224                   PSA_ALG_OF(0x02000010)
#define PSA_ALG_SHA3_256                   PSA_ALG_OF(0x02000011)
#define PSA_ALG_SHA3_384                   PSA_ALG_OF(0x02000012)
#define PSA_ALG_SHA3_512                   PSA_ALG_OF(0x02000013)
#define PSA_ALG_SM3                        PSA_ALG_OF(0x02000014)
#define PSA_ALG_SHAKE256_512               PSA_ALG_OF(0x02000015)
#define PSA_ALG_ANY_HASH                   PSA_ALG_OF(0x020000ff)
#define PSA_ALG_WITH_HASH(base, hash)      PSA_ALG_OF((base) | ((hash)&PSA_ALG_HASH_MASK))
#define PSA_ALG_HASH_OF(alg)               PSA_ALG_OF(PSA_ALG_CATEGORY_HASH | ((alg)&PSA_ALG_HASH_MASK))
#define PSA_ALG_IS_WITHOUT_HASH(alg, base) (((alg) & ~PSA_ALG_HASH_MASK) == (base))

/* MACs. Bits 16 to 21: a truncated length. */
#define PSA_ALG_MAC_TRUNCATION_MASK           PSA_ALG_OF(0x003f0000)
#define PSA_ALG_MAC_AT_LEAST_THIS_LENGTH_FLAG PSA_ALG_OF(0x00008000)
#define PSA_ALG_HMAC_BASE                     PSA_ALG_OF(0x03800000)
#define PSA_ALG_CBC_MAC                       PSA_ALG_OF(0x03c00100)
#define PSA_ALG_CMAC                          PSA_ALG_OF(0x03c00200)
#define PSA_ALG_HMAC(hash_alg)                PSA_ALG_WITH_HASH(PSA_ALG_HMAC_BASE, hash_alg)
#define PSA_ALG_HMAC_GET_HASH(hmac_alg)       PSA_ALG_HASH_OF(hmac_alg)
#define PSA_ALG_MAC_KIND(alg)                 ((alg)&PSA_ALG_OF(0x7fc00000))
#define PSA_ALG_IS_HMAC(alg)                  (PSA_ALG_MAC_KIND(alg) == PSA_ALG_HMAC_BASE)
#define PSA_ALG_IS_BLOCK_CIPHER_MAC(alg)      (PSA_ALG_MAC_KIND(alg) == PSA_ALG_OF(0x03c00000))
#define PSA_ALG_FULL_LENGTH_MAC(mac_alg)                                                           \
    PSA_ALG_OF((mac_alg) & ~(PSA_ALG_MAC_TRUNCATION_MASK | PSA_ALG_MAC_AT_LEAST_THIS_LENGTH_FLAG))
#define PSA_ALG_TRUNCATED_MAC(mac_alg, mac_length)                                                 \
    PSA_ALG_OF(PSA_ALG_FULL_LENGTH_MAC(mac_alg) |                                                  \
               (((uint32_t)(mac_length) << 16) & PSA_ALG_MAC_TRUNCATION_MASK))
#define PSA_ALG_AT_LEAST_THIS_LENGTH_MAC(mac_alg, min_mac_length)                                  \
    (PSA_ALG_TRUNCATED_MAC(mac_alg, min_mac_length) | PSA_ALG_MAC_AT_LEAST_THIS_LENGTH_FLAG)
#define PSA_MAC_TRUNCATED_LENGTH(mac_alg) (((mac_alg)&PSA_ALG_MAC_TRUNCATION_MASK) >> 16)

/* Ciphers. */
#define PSA_ALG_STREAM_CIPHER   PSA_ALG_OF(0x04800100)
#define PSA_ALG_CTR             PSA_ALG_OF(0x04c01000)
#define PSA_ALG_CFB             PSA_ALG_OF(0x04c01100)
#define PSA_ALG_OFB             PSA_ALG_OF(0x04c01200)
#define PSA_ALG_CCM_STAR_NO_TAG PSA_ALG_OF(0x04c01300)
#define PSA_ALG_XTS             PSA_ALG_OF(0x0440ff00)
#define PSA_ALG_ECB_NO_PADDING  PSA_ALG_OF(0x04404400)
#define PSA_ALG_CBC_NO_PADDING  PSA_ALG_OF(0x04404000)
#define PSA_ALG_CBC_PKCS7       PSA_ALG_OF(0x04404100)

#define PSA_ALG_IS_STREAM_CIPHER(alg) (((alg)&PSA_ALG_OF(0x7f800000)) == PSA_ALG_OF(0x04800000))
#define PSA_ALG_CCM_STAR_ANY_TAG      PSA_ALG_OF(0x04c09300)

/* AEAD. Bits 16 to 21: the tag's length, which is 16 by default. */
#define PSA_ALG_AEAD_TAG_LENGTH_MASK           PSA_ALG_OF(0x003f0000)
#define PSA_ALG_AEAD_AT_LEAST_THIS_LENGTH_FLAG PSA_ALG_OF(0x00008000)
#define PSA_ALG_CCM                            PSA_ALG_OF(0x05500100)
#define PSA_ALG_GCM                            PSA_ALG_OF(0x05500200)
#define PSA_ALG_CHACHA20_POLY1305              PSA_ALG_OF(0x05100500)
#define PSA_ALG_XCHACHA20_POLY1305             PSA_ALG_OF(0x05100600)
#define PSA_ALG_IS_AEAD_ON_BLOCK_CIPHER(alg)                                                       \
    (((alg)&PSA_ALG_OF(0x7f400000)) == PSA_ALG_OF(0x05400000))
#define PSA_ALG_AEAD_WITH_SHORTENED_TAG(aead_alg, tag_length)                                      \
    PSA_ALG_OF(                                                                                    \
        ((aead_alg) & ~(PSA_ALG_AEAD_TAG_LENGTH_MASK | PSA_ALG_AEAD_AT_LEAST_THIS_LENGTH_FLAG)) |  \
        (((uint32_t)(tag_length) << 16) & PSA_ALG_AEAD_TAG_LENGTH_MASK))
#define PSA_ALG_AEAD_WITH_DEFAULT_LENGTH_TAG(aead_alg)                                             \
    (PSA_ALG_IS_AEAD(aead_alg) ? PSA_ALG_AEAD_WITH_SHORTENED_TAG(aead_alg, 16) : PSA_ALG_NONE)
#define PSA_ALG_AEAD_WITH_AT_LEAST_THIS_LENGTH_TAG(aead_alg, min_tag_length)                       \
    (PSA_ALG_AEAD_WITH_SHORTENED_TAG(aead_alg, min_tag_length) |                                   \
     PSA_ALG_AEAD_AT_LEAST_THIS_LENGTH_FLAG)
#define PSA_ALG_AEAD_GET_TAG_LENGTH(aead_alg) (((aead_alg)&PSA_ALG_AEAD_TAG_LENGTH_MASK) >> 16)

/* Signatures. */
#define PSA_ALG_RSA_PKCS1V15_SIGN_BASE    PSA_ALG_OF(0x06000200)
#define PSA_ALG_RSA_PSS_BASE              PSA_ALG_OF(0x06000300)
#define PSA_ALG_RSA_PSS_ANY_SALT_BASE     PSA_ALG_OF(0x06001300)
#define PSA_ALG_ECDSA_BASE                PSA_ALG_OF(0x06000600)
#define PSA_ALG_DETERMINISTIC_ECDSA_BASE  PSA_ALG_OF(0x06000700)
#define PSA_ALG_PURE_EDDSA                PSA_ALG_OF(0x06000800)
#define PSA_ALG_HASH_EDDSA_BASE           PSA_ALG_OF(0x06000900)
#define PSA_ALG_ED25519PH                 PSA_ALG_OF(0x0600090b)
#define PSA_ALG_ED448PH                   PSA_ALG_OF(0x06000915)
#define PSA_ALG_RSA_PKCS1V15_SIGN_RAW     PSA_ALG_RSA_PKCS1V15_SIGN_BASE
#define PSA_ALG_ECDSA_ANY                 PSA_ALG_ECDSA_BASE
#define PSA_ALG_RSA_PKCS1V15_SIGN(hash)   PSA_ALG_WITH_HASH(PSA_ALG_RSA_PKCS1V15_SIGN_BASE, hash)
#define PSA_ALG_RSA_PSS(hash)             PSA_ALG_WITH_HASH(PSA_ALG_RSA_PSS_BASE, hash)
#define PSA_ALG_RSA_PSS_ANY_SALT(hash)    PSA_ALG_WITH_HASH(PSA_ALG_RSA_PSS_ANY_SALT_BASE, hash)
#define PSA_ALG_ECDSA(hash)               PSA_ALG_WITH_HASH(PSA_ALG_ECDSA_BASE, hash)
#define PSA_ALG_DETERMINISTIC_ECDSA(hash) PSA_ALG_WITH_HASH(PSA_ALG_DETERMINISTIC_ECDSA_BASE, hash)

#define PSA_ALG_IS_RSA_PKCS1V15_SIGN(alg)                                                          \
    PSA_ALG_IS_WITHOUT_HASH(alg, PSA_ALG_RSA_PKCS1V15_SIGN_BASE)
#define PSA_ALG_IS_RSA_PSS_STANDARD_SALT(alg) PSA_ALG_IS_WITHOUT_HASH(alg, PSA_ALG_RSA_PSS_BASE)
#define PSA_ALG_IS_RSA_PSS_ANY_SALT(alg)      PSA_ALG_IS_WITHOUT_HASH(alg, PSA_ALG_RSA_PSS_ANY_SALT_BASE)
#define PSA_ALG_IS_RSA_PSS(alg)                                                                    \
    (PSA_ALG_IS_RSA_PSS_STANDARD_SALT(alg) || PSA_ALG_IS_RSA_PSS_ANY_SALT(alg))
#define PSA_ALG_IS_RANDOMIZED_ECDSA(alg) PSA_ALG_IS_WITHOUT_HASH(alg, PSA_ALG_ECDSA_BASE)
#define PSA_ALG_IS_DETERMINISTIC_ECDSA(alg)                                                        \
    PSA_ALG_IS_WITHOUT_HASH(alg, PSA_ALG_DETERMINISTIC_ECDSA_BASE)
#define PSA_ALG_IS_ECDSA(alg)                                                                      \
    (PSA_ALG_IS_RANDOMIZED_ECDSA(alg) || PSA_ALG_IS_DETERMINISTIC_ECDSA(alg))
#define PSA_ALG_ECDSA_IS_DETERMINISTIC(alg)  (((alg)&PSA_ALG_OF(0x00000100)) != 0)
#define PSA_ALG_IS_HASH_EDDSA(alg)           PSA_ALG_IS_WITHOUT_HASH(alg, PSA_ALG_HASH_EDDSA_BASE)
#define PSA_ALG_IS_VENDOR_HASH_AND_SIGN(alg) 0
#define PSA_ALG_IS_SIGN_HASH(alg)                                                                  \
    (PSA_ALG_IS_RSA_PSS(alg) || PSA_ALG_IS_RSA_PKCS1V15_SIGN(alg) || PSA_ALG_IS_ECDSA(alg) ||      \
     PSA_ALG_IS_HASH_EDDSA(alg))
#define PSA_ALG_IS_HASH_AND_SIGN(alg) (PSA_ALG_IS_SIGN_HASH(alg) && ((alg)&PSA_ALG_HASH_MASK) != 0)
#define PSA_ALG_IS_SIGN_MESSAGE(alg)  (PSA_ALG_IS_SIGN_HASH(alg) || (alg) == PSA_ALG_PURE_EDDSA)
#define PSA_ALG_SIGN_GET_HASH(alg)    (PSA_ALG_IS_HASH_AND_SIGN(alg) ? PSA_ALG_HASH_OF(alg) : 0u)

/* Asymmetric encryption. */
#define PSA_ALG_RSA_PKCS1V15_CRYPT     PSA_ALG_OF(0x07000200)
#define PSA_ALG_RSA_OAEP_BASE          PSA_ALG_OF(0x07000300)
#define PSA_ALG_RSA_OAEP(hash)         PSA_ALG_WITH_HASH(PSA_ALG_RSA_OAEP_BASE, hash)
#define PSA_ALG_IS_RSA_OAEP(alg)       PSA_ALG_IS_WITHOUT_HASH(alg, PSA_ALG_RSA_OAEP_BASE)
#define PSA_ALG_RSA_OAEP_GET_HASH(alg) (PSA_ALG_IS_RSA_OAEP(alg) ? PSA_ALG_HASH_OF(alg) : 0u)

/* Key derivation. */
#define PSA_ALG_HKDF_BASE               PSA_ALG_OF(0x08000100)
#define PSA_ALG_TLS12_PRF_BASE          PSA_ALG_OF(0x08000200)
#define PSA_ALG_TLS12_PSK_TO_MS_BASE    PSA_ALG_OF(0x08000300)
#define PSA_ALG_HKDF_EXTRACT_BASE       PSA_ALG_OF(0x08000400)
#define PSA_ALG_HKDF_EXPAND_BASE        PSA_ALG_OF(0x08000500)
#define PSA_ALG_TLS12_ECJPAKE_TO_PMS    PSA_ALG_OF(0x08000609)
#define PSA_ALG_SP800_108_COUNTER_CMAC  PSA_ALG_OF(0x08000800)
#define PSA_ALG_SP800_108_HMAC_BASE     PSA_ALG_OF(0x08000700)
#define PSA_ALG_PBKDF2_HMAC_BASE        PSA_ALG_OF(0x08800100)
#define PSA_ALG_PBKDF2_AES_CMAC_PRF_128 PSA_ALG_OF(0x08800200)

#define PSA_ALG_HKDF(hash)                   PSA_ALG_WITH_HASH(PSA_ALG_HKDF_BASE, hash)
#define PSA_ALG_HKDF_EXTRACT(hash)           PSA_ALG_WITH_HASH(PSA_ALG_HKDF_EXTRACT_BASE, hash)
#define PSA_ALG_HKDF_EXPAND(hash)            PSA_ALG_WITH_HASH(PSA_ALG_HKDF_EXPAND_BASE, hash)
#define PSA_ALG_TLS12_PRF(hash)              PSA_ALG_WITH_HASH(PSA_ALG_TLS12_PRF_BASE, hash)
#define PSA_ALG_TLS12_PSK_TO_MS(hash)        PSA_ALG_WITH_HASH(PSA_ALG_TLS12_PSK_TO_MS_BASE, hash)
#define PSA_ALG_PBKDF2_HMAC(hash)            PSA_ALG_WITH_HASH(PSA_ALG_PBKDF2_HMAC_BASE, hash)
#define PSA_ALG_SP800_108_COUNTER_HMAC(hash) PSA_ALG_WITH_HASH(PSA_ALG_SP800_108_HMAC_BASE, hash)

#define PSA_ALG_IS_HKDF(alg)         PSA_ALG_IS_WITHOUT_HASH(alg, PSA_ALG_HKDF_BASE)
#define PSA_ALG_IS_HKDF_EXTRACT(alg) PSA_ALG_IS_WITHOUT_HASH(alg, PSA_ALG_HKDF_EXTRACT_BASE)
#define PSA_ALG_IS_HKDF_EXPAND(alg)  PSA_ALG_IS_WITHOUT_HASH(alg, PSA_ALG_HKDF_EXPAND_BASE)
#define PSA_ALG_IS_ANY_HKDF(alg)                                                                   \
    (PSA_ALG_IS_HKDF(alg) || PSA_ALG_IS_HKDF_EXTRACT(alg) || PSA_ALG_IS_HKDF_EXPAND(alg))
#define PSA_ALG_IS_TLS12_PRF(alg)       PSA_ALG_IS_WITHOUT_HASH(alg, PSA_ALG_TLS12_PRF_BASE)
#define PSA_ALG_IS_TLS12_PSK_TO_MS(alg) PSA_ALG_IS_WITHOUT_HASH(alg, PSA_ALG_TLS12_PSK_TO_MS_BASE)
#define PSA_ALG_IS_PBKDF2_HMAC(alg)     PSA_ALG_IS_WITHOUT_HASH(alg, PSA_ALG_PBKDF2_HMAC_BASE)
#define PSA_ALG_IS_SP800_108_COUNTER_HMAC(alg)                                                     \
    PSA_ALG_IS_WITHOUT_HASH(alg, PSA_ALG_SP800_108_HMAC_BASE)
#define PSA_ALG_HKDF_GET_HASH(alg)            PSA_ALG_HASH_OF(alg)
#define PSA_ALG_TLS12_PRF_GET_HASH(alg)       PSA_ALG_HASH_OF(alg)
#define PSA_ALG_TLS12_PSK_TO_MS_GET_HASH(alg) PSA_ALG_HASH_OF(alg)
#define PSA_ALG_PBKDF2_HMAC_GET_HASH(alg)     PSA_ALG_HASH_OF(alg)
#define PSA_ALG_IS_KEY_DERIVATION_STRETCHING(alg)                                                  \
    (((alg)&PSA_ALG_OF(0x7f800000)) == PSA_ALG_OF(0x08800000))

/* Key agreement, and what is derived from it. */
#define PSA_ALG_KEY_DERIVATION_MASK    PSA_ALG_OF(0xfe00ffff)
#define PSA_ALG_KEY_AGREEMENT_MASK     PSA_ALG_OF(0xffff0000)
#define PSA_ALG_FFDH                   PSA_ALG_OF(0x09010000)
#define PSA_ALG_ECDH                   PSA_ALG_OF(0x09020000)
#define PSA_ALG_KEY_AGREEMENT(ka, kdf) PSA_ALG_OF((ka) | (kdf))
#define PSA_ALG_KEY_AGREEMENT_GET_KDF(alg)                                                         \
    PSA_ALG_OF(((alg)&PSA_ALG_KEY_DERIVATION_MASK) | PSA_ALG_CATEGORY_KEY_DERIVATION)
#define PSA_ALG_KEY_AGREEMENT_GET_BASE(alg)                                                        \
    PSA_ALG_OF(((alg)&PSA_ALG_KEY_AGREEMENT_MASK) | PSA_ALG_CATEGORY_KEY_AGREEMENT)
#define PSA_ALG_IS_STANDALONE_KEY_AGREEMENT(alg)                                                   \
    (PSA_ALG_IS_KEY_AGREEMENT(alg) &&                                                              \
     PSA_ALG_KEY_AGREEMENT_GET_KDF(alg) == PSA_ALG_CATEGORY_KEY_DERIVATION)
#define PSA_ALG_IS_RAW_KEY_AGREEMENT(alg) PSA_ALG_IS_STANDALONE_KEY_AGREEMENT(alg)
#define PSA_ALG_IS_KEY_DERIVATION_OR_AGREEMENT(alg)                                                \
    (PSA_ALG_IS_KEY_DERIVATION(alg) || PSA_ALG_IS_KEY_AGREEMENT(alg))
#define PSA_ALG_IS_FFDH(alg) (PSA_ALG_KEY_AGREEMENT_GET_BASE(alg) == PSA_ALG_FFDH)
#define PSA_ALG_IS_ECDH(alg) (PSA_ALG_KEY_AGREEMENT_GET_BASE(alg) == PSA_ALG_ECDH)

#define PSA_ALG_IS_WILDCARD(alg)                                                                   \
    (PSA_ALG_IS_HASH_AND_SIGN(alg) ? PSA_ALG_SIGN_GET_HASH(alg) == PSA_ALG_ANY_HASH                \
     : PSA_ALG_IS_MAC(alg)         ? ((alg)&PSA_ALG_MAC_AT_LEAST_THIS_LENGTH_FLAG) != 0            \
     : PSA_ALG_IS_AEAD(alg)        ? ((alg)&PSA_ALG_AEAD_AT_LEAST_THIS_LENGTH_FLAG) != 0           \
                                   : (alg) == PSA_ALG_ANY_HASH)
#define PSA_ALG_GET_HASH(alg)                                                                      \
    (((alg)&PSA_ALG_HASH_MASK) == 0 ? PSA_ALG_OF(0) : PSA_ALG_HASH_OF(alg))

#endif
