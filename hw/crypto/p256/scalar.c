/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * Digits from the top: with k the scalar, 2k - k written bit by bit has the digits k[i-1] - k[i],
 * which are 0 between equal bits (Okeya and others, "Signed binary representations revisited",
 * 2004). A window of five of them is an odd number up to 15 times a power of two; between windows,
 * zeros are skipped. So one digit in six bits, and no list to store. */
#include "hw/crypto/p256/scalar.h"
#include "hw/crypto/p256/invert.h"

#include <string.h>

#define WINDOW 5

void hf_p256_scalar_mul(uint32_t out[8], const uint32_t a[8], const uint32_t b[8])
{
    const uint32_t *n = hf_p256_order.word;
    uint32_t sum[9] = {0};
    uint64_t borrow = 0;

    for (int i = 0; i < 8; i++) {
        uint64_t product = 0, clear = 0;
        uint32_t m = (sum[0] + a[i] * b[0]) * -hf_p256_order.inverse;

        for (int j = 0; j < 8; j++) {
            product += (uint64_t)a[i] * b[j] + sum[j];
            clear += (uint64_t)m * n[j] + (uint32_t)product;
            if (j > 0) {
                sum[j - 1] = (uint32_t)clear;
            }
            product >>= 32;
            clear >>= 32;
        }
        product += clear + sum[8];
        sum[7] = (uint32_t)product;
        sum[8] = (uint32_t)(product >> 32);
    }
    for (int i = 0; i < 8; i++) { /* sum is below 2n */
        borrow = (uint64_t)sum[i] - n[i] - borrow;
        out[i] = (uint32_t)borrow;
        borrow = (borrow >> 32) & 1;
    }
    if (sum[8] < borrow) {
        memcpy(out, sum, 8 * sizeof *out);
    }
}

/* Bits at .. at - WINDOW of the scalar, as one number; zeros beyond both ends. */
static int window(const struct hf_p256_digits *digits, int at)
{
    int low = at - WINDOW + 32;
    const uint32_t *word = &digits->bits[low >> 5];
    uint64_t both = ((uint64_t)word[1] << 32) | word[0];

    return (int)(both >> (low & 31)) & ((2 << WINDOW) - 1);
}

void hf_p256_digits_start(struct hf_p256_digits *digits, const uint32_t scalar[8])
{
    digits->bits[0] = 0;
    digits->bits[9] = 0;
    memcpy(&digits->bits[1], scalar, 8 * sizeof *scalar);
    digits->next = 256;
    hf_p256_digits_next(digits);
}

void hf_p256_digits_next(struct hf_p256_digits *digits)
{
    digits->at = -1;
    for (; digits->next >= 0; digits->next--) {
        int bits = window(digits, digits->next);
        int digit = (bits & ((1 << WINDOW) - 1)) - (bits >> 1);

        if (((bits >> WINDOW) ^ (bits >> (WINDOW - 1))) & 1) {
            digits->at = digits->next - WINDOW + 1;
            digits->next -= WINDOW;
            while ((digit & 1) == 0) {
                digit /= 2;
                digits->at++;
            }
            digits->digit = digit;
            return;
        }
    }
}
