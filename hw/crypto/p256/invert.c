/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * Division steps (D. J. Bernstein and B.-Y. Yang, "Fast constant-time gcd computation and modular
 * inversion", 2019), thirty at a time on the lowest words, then applied to the whole numbers as one
 * 2 x 2 matrix. Numbers are nine signed limbs of 30 bits; all limbs but the last are 0 .. 2^30 - 1.
 */
#include "hw/crypto/p256/invert.h"

#define LIMBS     9
#define LIMB_MASK 0x3fffffff

/* Their theorem 11.2: numbers below 2^256 need at most (49 * 256 + 57) / 17 = 741 steps. */
#define MOST_BATCHES 25

const struct hf_p256_modulus hf_p256_prime = {
    .word = {0xffffffff, 0xffffffff, 0xffffffff, 0, 0, 0, 1, 0xffffffff},
    .scale = {3, 0, 0xffffffff, 0xfffffffb, 0xfffffffe, 0xffffffff, 0xfffffffd, 4},
    .inverse = 0xffffffff,
};

const struct hf_p256_modulus hf_p256_order = {
    .word = {0xfc632551, 0xf3b9cac2, 0xa7179e84, 0xbce6faad, 0xffffffff, 0xffffffff, 0, 0xffffffff},
    .scale = {0x039cdaaf, 0x0c46353d, 0x58e8617b, 0x43190552, 0, 0, 0xffffffff, 0},
    .inverse = 0x11ff43b1,
};

/* 2^30 times what thirty steps do: f' = u f + v g, g' = q f + r g. |u| + |v| and |q| + |r| are at
 * most 2^30. */
struct matrix {
    int32_t u, v, q, r;
};

static void split(int32_t limbs[LIMBS], const uint32_t words[8])
{
    uint64_t bits = 0;
    int have = 0;

    for (int i = 0, next = 0; i < LIMBS; i++) {
        if (have < 30 && next < 8) {
            bits |= (uint64_t)words[next++] << have;
            have += 32;
        }
        limbs[i] = (int32_t)(bits & LIMB_MASK);
        bits >>= 30;
        have -= 30;
    }
}

static void join(uint32_t words[8], const int32_t limbs[LIMBS])
{
    uint64_t bits = 0;
    int have = 0;

    for (int i = 0, next = 0; next < 8; i++) {
        bits |= (uint64_t)(uint32_t)limbs[i] << have;
        have += 30;
        if (have >= 32) {
            words[next++] = (uint32_t)bits;
            bits >>= 32;
            have -= 32;
        }
    }
}

/* Thirty steps of: if g is odd and delta > 0, (delta, f, g) = (1 - delta, g, (g - f) / 2); else
 * (1 + delta, f, (g + (g mod 2) f) / 2). They look only at the lowest bits of f and g. */
static int32_t thirty_steps(int32_t delta, uint32_t f, uint32_t g, struct matrix *matrix)
{
    uint32_t u = 1, v = 0, q = 0, r = 1; /* modulo 2^32, so that wrapping is defined */

    for (int i = 0; i < 30; i++) {
        if (g & 1) {
            if (delta > 0) {
                uint32_t old_f = f, old_u = u, old_v = v;

                delta = -delta;
                f = g, u = q, v = r;
                g = -old_f, q = -old_u, r = -old_v;
            }
            g += f, q += u, r += v;
        }
        delta++;
        g >>= 1;
        u <<= 1, v <<= 1;
    }
    *matrix = (struct matrix){(int32_t)u, (int32_t)v, (int32_t)q, (int32_t)r};
    return delta;
}

/* (a, b) = matrix * (a, b) / 2^30; where that does not divide, a multiple of the modulus below 2^30
 * times it is added first. So each call makes the bound on |a| and |b| at most one modulus larger.
 * For f and g it always divides, and the multiple is zero. */
static void apply(const struct matrix *matrix, int32_t a[LIMBS], int32_t b[LIMBS],
                  const int32_t modulus[LIMBS], uint32_t inverse)
{
    int64_t sum_a = 0, sum_b = 0;
    int32_t fix_a = 0, fix_b = 0;

    for (int i = 0; i < LIMBS; i++) {
        int32_t limb_a = a[i], limb_b = b[i];

        sum_a += (int64_t)matrix->u * limb_a + (int64_t)matrix->v * limb_b;
        sum_b += (int64_t)matrix->q * limb_a + (int64_t)matrix->r * limb_b;
        if (i == 0) {
            fix_a = (int32_t)(-((uint32_t)sum_a * inverse) & LIMB_MASK);
            fix_b = (int32_t)(-((uint32_t)sum_b * inverse) & LIMB_MASK);
        }
        sum_a += (int64_t)fix_a * modulus[i];
        sum_b += (int64_t)fix_b * modulus[i];
        if (i > 0) {
            a[i - 1] = (int32_t)sum_a & LIMB_MASK;
            b[i - 1] = (int32_t)sum_b & LIMB_MASK;
        }
        sum_a >>= 30;
        sum_b >>= 30;
    }
    a[LIMBS - 1] = (int32_t)sum_a;
    b[LIMBS - 1] = (int32_t)sum_b;
}

/* a = sign * a + times * modulus */
static void combine(int32_t a[LIMBS], int32_t sign, int32_t times, const int32_t modulus[LIMBS])
{
    int64_t sum = 0;

    for (int i = 0; i < LIMBS; i++) {
        sum += (int64_t)sign * a[i] + (int64_t)times * modulus[i];
        a[i] = i + 1 < LIMBS ? (int32_t)sum & LIMB_MASK : (int32_t)sum;
        sum >>= 30;
    }
}

static int is_zero(const int32_t a[LIMBS])
{
    int32_t any = 0;

    for (int i = 0; i < LIMBS; i++) {
        any |= a[i];
    }
    return any == 0;
}

void hf_p256_invert(uint32_t out[8], const uint32_t value[8], const struct hf_p256_modulus *modulus)
{
    int32_t m[LIMBS], f[LIMBS], g[LIMBS], d[LIMBS] = {0}, e[LIMBS];
    int32_t delta = 1;

    split(m, modulus->word);
    split(f, modulus->word);
    split(g, value);
    split(e, modulus->scale);
    /* d * value = f * scale and e * value = g * scale, modulo m, hold all the way */
    for (int i = 0; i < MOST_BATCHES && !is_zero(g); i++) {
        struct matrix matrix;

        delta = thirty_steps(delta, (uint32_t)f[0], (uint32_t)g[0], &matrix);
        apply(&matrix, f, g, m, 0);
        apply(&matrix, d, e, m, modulus->inverse);
    }
    combine(d, f[LIMBS - 1] < 0 ? -1 : 1, 0, m); /* f is 1 or -1 */
    for (int i = 0; i <= MOST_BATCHES && d[LIMBS - 1] >= 0; i++) {
        combine(d, 1, -1, m);
    }
    for (int i = 0; i <= MOST_BATCHES && d[LIMBS - 1] < 0; i++) {
        combine(d, 1, 1, m);
    }
    join(out, d);
}
