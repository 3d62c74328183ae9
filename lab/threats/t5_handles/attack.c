/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "lab/threats/attack_app/attack.h"
#include "firmware/secure/abi/crypto.h"
#include "holdfast/device.h"
#include "lab/threats/attack_app/calls.h"
#include "psa/crypto.h"

#define OPERATIONS 8u /* rows that secure has */
#define FAILURES   250u
#define TEXT       64u
#define SHIFTS     17u

static const uint32_t families[] = {HF_SERVICE_HASH, HF_SERVICE_MAC, HF_SERVICE_CIPHER,
                                    HF_SERVICE_AEAD, HF_SERVICE_DERIVE};
static const uint8_t abc[] = {'a', 'b', 'c'};
static uint8_t bytes[2u * TEXT];

/* A step of an operation by its bare number: for each family one that needs nothing else. */
static int32_t step(uint32_t family, uint32_t number)
{
    struct hf_crypto_arguments arguments = {.operation = number};
    struct hf_crypto_answer answer;
    struct hf_vector input = {(uint32_t)abc, sizeof(abc)};
    struct hf_vector vectors[HF_VECTORS_MAX] = {{(uint32_t)&arguments, sizeof(arguments)}};
    uint32_t inputs = 2;
    uint32_t outputs = 2;

    switch (family) {
    case HF_SERVICE_HASH:
        arguments.function = HF_HASH_UPDATE;
        break;
    case HF_SERVICE_MAC:
        arguments.function = HF_MAC_UPDATE;
        break;
    case HF_SERVICE_CIPHER:
        arguments.function = HF_CIPHER_UPDATE;
        break;
    case HF_SERVICE_AEAD:
        arguments.function = HF_AEAD_UPDATE_AD;
        outputs = 3;
        break;
    default:
        arguments.function = HF_DERIVE_GET_CAPACITY;
        inputs = 3;
        break;
    }
    vectors[inputs - 1u] = family == HF_SERVICE_DERIVE ? (struct hf_vector){0, 0} : input;
    vectors[inputs] = (struct hf_vector){(uint32_t)&answer, sizeof(answer)};
    vectors[inputs + 1u] = (struct hf_vector){(uint32_t)bytes, TEXT};
    return hf_gate_call(HF_CALL(family, inputs, outputs), vectors);
}

/* No family knows the number. */
static int nobody_knows(uint32_t number, uint32_t except)
{
    for (uint32_t i = 0; i < sizeof(families) / sizeof(families[0]); i++) {
        if (families[i] != except && step(families[i], number) != PSA_ERROR_BAD_STATE) {
            return 0;
        }
    }
    return 1;
}

/* "abc", already given to `operation`, has the known hash: whatever was tried has not touched it.
 */
static struct lab_answer still_works(psa_hash_operation_t *operation, uint32_t detail)
{
    static const uint8_t first[] = {0xba, 0x78, 0x16, 0xbf};
    size_t length = 0;
    int same = psa_hash_finish(operation, bytes, sizeof(bytes), &length) == PSA_SUCCESS;

    for (uint32_t i = 0; i < sizeof(first); i++) {
        same = same && bytes[i] == first[i];
    }
    return lab_say(same ? LAB_HELD : LAB_BROKE, detail);
}

/* Numbers around the one that was given, and those that a count starts with. */
static struct lab_answer forge(psa_hash_operation_t *operation)
{
    for (uint32_t number = 0; number < 1024u; number++) {
        if (number != operation->number && !nobody_knows(number, 0)) {
            return lab_say(LAB_BROKE, number);
        }
    }
    for (uint32_t bit = 0; bit < 32u; bit++) {
        if (!nobody_knows(operation->number ^ 1u << bit, 0)) {
            return lab_say(LAB_BROKE, bit);
        }
    }
    return still_works(operation, 1024u);
}

/* Numbers of operations that are over: finished, given up, ended by an error. Another operation
 * has their row by now. */
static struct lab_answer go_stale(psa_hash_operation_t *operation)
{
    uint32_t stale[3u * OPERATIONS];
    size_t length = 0;

    for (uint32_t i = 0; i < sizeof(stale) / sizeof(stale[0]); i++) {
        psa_hash_operation_t other = PSA_HASH_OPERATION_INIT;

        if (psa_hash_setup(&other, PSA_ALG_SHA_256) != PSA_SUCCESS) {
            return lab_say(LAB_VOID, i);
        }
        stale[i] = other.number;
        switch (i % 3u) {
        case 0:
            (void)psa_hash_finish(&other, bytes, sizeof(bytes), &length);
            break;
        case 1:
            (void)psa_hash_abort(&other);
            break;
        default: /* too small: an error ends it */
            (void)psa_hash_finish(&other, bytes, 1, &length);
            break;
        }
    }
    for (uint32_t i = 0; i < sizeof(stale) / sizeof(stale[0]); i++) {
        if (!nobody_knows(stale[i], 0)) {
            return lab_say(LAB_BROKE, stale[i]);
        }
    }
    return still_works(operation, sizeof(stale) / sizeof(stale[0]));
}

