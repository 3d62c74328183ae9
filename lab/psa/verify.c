/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * Derivations that are compared with, not read. Answers: RFC 5869, A.1. */
#include "lab/psa/cases.h"

#define HKDF   PSA_ALG_HKDF(PSA_ALG_SHA_256)
#define SECRET "0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b"
#define SALT   "000102030405060708090a0b0c"
#define INFO   "f0f1f2f3f4f5f6f7f8f9"
#define OUTPUT                                                                                     \
    "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865"

static psa_key_id_t secret_key(psa_key_usage_t usage, psa_key_type_t type)
{
    struct psa_kind const kind = {type, usage, HKDF, 0};

    return psa_make(&kind, SECRET);
}

static psa_key_id_t expected_key(psa_key_usage_t usage, psa_key_type_t type, const char *digits)
{
    struct psa_kind const kind = {type, usage, HKDF, 0};

    return psa_make(&kind, digits);
}

static void begin(psa_key_derivation_operation_t *operation, psa_key_id_t key)
{
    struct psa_bytes const salt = psa_hex(SALT);
    struct psa_bytes const info = psa_hex(INFO);

    EXPECT(PSA_SUCCESS, psa_key_derivation_setup(operation, HKDF));
    EXPECT(PSA_SUCCESS, psa_key_derivation_input_bytes(operation, PSA_KEY_DERIVATION_INPUT_SALT,
                                                       salt.at, salt.size));
    EXPECT(PSA_SUCCESS,
           psa_key_derivation_input_key(operation, PSA_KEY_DERIVATION_INPUT_SECRET, key));
    EXPECT(PSA_SUCCESS, psa_key_derivation_input_bytes(operation, PSA_KEY_DERIVATION_INPUT_INFO,
                                                       info.at, info.size));
}

static void bytes_are_compared_and_used_up(void)
{
    psa_key_id_t const key = secret_key(PSA_KEY_USAGE_DERIVE, PSA_KEY_TYPE_DERIVE);
    psa_key_derivation_operation_t operation = PSA_KEY_DERIVATION_OPERATION_INIT;
    struct psa_bytes expected = psa_hex(OUTPUT);

    EXPECT(PSA_ERROR_BAD_STATE, psa_key_derivation_verify_bytes(&operation, expected.at, 4));
    begin(&operation, key);
    EXPECT(PSA_SUCCESS, psa_key_derivation_verify_bytes(&operation, expected.at, 10));
    expected.at[10] ^= 1u;
    EXPECT(PSA_ERROR_INVALID_SIGNATURE,
           psa_key_derivation_verify_bytes(&operation, expected.at + 10, 10));
    EXPECT(PSA_SUCCESS, psa_key_derivation_verify_bytes(&operation, expected.at + 20, 22));
    EXPECT(PSA_SUCCESS, psa_key_derivation_set_capacity(&operation, 3));
    EXPECT(PSA_ERROR_INSUFFICIENT_DATA,
           psa_key_derivation_verify_bytes(&operation, expected.at, 4));
    EXPECT(PSA_SUCCESS, psa_key_derivation_abort(&operation));
    EXPECT(PSA_SUCCESS, psa_destroy_key(key));
}

static void keys_are_compared(void)
{
    psa_key_usage_t const usage = PSA_KEY_USAGE_VERIFY_DERIVATION;
    psa_key_id_t const key = secret_key(PSA_KEY_USAGE_DERIVE, PSA_KEY_TYPE_DERIVE);
    psa_key_id_t const right = expected_key(usage, PSA_KEY_TYPE_PASSWORD_HASH, OUTPUT);
    psa_key_id_t const wrong = expected_key(usage, PSA_KEY_TYPE_PASSWORD_HASH, SECRET);
    psa_key_derivation_operation_t operation = PSA_KEY_DERIVATION_OPERATION_INIT;

    begin(&operation, key);
    EXPECT(PSA_SUCCESS, psa_key_derivation_verify_key(&operation, right));
    EXPECT(PSA_SUCCESS, psa_key_derivation_abort(&operation));
    begin(&operation, key);
    EXPECT(PSA_ERROR_INVALID_SIGNATURE, psa_key_derivation_verify_key(&operation, wrong));
    EXPECT(PSA_SUCCESS, psa_key_derivation_abort(&operation));
    EXPECT(PSA_SUCCESS, psa_destroy_key(key));
    EXPECT(PSA_SUCCESS, psa_destroy_key(right));
    EXPECT(PSA_SUCCESS, psa_destroy_key(wrong));
}

