/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * Signatures. Answers: RFC 6979, A.2.5, "sample" and SHA-256. */
#include "lab/psa/cases.h"

#include "holdfast/device.h"

#define ALG     PSA_ALG_ECDSA(PSA_ALG_SHA_256)
#define FAMILY  PSA_ECC_FAMILY_SECP_R1
#define PRIVATE "c9afa9d845ba75166b5c215767b1d6934e50c3db36e89b127b8a622b120f6721"
#define PUBLIC                                                                                     \
    "0460fed4ba255a9d31c961eb74c6356d68c049b8923b61fa6ce669622e60f29fb6"                           \
    "7903fe1008b8bc99a41ae9e95628bc64f2f1b20c2d7e9f5177a3c294d4462299"
#define SIGNATURE                                                                                  \
    "efd48b2aacb6a8fd1140dd9cd45e81d69d2c877b56aaf991c34d0ea84eaf3716"                             \
    "f7cb1c942d657c41d436c7a1b6e29f65f3e900dbb9aff4064dc4ab2f843acda8"
#define HASH "af2bdbe1aa9b6ec1e2ade1d694f41fc71a831d0268e9891562113d8a62add1bf"

#define SIGN_ALL   (PSA_KEY_USAGE_SIGN_HASH | PSA_KEY_USAGE_VERIFY_HASH)
#define SIGN_TEXTS (PSA_KEY_USAGE_SIGN_MESSAGE | PSA_KEY_USAGE_VERIFY_MESSAGE)

static const uint8_t sample[6] = {'s', 'a', 'm', 'p', 'l', 'e'};
static uint8_t image[3000];

static psa_key_id_t pair(psa_key_usage_t usage, psa_algorithm_t alg)
{
    struct psa_kind const kind = {PSA_KEY_TYPE_ECC_KEY_PAIR(FAMILY), usage, alg, 0};

    return psa_make(&kind, PRIVATE);
}

static psa_key_id_t checker(psa_key_usage_t usage)
{
    struct psa_kind const kind = {PSA_KEY_TYPE_ECC_PUBLIC_KEY(FAMILY), usage, ALG, 0};

    return psa_make(&kind, PUBLIC);
}

static void the_known_signature_verifies(void)
{
    psa_key_id_t const key = checker(PSA_KEY_USAGE_VERIFY_HASH);
    struct psa_bytes signature = psa_hex(SIGNATURE);
    struct psa_bytes hash = psa_hex(HASH);

    EXPECT(PSA_SUCCESS, psa_verify_hash(key, ALG, hash.at, 32, signature.at, 64));
    EXPECT(PSA_SUCCESS, psa_verify_message(key, ALG, sample, 6, signature.at, 64));
    EXPECT(PSA_ERROR_INVALID_SIGNATURE, psa_verify_message(key, ALG, sample, 5, signature.at, 64));
    EXPECT(PSA_ERROR_INVALID_SIGNATURE, psa_verify_hash(key, ALG, hash.at, 32, signature.at, 63));
    signature.at[63] ^= 1u;
    EXPECT(PSA_ERROR_INVALID_SIGNATURE, psa_verify_hash(key, ALG, hash.at, 32, signature.at, 64));
    signature.at[63] ^= 1u;
    hash.at[0] ^= 0x80u;
    EXPECT(PSA_ERROR_INVALID_SIGNATURE, psa_verify_hash(key, ALG, hash.at, 32, signature.at, 64));
    EXPECT(PSA_ERROR_INVALID_ARGUMENT, psa_verify_hash(key, ALG, hash.at, 31, signature.at, 64));
    EXPECT(PSA_SUCCESS, psa_destroy_key(key));
}

static void what_a_key_signs_its_public_part_verifies(void)
{
    psa_key_id_t const key = pair(SIGN_ALL, ALG);
    struct psa_bytes const public = psa_hex(PUBLIC);
    psa_key_id_t const other = checker(PSA_KEY_USAGE_VERIFY_HASH);
    struct psa_bytes const hash = psa_hex(HASH);
    uint8_t out[PSA_EXPORT_PUBLIC_KEY_MAX_SIZE];
    size_t length = 0;

    EXPECT(PSA_SUCCESS, psa_export_public_key(key, out, sizeof(out), &length));
    TRUE_THAT(psa_same(&public, out, length));
    EXPECT(PSA_SUCCESS, psa_sign_hash(key, ALG, hash.at, 32, out, sizeof(out), &length));
    TRUE_THAT(length == 64);
    EXPECT(PSA_SUCCESS, psa_verify_hash(other, ALG, hash.at, 32, out, length));
    EXPECT(PSA_SUCCESS, psa_verify_message(other, ALG, sample, 6, out, length));
    EXPECT(PSA_SUCCESS, psa_sign_message(key, ALG, sample, 6, out, sizeof(out), &length));
    EXPECT(PSA_SUCCESS, psa_verify_hash(other, ALG, hash.at, 32, out, length));
    EXPECT(PSA_ERROR_BUFFER_TOO_SMALL, psa_sign_hash(key, ALG, hash.at, 32, out, 63, &length));
    TRUE_THAT(length == 0);
    EXPECT(PSA_ERROR_BUFFER_TOO_SMALL, psa_sign_message(key, ALG, sample, 6, out, 63, &length));
    EXPECT(PSA_ERROR_INVALID_ARGUMENT,
           psa_sign_message(key, PSA_ALG_ECDSA_ANY, sample, 6, out, 64, &length));
    EXPECT(PSA_SUCCESS, psa_destroy_key(key));
    EXPECT(PSA_SUCCESS, psa_destroy_key(other));
}

