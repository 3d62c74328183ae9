/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * hw/crypto/p256/invert.h - inverses modulo the field's prime p and the group's order n. */
#ifndef HF_HW_CRYPTO_P256_INVERT_H
#define HF_HW_CRYPTO_P256_INVERT_H

#include <stdint.h>

/* An odd modulus between 2^255 and 2^256, and what goes with it. */
struct hf_p256_modulus {
    uint32_t word[8];
    uint32_t scale[8]; /* the factor that hf_p256_invert() puts on its result */
    uint32_t inverse;  /* 1 / modulus, modulo 2^32 */
};

/* p; scale = 2^512 mod p, so that a value in Montgomery's form has its inverse in that form. */
extern const struct hf_p256_modulus hf_p256_prime;

/* n; scale = 2^256 mod n, so that a Montgomery product with the inverse is a plain quotient. */
extern const struct hf_p256_modulus hf_p256_order;

/* out = scale / value modulo `modulus`, below the modulus; 0 when value is a multiple of it.
 * `value` may be any eight words. */
void hf_p256_invert(uint32_t out[8], const uint32_t value[8],
                    const struct hf_p256_modulus *modulus);

#endif
