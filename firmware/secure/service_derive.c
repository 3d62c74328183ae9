/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * Key derivation. */
#include "firmware/secure/attributes.h"
#include "firmware/secure/crypto_call.h"
#include "firmware/secure/derive.h"
#include "firmware/secure/services.h"

static int32_t setup(struct hf_crypto_call *call)
{
    struct hf_operation *operation = NULL;
    psa_status_t const status =
        hf_operation_begin(HF_OPERATION_DERIVE, call->in->operation, &operation);

    if (status != PSA_SUCCESS) {
        return status;
    }
    call->answer->word[0] = operation->number;
    return hf_operation_keep(operation,
                             psa_key_derivation_setup(operation->state, call->in->algorithm));
}

/* The capacity travels as 32 bits, which is what the app's size_t has. */
static psa_status_t get_capacity(struct hf_crypto_call *call)
{
    size_t capacity = 0;
    psa_status_t const status = psa_key_derivation_get_capacity(call->operation->state, &capacity);

    call->answer->word[0] = capacity < UINT32_MAX ? (uint32_t)capacity : UINT32_MAX;
    return status;
}

static psa_status_t input(struct hf_crypto_call *call)
{
    void *state = call->operation->state;
    psa_key_derivation_step_t const step = (psa_key_derivation_step_t)call->in->number[0];
    mbedtls_svc_key_id_t key = MBEDTLS_SVC_KEY_ID_INIT;
    psa_status_t status;

    switch (call->in->function) {
    case HF_DERIVE_INPUT_BYTES:
        return psa_key_derivation_input_bytes(state, step, call->data[0].bytes, call->data[0].size);
    case HF_DERIVE_INPUT_INTEGER:
        return psa_key_derivation_input_integer(
            state, step, call->in->number[1] | (uint64_t)call->in->number[2] << 32);
    default:
        break;
    }
    status = hf_key_resolve(call->in->key, &key);
    if (status != PSA_SUCCESS) {
        return status;
    }
    return call->in->function == HF_DERIVE_INPUT_KEY
               ? hf_derive_input_key(call->operation, step, key)
               : psa_key_derivation_key_agreement(state, step, key, call->data[0].bytes,
                                                  call->data[0].size);
}

static psa_status_t output_bytes(struct hf_crypto_call *call)
{
    struct hf_crypto_out *out = &call->out[0];
    psa_status_t status = PSA_ERROR_NOT_PERMITTED;

    if (!call->operation->verify_only) {
        status = psa_key_derivation_output_bytes(call->operation->state, out->bytes, out->size);
        out->written = out->size;
    }
    return status;
}

static psa_status_t output_key(struct hf_crypto_call *call)
{
    psa_key_attributes_t attributes = PSA_KEY_ATTRIBUTES_INIT;
    mbedtls_svc_key_id_t key = MBEDTLS_SVC_KEY_ID_INIT;
    psa_status_t status = call->operation->verify_only ? PSA_ERROR_NOT_PERMITTED : PSA_SUCCESS;

    if (status == PSA_SUCCESS) {
        status = hf_attributes_read(call->attributes, &attributes);
    }
    if (status == PSA_SUCCESS) {
        status = hf_derive_output_key(call->operation, &attributes, &key);
    }
    return hf_attributes_made(&attributes, key, status, call->answer);
}

static psa_status_t verify_key(struct hf_crypto_call *call)
{
    mbedtls_svc_key_id_t key = MBEDTLS_SVC_KEY_ID_INIT;
    psa_status_t const status = hf_key_resolve(call->in->key, &key);

    return status == PSA_SUCCESS ? hf_derive_verify_key(call->operation, key) : status;
}

static psa_status_t step(struct hf_crypto_call *call)
{
    switch (call->in->function) {
    case HF_DERIVE_GET_CAPACITY:
        return get_capacity(call);
    case HF_DERIVE_SET_CAPACITY:
        return psa_key_derivation_set_capacity(call->operation->state, call->in->number[1]);
    case HF_DERIVE_OUTPUT_BYTES:
        return output_bytes(call);
    case HF_DERIVE_OUTPUT_KEY:
        return output_key(call);
    case HF_DERIVE_VERIFY_BYTES:
        return hf_derive_verify_bytes(call->operation, call->data[0]);
    case HF_DERIVE_VERIFY_KEY:
        return verify_key(call);
    default:
        return input(call);
    }
}

/* PSA lets an operation go on after these: too little left, a comparison that failed, and a
 * capacity that cannot be. All else ends it. */
static int goes_on(uint32_t function, psa_status_t status)
{
    switch (status) {
    case PSA_SUCCESS:
    case PSA_ERROR_INSUFFICIENT_DATA:
        return 1;
    case PSA_ERROR_INVALID_SIGNATURE:
        return function == HF_DERIVE_VERIFY_BYTES || function == HF_DERIVE_VERIFY_KEY;
    default:
        return function == HF_DERIVE_SET_CAPACITY || function == HF_DERIVE_GET_CAPACITY;
    }
}

static int32_t run_step(struct hf_crypto_call *call)
{
    psa_status_t status;

    if (call->operation == NULL) {
        return PSA_ERROR_BAD_STATE;
    }
    status = step(call);
    if (!goes_on(call->in->function, status)) {
        hf_operation_end(call->operation);
    }
    return status;
}

static int32_t abort_operation(struct hf_crypto_call *call)
{
    return hf_operation_abort(HF_OPERATION_DERIVE, call->in->operation);
}

int32_t hf_serve_derive(struct hf_request *request)
{
    static hf_crypto_function_t *const functions[] = {
        [HF_DERIVE_SETUP] = setup,
        [HF_DERIVE_GET_CAPACITY] = run_step,
        [HF_DERIVE_SET_CAPACITY] = run_step,
        [HF_DERIVE_INPUT_BYTES] = run_step,
        [HF_DERIVE_INPUT_INTEGER] = run_step,
        [HF_DERIVE_INPUT_KEY] = run_step,
        [HF_DERIVE_AGREEMENT] = run_step,
        [HF_DERIVE_OUTPUT_BYTES] = run_step,
        [HF_DERIVE_OUTPUT_KEY] = run_step,
        [HF_DERIVE_VERIFY_BYTES] = run_step,
        [HF_DERIVE_VERIFY_KEY] = run_step,
        [HF_DERIVE_ABORT] = abort_operation,
    };
    static const struct hf_crypto_family family = {
        .functions = functions,
        .count = sizeof(functions) / sizeof(functions[0]),
        .kind = HF_OPERATION_DERIVE,
        .attributes = 1,
        .inputs = 3,
        .outputs = 1,
    };

    return hf_crypto_run(&family, request);
}