/* Set up, led into an error and left there, again and again: the rows and their memory come back.
 */
static struct lab_answer fail_often(psa_hash_operation_t *operation)
{
    size_t length = 0;

    for (uint32_t turn = 0; turn < FAILURES; turn++) {
        psa_hash_operation_t hash = PSA_HASH_OPERATION_INIT;
        psa_key_derivation_operation_t derive = PSA_KEY_DERIVATION_OPERATION_INIT;
        psa_status_t status = psa_hash_setup(&hash, PSA_ALG_SHA_256);

        if (status == PSA_SUCCESS) {
            status = psa_key_derivation_setup(&derive, PSA_ALG_HKDF(PSA_ALG_SHA_256));
        }
        if (status != PSA_SUCCESS) {
            return lab_say(LAB_BROKE, (uint32_t)status);
        }
        if (psa_hash_finish(&hash, bytes, 31, &length) == PSA_SUCCESS ||
            psa_key_derivation_input_key(&derive, PSA_KEY_DERIVATION_INPUT_SECRET,
                                         HF_KEY_APP_SIGNER) == PSA_SUCCESS) {
            return lab_say(LAB_BROKE, turn);
        }
    }
    return still_works(operation, FAILURES);
}

/* The answer lies over the vector behind it: the value must go where that vector pointed when the
 * call began, and nowhere else. */
static struct lab_answer answer_on_vector(psa_hash_operation_t *operation)
{
    struct hf_crypto_arguments arguments = {.function = HF_HASH_FINISH,
                                            .operation = operation->number};
    struct hf_vector vectors[] = {
        {(uint32_t)&arguments, sizeof(arguments)}, {0, 0}, {0, 0}, {0, 0}};
    int32_t status;

    vectors[2] = (struct hf_vector){(uint32_t)&vectors[3], sizeof(struct hf_crypto_answer)};
    vectors[3] = (struct hf_vector){(uint32_t)bytes, 32};
    status = hf_gate_call(HF_CALL(HF_SERVICE_HASH, 2, 2), vectors);
    return lab_say(status == PSA_SUCCESS && bytes[0] == 0xba && bytes[1] == 0x78 ? LAB_HELD
                                                                                 : LAB_BROKE,
                   (uint32_t)status);
}

static psa_status_t make_key(psa_key_id_t *key)
{
    static const uint8_t value[16] = {0x31, 0x41, 0x59};
    psa_key_attributes_t attributes = PSA_KEY_ATTRIBUTES_INIT;

    psa_set_key_type(&attributes, PSA_KEY_TYPE_AES);
    psa_set_key_algorithm(&attributes, PSA_ALG_GCM);
    psa_set_key_usage_flags(&attributes, PSA_KEY_USAGE_ENCRYPT);
    return psa_import_key(&attributes, value, sizeof(value), key);
}

/* Encrypts `bytes` from `in` to `out`, both in that array. */
static psa_status_t encrypt(psa_key_id_t key, uint32_t in, uint32_t out)
{
    static const uint8_t nonce[12] = {9};
    psa_aead_operation_t operation = PSA_AEAD_OPERATION_INIT;
    size_t length = 0;
    psa_status_t status = psa_aead_encrypt_setup(&operation, key, PSA_ALG_GCM);

    for (uint32_t i = 0; i < TEXT; i++) {
        bytes[in + i] = (uint8_t)i;
    }
    if (status == PSA_SUCCESS) {
        status = psa_aead_set_nonce(&operation, nonce, sizeof(nonce));
    }
    if (status == PSA_SUCCESS) {
        status = psa_aead_update(&operation, bytes + in, TEXT, bytes + out, TEXT, &length);
    }
    (void)psa_aead_abort(&operation);
    return status;
}

/* Text and result overlap by every distance to 16: the result is always that of separate ones. */
static struct lab_answer overlap(void)
{
    static uint8_t apart[TEXT];
    psa_key_id_t key = 0;
    psa_status_t status = make_key(&key);

