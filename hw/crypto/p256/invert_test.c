/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "hw/crypto/p256/bignum_test.h"
#include "hw/crypto/p256/invert.h"
#include "lab/crypto/numbers.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#define NUMBERS 20000u

/* out * value = scale, and out below the modulus. */
static void check_inverse(const uint32_t value[8], const struct hf_p256_modulus *modulus,
                          const BIGNUM *m)
{
    uint32_t words[8];
    BIGNUM *out, *in = test_bn(value), *scale = test_bn(modulus->scale);

    hf_p256_invert(words, value, modulus);
    out = test_bn(words);
    assert_true(BN_cmp(out, m) < 0);
    BN_mod_mul(out, out, in, m, test_context());
    assert_int_equal(BN_cmp(out, scale), 0);
    BN_free(out);
    BN_free(in);
    BN_free(scale);
}

static void check_all(const struct hf_p256_modulus *modulus, const BIGNUM *m)
{
    for (unsigned i = 0; i < NUMBERS; i++) {
        uint32_t value[8];
        BIGNUM *number;

        test_number(value, i);
        number = test_bn(value);
        BN_nnmod(number, number, m, test_context());
        if (!BN_is_zero(number)) {
            check_inverse(value, modulus, m);
        }
        BN_free(number);
    }
}

static void inverses_modulo_p_agree_with_openssl(void **state)
{
    (void)state;
    check_all(&hf_p256_prime, test_prime());
}

static void inverses_modulo_n_agree_with_openssl(void **state)
{
    (void)state;
    check_all(&hf_p256_order, test_order());
}

/* Fibonacci numbers and their like make Euclid's algorithm slow; small numbers make it uneven. */
static void small_and_neighbouring_numbers_have_inverses(void **state)
{
    uint32_t value[8] = {0};

    (void)state;
    for (uint32_t i = 1; i < 5000; i++) {
        value[0] = i;
        check_inverse(value, &hf_p256_prime, test_prime());
        check_inverse(value, &hf_p256_order, test_order());
    }
}

static void zero_gives_zero(void **state)
{
    static const uint32_t zero[8] = {0};
    uint32_t out[8];

    (void)state;
    memset(out, 0xff, sizeof out);
    hf_p256_invert(out, zero, &hf_p256_order);
    assert_memory_equal(out, zero, sizeof zero);
    memset(out, 0xff, sizeof out);
    hf_p256_invert(out, zero, &hf_p256_prime);
    assert_memory_equal(out, zero, sizeof zero);
}

static void the_constants_belong_to_the_moduli(void **state)
{
    uint32_t words[8];
    BIGNUM *power = BN_new();

    (void)state;
    test_words(words, test_prime());
    assert_memory_equal(words, hf_p256_prime.word, sizeof words);
    test_words(words, test_order());
    assert_memory_equal(words, hf_p256_order.word, sizeof words);
    assert_int_equal(hf_p256_prime.word[0] * hf_p256_prime.inverse, 1);
    assert_int_equal(hf_p256_order.word[0] * hf_p256_order.inverse, 1);
    BN_mod_lshift(power, BN_value_one(), 512, test_prime(), test_context());
    test_words(words, power);
    assert_memory_equal(words, hf_p256_prime.scale, sizeof words);
    BN_mod_lshift(power, BN_value_one(), 256, test_order(), test_context());
    test_words(words, power);
    assert_memory_equal(words, hf_p256_order.scale, sizeof words);
    BN_free(power);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(inverses_modulo_p_agree_with_openssl),
        cmocka_unit_test(inverses_modulo_n_agree_with_openssl),
        cmocka_unit_test(small_and_neighbouring_numbers_have_inverses),
        cmocka_unit_test(zero_gives_zero),
        cmocka_unit_test(the_constants_belong_to_the_moduli),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
