/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * wolfSSL's sp_ecc_verify_256() behind our interface, for the comparison. It takes the key as it
 * is: no check that the point is on the curve. */
#include "hw/api/crypto.h"

#include <wolfssl/wolfcrypt/settings.h>

#include <wolfssl/wolfcrypt/sp.h>
#include <wolfssl/wolfcrypt/sp_int.h>

#include <string.h>

static int read(sp_int *number, const uint8_t bytes[32])
{
    return sp_init(number) != MP_OKAY || sp_read_unsigned_bin(number, bytes, 32) != MP_OKAY;
}

void hf_p256_verify(const uint8_t key[64], const uint8_t hash[32], const uint8_t signature[64],
                    struct hf_p256_sides *sides)
{
    static sp_int x, y, z, r, s;
    int good = 0;
    int status;

    memset(sides, 0, sizeof *sides);
    status = read(&x, key) | read(&y, key + 32) | read(&r, signature) | read(&s, signature + 32);
    status |= sp_init(&z) | sp_set(&z, 1);
    status |= sp_ecc_verify_256(hash, 32, &x, &y, &z, &r, &s, &good, NULL);
    sides->left[0] = (uint32_t)(status != 0 || good != 1);
}
