/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * Ciphers without authentication. */
#include "firmware/secure/crypto_call.h"
#include "firmware/secure/services.h"

#include "psa/crypto.h"

static int32_t setup(struct hf_crypto_call *call)
{
    struct hf_operation *operation = NULL;
    mbedtls_svc_key_id_t key = MBEDTLS_SVC_KEY_ID_INIT;
    psa_status_t status = hf_key_resolve(call->in->key, &key);

    if (status == PSA_SUCCESS) {
        status = hf_operation_begin(HF_OPERATION_CIPHER, call->in->operation, &operation);
    }
    if (status != PSA_SUCCESS) {
        return status;
    }
    call->answer->word[0] = operation->number;
    operation->decrypts = call->in->function == HF_CIPHER_DECRYPT_SETUP;
    status = call->in->function == HF_CIPHER_ENCRYPT_SETUP
                 ? psa_cipher_encrypt_setup(operation->state, key, call->in->algorithm)
                 : psa_cipher_decrypt_setup(operation->state, key, call->in->algorithm);
    return hf_operation_keep(operation, status);
}

/* What needs a running operation. */
static psa_status_t step(struct hf_crypto_call *call)
{
    void *state = call->operation->state;
    struct hf_crypto_out *out = &call->out[0];

    switch (call->in->function) {
    case HF_CIPHER_GENERATE_IV: /* for encryption alone; the engine does not ask */
        if (call->operation->decrypts) {
            return PSA_ERROR_BAD_STATE;
        }
        return psa_cipher_generate_iv(state, out->bytes, out->size, &out->written);
    case HF_CIPHER_SET_IV:
        return psa_cipher_set_iv(state, call->data[0].bytes, call->data[0].size);
    default:
        return psa_cipher_update(state, call->data[0].bytes, call->data[0].size, out->bytes,
                                 out->size, &out->written);
    }
}

static int32_t run_step(struct hf_crypto_call *call)
{
    return call->operation == NULL ? PSA_ERROR_BAD_STATE
                                   : hf_operation_keep(call->operation, step(call));
}

static int32_t finish(struct hf_crypto_call *call)
{
    struct hf_crypto_out *out = &call->out[0];
    psa_status_t status;

    if (call->operation == NULL) {
        return PSA_ERROR_BAD_STATE;
    }
    status = psa_cipher_finish(call->operation->state, out->bytes, out->size, &out->written);
    hf_operation_end(call->operation);
    return status;
}

static int32_t abort_operation(struct hf_crypto_call *call)
{
    return hf_operation_abort(HF_OPERATION_CIPHER, call->in->operation);
}

int32_t hf_serve_cipher(struct hf_request *request)
{
    static hf_crypto_function_t *const functions[] = {
        [HF_CIPHER_ENCRYPT_SETUP] = setup,   [HF_CIPHER_DECRYPT_SETUP] = setup,
        [HF_CIPHER_GENERATE_IV] = run_step,  [HF_CIPHER_SET_IV] = run_step,
        [HF_CIPHER_UPDATE] = run_step,       [HF_CIPHER_FINISH] = finish,
        [HF_CIPHER_ABORT] = abort_operation,
    };
    static const struct hf_crypto_family family = {
        .functions = functions,
        .count = sizeof(functions) / sizeof(functions[0]),
        .kind = HF_OPERATION_CIPHER,
        .inputs = 2,
        .outputs = 1,
    };

    return hf_crypto_run(&family, request);
}
