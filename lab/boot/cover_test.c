/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * What the host wraps, urot unwraps: the two sides share no code but the key derivation's
 * definition. */
#include "firmware/urot/cover_key.h"
#include "host/image/crypt.h"
#include "host/key/digest.h"

/* clang-format off */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include <string.h>

static const uint8_t root[32] = {0x42, 0x17};
static const uint8_t other[32] = {0x42, 0x18};
static const hf_span_t no_product = {NULL, 0};
static struct hf_crypt_key short_key = {HF_CRYPT_OF_IMAGE, 16, {9, 8, 7, 6, 5, 4, 3, 2, 1}};
static struct hf_crypt_key long_key = {HF_CRYPT_OF_IMAGE, 32, {1, 2, 3, 4, 5, 6, [31] = 7}};
static struct hf_crypt_key product_key = {HF_CRYPT_OF_PRODUCT, 32, {0x33, [30] = 5}};

/* Wrapped: for the device, for the product, and the product's key for the device. */
static uint8_t for_device[HF_ENC_EC256_AES128];
static uint8_t longer[HF_ENC_EC256_AES256];
static uint8_t for_product[HF_ENC_EC256_AES256];
static uint8_t provisioned[HF_ENC_EC256_AES256];
static const hf_span_t of_product = {for_product, sizeof(for_product)};
static const hf_span_t page = {provisioned, sizeof(provisioned)};

static bool wrap_for(const struct hf_key *recipient, const struct hf_crypt_key *key, uint8_t *value)
{
    struct hf_trouble trouble = {""};
    struct hf_key *once = NULL;
    uint8_t bytes[HF_ENC_EC256_AES256];
    bool const done =
        hf_key_new(&once, &trouble) && hf_crypt_wrap(recipient, once, key, bytes, &trouble);

    memcpy(value, bytes, HF_COVER_HEAD + key->size);
    hf_key_free(once);
    return done;
}

static int wrap(void **state)
{
    struct hf_key *device = NULL;
    struct hf_key *product = NULL;
    uint8_t scalar[32];

    (void)state;
    hf_derive(root, "image.key", 0, scalar);
    bool const done =
        hf_key_from_scalar(scalar, &device) && hf_key_from_scalar(product_key.bytes, &product) &&
        wrap_for(device, &short_key, for_device) && wrap_for(device, &long_key, longer) &&
        wrap_for(product, &long_key, for_product) && wrap_for(device, &product_key, provisioned);

    hf_key_free(device);
    hf_key_free(product);
    return done ? 0 : -1;
}

static void the_device_unwraps_what_the_host_wrapped_for_it(void **state)
{
    struct hf_cover_key key;

    (void)state;
    assert_int_equal(HF_OK, hf_cover_unwrap(root, no_product,
                                            (hf_span_t){for_device, sizeof(for_device)}, &key));
    assert_int_equal(16, key.size);
    assert_memory_equal(short_key.bytes, key.bytes, 16);
    assert_int_equal(HF_OK,
                     hf_cover_unwrap(root, no_product, (hf_span_t){longer, sizeof(longer)}, &key));
    assert_int_equal(32, key.size);
    assert_memory_equal(long_key.bytes, key.bytes, 32);
}

static void another_device_does_not(void **state)
{
    static const uint8_t zero[32];
    struct hf_cover_key key = {16, {1}};

    (void)state;
    assert_int_equal(
        HF_ERR_IMAGE_ENCRYPTED,
        hf_cover_unwrap(other, page, (hf_span_t){for_device, sizeof(for_device)}, &key));
    assert_memory_equal(zero, key.bytes, sizeof(key.bytes));
}

static void a_product_is_opened_by_a_device_that_has_its_key(void **state)
{
    struct hf_cover_key key;

    (void)state;
    assert_int_equal(HF_OK, hf_cover_unwrap(root, page, of_product, &key));
    assert_memory_equal(long_key.bytes, key.bytes, 32);
    assert_int_equal(HF_ERR_IMAGE_ENCRYPTED, hf_cover_unwrap(root, no_product, of_product, &key));
    assert_int_equal(HF_ERR_IMAGE_ENCRYPTED, hf_cover_unwrap(other, page, of_product, &key));
}

