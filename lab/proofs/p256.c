/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * P-256: the portable field's sums against integers of the checker, the comparison, the digits, and
 * the frame of a verification with a field that gives anything. */
#include "hw/crypto/p256/field_portable.c"
#include "hw/crypto/p256/scalar.c"
#include "lab/proofs/proof.h"

/* 320 bits: room for every sum here. */
typedef unsigned __CPROVER_bitvector[320] wide;

static wide value_of(const uint32_t words[8])
{
    wide value = 0;

    for (int i = 7; i >= 0; i--) {
        value = (value << 32) | words[i];
    }
    return value;
}

static void any_number(uint32_t words[8])
{
    for (int i = 0; i < 8; i++) {
        words[i] = any_u32();
    }
}

/* @proof p256_below
 * All pairs of 256-bit numbers: all ones when the first is smaller, else zero; and any_bit is zero
 * for zero alone.
 * @quick
 * @options --unwind 9
 * @plant hw/crypto/p256/scalar.c when_smaller s/\(borrow >> 63\)/(borrow >> 62)/;s/i < 8; i\+\+\) \{$/i < 7; i++) {/
 */
void proof_p256_below(void)
{
    uint32_t a[8];
    uint32_t b[8];

    any_number(a);
    any_number(b);
    PROVE(hf_p256_below(a, b) == (value_of(a) < value_of(b) ? 0xffffffffu : 0u),
          "all ones when smaller");
    PROVE((hf_p256_any_bit(a) == 0) == (value_of(a) == 0), "zero for zero alone");
}

/* @proof p256_combine
 * All pairs of 256-bit numbers: sum and difference with their carry are exact.
 * @options --unwind 9
 * @plant hw/crypto/p256/field_portable.c exact s/carry >>= 32;/carry = (uint64_t)carry >> 32;/
 */
void proof_p256_combine(void)
{
    uint32_t a[8];
    uint32_t b[8];
    uint32_t out[8];

    any_number(a);
    any_number(b);
    int64_t const above = combine(out, a, b, 1);

    PROVE((above == 0 || above == 1) &&
              value_of(out) + ((wide)above << 256) == value_of(a) + value_of(b),
          "the sum is exact");
    int64_t const below = combine(out, a, b, -1);

    PROVE((below == 0 || below == -1) &&
              value_of(out) + value_of(b) == value_of(a) + ((wide)(below == -1) << 256),
          "the difference is exact");
}

/* @proof p256_fold
 * All 256-bit numbers with any carry that a sum, a difference or a reduction leaves: the result is
 * below 2^256 and differs from number and carry by 0, 1 or 2 times the prime.
 * @options --unwind 9
 * @plant hw/crypto/p256/field_portable.c times_the_prime s/^    while \(carry > 0\)/    if (carry > 0)/
 * @plant hw/crypto/p256/field_portable.c times_the_prime s/^    while \(carry < 0\)/    if (carry < 0)/
 */
void proof_p256_fold(void)
{
    uint32_t out[8];
    int64_t const carry = any_int();

    any_number(out);
    ASSUME(carry >= -1 && carry <= 1);
    wide const before = value_of(out) + (carry == 1 ? (wide)1 << 256 : 0);
    wide const lent = carry == -1 ? (wide)1 << 256 : 0;
    wide const p = value_of(prime);

    fold_carry(out, carry, prime);
    wide const got = value_of(out);

    if (carry == 1) {
        PROVE(got + p == before || got + p + p == before, "1 or 2 times the prime");
    } else {
        PROVE(got + lent == before || got + lent == before + p || got + lent == before + p + p,
              "0, 1 or 2 times the prime");
    }
}

/* @proof p256_half
 * All 256-bit numbers and all odd moduli: twice the half is the number, or the number plus the
 * modulus.
 * @options --unwind 9
 * @plant hw/crypto/p256/field_portable.c twice_the_half s/\(above << 31\)/(above << 30)/
 * @plant hw/crypto/p256/field_portable.c twice_the_half s/int i = 7; i >= 0; i--/int i = 7; i > 0; i--/
 */
void proof_p256_half(void)
{
    uint32_t a[8];
    uint32_t modulus[8];
    uint32_t out[8];

    any_number(a);
    any_number(modulus);
    modulus[0] |= 1u;
    hf_p256_half(out, a, a, modulus);
    PROVE(value_of(out) + value_of(out) ==
              (a[0] & 1 ? value_of(a) + value_of(modulus) : value_of(a)),
          "twice the half is the number");
}

