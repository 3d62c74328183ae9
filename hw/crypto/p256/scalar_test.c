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

static void assert_is_quotient(const uint32_t quotient[8], const uint32_t number[8],
                               const uint32_t divisor[8])
{
    BIGNUM *left = test_bn(quotient), *right = test_bn(number), *factor = test_bn(divisor);

    BN_mod_mul(left, left, factor, test_order(), test_context());
    BN_nnmod(right, right, test_order(), test_context());
    assert_int_equal(BN_cmp(left, right), 0);
    BN_free(left);
    BN_free(right);
    BN_free(factor);
}

static int is_multiple_of_n(const uint32_t a[8])
{
    BIGNUM *number = test_bn(a);
    int result;

    BN_nnmod(number, number, test_order(), test_context());
    result = BN_is_zero(number);
    BN_free(number);
    return result;
}

static void check_division(unsigned divisor, unsigned first, unsigned second)
{
    uint32_t before[HF_P256_ROWS][8], rows[HF_P256_ROWS][8];

    test_number(before[HF_P256_DIVISOR], divisor);
    test_number(before[HF_P256_FIRST], first);
    test_number(before[HF_P256_SECOND], second);
    memcpy(rows, before, sizeof rows);
    hf_p256_divide(rows);
    if (!is_multiple_of_n(before[HF_P256_DIVISOR])) {
        assert_is_quotient(rows[HF_P256_FIRST], before[HF_P256_FIRST], before[HF_P256_DIVISOR]);
        assert_is_quotient(rows[HF_P256_SECOND], before[HF_P256_SECOND], before[HF_P256_DIVISOR]);
    }
}

static void quotients_agree_with_openssl(void **state)
{
    (void)state;
    for (unsigned i = 0; i < TEST_EDGES; i++) {
        for (unsigned j = 0; j < TEST_EDGES; j++) {
            check_division(i, j, TEST_EDGES - 1 - j);
        }
    }
    for (unsigned i = 0; i < NUMBERS; i++) {
        check_division(TEST_EDGES + i, TEST_EDGES + 2 * i + 1, TEST_EDGES + 3 * i);
    }
}

static void small_divisors_divide(void **state)
{
    (void)state;
    for (uint32_t i = 1; i < 5000; i++) {
        uint32_t before[HF_P256_ROWS][8] = {{i}, {1}, {i + 1}}, rows[HF_P256_ROWS][8];

        memcpy(rows, before, sizeof rows);
        hf_p256_divide(rows);
        assert_is_quotient(rows[HF_P256_FIRST], before[HF_P256_FIRST], before[HF_P256_DIVISOR]);
        assert_is_quotient(rows[HF_P256_SECOND], before[HF_P256_SECOND], before[HF_P256_DIVISOR]);
    }
}

static void a_divisor_without_inverse_gives_zeros(void **state)
{
    static const uint32_t zero[8] = {0};
    const uint32_t *const divisors[] = {zero, hf_p256_order};

    (void)state;
    for (int i = 0; i < 2; i++) {
        uint32_t rows[HF_P256_ROWS][8];

        test_number(rows[HF_P256_FIRST], 100);
        test_number(rows[HF_P256_SECOND], 101);
        memcpy(rows[HF_P256_DIVISOR], divisors[i], sizeof zero);
        hf_p256_divide(rows);
        assert_int_equal(hf_p256_any_bit(rows[HF_P256_FIRST]), 0);
        assert_int_equal(hf_p256_any_bit(rows[HF_P256_SECOND]), 0);
    }
}

static void numbers_are_compared(void **state)
{
    (void)state;
    for (unsigned i = 0; i < TEST_EDGES; i++) {
        for (unsigned j = 0; j < TEST_EDGES; j++) {
            uint32_t a[8], b[8];
            BIGNUM *left, *right;

            test_number(a, i);
            test_number(b, j);
            left = test_bn(a);
            right = test_bn(b);
            assert_int_equal(hf_p256_below(a, b), BN_cmp(left, right) < 0 ? UINT32_MAX : 0);
            BN_free(left);
            BN_free(right);
        }
    }
}

static void the_order_is_the_curve_s(void **state)
{
    uint32_t words[8];

    (void)state;
    test_words(words, test_order());
    assert_memory_equal(words, hf_p256_order, sizeof words);
}

static void add_digit(BIGNUM *sum, int digit, int at)
{
    BIGNUM *term = BN_new();

    BN_set_word(term, (BN_ULONG)abs(digit));
    BN_lshift(term, term, at);
    (void)(digit < 0 ? BN_sub(sum, sum, term) : BN_add(sum, sum, term));
    BN_free(term);
}

/* Every digit is odd and at most 7, together they are the scalar. */
static void digits_add_up_to_the_scalar(void **state)
{
    (void)state;
    for (unsigned i = 0; i < NUMBERS; i++) {
        uint32_t scalar[8];
        struct hf_p256_digits digits;
        BIGNUM *sum = BN_new(), *expected;

        test_number(scalar, i);
        expected = test_bn(scalar);
        hf_p256_digits_start(&digits, scalar);
        for (int at = 256; at >= 0; at--) {
            int digit = hf_p256_digit_at(&digits, at);

            assert_true(digit == 0 || (digit % 2 != 0 && abs(digit) <= 7));
            add_digit(sum, digit, at);
        }
        assert_int_equal(BN_cmp(sum, expected), 0);
        BN_free(sum);
        BN_free(expected);
    }
}

/* One in five on the average, so that a verification takes about a hundred additions. */
static void digits_are_few(void **state)
{
    unsigned count = 0;

    (void)state;
    for (unsigned i = 0; i < 1000; i++) {
        uint32_t scalar[8];
        struct hf_p256_digits digits;

        test_number(scalar, TEST_EDGES + 2 * i); /* the random ones */
        hf_p256_digits_start(&digits, scalar);
        for (int at = 256; at >= 0; at--) {
            count += hf_p256_digit_at(&digits, at) != 0;
        }
    }
    assert_in_range(count, 50000, 53000);
}

static void zero_has_no_digit(void **state)
{
    static const uint32_t zero[8] = {0};
    struct hf_p256_digits digits;

    (void)state;
    hf_p256_digits_start(&digits, zero);
    for (int at = 256; at >= 0; at--) {
        assert_int_equal(hf_p256_digit_at(&digits, at), 0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(quotients_agree_with_openssl),
        cmocka_unit_test(small_divisors_divide),
        cmocka_unit_test(a_divisor_without_inverse_gives_zeros),
        cmocka_unit_test(numbers_are_compared),
        cmocka_unit_test(the_order_is_the_curve_s),
        cmocka_unit_test(digits_add_up_to_the_scalar),
        cmocka_unit_test(digits_are_few),
        cmocka_unit_test(zero_has_no_digit),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
