/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * What an app may try: other people's keys, forged operations, vectors that lie, endless failures.
 */
#include "lab/psa/cases.h"

#include "firmware/secure/abi/crypto.h"
#include "holdfast/device.h"

#define VALUE "000102030405060708090a0b0c0d0e0f"

static struct hf_vector vector_of(const void *at, uint32_t size)
{
    return (struct hf_vector){(uint32_t)(uintptr_t)at, size};
}

static int is_refused(psa_status_t status)
{
    return status == PSA_ERROR_INVALID_HANDLE || status == PSA_ERROR_NOT_PERMITTED ||
           status == PSA_ERROR_INVALID_ARGUMENT || status == PSA_ERROR_NOT_SUPPORTED;
}

/* Built-in keys do what they are for, and nothing else. */
static void built_in_keys_stay_inside(void)
{
    static const psa_key_id_t keys[2] = {HF_KEY_APP_SIGNER, HF_KEY_DEVICE};
    struct psa_kind const open_kind = {PSA_KEY_TYPE_RAW_DATA, PSA_KEY_USAGE_EXPORT, PSA_ALG_NONE,
                                       0};
    psa_key_attributes_t attributes = psa_attributes(&open_kind);
    psa_key_id_t copy = 7;
    uint8_t out[80];
    size_t length = 0;

    for (size_t i = 0; i < 2; i++) {
        TRUE_THAT(is_refused(psa_copy_key(keys[i], &attributes, &copy)));
        TRUE_THAT(copy == PSA_KEY_ID_NULL);
        EXPECT(PSA_ERROR_NOT_PERMITTED, psa_destroy_key(keys[i]));
        EXPECT(PSA_ERROR_NOT_PERMITTED, psa_purge_key(keys[i]));
        EXPECT(PSA_ERROR_NOT_PERMITTED,
               psa_sign_hash(keys[i], PSA_ALG_ECDSA(PSA_ALG_SHA_256), out, 32, out, 64, &length));
        EXPECT(PSA_SUCCESS, psa_get_key_attributes(keys[i], &attributes));
        TRUE_THAT(psa_get_key_id(&attributes) == keys[i]);
        TRUE_THAT(PSA_KEY_LIFETIME_IS_READ_ONLY(psa_get_key_lifetime(&attributes)));
        attributes = psa_attributes(&open_kind);
    }
    EXPECT(PSA_ERROR_NOT_PERMITTED, psa_export_key(HF_KEY_DEVICE, out, sizeof(out), &length));
    EXPECT(PSA_ERROR_INVALID_HANDLE, psa_export_key(0x7fff0f0fu, out, sizeof(out), &length));
}

/* Ids of secure's own keys are volatile ones of the engine: the whole range, and some around. */
static void no_id_leads_to_a_key_of_secure(void)
{
    uint8_t out[80];
    size_t length = 0;

    for (uint32_t id = 0x7fffefe0u; id != 0x80000010u; id++) {
        TRUE_THAT(is_refused(psa_export_key(id, out, sizeof(out), &length)));
        if (id == 0x7ffff020u) {
            id = 0x7fffff80u;
        }
    }
    TRUE_THAT(is_refused(psa_export_key(UINT32_MAX, out, sizeof(out), &length)));
}

static void forged_and_stale_operations_are_none(void)
{
    psa_hash_operation_t real = PSA_HASH_OPERATION_INIT;
    psa_hash_operation_t forged = PSA_HASH_OPERATION_INIT;
    psa_mac_operation_t other = PSA_MAC_OPERATION_INIT;
    uint8_t byte = 0;

    EXPECT(PSA_SUCCESS, psa_hash_setup(&real, PSA_ALG_SHA_256));
    for (uint32_t bit = 0; bit < 32; bit++) {
        forged.number = real.number ^ (UINT32_C(1) << bit);
        EXPECT(PSA_ERROR_BAD_STATE, psa_hash_update(&forged, &byte, 1));
    }
    other.number = real.number; /* another kind of operation */
    EXPECT(PSA_ERROR_BAD_STATE, psa_mac_update(&other, &byte, 1));
    EXPECT(PSA_SUCCESS, psa_mac_abort(&other));
    EXPECT(PSA_SUCCESS, psa_hash_update(&real, &byte, 1));
    forged.number = real.number;
    EXPECT(PSA_SUCCESS, psa_hash_abort(&real));
    EXPECT(PSA_SUCCESS, psa_hash_setup(&real, PSA_ALG_SHA_256));
    EXPECT(PSA_ERROR_BAD_STATE, psa_hash_update(&forged, &byte, 1));
    EXPECT(PSA_SUCCESS, psa_hash_abort(&real));
}

/* TFMV-3: what fails, or is forgotten, must not use up the pool for ever. */
static void failures_use_nothing_up(void)
{
    struct psa_kind const kind = KIND_AES(PSA_ALG_GCM);
    psa_key_id_t const key = psa_make(&kind, VALUE);
    uint8_t out[16] = {0};
    size_t length = 0;

    for (uint32_t i = 0; i < 200; i++) {
        psa_aead_operation_t operation = PSA_AEAD_OPERATION_INIT;
        psa_hash_operation_t hash = PSA_HASH_OPERATION_INIT;

        EXPECT(PSA_SUCCESS, psa_aead_encrypt_setup(&operation, key, PSA_ALG_GCM));
        EXPECT(PSA_ERROR_BAD_STATE, psa_aead_update(&operation, out, 1, out, 16, &length));
        EXPECT(PSA_SUCCESS, psa_hash_setup(&hash, PSA_ALG_SHA_256));
        EXPECT(PSA_ERROR_BUFFER_TOO_SMALL, psa_hash_finish(&hash, out, 16, &length));
        EXPECT(PSA_ERROR_NOT_PERMITTED,
               psa_aead_encrypt_setup(&operation, key, PSA_ALG_CCM) == PSA_ERROR_BAD_STATE
                   ? PSA_ERROR_NOT_PERMITTED
                   : PSA_SUCCESS);
    }
    EXPECT(PSA_SUCCESS, psa_destroy_key(key));
}

