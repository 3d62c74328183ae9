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

/* 2^512 mod p: a product with it brings a number into Montgomery's form. */
static const uint32_t into_montgomery[8] = {
    3, 0, 0xffffffff, 0xfffffffb, 0xfffffffe, 0xffffffff, 0xfffffffd, 4,
};

/* The curve's coefficient b, in Montgomery's form. */
static const uint32_t coefficient_b[8] = {
    0x29c4bddf, 0xd89cdf62, 0x78843090, 0xacf005cd, 0xf7212ed6, 0xe5a220ab, 0x04874834, 0xdc30061d,
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
    static const uint16_t steps[] = {
        /* Montgomery's factor stands in Z, b in T; S = Y^2 - (X^3 - 3X + b) */
        HF_P256_MUL(HF_P256_X, HF_P256_X, HF_P256_Z),
        HF_P256_MUL(HF_P256_Y, HF_P256_Y, HF_P256_Z),
        HF_P256_MUL(HF_P256_S, HF_P256_Y, HF_P256_Y),
        HF_P256_SUB(HF_P256_S, HF_P256_S, HF_P256_T),
        HF_P256_MUL(HF_P256_T, HF_P256_X, HF_P256_X),
        HF_P256_MUL(HF_P256_T, HF_P256_T, HF_P256_X),
        HF_P256_SUB(HF_P256_S, HF_P256_S, HF_P256_T),
        HF_P256_ADD(HF_P256_S, HF_P256_S, HF_P256_X),
        HF_P256_ADD(HF_P256_S, HF_P256_S, HF_P256_X),
        HF_P256_ADD(HF_P256_S, HF_P256_S, HF_P256_X),
        0,
    };
    uint32_t flaw;

    load(slots[HF_P256_X], key);
    load(slots[HF_P256_Y], key + 32);
    flaw = ~hf_p256_below(slots[HF_P256_X], hf_p256_prime) |
           ~hf_p256_below(slots[HF_P256_Y], hf_p256_prime);
    memcpy(slots[HF_P256_Z], into_montgomery, sizeof into_montgomery);
    memcpy(slots[HF_P256_T], coefficient_b, sizeof coefficient_b);
    hf_p256_run(slots, steps);
    memcpy(slots[HF_P256_Z], hf_p256_one, sizeof hf_p256_one);
    hf_p256_settle(slots[HF_P256_S]);
    return flaw | hf_p256_any_bit(slots[HF_P256_S]);
}

/* Adds digit * generator (`multiples` is NULL), or digit * the point whose multiples these are. */
static void add_digit(uint32_t slots[HF_P256_SLOTS][8], const struct hf_p256_point *multiples,
                      int digit)
{
    int index = (digit < 0 ? -digit : digit) / 2;

    if (multiples != NULL) {
        memcpy(slots[HF_P256_TERM_X], &multiples[index], sizeof multiples[index]);
    } else {
        memcpy(slots[HF_P256_TERM_X], hf_p256_generator[index], sizeof hf_p256_generator[index]);
        memcpy(slots[HF_P256_TERM_Z], hf_p256_one, sizeof hf_p256_one);
    }
    if (digit < 0) {
        hf_p256_sub(slots[HF_P256_TERM_Y], hf_p256_prime, slots[HF_P256_TERM_Y], hf_p256_prime);
    }
    hf_p256_add_term(slots, multiples != NULL);
}

/* sum = rows[FIRST] * generator + rows[SECOND] * sum */
static void add_products(uint32_t slots[HF_P256_SLOTS][8], uint32_t rows[HF_P256_ROWS][8])
{
    struct hf_p256_point multiples[HF_P256_ODD_MULTIPLES];
    struct hf_p256_digits digits[2];

    hf_p256_multiples(multiples, slots);
    hf_p256_digits_start(&digits[0], rows[HF_P256_FIRST]);
    hf_p256_digits_start(&digits[1], rows[HF_P256_SECOND]);
    memset(slots[HF_P256_Z], 0, sizeof slots[HF_P256_Z]);
    for (int at = 256; at >= 0; at--) {
        hf_p256_double(slots);
        for (int i = 0; i < 2; i++) {
            if (digits[i].at == at) {
                add_digit(slots, i == 0 ? NULL : multiples, digits[i].digit);
                hf_p256_digits_next(&digits[i]);
            }
        }
    }
}

/* left = number * Z^2, right = X, both below p and both with Montgomery's factor. */
static void compute_sides(struct hf_p256_sides *sides, uint32_t slots[HF_P256_SLOTS][8],
                          const uint32_t number[8])
{
    hf_p256_mul(sides->left, number, into_montgomery);
    hf_p256_mul(slots[HF_P256_S], slots[HF_P256_Z], slots[HF_P256_Z]);
    hf_p256_mul(sides->left, sides->left, slots[HF_P256_S]);
    memcpy(sides->right, slots[HF_P256_X], sizeof sides->right);
    hf_p256_settle(sides->left);
    hf_p256_settle(sides->right);
}

/* The choice between r and r + n decides nothing: each makes a true equation for a good signature,
 * and for a bad one neither does. */
static void fill_sides(struct hf_p256_sides *sides, uint32_t slots[HF_P256_SLOTS][8],
                       const uint32_t r[8])
{
    uint32_t other[8];

    compute_sides(sides, slots, r);
    hf_p256_sub(other, hf_p256_prime, hf_p256_order, hf_p256_prime);
    if (hf_p256_below(r, other) && memcmp(sides->left, sides->right, sizeof sides->left) != 0) {
        hf_p256_add(other, r, hf_p256_order, hf_p256_prime); /* below p, as r is below p - n */
        compute_sides(sides, slots, other);
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
    flaw |= ~hf_p256_below(u[HF_P256_DIVISOR], hf_p256_order) |
            mask_zero(hf_p256_any_bit(u[HF_P256_DIVISOR]));
    hf_p256_divide(u);
    add_products(slots, u);
    fill_sides(sides, slots, r);
    flaw = ~mask_zero(flaw) | mask_zero(hf_p256_any_bit(sides->left));
    for (int i = 0; i < 8; i++) {
        sides->left[i] &= ~flaw;
        sides->right[i] |= flaw;
    }
}
