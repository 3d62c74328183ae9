/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * lab/crypto/numbers.h - numbers of eight words that lead arithmetic into its corners; for the unit
 * tests on the host and for the check of the assembler on the boards. */
#ifndef HF_LAB_CRYPTO_NUMBERS_H
#define HF_LAB_CRYPTO_NUMBERS_H

#include <stdint.h>

/* The n-th number of a fixed sequence: first those at the edges (0, 1, p - 1, p, p + 1, n, 2^256 -
 * 1, single bits, long runs of ones, all words alike ...), then random ones, every other of them
 * made of runs of ones and zeros. */
void test_number(uint32_t out[8], unsigned n);

#define TEST_EDGES 64 /* so many of them are edges */

#endif
