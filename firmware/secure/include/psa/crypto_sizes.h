/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * psa/crypto_sizes.h - how large a buffer must be, in bytes, with the algorithms of this profile.
 * A macro gives 0 for a combination that does not exist. */
#ifndef PSA_CRYPTO_SIZES_H
#define PSA_CRYPTO_SIZES_H

#include "psa/crypto_config.h"
#include "psa/crypto_values.h"

#define PSA_VENDOR_ECDSA_SIGNATURE_MAX_SIZE PSA_ECDSA_SIGNATURE_SIZE(PSA_VENDOR_ECC_MAX_CURVE_BITS)

#define PSA_BITS_TO_BYTES(bits)                 (((bits) + 7u) / 8u)
#define PSA_BYTES_TO_BITS(bytes)                ((bytes)*8u)
#define PSA_ROUND_UP_TO_MULTIPLE(block, length) ((((length) + (block)-1u) / (block)) * (block))

/* What differs between the profiles. */
#ifdef PSA_WANT_ALG_SHA_512
#define PSA_HASH_MAX_SIZE            64u
#define PSA_HMAC_MAX_HASH_BLOCK_SIZE 128u
#else
#define PSA_HASH_MAX_SIZE            32u
#define PSA_HMAC_MAX_HASH_BLOCK_SIZE 64u
#endif
#ifdef PSA_WANT_ECC_SECP_R1_384
#define PSA_VENDOR_ECC_MAX_CURVE_BITS 384u
#else
#define PSA_VENDOR_ECC_MAX_CURVE_BITS 256u
#endif
#ifdef PSA_WANT_KEY_TYPE_RSA_PUBLIC_KEY
#define PSA_VENDOR_RSA_MAX_KEY_BITS 4096u
#define PSA_SIGNATURE_MAX_SIZE      512u
#define PSA_EXPORT_KEY_PAIR_MAX_SIZE                                                               \
    PSA_KEY_EXPORT_RSA_KEY_PAIR_MAX_SIZE(PSA_VENDOR_RSA_MAX_KEY_BITS)
#define PSA_EXPORT_PUBLIC_KEY_MAX_SIZE                                                             \
    PSA_KEY_EXPORT_RSA_PUBLIC_KEY_MAX_SIZE(PSA_VENDOR_RSA_MAX_KEY_BITS)
#define PSA_ASYMMETRIC_ENCRYPT_OUTPUT_MAX_SIZE 512u
#define PSA_ASYMMETRIC_DECRYPT_OUTPUT_MAX_SIZE 512u
#else
#define PSA_VENDOR_RSA_MAX_KEY_BITS  0u
#define PSA_SIGNATURE_MAX_SIZE       PSA_ECDSA_SIGNATURE_SIZE(PSA_VENDOR_ECC_MAX_CURVE_BITS)
#define PSA_EXPORT_KEY_PAIR_MAX_SIZE PSA_BITS_TO_BYTES(PSA_VENDOR_ECC_MAX_CURVE_BITS)
#define PSA_EXPORT_PUBLIC_KEY_MAX_SIZE                                                             \
    PSA_KEY_EXPORT_ECC_PUBLIC_KEY_MAX_SIZE(PSA_VENDOR_ECC_MAX_CURVE_BITS)
#define PSA_ASYMMETRIC_ENCRYPT_OUTPUT_MAX_SIZE 0u
#define PSA_ASYMMETRIC_DECRYPT_OUTPUT_MAX_SIZE 0u
#endif
#define PSA_EXPORT_ASYMMETRIC_KEY_MAX_SIZE PSA_EXPORT_KEY_PAIR_MAX_SIZE
#define PSA_EXPORT_KEY_PAIR_OR_PUBLIC_MAX_SIZE                                                     \
    (PSA_EXPORT_KEY_PAIR_MAX_SIZE > PSA_EXPORT_PUBLIC_KEY_MAX_SIZE                                 \
         ? PSA_EXPORT_KEY_PAIR_MAX_SIZE                                                            \
         : PSA_EXPORT_PUBLIC_KEY_MAX_SIZE)
