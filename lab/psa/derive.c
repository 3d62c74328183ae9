/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * Key derivation. Answers: RFC 5869, A.1. */
#include "lab/psa/cases.h"

#include "holdfast/device.h"

#define HKDF   PSA_ALG_HKDF(PSA_ALG_SHA_256)
#define SECRET "0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b"
#define SALT   "000102030405060708090a0b0c"
#define INFO   "f0f1f2f3f4f5f6f7f8f9"
#define OUTPUT                                                                                     \
    "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865"
#define BY_VALUE 0u

static uint8_t wide[1200];
static uint8_t again[1200];

static void begin(psa_key_derivation_operation_t *operation, psa_key_id_t key)
{
    struct psa_bytes const secret = psa_hex(SECRET);
    struct psa_bytes const salt = psa_hex(SALT);
    struct psa_bytes const info = psa_hex(INFO);

    EXPECT(PSA_SUCCESS, psa_key_derivation_setup(operation, HKDF));
    EXPECT(PSA_SUCCESS, psa_key_derivation_input_bytes(operation, PSA_KEY_DERIVATION_INPUT_SALT,
                                                       salt.at, salt.size));
    if (key == BY_VALUE) {
        EXPECT(PSA_SUCCESS,
               psa_key_derivation_input_bytes(operation, PSA_KEY_DERIVATION_INPUT_SECRET, secret.at,
                                              secret.size));
    } else {
        EXPECT(PSA_SUCCESS,
               psa_key_derivation_input_key(operation, PSA_KEY_DERIVATION_INPUT_SECRET, key));
    }
    EXPECT(PSA_SUCCESS, psa_key_derivation_input_bytes(operation, PSA_KEY_DERIVATION_INPUT_INFO,
                                                       info.at, info.size));
}

static psa_key_id_t secret_key(psa_key_usage_t usage)
{
    struct psa_kind const kind = {PSA_KEY_TYPE_DERIVE, usage, HKDF, 0};

    return psa_make(&kind, SECRET);
}

static void derived_bytes_are_the_known_ones(void)
{
    psa_key_id_t const key = secret_key(PSA_KEY_USAGE_DERIVE);
    psa_key_id_t const inputs[2] = {BY_VALUE, key};
    struct psa_bytes const expected = psa_hex(OUTPUT);

    for (size_t i = 0; i < 2; i++) {
        psa_key_derivation_operation_t operation = PSA_KEY_DERIVATION_OPERATION_INIT;
        uint8_t out[42];
        size_t capacity = 0;

        begin(&operation, inputs[i]);
        EXPECT(PSA_SUCCESS, psa_key_derivation_get_capacity(&operation, &capacity));
        TRUE_THAT(capacity == 255u * 32u);
        EXPECT(PSA_SUCCESS, psa_key_derivation_output_bytes(&operation, out, 5));
        EXPECT(PSA_SUCCESS, psa_key_derivation_output_bytes(&operation, out + 5, 37));
        TRUE_THAT(psa_same(&expected, out, sizeof(out)));
        EXPECT(PSA_SUCCESS, psa_key_derivation_get_capacity(&operation, &capacity));
        TRUE_THAT(capacity == 255u * 32u - 42u);
        EXPECT(PSA_SUCCESS, psa_key_derivation_abort(&operation));
    }
    EXPECT(PSA_SUCCESS, psa_destroy_key(key));
}

static void long_outputs_are_of_one_piece(void)
{
    psa_key_derivation_operation_t operation = PSA_KEY_DERIVATION_OPERATION_INIT;

    begin(&operation, BY_VALUE);
    EXPECT(PSA_SUCCESS, psa_key_derivation_output_bytes(&operation, wide, sizeof(wide)));
    EXPECT(PSA_SUCCESS, psa_key_derivation_abort(&operation));
    begin(&operation, BY_VALUE);
    for (size_t done = 0; done < sizeof(wide); done += 100) {
        EXPECT(PSA_SUCCESS, psa_key_derivation_output_bytes(&operation, again + done, 100));
    }
    for (size_t i = 0; i < sizeof(wide); i++) {
        TRUE_THAT(wide[i] == again[i]);
    }
    EXPECT(PSA_SUCCESS, psa_key_derivation_abort(&operation));
}

