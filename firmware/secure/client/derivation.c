/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * The app's side of key derivation. */
#include "firmware/secure/client/call.h"
#include "psa/crypto.h"

static psa_status_t step(uint32_t number, struct hf_client_call *call)
{
    call->arguments.operation = number;
    return hf_client_run(HF_FAMILY_DERIVE, call);
}

psa_status_t psa_key_derivation_setup(psa_key_derivation_operation_t *operation,
                                      psa_algorithm_t alg)
{
    struct hf_client_call call = {.arguments = {.function = HF_DERIVE_SETUP, .algorithm = alg}};

    return hf_client_setup(HF_FAMILY_DERIVE, &call, &operation->number);
}

psa_status_t psa_key_derivation_get_capacity(const psa_key_derivation_operation_t *operation,
                                             size_t *capacity)
{
    struct hf_client_call call = {.arguments = {.function = HF_DERIVE_GET_CAPACITY}};
    psa_status_t const status = step(operation->number, &call);

    *capacity =
        call.answer == UINT32_MAX ? PSA_KEY_DERIVATION_UNLIMITED_CAPACITY : (size_t)call.answer;
    return status;
}

psa_status_t psa_key_derivation_set_capacity(psa_key_derivation_operation_t *operation,
                                             size_t capacity)
{
    struct hf_client_call call = {
        .arguments = {.function = HF_DERIVE_SET_CAPACITY,
                      .number = {0, capacity < UINT32_MAX ? (uint32_t)capacity : UINT32_MAX}}};

    return step(operation->number, &call);
}

psa_status_t psa_key_derivation_input_bytes(psa_key_derivation_operation_t *operation,
                                            psa_key_derivation_step_t input_step,
                                            const uint8_t *data, size_t data_length)
{
    struct hf_client_call call = {
        .arguments = {.function = HF_DERIVE_INPUT_BYTES, .number = {input_step}},
        .in = {{data, data_length}}};

    return data_length <= HF_GATE_PIECE ? step(operation->number, &call)
                                        : PSA_ERROR_INSUFFICIENT_MEMORY;
}

psa_status_t psa_key_derivation_input_integer(psa_key_derivation_operation_t *operation,
                                              psa_key_derivation_step_t input_step, uint64_t value)
{
    struct hf_client_call call = {
        .arguments = {.function = HF_DERIVE_INPUT_INTEGER,
                      .number = {input_step, (uint32_t)value, (uint32_t)(value >> 32)}}};

    return step(operation->number, &call);
}

psa_status_t psa_key_derivation_input_key(psa_key_derivation_operation_t *operation,
                                          psa_key_derivation_step_t input_step, psa_key_id_t key)
{
    struct hf_client_call call = {
        .arguments = {.function = HF_DERIVE_INPUT_KEY, .key = key, .number = {input_step}}};

    return step(operation->number, &call);
}

psa_status_t psa_key_derivation_key_agreement(psa_key_derivation_operation_t *operation,
                                              psa_key_derivation_step_t input_step,
                                              psa_key_id_t private_key, const uint8_t *peer_key,
                                              size_t peer_key_length)
{
    struct hf_client_call call = {
        .arguments = {.function = HF_DERIVE_AGREEMENT, .key = private_key, .number = {input_step}},
        .in = {{peer_key, peer_key_length}}};

    return peer_key_length <= HF_GATE_PIECE ? step(operation->number, &call)
                                            : PSA_ERROR_INVALID_ARGUMENT;
}

/* PSA: too long an output gives nothing and leaves nothing. Secure sees one piece at a time, so the
 * whole is asked about first. */
static psa_status_t check_capacity(psa_key_derivation_operation_t *operation, size_t length)
{
    size_t capacity = 0;
    psa_status_t const status = psa_key_derivation_get_capacity(operation, &capacity);

    if (status == PSA_SUCCESS && capacity < length) {
        (void)psa_key_derivation_set_capacity(operation, 0);
        return PSA_ERROR_INSUFFICIENT_DATA;
    }
    return status;
}

static size_t piece_of(size_t left)
{
    return left < HF_GATE_PIECE ? left : HF_GATE_PIECE;
}

psa_status_t psa_key_derivation_output_bytes(psa_key_derivation_operation_t *operation,
                                             uint8_t *output, size_t output_length)
{
    psa_status_t status = check_capacity(operation, output_length);
    size_t done = 0;

    while (status == PSA_SUCCESS && done < output_length) {
        struct hf_client_call call = {.arguments = {.function = HF_DERIVE_OUTPUT_BYTES},
                                      .out = {{output + done, piece_of(output_length - done), 0}}};

        status = step(operation->number, &call);
        done += call.out[0].size;
    }
    return status;
}

psa_status_t psa_key_derivation_output_key(const psa_key_attributes_t *attributes,
                                           psa_key_derivation_operation_t *operation,
                                           psa_key_id_t *key)
{
    struct hf_client_call call = {.arguments = {.function = HF_DERIVE_OUTPUT_KEY},
                                  .attributes = attributes};
    psa_status_t const status = step(operation->number, &call);

    *key = call.answer;
    return status;
}

/* All is compared, also behind the first difference. */
psa_status_t psa_key_derivation_verify_bytes(psa_key_derivation_operation_t *operation,
                                             const uint8_t *expected_output, size_t output_length)
{
    psa_status_t status = check_capacity(operation, output_length);
    psa_status_t verdict = status;
    size_t done = 0;

    while (status == PSA_SUCCESS && done < output_length) {
        struct hf_client_call call = {
            .arguments = {.function = HF_DERIVE_VERIFY_BYTES},
            .in = {{expected_output + done, piece_of(output_length - done)}}};

        status = step(operation->number, &call);
        if (status == PSA_ERROR_INVALID_SIGNATURE) {
            verdict = status;
            status = PSA_SUCCESS;
        }
        done += call.in[0].size;
    }
    return status == PSA_SUCCESS ? verdict : status;
}

psa_status_t psa_key_derivation_verify_key(psa_key_derivation_operation_t *operation,
                                           psa_key_id_t expected)
{
    struct hf_client_call call = {.arguments = {.function = HF_DERIVE_VERIFY_KEY, .key = expected}};

    return step(operation->number, &call);
}

psa_status_t psa_key_derivation_abort(psa_key_derivation_operation_t *operation)
{
    return hf_client_abort(HF_FAMILY_DERIVE, HF_DERIVE_ABORT, &operation->number);
}
