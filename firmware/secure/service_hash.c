/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * Hashes and MACs. Data come as a stream, of any length: each byte is read once, so the result is
 * that of one sequence of bytes even when the app changes them meanwhile. */
#include "firmware/secure/crypto_call.h"
#include "firmware/secure/engine_suspend.h"
#include "firmware/secure/services.h"

#include "psa/crypto.h"

static int32_t hash_setup(struct hf_crypto_call *call)
{
    struct hf_operation *operation = NULL;
    psa_status_t const status =
        hf_operation_begin(HF_OPERATION_HASH, call->in->operation, &operation);

    if (status != PSA_SUCCESS) {
        return status;
    }
    call->answer->word[0] = operation->number;
    return hf_operation_keep(operation, psa_hash_setup(operation->state, call->in->algorithm));
}

static int32_t hash_update(struct hf_crypto_call *call)
{
    const uint8_t *piece = NULL;
    psa_status_t status = PSA_SUCCESS;
    uint32_t size;

    if (call->operation == NULL) {
        return PSA_ERROR_BAD_STATE;
    }
    do {
        size = hf_request_read(call->request, &piece);
        status = psa_hash_update(call->operation->state, piece, size);
    } while (size != 0 && status == PSA_SUCCESS);
    return hf_operation_keep(call->operation, status);
}

static int32_t hash_finish(struct hf_crypto_call *call)
{
    struct hf_crypto_out *out = &call->out[0];
    psa_status_t status;

    if (call->operation == NULL) {
        return PSA_ERROR_BAD_STATE;
    }
    status = psa_hash_finish(call->operation->state, out->bytes, out->size, &out->written);
    hf_operation_end(call->operation);
    return status;
}

static int32_t hash_verify(struct hf_crypto_call *call)
{
    const uint8_t *expected = NULL;
    uint32_t const size = hf_request_read(call->request, &expected);
    psa_status_t status;

    if (call->operation == NULL) {
        return PSA_ERROR_BAD_STATE;
    }
    status = psa_hash_verify(call->operation->state, expected, size);
    hf_operation_end(call->operation);
    return status;
}

static int32_t hash_clone(struct hf_crypto_call *call)
{
    struct hf_operation *target = NULL;
    psa_status_t status = call->operation == NULL ? PSA_ERROR_BAD_STATE : PSA_SUCCESS;

    if (status == PSA_SUCCESS) {
        status = hf_operation_begin(HF_OPERATION_HASH, call->in->number[0], &target);
    }
    if (status != PSA_SUCCESS) {
        return status;
    }
    call->answer->word[0] = target->number;
    return hf_operation_keep(target, psa_hash_clone(call->operation->state, target->state));
}

/* The state leaves, the hash ends. */
static int32_t hash_suspend(struct hf_crypto_call *call)
{
    struct hf_crypto_out *out = &call->out[0];
    psa_status_t status;

    if (call->operation == NULL) {
        return PSA_ERROR_BAD_STATE;
    }
    status = hf_engine_suspend(call->operation->state, out->bytes, out->size, &out->written);
    hf_operation_end(call->operation);
    return status;
}

/* A state fits in one piece of the stream; what is longer than a piece is none. */
static int32_t hash_resume(struct hf_crypto_call *call)
{
    struct hf_operation *operation = NULL;
    hf_span_t state = {NULL, 0};
    psa_status_t const status =
        hf_operation_begin(HF_OPERATION_HASH, call->in->operation, &operation);

    if (status != PSA_SUCCESS) {
        return status;
    }
    state.size = hf_request_read(call->request, &state.bytes);
    call->answer->word[0] = operation->number;
    return hf_operation_keep(operation, hf_engine_resume(operation->state, state));
}

static int32_t hash_abort(struct hf_crypto_call *call)
{
    return hf_operation_abort(HF_OPERATION_HASH, call->in->operation);
}