#define PSA_VENDOR_FFDH_MAX_KEY_BITS        0u
#define PSA_TLS12_PSK_TO_MS_PSK_MAX_SIZE    128u
#define PSA_TLS12_ECJPAKE_TO_PMS_INPUT_SIZE 65u
#define PSA_TLS12_ECJPAKE_TO_PMS_DATA_SIZE  32u
#define PSA_CIPHER_MAX_KEY_LENGTH           32u

/* Hashes and MACs. */
#define PSA_HASH_LENGTH_OF(hash)                                                                   \
    ((hash) == PSA_ALG_MD5                                    ? 16u                                \
     : (hash) == PSA_ALG_RIPEMD160 || (hash) == PSA_ALG_SHA_1 ? 20u                                \
     : (hash) == PSA_ALG_SHA_224 || (hash) == PSA_ALG_SHA_512_224 || (hash) == PSA_ALG_SHA3_224    \
         ? 28u                                                                                     \
     : (hash) == PSA_ALG_SHA_256 || (hash) == PSA_ALG_SHA_512_256 || (hash) == PSA_ALG_SHA3_256    \
         ? 32u                                                                                     \
     : (hash) == PSA_ALG_SHA_384 || (hash) == PSA_ALG_SHA3_384 ? 48u                               \
     : (hash) == PSA_ALG_SHA_512 || (hash) == PSA_ALG_SHA3_512 ? 64u                               \
                                                               : 0u)
#define PSA_HASH_LENGTH(alg) PSA_HASH_LENGTH_OF(PSA_ALG_HASH_OF(alg))
#define PSA_HASH_BLOCK_LENGTH_OF(hash)                                                             \
    ((hash) == PSA_ALG_MD5 || (hash) == PSA_ALG_RIPEMD160 || (hash) == PSA_ALG_SHA_1 ||            \
             (hash) == PSA_ALG_SHA_224 || (hash) == PSA_ALG_SHA_256                                \
         ? 64u                                                                                     \
     : (hash) == PSA_ALG_SHA_384 || (hash) == PSA_ALG_SHA_512 || (hash) == PSA_ALG_SHA_512_224 ||  \
             (hash) == PSA_ALG_SHA_512_256                                                         \
         ? 128u                                                                                    \
     : (hash) == PSA_ALG_SHA3_224 ? 144u                                                           \
     : (hash) == PSA_ALG_SHA3_256 ? 136u                                                           \
     : (hash) == PSA_ALG_SHA3_384 ? 104u                                                           \
     : (hash) == PSA_ALG_SHA3_512 ? 72u                                                            \
                                  : 0u)
#define PSA_HASH_BLOCK_LENGTH(alg) PSA_HASH_BLOCK_LENGTH_OF(PSA_ALG_HASH_OF(alg))
#define PSA_MAC_MAX_SIZE           PSA_HASH_MAX_SIZE
#define PSA_MAC_LENGTH(key_type, key_bits, alg)                                                    \
    (((alg)&PSA_ALG_MAC_TRUNCATION_MASK) != 0 ? PSA_MAC_TRUNCATED_LENGTH(alg)                      \
     : PSA_ALG_IS_HMAC(alg)                   ? PSA_HASH_LENGTH(alg)                               \
     : PSA_ALG_IS_BLOCK_CIPHER_MAC(alg)       ? PSA_BLOCK_CIPHER_BLOCK_LENGTH(key_type)            \
                                              : ((void)(key_type), (void)(key_bits), 0u))

/* A suspended hash: algorithm, input length, hash state, input that no block was full of yet. */
#define PSA_HASH_SUSPEND_ALGORITHM_FIELD_LENGTH ((size_t)4u)
#define PSA_HASH_SUSPEND_INPUT_LENGTH_FIELD_LENGTH(alg)                                            \
    (PSA_HASH_BLOCK_LENGTH(alg) == 64u    ? (size_t)8u                                             \
     : PSA_HASH_BLOCK_LENGTH(alg) == 128u ? (size_t)16u                                            \
                                          : (size_t)0u)
#define PSA_HASH_SUSPEND_HASH_STATE_FIELD_LENGTH(alg)                                              \
    (PSA_HASH_BLOCK_LENGTH(alg) == 128u    ? (size_t)64u                                           \
     : PSA_HASH_BLOCK_LENGTH(alg) != 64u   ? (size_t)0u                                            \
     : PSA_ALG_HASH_OF(alg) == PSA_ALG_MD5 ? (size_t)16u                                           \
     : (PSA_ALG_HASH_OF(alg) == PSA_ALG_SHA_1 || PSA_ALG_HASH_OF(alg) == PSA_ALG_RIPEMD160)        \
         ? (size_t)20u                                                                             \
         : (size_t)32u)
