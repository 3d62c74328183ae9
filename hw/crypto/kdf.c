/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "core/span.h"
#include "hw/api/crypto.h"

#define BLOCK 64u

static void start_padded(struct hf_sha256 *hash, const uint8_t key[32], uint8_t pad)
{
    uint8_t block[BLOCK];

    for (uint32_t i = 0; i < BLOCK; i++) {
        block[i] = (uint8_t)((i < 32u ? key[i] : 0u) ^ pad);
    }
    hf_sha256_start(hash);
    hf_sha256_update(hash, block, sizeof(block));
    hf_wipe(block, sizeof(block));
}

void hf_hmac_sha256(const uint8_t key[32], const uint8_t *first, size_t first_size,
                    const uint8_t *second, size_t second_size, uint8_t mac[32])
{
    struct hf_sha256 hash;
    uint8_t inner[32];

    start_padded(&hash, key, 0x36);
    hf_sha256_update(&hash, first, first_size);
    hf_sha256_update(&hash, second, second_size);
    hf_sha256_finish(&hash, inner);
    start_padded(&hash, key, 0x5c);
    hf_sha256_update(&hash, inner, sizeof(inner));
    hf_sha256_finish(&hash, mac);
    hf_wipe(inner, sizeof(inner));
}

/* The message is 00000001 || label || 00 || context || 00000100. */
void hf_kdf(const uint8_t parent[32], const char *label, uint32_t context, uint8_t child[32])
{
    uint8_t head[4 + HF_KDF_LABEL_MAX] = {0, 0, 0, 1};
    uint8_t const tail[9] = {0,
                             (uint8_t)(context >> 24),
                             (uint8_t)(context >> 16),
                             (uint8_t)(context >> 8),
                             (uint8_t)context,
                             0,
                             0,
                             1,
                             0};
    size_t size = 4;

    while (size < sizeof(head) && label[size - 4] != 0) {
        head[size] = (uint8_t)label[size - 4];
        size++;
    }
    hf_hmac_sha256(parent, head, size, tail, sizeof(tail), child);
}
