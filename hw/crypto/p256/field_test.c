/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "hw/crypto/p256/bignum_test.h"
#include "hw/crypto/p256/field.h"
#include "hw/crypto/p256/point.h"
#include "hw/crypto/p256/scalar.h"
#include "lab/crypto/numbers.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#define PAIRS 20000u

static const uint32_t *modulus;
static const BIGNUM *m;

/* What OpenSSL makes of a and b: the result times `factor` must be the same class as `expected`. */
enum operation { ADD, SUB, MUL, HALF };

static void compute(enum operation operation, uint32_t out[8], const uint32_t a[8],
                    const uint32_t b[8])
{
    switch (operation) {
    case ADD:
        hf_p256_add(out, a, b, modulus);
        break;
    case SUB:
        hf_p256_sub(out, a, b, modulus);
        break;
    case MUL:
        hf_p256_mul(out, a, b, modulus);
        break;
    case HALF:
        hf_p256_half(out, a, b, modulus);
        break;
    }
}

/* Checks out = a op b by its inverse: products times 2^256, halves times 2. */
static void judge(enum operation operation, const uint32_t out[8], const uint32_t a[8],
                  const uint32_t b[8])
{
    BIGNUM *result = test_bn(out), *left = test_bn(a), *right = test_bn(b);
    BN_CTX *context = test_context();

    if (operation == ADD) {
        BN_mod_add(left, left, right, m, context);
    } else if (operation == SUB) {
        BN_mod_sub(left, left, right, m, context);
    } else if (operation == MUL) {
        BN_mod_mul(left, left, right, m, context);
    }
    if (operation == MUL) {
        BN_mod_lshift(result, result, 256, m, context);
    } else if (operation == HALF) {
        BN_mod_lshift(result, result, 1, m, context);
    }
    BN_nnmod(left, left, m, context);
    BN_nnmod(result, result, m, context);
    assert_int_equal(BN_cmp(left, result), 0);
    BN_free(result);
    BN_free(left);
    BN_free(right);
}

static void check_pair(enum operation operation, unsigned i, unsigned j)
{
    uint32_t a[8], b[8], out[8];

    test_number(a, i);
    test_number(b, j);
    memset(out, 0x5a, sizeof out);
    compute(operation, out, a, b);
    judge(operation, out, a, b);
}

static void check_edges(enum operation operation)
{
    for (unsigned i = 0; i < TEST_EDGES; i++) {
        for (unsigned j = 0; j < TEST_EDGES; j++) {
            check_pair(operation, i, j);
        }
    }
}

static void check_all(enum operation operation, const uint32_t words[8], const BIGNUM *number)
{
    modulus = words;
    m = number;
    check_edges(operation);
    for (unsigned i = 0; i < PAIRS; i++) {
        check_pair(operation, TEST_EDGES + 2 * i, TEST_EDGES + 2 * i + 1 + i % 2);
    }
}

/* Modulo the prime and modulo the group's order. */
static void check_both(enum operation operation)
{
    check_all(operation, hf_p256_prime, test_prime());
    check_all(operation, hf_p256_order, test_order());
}

static void sums_agree_with_openssl(void **state)
{
    (void)state;
    check_both(ADD);
}

static void differences_agree_with_openssl(void **state)
{
    (void)state;
    check_both(SUB);
}

/* a = c / b, so that the product lands on c: the carries run through where c has zeros or ones. */
static void products_on_the_edges_agree_with_openssl(void **state)
{
    BIGNUM *product = BN_new();

    (void)state;
    modulus = hf_p256_prime;
    m = test_prime();
    for (unsigned i = 0; i < TEST_EDGES * 16; i++) {
        uint32_t a[8], b[8], c[8], out[8];
        BIGNUM *factor, *target;

        test_number(b, TEST_EDGES + i);
        test_number(c, i / 16);
        factor = test_bn(b);
        target = test_bn(c);
        BN_mod_inverse(factor, factor, m, test_context());
        BN_mod_lshift(product, target, 256, m, test_context());
        BN_mod_mul(product, product, factor, m, test_context());
        test_words(a, product);
        hf_p256_mul(out, a, b, modulus);
        judge(MUL, out, a, b);
        BN_free(factor);
        BN_free(target);
    }
    BN_free(product);
}

static void products_agree_with_openssl(void **state)
{
    (void)state;
    check_all(MUL, hf_p256_prime, test_prime());
}

static void halves_agree_with_openssl(void **state)
{
    (void)state;
    check_both(HALF);
}

static void the_output_may_be_an_input(void **state)
{
    (void)state;
    for (int operation = ADD; operation <= HALF; operation++) {
        for (unsigned i = 0; i < 200; i++) {
            uint32_t a[8], b[8], apart[8], same[8];

            test_number(a, i);
            test_number(b, 3 * i + 1);
            compute(operation, apart, a, b);
            memcpy(same, a, sizeof same);
            compute(operation, same, same, b);
            assert_memory_equal(apart, same, sizeof same);
            memcpy(same, b, sizeof same);
            compute(operation, apart, a, b);
            compute(operation, same, a, same);
            assert_memory_equal(apart, same, sizeof same);
        }
    }
}

static void zero_stays_eight_zero_words_in_a_product(void **state)
{
    static const uint32_t zero[8] = {0};
    uint32_t a[8], out[8];

    (void)state;
    for (unsigned i = 0; i < 200; i++) {
        test_number(a, i);
        hf_p256_mul(out, a, zero, hf_p256_prime);
        assert_memory_equal(out, zero, sizeof zero);
        hf_p256_mul(out, zero, a, hf_p256_prime);
        assert_memory_equal(out, zero, sizeof zero);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sums_agree_with_openssl),
        cmocka_unit_test(differences_agree_with_openssl),
        cmocka_unit_test(products_agree_with_openssl),
        cmocka_unit_test(products_on_the_edges_agree_with_openssl),
        cmocka_unit_test(halves_agree_with_openssl),
        cmocka_unit_test(the_output_may_be_an_input),
        cmocka_unit_test(zero_stays_eight_zero_words_in_a_product),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
