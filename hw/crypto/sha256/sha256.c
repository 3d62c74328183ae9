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

/* For little-endian machines, as all of ours are. */
static void write_big_endian(uint8_t *at, uint32_t value)
{
    value = __builtin_bswap32(value);
    __builtin_memcpy(at, &value, sizeof value);
}

/* A block is never left full, so there is always room for the first byte of the padding. */
void hf_sha256_finish(struct hf_sha256 *hash, uint8_t digest[32])
{
    uint32_t const filled = (uint32_t)hash->length % BLOCK;

    hash->block[filled] = 0x80;
    memset(hash->block + filled + 1, 0, BLOCK - 1u - filled);
    if (filled >= BLOCK - 8u) {
        hf_sha256_compress(hash->state, hash->block, 1);
        memset(hash->block, 0, BLOCK);
    }
    write_big_endian(hash->block + BLOCK - 8, (uint32_t)(hash->length >> 29)); /* in bits */
    write_big_endian(hash->block + BLOCK - 4, (uint32_t)hash->length << 3);
    hf_sha256_compress(hash->state, hash->block, 1);
    for (uint32_t i = 0; i < 8u; i++) {
        write_big_endian(digest + 4u * i, hash->state[i]);
    }
    hf_wipe(hash, sizeof *hash);
}
