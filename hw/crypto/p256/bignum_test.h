/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * hw/crypto/p256/bignum_test.h - OpenSSL's big numbers as the judge of ours: eight words, the
 * lowest first. */
#ifndef HF_HW_CRYPTO_P256_BIGNUM_TEST_H
#define HF_HW_CRYPTO_P256_BIGNUM_TEST_H

#include <openssl/bn.h>
#include <stdint.h>

BIGNUM *test_bn(const uint32_t words[8]);
void test_words(uint32_t words[8], const BIGNUM *number);

/* The moduli p and n, and a context; made once. */
const BIGNUM *test_prime(void);
const BIGNUM *test_order(void);
BN_CTX *test_context(void);

#endif
