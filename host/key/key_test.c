/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "core/signature.h"
#include "host/key/digest.h"
#include "host/key/key.h"

/* clang-format off */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* RFC 6979, A.2.5: the P-256 key and the signature of "sample" with SHA-256. */
static const char rfc_key[] = "-----BEGIN EC PRIVATE KEY-----\n"
                              "MDECAQEEIMmvqdhFunUWa1whV2ex1pNOUMPbNuibEnuKYisSD2choAoGCCqGSM49\n"
                              "AwEH\n"
                              "-----END EC PRIVATE KEY-----\n";
static const char rfc_r[] = "efd48b2aacb6a8fd1140dd9cd45e81d69d2c877b56aaf991c34d0ea84eaf3716";
static const char rfc_s[] = "f7cb1c942d657c41d436c7a1b6e29f65f3e900dbb9aff4064dc4ab2f843acda8";

static struct hf_key *load_text(const char *text, struct hf_trouble *trouble)
{
    char path[] = "/tmp/holdfast-key-XXXXXX";
    int file = mkstemp(path);
    struct hf_key *key = NULL;

    assert_true(file >= 0);
    assert_int_equal((ssize_t)strlen(text), write(file, text, strlen(text)));
    close(file);
    bool loaded = hf_key_load(path, &key, trouble);

    unlink(path);
    return loaded ? key : NULL;
}

static void a_signature_has_the_nonce_of_rfc_6979(void **state)
{
    struct hf_trouble trouble = {""};
    struct hf_key *key = load_text(rfc_key, &trouble);
    hf_span_t message = {(const uint8_t *)"sample", 6};
    uint8_t digest[32];
    uint8_t der[HF_SIGNATURE_DER_MAX];
    char text[2 * HF_SIGNATURE_DER_MAX + 1];
    char expected[160];
    size_t size = 0;

    (void)state;
    assert_non_null(key);
    hf_digest(&message, 1, digest);
    assert_true(hf_key_sign(key, digest, der, &size, &trouble));
    hf_hex(der, size, text);
    snprintf(expected, sizeof(expected), "3046022100%s022100%s", rfc_r, rfc_s);
    assert_string_equal(expected, text);
    hf_key_free(key);
}

static void a_signature_of_another_digest_does_not_verify(void **state)
{
    struct hf_trouble trouble = {""};
    struct hf_key *key = NULL;
    struct hf_public public_half;
    uint8_t digest[32] = {1};
    uint8_t der[HF_SIGNATURE_DER_MAX];
    size_t size = 0;

    (void)state;
    assert_true(hf_key_new(&key, &trouble));
    assert_true(hf_key_sign(key, digest, der, &size, &trouble));
    hf_key_public(key, &public_half);
    assert_true(hf_key_verify(public_half.spki, digest, (hf_span_t){der, size}));
    digest[31] ^= 1;
    assert_false(hf_key_verify(public_half.spki, digest, (hf_span_t){der, size}));
    hf_key_free(key);
}

static void a_public_key_cannot_sign(void **state)
{
    struct hf_trouble trouble = {""};
    struct hf_arena arena = {NULL};
    struct hf_key *key = NULL;
    uint8_t der[HF_SIGNATURE_DER_MAX];
    uint8_t digest[32] = {0};
    size_t size = 0;

    (void)state;
    assert_true(hf_key_new(&key, &trouble));
    struct hf_key *half = load_text(hf_key_pem(key, false, &arena).data, &trouble);

    assert_non_null(half);
    assert_false(hf_key_is_private(half));
    assert_false(hf_key_sign(half, digest, der, &size, &trouble));
    assert_non_null(strstr(trouble.line, "no private half"));
    hf_key_free(half);
    hf_key_free(key);
    hf_arena_free(&arena);
}

