/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * MACs. Answers: RFC 4231, test 2; RFC 4493, examples 2 and 4. */
#include "lab/psa/cases.h"

#define HMAC      PSA_ALG_HMAC(PSA_ALG_SHA_256)
#define HMAC_KEY  "4a656665"
#define HMAC_TAG  "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
#define CMAC_KEY  "2b7e151628aed2a6abf7158809cf4f3c"
#define CMAC_TEXT "6bc1bee22e409f96e93d7e117393172a"
#define CMAC_TAG  "070a16b46b4d4144f79bdd9dd04a287c"

static const uint8_t text[] = "what do ya want for nothing?";
static const size_t text_size = sizeof(text) - 1u;

#define USE_BOTH (PSA_KEY_USAGE_SIGN_MESSAGE | PSA_KEY_USAGE_VERIFY_MESSAGE)

static void macs_are_the_known_ones(void)
{
    struct psa_kind const hmac = {PSA_KEY_TYPE_HMAC, USE_BOTH, HMAC, 0};
    struct psa_kind const cmac = {PSA_KEY_TYPE_AES, USE_BOTH, PSA_ALG_CMAC, 0};
    psa_key_id_t const keys[2] = {psa_make(&hmac, HMAC_KEY), psa_make(&cmac, CMAC_KEY)};
    struct psa_bytes const tags[2] = {psa_hex(HMAC_TAG), psa_hex(CMAC_TAG)};
    struct psa_bytes const block = psa_hex(CMAC_TEXT);
    uint8_t mac[PSA_MAC_MAX_SIZE];
    size_t length = 0;

    EXPECT(PSA_SUCCESS, psa_mac_compute(keys[0], HMAC, text, text_size, mac, sizeof(mac), &length));
    TRUE_THAT(psa_same(&tags[0], mac, length));
    EXPECT(PSA_SUCCESS, psa_mac_verify(keys[0], HMAC, text, text_size, mac, length));
    mac[31] ^= 1u;
    EXPECT(PSA_ERROR_INVALID_SIGNATURE,
           psa_mac_verify(keys[0], HMAC, text, text_size, mac, length));
    EXPECT(PSA_SUCCESS,
           psa_mac_compute(keys[1], PSA_ALG_CMAC, block.at, block.size, mac, sizeof(mac), &length));
    TRUE_THAT(psa_same(&tags[1], mac, length));
    EXPECT(PSA_ERROR_INVALID_SIGNATURE,
           psa_mac_verify(keys[1], PSA_ALG_CMAC, block.at, block.size, mac, length - 1u));
    EXPECT(PSA_SUCCESS, psa_destroy_key(keys[0]));
    EXPECT(PSA_SUCCESS, psa_destroy_key(keys[1]));
}

static void pieces_give_the_mac_of_the_whole(void)
{
    struct psa_kind const hmac = {PSA_KEY_TYPE_HMAC, USE_BOTH, HMAC, 0};
    psa_key_id_t const key = psa_make(&hmac, HMAC_KEY);
    struct psa_bytes const tag = psa_hex(HMAC_TAG);
    psa_mac_operation_t operation = PSA_MAC_OPERATION_INIT;

    EXPECT(PSA_SUCCESS, psa_mac_verify_setup(&operation, key, HMAC));
    for (size_t i = 0; i < text_size; i++) {
        EXPECT(PSA_SUCCESS, psa_mac_update(&operation, text + i, 1));
    }
    EXPECT(PSA_SUCCESS, psa_mac_verify_finish(&operation, tag.at, tag.size));
    EXPECT(PSA_ERROR_BAD_STATE, psa_mac_update(&operation, text, 1));
    EXPECT(PSA_SUCCESS, psa_destroy_key(key));
}

static void a_running_mac_keeps_its_direction(void)
{
    struct psa_kind const hmac = {PSA_KEY_TYPE_HMAC, USE_BOTH, HMAC, 0};
    psa_key_id_t const key = psa_make(&hmac, HMAC_KEY);
    psa_mac_operation_t operation = PSA_MAC_OPERATION_INIT;
    uint8_t mac[32];
    size_t length = 9;

    EXPECT(PSA_SUCCESS, psa_mac_verify_setup(&operation, key, HMAC));
    EXPECT(PSA_ERROR_BAD_STATE, psa_mac_sign_finish(&operation, mac, sizeof(mac), &length));
    TRUE_THAT(length == 0);
    EXPECT(PSA_SUCCESS, psa_mac_abort(&operation));
    EXPECT(PSA_SUCCESS, psa_mac_sign_setup(&operation, key, HMAC));
    EXPECT(PSA_ERROR_BAD_STATE, psa_mac_verify_finish(&operation, mac, sizeof(mac)));
    EXPECT(PSA_SUCCESS, psa_mac_abort(&operation));
    EXPECT(PSA_SUCCESS, psa_destroy_key(key));
}

static void truncation_follows_the_policy(void)
{
    psa_algorithm_t const least = PSA_ALG_AT_LEAST_THIS_LENGTH_MAC(HMAC, 16);
    struct psa_kind const wide = {PSA_KEY_TYPE_HMAC, USE_BOTH, least, 0};
    psa_key_id_t const key = psa_make(&wide, HMAC_KEY);
    uint8_t mac[32];
    size_t length = 0;

    EXPECT(PSA_SUCCESS, psa_mac_compute(key, PSA_ALG_TRUNCATED_MAC(HMAC, 16), text, text_size, mac,
                                        sizeof(mac), &length));
    TRUE_THAT(length == 16);
    EXPECT(PSA_ERROR_NOT_PERMITTED, psa_mac_compute(key, PSA_ALG_TRUNCATED_MAC(HMAC, 15), text,
                                                    text_size, mac, sizeof(mac), &length));
    EXPECT(PSA_SUCCESS, psa_destroy_key(key));
}

static void a_mac_key_signs_only_if_it_may(void)
{
    struct psa_kind const checker = {PSA_KEY_TYPE_HMAC, PSA_KEY_USAGE_VERIFY_MESSAGE, HMAC, 0};
    psa_key_id_t const key = psa_make(&checker, HMAC_KEY);
    struct psa_bytes const tag = psa_hex(HMAC_TAG);
    uint8_t mac[32];
    size_t length = 0;

    EXPECT(PSA_SUCCESS, psa_mac_verify(key, HMAC, text, text_size, tag.at, tag.size));
    EXPECT(PSA_ERROR_NOT_PERMITTED,
           psa_mac_compute(key, HMAC, text, text_size, mac, sizeof(mac), &length));
    EXPECT(PSA_ERROR_NOT_PERMITTED,
           psa_mac_verify(key, PSA_ALG_TRUNCATED_MAC(HMAC, 16), text, text_size, tag.at, 16));
    EXPECT(PSA_ERROR_NOT_PERMITTED, psa_mac_verify(key, PSA_ALG_CMAC, text, text_size, tag.at, 16));
    EXPECT(PSA_SUCCESS, psa_destroy_key(key));
}

const struct psa_case psa_mac_cases[] = {
    {"MACs are the known ones", macs_are_the_known_ones},
    {"pieces give the MAC of the whole", pieces_give_the_mac_of_the_whole},
    {"a running MAC keeps its direction", a_running_mac_keeps_its_direction},
    {"truncation follows the policy", truncation_follows_the_policy},
    {"a MAC key signs only if it may", a_mac_key_signs_only_if_it_may},
    {NULL, NULL},
};
