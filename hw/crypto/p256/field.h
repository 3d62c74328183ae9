/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * hw/crypto/p256/field.h - arithmetic modulo p = 2^256 - 2^224 + 2^192 + 2^96 - 1, and what of it
 * the group's order n needs as well.
 *
 * A number is eight 32-bit words, the lowest first. Every function takes any value below 2^256 and
 * gives a value below 2^256 in the right class: zero is written as 0 or as the modulus. A modulus
 * is odd and above 2^255. Products carry Montgomery's factor: mul(a, b) = a * b / 2^256 modulo p.
 * `out` may be one of the inputs. One file with these functions is linked: field_portable.c (also
 * the reference that the others are tested against), field_armv7m.S (UMULL, UMLAL) or
 * field_armv8m_dsp.S (UMAAL). None of them runs in constant time. */
#ifndef HF_HW_CRYPTO_P256_FIELD_H
#define HF_HW_CRYPTO_P256_FIELD_H

#include <stdint.h>

/* All four have the same parameters, so that a table can hold them. */
typedef void hf_p256_operation(uint32_t out[8], const uint32_t a[8], const uint32_t b[8],
                               const uint32_t modulus[8]);

/* out = a * b / 2^256 modulo p; `modulus` must be p. */
hf_p256_operation hf_p256_mul;
hf_p256_operation hf_p256_add;
hf_p256_operation hf_p256_sub;

/* out = a / 2. An even a is just shifted. `b` counts for nothing. */
hf_p256_operation hf_p256_half;

#endif
