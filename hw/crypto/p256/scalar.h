/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * hw/crypto/p256/scalar.h - numbers modulo the group's order n, and their signed digits. */
#ifndef HF_HW_CRYPTO_P256_SCALAR_H
#define HF_HW_CRYPTO_P256_SCALAR_H

#include <stdint.h>

/* n */
extern const uint32_t hf_p256_order[8];

/* All ones when a < b, else 0. */
uint32_t hf_p256_below(const uint32_t a[8], const uint32_t b[8]);

/* All bits of a in one word: 0 when a is 0. */
uint32_t hf_p256_any_bit(const uint32_t a[8]);

/* A divisor, and two numbers that are divided by it. */
enum { HF_P256_DIVISOR, HF_P256_FIRST, HF_P256_SECOND, HF_P256_ROWS };

/* rows[FIRST] and rows[SECOND] /= rows[DIVISOR], modulo n; the results are below 2^256, not always
 * below n. All may be any eight words; a divisor of zero, or of n, gives zeros. */
void hf_p256_divide(uint32_t rows[HF_P256_ROWS][8]);

/* A scalar as a sum of digit * 2^at with few odd digits between -7 and 7. */
struct hf_p256_digits {
    uint32_t bits[10]; /* the scalar between two words of zeros */
    int next;          /* the next bit that no window has covered yet */
    int at;            /* where the digit of the last window stands */
    int digit;
};

void hf_p256_digits_start(struct hf_p256_digits *digits, const uint32_t scalar[8]);

/* The digit that stands at `at`, or 0. To be asked for 256, 255 .. 0, each once. */
int hf_p256_digit_at(struct hf_p256_digits *digits, int at);

#endif
