/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * Public keys: which files are taken, and which signatures. */
#include "host/attest/sample.h"

#include <openssl/bio.h>
#include <openssl/core_names.h>
#include <openssl/pem.h>
#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

static struct hf_trouble trouble;

/* Reads what `write` puts into a file. */
static struct hf_attest_key *read_written(EVP_PKEY *inner, int (*write)(BIO *bio, EVP_PKEY *key))
{
    BIO *bio = BIO_new(BIO_s_mem());
    struct hf_attest_key *key = NULL;
    char *text = NULL;

    assert_int_equal(1, write(bio, inner));
    struct hf_bytes pem = {NULL, (size_t)BIO_get_mem_data(bio, &text)};

    pem.data = text;
    trouble.line[0] = '\0';
    bool done = hf_attest_key_read("here", pem, &key, &trouble);

    assert_int_equal(done, key != NULL);
    BIO_free(bio);
    return key;
}

static int write_public(BIO *bio, EVP_PKEY *key)
{
    return PEM_write_bio_PUBKEY(bio, key);
}

static int write_private(BIO *bio, EVP_PKEY *key)
{
    return PEM_write_bio_PrivateKey(bio, key, NULL, NULL, 0, NULL, NULL);
}

static void a_private_key_is_refused(void **state)
{
    EVP_PKEY *inner = EVP_EC_gen("P-256");
    struct hf_attest_key *key = read_written(inner, write_public);

    (void)state;
    assert_non_null(key);
    assert_null(read_written(inner, write_private));
    assert_non_null(strstr(trouble.line, "here: not a public key"));
    hf_attest_key_free(key);
    EVP_PKEY_free(inner);
}

static void a_key_on_another_curve_or_of_another_kind_is_refused(void **state)
{
    EVP_PKEY *koblitz = EVP_EC_gen("secp256k1");
    EVP_PKEY *edwards = EVP_PKEY_Q_keygen(NULL, NULL, "ED25519");

    (void)state;
    assert_null(read_written(koblitz, write_public));
    assert_non_null(strstr(trouble.line, "not a P-256, P-384 or P-521 key"));
    assert_null(read_written(edwards, write_public));
    assert_non_null(strstr(trouble.line, "not a P-256, P-384 or P-521 key"));
    EVP_PKEY_free(koblitz);
    EVP_PKEY_free(edwards);
}

static void bytes_that_are_no_key_are_refused(void **state)
{
    static const char *const texts[] = {
        "", "x", "-----BEGIN PUBLIC KEY-----\n",
        "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n"};
    struct hf_attest_key *key = NULL;

    (void)state;
    for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
        struct hf_bytes pem = {texts[i], strlen(texts[i])};

        assert_false(hf_attest_key_read("here", pem, &key, &trouble));
        assert_null(key);
    }
}

static void the_form_of_the_point_does_not_change_the_instance_id(void **state)
{
    EVP_PKEY *inner = EVP_EC_gen("P-256");
    struct hf_attest_key *plain = read_written(inner, write_public);

    (void)state;
    assert_int_equal(
        1, EVP_PKEY_set_utf8_string_param(inner, OSSL_PKEY_PARAM_EC_POINT_CONVERSION_FORMAT,
                                          OSSL_PKEY_EC_POINT_CONVERSION_FORMAT_COMPRESSED));
    struct hf_attest_key *compressed = read_written(inner, write_public);

    assert_non_null(compressed);
    assert_memory_equal(hf_attest_key_instance_id(plain), hf_attest_key_instance_id(compressed),
                        HF_TOKEN_UEID_SIZE);
    hf_attest_key_free(plain);
    hf_attest_key_free(compressed);
    EVP_PKEY_free(inner);
}

