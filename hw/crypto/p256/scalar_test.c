/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "hw/crypto/p256/bignum_test.h"
#include "hw/crypto/p256/scalar.h"
#include "lab/crypto/numbers.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define NUMBERS 10000u

/* b may not reach n; a may be anything. */
static void check_product(unsigned i, unsigned j)
{
    uint32_t a[8], b[8], out[8];
    BIGNUM *left, *right, *result;

    test_number(a, i);
    test_number(b, j);
    left = test_bn(a);
    right = test_bn(b);
    BN_nnmod(right, right, test_order(), test_context());
    test_words(b, right);
    hf_p256_scalar_mul(out, a, b);
    result = test_bn(out);
    assert_true(BN_cmp(result, test_order()) < 0);
    BN_mod_lshift(result, result, 256, test_order(), test_context());
    BN_mod_mul(left, left, right, test_order(), test_context());
    assert_int_equal(BN_cmp(result, left), 0);
    BN_free(left);
    BN_free(right);
    BN_free(result);
}

static void products_agree_with_openssl(void **state)
{
    (void)state;
    for (unsigned i = 0; i < TEST_EDGES; i++) {
        for (unsigned j = 0; j < TEST_EDGES; j++) {
            check_product(i, j);
        }
    }
    for (unsigned i = 0; i < NUMBERS; i++) {
        check_product(TEST_EDGES + i, TEST_EDGES + 2 * i + 1);
    }
}

static void add_digit(BIGNUM *sum, int digit, int at)
{
    BIGNUM *term = BN_new();

    BN_set_word(term, (BN_ULONG)abs(digit));
    BN_lshift(term, term, at);
    (void)(digit < 0 ? BN_sub(sum, sum, term) : BN_add(sum, sum, term));
    BN_free(term);
}

/* Every digit is odd, at most 15, and lower than the one before; together they are the scalar. */
static void digits_add_up_to_the_scalar(void **state)
{
    (void)state;
    for (unsigned i = 0; i < NUMBERS; i++) {
        uint32_t scalar[8];
        struct hf_p256_digits digits;
        BIGNUM *sum = BN_new(), *expected;
        int last = 257;

        test_number(scalar, i);
        expected = test_bn(scalar);
        hf_p256_digits_start(&digits, scalar);
        while (digits.at >= 0) {
            assert_true(digits.at < last);
            assert_true(digits.digit % 2 != 0 && abs(digits.digit) <= 15);
            last = digits.at;
            add_digit(sum, digits.digit, digits.at);
            hf_p256_digits_next(&digits);
        }
        assert_int_equal(BN_cmp(sum, expected), 0);
        BN_free(sum);
        BN_free(expected);
    }
}

static void zero_has_no_digit(void **state)
{
    static const uint32_t zero[8] = {0};
    struct hf_p256_digits digits;

    (void)state;
    hf_p256_digits_start(&digits, zero);
    assert_int_equal(digits.at, -1);
    hf_p256_digits_next(&digits);
    assert_int_equal(digits.at, -1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(products_agree_with_openssl),
        cmocka_unit_test(digits_add_up_to_the_scalar),
        cmocka_unit_test(zero_has_no_digit),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
