/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * SHA-256 behind hw/api/crypto.h: buffer and padding. The compression function is linked beside it.
 */
#include "core/span.h"
#include "hw/api/crypto.h"
#include "hw/crypto/sha256/compress.h"

#include <string.h>

#define BLOCK 64u

static const uint32_t initial[8] = {0x6a09e667u, 0xbb67ae85u, 0x3c6ef372u, 0xa54ff53au,
                                    0x510e527fu, 0x9b05688cu, 0x1f83d9abu, 0x5be0cd19u};

void hf_sha256_start(struct hf_sha256 *hash)
{
    memcpy(hash->state, initial, sizeof hash->state);
    hash->length = 0;
}

/* Takes bytes for the block that is being filled; returns how many. */
static size_t fill(struct hf_sha256 *hash, const uint8_t *bytes, size_t size)
{
    uint32_t const filled = (uint32_t)hash->length % BLOCK;
    size_t const taken = size < BLOCK - filled ? size : BLOCK - filled;

    memcpy(hash->block + filled, bytes, taken);
    if (filled + taken == BLOCK) {
        hf_sha256_compress(hash->state, hash->block, 1);
    }
    return taken;
}

void hf_sha256_update(struct hf_sha256 *hash, const uint8_t *bytes, size_t size)
{
    while (size > 0) {
        size_t taken = size / BLOCK * BLOCK;

        if ((uint32_t)hash->length % BLOCK == 0 && taken > 0) {
            hf_sha256_compress(hash->state, bytes, size / BLOCK);
        } else {
            taken = fill(hash, bytes, size);
        }
        hash->length += taken;
        bytes += taken;
        size -= taken;
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
    static const uint8_t padding[BLOCK] = {0x80};
    uint64_t const bits = hash->length * 8u;
    uint32_t const filled = (uint32_t)hash->length % BLOCK;
    uint8_t length[8];

    write_big_endian(length, (uint32_t)(bits >> 32));
    write_big_endian(length + 4, (uint32_t)bits);
    hf_sha256_update(hash, padding, (filled < 56u ? 56u : 120u) - filled);
    hf_sha256_update(hash, length, sizeof length);
    for (uint32_t i = 0; i < 8u; i++) {
        write_big_endian(digest + 4u * i, hash->state[i]);
    }
    hf_wipe(hash, sizeof *hash);
}
