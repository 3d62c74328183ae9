/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * The compression function of Mbed TLS. */
#include "hw/crypto/sha256/compress.h"

#define MBEDTLS_ALLOW_PRIVATE_ACCESS
#include <mbedtls/sha256.h>
#include <string.h>

void hf_sha256_compress(uint32_t state[8], const uint8_t *blocks, size_t count)
{
    mbedtls_sha256_context context;

    memcpy(context.state, state, sizeof context.state);
    for (size_t i = 0; i < count; i++) {
        (void)mbedtls_internal_sha256_process(&context,
                                              blocks + 64 * i); /* software: cannot fail */
    }
    memcpy(state, context.state, sizeof context.state);
}
