/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "lab/threats/attack_app/attack.h"
#include "psa/crypto.h"

#define TEXT      24u
#define MAC_MOST  32u
#define TAG       16u
#define LONGEST   520u /* more than secure reads of a MAC at a time, twice */
#define SHORTEST  1u
#define NONCE     12u
#define CMAC_SIZE 16u

static const uint8_t nonce[NONCE] = {7, 1, 2};
static const uint8_t text[TEXT] = {'t', 'e', 'x', 't'};
static uint8_t sealed[TEXT + TAG];
static uint8_t opened[TEXT];
static uint8_t mac[LONGEST];

static psa_status_t make_key(psa_key_type_t type, psa_algorithm_t algorithm, psa_key_id_t *key)
{
    static const uint8_t value[16] = {0x11, 0x22, 0x33};
    psa_key_attributes_t attributes = PSA_KEY_ATTRIBUTES_INIT;
    psa_key_usage_t const usage = PSA_ALG_IS_MAC(algorithm)
                                      ? PSA_KEY_USAGE_SIGN_MESSAGE | PSA_KEY_USAGE_VERIFY_MESSAGE
                                      : PSA_KEY_USAGE_ENCRYPT | PSA_KEY_USAGE_DECRYPT;

    psa_set_key_type(&attributes, type);
    psa_set_key_algorithm(&attributes, algorithm);
    psa_set_key_usage_flags(&attributes, usage);
    return psa_import_key(&attributes, value, sizeof(value), key);
}

static psa_status_t open_sealed(psa_key_id_t key, psa_algorithm_t algorithm)
{
    size_t length = 0;

    return psa_aead_decrypt(key, algorithm, nonce, NONCE, NULL, 0, sealed, sizeof(sealed), opened,
                            sizeof(opened), &length);
}

/* Each of the 128 bits: what compares some bytes only lets one of these through. The text must not
 * have come out either. */
static struct lab_answer flip_tag(psa_key_id_t key, psa_algorithm_t algorithm)
{
    for (uint32_t bit = 0; bit < 8u * TAG; bit++) {
        psa_status_t status;

        sealed[TEXT + bit / 8u] ^= (uint8_t)(1u << bit % 8u);
        status = open_sealed(key, algorithm);
        sealed[TEXT + bit / 8u] ^= (uint8_t)(1u << bit % 8u);
        if (status != PSA_ERROR_INVALID_SIGNATURE) {
            return lab_say(LAB_BROKE, bit);
        }
    }
    return lab_say(open_sealed(key, algorithm) == PSA_SUCCESS ? LAB_HELD : LAB_BROKE, 8u * TAG);
}

/* The right tag, but not all of it. */
static struct lab_answer cut_tag(psa_key_id_t key, psa_algorithm_t algorithm)
{
    for (uint32_t size = 0; size < TAG; size++) {
        psa_aead_operation_t operation = PSA_AEAD_OPERATION_INIT;
        size_t length = 0;
        psa_status_t status = psa_aead_decrypt_setup(&operation, key, algorithm);

        if (status == PSA_SUCCESS) {
            status = psa_aead_set_lengths(&operation, 0, TEXT);
        }
        if (status == PSA_SUCCESS) {
            status = psa_aead_set_nonce(&operation, nonce, NONCE);
        }
        if (status == PSA_SUCCESS) {
            status = psa_aead_update(&operation, sealed, TEXT, opened, sizeof(opened), &length);
        }
        if (status != PSA_SUCCESS) {
            return lab_say(LAB_VOID, (uint32_t)status);
        }
        status = psa_aead_verify(&operation, NULL, 0, &length, sealed + TEXT, size);
        (void)psa_aead_abort(&operation);
        if (status != PSA_ERROR_INVALID_SIGNATURE) {
            return lab_say(LAB_BROKE, size);
        }
    }
    return lab_say(LAB_HELD, TAG);
}

/* Tags of other lengths, by an algorithm that the key is not for. */
static struct lab_answer shorten_tag(psa_key_id_t key, psa_algorithm_t algorithm)
{
    for (uint32_t size = SHORTEST; size < TAG; size++) {
        psa_aead_operation_t operation = PSA_AEAD_OPERATION_INIT;
        psa_status_t const status = psa_aead_decrypt_setup(
            &operation, key, PSA_ALG_AEAD_WITH_SHORTENED_TAG(algorithm, size));

        (void)psa_aead_abort(&operation);
        if (status != PSA_ERROR_NOT_PERMITTED) {
            return lab_say(LAB_BROKE, (uint32_t)status);
        }
    }
    return lab_say(LAB_HELD, TAG);
}