static void the_pool_is_bounded_and_comes_back(void)
{
    psa_hash_operation_t operations[9] = {PSA_HASH_OPERATION_INIT};
    uint32_t count = 0;

    while (count < 9 && psa_hash_setup(&operations[count], PSA_ALG_SHA_256) == PSA_SUCCESS) {
        count++;
    }
    TRUE_THAT(count == 8);
    EXPECT(PSA_ERROR_INSUFFICIENT_MEMORY, psa_hash_setup(&operations[8], PSA_ALG_SHA_256));
    for (uint32_t i = 0; i < count; i++) {
        EXPECT(PSA_SUCCESS, psa_hash_abort(&operations[i]));
    }
    EXPECT(PSA_SUCCESS, psa_hash_setup(&operations[0], PSA_ALG_SHA_256));
    EXPECT(PSA_SUCCESS, psa_hash_abort(&operations[0]));
}

static int32_t raw_call(uint32_t function, uint32_t size_in, uint32_t size_out, uint8_t *bytes)
{
    static struct hf_crypto_arguments arguments;
    static struct hf_crypto_answer answer;
    struct hf_vector vectors[5] = {vector_of(&arguments, sizeof(arguments)), vector_of(NULL, 0),
                                   vector_of(bytes, size_in), vector_of(&answer, sizeof(answer)),
                                   vector_of(bytes, size_out)};

    arguments.function = function;
    return hf_gate_call(HF_CALL(HF_SERVICE_KEY, 3, 2), vectors);
}

/* The door itself, without the client's good manners. */
static void vectors_that_lie_are_refused(void)
{
    uint8_t bytes[16] = {0};

    EXPECT(PSA_ERROR_NOT_SUPPORTED, raw_call(0, 0, 16, bytes));
    EXPECT(PSA_ERROR_NOT_SUPPORTED, raw_call(9, 0, 16, bytes));
    EXPECT(PSA_ERROR_NOT_SUPPORTED, raw_call(UINT32_MAX, 0, 16, bytes));
    EXPECT(PSA_ERROR_PROGRAMMER_ERROR, raw_call(HF_KEYS_IMPORT, HF_GATE_KEY_MOST + 1u, 0, bytes));
    EXPECT(PSA_ERROR_PROGRAMMER_ERROR, raw_call(HF_KEYS_IMPORT, UINT32_MAX, 0, bytes));
    EXPECT(PSA_ERROR_PROGRAMMER_ERROR, raw_call(HF_KEYS_EXPORT, 0, UINT32_MAX, bytes));
    EXPECT(PSA_ERROR_INVALID_ARGUMENT, raw_call(HF_KEYS_IMPORT, 16, 0, bytes));
    EXPECT(PSA_ERROR_BUFFER_TOO_SMALL, raw_call(HF_KEYS_ATTRIBUTES, 0, 16, bytes));
    TRUE_THAT(psa_all(bytes, sizeof(bytes), 0));
}

/* The answer, the arguments and the text on top of each other: copies, so each is read before
 * anything is written. */
static void overlapping_vectors_are_read_first(void)
{
    struct psa_kind const kind = {PSA_KEY_TYPE_RAW_DATA, PSA_KEY_USAGE_EXPORT, PSA_ALG_NONE, 0};
    psa_key_id_t const key = psa_make(&kind, VALUE);
    struct psa_bytes const value = psa_hex(VALUE);
    union {
        struct hf_crypto_arguments arguments;
        uint8_t bytes[64];
    } place = {.arguments = {.function = HF_KEYS_EXPORT, .key = key}};
    struct hf_vector vectors[5] = {
        vector_of(&place, sizeof(place.arguments)), vector_of(NULL, 0), vector_of(NULL, 0),
        vector_of(&place, sizeof(struct hf_crypto_answer)), vector_of(&place, sizeof(place))};

    EXPECT(PSA_SUCCESS, hf_gate_call(HF_CALL(HF_SERVICE_KEY, 3, 2), vectors));
    TRUE_THAT(psa_same(&value, place.bytes, vectors[4].size));
    EXPECT(PSA_SUCCESS, psa_destroy_key(key));
}

const struct psa_case psa_attack_cases[] = {
    {"built-in keys stay inside", built_in_keys_stay_inside},
    {"no id leads to a key of secure", no_id_leads_to_a_key_of_secure},
    {"forged and stale operations are none", forged_and_stale_operations_are_none},
    {"failures use nothing up", failures_use_nothing_up},
    {"the pool is bounded and comes back", the_pool_is_bounded_and_comes_back},
    {"vectors that lie are refused", vectors_that_lie_are_refused},
    {"overlapping vectors are read first", overlapping_vectors_are_read_first},
    {NULL, NULL},
};
