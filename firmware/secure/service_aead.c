/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * Authenticated encryption, in pieces. The one-shot functions of the app's side are made of these
 * (docs/psa.md says what that means for unverified text). */
#include "firmware/secure/crypto_call.h"
#include "firmware/secure/services.h"

#include "psa/crypto.h"

static int32_t setup(struct hf_crypto_call *call)
{
    struct hf_operation *operation = NULL;
    mbedtls_svc_key_id_t key = MBEDTLS_SVC_KEY_ID_INIT;
    psa_status_t status = hf_key_resolve(call->in->key, &key);

    if (status == PSA_SUCCESS) {
        status = hf_operation_begin(HF_OPERATION_AEAD, call->in->operation, &operation);
    }
    if (status != PSA_SUCCESS) {
        return status;
    }
    call->answer->word[0] = operation->number;
    status = call->in->function == HF_AEAD_ENCRYPT_SETUP
                 ? psa_aead_encrypt_setup(operation->state, key, call->in->algorithm)
                 : psa_aead_decrypt_setup(operation->state, key, call->in->algorithm);
    return hf_operation_keep(operation, status);
}

/* What needs a running operation, and leaves it running. */
static psa_status_t step(struct hf_crypto_call *call)
{
    void *state = call->operation->state;
    hf_span_t const data = call->data[0];
    struct hf_crypto_out *out = &call->out[0];

    switch (call->in->function) {
    case HF_AEAD_GENERATE_NONCE:
        return psa_aead_generate_nonce(state, out->bytes, out->size, &out->written);
    case HF_AEAD_SET_NONCE:
        return psa_aead_set_nonce(state, data.bytes, data.size);
    case HF_AEAD_SET_LENGTHS:
        return psa_aead_set_lengths(state, call->in->number[0], call->in->number[1]);
    case HF_AEAD_UPDATE_AD:
        return psa_aead_update_ad(state, data.bytes, data.size);
    default:
        return psa_aead_update(state, data.bytes, data.size, out->bytes, out->size, &out->written);
    }
}

static int32_t run_step(struct hf_crypto_call *call)
{
    return call->operation == NULL ? PSA_ERROR_BAD_STATE
                                   : hf_operation_keep(call->operation, step(call));
}

static int32_t finish(struct hf_crypto_call *call)
{
    struct hf_crypto_out *text = &call->out[0];
    struct hf_crypto_out *tag = &call->out[1];
    psa_status_t status;

    if (call->operation == NULL) {
        return PSA_ERROR_BAD_STATE;
    }
    status = psa_aead_finish(call->operation->state, text->bytes, text->size, &text->written,
                             tag->bytes, tag->size, &tag->written);
    hf_operation_end(call->operation);
    return status;
}

static int32_t verify(struct hf_crypto_call *call)
{
    struct hf_crypto_out *text = &call->out[0];
    psa_status_t status;

    if (call->operation == NULL) {
        return PSA_ERROR_BAD_STATE;
    }
    status = psa_aead_verify(call->operation->state, text->bytes, text->size, &text->written,
                             call->data[0].bytes, call->data[0].size);
    hf_operation_end(call->operation);
    return status;
}

static int32_t abort_operation(struct hf_crypto_call *call)
{
    return hf_operation_abort(HF_OPERATION_AEAD, call->in->operation);
}

int32_t hf_serve_aead(struct hf_request *request)
{
    static hf_crypto_function_t *const functions[] = {
        [HF_AEAD_ENCRYPT_SETUP] = setup,     [HF_AEAD_DECRYPT_SETUP] = setup,
        [HF_AEAD_GENERATE_NONCE] = run_step, [HF_AEAD_SET_NONCE] = run_step,
        [HF_AEAD_SET_LENGTHS] = run_step,    [HF_AEAD_UPDATE_AD] = run_step,
        [HF_AEAD_UPDATE] = run_step,         [HF_AEAD_FINISH] = finish,
        [HF_AEAD_VERIFY] = verify,           [HF_AEAD_ABORT] = abort_operation,
    };
    static const struct hf_crypto_family family = {
        .functions = functions,
        .count = sizeof(functions) / sizeof(functions[0]),
        .kind = HF_OPERATION_AEAD,
        .inputs = 2,
        .outputs = 2,
    };

    return hf_crypto_run(&family, request);
}
