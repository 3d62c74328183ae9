/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * The engine verifies ECDSA by the code that verifies images: the linker puts this in the place of
 * p256-m's own (--wrap), which takes ten to forty times as long. Signing and key derivation stay
 * with p256-m, whose arithmetic is constant in time; nothing here is secret. */
#include "hw/api/crypto.h"

#define VALID     0    /* P256_SUCCESS */
#define INVALID   (-4) /* P256_INVALID_SIGNATURE */
#define HASH_SIZE 32u

int __wrap_p256_ecdsa_verify(const uint8_t signature[64], const uint8_t key[64],
                             const uint8_t *hash, size_t hash_size);

/* key: X || Y; the engine has checked, at import, that it is a point of the curve. */
int __wrap_p256_ecdsa_verify(const uint8_t signature[64], const uint8_t key[64],
                             const uint8_t *hash, size_t hash_size)
{
    struct hf_p256_sides sides;
    uint8_t number[HASH_SIZE] = {0};
    uint32_t difference = 0;
    size_t const used = hash_size < HASH_SIZE ? hash_size : HASH_SIZE;

    /* FIPS 186-4: the leftmost 256 bits of a longer hash; a shorter one is a smaller number. */
    for (size_t i = 0; i < used; i++) {
        number[HASH_SIZE - used + i] = hash[i];
    }
    hf_p256_verify(key, number, signature, &sides);
    for (uint32_t i = 0; i < sizeof(sides.left) / sizeof(sides.left[0]); i++) {
        difference |= sides.left[i] ^ sides.right[i];
    }
    return difference == 0 ? VALID : INVALID;
}
