/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * Digits from the top: with k the scalar, 2k - k written bit by bit has the digits k[i-1] - k[i],
 * which are 0 between equal bits (Okeya and others, "Signed binary representations revisited",
 * 2004). A window of four of them is an odd number up to 7 times a power of two; between windows,
 * zeros are skipped. So one digit in five bits, and no list to store. */
#include "hw/crypto/p256/scalar.h"
#include "hw/crypto/p256/field.h"

#include <string.h>

#define WINDOW 4

const uint32_t hf_p256_order[8] = {
    0xfc632551, 0xf3b9cac2, 0xa7179e84, 0xbce6faad, 0xffffffff, 0xffffffff, 0, 0xffffffff,
};

uint32_t hf_p256_below(const uint32_t a[8], const uint32_t b[8])
{
    uint64_t borrow = 0;

    for (int i = 0; i < 8; i++) {
        borrow = (uint64_t)a[i] - b[i] - (borrow >> 63);
    }
    return (uint32_t)(borrow >> 32);
}

uint32_t hf_p256_any_bit(const uint32_t a[8])
{
    uint32_t any = 0;

    for (int i = 0; i < 8; i++) {
        any |= a[i];
    }
    return any;
}

/* Euclid's binary algorithm on two divisors. With each go two numbers, which are the divisor times
 * the wanted quotients modulo n. The second divisor is always odd, and at last it is one. */
void hf_p256_divide(uint32_t rows[HF_P256_ROWS][8])
{
    uint32_t other[HF_P256_ROWS][8] = {{0}}; /* n times anything is zero */
    uint32_t(*first)[8] = rows;
    uint32_t(*second)[8] = other;

    memcpy(other[HF_P256_DIVISOR], hf_p256_order, sizeof other[HF_P256_DIVISOR]);
    while (hf_p256_any_bit(first[HF_P256_DIVISOR]) != 0) {
        int odd = first[HF_P256_DIVISOR][0] & 1;

        if (odd && hf_p256_below(first[HF_P256_DIVISOR], second[HF_P256_DIVISOR])) {
            uint32_t(*swap)[8] = first;

            first = second;
            second = swap;
        }
        for (int i = 0; i < HF_P256_ROWS; i++) {
            if (odd) {
                hf_p256_sub(first[i], first[i], second[i], hf_p256_order);
            }
            hf_p256_half(first[i], first[i], second[i], hf_p256_order);
        }
    }
    if (second != rows) {
        memcpy(rows, second, sizeof other);
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
    memset(digits, 0, sizeof *digits);
    memcpy(&digits->bits[1], scalar, 8 * sizeof *scalar);
    digits->next = 256;
}

int hf_p256_digit_at(struct hf_p256_digits *digits, int at)
{
    int bits = window(digits, at);

    if (at <= digits->next && ((bits ^ (bits << 1)) >> WINDOW & 1)) {
        int digit = (bits & ((1 << WINDOW) - 1)) - (bits >> 1);

        digits->next = at - WINDOW;
        digits->at = at - WINDOW + 1;
        while ((digit & 1) == 0) {
            digit /= 2;
            digits->at++;
        }
        digits->digit = digit;
    }
    return at == digits->at ? digits->digit : 0;
}
