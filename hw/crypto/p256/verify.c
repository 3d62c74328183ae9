/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * ECDSA verification on P-256 (FIPS 186-5, 6.4.2): with u1 = hash / s and u2 = r / s modulo n, the
 * point R = u1 G + u2 Q must have an x coordinate that is r modulo n. In Jacobian coordinates that
 * is r Z^2 = X, or (r + n) Z^2 = X where r + n is still below p.
 *
 * DEFEATS: t4 a signature that is wrong, malformed or made for another key, wherever the caller
 * folds left ^ right into what it needs next.
 * NOT DEFEATED: a fault that leaves equal sides is kept out only as far as the caller computes
 * them twice. Timing and power tell everything about the inputs, which are public. */
#include "hw/api/crypto.h"
#include "hw/crypto/p256/field.h"
#include "hw/crypto/p256/point.h"
#include "hw/crypto/p256/scalar.h"

#include <string.h>

/* What the curve is made of, in an order that lets whole rows be copied into slots. */
enum { GENERATOR, ONE = 2, INTO_MONTGOMERY, COEFFICIENT_B, CONSTANTS };

static const uint32_t curve[CONSTANTS][8] = {
    /* the generator in Montgomery's form, and one as its Z */
    {0x18a9143c, 0x79e730d4, 0x5fedb601, 0x75ba95fc, 0x77622510, 0x79fb732b, 0xa53755c6,
     0x18905f76},
    {0xce95560a, 0xddf25357, 0xba19e45c, 0x8b4ab8e4, 0xdd21f325, 0xd2e88688, 0x25885d85,
     0x8571ff18},
    {1, 0, 0, 0xffffffff, 0xffffffff, 0xffffffff, 0xfffffffe, 0},
    /* 2^512 mod p: a product with it brings a number into Montgomery's form */
    {3, 0, 0xffffffff, 0xfffffffb, 0xfffffffe, 0xffffffff, 0xfffffffd, 4},
    /* b in Montgomery's form */
    {0x29c4bddf, 0xd89cdf62, 0x78843090, 0xacf005cd, 0xf7212ed6, 0xe5a220ab, 0x04874834,
     0xdc30061d},
};

static void load(uint32_t words[8], const uint8_t bytes[32])
{
    for (int i = 0; i < 8; i++) {
        const uint8_t *at = bytes + 28 - 4 * i;

        words[i] =
            ((uint32_t)at[0] << 24) | ((uint32_t)at[1] << 16) | ((uint32_t)at[2] << 8) | at[3];
    }
}

/* All ones when `any` is 0, else 0. */
static uint32_t mask_zero(uint32_t any)
{
    return ((any | -any) >> 31) - 1;
}

/* Reads the key into the sum, Z being one. Returns 0 when it is a point of the curve. */
static uint32_t load_point(uint32_t slots[HF_P256_SLOTS][8], const uint8_t key[64])
{
    enum { X = HF_P256_X, Y, Z, FACTOR, B, S = HF_P256_S, T };
    static const uint16_t steps[] = {
        /* S = Y^2 - (X^3 - 3X + b) */
        HF_P256_MUL(X, X, FACTOR),
        HF_P256_MUL(Y, Y, FACTOR),
        HF_P256_MUL(S, Y, Y),
        HF_P256_MUL(T, X, X),
        HF_P256_MUL(T, T, X),
        HF_P256_SUB(S, S, T),
        HF_P256_ADD(S, S, X),
        HF_P256_ADD(S, S, X),
        HF_P256_ADD(S, S, X),
        HF_P256_SUB(S, S, B),
        0,
    };
    uint32_t flaw;

    load(slots[X], key);
    load(slots[Y], key + 32);
    memcpy(slots[Z], curve[ONE], 3 * sizeof curve[ONE]); /* and FACTOR and B */
    flaw = ~hf_p256_below(slots[X], hf_p256_prime) | ~hf_p256_below(slots[Y], hf_p256_prime);
    hf_p256_run(slots, steps);
    hf_p256_settle(slots[S]);
    return flaw | hf_p256_any_bit(slots[S]);
}

/* digit ^ (digit >> 31) is digit, or -digit - 1: half of it is the odd multiple's place in the
 * table. */
