/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * Signatures over messages of any length: the message is a stream, hashed here, and the key signs
 * or verifies the hash. The key may be one that PSA permits for messages only, so the policy is
 * checked here and the engine's own check for hashes is not asked. */
#include "firmware/secure/crypto_call.h"
#include "firmware/secure/engine_key.h"
#include "firmware/secure/services.h"

static psa_status_t hash_message(struct hf_request *request, psa_algorithm_t algorithm,
                                 uint8_t hash[PSA_HASH_MAX_SIZE], size_t *size)
{
    psa_hash_operation_t operation = PSA_HASH_OPERATION_INIT;
    psa_status_t status = psa_hash_setup(&operation, algorithm);
    const uint8_t *piece = NULL;
    uint32_t read = 1;

    while (status == PSA_SUCCESS && read != 0) {
        read = hf_request_read(request, &piece);
        status = psa_hash_update(&operation, piece, read);
    }
    if (status == PSA_SUCCESS) {
        status = psa_hash_finish(&operation, hash, PSA_HASH_MAX_SIZE, size);
    }
    (void)psa_hash_abort(&operation);
    return status;
}

/* Signing needs a private key; an algorithm that names its hash is needed in any case. */
static psa_status_t check(const struct hf_engine_key *key, uint32_t function,
                          psa_algorithm_t algorithm)
{
    psa_key_type_t const type = psa_get_key_type(&key->attributes);
    int const signs = function == HF_MESSAGE_SIGN;
    psa_status_t const status = hf_engine_key_permits(
        key, signs ? PSA_KEY_USAGE_SIGN_MESSAGE : PSA_KEY_USAGE_VERIFY_MESSAGE, algorithm);

    if (status != PSA_SUCCESS) {
        return status;
    }
    return !signs || PSA_KEY_TYPE_IS_KEY_PAIR(type) ? PSA_SUCCESS : PSA_ERROR_INVALID_ARGUMENT;
}

static int32_t with_key(struct hf_crypto_call *call, const struct hf_engine_key *key)
{
    uint8_t hash[PSA_HASH_MAX_SIZE];
    size_t hash_size = 0;
    struct hf_engine_signature signature = {.algorithm = call->in->algorithm};
    psa_status_t status = check(key, call->in->function, call->in->algorithm);

    if (status == PSA_SUCCESS) {
        status = hash_message(call->request, PSA_ALG_SIGN_GET_HASH(call->in->algorithm), hash,
                              &hash_size);
    }
    if (status != PSA_SUCCESS) {
        return status;
    }
    signature.hash = (hf_span_t){hash, hash_size};
    if (call->in->function == HF_MESSAGE_SIGN) {
        signature.bytes = call->out[0].bytes;
        signature.size = call->out[0].size;
        status = hf_engine_sign(key, &signature);
        call->out[0].written = signature.length;
    } else {
        signature.bytes = call->request->bytes[2];
        signature.size = call->data[1].size;
        status = hf_engine_verify(key, &signature);
    }
    return status;
}

static int32_t run(struct hf_crypto_call *call)
{
    mbedtls_svc_key_id_t id = MBEDTLS_SVC_KEY_ID_INIT;
    struct hf_engine_key key;
    psa_algorithm_t const algorithm = call->in->algorithm;
    psa_status_t status = hf_key_resolve(call->in->key, &id);

    if (!PSA_ALG_IS_HASH_AND_SIGN(algorithm) || PSA_ALG_IS_WILDCARD(algorithm)) {
        return PSA_ERROR_INVALID_ARGUMENT;
    }
    if (status == PSA_SUCCESS) {
        status = hf_engine_key_lend(id, &key);
    }
    if (status != PSA_SUCCESS) {
        return status;
    }
    status = with_key(call, &key);
    hf_engine_key_return(&key);
    return status;
}

int32_t hf_serve_message(struct hf_request *request)
{
    static hf_crypto_function_t *const functions[] = {
        [HF_MESSAGE_SIGN] = run,
        [HF_MESSAGE_VERIFY] = run,
    };
    static const struct hf_crypto_family family = {
        .functions = functions,
        .count = sizeof(functions) / sizeof(functions[0]),
        .kind = HF_OPERATION_KINDS,
        .inputs = 3,
        .outputs = 1,
    };

    return hf_crypto_run(&family, request);
}
