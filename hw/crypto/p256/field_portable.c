/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * The field in plain C: for the host, for parts without a fast multiplier, and as the reference. */
#include "hw/crypto/p256/field.h"

static const uint32_t prime[8] = {
    0xffffffff, 0xffffffff, 0xffffffff, 0, 0, 0, 1, 0xffffffff,
};

/* out = a + sign * b + carry; returns what is left over: 1 or 0 for a sum, -1 or 0 for a
 * difference. */
static int64_t combine(uint32_t out[8], const uint32_t a[8], const uint32_t b[8], int64_t sign)
{
    int64_t carry = 0;

    for (int i = 0; i < 8; i++) {
        carry += (int64_t)a[i] + sign * (int64_t)b[i];
        out[i] = (uint32_t)carry;
        carry >>= 32;
    }
    return carry;
}

/* Once is the rule. Twice is needed only when an input lies between the modulus and 2^256. */
static void fold_carry(uint32_t out[8], int64_t carry, const uint32_t modulus[8])
{
    while (carry > 0) {
        carry += combine(out, out, modulus, -1);
    }
    while (carry < 0) {
        carry += combine(out, out, modulus, 1);
    }
}

void hf_p256_add(uint32_t out[8], const uint32_t a[8], const uint32_t b[8],
                 const uint32_t modulus[8])
{
    fold_carry(out, combine(out, a, b, 1), modulus);
}

void hf_p256_sub(uint32_t out[8], const uint32_t a[8], const uint32_t b[8],
                 const uint32_t modulus[8])
{
    fold_carry(out, combine(out, a, b, -1), modulus);
}

void hf_p256_half(uint32_t out[8], const uint32_t a[8], const uint32_t b[8],
                  const uint32_t modulus[8])
{
    (void)b;
    uint32_t above =
        (uint32_t)combine(out, a, modulus, a[0] & 1); /* even, and up to 257 bits long */

    for (int i = 7; i >= 0; i--) {
        uint32_t word = out[i];

        out[i] = (word >> 1) | (above << 31);
        above = word;
    }
}

/* out = t / 2^256 mod p, t of 16 words. Since p = -1 modulo 2^96, the multiple of p that clears
 * word k of t is simply what that word holds by then: m[k]. Adding m * p to t means to add, in
 * column k, m[k-3] + m[k-6] - m[k-7] + m[k-8]. */
static void reduce(uint32_t out[8], const uint32_t t[16])
{
    uint32_t padded[24] = {0}; /* m[k] stands at k + 8; zeros on both sides save the range checks */
    int64_t column = 0;

    for (int k = 0; k < 16; k++) {
        column += (int64_t)t[k] + padded[k + 5] + padded[k + 2] + padded[k] - padded[k + 1];
        if (k < 8) {
            padded[k + 8] = (uint32_t)column;
            column -= (uint32_t)column;
        } else {
            out[k - 8] = (uint32_t)column;
        }
        column >>= 32;
    }
    fold_carry(out, column, prime);
}

void hf_p256_mul(uint32_t out[8], const uint32_t a[8], const uint32_t b[8],
                 const uint32_t modulus[8])
{
    uint32_t t[16] = {0};

    (void)modulus;
    for (int i = 0; i < 8; i++) {
        uint64_t carry = 0;

        for (int j = 0; j < 8; j++) {
            carry += (uint64_t)a[i] * b[j] + t[i + j];
            t[i + j] = (uint32_t)carry;
            carry >>= 32;
        }
        t[i + 8] = (uint32_t)carry;
    }
    reduce(out, t);
}
