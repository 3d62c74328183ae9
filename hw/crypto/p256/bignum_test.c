/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "hw/crypto/p256/bignum_test.h"

#include <string.h>

BIGNUM *test_bn(const uint32_t words[8])
{
    uint8_t bytes[32];

    for (unsigned i = 0; i < 32; i++) {
        bytes[i] = (uint8_t)(words[i / 4] >> (i % 4 * 8));
    }
    return BN_lebin2bn(bytes, sizeof bytes, NULL);
}

void test_words(uint32_t words[8], const BIGNUM *number)
{
    uint8_t bytes[32];

    (void)BN_bn2lebinpad(number, bytes, sizeof bytes);
    memset(words, 0, 32);
    for (unsigned i = 0; i < 32; i++) {
        words[i / 4] |= (uint32_t)bytes[i] << (i % 4 * 8);
    }
}

const BIGNUM *test_prime(void)
{
    static BIGNUM *prime;

    if (prime == NULL) { /* written down here once more, not taken from the code under test */
        (void)BN_hex2bn(&prime, "ffffffff00000001000000000000000000000000ffffffffffffffffffffffff");
    }
    return prime;
}

const BIGNUM *test_order(void)
{
    static BIGNUM *order;

    if (order == NULL) {
        (void)BN_hex2bn(&order, "ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551");
    }
    return order;
}

BN_CTX *test_context(void)
{
    static BN_CTX *context;

    if (context == NULL) {
        context = BN_CTX_new();
    }
    return context;
}