static void a_truncated_pem_is_refused_with_its_path(void **state)
{
    struct hf_trouble trouble = {""};
    char text[sizeof(rfc_key)];

    (void)state;
    memcpy(text, rfc_key, sizeof(text));
    text[60] = '\0';
    assert_null(load_text(text, &trouble));
    assert_non_null(strstr(trouble.line, "/tmp/holdfast-key-"));
    assert_non_null(strstr(trouble.line, "not a whole PEM key"));
}

static void a_key_of_another_curve_is_refused(void **state)
{
    static const char p384[] = "-----BEGIN PUBLIC KEY-----\n"
                               "MHYwEAYHKoZIzj0CAQYFK4EEACIDYgAE4Sj1zqVkHCybcl0CO2CxWBMsl9Veg5rC\n"
                               "vNARyCAyf4SY06pBZgf4yCfsb8mGx4KIEbIjm/MdJpWn0gO5hHXKTAxncRhVHKFc\n"
                               "5BHimNqxE4uRcbbqFOKPbSi87kuJKFqk\n"
                               "-----END PUBLIC KEY-----\n";
    struct hf_trouble trouble = {""};

    (void)state;
    assert_null(load_text(p384, &trouble));
    assert_non_null(strstr(trouble.line, "not a P-256 key"));
}

static void every_key_of_the_lab_is_known_as_a_test_key(void **state)
{
    struct hf_trouble trouble = {""};
    glob_t found;

    (void)state;
    assert_int_equal(0, glob("lab/keys/*.pem", 0, NULL, &found));
    assert_true(found.gl_pathc >= 7);
    for (size_t i = 0; i < found.gl_pathc; i++) {
        const char *path = found.gl_pathv[i];
        struct hf_key *key = NULL;
        struct hf_public public_half;

        assert_true(hf_key_load(path, &key, &trouble));
        hf_key_public(key, &public_half);
        assert_string_equal(path, hf_key_test_name(public_half.hash));
        hf_key_free(key);
    }
    globfree(&found);
}

/* The public halves, as MCUboot's sources have them. */
static void the_development_keys_of_mcuboot_are_known(void **state)
{
    static const char *const points[] = {
        "042acb403ce8feed5ba44995a1a91daee8dbbe1937cd14fb2f245737e5953988d9"
        "94b9d65aebd7cdd5308ad6fe48b24a6a810ee5f07d8b6834cc3a6afc538efac1",
        "048a44730094c98027310d23366be9699fcbc57cc8441a93e6ee7d86a6ae5e9372"
        "74d9e15a1c9b651a2b61412802738412973a2da2a0677702da671a4bddd771cc"};
    uint8_t spki[HF_PUBKEY_SIZE];
    uint8_t hash[32];

    (void)state;
    assert_true(hf_unhex("3059301306072a8648ce3d020106082a8648ce3d030107034200", spki, 26));
    for (size_t i = 0; i < 2; i++) {
        hf_span_t const span = {spki, sizeof(spki)};

        assert_true(hf_unhex(points[i], spki + 26, 65));
        hf_digest(&span, 1, hash);
        assert_non_null(hf_key_test_name(hash));
        assert_non_null(strstr(hf_key_test_name(hash), "MCUboot"));
        hash[31] ^= 1u;
        assert_null(hf_key_test_name(hash));
    }
}

static void a_fresh_key_is_no_test_key(void **state)
{
    struct hf_trouble trouble = {""};
    struct hf_key *key = NULL;
    struct hf_public public_half;

    (void)state;
    assert_true(hf_key_new(&key, &trouble));
    hf_key_public(key, &public_half);
    assert_null(hf_key_test_name(public_half.hash));
    hf_key_free(key);
}

/* Computed with `openssl kdf -keylen 32 -kdfopt mac:HMAC -kdfopt digest:SHA256 ... KBKDF`. */
static void a_derived_key_is_that_of_sp_800_108(void **state)
{
    uint8_t parent[32];
    uint8_t child[32];
    char text[65];

    (void)state;
    memset(parent, 0x42, sizeof(parent));
    hf_derive(parent, "urot", 0x3000, child);
    hf_hex(child, 32, text);
    assert_string_equal("c088107bdd3367a79dd41899664a82daa755be8e25f94cc1036d15a7caf625bb", text);
}

