/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "firmware/secure/client/call.h"

#include "firmware/secure/client/vector.h"

/* Attributes cross as plain words, never as the struct. */
static struct hf_gate_attributes words_of(const psa_key_attributes_t *attributes)
{
    return (struct hf_gate_attributes){
        .type = attributes->type,
        .bits = attributes->bits,
        .lifetime = attributes->lifetime,
        .id = attributes->id,
        .usage = attributes->usage,
        .algorithm = attributes->algorithm,
    };
}

psa_status_t hf_client_run(uint32_t family, struct hf_client_call *call)
{
    struct hf_crypto_answer answer = {{0, 0}};
    struct hf_gate_attributes words = {0, 0, 0, 0, 0, 0};
    struct hf_vector vectors[HF_VECTORS_MAX] = {VECTOR(&call->arguments, sizeof(call->arguments))};
    uint32_t const inputs = (family >> 16) & 0xffu;
    uint32_t const outputs = family >> 24;
    uint32_t count = 1;
    uint32_t first_out;
    psa_status_t status;

    if (call->attributes != NULL) {
        words = words_of(call->attributes);
    }
    if (((family >> 8) & 0xffu) != 0) {
        vectors[count++] = VECTOR(&words, call->attributes != NULL ? sizeof(words) : 0);
    }
    for (uint32_t i = 0; i < inputs; i++) {
        vectors[count++] = VECTOR(call->in[i].bytes, call->in[i].size);
    }
    vectors[count] = VECTOR(&answer, sizeof(answer));
    first_out = count + 1;
    for (uint32_t i = 0; i < outputs; i++) {
        vectors[first_out + i] = VECTOR(call->out[i].bytes, call->out[i].size);
    }
    status = hf_gate_call(HF_CALL(family & 0xffu, count, outputs + 1u), vectors);
    for (uint32_t i = 0; i < outputs; i++) {
        call->out[i].length = status == PSA_SUCCESS ? vectors[first_out + i].size : 0;
    }
    call->answer = status == PSA_SUCCESS ? answer.word[0] : 0;
    return status;
}

psa_status_t hf_client_setup(uint32_t family, struct hf_client_call *call, uint32_t *number)
{
    psa_status_t status;

    call->arguments.operation = *number;
    status = hf_client_run(family, call);
    if (status == PSA_SUCCESS) {
        *number = call->answer;
    }
    return status;
}

psa_status_t hf_client_abort(uint32_t family, uint32_t function, uint32_t *number)
{
    struct hf_client_call call = {.arguments = {.function = function, .operation = *number}};
    psa_status_t status = PSA_SUCCESS;

    if (*number != 0) {
        status = hf_client_run(family, &call);
        *number = 0;
    }
    return status;
}
