/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "firmware/secure/derive.h"

#include "firmware/secure/engine_key.h"

#define PIECE 32u

/* PSA's table of what may go into which step. The engine takes any type of bytes. */
static int fits_step(psa_key_derivation_step_t step, psa_key_type_t type)
{
    switch (step) {
    case PSA_KEY_DERIVATION_INPUT_SECRET:
    case PSA_KEY_DERIVATION_INPUT_OTHER_SECRET:
        return type == PSA_KEY_TYPE_DERIVE;
    case PSA_KEY_DERIVATION_INPUT_PASSWORD:
        return type == PSA_KEY_TYPE_DERIVE || type == PSA_KEY_TYPE_PASSWORD;
    default:
        return type == PSA_KEY_TYPE_RAW_DATA;
    }
}

static psa_status_t input_for_comparison(struct hf_operation *operation,
                                         psa_key_derivation_step_t step,
                                         const struct hf_engine_key *key)
{
    psa_key_derivation_operation_t *state = operation->state;
    psa_status_t const status =
        hf_engine_key_permits(key, PSA_KEY_USAGE_VERIFY_DERIVATION, state->MBEDTLS_PRIVATE(alg));

    if (status != PSA_SUCCESS) {
        return status;
    }
    if (!fits_step(step, psa_get_key_type(&key->attributes))) {
        return PSA_ERROR_INVALID_ARGUMENT;
    }
    operation->verify_only = 1;
    return psa_key_derivation_input_bytes(state, step, key->value.bytes, key->value.size);
}

int32_t hf_derive_input_key(struct hf_operation *operation, psa_key_derivation_step_t step,
                            mbedtls_svc_key_id_t id)
{
    struct hf_engine_key key;
    psa_status_t status = hf_engine_key_lend(id, &key);

    if (status != PSA_SUCCESS) {
        return status;
    }
    if ((psa_get_key_usage_flags(&key.attributes) & PSA_KEY_USAGE_DERIVE) != 0) {
        status = psa_key_derivation_input_key(operation->state, step, id);
    } else {
        status = input_for_comparison(operation, step, &key);
    }
    hf_engine_key_return(&key);
    return status;
}

int32_t hf_derive_verify_bytes(struct hf_operation *operation, hf_span_t expected)
{
    psa_key_derivation_operation_t *state = operation->state;
    uint8_t piece[PIECE];
    uint8_t difference = 0;
    size_t capacity = 0;
    psa_status_t status = psa_key_derivation_get_capacity(state, &capacity);

    if (status == PSA_SUCCESS && capacity < expected.size) {
        (void)psa_key_derivation_set_capacity(state, 0);
        return PSA_ERROR_INSUFFICIENT_DATA;
    }
    for (size_t done = 0; done < expected.size && status == PSA_SUCCESS;) {
        size_t const left = expected.size - done;
        size_t const size = left < PIECE ? left : PIECE;

        status = psa_key_derivation_output_bytes(state, piece, size);
        for (size_t i = 0; i < size; i++) {
            difference |= piece[i] ^ expected.bytes[done + i];
        }
        done += size;
    }
    hf_wipe(piece, sizeof(piece));
    if (status != PSA_SUCCESS) {
        return status;
    }
    return difference == 0 ? PSA_SUCCESS : PSA_ERROR_INVALID_SIGNATURE;
}

int32_t hf_derive_verify_key(struct hf_operation *operation, mbedtls_svc_key_id_t id)
{
    psa_key_derivation_operation_t const *state = operation->state;
    struct hf_engine_key key;
    psa_status_t status = hf_engine_key_lend(id, &key);

    if (status != PSA_SUCCESS) {
        return status;
    }
    status =
        hf_engine_key_permits(&key, PSA_KEY_USAGE_VERIFY_DERIVATION, state->MBEDTLS_PRIVATE(alg));
    if (status == PSA_SUCCESS && psa_get_key_type(&key.attributes) != PSA_KEY_TYPE_PASSWORD_HASH) {
        status = PSA_ERROR_INVALID_ARGUMENT;
    }
    if (status == PSA_SUCCESS) {
        status = hf_derive_verify_bytes(operation, key.value);
    }
    hf_engine_key_return(&key);
    return status;
}

int32_t hf_derive_output_key(struct hf_operation *operation, const psa_key_attributes_t *attributes,
                             mbedtls_svc_key_id_t *key)
{
    if (PSA_KEY_TYPE_IS_ECC_KEY_PAIR(psa_get_key_type(attributes))) {
        return hf_derive_key_pair(operation->state, attributes, key);
    }
    return psa_key_derivation_output_key(attributes, operation->state, key);
}
