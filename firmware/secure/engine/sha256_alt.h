/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * engine/sha256_alt.h - the engine's name for its SHA-256 context (MBEDTLS_SHA256_ALT): that of the
 * boot stages, which secure has anyway. engine_sha256.c has the functions. */
#ifndef HF_SECURE_ENGINE_SHA256_ALT_H
#define HF_SECURE_ENGINE_SHA256_ALT_H

#include "hw/api/crypto.h"

typedef struct hf_sha256 mbedtls_sha256_context;

#endif
