/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "hw/api/crypto.h"
#include "hw/crypto/p256/bignum_test.h"
#include "lab/crypto/oracle.h"

#include <openssl/ec.h>
#include <openssl/obj_mac.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#define SIGNATURES 1000

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

static int is_good(const struct oracle_case *sample)
{
    struct hf_p256_sides sides;
    uint32_t differ = 0;

    memset(&sides, 0x77, sizeof sides); /* equal sides before: the function must set them apart */
    hf_p256_verify(sample->key, sample->hash, sample->signature, &sides);
    for (int i = 0; i < 8; i++) {
        differ |= sides.left[i] ^ sides.right[i];
    }
    return differ == 0;
}

/* Refused before the equation counts: the left side all zeros, the right side all ones. */
static int is_set_apart(const struct oracle_case *sample)
{
    struct hf_p256_sides sides;
    uint32_t zeros = 0, ones = UINT32_MAX;

    memset(&sides, 0x77, sizeof sides);
    hf_p256_verify(sample->key, sample->hash, sample->signature, &sides);
    for (int i = 0; i < 8; i++) {
        zeros |= sides.left[i];
        ones &= sides.right[i];
    }
    return zeros == 0 && ones == UINT32_MAX;
}

static void put(uint8_t bytes[32], const BIGNUM *number)
{
    assert_int_equal(BN_bn2binpad(number, bytes, 32), 32);
}

static void put_point(uint8_t key[64], const EC_POINT *point)
{
    uint8_t bytes[65];

    assert_int_equal(
        EC_POINT_point2oct(group, point, POINT_CONVERSION_UNCOMPRESSED, bytes, sizeof bytes, NULL),
        sizeof bytes);
    memcpy(key, bytes + 1, 64);
}

static BIGNUM *number(const char *hex)
{
    BIGNUM *result = NULL;

    assert_int_not_equal(BN_hex2bn(&result, hex), 0);
    return result;
}

/* The key for which (r, s) signs `hash` with the point R: Q = (s R - hash G) / r. */
static void key_from(struct oracle_case *sample, const EC_POINT *point, const BIGNUM *r,
                     const BIGNUM *s, const BIGNUM *hash)
{
    EC_POINT *key = EC_POINT_new(group);
    BIGNUM *minus = BN_dup(hash), *inverse = BN_new();

    BN_mod_inverse(inverse, r, test_order(), test_context());
    BN_set_negative(minus, 1);
    BN_nnmod(minus, minus, test_order(), test_context());
    assert_int_equal(EC_POINT_mul(group, key, minus, point, s, test_context()), 1);
    assert_int_equal(EC_POINT_mul(group, key, NULL, key, inverse, test_context()), 1);
    put_point(sample->key, key);
    put(sample->hash, hash);
    put(sample->signature, r);
    put(sample->signature + 32, s);
    BN_free(minus);
    BN_free(inverse);
    EC_POINT_free(key);
}

static void signatures_of_openssl_are_good(void **state)
{
    (void)state;
    for (int i = 0; i < 20; i++) {
        struct oracle *oracle = oracle_new();
        struct oracle_case sample;

        for (int j = 0; j < SIGNATURES / 20; j++) {
            oracle_sign(oracle, &sample);
            assert_true(is_good(&sample));
        }
        oracle_free(oracle);
    }
}

static void a_flipped_bit_anywhere_makes_them_bad(void **state)
{
    struct oracle *oracle = oracle_new();

    (void)state;
    for (unsigned bit = 0; bit < 160 * 8; bit++) {
        struct oracle_case sample;
        uint8_t *bytes = (uint8_t *)&sample; /* key, hash and signature in one row */

        oracle_sign(oracle, &sample);
        bytes[bit / 8] ^= (uint8_t)(1u << (bit % 8));
        assert_false(is_good(&sample));
        assert_int_equal(oracle_verify(oracle, &sample), 0);
    }
    oracle_free(oracle);
}

static void numbers_out_of_range_are_refused(void **state)
{
    static const char *const wrong[] = {
        "0",
        "ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551", /* n */
        "ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632552",
        "ffffffff00000001000000000000000000000000ffffffffffffffffffffffff", /* p */
        "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
    };
    struct oracle *oracle = oracle_new();

    (void)state;
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        for (int half = 0; half < 2; half++) {
            struct oracle_case sample;
            BIGNUM *value = number(wrong[i]);

            oracle_sign(oracle, &sample);
            put(sample.signature + 32 * half, value);
            assert_true(is_set_apart(&sample));
            BN_free(value);
        }
    }
    oracle_free(oracle);
}

