/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * firmware/secure/engine_config_full.h - the engine of the profile `full`: large numbers too. */
#ifndef HF_SECURE_ENGINE_CONFIG_FULL_H
#define HF_SECURE_ENGINE_CONFIG_FULL_H

#include "engine_config_common.h"

/* NOLINTBEGIN: the names are Mbed TLS's */
#define MBEDTLS_BLOCK_CIPHER_C
#define MBEDTLS_SHA512_SMALLER
#define MBEDTLS_MPI_MAX_SIZE 512 /* bytes: RSA of 4096 bits */
#define MBEDTLS_ECP_NIST_OPTIM
#define MBEDTLS_ECP_WINDOW_SIZE       2
#define MBEDTLS_ECP_FIXED_POINT_OPTIM 0
/* NOLINTEND */

#endif
