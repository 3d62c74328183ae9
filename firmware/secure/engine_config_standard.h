/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * firmware/secure/engine_config_standard.h - the engine of the profile `standard`. */
#ifndef HF_SECURE_ENGINE_CONFIG_STANDARD_H
#define HF_SECURE_ENGINE_CONFIG_STANDARD_H

#include "engine_config_common.h"

/* NOLINTBEGIN: the names are Mbed TLS's */
/* GCM and CCM hold their AES key themselves: what the vault seals takes no memory of the arena. */
#define MBEDTLS_BLOCK_CIPHER_C

/* engine_aes.c has the two boxes and no further tables. */
#define MBEDTLS_AES_SETKEY_ENC_ALT
#define MBEDTLS_AES_ENCRYPT_ALT
#define MBEDTLS_AES_SETKEY_DEC_ALT
#define MBEDTLS_AES_DECRYPT_ALT

/* engine_sha256.c leads to the hash of the boot stages. */
#define MBEDTLS_SHA256_ALT
/* NOLINTEND */

#endif
