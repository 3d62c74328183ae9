/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * SHA-256 against FIPS 180-4's examples, HMAC against RFC 4231, the key derivation against
 * OpenSSL's SP 800-108. */
#include "hw/api/crypto.h"

/* clang-format off */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include <openssl/core_names.h>
#include <openssl/kdf.h>
#include <openssl/params.h>
#include <string.h>

static void hash_in_pieces(const uint8_t *bytes, size_t size, size_t piece, uint8_t digest[32])
{
    struct hf_sha256 hash;

    hf_sha256_start(&hash);
    for (size_t i = 0; i < size; i += piece) {
        hf_sha256_update(&hash, bytes + i, size - i < piece ? size - i : piece);
    }
    hf_sha256_finish(&hash, digest);
}

static void sha256_gives_the_standards_answers(void **state)
{
    static const uint8_t abc[32] = {0xba, 0x78, 0x16, 0xbf, 0x8f, 0x01, 0xcf, 0xea,
                                    0x41, 0x41, 0x40, 0xde, 0x5d, 0xae, 0x22, 0x23,
                                    0xb0, 0x03, 0x61, 0xa3, 0x96, 0x17, 0x7a, 0x9c,
                                    0xb4, 0x10, 0xff, 0x61, 0xf2, 0x00, 0x15, 0xad};
    static const uint8_t two_blocks[32] = {0x24, 0x8d, 0x6a, 0x61, 0xd2, 0x06, 0x38, 0xb8,
                                           0xe5, 0xc0, 0x26, 0x93, 0x0c, 0x3e, 0x60, 0x39,
                                           0xa3, 0x3c, 0xe4, 0x59, 0x64, 0xff, 0x21, 0x67,
                                           0xf6, 0xec, 0xed, 0xd4, 0x19, 0xdb, 0x06, 0xc1};
    static const char text[] = "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq";
    uint8_t digest[32];

    (void)state;
    hash_in_pieces((const uint8_t *)"abc", 3, 3, digest);
    assert_memory_equal(abc, digest, 32);
    hash_in_pieces((const uint8_t *)text, sizeof(text) - 1u, 64, digest);
    assert_memory_equal(two_blocks, digest, 32);
}

static void pieces_of_any_size_give_the_same_hash(void **state)
{
    uint8_t bytes[300];
    uint8_t whole[32];
    uint8_t digest[32];

    (void)state;
    for (size_t i = 0; i < sizeof(bytes); i++) {
        bytes[i] = (uint8_t)(i * 7u);
    }
    for (size_t size = 0; size < sizeof(bytes); size++) {
        hash_in_pieces(bytes, size, size + 1u, whole);
        for (size_t piece = 1; piece < 130; piece += 21) {
            hash_in_pieces(bytes, size, piece, digest);
            assert_memory_equal(whole, digest, 32);
        }
    }
}

static void hmac_gives_the_answers_of_rfc_4231(void **state)
{
    static const uint8_t want[32] = {0x5b, 0xdc, 0xc1, 0x46, 0xbf, 0x60, 0x75, 0x4e,
                                     0x6a, 0x04, 0x24, 0x26, 0x08, 0x95, 0x75, 0xc7,
                                     0x5a, 0x00, 0x3f, 0x08, 0x9d, 0x27, 0x39, 0x83,
                                     0x9d, 0xec, 0x58, 0xb9, 0x64, 0xec, 0x38, 0x43};
    uint8_t const key[32] = {'J', 'e', 'f', 'e'}; /* shorter keys are padded with zeros */
    uint8_t mac[32];

    (void)state;
    hf_hmac_sha256(key, (const uint8_t *)"what do ya want ", 16, (const uint8_t *)"for nothing?",
                   12, mac);
    assert_memory_equal(want, mac, 32);
}

static void derive_by_openssl(const uint8_t parent[32], const char *label, uint32_t context,
                              uint8_t child[32])
{
    uint8_t info[4] = {(uint8_t)(context >> 24), (uint8_t)(context >> 16), (uint8_t)(context >> 8),
                       (uint8_t)context};
    EVP_KDF *kdf = EVP_KDF_fetch(NULL, "KBKDF", NULL);
    EVP_KDF_CTX *work = EVP_KDF_CTX_new(kdf);
    char mac[] = "HMAC";
    char digest[] = "SHA256";
    OSSL_PARAM const parameters[] = {
        OSSL_PARAM_construct_utf8_string(OSSL_KDF_PARAM_MAC, mac, 0),
        OSSL_PARAM_construct_utf8_string(OSSL_KDF_PARAM_DIGEST, digest, 0),
        OSSL_PARAM_construct_octet_string(OSSL_KDF_PARAM_KEY, (void *)(uintptr_t)parent, 32),
        OSSL_PARAM_construct_octet_string(OSSL_KDF_PARAM_SALT, (void *)(uintptr_t)label,
                                          strlen(label)),
        OSSL_PARAM_construct_octet_string(OSSL_KDF_PARAM_INFO, info, sizeof(info)),
        OSSL_PARAM_construct_end(),
    };

    assert_int_equal(1, EVP_KDF_derive(work, child, 32, parameters));
    EVP_KDF_CTX_free(work);
    EVP_KDF_free(kdf);
}

static void the_derivation_is_sp_800_108(void **state)
{
    static const char *const labels[] = {"urot", "secure", "sixteen letters."};
    uint8_t parent[32];
    uint8_t want[32];
    uint8_t got[32];

    (void)state;
    for (uint32_t i = 0; i < 32; i++) {
        parent[i] = (uint8_t)(i * 11u);
    }
    for (uint32_t i = 0; i < sizeof(labels) / sizeof(labels[0]); i++) {
        derive_by_openssl(parent, labels[i], 0x01020304u * i, want);
        hf_kdf(parent, labels[i], 0x01020304u * i, got);
        assert_memory_equal(want, got, 32);
    }
}

static void another_context_is_another_key(void **state)
{
    uint8_t const parent[32] = {1};
    uint8_t a[32];
    uint8_t b[32];

    (void)state;
    hf_kdf(parent, "urot", 0x3000, a);
    hf_kdf(parent, "urot", 0x4000, b);
    assert_memory_not_equal(a, b, 32);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sha256_gives_the_standards_answers),
        cmocka_unit_test(pieces_of_any_size_give_the_same_hash),
        cmocka_unit_test(hmac_gives_the_answers_of_rfc_4231),
        cmocka_unit_test(the_derivation_is_sp_800_108),
        cmocka_unit_test(another_context_is_another_key),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
