/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * BearSSL's 31-bit code behind our interface, for the comparison. */
#include "hw/api/crypto.h"

#include <bearssl.h>
#include <string.h>

void hf_p256_verify(const uint8_t key[64], const uint8_t hash[32], const uint8_t signature[64],
                    struct hf_p256_sides *sides)
{
    uint8_t encoded[65] = {4};
    const br_ec_public_key public = {BR_EC_secp256r1, encoded, sizeof encoded};

    memcpy(encoded + 1, key, 64);
    memset(sides, 0, sizeof *sides);
    sides->left[0] = br_ecdsa_i31_vrfy_raw(&br_ec_p256_m31, hash, 32, &public, signature, 64) ^ 1u;
}
