/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "firmware/secure/crypto_call.h"

#include "psa/crypto.h"

/* Inputs behind the arguments: attributes where the family has them, then data. A streamed vector
 * has no copy: its bytes stay NULL, and nobody reads them but hf_request_read(). */
static void take_inputs(const struct hf_crypto_family *family, struct hf_request *request,
                        struct hf_crypto_call *call)
{
    uint32_t index = 1;

    if (family->attributes) {
        call->attributes = (hf_span_t){request->bytes[index], request->vectors[index].size};
        index++;
    }
    for (uint32_t i = 0; i < 2 && index < family->inputs; i++, index++) {
        call->data[i] = (hf_span_t){request->bytes[index], request->vectors[index].size};
    }
}

static void take_outputs(const struct hf_crypto_family *family, struct hf_request *request,
                         struct hf_crypto_call *call)
{
    for (uint32_t i = 0; i < family->outputs; i++) {
        uint32_t const index = family->inputs + 1u + i;

        call->out[i] =
            (struct hf_crypto_out){request->bytes[index], request->vectors[index].size, 0};
    }
}

/* INVARIANT: no more leaves than the function wrote, and never more than the copy holds. */
static void give_outputs(const struct hf_crypto_family *family, struct hf_request *request,
                         const struct hf_crypto_call *call)
{
    for (uint32_t i = 0; i < family->outputs; i++) {
        struct hf_vector *vector = &request->vectors[family->inputs + 1u + i];

        vector->size = call->out[i].written <= vector->size ? (uint32_t)call->out[i].written : 0;
    }
}

int32_t hf_crypto_run(const struct hf_crypto_family *family, struct hf_request *request)
{
    struct hf_crypto_call call = {.in = (const void *)request->bytes[0],
                                  .answer = (void *)request->bytes[family->inputs],
                                  .request = request};
    uint32_t const code = call.in->function;
    int32_t status;

    if (code >= family->count || family->functions[code] == NULL) {
        return PSA_ERROR_NOT_SUPPORTED;
    }
    *call.answer = (struct hf_crypto_answer){{0, 0}};
    take_inputs(family, request, &call);
    take_outputs(family, request, &call);
    if (family->kind != HF_OPERATION_KINDS) {
        call.operation = hf_operation_find(family->kind, call.in->operation);
    }
    status = family->functions[code](&call);
    give_outputs(family, request, &call);
    return status;
}
