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

static struct hf_p256_affine ours(long k)
{
    struct hf_p256_affine result;
    EC_POINT *point = multiple(k);
    BIGNUM *x = BN_new(), *y = BN_new();

    EC_POINT_get_affine_coordinates(group, point, x, y, NULL);
    to_montgomery(result.x, x);
    to_montgomery(result.y, y);
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
    struct hf_p256_affine affine = ours(k);
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
    struct hf_p256_affine expected;
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

static void the_table_holds_the_odd_multiples_of_the_generator(void **state)
{
    (void)state;
    for (int i = 0; i < HF_P256_ODD_MULTIPLES; i++) {
        struct hf_p256_affine expected = ours(2 * i + 1);

        assert_memory_equal(&expected, &hf_p256_generator[i], sizeof expected);
    }
}

static void a_point_is_doubled(void **state)
{
    (void)state;
    for (long k = 1; k < 50; k++) {
        struct hf_p256_point point = ours_scaled(k, (unsigned)k);

        assert_is(&point, k);
        hf_p256_double(&point);
        assert_is(&point, 2 * k);
    }
}

static void points_are_added_equal_and_opposite_ones_too(void **state)
{
    (void)state;
    for (long i = -9; i <= 9; i++) {
        for (long j = -9; j <= 9; j++) {
            struct hf_p256_point point = ours_scaled(i == 0 ? 1 : i, (unsigned)(i * 20 + j + 300));
            struct hf_p256_affine other = ours(j == 0 ? 1 : j);
            uint32_t ratio[8];

            if (i == 0) { /* infinity, with whatever in X and Y */
                memset(point.z, 0, sizeof point.z);
            }
            hf_p256_add_affine(&point, &other, ratio);
            assert_is(&point, i + (j == 0 ? 1 : j));
        }
    }
}

static void infinity_stays_infinity_when_doubled(void **state)
{
    struct hf_p256_point point = ours_scaled(5, 1);

    (void)state;
    memset(point.z, 0, sizeof point.z);
    for (int i = 0; i < 10; i++) {
        hf_p256_double(&point);
        assert_is(&point, 0);
    }
}

static void the_ratio_leads_from_the_old_z_to_the_new(void **state)
{
    (void)state;
    for (long k = 2; k < 20; k++) {
        struct hf_p256_point point = ours_scaled(k, (unsigned)k);
        struct hf_p256_affine other = ours(1);
        BIGNUM *old = from_montgomery(point.z), *new, *step;
        uint32_t ratio[8];

        hf_p256_add_affine(&point, &other, ratio);
        new = from_montgomery(point.z);
        step = from_montgomery(ratio);
        BN_mod_mul(old, old, step, test_prime(), test_context());
        assert_int_equal(BN_cmp(old, new), 0);
        BN_free(old);
        BN_free(new);
        BN_free(step);
    }
}

static void a_table_holds_the_odd_multiples_of_any_point(void **state)
{
    (void)state;
    for (long k = 1; k < 200; k += 7) {
        struct hf_p256_affine point = ours(k);
        struct hf_p256_affine table[HF_P256_ODD_MULTIPLES];

        hf_p256_multiples(table, &point);
        for (int i = 0; i < HF_P256_ODD_MULTIPLES; i++) {
            struct hf_p256_point entry;

            memcpy(&entry, &table[i], sizeof table[i]);
            memcpy(entry.z, hf_p256_one, sizeof entry.z);
            assert_is(&entry, k * (2 * i + 1));
        }
    }
}

static void zero_has_two_spellings_and_nothing_else_is_zero(void **state)
{
    uint32_t words[8] = {0};

    (void)state;
    assert_true(hf_p256_is_zero(words));
    test_words(words, test_prime());
    assert_true(hf_p256_is_zero(words));
    for (unsigned bit = 0; bit < 256; bit++) {
        uint32_t near[8] = {0};

        near[bit / 32] = 1u << (bit % 32);
        assert_false(hf_p256_is_zero(near));
        test_words(near, test_prime());
        near[bit / 32] ^= 1u << (bit % 32);
        assert_false(hf_p256_is_zero(near));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_table_holds_the_odd_multiples_of_the_generator),
        cmocka_unit_test(a_point_is_doubled),
        cmocka_unit_test(points_are_added_equal_and_opposite_ones_too),
        cmocka_unit_test(infinity_stays_infinity_when_doubled),
        cmocka_unit_test(the_ratio_leads_from_the_old_z_to_the_new),
        cmocka_unit_test(a_table_holds_the_odd_multiples_of_any_point),
        cmocka_unit_test(zero_has_two_spellings_and_nothing_else_is_zero),
    };

    return cmocka_run_group_tests(tests, make_group, free_group);
}
