/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * firmware/secure/engine_config_common.h - Mbed TLS as secure's cryptographic engine: its PSA core
 * alone. No TLS, no files, no platform: what it needs of the world is in engine.c. The algorithm
 * set is another file (profile/<name>/psa/crypto_config.h), which the build names. */
#ifndef HF_SECURE_ENGINE_CONFIG_COMMON_H
#define HF_SECURE_ENGINE_CONFIG_COMMON_H

/* NOLINTBEGIN: the names are Mbed TLS's */
#define MBEDTLS_PSA_CRYPTO_C
#define MBEDTLS_PSA_CRYPTO_CONFIG
#define MBEDTLS_USE_PSA_CRYPTO

/* P-256 by p256-m: a tenth of the code of the general curve arithmetic. */
#define MBEDTLS_PSA_P256M_DRIVER_ENABLED

/* Random bytes come from mbedtls_psa_external_get_random() in engine.c: from a healthy source, or
 * not at all. */
#define MBEDTLS_PSA_CRYPTO_EXTERNAL_RNG

/* The gate hands the engine copies that the app cannot reach; a second copy would only cost RAM. */
#define MBEDTLS_PSA_ASSUME_EXCLUSIVE_BUFFERS

/* Every key has an owner, and a name of one owner finds no key of another (keys.h). */
#define MBEDTLS_PSA_CRYPTO_KEY_ID_ENCODES_OWNER

/* HF_KEYS_VOLATILE of the app, those of secure, and two through which persistent ones pass. */
#define MBEDTLS_PSA_KEY_SLOT_COUNT 20

/* Persistent keys: engine_store.c puts them into the vault. */
#define MBEDTLS_PSA_CRYPTO_STORAGE_C

/* One fixed arena instead of a heap (engine.c). */
#define MBEDTLS_PLATFORM_C
#define MBEDTLS_PLATFORM_MEMORY
#define MBEDTLS_MEMORY_BUFFER_ALLOC_C
#define MBEDTLS_PLATFORM_NO_STD_FUNCTIONS
#define MBEDTLS_MEMORY_ALIGN_MULTIPLE 8

/* Where the arena finds itself damaged: secure stops (engine.c). */
void hf_engine_exit(int status);
#define MBEDTLS_PLATFORM_EXIT_MACRO hf_engine_exit

#define MBEDTLS_SHA256_SMALLER

/* AES also for the generator (random.c) and the vault's cipher; tables in flash. */
#define MBEDTLS_AES_C
#define MBEDTLS_AES_ROM_TABLES
#define MBEDTLS_AES_FEWER_TABLES
#define MBEDTLS_CTR_DRBG_C
#define MBEDTLS_CCM_C
/* NOLINTEND */

#endif