/* (r, s + n) satisfies the equation as well as (r, s): only the range check refuses it. */
static void an_s_beyond_n_is_refused_although_the_equation_holds(void **state)
{
    BIGNUM *r = BN_new(), *s = BN_new(), *hash = number("1234567890abcdef"), *large = BN_new();
    EC_POINT *point = EC_POINT_new(group);
    BIGNUM *k = number("3");

    (void)state;
    EC_POINT_mul(group, point, k, NULL, NULL, NULL);
    EC_POINT_get_affine_coordinates(group, point, r, NULL, NULL);
    for (unsigned i = 1; i < 20; i++) { /* s small enough for s + n to fit in 32 bytes */
        struct oracle_case sample;

        BN_set_word(s, i);
        key_from(&sample, point, r, s, hash);
        assert_true(is_good(&sample));
        BN_add(large, s, test_order());
        put(sample.signature + 32, large);
        assert_false(is_good(&sample));
    }
    BN_free(r);
    BN_free(s);
    BN_free(k);
    BN_free(hash);
    BN_free(large);
    EC_POINT_free(point);
}

/* A point with this x coordinate or the next possible one above it. */
static EC_POINT *point_at(BIGNUM *x)
{
    EC_POINT *point = EC_POINT_new(group);

    while (EC_POINT_set_compressed_coordinates(group, point, x, 0, test_context()) != 1) {
        BN_add_word(x, 1);
    }
    return point;
}

static void an_x_above_n_matches_r_plus_n_and_r_itself_is_refused(void **state)
{
    BIGNUM *x = BN_dup(test_order()), *r = BN_new(), *s = number("123456789abcdef0f"),
           *e = number("5");

    (void)state;
    for (int i = 0; i < 10; i++) {
        struct oracle_case sample;
        EC_POINT *point = point_at(x);

        BN_sub(r, x, test_order());
        if (!BN_is_zero(r)) {
            key_from(&sample, point, r, s, e);
            assert_true(is_good(&sample));
            put(sample.signature, x); /* r + n, for which r Z^2 = X holds too */
            assert_true(is_set_apart(&sample));
            BN_add_word(r, 1);
            put(sample.signature, r);
            assert_false(is_good(&sample));
        }
        EC_POINT_free(point);
        BN_add_word(x, 1);
    }
    BN_free(x);
    BN_free(r);
    BN_free(s);
    BN_free(e);
}

/* Keys for which r = x + p - n, and so r + n = x modulo p, from this x on. */
static void check_wrapped(BIGNUM *x)
{
    BIGNUM *r = BN_new(), *s = number("42"), *e = number("9999");

    for (int i = 0; i < 10; i++) {
        struct oracle_case sample;
        EC_POINT *point = point_at(x);

        BN_add(r, x, test_prime());
        BN_sub(r, r, test_order());
        key_from(&sample, point, r, s, e);
        assert_false(is_good(&sample));
        EC_POINT_free(point);
        BN_add_word(x, 1);
    }
    BN_free(r);
    BN_free(s);
    BN_free(e);
}

/* Neither where r + n just passes p, nor where it passes 2^256. */
static void r_plus_n_is_not_taken_modulo_p(void **state)
{
    BIGNUM *x = BN_new();

    (void)state;
    BN_zero(x);
    check_wrapped(x);
    BN_lshift(x, BN_value_one(), 256);
    BN_sub(x, x, test_prime());
    check_wrapped(x);
    BN_free(x);
}

/* x just below p, r = x - n. */
static void r_plus_n_matches_up_to_p(void **state)
{
    BIGNUM *x = BN_dup(test_prime()), *r = BN_new(), *s = number("42"), *e = number("9999");

    (void)state;
    BN_sub_word(x, 40);
    for (int i = 0; i < 10; i++) {
        struct oracle_case sample;
        EC_POINT *point = point_at(x);

        BN_sub(r, x, test_order());
        key_from(&sample, point, r, s, e);
        assert_true(is_good(&sample));
        EC_POINT_free(point);
        BN_add_word(x, 1);
    }
    BN_free(x);
    BN_free(r);
    BN_free(s);
    BN_free(e);
}

