/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * SHA-256 behind hw/api/crypto.h: the padding is ours, the compression function is Mbed TLS's. */
#include "core/span.h"
#include "hw/api/crypto.h"

#define MBEDTLS_ALLOW_PRIVATE_ACCESS
#include <mbedtls/sha256.h>

#define BLOCK 64u

static const uint32_t initial[8] = {0x6a09e667u, 0xbb67ae85u, 0x3c6ef372u, 0xa54ff53au,
                                    0x510e527fu, 0x9b05688cu, 0x1f83d9abu, 0x5be0cd19u};

static void compress(struct hf_sha256 *hash, const uint8_t block[BLOCK])
{
    mbedtls_sha256_context context;

    for (uint32_t i = 0; i < 8u; i++) {
        context.state[i] = hash->state[i];
    }
    (void)mbedtls_internal_sha256_process(&context, block); /* software: cannot fail */
    for (uint32_t i = 0; i < 8u; i++) {
        hash->state[i] = context.state[i];
    }
}

void hf_sha256_start(struct hf_sha256 *hash)
{
    for (uint32_t i = 0; i < 8u; i++) {
        hash->state[i] = initial[i];
    }
    hash->length = 0;
}

void hf_sha256_update(struct hf_sha256 *hash, const uint8_t *bytes, size_t size)
{
    for (size_t i = 0; i < size;) {
        uint32_t const filled = (uint32_t)(hash->length % BLOCK);

        if (filled == 0 && size - i >= BLOCK) {
            compress(hash, bytes + i);
            hash->length += BLOCK;
            i += BLOCK;
            continue;
        }
        hash->block[filled] = bytes[i++];
        hash->length++;
        if (filled == BLOCK - 1u) {
            compress(hash, hash->block);
        }
    }
}

static void write_big_endian(uint8_t *at, uint32_t value)
{
    for (uint32_t i = 0; i < 4u; i++) {
        at[i] = (uint8_t)(value >> (24u - 8u * i));
    }
}

void hf_sha256_finish(struct hf_sha256 *hash, uint8_t digest[32])
{
    static const uint8_t one_bit = 0x80;
    static const uint8_t no_bits = 0x00;
    uint64_t const bits = hash->length * 8u;
    uint8_t length[8];

    write_big_endian(length, (uint32_t)(bits >> 32));
    write_big_endian(length + 4, (uint32_t)bits);
    hf_sha256_update(hash, &one_bit, 1);
    while (hash->length % BLOCK != BLOCK - sizeof(length)) {
        hf_sha256_update(hash, &no_bits, 1);
    }
    hf_sha256_update(hash, length, sizeof(length));
    for (uint32_t i = 0; i < 8u; i++) {
        write_big_endian(digest + 4u * i, hash->state[i]);
    }
    hf_wipe(hash, sizeof(*hash));
}