    if (status == PSA_SUCCESS) {
        status = encrypt(key, 0, TEXT);
    }
    if (status != PSA_SUCCESS) {
        return lab_say(LAB_VOID, (uint32_t)status);
    }
    for (uint32_t i = 0; i < TEXT; i++) {
        apart[i] = bytes[TEXT + i];
    }
    for (uint32_t turn = 0; turn < 2u * SHIFTS; turn++) {
        uint32_t const in = turn % 2u == 0 ? 0 : turn / 2u;
        uint32_t const out = turn % 2u == 0 ? turn / 2u : 0;
        int same = encrypt(key, in, out) == PSA_SUCCESS;

        for (uint32_t i = 0; i < TEXT; i++) {
            same = same && bytes[out + i] == apart[i];
        }
        if (!same) {
            return lab_say(LAB_BROKE, turn);
        }
    }
    return lab_say(LAB_HELD, 2u * SHIFTS);
}

/* What would take a built-in key out of secure, into another key, or away. The signer's is public:
 * its point may be read. */
static struct lab_answer take_builtin(uint32_t key)
{
    psa_key_attributes_t attributes = PSA_KEY_ATTRIBUTES_INIT;
    psa_status_t got[5];
    psa_key_id_t copy = 0;
    size_t length = 0;

    psa_set_key_usage_flags(&attributes, PSA_KEY_USAGE_EXPORT | PSA_KEY_USAGE_COPY);
    got[0] = psa_destroy_key(key);
    got[1] = psa_purge_key(key);
    got[2] = psa_copy_key(key, &attributes, &copy);
    got[3] = psa_mac_compute(key, PSA_ALG_HMAC(PSA_ALG_SHA_256), abc, sizeof(abc), bytes,
                             sizeof(bytes), &length);
    got[4] = key == HF_KEY_APP_SIGNER ? PSA_ERROR_NOT_PERMITTED
                                      : psa_export_key(key, bytes, sizeof(bytes), &length);
    for (uint32_t i = 0; i < sizeof(got) / sizeof(got[0]); i++) {
        if (got[i] != PSA_ERROR_NOT_PERMITTED) {
            return lab_say(LAB_BROKE, i << 16 | (uint16_t)got[i]);
        }
    }
    attributes = (psa_key_attributes_t)PSA_KEY_ATTRIBUTES_INIT;
    return lab_say(psa_get_key_attributes(key, &attributes) == PSA_SUCCESS ? LAB_HELD : LAB_BROKE,
                   key);
}

/* A key of the app's own under the number of a built-in one, or of any that may become one. */
static struct lab_answer pretend_builtin(void)
{
    static const uint32_t numbers[] = {HF_KEY_APP_SIGNER, HF_KEY_IDENTITY, HF_KEY_DEVICE,
                                       0x7fff0000u,       0x7fffefffu,     0x40000000u,
                                       0x7fffffffu,       0xffff0001u,     UINT32_MAX};
    psa_status_t status = PSA_ERROR_INVALID_ARGUMENT;

    for (uint32_t i = 0; i < sizeof(numbers) / sizeof(numbers[0]); i++) {
        psa_key_attributes_t attributes = PSA_KEY_ATTRIBUTES_INIT;
        psa_key_id_t key = 0;

        psa_set_key_type(&attributes, PSA_KEY_TYPE_RAW_DATA);
        psa_set_key_id(&attributes, numbers[i]);
        psa_set_key_lifetime(&attributes, PSA_KEY_LIFETIME_PERSISTENT);
        status = psa_import_key(&attributes, abc, sizeof(abc), &key);
        if (status != PSA_ERROR_INVALID_ARGUMENT) {
            return lab_say(LAB_BROKE, numbers[i]);
        }
    }
    return lab_say(LAB_HELD, (uint32_t)status);
}

struct lab_answer lab_handles(const struct lab_param *param)
{
    psa_hash_operation_t operation = PSA_HASH_OPERATION_INIT;
    psa_status_t status = psa_hash_setup(&operation, PSA_ALG_SHA_256);

    if (status == PSA_SUCCESS) {
        status = step(HF_SERVICE_HASH, operation.number); /* the same call with the right number */
    }
    if (!lab_control(status == PSA_SUCCESS, (uint32_t)status)) {
        return lab_say(LAB_VOID, (uint32_t)status);
    }
    switch (param->instance) {
    case 1:
        return forge(&operation);
    case 2:
        return go_stale(&operation);
    case 3: /* of another kind */
        return nobody_knows(operation.number, HF_SERVICE_HASH) ? still_works(&operation, 0)
                                                               : lab_say(LAB_BROKE, 0);
    case 4:
        return fail_often(&operation);
    case 5:
        return answer_on_vector(&operation);
    case 6:
        return overlap();
    case 7:
        return take_builtin(HF_KEY_APP_SIGNER);
    case 8:
        return take_builtin(HF_KEY_IDENTITY);
    case 9:
        return take_builtin(HF_KEY_DEVICE);
    case 10:
        return pretend_builtin();
    default:
        return lab_say(LAB_NOT_APPLICABLE, param->instance);
    }
}