/* With key d G, R = (hash + r d) / s G: infinity when hash = - r d, whatever s. */
static void infinity_is_refused(void **state)
{
    (void)state;
    for (unsigned d = 1; d < 40; d++) {
        struct oracle_case sample;
        BIGNUM *secret = BN_new(), *r = BN_new(), *hash = BN_new(), *s = number("77777777777");
        EC_POINT *key = EC_POINT_new(group);

        BN_set_word(secret, d);
        BN_set_word(r, 1000003u * d);
        EC_POINT_mul(group, key, secret, NULL, NULL, NULL);
        BN_mod_mul(hash, r, secret, test_order(), test_context());
        BN_sub(hash, test_order(), hash);
        put_point(sample.key, key);
        put(sample.hash, hash);
        put(sample.signature, r);
        put(sample.signature + 32, s);
        assert_true(is_set_apart(&sample));
        BN_free(secret);
        BN_free(r);
        BN_free(hash);
        BN_free(s);
        EC_POINT_free(key);
    }
}

/* Signs with a chosen secret, nonce and hash; returns 0 when r or s is zero. */
static int sign_with(struct oracle_case *sample, const BIGNUM *secret, const BIGNUM *nonce,
                     const BIGNUM *hash)
{
    EC_POINT *point = EC_POINT_new(group);
    BIGNUM *r = BN_new(), *s = BN_new(), *inverse = BN_new();
    int usable;

    EC_POINT_mul(group, point, nonce, NULL, NULL, NULL);
    EC_POINT_get_affine_coordinates(group, point, r, NULL, NULL);
    BN_nnmod(r, r, test_order(), test_context());
    BN_mod_mul(s, r, secret, test_order(), test_context());
    BN_mod_add(s, s, hash, test_order(), test_context());
    BN_mod_inverse(inverse, nonce, test_order(), test_context());
    BN_mod_mul(s, s, inverse, test_order(), test_context());
    usable = !BN_is_zero(s) && !BN_is_zero(r);
    EC_POINT_mul(group, point, secret, NULL, NULL, NULL);
    put_point(sample->key, point);
    put(sample->hash, hash);
    put(sample->signature, r);
    put(sample->signature + 32, s);
    EC_POINT_free(point);
    BN_free(r);
    BN_free(s);
    BN_free(inverse);
    return usable;
}

/* Keys that are small multiples of the generator, of either sign, and small nonces: then the two
 * tables share points, and the sum meets itself and its opposite. Hash 0 makes u1 zero. */
static void small_keys_nonces_and_hashes_are_good(void **state)
{
    int signatures = 0;

    (void)state;
    for (int d = -20; d <= 20; d++) {
        for (unsigned k = 1; k < 12; k++) {
            for (unsigned e = 0; e < 4; e++) {
                struct oracle_case sample;
                BIGNUM *secret = BN_new(), *nonce = BN_new(), *hash = BN_new();

                BN_set_word(secret, (BN_ULONG)(d < 0 ? -d : d));
                BN_set_negative(secret, d < 0);
                BN_nnmod(secret, secret, test_order(), test_context());
                BN_set_word(nonce, k);
                BN_set_word(hash, e);
                if (d != 0 && sign_with(&sample, secret, nonce, hash)) {
                    assert_true(is_good(&sample));
                    sample.hash[0] ^= 0x10;
                    assert_true(k > 1 || !is_good(&sample));
                    signatures++;
                }
                BN_free(secret);
                BN_free(nonce);
                BN_free(hash);
            }
        }
    }
    assert_true(signatures > 1000);
}

static void a_hash_beyond_n_is_taken_modulo_n(void **state)
{
    struct oracle_case sample;
    BIGNUM *secret = number("abcdef"), *nonce = number("fedcba987654321");
    BIGNUM *hash = number("ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff");

    (void)state;
    assert_true(sign_with(&sample, secret, nonce, hash));
    assert_true(is_good(&sample));
    BN_nnmod(hash, hash, test_order(), test_context());
    put(sample.hash, hash);
    assert_true(is_good(&sample));
    BN_free(secret);
    BN_free(nonce);
    BN_free(hash);
}

