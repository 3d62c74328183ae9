/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * P-256 verification behind hw/api/crypto.h, by p256-m (Mbed TLS, 3rdparty). Its public function
 * answers with a status word, which one skipped instruction could turn; so this file takes its
 * arithmetic in whole and gives the two sides of the last comparison as data instead.
 * The sides here are x(R) mod n and r. */
#include "hw/api/crypto.h"

#include <p256-m.c>

/* (x, y) = u1 * G + u2 * Q. */
static void combine(uint32_t x[8], uint32_t y[8], uint32_t u1[8], uint32_t u2[8], uint32_t qx[8],
                    uint32_t qy[8])
{
    uint32_t gx[8];
    uint32_t gy[8];

    scalar_mult(x, y, qx, qy, u2);
    if (u256_diff0(u1) == 0) {
        return; /* scalar_mult() takes no zero, and 0 * G adds nothing */
    }
    scalar_mult(gx, gy, p256_gx, p256_gy, u1);
    point_add_or_double_leaky(qx, qy, gx, gy, x, y);
    u256_cmov(x, qx, 1);
}

/* z = a / s mod n, from a and from 1/s in the Montgomery domain. */
static void divide(uint32_t z[8], const uint32_t a[8], const uint32_t inverse[8])
{
    m256_mul(z, a, inverse, &p256_n);
    m256_done(z, &p256_n);
}

/* DEFEATS: t6 a flipped status: the sides start as different, and only the whole computation makes
 * them equal. Early ends leave them so; all inputs are public, so branches are allowed. */
void hf_p256_verify(const uint8_t key[64], const uint8_t hash[32], const uint8_t signature[64],
                    struct hf_p256_sides *sides)
{
    uint32_t r[8], s[8], e[8], u1[8], u2[8], qx[8], qy[8];

    for (uint32_t i = 0; i < 8u; i++) {
        sides->left[i] = UINT32_MAX;
        sides->right[i] = 0;
    }
    if (scalar_from_bytes(r, signature) != 0 || scalar_from_bytes(s, signature + 32) != 0 ||
        point_from_bytes(qx, qy, key) != 0) {
        return;
    }
    ecdsa_m256_from_hash(e, hash, 32);
    m256_prep(s, &p256_n);
    m256_inv(s, s, &p256_n);
    divide(u1, e, s);
    u256_cmov(u2, r, 1);
    m256_prep(u2, &p256_n);
    divide(u2, u2, s);
    combine(e, s, u1, u2, qx, qy);
    m256_done(e, &p256_p);
    ecdsa_m256_mod_n(e);
    for (uint32_t i = 0; i < 8u; i++) {
        sides->left[i] = e[i];
        sides->right[i] = r[i];
    }
}
