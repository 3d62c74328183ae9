/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * hw/crypto/p256/scalar.h - numbers modulo the group's order n, and their signed digits. */
#ifndef HF_HW_CRYPTO_P256_SCALAR_H
#define HF_HW_CRYPTO_P256_SCALAR_H

#include <stdint.h>

/* out = a * b / 2^256 modulo n, below n; b must be below n, a may be any eight words. */
void hf_p256_scalar_mul(uint32_t out[8], const uint32_t a[8], const uint32_t b[8]);

/* A scalar as a sum of digit * 2^at with few odd digits between -15 and 15, the highest first. */
struct hf_p256_digits {
    uint32_t bits[10]; /* the scalar between two words of zeros */
    int next;          /* the bit to look at next */
    int at;            /* where the current digit stands; -1 when there is none left */
    int digit;
};

void hf_p256_digits_start(struct hf_p256_digits *digits, const uint32_t scalar[8]);
void hf_p256_digits_next(struct hf_p256_digits *digits);

#endif
