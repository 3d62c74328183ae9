/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * Both ciphers behind aead.h, against OpenSSL. */
#include "firmware/store/aead.h"

#include <openssl/evp.h>

/* clang-format off */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include <string.h>

static uint8_t key[HF_AEAD_KEY];
static uint8_t const nonce[HF_AEAD_NONCE] = {9, 8, 7, 6, 5, 4, 3, 2, 1};
static uint8_t const data[32] = "associated data of the record";
static uint8_t text[100];
static uint8_t plain[100];

static int setup(void **state)
{
    (void)state;
    for (uint8_t i = 0; i < sizeof(key); i++) {
        key[i] = (uint8_t)(i * 5u);
    }
    for (uint8_t i = 0; i < sizeof(plain); i++) {
        plain[i] = (uint8_t)(200u - i);
    }
    memcpy(text, plain, sizeof(text));
    return 0;
}

static struct hf_aead message(size_t size)
{
    return (struct hf_aead){key, nonce, {data, sizeof(data)}, text, size};
}

/* OpenSSL's answer for the same message. */
static void oracle(size_t size, uint8_t *cipher, uint8_t tag[HF_AEAD_TAG])
{
    int const is_ccm = strcmp(MODE, "ccm") == 0;
    EVP_CIPHER_CTX *context = EVP_CIPHER_CTX_new();
    int length;

    assert_int_equal(1, EVP_EncryptInit_ex(context, is_ccm ? EVP_aes_256_ccm() : EVP_aes_256_gcm(),
                                           NULL, NULL, NULL));
    assert_int_equal(1, EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_SET_IVLEN, HF_AEAD_NONCE, NULL));
    if (is_ccm) {
        assert_int_equal(1, EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_SET_TAG, HF_AEAD_TAG, NULL));
    }
    assert_int_equal(1, EVP_EncryptInit_ex(context, NULL, NULL, key, nonce));
    if (is_ccm) {
        assert_int_equal(1, EVP_EncryptUpdate(context, NULL, &length, NULL, (int)size));
    }
    assert_int_equal(1, EVP_EncryptUpdate(context, NULL, &length, data, sizeof(data)));
    assert_int_equal(1, EVP_EncryptUpdate(context, cipher, &length, plain, (int)size));
    assert_int_equal(1, EVP_EncryptFinal_ex(context, cipher + length, &length));
    assert_int_equal(1, EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_GET_TAG, HF_AEAD_TAG, tag));
    EVP_CIPHER_CTX_free(context);
}

static void the_cipher_is_the_standard_one(void **state)
{
    uint8_t expected[100];
    uint8_t expected_tag[HF_AEAD_TAG];
    uint8_t tag[HF_AEAD_TAG];

    for (size_t size = 1; size <= sizeof(text); size += 11) {
        struct hf_aead const sealed = message(size);

        (void)setup(state);
        oracle(size, expected, expected_tag);
        assert_int_equal(HF_OK, hf_aead_seal(&sealed, tag));
        assert_memory_equal(expected, text, size);
        assert_memory_equal(expected_tag, tag, sizeof(tag));
    }
}

static void what_was_sealed_opens(void **state)
{
    struct hf_aead const sealed = message(sizeof(text));
    uint8_t tag[HF_AEAD_TAG];

    (void)state;
    assert_int_equal(HF_OK, hf_aead_seal(&sealed, tag));
    assert_memory_not_equal(plain, text, sizeof(text));
    assert_int_equal(HF_OK, hf_aead_open(&sealed, tag));
    assert_memory_equal(plain, text, sizeof(text));
}

static void each_of_the_128_tag_bits_counts(void **state)
{
    static uint8_t const zeros[sizeof(text)];
    struct hf_aead const sealed = message(sizeof(text));
    uint8_t cipher[sizeof(text)];
    uint8_t tag[HF_AEAD_TAG];

    (void)state;
    assert_int_equal(HF_OK, hf_aead_seal(&sealed, tag));
    memcpy(cipher, text, sizeof(text));
    for (uint32_t bit = 0; bit < 128; bit++) {
        memcpy(text, cipher, sizeof(text));
        tag[bit / 8] ^= (uint8_t)(1u << bit % 8);
        assert_int_equal(HF_ERR_CRYPTO_TAG, hf_aead_open(&sealed, tag));
        assert_memory_equal(zeros, text, sizeof(text));
        tag[bit / 8] ^= (uint8_t)(1u << bit % 8);
    }
}

static void associated_data_nonce_and_key_count(void **state)
{
    static uint8_t const other_nonce[HF_AEAD_NONCE] = {1};
    static uint8_t const other_data[sizeof(data)] = "associated data of the recorD";
    struct hf_aead changed = message(sizeof(text));
    uint8_t tag[HF_AEAD_TAG];

    (void)state;
    assert_int_equal(HF_OK, hf_aead_seal(&changed, tag));
    changed.nonce = other_nonce;
    assert_int_equal(HF_ERR_CRYPTO_TAG, hf_aead_open(&changed, tag));
    (void)setup(state);
    changed = message(sizeof(text));
    assert_int_equal(HF_OK, hf_aead_seal(&changed, tag));
    changed.data.bytes = other_data;
    assert_int_equal(HF_ERR_CRYPTO_TAG, hf_aead_open(&changed, tag));
    (void)setup(state);
    changed = message(sizeof(text));
    assert_int_equal(HF_OK, hf_aead_seal(&changed, tag));
    key[31] ^= 1u;
    assert_int_equal(HF_ERR_CRYPTO_TAG, hf_aead_open(&changed, tag));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(the_cipher_is_the_standard_one, setup),
        cmocka_unit_test_setup(what_was_sealed_opens, setup),
        cmocka_unit_test_setup(each_of_the_128_tag_bits_counts, setup),
        cmocka_unit_test_setup(associated_data_nonce_and_key_count, setup),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