static void expected_keys_need_the_right_policy(void)
{
    psa_key_id_t const key = secret_key(PSA_KEY_USAGE_DERIVE, PSA_KEY_TYPE_DERIVE);
    psa_key_id_t const keys[2] = {
        expected_key(PSA_KEY_USAGE_EXPORT, PSA_KEY_TYPE_PASSWORD_HASH, OUTPUT),
        expected_key(PSA_KEY_USAGE_VERIFY_DERIVATION, PSA_KEY_TYPE_DERIVE, OUTPUT)};
    psa_status_t const statuses[2] = {PSA_ERROR_NOT_PERMITTED, PSA_ERROR_INVALID_ARGUMENT};
    psa_key_derivation_operation_t operation = PSA_KEY_DERIVATION_OPERATION_INIT;

    for (size_t i = 0; i < 2; i++) {
        begin(&operation, key);
        EXPECT(statuses[i], psa_key_derivation_verify_key(&operation, keys[i]));
        EXPECT(PSA_SUCCESS, psa_key_derivation_abort(&operation));
        EXPECT(PSA_SUCCESS, psa_destroy_key(keys[i]));
    }
    EXPECT(PSA_SUCCESS, psa_destroy_key(key));
}

/* From a key that may only be compared with, nothing comes out. */
static void a_key_for_comparison_gives_nothing_away(void)
{
    psa_key_id_t const key = secret_key(PSA_KEY_USAGE_VERIFY_DERIVATION, PSA_KEY_TYPE_DERIVE);
    struct psa_kind const aes = {PSA_KEY_TYPE_AES, PSA_KEY_USAGE_EXPORT, PSA_ALG_CTR, 128};
    psa_key_attributes_t const attributes = psa_attributes(&aes);
    psa_key_derivation_operation_t operation = PSA_KEY_DERIVATION_OPERATION_INIT;
    struct psa_bytes const expected = psa_hex(OUTPUT);
    psa_key_id_t made = 7;
    uint8_t out[16] = {0};

    begin(&operation, key);
    EXPECT(PSA_SUCCESS, psa_key_derivation_verify_bytes(&operation, expected.at, expected.size));
    EXPECT(PSA_ERROR_NOT_PERMITTED, psa_key_derivation_output_bytes(&operation, out, 16));
    TRUE_THAT(psa_all(out, sizeof(out), 0));
    EXPECT(PSA_SUCCESS, psa_key_derivation_abort(&operation));
    begin(&operation, key);
    EXPECT(PSA_ERROR_NOT_PERMITTED, psa_key_derivation_output_key(&attributes, &operation, &made));
    TRUE_THAT(made == PSA_KEY_ID_NULL);
    EXPECT(PSA_SUCCESS, psa_key_derivation_abort(&operation));
    EXPECT(PSA_SUCCESS, psa_destroy_key(key));
}

static void a_secret_of_another_type_is_no_secret(void)
{
    psa_key_usage_t const usages[2] = {PSA_KEY_USAGE_VERIFY_DERIVATION, PSA_KEY_USAGE_DERIVE};
    psa_key_derivation_operation_t operation = PSA_KEY_DERIVATION_OPERATION_INIT;

    for (size_t i = 0; i < 2; i++) {
        psa_key_id_t const key = secret_key(usages[i], PSA_KEY_TYPE_RAW_DATA);

        EXPECT(PSA_SUCCESS, psa_key_derivation_setup(&operation, HKDF));
        EXPECT(PSA_ERROR_INVALID_ARGUMENT,
               psa_key_derivation_input_key(&operation, PSA_KEY_DERIVATION_INPUT_SECRET, key));
        EXPECT(PSA_SUCCESS, psa_key_derivation_abort(&operation));
        EXPECT(PSA_SUCCESS, psa_destroy_key(key));
    }
}

const struct psa_case psa_verify_cases[] = {
    {"bytes are compared and used up", bytes_are_compared_and_used_up},
    {"keys are compared", keys_are_compared},
    {"expected keys need the right policy", expected_keys_need_the_right_policy},
    {"a key for comparison gives nothing away", a_key_for_comparison_gives_nothing_away},
    {"a secret of another type is no secret", a_secret_of_another_type_is_no_secret},
    {NULL, NULL},
};
