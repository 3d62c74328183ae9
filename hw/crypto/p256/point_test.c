/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "hw/crypto/p256/bignum_test.h"
#include "hw/crypto/p256/point.h"
#include "lab/crypto/numbers.h"

#include <openssl/ec.h>
#include <openssl/obj_mac.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

static EC_GROUP *group;

static int make_group(void **state)
{
    (void)state;
    group = EC_GROUP_new_by_curve_name(NID_X9_62_prime256v1);
    return group == NULL;
}

static int free_group(void **state)
{
    (void)state;
    EC_GROUP_free(group);
    return 0;
}

/* k * generator by OpenSSL; k may be negative. */
static EC_POINT *multiple(long k)
{
    EC_POINT *point = EC_POINT_new(group);
    BIGNUM *scalar = BN_new();

    BN_set_word(scalar, (BN_ULONG)(k < 0 ? -k : k));
    BN_set_negative(scalar, k < 0);
    assert_int_equal(EC_POINT_mul(group, point, scalar, NULL, NULL, NULL), 1);
    BN_free(scalar);
    return point;
}

static void to_montgomery(uint32_t words[8], const BIGNUM *number)
{
    BIGNUM *shifted = BN_new();

    BN_mod_lshift(shifted, number, 256, test_prime(), test_context());
    test_words(words, shifted);
    BN_free(shifted);
}

static BIGNUM *from_montgomery(const uint32_t words[8])
{
    BIGNUM *number = test_bn(words), *factor = BN_new();

    BN_lshift(factor, BN_value_one(), 256);
    BN_mod_inverse(factor, factor, test_prime(), test_context());
    BN_mod_mul(number, number, factor, test_prime(), test_context());
    BN_free(factor);
    return number;
}

/* k * generator with Z = 1. */
static struct hf_p256_point ours(long k)
{
    struct hf_p256_point result;
    EC_POINT *point = multiple(k);
    BIGNUM *x = BN_new(), *y = BN_new();

    EC_POINT_get_affine_coordinates(group, point, x, y, NULL);
    to_montgomery(result.x, x);
    to_montgomery(result.y, y);
    to_montgomery(result.z, BN_value_one());
    EC_POINT_free(point);
    BN_free(x);
    BN_free(y);
    return result;
}

static void multiply(BIGNUM *number, const BIGNUM *factor, int times)
{
    for (int i = 0; i < times; i++) {
        BN_mod_mul(number, number, factor, test_prime(), test_context());
    }
}

/* k * generator with a Z that is not one. */
static struct hf_p256_point ours_scaled(long k, unsigned scale)
{
    struct hf_p256_point affine = ours(k);
    struct hf_p256_point result;
    BIGNUM *x = from_montgomery(affine.x), *y = from_montgomery(affine.y), *z;

    test_number(result.z, TEST_EDGES + scale);
    z = from_montgomery(result.z);
    multiply(x, z, 2);
    multiply(y, z, 3);
    to_montgomery(result.x, x);
    to_montgomery(result.y, y);
    BN_free(x);
    BN_free(y);
    BN_free(z);
    return result;
}

/* X = x Z^2, Y = y Z^3 and Z != 0 for (x, y) = k * generator; Z of eight zero words for infinity.
 */
static void assert_is(const struct hf_p256_point *point, long k)
{
    static const uint32_t zero[8] = {0};
    struct hf_p256_point expected;
    BIGNUM *number[5];

    if (k == 0) {
        assert_memory_equal(point->z, zero, sizeof zero);
        return;
    }
    expected = ours(k);
    number[0] = from_montgomery(point->x);
    number[1] = from_montgomery(point->y);
    number[2] = from_montgomery(point->z);
    number[3] = from_montgomery(expected.x);
    number[4] = from_montgomery(expected.y);
    assert_false(BN_is_zero(number[2]));
    multiply(number[3], number[2], 2);
    multiply(number[4], number[2], 3);
    assert_int_equal(BN_cmp(number[0], number[3]), 0);
    assert_int_equal(BN_cmp(number[1], number[4]), 0);
    for (int i = 0; i < 5; i++) {
        BN_free(number[i]);
    }
}