/* X and Y of the generator of P-256 (private key 1), and SHA-256 of 04 || X || Y by sha256sum. */
static const uint8_t generator_spki[91] = {
    0x30, 0x59, 0x30, 0x13, 0x06, 0x07, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x02, 0x01, 0x06, 0x08, 0x2a,
    0x86, 0x48, 0xce, 0x3d, 0x03, 0x01, 0x07, 0x03, 0x42, 0x00, 0x04, 0x6b, 0x17, 0xd1, 0xf2, 0xe1,
    0x2c, 0x42, 0x47, 0xf8, 0xbc, 0xe6, 0xe5, 0x63, 0xa4, 0x40, 0xf2, 0x77, 0x03, 0x7d, 0x81, 0x2d,
    0xeb, 0x33, 0xa0, 0xf4, 0xa1, 0x39, 0x45, 0xd8, 0x98, 0xc2, 0x96, 0x4f, 0xe3, 0x42, 0xe2, 0xfe,
    0x1a, 0x7f, 0x9b, 0x8e, 0xe7, 0xeb, 0x4a, 0x7c, 0x0f, 0x9e, 0x16, 0x2b, 0xce, 0x33, 0x57, 0x6b,
    0x31, 0x5e, 0xce, 0xcb, 0xb6, 0x40, 0x68, 0x37, 0xbf, 0x51, 0xf5};

static void the_instance_id_is_one_and_the_hash_of_the_uncompressed_point(void **state)
{
    static const uint8_t expected[HF_TOKEN_UEID_SIZE] = {
        0x01, 0x69, 0x8b, 0xea, 0x63, 0xdc, 0x44, 0xa3, 0x44, 0x66, 0x3f,
        0xf1, 0x42, 0x9a, 0xea, 0x10, 0x84, 0x2d, 0xf2, 0x7b, 0x6b, 0x99,
        0x1e, 0xf2, 0x58, 0x66, 0xb2, 0xc6, 0xc0, 0x2c, 0xdc, 0xc5, 0xbe};
    const uint8_t *at = generator_spki;
    EVP_PKEY *inner = d2i_PUBKEY(NULL, &at, sizeof(generator_spki));
    struct hf_attest_key *key = read_written(inner, write_public);

    (void)state;
    assert_memory_equal(expected, hf_attest_key_instance_id(key), HF_TOKEN_UEID_SIZE);
    hf_attest_key_free(key);
    EVP_PKEY_free(inner);
}

/* r and s with zeros in front need fewer bytes in DER: sign until both have been seen. */
static void signatures_with_zeros_in_front_are_good(void **state)
{
    EVP_PKEY *inner = EVP_EC_gen("P-256");
    struct hf_attest_key *key = hf_sample_public(inner);
    struct hf_token_envelope envelope;
    struct hf_sample_token token;
    int seen_r = 0;
    int seen_s = 0;

    (void)state;
    for (int i = 0; i < 20000 && (seen_r == 0 || seen_s == 0); i++) {
        hf_sample_sign(inner, (hf_span_t){(const uint8_t *)&i, sizeof(i)}, &token);
        assert_int_equal(HF_OK, hf_token_open((hf_span_t){token.bytes, token.size},
                                              HF_CBOR_SHORTEST, &envelope));
        assert_true(hf_attest_key_verify(key, &envelope));
        envelope.algorithm = HF_TOKEN_ES384;
        assert_false(hf_attest_key_verify(key, &envelope));
        seen_r += envelope.signature.bytes[0] == 0;
        seen_s += envelope.signature.bytes[32] == 0;
    }
    assert_true(seen_r > 0 && seen_s > 0);
    hf_attest_key_free(key);
    EVP_PKEY_free(inner);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_private_key_is_refused),
        cmocka_unit_test(a_key_on_another_curve_or_of_another_kind_is_refused),
        cmocka_unit_test(bytes_that_are_no_key_are_refused),
        cmocka_unit_test(the_form_of_the_point_does_not_change_the_instance_id),
        cmocka_unit_test(the_instance_id_is_one_and_the_hash_of_the_uncompressed_point),
        cmocka_unit_test(signatures_with_zeros_in_front_are_good),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
