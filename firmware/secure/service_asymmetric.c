/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * Signatures over hashes, and key agreement. */
#include "firmware/secure/attributes.h"
#include "firmware/secure/crypto_call.h"
#include "firmware/secure/encrypt.h"
#include "firmware/secure/services.h"

#define SHARED_MOST 66u /* bytes: the largest curve that a profile may have */

/* PSA: the hash has the length of the hash that the algorithm names. Not every driver asks. */
static psa_status_t check_hash(const struct hf_crypto_call *call)
{
    psa_algorithm_t const hash = PSA_ALG_SIGN_GET_HASH(call->in->algorithm);

    return hash == 0 || PSA_HASH_LENGTH(hash) == call->data[0].size ? PSA_SUCCESS
                                                                    : PSA_ERROR_INVALID_ARGUMENT;
}

static int32_t sign_hash(struct hf_crypto_call *call)
{
    mbedtls_svc_key_id_t key = MBEDTLS_SVC_KEY_ID_INIT;
    struct hf_crypto_out *out = &call->out[0];
    psa_status_t status = hf_key_resolve(call->in->key, &key);

    if (status == PSA_SUCCESS) {
        status = check_hash(call);
    }
    if (status == PSA_SUCCESS) {
        status = psa_sign_hash(key, call->in->algorithm, call->data[0].bytes, call->data[0].size,
                               out->bytes, out->size, &out->written);
    }
    return status;
}

static int32_t verify_hash(struct hf_crypto_call *call)
{
    mbedtls_svc_key_id_t key = MBEDTLS_SVC_KEY_ID_INIT;
    psa_status_t status = hf_key_resolve(call->in->key, &key);

    if (status == PSA_SUCCESS) {
        status = check_hash(call);
    }
    if (status == PSA_SUCCESS) {
        status = psa_verify_hash(key, call->in->algorithm, call->data[0].bytes, call->data[0].size,
                                 call->data[1].bytes, call->data[1].size);
    }
    return status;
}

static int32_t raw_agreement(struct hf_crypto_call *call)
{
    mbedtls_svc_key_id_t key = MBEDTLS_SVC_KEY_ID_INIT;
    struct hf_crypto_out *out = &call->out[0];
    psa_status_t status = hf_key_resolve(call->in->key, &key);

    if (status == PSA_SUCCESS) {
        status = psa_raw_key_agreement(call->in->algorithm, key, call->data[0].bytes,
                                       call->data[0].size, out->bytes, out->size, &out->written);
    }
    return status;
}

/* A shared secret may become one of these. */
static int may_be_shared(psa_key_type_t type)
{
    return type == PSA_KEY_TYPE_DERIVE || type == PSA_KEY_TYPE_RAW_DATA ||
           type == PSA_KEY_TYPE_HMAC || type == PSA_KEY_TYPE_PASSWORD;
}

/* psa_key_agreement(), which the engine lacks: the secret does not leave secure on its way into a
 * key. Use and algorithm of the private key are checked where it is used. */
static int32_t agreement(struct hf_crypto_call *call)
{
    psa_key_attributes_t attributes = PSA_KEY_ATTRIBUTES_INIT;
    mbedtls_svc_key_id_t private = MBEDTLS_SVC_KEY_ID_INIT;
    mbedtls_svc_key_id_t key = MBEDTLS_SVC_KEY_ID_INIT;
    uint8_t shared[SHARED_MOST];
    size_t size = 0;
    psa_status_t status = hf_key_resolve(call->in->key, &private);

    if (status == PSA_SUCCESS) {
        status = hf_attributes_read(call->attributes, &attributes);
    }
    if (status == PSA_SUCCESS && !may_be_shared(psa_get_key_type(&attributes))) {
        status = PSA_ERROR_INVALID_ARGUMENT;
    }
    if (status == PSA_SUCCESS) {
        status = psa_raw_key_agreement(call->in->algorithm, private, call->data[0].bytes,
                                       call->data[0].size, shared, sizeof(shared), &size);
    }
    if (status == PSA_SUCCESS) {
        status = psa_import_key(&attributes, shared, size, &key);
    }
    hf_wipe(shared, sizeof(shared));
    return hf_attributes_made(&attributes, key, status, call->answer);
}

int32_t hf_serve_asymmetric(struct hf_request *request)
{
    static hf_crypto_function_t *const functions[] = {
        [HF_ASYMMETRIC_SIGN_HASH] = sign_hash,         [HF_ASYMMETRIC_VERIFY_HASH] = verify_hash,
        [HF_ASYMMETRIC_ENCRYPT] = hf_encrypt,          [HF_ASYMMETRIC_DECRYPT] = hf_decrypt,
        [HF_ASYMMETRIC_RAW_AGREEMENT] = raw_agreement, [HF_ASYMMETRIC_AGREEMENT] = agreement,
    };
    static const struct hf_crypto_family family = {
        .functions = functions,
        .count = sizeof(functions) / sizeof(functions[0]),
        .kind = HF_OPERATION_KINDS,
        .attributes = 1,
        .inputs = 4,
        .outputs = 1,
    };

    return hf_crypto_run(&family, request);
}