#define PSA_HASH_SUSPEND_OUTPUT_SIZE(alg)                                                          \
    (PSA_HASH_SUSPEND_HASH_STATE_FIELD_LENGTH(alg) == 0u                                           \
         ? (size_t)0u                                                                              \
         : PSA_HASH_SUSPEND_ALGORITHM_FIELD_LENGTH +                                               \
               PSA_HASH_SUSPEND_INPUT_LENGTH_FIELD_LENGTH(alg) +                                   \
               PSA_HASH_SUSPEND_HASH_STATE_FIELD_LENGTH(alg) + PSA_HASH_BLOCK_LENGTH(alg) - 1u)
#define PSA_HASH_SUSPEND_OUTPUT_MAX_SIZE 211u /* of SHA-512 */

/* Ciphers. */
#define PSA_ALG_HAS_BLOCK_IV(alg)                                                                  \
    ((alg) == PSA_ALG_CTR || (alg) == PSA_ALG_CFB || (alg) == PSA_ALG_OFB ||                       \
     (alg) == PSA_ALG_XTS || (alg) == PSA_ALG_CBC_NO_PADDING || (alg) == PSA_ALG_CBC_PKCS7)
#define PSA_ALG_IS_BY_BLOCK(alg)                                                                   \
    ((alg) == PSA_ALG_CBC_PKCS7 || (alg) == PSA_ALG_CBC_NO_PADDING ||                              \
     (alg) == PSA_ALG_ECB_NO_PADDING)
#define PSA_CIPHER_IV_LENGTH(key_type, alg)                                                        \
    (PSA_BLOCK_CIPHER_BLOCK_LENGTH(key_type) > 1 && PSA_ALG_HAS_BLOCK_IV(alg)                      \
         ? PSA_BLOCK_CIPHER_BLOCK_LENGTH(key_type)                                                 \
     : (key_type) == PSA_KEY_TYPE_CHACHA20 && (alg) == PSA_ALG_STREAM_CIPHER ? 12u                 \
     : (alg) == PSA_ALG_CCM_STAR_NO_TAG                                      ? 13u                 \
                                                                             : 0u)
#define PSA_CIPHER_IV_MAX_SIZE 16u
#define PSA_CIPHER_ENCRYPT_OUTPUT_SIZE(key_type, alg, input_length)                                \
    (!PSA_ALG_IS_CIPHER(alg)      ? 0u                                                             \
     : (alg) == PSA_ALG_CBC_PKCS7 ? PSA_ROUND_UP_TO_MULTIPLE(16u, (input_length) + 1u) +           \
                                        PSA_CIPHER_IV_LENGTH(key_type, alg)                        \
                                  : (input_length) + PSA_CIPHER_IV_LENGTH(key_type, alg))
#define PSA_CIPHER_ENCRYPT_OUTPUT_MAX_SIZE(input_length)                                           \
    (PSA_ROUND_UP_TO_MULTIPLE(16u, (input_length) + 1u) + PSA_CIPHER_IV_MAX_SIZE)
#define PSA_CIPHER_DECRYPT_OUTPUT_SIZE(key_type, alg, input_length)                                \
    (PSA_ALG_IS_CIPHER(alg) && PSA_KEY_TYPE_IS_UNSTRUCTURED(key_type) ? (input_length) : 0u)
#define PSA_CIPHER_DECRYPT_OUTPUT_MAX_SIZE(input_length) (input_length)
#define PSA_CIPHER_UPDATE_OUTPUT_SIZE(key_type, alg, input_length)                                 \
    (!PSA_ALG_IS_CIPHER(alg)    ? 0u                                                               \
     : PSA_ALG_IS_BY_BLOCK(alg) ? ((void)(key_type), PSA_ROUND_UP_TO_MULTIPLE(16u, input_length))  \
                                : (input_length))