static struct lab_answer attack_aead(uint32_t instance, psa_algorithm_t algorithm)
{
    psa_key_id_t key = 0;
    size_t length = 0;
    psa_status_t status = make_key(PSA_KEY_TYPE_AES, algorithm, &key);

    if (status == PSA_SUCCESS) {
        status = psa_aead_encrypt(key, algorithm, nonce, NONCE, NULL, 0, text, TEXT, sealed,
                                  sizeof(sealed), &length);
    }
    if (status == PSA_SUCCESS) {
        status = open_sealed(key, algorithm);
    }
    if (!lab_control(status == PSA_SUCCESS && opened[0] == text[0], (uint32_t)status)) {
        return lab_say(LAB_VOID, (uint32_t)status);
    }
    switch (instance) {
    case 1:
    case 2:
        return flip_tag(key, algorithm);
    case 3:
    case 4:
        return cut_tag(key, algorithm);
    default:
        return shorten_tag(key, algorithm);
    }
}

static struct lab_answer flip_mac(psa_key_id_t key, psa_algorithm_t algorithm, uint32_t size)
{
    for (uint32_t bit = 0; bit < 8u * size; bit++) {
        psa_status_t status;

        mac[bit / 8u] ^= (uint8_t)(1u << bit % 8u);
        status = psa_mac_verify(key, algorithm, text, TEXT, mac, size);
        mac[bit / 8u] ^= (uint8_t)(1u << bit % 8u);
        if (status != PSA_ERROR_INVALID_SIGNATURE) {
            return lab_say(LAB_BROKE, bit);
        }
    }
    return lab_say(LAB_HELD, 8u * size);
}

/* The right MAC, cut off at each length or with something behind it. */
static struct lab_answer cut_mac(psa_key_id_t key, psa_algorithm_t algorithm, uint32_t right)
{
    for (uint32_t size = 0; size <= LONGEST; size++) {
        psa_status_t const status = psa_mac_verify(key, algorithm, text, TEXT, mac, size);

        if (status != (size == right ? PSA_SUCCESS : PSA_ERROR_INVALID_SIGNATURE)) {
            return lab_say(LAB_BROKE, size);
        }
    }
    return lab_say(LAB_HELD, LONGEST);
}

static struct lab_answer shorten_mac(psa_key_id_t key, psa_algorithm_t algorithm, uint32_t right)
{
    for (uint32_t size = SHORTEST; size < right; size++) {
        psa_status_t const status =
            psa_mac_verify(key, PSA_ALG_TRUNCATED_MAC(algorithm, size), text, TEXT, mac, size);

        if (status != PSA_ERROR_NOT_PERMITTED) {
            return lab_say(LAB_BROKE, (uint32_t)status);
        }
    }
    return lab_say(LAB_HELD, right);
}

static struct lab_answer attack_mac(uint32_t instance, psa_key_type_t type,
                                    psa_algorithm_t algorithm, uint32_t size)
{
    psa_key_id_t key = 0;
    size_t length = 0;
    psa_status_t status = make_key(type, algorithm, &key);

    if (status == PSA_SUCCESS) {
        status = psa_mac_compute(key, algorithm, text, TEXT, mac, MAC_MOST, &length);
    }
    if (status == PSA_SUCCESS) {
        status = psa_mac_verify(key, algorithm, text, TEXT, mac, length);
    }
    if (!lab_control(status == PSA_SUCCESS && length == size, (uint32_t)status)) {
        return lab_say(LAB_VOID, (uint32_t)status);
    }
    switch (instance) {
    case 7:
    case 8:
        return flip_mac(key, algorithm, size);
    case 9:
    case 10:
        return cut_mac(key, algorithm, size);
    default:
        return shorten_mac(key, algorithm, size);
    }
}

struct lab_answer lab_tags(const struct lab_param *param)
{
    uint32_t const instance = param->instance;
    int const even = instance % 2u == 0;

    if (instance == 0 || instance > 12u) {
        return lab_say(LAB_NOT_APPLICABLE, instance);
    }
    if (instance <= 6u) {
        return attack_aead(instance, even ? PSA_ALG_GCM : PSA_ALG_CCM);
    }
    return even ? attack_mac(instance, PSA_KEY_TYPE_HMAC, PSA_ALG_HMAC(PSA_ALG_SHA_256), MAC_MOST)
                : attack_mac(instance, PSA_KEY_TYPE_AES, PSA_ALG_CMAC, CMAC_SIZE);
}
