/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * The sides of the verification equation, by whichever implementation is linked. The vector is
 * RFC 6979, A.2.5, "sample" with SHA-256. */
#include "hw/api/crypto.h"

/* clang-format off */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include <string.h>

static const uint8_t key[64] = {
    0x60, 0xfe, 0xd4, 0xba, 0x25, 0x5a, 0x9d, 0x31, 0xc9, 0x61, 0xeb, 0x74, 0xc6, 0x35, 0x6d, 0x68,
    0xc0, 0x49, 0xb8, 0x92, 0x3b, 0x61, 0xfa, 0x6c, 0xe6, 0x69, 0x62, 0x2e, 0x60, 0xf2, 0x9f, 0xb6,
    0x79, 0x03, 0xfe, 0x10, 0x08, 0xb8, 0xbc, 0x99, 0xa4, 0x1a, 0xe9, 0xe9, 0x56, 0x28, 0xbc, 0x64,
    0xf2, 0xf1, 0xb2, 0x0c, 0x2d, 0x7e, 0x9f, 0x51, 0x77, 0xa3, 0xc2, 0x94, 0xd4, 0x46, 0x22, 0x99};
static const uint8_t hash[32] = {0xaf, 0x2b, 0xdb, 0xe1, 0xaa, 0x9b, 0x6e, 0xc1, 0xe2, 0xad, 0xe1,
                                 0xd6, 0x94, 0xf4, 0x1f, 0xc7, 0x1a, 0x83, 0x1d, 0x02, 0x68, 0xe9,
                                 0x89, 0x15, 0x62, 0x11, 0x3d, 0x8a, 0x62, 0xad, 0xd1, 0xbf};
static const uint8_t signature[64] = {
    0xef, 0xd4, 0x8b, 0x2a, 0xac, 0xb6, 0xa8, 0xfd, 0x11, 0x40, 0xdd, 0x9c, 0xd4, 0x5e, 0x81, 0xd6,
    0x9d, 0x2c, 0x87, 0x7b, 0x56, 0xaa, 0xf9, 0x91, 0xc3, 0x4d, 0x0e, 0xa8, 0x4e, 0xaf, 0x37, 0x16,
    0xf7, 0xcb, 0x1c, 0x94, 0x2d, 0x65, 0x7c, 0x41, 0xd4, 0x36, 0xc7, 0xa1, 0xb6, 0xe2, 0x9f, 0x65,
    0xf3, 0xe9, 0x00, 0xdb, 0xb9, 0xaf, 0xf4, 0x06, 0x4d, 0xc4, 0xab, 0x2f, 0x84, 0x3a, 0xcd, 0xa8};

static int sides_are_equal(const uint8_t *k, const uint8_t *h, const uint8_t *s)
{
    struct hf_p256_sides sides;

    memset(&sides, 0, sizeof(sides));
    hf_p256_verify(k, h, s, &sides);
    return memcmp(sides.left, sides.right, sizeof(sides.left)) == 0;
}

static void a_good_signature_makes_the_sides_equal(void **state)
{
    (void)state;
    assert_true(sides_are_equal(key, hash, signature));
}

/* Every 5th bit: a verification takes a while. */
static void one_flipped_bit_makes_them_differ(void **state)
{
    uint8_t k[64];
    uint8_t h[32];
    uint8_t s[64];

    (void)state;
    for (uint32_t bit = 0; bit < 512; bit += 5) {
        memcpy(k, key, sizeof(k));
        memcpy(h, hash, sizeof(h));
        memcpy(s, signature, sizeof(s));
        k[bit / 8u] ^= (uint8_t)(1u << (bit % 8u));
        assert_false(sides_are_equal(k, hash, signature));
        h[bit / 16u] ^= (uint8_t)(1u << (bit % 8u));
        assert_false(sides_are_equal(key, h, signature));
        s[bit / 8u] ^= (uint8_t)(1u << (bit % 8u));
        assert_false(sides_are_equal(key, hash, s));
    }
}

static void zero_and_the_order_are_no_signature_parts(void **state)
{
    static const uint8_t order[32] = {0xff, 0xff, 0xff, 0xff, 0x00, 0x00, 0x00, 0x00,
                                      0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,
                                      0xbc, 0xe6, 0xfa, 0xad, 0xa7, 0x17, 0x9e, 0x84,
                                      0xf3, 0xb9, 0xca, 0xc2, 0xfc, 0x63, 0x25, 0x51};
    uint8_t s[64];

    (void)state;
    for (size_t half = 0; half < 64; half += 32) {
        memcpy(s, signature, sizeof(s));
        memset(s + half, 0, 32);
        assert_false(sides_are_equal(key, hash, s));
        memcpy(s + half, order, 32);
        assert_false(sides_are_equal(key, hash, s));
    }
    memset(s, 0, sizeof(s));
    assert_false(sides_are_equal(key, hash, s));
}

static void a_point_of_zeros_is_no_key(void **state)
{
    static const uint8_t none[64];

    (void)state;
    assert_false(sides_are_equal(none, hash, signature));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_good_signature_makes_the_sides_equal),
        cmocka_unit_test(one_flipped_bit_makes_them_differ),
        cmocka_unit_test(zero_and_the_order_are_no_signature_parts),
        cmocka_unit_test(a_point_of_zeros_is_no_key),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
