/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * The group law. The exceptional cases of the addition are taken care of here, so that the caller
 * may add any two points. */
#include "hw/crypto/p256/point.h"
#include "hw/crypto/p256/field.h"
#include "hw/crypto/p256/scalar.h"

#include <string.h>

#define X   HF_P256_X
#define Y   HF_P256_Y
#define Z   HF_P256_Z
#define TX  HF_P256_TERM_X
#define TY  HF_P256_TERM_Y
#define TZ  HF_P256_TERM_Z
#define H   HF_P256_H
#define R   HF_P256_R
#define S   HF_P256_S
#define T   HF_P256_T
#define ADD HF_P256_ADD
#define SUB HF_P256_SUB
#define MUL HF_P256_MUL

const uint32_t hf_p256_prime[8] = {
    0xffffffff, 0xffffffff, 0xffffffff, 0, 0, 0, 1, 0xffffffff,
};

/* With h = 3/2 (X - Z^2)(X + Z^2) and s = X Y^2: X' = h^2 - 2s, Y' = h (s - X') - Y^4, Z' = Y Z.
 * Infinity stays infinity; no point has order 2. */
static const uint16_t doubling[] = {
    MUL(H, Z, Z),
    MUL(Z, Z, Y),
    ADD(S, X, H),
    SUB(H, X, H),
    MUL(H, H, S),
    HF_P256_HALF(S, H),
    ADD(H, H, S),
    MUL(Y, Y, Y),
    MUL(S, X, Y),
    MUL(Y, Y, Y),
    MUL(X, H, H),
    SUB(X, X, S),
    SUB(X, X, S),
    SUB(S, S, X),
    MUL(H, H, S),
    SUB(Y, H, Y),
    0,
};

/* With the term (x, y, z): X *= z^2, Y *= z^3, h = x Z^2 - X, r = y Z^3 - Y, Z *= z. So h and r say
 * how far the two are apart, on a common denominator. */
static const uint16_t comparison[] = {
    MUL(T, Z, Z),  MUL(H, T, TX), MUL(T, T, Z),  MUL(R, T, TY), MUL(S, TZ, TZ), MUL(X, X, S),
    MUL(S, S, TZ), MUL(Y, Y, S),  MUL(Z, Z, TZ), SUB(H, H, X),  SUB(R, R, Y),   0,
};

/* With v = X h^2: X' = r^2 - h^3 - 2v, Y' = r (v - X') - Y h^3, Z' = Z h. */
static const uint16_t addition[] = {
    MUL(Z, Z, H), MUL(T, H, H),
    MUL(X, X, T), MUL(T, T, H),
    MUL(Y, Y, T), MUL(S, R, R),
    SUB(S, S, T), SUB(S, S, X),
    SUB(S, S, X), SUB(T, X, S),
    SUB(X, X, T), MUL(T, T, R),
    SUB(Y, T, Y), 0,
};

void hf_p256_run(uint32_t slots[][8], const uint16_t *steps)
{
    static hf_p256_operation *const operations[] = {hf_p256_add, hf_p256_sub, hf_p256_mul,
                                                    hf_p256_half};

    for (; *steps != 0; steps++) {
        unsigned step = *steps;

        operations[(step >> 12) - 1](slots[step >> 8 & 15], slots[step >> 4 & 15], slots[step & 15],
                                     hf_p256_prime);
    }
}

void hf_p256_settle(uint32_t a[8])
{
    if (!hf_p256_below(a, hf_p256_prime)) {
        hf_p256_sub(a, a, hf_p256_prime, hf_p256_prime);
    }
}

/* Zero modulo p is 0 or p. */
static __attribute__((noinline)) int is_zero(uint32_t a[8])
{
    hf_p256_settle(a);
    return hf_p256_any_bit(a) == 0;
}

void hf_p256_double(uint32_t slots[HF_P256_SLOTS][8])
{
    hf_p256_run(slots, doubling);
}

void hf_p256_add_term(uint32_t slots[HF_P256_SLOTS][8])
{
    int is_infinity = hf_p256_any_bit(slots[Z]) == 0;
    int is_same_x;

    hf_p256_run(slots, comparison);
    is_same_x = is_zero(slots[H]);
    if (!is_infinity && !is_same_x) {
        hf_p256_run(slots, addition);
        return;
    }
    memcpy(slots[X], slots[TX], sizeof(struct hf_p256_point));
    if (is_infinity) {
        return;
    }
    if (is_zero(slots[R])) {
        hf_p256_double(slots);
    } else {
        memset(slots[Z], 0, sizeof slots[Z]);
    }
}

void hf_p256_multiples(struct hf_p256_point table[HF_P256_ODD_MULTIPLES],
                       const struct hf_p256_point *point, uint32_t slots[HF_P256_SLOTS][8])
{
    memcpy(slots[X], point, sizeof *point);
    hf_p256_double(slots);
    memcpy(slots[TX], slots[X], sizeof *point);
    memcpy(slots[X], point, sizeof *point);
    for (int i = 0;; i++) {
        memcpy(&table[i], slots[X], sizeof table[i]);
        if (i + 1 == HF_P256_ODD_MULTIPLES) {
            return;
        }
        hf_p256_add_term(slots);
    }
}