/* Who can wrap an image key for a device has not thereby made a product's key for it. */
static void an_images_key_is_not_taken_for_a_products(void **state)
{
    struct hf_cover_key key;
    struct hf_crypt_key disguised = product_key;
    struct hf_key *device = NULL;
    uint8_t scalar[32];
    uint8_t value[HF_ENC_EC256_AES256];

    (void)state;
    hf_derive(root, "image.key", 0, scalar);
    disguised.use = HF_CRYPT_OF_IMAGE;
    assert_true(hf_key_from_scalar(scalar, &device));
    assert_true(wrap_for(device, &disguised, value));
    hf_key_free(device);
    assert_int_equal(HF_ERR_IMAGE_ENCRYPTED,
                     hf_cover_unwrap(root, (hf_span_t){value, sizeof(value)}, of_product, &key));
}

static void an_erased_page_holds_no_key(void **state)
{
    struct hf_cover_key key;
    uint8_t erased[HF_ENC_EC256_AES256];

    (void)state;
    memset(erased, 0xff, sizeof(erased));
    assert_int_equal(HF_ERR_IMAGE_ENCRYPTED,
                     hf_cover_unwrap(root, (hf_span_t){erased, sizeof(erased)}, of_product, &key));
}

static void what_the_device_says_of_itself_is_what_the_host_wraps_for(void **state)
{
    struct hf_key *device = NULL;
    struct hf_public public_half;
    uint8_t scalar[32];
    uint8_t point[64];

    (void)state;
    hf_derive(root, "image.key", 0, scalar);
    assert_true(hf_key_from_scalar(scalar, &device));
    hf_key_public(device, &public_half);
    hf_key_free(device);
    hf_cover_public(root, point);
    assert_memory_equal(public_half.point, point, sizeof(point));
}

static void no_bit_of_a_wrapped_key_may_differ(void **state)
{
    struct hf_cover_key key;

    (void)state;
    for (size_t i = 0; i < sizeof(for_device); i++) {
        for_device[i] ^= 0x04u;
        assert_int_equal(
            HF_ERR_IMAGE_ENCRYPTED,
            hf_cover_unwrap(root, no_product, (hf_span_t){for_device, sizeof(for_device)}, &key));
        for_device[i] ^= 0x04u;
    }
}

static void no_bit_of_a_provisioned_key_may_differ(void **state)
{
    struct hf_cover_key key;

    (void)state;
    for (size_t i = 0; i < sizeof(provisioned); i++) {
        provisioned[i] ^= 0x04u;
        assert_int_equal(HF_ERR_IMAGE_ENCRYPTED, hf_cover_unwrap(root, page, of_product, &key));
        provisioned[i] ^= 0x04u;
    }
}

static void the_stream_is_the_hosts_at_every_offset(void **state)
{
    const struct hf_crypt_key *const keys[] = {&short_key, &long_key};
    uint8_t whole[700];
    uint8_t part[300];

    (void)state;
    for (size_t i = 0; i < 2; i++) {
        struct hf_cover_key key = {(uint32_t)keys[i]->size, {0}};

        memcpy(key.bytes, keys[i]->bytes, key.size);
        memset(whole, 0x5c, sizeof(whole));
        hf_crypt_apply(keys[i], whole, sizeof(whole));
        for (uint32_t offset = 0; offset < 400; offset += 7) {
            memset(part, 0x5c, sizeof(part));
            hf_cover_stream(&key, offset, part, sizeof(part));
            assert_memory_equal(whole + offset, part, sizeof(part));
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_device_unwraps_what_the_host_wrapped_for_it),
        cmocka_unit_test(another_device_does_not),
        cmocka_unit_test(what_the_device_says_of_itself_is_what_the_host_wraps_for),
        cmocka_unit_test(a_product_is_opened_by_a_device_that_has_its_key),
        cmocka_unit_test(an_images_key_is_not_taken_for_a_products),
        cmocka_unit_test(an_erased_page_holds_no_key),
        cmocka_unit_test(no_bit_of_a_wrapped_key_may_differ),
        cmocka_unit_test(no_bit_of_a_provisioned_key_may_differ),
        cmocka_unit_test(the_stream_is_the_hosts_at_every_offset),
    };

    return cmocka_run_group_tests(tests, wrap, NULL);
}
