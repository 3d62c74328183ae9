/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * Encrypted images, against a vector that another implementation (Python's cryptography, by the
 * steps of MCUboot's own tool) computed. */
#include "host/image/crypt.h"
#include "host/image/image.h"
#include "host/image/sign.h"
#include "host/key/digest.h"

/* clang-format off */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include <string.h>

/* Recipient 0x11..., one-time key 0x22..., image key 00 01 .. 0f. */
static const char vector[] =
    "04d65a93977caa3d1b081852ff57a79e465f1660577304baead505dd3a48589cf350185e895372df6221ea3a13"
    "7557e473fddb6755f05bd507c3c533fce9c912856d1a34865e48c7f52c72922088459437d2ba0ca1c0b8f72502"
    "1786b9770c8f8fa93a4edd975499c6896ec17963e53a07";
/* The same with image key 00 01 .. 1f: AES-256. */
static const char vector256[] =
    "04d65a93977caa3d1b081852ff57a79e465f1660577304baead505dd3a48589cf350185e895372df6221ea3a13"
    "7557e473fddb6755f05bd507c3c533fce9c9128512e859feb045fc87eddc1c1408c4900d282da399fd1efb0f9a"
    "1bd31e68a3314067e32c1c91559935d718004342e6e7bf2829e8f969d523e1c232f8004cb37ab8";
static const char stream[] = "c6a13b37878f5b826f4f8162a1c8d8797346139595c0b41e497bbde365f42d0a49d68"
                             "753999ba68c";

static struct hf_key *recipient;
static struct hf_key *once;
static struct hf_key *signer;
static struct hf_arena arena;
static struct hf_trouble trouble;
static struct hf_crypt_key key = {HF_CRYPT_OF_IMAGE, 16, {0}};

static int set_up(void **state)
{
    uint8_t scalar[32];

    (void)state;
    memset(scalar, 0x11, sizeof(scalar));
    (void)hf_key_from_scalar(scalar, &recipient);
    memset(scalar, 0x22, sizeof(scalar));
    (void)hf_key_from_scalar(scalar, &once);
    for (size_t i = 0; i < sizeof(key.bytes); i++) {
        key.bytes[i] = (uint8_t)i;
    }
    return hf_key_new(&signer, &trouble) && recipient != NULL && once != NULL ? 0 : -1;
}

static int tear_down(void **state)
{
    (void)state;
    hf_key_free(recipient);
    hf_key_free(once);
    hf_key_free(signer);
    hf_arena_free(&arena);
    return 0;
}

static void a_wrapped_key_is_that_of_the_vector(void **state)
{
    uint8_t value[HF_ENC_EC256_AES256];
    char text[2 * HF_ENC_EC256_AES128 + 1];

    (void)state;
    assert_true(hf_crypt_wrap(recipient, once, &key, value, &trouble));
    hf_hex(value, HF_ENC_EC256_AES128, text);
    assert_string_equal(vector, text);
}

/* A key of 256 bits shares its first half of the derivation with one of 128: nothing else may be
 * alike. */
static void a_longer_key_is_wrapped_by_itself(void **state)
{
    uint8_t value[HF_ENC_EC256_AES256];
    struct hf_crypt_key longer = key;
    struct hf_crypt_key got = {HF_CRYPT_OF_IMAGE, 0, {0}};
    char text[2 * HF_ENC_EC256_AES256 + 1];

    (void)state;
    longer.size = 32;
    assert_true(hf_crypt_wrap(recipient, once, &longer, value, &trouble));
    assert_true(hf_crypt_unwrap(recipient, (hf_span_t){value, sizeof(value)}, &got, &trouble));
    assert_int_equal(32, got.size);
    assert_memory_equal(longer.bytes, got.bytes, 32);
    assert_false(
        hf_crypt_unwrap(recipient, (hf_span_t){value, HF_ENC_EC256_AES128}, &got, &trouble));
    hf_hex(value, sizeof(value), text);
    assert_string_equal(vector256, text);
}

static void a_products_key_is_no_images_key(void **state)
{
    uint8_t value[HF_ENC_EC256_AES256];
    struct hf_crypt_key product = key;
    struct hf_crypt_key got = {HF_CRYPT_OF_IMAGE, 0, {0}};
    hf_span_t const span = {value, sizeof(value)};

    (void)state;
    product.size = 32;
    product.use = HF_CRYPT_OF_PRODUCT;
    assert_true(hf_crypt_wrap(recipient, once, &product, value, &trouble));
    assert_false(hf_crypt_unwrap(recipient, span, &got, &trouble));
    got.use = HF_CRYPT_OF_PRODUCT;
    assert_true(hf_crypt_unwrap(recipient, span, &got, &trouble));
    assert_memory_equal(product.bytes, got.bytes, 32);
}

static void the_stream_is_that_of_the_vector(void **state)
{
    uint8_t zeros[40] = {0};
    char text[81];

    (void)state;
    hf_crypt_apply(&key, zeros, sizeof(zeros));
    hf_hex(zeros, sizeof(zeros), text);
    assert_string_equal(stream, text);
}

static void only_the_recipient_unwraps_and_no_bit_may_differ(void **state)
{
    uint8_t value[HF_ENC_EC256_AES128];
    struct hf_crypt_key got = {HF_CRYPT_OF_IMAGE, 0, {0}};
    hf_span_t const span = {value, sizeof(value)};

    (void)state;
    assert_true(hf_unhex(vector, value, sizeof(value)));
    assert_true(hf_crypt_unwrap(recipient, span, &got, &trouble));
    assert_int_equal(16, got.size);
    assert_memory_equal(key.bytes, got.bytes, 16);
    assert_false(hf_crypt_unwrap(once, span, &got, &trouble));
    for (size_t i = 0; i < sizeof(value); i++) {
        value[i] ^= 0x10u;
        assert_false(hf_crypt_unwrap(recipient, span, &got, &trouble));
        value[i] ^= 0x10u;
    }
}

static hf_span_t signed_image(uint32_t size, uint32_t bits)
{
    static uint8_t payload[5001];
    struct hf_sign_plan plan = {.counter = 3, .form = HF_KEY_HASHED, .targeted = true};
    hf_span_t image = {NULL, 0};

    for (uint32_t i = 0; i < sizeof(payload); i++) {
        payload[i] = (uint8_t)(i % 251u);
    }
    plan.draft.payload = (hf_span_t){payload, size};
    plan.draft.header_size = 512;
    if (bits != 0) {
        hf_crypt_prepare(&plan.draft, bits, &arena);
    }
    assert_true(hf_image_sign(&plan, signer, &arena, &image, &trouble));
    return image;
}

static void an_image_comes_back_and_its_signature_holds(void **state)
{
    hf_span_t const clear = signed_image(5001, 128);
    hf_span_t encrypted;
    hf_span_t back;
    struct hf_image_view view;

    (void)state;
    assert_true(hf_image_encrypt(clear, recipient, &arena, &encrypted, &trouble));
    assert_int_equal(clear.size + 4 + HF_ENC_EC256_AES128, encrypted.size);
    assert_memory_not_equal(clear.bytes + 512, encrypted.bytes + 512, 16);
    assert_memory_equal(clear.bytes, encrypted.bytes, 512);
    assert_true(hf_image_decrypt(encrypted, recipient, &arena, &back, &trouble));
    assert_memory_equal(clear.bytes, back.bytes, 512 + 5008);
    assert_int_equal(HF_OK, hf_image_open(back, UINT32_MAX, &view));
    assert_memory_equal(view.hash, view.digest, 32);
    assert_int_equal(5008, view.header.payload_size);
}

static void an_image_under_a_longer_key_comes_back_too(void **state)
{
    hf_span_t const clear = signed_image(5001, 256);
    hf_span_t encrypted;
    hf_span_t back;
    struct hf_image_view view;

    (void)state;
    assert_true(hf_image_encrypt(clear, recipient, &arena, &encrypted, &trouble));
    assert_int_equal(clear.size + 4 + HF_ENC_EC256_AES256, encrypted.size);
    assert_memory_not_equal(clear.bytes + 512, encrypted.bytes + 512, 16);
    assert_true(hf_image_decrypt(encrypted, recipient, &arena, &back, &trouble));
    assert_int_equal(HF_OK, hf_image_open(back, UINT32_MAX, &view));
    assert_memory_equal(view.hash, view.digest, 32);
    assert_int_equal(HF_IMAGE_FLAG_AES256, view.header.flags);
}

static void encrypting_again_replaces_the_wrapped_key(void **state)
{
    hf_span_t const clear = signed_image(160, 128);
    hf_span_t first;
    hf_span_t back;
    hf_span_t second;

    (void)state;
    assert_true(hf_image_encrypt(clear, recipient, &arena, &first, &trouble));
    assert_true(hf_image_decrypt(first, recipient, &arena, &back, &trouble));
    assert_true(hf_image_encrypt(back, once, &arena, &second, &trouble));
    assert_int_equal(first.size, second.size);
    assert_memory_not_equal(first.bytes + 512, second.bytes + 512, 160);
    assert_false(hf_image_decrypt(second, recipient, &arena, &back, &trouble));
    assert_true(hf_image_decrypt(second, once, &arena, &back, &trouble));
}

static void what_cannot_be_encrypted_is_refused(void **state)
{
    hf_span_t encrypted;
    hf_span_t again;

    (void)state;
    assert_false(hf_image_encrypt(signed_image(160, 0), recipient, &arena, &encrypted, &trouble));
    assert_true(hf_image_encrypt(signed_image(160, 128), recipient, &arena, &encrypted, &trouble));
    assert_false(hf_image_encrypt(encrypted, recipient, &arena, &again, &trouble));
    assert_false(hf_image_decrypt(signed_image(160, 128), recipient, &arena, &again, &trouble));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_wrapped_key_is_that_of_the_vector),
        cmocka_unit_test(a_longer_key_is_wrapped_by_itself),
        cmocka_unit_test(a_products_key_is_no_images_key),
        cmocka_unit_test(the_stream_is_that_of_the_vector),
        cmocka_unit_test(only_the_recipient_unwraps_and_no_bit_may_differ),
        cmocka_unit_test(an_image_comes_back_and_its_signature_holds),
        cmocka_unit_test(an_image_under_a_longer_key_comes_back_too),
        cmocka_unit_test(encrypting_again_replaces_the_wrapped_key),
        cmocka_unit_test(what_cannot_be_encrypted_is_refused),
    };

    return cmocka_run_group_tests(tests, set_up, tear_down);
}