int32_t hf_serve_hash(struct hf_request *request)
{
    static hf_crypto_function_t *const functions[] = {
        [HF_HASH_SETUP] = hash_setup,     [HF_HASH_UPDATE] = hash_update,
        [HF_HASH_FINISH] = hash_finish,   [HF_HASH_VERIFY] = hash_verify,
        [HF_HASH_CLONE] = hash_clone,     [HF_HASH_ABORT] = hash_abort,
        [HF_HASH_SUSPEND] = hash_suspend, [HF_HASH_RESUME] = hash_resume,
    };
    static const struct hf_crypto_family family = {
        .functions = functions,
        .count = sizeof(functions) / sizeof(functions[0]),
        .kind = HF_OPERATION_HASH,
        .inputs = 2,
        .outputs = 1,
    };

    return hf_crypto_run(&family, request);
}

static int32_t mac_setup(struct hf_crypto_call *call)
{
    struct hf_operation *operation = NULL;
    mbedtls_svc_key_id_t key = MBEDTLS_SVC_KEY_ID_INIT;
    psa_status_t status = hf_key_resolve(call->in->key, &key);

    if (status == PSA_SUCCESS) {
        status = hf_operation_begin(HF_OPERATION_MAC, call->in->operation, &operation);
    }
    if (status != PSA_SUCCESS) {
        return status;
    }
    call->answer->word[0] = operation->number;
    status = call->in->function == HF_MAC_SIGN_SETUP
                 ? psa_mac_sign_setup(operation->state, key, call->in->algorithm)
                 : psa_mac_verify_setup(operation->state, key, call->in->algorithm);
    return hf_operation_keep(operation, status);
}

static int32_t mac_update(struct hf_crypto_call *call)
{
    const uint8_t *piece = NULL;
    psa_status_t status = PSA_SUCCESS;
    uint32_t size;

    if (call->operation == NULL) {
        return PSA_ERROR_BAD_STATE;
    }
    do {
        size = hf_request_read(call->request, &piece);
        status = psa_mac_update(call->operation->state, piece, size);
    } while (size != 0 && status == PSA_SUCCESS);
    return hf_operation_keep(call->operation, status);
}

static int32_t mac_sign_finish(struct hf_crypto_call *call)
{
    struct hf_crypto_out *out = &call->out[0];
    psa_status_t status;

    if (call->operation == NULL) {
        return PSA_ERROR_BAD_STATE;
    }
    status = psa_mac_sign_finish(call->operation->state, out->bytes, out->size, &out->written);
    hf_operation_end(call->operation);
    return status;
}

static int32_t mac_verify_finish(struct hf_crypto_call *call)
{
    const uint8_t *expected = NULL;
    uint32_t const size = hf_request_read(call->request, &expected);
    psa_status_t status;

    if (call->operation == NULL) {
        return PSA_ERROR_BAD_STATE;
    }
    status = psa_mac_verify_finish(call->operation->state, expected, size);
    hf_operation_end(call->operation);
    return status;
}

static int32_t mac_abort(struct hf_crypto_call *call)
{
    return hf_operation_abort(HF_OPERATION_MAC, call->in->operation);
}

int32_t hf_serve_mac(struct hf_request *request)
{
    static hf_crypto_function_t *const functions[] = {
        [HF_MAC_SIGN_SETUP] = mac_setup,
        [HF_MAC_VERIFY_SETUP] = mac_setup,
        [HF_MAC_UPDATE] = mac_update,
        [HF_MAC_SIGN_FINISH] = mac_sign_finish,
        [HF_MAC_VERIFY_FINISH] = mac_verify_finish,
        [HF_MAC_ABORT] = mac_abort,
    };
    static const struct hf_crypto_family family = {
        .functions = functions,
        .count = sizeof(functions) / sizeof(functions[0]),
        .kind = HF_OPERATION_MAC,
        .inputs = 2,
        .outputs = 1,
    };

    return hf_crypto_run(&family, request);
}