/* With hash 0 and r = s the point R is the key itself: r = x(Q) solves the equation for any Q, on
 * the curve or not. */
static void a_key_off_the_curve_is_refused_although_the_equation_holds(void **state)
{
    struct oracle *oracle = oracle_new();

    (void)state;
    for (int i = 0; i < 50; i++) {
        struct oracle_case sample;

        oracle_free(oracle);
        oracle = oracle_new();
        oracle_sign(oracle, &sample);
        memset(sample.hash, 0, sizeof sample.hash);
        memcpy(sample.signature, sample.key, 32);
        memcpy(sample.signature + 32, sample.key, 32);
        assert_true(is_good(&sample)); /* x(Q) is below n but in one case of 2^32 */
        sample.key[63] ^= 1;
        assert_true(is_set_apart(&sample));
    }
    oracle_free(oracle);
}

static void keys_of_zeros_and_of_ones_are_refused(void **state)
{
    struct oracle *oracle = oracle_new();
    struct oracle_case sample;

    (void)state;
    oracle_sign(oracle, &sample);
    memset(sample.key, 0, sizeof sample.key);
    assert_true(is_set_apart(&sample));
    memset(sample.key, 0xff, sizeof sample.key);
    assert_true(is_set_apart(&sample));
    oracle_free(oracle);
}

/* A signature without the secret key, for a hash that one cannot choose: with R = a G + b Q, take
 * r = x(R), s = r / b, hash = a s. */
static void forge(struct oracle_case *sample, const EC_POINT *key)
{
    BIGNUM *a = number("123456789"), *b = number("fedcba98765"), *r = BN_new(), *s = BN_new();
    EC_POINT *point = EC_POINT_new(group);

    assert_int_equal(EC_POINT_mul(group, point, a, key, b, test_context()), 1);
    EC_POINT_get_affine_coordinates(group, point, r, NULL, NULL);
    BN_nnmod(r, r, test_order(), test_context());
    BN_mod_inverse(b, b, test_order(), test_context());
    BN_mod_mul(s, r, b, test_order(), test_context());
    BN_mod_mul(a, a, s, test_order(), test_context());
    put_point(sample->key, key);
    put(sample->hash, a);
    put(sample->signature, r);
    put(sample->signature + 32, s);
    BN_free(a);
    BN_free(b);
    BN_free(r);
    BN_free(s);
    EC_POINT_free(point);
}

/* x + p is the same field element, but no coordinate. It fits in 32 bytes only for a small x. */
static void a_coordinate_beyond_p_is_refused(void **state)
{
    BIGNUM *x = BN_new(), *large = BN_new();

    (void)state;
    BN_zero(x);
    for (int i = 0; i < 10; i++) {
        struct oracle_case sample;
        EC_POINT *point = point_at(x);

        forge(&sample, point);
        assert_true(is_good(&sample));
        BN_add(large, x, test_prime());
        put(sample.key, large);
        assert_false(is_good(&sample));
        EC_POINT_free(point);
        BN_add_word(x, 1);
    }
    BN_free(x);
    BN_free(large);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(signatures_of_openssl_are_good),
        cmocka_unit_test(a_flipped_bit_anywhere_makes_them_bad),
        cmocka_unit_test(numbers_out_of_range_are_refused),
        cmocka_unit_test(an_s_beyond_n_is_refused_although_the_equation_holds),
        cmocka_unit_test(an_x_above_n_matches_r_plus_n_and_r_itself_is_refused),
        cmocka_unit_test(r_plus_n_is_not_taken_modulo_p),
        cmocka_unit_test(r_plus_n_matches_up_to_p),
        cmocka_unit_test(infinity_is_refused),
        cmocka_unit_test(small_keys_nonces_and_hashes_are_good),
        cmocka_unit_test(a_hash_beyond_n_is_taken_modulo_n),
        cmocka_unit_test(a_key_off_the_curve_is_refused_although_the_equation_holds),
        cmocka_unit_test(keys_of_zeros_and_of_ones_are_refused),
        cmocka_unit_test(a_coordinate_beyond_p_is_refused),
    };

    return cmocka_run_group_tests(tests, make_group, free_group);
}