static void add_digit(uint32_t slots[HF_P256_SLOTS][8], const struct hf_p256_point *multiples,
                      int digit)
{
    memcpy(slots[HF_P256_TERM_X], &multiples[(digit ^ (digit >> 31)) / 2], sizeof *multiples);
    if (digit < 0) {
        hf_p256_sub(slots[HF_P256_TERM_Y], hf_p256_prime, slots[HF_P256_TERM_Y], hf_p256_prime);
    }
    hf_p256_add_term(slots);
}

/* sum = rows[FIRST] * generator + rows[SECOND] * sum */
static void add_products(uint32_t slots[HF_P256_SLOTS][8], uint32_t rows[HF_P256_ROWS][8])
{
    struct hf_p256_point multiples[2][HF_P256_ODD_MULTIPLES];
    struct hf_p256_digits digits[2];

    memcpy(multiples[1], slots[HF_P256_X], sizeof *multiples[1]);
    hf_p256_multiples(multiples[0], (const struct hf_p256_point *)curve[GENERATOR], slots);
    hf_p256_multiples(multiples[1], multiples[1], slots);
    hf_p256_digits_start(&digits[0], rows[HF_P256_FIRST]);
    hf_p256_digits_start(&digits[1], rows[HF_P256_SECOND]);
    memset(slots[HF_P256_Z], 0, sizeof slots[HF_P256_Z]);
    for (int at = 256; at >= 0; at--) {
        hf_p256_double(slots);
        for (int i = 0; i < 2; i++) {
            int digit = hf_p256_digit_at(&digits[i], at);

            if (digit != 0) {
                add_digit(slots, multiples[i], digit);
            }
        }
    }
}

/* right = X; left = r * Z^2, or (r + n) * Z^2 when that is what matches: all below p, and both with
 * Montgomery's factor. The choice between r and r + n decides nothing: each makes a true equation
 * for a good signature, and for a bad one neither does. r + n counts only when it is below p; one
 * that passes 2^256 comes out of the addition below n. Changes r. */
static void fill_sides(struct hf_p256_sides *sides, uint32_t slots[HF_P256_SLOTS][8], uint32_t r[8])
{
    uint32_t *square = slots[HF_P256_S];

    hf_p256_mul(square, slots[HF_P256_Z], slots[HF_P256_Z], hf_p256_prime);
    hf_p256_mul(square, square, curve[INTO_MONTGOMERY], hf_p256_prime);
    hf_p256_settle(slots[HF_P256_X]);
    memcpy(sides->right, slots[HF_P256_X], sizeof sides->right);
    for (int i = 0; i < 2; i++) {
        hf_p256_mul(sides->left, square, r, hf_p256_prime);
        hf_p256_settle(sides->left);
        hf_p256_add(r, r, hf_p256_order, hf_p256_prime);
        if (memcmp(sides->left, sides->right, sizeof sides->left) == 0 ||
            hf_p256_below(r, hf_p256_order) || !hf_p256_below(r, hf_p256_prime)) {
            return;
        }
    }
}

/* INVARIANT: equal sides come only from a good signature. Infinity (Z = 0), or a fault that clears
 * numbers, makes the left side zero, which no good signature has: then, as after a malformed input,
 * the sides are set apart by arithmetic, not by a branch that could be skipped. */
void hf_p256_verify(const uint8_t key[64], const uint8_t hash[32], const uint8_t signature[64],
                    struct hf_p256_sides *sides)
{
    uint32_t slots[HF_P256_SLOTS][8];
    uint32_t u[HF_P256_ROWS][8]; /* s, then hash / s and r / s */
    uint32_t r[8];
    uint32_t flaw;

    memset(sides->left, 0, sizeof sides->left);
    memset(sides->right, 0xff, sizeof sides->right);
    load(r, signature);
    load(u[HF_P256_DIVISOR], signature + 32);
    load(u[HF_P256_FIRST], hash);
    memcpy(u[HF_P256_SECOND], r, sizeof r);
    flaw = load_point(slots, key);
    flaw |= ~hf_p256_below(r, hf_p256_order) | mask_zero(hf_p256_any_bit(r));
    flaw |= ~hf_p256_below(u[HF_P256_DIVISOR], hf_p256_order); /* s = 0 leads to infinity */
    hf_p256_divide(u);
    add_products(slots, u);
    fill_sides(sides, slots, r);
    flaw = ~mask_zero(flaw) | mask_zero(hf_p256_any_bit(sides->left));
    for (int i = 0; i < 8; i++) {
        sides->left[i] &= ~flaw;
        sides->right[i] |= flaw;
    }
}
