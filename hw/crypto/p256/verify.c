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
#include "hw/crypto/p256/invert.h"
#include "hw/crypto/p256/point.h"
#include "hw/crypto/p256/scalar.h"

#include <string.h>

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

/* out = a - b; returns all ones when a < b, else 0. */
static uint32_t subtract(uint32_t out[8], const uint32_t a[8], const uint32_t b[8])
{
    int64_t borrow = 0;

    for (int i = 0; i < 8; i++) {
        borrow += (int64_t)a[i] - (int64_t)b[i];
        out[i] = (uint32_t)borrow;
        borrow >>= 32;
    }
    return (uint32_t)borrow;
}

/* Returns 0 when a < limit, else all ones. */
static uint32_t flaw_above(const uint32_t a[8], const uint32_t limit[8])
{
    uint32_t ignored[8];

    return ~subtract(ignored, a, limit);
}

/* All ones when `any` is 0, else 0. */
static uint32_t mask_zero(uint32_t any)
{
    return ((any | -any) >> 31) - 1;
}

static uint32_t any_bit(const uint32_t a[8])
{
    uint32_t any = 0;

    for (int i = 0; i < 8; i++) {
        any |= a[i];
    }
    return any;
}

/* a below p; it was below 2^256, which is less than 2p. */
static void settle(uint32_t a[8])
{
    uint32_t less[8];

    if (subtract(less, a, hf_p256_prime.word) == 0) {
        memcpy(a, less, sizeof less);
    }
}

/* Reads the key into Montgomery's form. Returns 0 when it is a point of the curve. */
static uint32_t load_point(struct hf_p256_affine *point, const uint8_t key[64])
{
    uint32_t flaw;
    uint32_t left[8];
    uint32_t right[8];

    load(point->x, key);
    load(point->y, key + 32);
    flaw = flaw_above(point->x, hf_p256_prime.word) | flaw_above(point->y, hf_p256_prime.word);
    hf_p256_mul(point->x, point->x, hf_p256_prime.scale);
    hf_p256_mul(point->y, point->y, hf_p256_prime.scale);
    hf_p256_sqr(left, point->y);
    hf_p256_sqr(right, point->x);
    for (int i = 0; i < 3; i++) {
        hf_p256_sub(right, right, hf_p256_one);
    }
    hf_p256_mul(right, right, point->x);
    hf_p256_add(right, right, coefficient_b);
    hf_p256_sub(left, left, right);
    settle(left);
    return flaw | any_bit(left);
}

static void add_digit(struct hf_p256_point *sum, const struct hf_p256_affine *multiples, int digit)
{
    struct hf_p256_affine term = multiples[(digit < 0 ? -digit : digit) / 2];
    uint32_t ratio[8];

    if (digit < 0) {
        hf_p256_sub(term.y, hf_p256_prime.word, term.y);
    }
    hf_p256_add_affine(sum, &term, ratio);
}

/* sum = u1 * generator + u2 * point */
static void add_products(struct hf_p256_point *sum, const uint32_t u1[8], const uint32_t u2[8],
                         const struct hf_p256_affine *point)
{
    struct hf_p256_affine multiples[HF_P256_ODD_MULTIPLES];
    struct hf_p256_digits first;
    struct hf_p256_digits second;

    hf_p256_multiples(multiples, point);
    hf_p256_digits_start(&first, u1);
    hf_p256_digits_start(&second, u2);
    memset(sum, 0, sizeof *sum);
    for (int at = 256; at >= 0; at--) {
        hf_p256_double(sum);
        if (first.at == at) {
            add_digit(sum, hf_p256_generator, first.digit);
            hf_p256_digits_next(&first);
        }
        if (second.at == at) {
            add_digit(sum, multiples, second.digit);
            hf_p256_digits_next(&second);
        }
    }
}

/* The choice between r and r + n decides nothing: each makes a true equation for a good signature,
 * and for a bad one neither does. */
static void fill_sides(struct hf_p256_sides *sides, const uint32_t r[8],
                       const struct hf_p256_point *point)
{
    static const uint32_t plain_one[8] = {1};
    uint32_t square[8];
    uint32_t other[8];

    hf_p256_mul(sides->right, point->x, plain_one);
    settle(sides->right);
    hf_p256_sqr(square, point->z);
    hf_p256_mul(sides->left, square, r);
    settle(sides->left);
    (void)subtract(other, hf_p256_prime.word, hf_p256_order.word);
    if (flaw_above(r, other) == 0 && memcmp(sides->left, sides->right, sizeof sides->left) != 0) {
        hf_p256_add(other, r, hf_p256_order.word); /* below p, as r is below p - n */
        hf_p256_mul(sides->left, square, other);
        settle(sides->left);
    }
}

/* INVARIANT: equal sides come only from a good signature. Infinity (Z = 0), or a fault that clears
 * numbers, makes the left side zero, which no good signature has: then, as after a malformed input,
 * the sides are set apart by arithmetic, not by a branch that could be skipped. */
void hf_p256_verify(const uint8_t key[64], const uint8_t hash[32], const uint8_t signature[64],
                    struct hf_p256_sides *sides)
{
    struct hf_p256_affine point;
    struct hf_p256_point sum;
    uint32_t r[8], s[8], e[8];
    uint32_t flaw;

    memset(sides->left, 0, sizeof sides->left);
    memset(sides->right, 0xff, sizeof sides->right);
    load(r, signature);
    load(s, signature + 32);
    load(e, hash);
    flaw = load_point(&point, key);
    flaw |= flaw_above(r, hf_p256_order.word) | mask_zero(any_bit(r));
    flaw |= flaw_above(s, hf_p256_order.word) | mask_zero(any_bit(s));
    hf_p256_invert(s, s, &hf_p256_order);
    hf_p256_scalar_mul(e, e, s);
    hf_p256_scalar_mul(s, r, s);
    add_products(&sum, e, s, &point);
    fill_sides(sides, r, &sum);
    flaw = ~mask_zero(flaw) | mask_zero(any_bit(sides->left));
    for (int i = 0; i < 8; i++) {
        sides->left[i] &= ~flaw;
        sides->right[i] |= flaw;
    }
}