static void a_generated_pair_works_with_long_messages(void)
{
    struct psa_kind const kind = {PSA_KEY_TYPE_ECC_KEY_PAIR(FAMILY), SIGN_TEXTS, ALG, 256};
    psa_key_id_t const key = psa_make(&kind, NULL);
    uint8_t out[64];
    size_t length = 0;

    EXPECT(PSA_SUCCESS,
           psa_sign_message(key, ALG, image, sizeof(image), out, sizeof(out), &length));
    EXPECT(PSA_SUCCESS, psa_verify_message(key, ALG, image, sizeof(image), out, length));
    image[2999] ^= 1u;
    EXPECT(PSA_ERROR_INVALID_SIGNATURE,
           psa_verify_message(key, ALG, image, sizeof(image), out, length));
    image[2999] ^= 1u;
    EXPECT(PSA_SUCCESS, psa_destroy_key(key));
}

/* A key for messages signs no hash: the app cannot choose what looks like a hash. */
static void policies_of_signing_keys_hold(void)
{
    psa_key_id_t const texts = pair(SIGN_TEXTS, ALG);
    psa_key_id_t const any = pair(SIGN_ALL, PSA_ALG_ECDSA(PSA_ALG_ANY_HASH));
    psa_key_id_t const other = pair(SIGN_ALL, PSA_ALG_ECDH);
    psa_key_id_t const public = checker(PSA_KEY_USAGE_VERIFY_MESSAGE | PSA_KEY_USAGE_SIGN_MESSAGE);
    struct psa_bytes const hash = psa_hex(HASH);
    struct psa_bytes const signature = psa_hex(SIGNATURE);
    uint8_t out[64];
    size_t length = 0;

    EXPECT(PSA_ERROR_NOT_PERMITTED, psa_sign_hash(texts, ALG, hash.at, 32, out, 64, &length));
    EXPECT(PSA_ERROR_NOT_PERMITTED,
           psa_verify_hash(texts, ALG, hash.at, 32, signature.at, signature.size));
    EXPECT(PSA_SUCCESS, psa_sign_message(texts, ALG, sample, 6, out, 64, &length));
    EXPECT(PSA_SUCCESS, psa_sign_message(any, ALG, sample, 6, out, 64, &length));
    EXPECT(PSA_ERROR_INVALID_ARGUMENT,
           psa_sign_message(any, PSA_ALG_ECDSA(PSA_ALG_ANY_HASH), sample, 6, out, 64, &length));
    EXPECT(PSA_ERROR_NOT_PERMITTED, psa_sign_message(other, ALG, sample, 6, out, 64, &length));
    EXPECT(PSA_ERROR_NOT_PERMITTED, psa_sign_hash(other, ALG, hash.at, 32, out, 64, &length));
    EXPECT(PSA_ERROR_INVALID_ARGUMENT, psa_sign_message(public, ALG, sample, 6, out, 64, &length));
    EXPECT(PSA_ERROR_INVALID_HANDLE, psa_sign_message(0, ALG, sample, 6, out, 64, &length));
    EXPECT(PSA_SUCCESS, psa_destroy_key(texts));
    EXPECT(PSA_SUCCESS, psa_destroy_key(any));
    EXPECT(PSA_SUCCESS, psa_destroy_key(other));
    EXPECT(PSA_SUCCESS, psa_destroy_key(public));
}

const struct psa_case psa_sign_cases[] = {
    {"the known signature verifies", the_known_signature_verifies},
    {"what a key signs its public part verifies", what_a_key_signs_its_public_part_verifies},
    {"a generated pair works with long messages", a_generated_pair_works_with_long_messages},
    {"policies of signing keys hold", policies_of_signing_keys_hold},
    {NULL, NULL},
};
