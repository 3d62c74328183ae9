/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * profile/standard/psa/crypto_config.h - the algorithms of the profile `standard`. One file for
 * both sides of the door: the engine is built from it (its MBEDTLS_PSA_CRYPTO_CONFIG_FILE), and the
 * app's headers size their buffers by it. Every line is code on the device. */
#ifndef PSA_CRYPTO_CONFIG_H
#define PSA_CRYPTO_CONFIG_H

#define PSA_WANT_ALG_SHA_256        1
#define PSA_WANT_ALG_HMAC           1
#define PSA_WANT_ALG_CMAC           1
#define PSA_WANT_ALG_HKDF           1
#define PSA_WANT_ALG_HKDF_EXTRACT   1
#define PSA_WANT_ALG_HKDF_EXPAND    1
#define PSA_WANT_ALG_GCM            1
#define PSA_WANT_ALG_CCM            1
#define PSA_WANT_ALG_CTR            1
#define PSA_WANT_ALG_CBC_NO_PADDING 1
#define PSA_WANT_ALG_CBC_PKCS7      1
#define PSA_WANT_ALG_ECDSA          1
#define PSA_WANT_ALG_ECDH           1

#define PSA_WANT_ECC_SECP_R1_256 1

#define PSA_WANT_KEY_TYPE_RAW_DATA              1
#define PSA_WANT_KEY_TYPE_DERIVE                1
#define PSA_WANT_KEY_TYPE_HMAC                  1
#define PSA_WANT_KEY_TYPE_AES                   1
#define PSA_WANT_KEY_TYPE_ECC_PUBLIC_KEY        1
#define PSA_WANT_KEY_TYPE_ECC_KEY_PAIR_BASIC    1
#define PSA_WANT_KEY_TYPE_ECC_KEY_PAIR_IMPORT   1
#define PSA_WANT_KEY_TYPE_ECC_KEY_PAIR_EXPORT   1
#define PSA_WANT_KEY_TYPE_ECC_KEY_PAIR_GENERATE 1

/* Bytes in one call through the door. */
#define HF_GATE_KEY_MOST        512u  /* a key's value, imported or exported */
#define HF_GATE_SIGNATURE_MOST  64u   /* r || s on P-256 */
#define HF_GATE_ASYMMETRIC_MOST 128u  /* hash, public key, signature */
#define HF_GATE_ARENA           1152u /* all copied vectors of one call */

/* Bytes of the engine: values of keys and states of operations. */
#define HF_ENGINE_ARENA 4096u

#endif
