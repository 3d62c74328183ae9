/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * No verification at all: what its firmware weighs, with the C library's memory functions, is taken
 * off the others. The bench must find it out as wrong. */
#include "hw/api/crypto.h"

#include <string.h>

static void *(*const volatile copy)(void *, const void *, size_t) = memcpy;
static void *(*const volatile fill)(void *, int, size_t) = memset;
static int (*const volatile compare)(const void *, const void *, size_t) = memcmp;

void hf_p256_verify(const uint8_t key[64], const uint8_t hash[32], const uint8_t signature[64],
                    struct hf_p256_sides *sides)
{
    (void)fill(sides, 0, sizeof *sides);
    (void)copy(sides->left, hash, sizeof sides->left);
    sides->right[0] = sides->left[0] ^ 1u ^ (uint32_t)(compare(key, signature, 64) == 0);
    sides->right[1] = ~sides->left[1];
}
