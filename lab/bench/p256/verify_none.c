/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * No verification at all: what its firmware weighs is taken off the others, and the bench must find
 * it out as wrong. */
#include "hw/api/crypto.h"

void hf_p256_verify(const uint8_t key[64], const uint8_t hash[32], const uint8_t signature[64],
                    struct hf_p256_sides *sides)
{
    sides->left[0] = key[0] + hash[0];
    sides->right[0] = ~sides->left[0] + (signature[0] & 0u);
}
