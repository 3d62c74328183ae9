/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * hw/crypto/p256/numbers_test.h - numbers for the unit tests here, and OpenSSL's big numbers as the
 * judge. Eight words, the lowest first. */
#ifndef HF_HW_CRYPTO_P256_NUMBERS_TEST_H
#define HF_HW_CRYPTO_P256_NUMBERS_TEST_H

#include <openssl/bn.h>
#include <stdint.h>

/* The n-th number of a fixed sequence: first those at the edges (0, 1, p - 1, p, p + 1, n, 2^256 -
 * 1, single bits, long runs of ones, all words alike ...), then random ones, every other of them
 * made of runs of ones and zeros. */
void test_number(uint32_t out[8], unsigned n);

#define TEST_EDGES 64 /* so many of them are edges */

BIGNUM *test_bn(const uint32_t words[8]);
void test_words(uint32_t words[8], const BIGNUM *number);

/* Moduli and 2^-256 modulo each, made once. */
const BIGNUM *test_prime(void);
const BIGNUM *test_order(void);
BN_CTX *test_context(void);

#endif