static void capacity_only_shrinks(void)
{
    psa_key_derivation_operation_t operation = PSA_KEY_DERIVATION_OPERATION_INIT;
    size_t capacity = 0;
    uint8_t out[42];

    EXPECT(PSA_ERROR_BAD_STATE, psa_key_derivation_get_capacity(&operation, &capacity));
    begin(&operation, BY_VALUE);
    EXPECT(PSA_SUCCESS, psa_key_derivation_set_capacity(&operation, 41));
    EXPECT(PSA_ERROR_INVALID_ARGUMENT, psa_key_derivation_set_capacity(&operation, 42));
    EXPECT(PSA_SUCCESS, psa_key_derivation_get_capacity(&operation, &capacity));
    TRUE_THAT(capacity == 41);
    EXPECT(PSA_ERROR_INSUFFICIENT_DATA, psa_key_derivation_output_bytes(&operation, out, 42));
    EXPECT(PSA_ERROR_INSUFFICIENT_DATA, psa_key_derivation_output_bytes(&operation, out, 1));
    EXPECT(PSA_SUCCESS, psa_key_derivation_get_capacity(&operation, &capacity));
    TRUE_THAT(capacity == 0);
    EXPECT(PSA_SUCCESS, psa_key_derivation_abort(&operation));
}

static void steps_out_of_order_are_refused(void)
{
    psa_key_derivation_operation_t operation = PSA_KEY_DERIVATION_OPERATION_INIT;
    uint8_t out[16] = {0};

    EXPECT(PSA_ERROR_BAD_STATE,
           psa_key_derivation_input_bytes(&operation, PSA_KEY_DERIVATION_INPUT_SALT, out, 1));
    EXPECT(PSA_ERROR_INVALID_ARGUMENT, psa_key_derivation_setup(&operation, PSA_ALG_SHA_256));
    EXPECT(PSA_SUCCESS, psa_key_derivation_setup(&operation, HKDF));
    EXPECT(PSA_ERROR_BAD_STATE, psa_key_derivation_setup(&operation, HKDF));
    EXPECT(PSA_ERROR_BAD_STATE, psa_key_derivation_output_bytes(&operation, out, 1));
    EXPECT(PSA_SUCCESS, psa_key_derivation_abort(&operation));
    EXPECT(PSA_SUCCESS, psa_key_derivation_setup(&operation, HKDF));
    EXPECT(PSA_ERROR_INVALID_ARGUMENT,
           psa_key_derivation_input_integer(&operation, PSA_KEY_DERIVATION_INPUT_COST, 5));
    EXPECT(PSA_SUCCESS, psa_key_derivation_abort(&operation));
}

static void a_key_comes_out_of_a_key_alone(void)
{
    psa_key_id_t const key = secret_key(PSA_KEY_USAGE_DERIVE);
    psa_key_derivation_operation_t operation = PSA_KEY_DERIVATION_OPERATION_INIT;
    struct psa_kind const aes = {PSA_KEY_TYPE_AES, PSA_KEY_USAGE_EXPORT, PSA_ALG_CTR, 128};
    psa_key_attributes_t const attributes = psa_attributes(&aes);
    struct psa_bytes expected = psa_hex(OUTPUT);
    psa_key_id_t made = PSA_KEY_ID_NULL;
    uint8_t out[16];
    size_t length = 0;

    begin(&operation, BY_VALUE);
    EXPECT(PSA_ERROR_NOT_PERMITTED, psa_key_derivation_output_key(&attributes, &operation, &made));
    EXPECT(PSA_SUCCESS, psa_key_derivation_abort(&operation));
    begin(&operation, key);
    EXPECT(PSA_SUCCESS, psa_key_derivation_output_key(&attributes, &operation, &made));
    EXPECT(PSA_SUCCESS, psa_export_key(made, out, sizeof(out), &length));
    expected.size = 16;
    TRUE_THAT(psa_same(&expected, out, length));
    EXPECT(PSA_SUCCESS, psa_key_derivation_abort(&operation));
    EXPECT(PSA_SUCCESS, psa_destroy_key(made));
    EXPECT(PSA_SUCCESS, psa_destroy_key(key));
}