static void put(uint32_t slots[][8], int at, const struct hf_p256_point *point)
{
    memcpy(slots[at], point, sizeof *point);
}

static struct hf_p256_point sum_of(uint32_t slots[][8])
{
    struct hf_p256_point sum;

    memcpy(&sum, slots[HF_P256_X], sizeof sum);
    return sum;
}

static void the_prime_is_the_curve_s(void **state)
{
    uint32_t words[8];

    (void)state;
    test_words(words, test_prime());
    assert_memory_equal(words, hf_p256_prime, sizeof words);
}

static void a_point_is_doubled(void **state)
{
    (void)state;
    for (long k = 1; k < 50; k++) {
        uint32_t slots[HF_P256_SLOTS][8];
        struct hf_p256_point point = ours_scaled(k, (unsigned)k);

        assert_is(&point, k);
        put(slots, HF_P256_X, &point);
        hf_p256_double(slots);
        point = sum_of(slots);
        assert_is(&point, 2 * k);
    }
}

static void check_addition(long i, long j, int scaled)
{
    struct hf_p256_point sum = ours_scaled(i == 0 ? 1 : i, (unsigned)(i * 20 + j + 300));
    struct hf_p256_point term = scaled ? ours_scaled(j, (unsigned)(j + 40)) : ours(j);
    uint32_t slots[HF_P256_SLOTS][8];

    if (i == 0) { /* infinity, with whatever in X and Y */
        memset(sum.z, 0, sizeof sum.z);
    }
    put(slots, HF_P256_X, &sum);
    put(slots, HF_P256_TERM_X, &term);
    hf_p256_add_term(slots);
    sum = sum_of(slots);
    assert_is(&sum, i + j);
}

static void points_are_added_equal_and_opposite_ones_too(void **state)
{
    (void)state;
    for (long i = -9; i <= 9; i++) {
        for (long j = -9; j <= 9; j++) {
            if (j != 0) {
                check_addition(i, j, 0);
                check_addition(i, j, 1);
            }
        }
    }
}

static void infinity_stays_infinity_when_doubled(void **state)
{
    struct hf_p256_point point = ours_scaled(5, 1);
    uint32_t slots[HF_P256_SLOTS][8];

    (void)state;
    memset(point.z, 0, sizeof point.z);
    put(slots, HF_P256_X, &point);
    for (int i = 0; i < 10; i++) {
        hf_p256_double(slots);
        point = sum_of(slots);
        assert_is(&point, 0);
    }
}

static void a_table_holds_the_odd_multiples_of_any_point(void **state)
{
    (void)state;
    for (long k = 1; k < 200; k += 7) {
        uint32_t slots[HF_P256_SLOTS][8];
        struct hf_p256_point point = ours(k);
        struct hf_p256_point table[HF_P256_ODD_MULTIPLES];

        hf_p256_multiples(table, &point, slots);
        for (int i = 0; i < HF_P256_ODD_MULTIPLES; i++) {
            assert_is(&table[i], k * (2 * i + 1));
        }
    }
}

static void a_number_is_settled_below_p(void **state)
{
    (void)state;
    for (unsigned i = 0; i < 1000; i++) {
        uint32_t words[8];
        BIGNUM *before, *after;

        test_number(words, i);
        before = test_bn(words);
        hf_p256_settle(words);
        after = test_bn(words);
        BN_nnmod(before, before, test_prime(), test_context());
        assert_int_equal(BN_cmp(before, after), 0);
        BN_free(before);
        BN_free(after);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_prime_is_the_curve_s),
        cmocka_unit_test(a_point_is_doubled),
        cmocka_unit_test(points_are_added_equal_and_opposite_ones_too),
        cmocka_unit_test(infinity_stays_infinity_when_doubled),
        cmocka_unit_test(a_table_holds_the_odd_multiples_of_any_point),
        cmocka_unit_test(a_number_is_settled_below_p),
    };

    return cmocka_run_group_tests(tests, make_group, free_group);
}
