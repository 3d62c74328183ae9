/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * The group law. Every exceptional case of the addition is taken care of here, so that the caller
 * may add any two points. */
#include "hw/crypto/p256/point.h"
#include "hw/crypto/p256/field.h"
#include "hw/crypto/p256/invert.h"

#include <string.h>

const uint32_t hf_p256_one[8] = {
    1, 0, 0, 0xffffffff, 0xffffffff, 0xffffffff, 0xfffffffe, 0,
};

int hf_p256_is_zero(const uint32_t a[8])
{
    uint32_t zero = 0;
    uint32_t prime = 0;

    for (int i = 0; i < 8; i++) {
        zero |= a[i];
        prime |= a[i] ^ hf_p256_prime.word[i];
    }
    return zero == 0 || prime == 0;
}

/* With h = 3/2 (X - Z^2)(X + Z^2) and b = X Y^2: X' = h^2 - 2b, Y' = h (b - X') - Y^4, Z' = Y Z.
 * 4 multiplications, 4 squares. Infinity stays infinity; no point of order 2 exists. */
void hf_p256_double(struct hf_p256_point *point)
{
    uint32_t h[8];
    uint32_t b[8];

    hf_p256_sqr(h, point->z);
    hf_p256_mul(point->z, point->z, point->y);
    hf_p256_add(b, point->x, h);
    hf_p256_sub(h, point->x, h);
    hf_p256_mul(h, h, b);
    hf_p256_half(b, h);
    hf_p256_add(h, h, b);
    hf_p256_sqr(point->y, point->y);
    hf_p256_mul(b, point->x, point->y);
    hf_p256_sqr(point->y, point->y);
    hf_p256_sqr(point->x, h);
    hf_p256_sub(point->x, point->x, b);
    hf_p256_sub(point->x, point->x, b);
    hf_p256_sub(b, b, point->x);
    hf_p256_mul(h, h, b);
    hf_p256_sub(point->y, h, point->y);
}

/* With h = x Z^2 - X, r = y Z^3 - Y and v = X h^2: X' = r^2 - h^3 - 2v, Y' = r (v - X') - Y h^3,
 * Z' = Z h. 8 multiplications, 3 squares. h = 0: the points are equal (r = 0) or opposite. */
void hf_p256_add_affine(struct hf_p256_point *point, const struct hf_p256_affine *other,
                        uint32_t ratio[8])
{
    uint32_t r[8];
    uint32_t v[8];
    uint32_t s[8];
    uint32_t *h = ratio;

    if (hf_p256_is_zero(point->z)) {
        memcpy(point, other, sizeof *other);
        memcpy(point->z, hf_p256_one, sizeof point->z);
        return;
    }
    hf_p256_sqr(v, point->z);
    hf_p256_mul(h, v, other->x);
    hf_p256_mul(v, v, point->z);
    hf_p256_mul(r, v, other->y);
    hf_p256_sub(h, h, point->x);
    hf_p256_sub(r, r, point->y);
    if (hf_p256_is_zero(h)) {
        if (hf_p256_is_zero(r)) {
            hf_p256_double(point);
        } else {
            memset(point->z, 0, sizeof point->z);
        }
        return;
    }
    hf_p256_mul(point->z, point->z, h);
    hf_p256_sqr(v, h);
    hf_p256_mul(point->x, point->x, v);
    hf_p256_mul(v, v, h);
    hf_p256_mul(point->y, point->y, v);
    hf_p256_sqr(s, r);
    hf_p256_sub(s, s, v);
    hf_p256_sub(s, s, point->x);
    hf_p256_sub(s, s, point->x);
    hf_p256_sub(v, point->x, s);
    memcpy(point->x, s, sizeof point->x);
    hf_p256_mul(v, v, r);
    hf_p256_sub(point->y, v, point->y);
}

/* Along the way 2 * point is taken as an ordinary point: on the curve scaled by its Z, where the
 * same addition formulas hold, since they do not use the curve's coefficients. Each entry's Z is
 * the last one's times the ratio; one inversion at the end leads back through the ratios. */
void hf_p256_multiples(struct hf_p256_affine table[HF_P256_ODD_MULTIPLES],
                       const struct hf_p256_affine *point)
{
    uint32_t ratio[HF_P256_ODD_MULTIPLES][8];
    struct hf_p256_point sum;
    struct hf_p256_affine twice;
    uint32_t scale[8];
    uint32_t power[8];

    memcpy(&sum, point, sizeof *point);
    memcpy(sum.z, hf_p256_one, sizeof sum.z);
    hf_p256_double(&sum);
    memcpy(&twice, &sum, sizeof twice);
    memcpy(scale, sum.z, sizeof scale);
    hf_p256_sqr(power, scale);
    hf_p256_mul(sum.x, point->x, power);
    hf_p256_mul(power, power, scale);
    hf_p256_mul(sum.y, point->y, power);
    memcpy(sum.z, hf_p256_one, sizeof sum.z);
    for (int i = 0; i < HF_P256_ODD_MULTIPLES; i++) {
        memcpy(&table[i], &sum, sizeof table[i]);
        if (i + 1 < HF_P256_ODD_MULTIPLES) {
            hf_p256_add_affine(&sum, &twice, ratio[i]);
        }
    }
    hf_p256_mul(scale, scale, sum.z);
    hf_p256_invert(scale, scale, &hf_p256_prime);
    for (int i = HF_P256_ODD_MULTIPLES - 1; i >= 0; i--) {
        hf_p256_sqr(power, scale);
        hf_p256_mul(table[i].x, table[i].x, power);
        hf_p256_mul(power, power, scale);
        hf_p256_mul(table[i].y, table[i].y, power);
        if (i > 0) {
            hf_p256_mul(scale, scale, ratio[i - 1]);
        }
    }
}
