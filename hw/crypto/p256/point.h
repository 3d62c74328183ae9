/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * hw/crypto/p256/point.h - points of y^2 = x^3 - 3x + b, coordinates as field.h has them. */
#ifndef HF_HW_CRYPTO_P256_POINT_H
#define HF_HW_CRYPTO_P256_POINT_H

#include <stdint.h>

/* An ordinary point. */
struct hf_p256_affine {
    uint32_t x[8];
    uint32_t y[8];
};

/* Jacobian coordinates: x = X / Z^2, y = Y / Z^3. Infinity is Z = 0, written as eight zero words.
 */
struct hf_p256_point {
    uint32_t x[8];
    uint32_t y[8];
    uint32_t z[8];
};

#define HF_P256_ODD_MULTIPLES 8 /* 1, 3, 5 .. 15: what a window of five signed digits needs */

/* The odd multiples of the curve's generator. */
extern const struct hf_p256_affine hf_p256_generator[HF_P256_ODD_MULTIPLES];

/* One in Montgomery's form: 2^256 mod p. */
extern const uint32_t hf_p256_one[8];

void hf_p256_double(struct hf_p256_point *point);

/* point += other, whatever the two are (equal, opposite, infinity). `ratio` receives new Z / old Z
 * when the result and `point` are both finite and the two differ. */
void hf_p256_add_affine(struct hf_p256_point *point, const struct hf_p256_affine *other,
                        uint32_t ratio[8]);

/* table[i] = (2i + 1) * point, for a point of order n. */
void hf_p256_multiples(struct hf_p256_affine table[HF_P256_ODD_MULTIPLES],
                       const struct hf_p256_affine *point);

/* Words equal modulo p to zero: 0 or p. */
int hf_p256_is_zero(const uint32_t a[8]);

#endif
