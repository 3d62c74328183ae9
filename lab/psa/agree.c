/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * Key agreement. Answers: RFC 5903, 8.1. */
#include "lab/psa/cases.h"

#define FAMILY  PSA_ECC_FAMILY_SECP_R1
#define PRIVATE "c88f01f510d9ac3f70a292daa2316de544e9aab8afe84049c62a9c57862d1433"
#define PEER                                                                                       \
    "04d12dfb5289c8d4f81208b70270398c342296970a0bccb74c736fc7554494bf63"                           \
    "56fbf3ca366cc23e8157854c13c58d6aac23f046ada30f8353e74f33039872ab"
#define SHARED "d6840f6b42f6edafd13116e0e12565202fef8e9ece7dce03812464d04b9442de"

static psa_key_id_t pair(psa_key_usage_t usage, psa_algorithm_t alg)
{
    struct psa_kind const kind = {PSA_KEY_TYPE_ECC_KEY_PAIR(FAMILY), usage, alg, 0};

    return psa_make(&kind, PRIVATE);
}

static void the_shared_secret_is_the_known_one(void)
{
    psa_key_id_t const key = pair(PSA_KEY_USAGE_DERIVE, PSA_ALG_ECDH);
    struct psa_bytes peer = psa_hex(PEER);
    struct psa_bytes const shared = psa_hex(SHARED);
    uint8_t out[PSA_RAW_KEY_AGREEMENT_OUTPUT_MAX_SIZE];
    size_t length = 0;

    EXPECT(PSA_SUCCESS,
           psa_raw_key_agreement(PSA_ALG_ECDH, key, peer.at, peer.size, out, sizeof(out), &length));
    TRUE_THAT(psa_same(&shared, out, length));
    EXPECT(PSA_ERROR_BUFFER_TOO_SMALL,
           psa_raw_key_agreement(PSA_ALG_ECDH, key, peer.at, peer.size, out, 31, &length));
    TRUE_THAT(length == 0);
    peer.at[64] ^= 1u; /* no point of the curve */
    EXPECT(PSA_ERROR_INVALID_ARGUMENT,
           psa_raw_key_agreement(PSA_ALG_ECDH, key, peer.at, peer.size, out, 32, &length));
    EXPECT(PSA_SUCCESS, psa_destroy_key(key));
}

static void a_secret_can_become_a_key_and_stay_inside(void)
{
    psa_key_id_t const key = pair(PSA_KEY_USAGE_DERIVE, PSA_ALG_ECDH);
    struct psa_kind const hmac = {PSA_KEY_TYPE_HMAC, PSA_KEY_USAGE_SIGN_MESSAGE,
                                  PSA_ALG_HMAC(PSA_ALG_SHA_256), 0};
    struct psa_kind const seen = {PSA_KEY_TYPE_RAW_DATA, PSA_KEY_USAGE_EXPORT, PSA_ALG_NONE, 256};
    struct psa_kind const wrong = KIND_AES(PSA_ALG_CTR);
    psa_key_attributes_t attributes = psa_attributes(&hmac);
    struct psa_bytes const peer = psa_hex(PEER);
    struct psa_bytes const shared = psa_hex(SHARED);
    psa_key_id_t made = PSA_KEY_ID_NULL;
    uint8_t out[32];
    size_t length = 0;

    EXPECT(PSA_SUCCESS,
           psa_key_agreement(key, peer.at, peer.size, PSA_ALG_ECDH, &attributes, &made));
    EXPECT(PSA_ERROR_NOT_PERMITTED, psa_export_key(made, out, sizeof(out), &length));
    EXPECT(PSA_SUCCESS, psa_destroy_key(made));
    attributes = psa_attributes(&seen);
    EXPECT(PSA_SUCCESS,
           psa_key_agreement(key, peer.at, peer.size, PSA_ALG_ECDH, &attributes, &made));
    EXPECT(PSA_SUCCESS, psa_export_key(made, out, sizeof(out), &length));
    TRUE_THAT(psa_same(&shared, out, length));
    EXPECT(PSA_SUCCESS, psa_destroy_key(made));
    psa_set_key_bits(&attributes, 128);
    EXPECT(PSA_ERROR_INVALID_ARGUMENT,
           psa_key_agreement(key, peer.at, peer.size, PSA_ALG_ECDH, &attributes, &made));
    attributes = psa_attributes(&wrong);
    EXPECT(PSA_ERROR_INVALID_ARGUMENT,
           psa_key_agreement(key, peer.at, peer.size, PSA_ALG_ECDH, &attributes, &made));
    TRUE_THAT(made == PSA_KEY_ID_NULL);
    EXPECT(PSA_SUCCESS, psa_destroy_key(key));
}

static void policies_of_agreement_hold(void)
{
    psa_algorithm_t const derived =
        PSA_ALG_KEY_AGREEMENT(PSA_ALG_ECDH, PSA_ALG_HKDF(PSA_ALG_SHA_256));
    psa_key_id_t const unused = pair(PSA_KEY_USAGE_SIGN_HASH, PSA_ALG_ECDH);
    psa_key_id_t const only_derived = pair(PSA_KEY_USAGE_DERIVE, derived);
    struct psa_kind const seen = {PSA_KEY_TYPE_RAW_DATA, PSA_KEY_USAGE_EXPORT, PSA_ALG_NONE, 0};
    psa_key_attributes_t const attributes = psa_attributes(&seen);
    struct psa_bytes const peer = psa_hex(PEER);
    psa_key_id_t const keys[2] = {unused, only_derived};
    uint8_t out[32];
    size_t length = 0;

    for (size_t i = 0; i < 2; i++) {
        psa_key_id_t made = 7;

        EXPECT(PSA_ERROR_NOT_PERMITTED,
               psa_raw_key_agreement(PSA_ALG_ECDH, keys[i], peer.at, peer.size, out, 32, &length));
        EXPECT(PSA_ERROR_NOT_PERMITTED,
               psa_key_agreement(keys[i], peer.at, peer.size, PSA_ALG_ECDH, &attributes, &made));
        TRUE_THAT(made == PSA_KEY_ID_NULL);
        EXPECT(PSA_SUCCESS, psa_destroy_key(keys[i]));
    }
}

const struct psa_case psa_agree_cases[] = {
    {"the shared secret is the known one", the_shared_secret_is_the_known_one},
    {"a secret can become a key and stay inside", a_secret_can_become_a_key_and_stay_inside},
    {"policies of agreement hold", policies_of_agreement_hold},
    {NULL, NULL},
};