/* The first 32 bytes of the output, plus one. */
static void a_key_pair_can_be_derived(void)
{
    psa_key_id_t const key = secret_key(PSA_KEY_USAGE_DERIVE);
    psa_key_derivation_operation_t operation = PSA_KEY_DERIVATION_OPERATION_INIT;
    struct psa_kind const kind = {PSA_KEY_TYPE_ECC_KEY_PAIR(PSA_ECC_FAMILY_SECP_R1),
                                  PSA_KEY_USAGE_EXPORT, PSA_ALG_ECDSA(PSA_ALG_SHA_256), 256};
    psa_key_attributes_t attributes = psa_attributes(&kind);
    struct psa_bytes expected = psa_hex(OUTPUT);
    psa_key_id_t made = PSA_KEY_ID_NULL;
    uint8_t out[32];
    size_t length = 0;

    begin(&operation, key);
    EXPECT(PSA_SUCCESS, psa_key_derivation_output_key(&attributes, &operation, &made));
    EXPECT(PSA_SUCCESS, psa_export_key(made, out, sizeof(out), &length));
    expected.size = 32;
    expected.at[31]++;
    TRUE_THAT(psa_same(&expected, out, length));
    EXPECT(PSA_SUCCESS, psa_key_derivation_abort(&operation));
    EXPECT(PSA_SUCCESS, psa_destroy_key(made));
    begin(&operation, BY_VALUE);
    EXPECT(PSA_ERROR_NOT_PERMITTED, psa_key_derivation_output_key(&attributes, &operation, &made));
    TRUE_THAT(made == PSA_KEY_ID_NULL);
    EXPECT(PSA_SUCCESS, psa_key_derivation_abort(&operation));
    EXPECT(PSA_SUCCESS, psa_destroy_key(key));
}

/* Both sides of an agreement, each with its own private key. */
static void agreement_feeds_a_derivation(void)
{
    psa_algorithm_t const alg = PSA_ALG_KEY_AGREEMENT(PSA_ALG_ECDH, HKDF);
    struct psa_kind const kind = {PSA_KEY_TYPE_ECC_KEY_PAIR(PSA_ECC_FAMILY_SECP_R1),
                                  PSA_KEY_USAGE_DERIVE, alg, 256};
    psa_key_id_t const keys[2] = {psa_make(&kind, NULL), psa_make(&kind, NULL)};
    struct psa_bytes outputs[2] = {{{0}, 32}, {{0}, 32}};

    for (size_t i = 0; i < 2; i++) {
        psa_key_derivation_operation_t operation = PSA_KEY_DERIVATION_OPERATION_INIT;
        uint8_t peer[65];
        size_t length = 0;

        EXPECT(PSA_SUCCESS, psa_export_public_key(keys[1u - i], peer, sizeof(peer), &length));
        EXPECT(PSA_SUCCESS, psa_key_derivation_setup(&operation, alg));
        EXPECT(PSA_SUCCESS,
               psa_key_derivation_key_agreement(&operation, PSA_KEY_DERIVATION_INPUT_SECRET,
                                                keys[i], peer, length));
        EXPECT(PSA_SUCCESS,
               psa_key_derivation_input_bytes(&operation, PSA_KEY_DERIVATION_INPUT_INFO, NULL, 0));
        EXPECT(PSA_SUCCESS, psa_key_derivation_output_bytes(&operation, outputs[i].at, 32));
        EXPECT(PSA_SUCCESS, psa_key_derivation_abort(&operation));
    }
    TRUE_THAT(psa_same(&outputs[0], outputs[1].at, 32));
    EXPECT(PSA_SUCCESS, psa_destroy_key(keys[0]));
    EXPECT(PSA_SUCCESS, psa_destroy_key(keys[1]));
}

const struct psa_case psa_derive_cases[] = {
    {"derived bytes are the known ones", derived_bytes_are_the_known_ones},
    {"long outputs are of one piece", long_outputs_are_of_one_piece},
    {"capacity only shrinks", capacity_only_shrinks},
    {"steps out of order are refused", steps_out_of_order_are_refused},
    {"a key comes out of a key alone", a_key_comes_out_of_a_key_alone},
    {"a key pair can be derived", a_key_pair_can_be_derived},
    {"agreement feeds a derivation", agreement_feeds_a_derivation},
    {NULL, NULL},
};