/* @proof p256_reduce_word
 * All 512-bit products whose upper half is anything and whose lower half has one word, any one: the
 * result times 2^256 is the product modulo the prime.
 * @slow
 * @options --unwind 17
 * @plant hw/crypto/p256/field_portable.c times_2\^256 s/padded\[k \+ 2\]/padded[k + 1]/
 */
void proof_p256_reduce_word(void)
{
    typedef unsigned __CPROVER_bitvector[544] wider;
    uint32_t t[16] = {0};
    uint32_t out[8];
    unsigned const k = any_u8() % 8u;
    wider m;

    t[k] = any_u32();
    for (int i = 8; i < 16; i++) {
        t[i] = any_u32();
    }
    reduce(out, t);
    /* -1/p modulo 2^256 is 1 + 2^96 + 2^193 - 2^224, so this multiple of p clears the lower half */
    m = (wider)t[k] << (32 * k);
    m = m + (m << 96) + (m << 193) - (m << 224);
    m &= ((wider)1 << 256) - 1;
    wider const upper = ((wider)value_of(t + 8) << 256) + ((wider)t[k] << (32 * k));
    wider const cleared = upper + (m << 256) - (m << 224) + (m << 192) + (m << 96) - m;
    wider const got = (wider)value_of(out);

    PROVE((cleared & (((wider)1 << 256) - 1)) == 0, "the reference clears the lower half");
    PROVE(got == cleared >> 256 || got + value_of(prime) == cleared >> 256, "times 2^256");
}

/* @proof p256_digits
 * From every state of a digit reader, over any scalar and at any place: a window is five bits of the
 * scalar between zeros and nothing else, and a digit is odd and between -7 and 7.
 * @quick
 * @options --unwind 11
 * @plant hw/crypto/p256/scalar.c (between_-7_and_7|odd) s/int digit = \(bits \& \(\(1 << WINDOW\) - 1\)\) - \(bits >> 1\);/int digit = (bits \& ((2 << WINDOW) - 1)) - (bits >> 1);/
 * @plant hw/crypto/p256/scalar.c five_bits s/at - WINDOW \+ 32;/at - WINDOW + 64;/
 */
void proof_p256_digits(void)
{
    struct hf_p256_digits digits;
    int const at = any_int();
    int const next = digits.next;
    wide scalar = 0;

    ASSUME(at >= 0 && at <= 256 && next >= -WINDOW && next <= 256);
    ASSUME(digits.bits[0] == 0 && digits.bits[9] == 0);
    ASSUME((digits.digit & 1) != 0 && digits.digit >= -7 && digits.digit <= 7);
    for (int i = 9; i >= 0; i--) {
        scalar = (scalar << 32) | digits.bits[i];
    }
    PROVE((unsigned)window(&digits, at) == (unsigned)((scalar >> (at - WINDOW + 32)) & 31u),
          "five bits of the scalar");
    int const digit = hf_p256_digit_at(&digits, at);

    PROVE(digit == 0 || digit == digits.digit, "the digit that stands there, or none");
    PROVE((digits.digit & 1) != 0 && digits.digit >= -7 && digits.digit <= 7,
          "odd, between -7 and 7");
    PROVE(digits.next == next || digits.next == at - WINDOW, "a window covers four bits");
    PROVE(digits.next == next || (digits.at <= at && digits.at > at - WINDOW),
          "its digit stands inside it");
}

/* @proof p256_digits_sum
 * All scalars of 16 bits, at any of three places in the number: the digits with their powers of two
 * add up to the scalar.
 * @slow
 * @options --unwind 26
 * @plant hw/crypto/p256/scalar.c add_up s/digits->at = at - WINDOW \+ 1;/digits->at = at - WINDOW;/
 * @plant hw/crypto/p256/scalar.c add_up s/at <= digits->next \&\& //
 */
void proof_p256_digits_sum(void)
{
    uint32_t scalar[8] = {0};
    struct hf_p256_digits digits;
    uint16_t const value = any_u16();
    int32_t sum = 0;

    scalar[0] = value;
    hf_p256_digits_start(&digits, scalar);
    digits.next = 20; /* nothing above has a digit: equal bits */
    for (int at = 20; at >= 0; at--) {
        sum = 2 * sum + hf_p256_digit_at(&digits, at);
    }
    PROVE(sum == value, "they add up to the scalar");
}
