/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * Hash and signature for the naive bootloader: Holdfast's own, behind the usual status word. */
#include "hw/api/crypto.h"
#include "examples/naive-boot/boot.h"

void boot_sha256(const uint8_t *bytes, uint32_t size, uint8_t digest[32])
{
    struct hf_sha256 hash;

    hf_sha256_start(&hash);
    hf_sha256_update(&hash, bytes, size);
    hf_sha256_finish(&hash, digest);
}

int boot_verify(const uint8_t key[64], const uint8_t digest[32], const uint8_t signature[64])
{
    struct hf_p256_sides sides;
    uint32_t difference = 0;

    hf_p256_verify(key, digest, signature, &sides);
    for (uint32_t i = 0; i < 8; i++) {
        difference |= sides.left[i] ^ sides.right[i];
    }
    return difference == 0 ? 0 : -1;
}