static const char one[] = "0000000000000000000000000000000000000000000000000000000000000001";
static const char order[] = "ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551";
static const char below_order[] =
    "ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632550";

/* SEC 2, 2.4.2: the base point. */
static const char base_point[] = "6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296"
                                 "4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5";

static void the_number_one_makes_the_base_point(void **state)
{
    struct hf_key *key = NULL;
    struct hf_public half;
    uint8_t scalar[32];
    char text[129];

    (void)state;
    assert_true(hf_unhex(one, scalar, 32));
    assert_true(hf_key_from_scalar(scalar, &key));
    assert_true(hf_key_is_private(key));
    hf_key_public(key, &half);
    hf_hex(half.point, 64, text);
    assert_string_equal(base_point, text);
    hf_key_free(key);
}

static void a_number_outside_the_group_makes_no_key(void **state)
{
    struct hf_key *key = NULL;
    uint8_t scalar[32] = {0};

    (void)state;
    assert_false(hf_key_from_scalar(scalar, &key));
    assert_true(hf_unhex(order, scalar, 32));
    assert_false(hf_key_from_scalar(scalar, &key));
    assert_true(hf_unhex(below_order, scalar, 32));
    assert_true(hf_key_from_scalar(scalar, &key));
    hf_key_free(key);
}

static void a_point_off_the_curve_is_no_key(void **state)
{
    struct hf_key *fresh = NULL;
    struct hf_key *key = NULL;
    struct hf_trouble trouble = {""};
    struct hf_public known;

    (void)state;
    assert_true(hf_key_new(&fresh, &trouble));
    hf_key_public(fresh, &known);
    hf_key_free(fresh);
    assert_true(hf_key_from_point(known.point, &key));
    assert_false(hf_key_is_private(key));
    hf_key_free(key);
    known.point[63] ^= 1u;
    assert_false(hf_key_from_point(known.point, &key));
}

static void a_raw_signature_verifies_for_its_digest_alone(void **state)
{
    uint8_t digest[32] = {1, 2, 3};
    uint8_t der[HF_SIGNATURE_DER_MAX];
    uint8_t raw[64];
    size_t size = 0;
    struct hf_key *key = NULL;
    struct hf_trouble trouble = {""};

    (void)state;
    assert_true(hf_key_new(&key, &trouble));
    assert_true(hf_key_sign(key, digest, der, &size, &trouble));
    assert_int_equal(HF_OK, hf_signature_from_der((hf_span_t){der, size}, raw));
    assert_true(hf_key_verify_raw(key, digest, raw));
    digest[0] ^= 1u;
    assert_false(hf_key_verify_raw(key, digest, raw));
    digest[0] ^= 1u;
    raw[40] ^= 1u;
    assert_false(hf_key_verify_raw(key, digest, raw));
    hf_key_free(key);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_number_one_makes_the_base_point),
        cmocka_unit_test(a_number_outside_the_group_makes_no_key),
        cmocka_unit_test(a_signature_has_the_nonce_of_rfc_6979),
        cmocka_unit_test(a_signature_of_another_digest_does_not_verify),
        cmocka_unit_test(a_public_key_cannot_sign),
        cmocka_unit_test(a_truncated_pem_is_refused_with_its_path),
        cmocka_unit_test(a_key_of_another_curve_is_refused),
        cmocka_unit_test(every_key_of_the_lab_is_known_as_a_test_key),
        cmocka_unit_test(the_development_keys_of_mcuboot_are_known),
        cmocka_unit_test(a_fresh_key_is_no_test_key),
        cmocka_unit_test(a_point_off_the_curve_is_no_key),
        cmocka_unit_test(a_raw_signature_verifies_for_its_digest_alone),
        cmocka_unit_test(a_derived_key_is_that_of_sp_800_108),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