#define PSA_CIPHER_UPDATE_OUTPUT_MAX_SIZE(input_length) PSA_ROUND_UP_TO_MULTIPLE(16u, input_length)
#define PSA_CIPHER_FINISH_OUTPUT_SIZE(key_type, alg)                                               \
    ((alg) == PSA_ALG_CBC_PKCS7 ? PSA_BLOCK_CIPHER_BLOCK_LENGTH(key_type) : 0u)
#define PSA_CIPHER_FINISH_OUTPUT_MAX_SIZE 16u

/* AEAD. */
#define PSA_AEAD_IS(alg, base)                                                                     \
    (PSA_ALG_AEAD_WITH_SHORTENED_TAG(alg, 0) == PSA_ALG_AEAD_WITH_SHORTENED_TAG(base, 0))
#define PSA_AEAD_NONCE_LENGTH(key_type, alg)                                                       \
    (PSA_BLOCK_CIPHER_BLOCK_LENGTH(key_type) == 16 && PSA_AEAD_IS(alg, PSA_ALG_CCM)       ? 13u    \
     : PSA_BLOCK_CIPHER_BLOCK_LENGTH(key_type) == 16 && PSA_AEAD_IS(alg, PSA_ALG_GCM)     ? 12u    \
     : (key_type) == PSA_KEY_TYPE_CHACHA20 && PSA_AEAD_IS(alg, PSA_ALG_CHACHA20_POLY1305) ? 12u    \
                                                                                          : 0u)
#define PSA_AEAD_NONCE_MAX_SIZE 13u
#define PSA_AEAD_TAG_MAX_SIZE   16u
#define PSA_AEAD_TAG_LENGTH(key_type, key_bits, alg)                                               \
    (PSA_AEAD_NONCE_LENGTH(key_type, alg) != 0 ? PSA_ALG_AEAD_GET_TAG_LENGTH(alg)                  \
                                               : ((void)(key_bits), 0u))
#define PSA_AEAD_ENCRYPT_OUTPUT_SIZE(key_type, alg, plaintext_length)                              \
    (PSA_AEAD_NONCE_LENGTH(key_type, alg) != 0                                                     \
         ? (plaintext_length) + PSA_ALG_AEAD_GET_TAG_LENGTH(alg)                                   \
         : 0u)
#define PSA_AEAD_ENCRYPT_OUTPUT_MAX_SIZE(plaintext_length)                                         \
    ((plaintext_length) + PSA_AEAD_TAG_MAX_SIZE)
#define PSA_AEAD_DECRYPT_OUTPUT_SIZE(key_type, alg, ciphertext_length)                             \
    (PSA_AEAD_NONCE_LENGTH(key_type, alg) != 0 &&                                                  \
             (ciphertext_length) > PSA_ALG_AEAD_GET_TAG_LENGTH(alg)                                \
         ? (ciphertext_length)-PSA_ALG_AEAD_GET_TAG_LENGTH(alg)                                    \
         : 0u)
#define PSA_AEAD_DECRYPT_OUTPUT_MAX_SIZE(ciphertext_length) (ciphertext_length)
#define PSA_AEAD_UPDATE_OUTPUT_SIZE(key_type, alg, input_length)                                   \
    (PSA_AEAD_NONCE_LENGTH(key_type, alg) == 0 ? 0u                                                \
     : PSA_ALG_IS_AEAD_ON_BLOCK_CIPHER(alg)    ? PSA_ROUND_UP_TO_MULTIPLE(16u, input_length)       \
                                               : (input_length))
#define PSA_AEAD_UPDATE_OUTPUT_MAX_SIZE(input_length) PSA_ROUND_UP_TO_MULTIPLE(16u, input_length)
#define PSA_AEAD_FINISH_OUTPUT_SIZE(key_type, alg)                                                 \
    (PSA_AEAD_NONCE_LENGTH(key_type, alg) != 0 && PSA_ALG_IS_AEAD_ON_BLOCK_CIPHER(alg) ? 16u : 0u)
#define PSA_AEAD_FINISH_OUTPUT_MAX_SIZE            16u
#define PSA_AEAD_VERIFY_OUTPUT_SIZE(key_type, alg) PSA_AEAD_FINISH_OUTPUT_SIZE(key_type, alg)
#define PSA_AEAD_VERIFY_OUTPUT_MAX_SIZE            16u

