/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * hw/crypto/sha256/compress.h - the heart of SHA-256 (FIPS 180-4, 6.2.2). One file with it is
 * linked: compress_portable.c, compress_armv7m.S (any core with Thumb-2), or Mbed TLS's in
 * sha256_mbedtls/. */
#ifndef HF_HW_CRYPTO_SHA256_COMPRESS_H
#define HF_HW_CRYPTO_SHA256_COMPRESS_H

#include <stddef.h>
#include <stdint.h>

/* Takes `count` blocks of 64 bytes into the state; count is at least 1, blocks may start anywhere.
 */
void hf_sha256_compress(uint32_t state[8], const uint8_t *blocks, size_t count);

#endif
