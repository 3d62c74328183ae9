/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * hw/crypto/p256/point.h - points of y^2 = x^3 - 3x + b in Jacobian coordinates: x = X / Z^2,
 * y = Y / Z^3; infinity is Z = 0, written as eight zero words.
 * The formulas are short lists of steps on a row of field elements ("slots"), which one loop
 * carries out: a step takes two bytes, a call in C takes twelve. */
#ifndef HF_HW_CRYPTO_P256_POINT_H
#define HF_HW_CRYPTO_P256_POINT_H

#include <stdint.h>

/* The slots. Those of a point stand in a row, so that a point is copied whole. */
enum {
    HF_P256_X, /* the sum so far */
    HF_P256_Y,
    HF_P256_Z,
    HF_P256_TERM_X, /* what is added to it */
    HF_P256_TERM_Y,
    HF_P256_TERM_Z,
    HF_P256_H, /* for the formulas */
    HF_P256_R,
    HF_P256_S,
    HF_P256_T,
    HF_P256_SLOTS
};

/* Steps, the result first. A list ends with 0. */
#define HF_P256_STEP(operation, out, a, b) ((operation) << 12 | (out) << 8 | (a) << 4 | (b))
#define HF_P256_ADD(out, a, b)             HF_P256_STEP(1, out, a, b)
#define HF_P256_SUB(out, a, b)             HF_P256_STEP(2, out, a, b)
#define HF_P256_MUL(out, a, b)             HF_P256_STEP(3, out, a, b)
#define HF_P256_HALF(out, a)               HF_P256_STEP(4, out, a, 0)

void hf_p256_run(uint32_t slots[][8], const uint16_t *steps);

/* A point with its Z, as three slots in a row. */
struct hf_p256_point {
    uint32_t x[8];
    uint32_t y[8];
    uint32_t z[8];
};

#define HF_P256_ODD_MULTIPLES 4 /* 1, 3, 5, 7: what a window of four signed digits needs */

extern const uint32_t hf_p256_prime[8];

/* sum = 2 * sum */
void hf_p256_double(uint32_t slots[HF_P256_SLOTS][8]);

/* sum += term, whatever the two are (equal, opposite; the sum may be infinity, the term may not).
 */
void hf_p256_add_term(uint32_t slots[HF_P256_SLOTS][8]);

/* table[i] = (2i + 1) * point, for a point of order n; changes all slots. */
void hf_p256_multiples(struct hf_p256_point table[HF_P256_ODD_MULTIPLES],
                       const struct hf_p256_point *point, uint32_t slots[HF_P256_SLOTS][8]);

/* Makes a, which is below 2^256 and so below 2p, smaller than p. */
void hf_p256_settle(uint32_t a[8]);

#endif