/* Asymmetric. */
#define PSA_ECDSA_SIGNATURE_SIZE(curve_bits) (PSA_BITS_TO_BYTES(curve_bits) * 2u)
#define PSA_SIGN_OUTPUT_SIZE(key_type, key_bits, alg)                                              \
    (PSA_KEY_TYPE_IS_RSA(key_type)   ? ((void)(alg), PSA_BITS_TO_BYTES(key_bits))                  \
     : PSA_KEY_TYPE_IS_ECC(key_type) ? PSA_ECDSA_SIGNATURE_SIZE(key_bits)                          \
                                     : ((void)(alg), 0u))
#define PSA_RSA_MINIMUM_PADDING_SIZE(alg)                                                          \
    (PSA_ALG_IS_RSA_OAEP(alg) ? 2u * PSA_HASH_LENGTH(alg) + 1u : 11u)
#define PSA_ASYMMETRIC_ENCRYPT_OUTPUT_SIZE(key_type, key_bits, alg)                                \
    (PSA_KEY_TYPE_IS_RSA(key_type) ? ((void)(alg), PSA_BITS_TO_BYTES(key_bits)) : 0u)
#define PSA_ASYMMETRIC_DECRYPT_OUTPUT_SIZE(key_type, key_bits, alg)                                \
    (PSA_KEY_TYPE_IS_RSA(key_type)                                                                 \
         ? PSA_BITS_TO_BYTES(key_bits) - PSA_RSA_MINIMUM_PADDING_SIZE(alg)                         \
         : 0u)
#define PSA_RAW_KEY_AGREEMENT_OUTPUT_SIZE(key_type, key_bits)                                      \
    (PSA_KEY_TYPE_IS_ECC_KEY_PAIR(key_type) || PSA_KEY_TYPE_IS_DH_KEY_PAIR(key_type)               \
         ? PSA_BITS_TO_BYTES(key_bits)                                                             \
         : 0u)
#define PSA_RAW_KEY_AGREEMENT_OUTPUT_MAX_SIZE PSA_BITS_TO_BYTES(PSA_VENDOR_ECC_MAX_CURVE_BITS)

/* Exported keys. An RSA key pair is nine integers in DER, a public one two. */
#define PSA_KEY_EXPORT_ASN1_INTEGER_MAX_SIZE(bits) ((bits) / 8u + 5u)
#define PSA_KEY_EXPORT_RSA_PUBLIC_KEY_MAX_SIZE(bits)                                               \
    (PSA_KEY_EXPORT_ASN1_INTEGER_MAX_SIZE(bits) + 11u)
#define PSA_KEY_EXPORT_RSA_KEY_PAIR_MAX_SIZE(bits)                                                 \
    (9u * PSA_KEY_EXPORT_ASN1_INTEGER_MAX_SIZE((bits) / 2u + 1u) + 14u)
#define PSA_KEY_EXPORT_ECC_PUBLIC_KEY_MAX_SIZE(bits) (2u * PSA_BITS_TO_BYTES(bits) + 1u)
#define PSA_KEY_EXPORT_ECC_KEY_PAIR_MAX_SIZE(bits)   PSA_BITS_TO_BYTES(bits)
#define PSA_EXPORT_PUBLIC_KEY_OUTPUT_SIZE(key_type, key_bits)                                      \
    (PSA_KEY_TYPE_IS_RSA(key_type)   ? PSA_KEY_EXPORT_RSA_PUBLIC_KEY_MAX_SIZE(key_bits)            \
     : PSA_KEY_TYPE_IS_ECC(key_type) ? PSA_KEY_EXPORT_ECC_PUBLIC_KEY_MAX_SIZE(key_bits)            \
     : PSA_KEY_TYPE_IS_DH(key_type)  ? PSA_BITS_TO_BYTES(key_bits)                                 \
                                     : 0u)
#define PSA_EXPORT_KEY_OUTPUT_SIZE(key_type, key_bits)                                             \
    ((key_type) == PSA_KEY_TYPE_RSA_KEY_PAIR ? PSA_KEY_EXPORT_RSA_KEY_PAIR_MAX_SIZE(key_bits)      \
     : PSA_KEY_TYPE_IS_PUBLIC_KEY(key_type)                                                        \
         ? PSA_EXPORT_PUBLIC_KEY_OUTPUT_SIZE(key_type, key_bits)                                   \
         : PSA_BITS_TO_BYTES(key_bits))

#endif
