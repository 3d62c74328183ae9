/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * P-256: the portable field's sums and its reduction against integers of the checker, the
 * comparison, and the digits of a scalar. */
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

/* What reduce() ends with, before its carry is folded as p256_fold proves it. */
static uint32_t reduced[8];
static int64_t reduced_carry;

void fold_model(uint32_t out[8], int64_t carry, const uint32_t modulus[8])
{
    PROVE(modulus == prime, "the prime is folded");
    PROVE(carry >= -1 && carry <= 1, "the carry is one that can be folded");
    for (int i = 0; i < 8; i++) {
        reduced[i] = out[i];
    }
    reduced_carry = carry;
}

/* @proof p256_reduce_range
 * All 512-bit products: no column overflows, and the carry that is left is one that p256_fold folds.
 * @models fold_carry:fold_model
 * @options --unwind 17
 * @plant hw/crypto/p256/field_portable.c can_be_folded s/padded\[k\] -/padded[k] + padded[k] -/
 */
void proof_p256_reduce_range(void)
{
    uint32_t t[16];
    uint32_t out[8];

    for (int i = 0; i < 16; i++) {
        t[i] = any_u32();
    }
    reduce(out, t);
}

/* @proof p256_reduce_word
 * All 512-bit products whose upper half is anything and whose lower half has its two uppermost words,
 * any two: the result times 2^256 is the product plus their multiple of the prime.
 * @models fold_carry:fold_model
 * @options --unwind 17
 * @plant hw/crypto/p256/field_portable.c times_2\^256 s/padded\[k \+ 2\]/padded[k + 1]/
 * @plant hw/crypto/p256/field_portable.c times_2\^256 s/ - padded\[k \+ 1\];/;/
 */
void proof_p256_reduce_word(void)
{
    typedef unsigned __CPROVER_bitvector[352] wider;
    uint32_t t[16] = {0};
    uint32_t out[8];

    for (int i = 6; i < 16; i++) {
        t[i] = any_u32();
    }
    reduce(out, t);
    /* in units of 2^192: t + m * p, where m is the two words, is a multiple of 2^64 */
    wider const m = ((wider)t[7] << 32) + t[6];
    wider const upper = (wider)value_of(t + 8) << 64;
    wider const sum = upper + m + (m << 256) - (m << 224) + (m << 192) + (m << 96) - m;
    wider const got = (wider)value_of(reduced) + (reduced_carry == 1 ? (wider)1 << 256 : 0);

    PROVE(reduced_carry >= 0 && got == sum >> 64, "times 2^256 it is the product");
}

/* The bit of the scalar at `at`, zero beyond its ends. */
static int bit_at(wide scalar, int at)
{
    return (int)((scalar >> (at + 32)) & 1u);
}

/* @proof p256_digits
 * From every state of a digit reader, over any scalar and at any place: a window is five bits of the
 * scalar; the digit at i is worth bit i-1 less bit i, so that all of them add up to the scalar: a
 * window's odd number between -7 and 7 is worth just what its four digits are, at a place inside it,
 * and what is skipped is worth nothing.
 * @quick
 * @options --unwind 11
 * @plant hw/crypto/p256/scalar.c (between_-7_and_7|odd) s/int digit = \(bits \& \(\(1 << WINDOW\) - 1\)\) - \(bits >> 1\);/int digit = (bits \& ((2 << WINDOW) - 1)) - (bits >> 1);/
 * @plant hw/crypto/p256/scalar.c five_bits s/at - WINDOW \+ 32;/at - WINDOW + 64;/
 * @plant hw/crypto/p256/scalar.c worth_what s/digits->at = at - WINDOW \+ 1;/digits->at = at - WINDOW;/
 * @plant hw/crypto/p256/scalar.c inside_a_window s/at <= digits->next \&\& //
 * @plant hw/crypto/p256/scalar.c worth_nothing s/\(bits \^ \(bits << 1\)\) >> WINDOW \& 1/(bits ^ (bits << 2)) >> WINDOW \& 1/
 */
void proof_p256_digits(void)
{
    struct hf_p256_digits digits;
    int const at = any_int();
    int const next = digits.next;
    wide scalar = 0;

    ASSUME(at >= 0 && at <= 256 && next >= -WINDOW && next <= 256);
    ASSUME(digits.bits[0] == 0 && digits.bits[9] == 0);
    ASSUME(digits.digit == 0 || ((digits.digit & 1) != 0 && digits.digit >= -7 &&
                                 digits.digit <= 7 && digits.at > next));
    for (int i = 9; i >= 0; i--) {
        scalar = (scalar << 32) | digits.bits[i];
    }
    PROVE((unsigned)window(&digits, at) == (unsigned)((scalar >> (at - WINDOW + 32)) & 31u),
          "five bits of the scalar");
    struct hf_p256_digits const before = digits;
    int const digit = hf_p256_digit_at(&digits, at);
    int const low = at - WINDOW + 1; /* the last place of a window that starts here */
    int const top = bit_at(scalar, at - 1) - bit_at(scalar, at);

    PROVE(digit == (at == digits.at ? digits.digit : 0), "the digit that stands there, or none");
    if (digits.next == next) {
        PROVE(digits.digit == before.digit && digits.at == before.at, "inside a window no new one");
        PROVE(at > next || (top == 0 && digit == 0), "what is skipped is worth nothing");
        return;
    }
    int const worth = 8 * top + 4 * (bit_at(scalar, at - 2) - bit_at(scalar, at - 1)) +
                      2 * (bit_at(scalar, at - 3) - bit_at(scalar, at - 2)) +
                      bit_at(scalar, at - 4) - bit_at(scalar, at - 3);

    PROVE(at <= next && digits.next == at - WINDOW, "inside a window none starts; it covers four");
    PROVE((digits.digit & 1) != 0 && digits.digit >= -7 && digits.digit <= 7,
          "odd, between -7 and 7");
    PROVE(digits.at <= at && digits.at >= low && digits.at >= 0, "its digit stands inside it");
    PROVE(digits.digit * (1 << ((digits.at - low) & 3)) == worth, "worth what its four digits are");
}
