/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * Mbed TLS's TLS 1.3 and X.509 as an app would have them: a pure client of PSA Crypto, with no
 * cryptography of its own. The algorithms are those of secure's profile (psa/crypto_config.h). */
#ifndef HF_LAB_PSA_TLS_CONFIG_H
#define HF_LAB_PSA_TLS_CONFIG_H

/* NOLINTBEGIN: the names are Mbed TLS's */
#define MBEDTLS_PSA_CRYPTO_CLIENT
#define MBEDTLS_USE_PSA_CRYPTO
#define MBEDTLS_PSA_CRYPTO_CONFIG
#define MBEDTLS_SSL_CLI_C
#define MBEDTLS_SSL_TLS_C
#define MBEDTLS_SSL_PROTO_TLS1_3
#define MBEDTLS_SSL_TLS1_3_KEY_EXCHANGE_MODE_EPHEMERAL_ENABLED
#define MBEDTLS_SSL_KEEP_PEER_CERTIFICATE
#define MBEDTLS_SSL_SERVER_NAME_INDICATION
#define MBEDTLS_X509_USE_C
#define MBEDTLS_X509_CRT_PARSE_C
#define MBEDTLS_PK_C
#define MBEDTLS_PK_PARSE_C
#define MBEDTLS_PK_HAVE_ECC_KEYS
#define MBEDTLS_ASN1_PARSE_C
#define MBEDTLS_ASN1_WRITE_C
#define MBEDTLS_OID_C
#define MBEDTLS_MD_C
#define MBEDTLS_PLATFORM_C
#define MBEDTLS_PLATFORM_MEMORY
#define MBEDTLS_MEMORY_BUFFER_ALLOC_C
#define MBEDTLS_PLATFORM_EXIT_MACRO lab_tls_exit
/* NOLINTEND */

/* Where the heap finds itself damaged. */
void lab_tls_exit(int status);

/* Internal headers of the library name these even where there is nothing behind them. */
typedef struct hf_no_sign mbedtls_psa_sign_hash_interruptible_operation_t;
typedef struct hf_no_verify mbedtls_psa_verify_hash_interruptible_operation_t;

#endif
