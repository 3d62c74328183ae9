/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "firmware/secure/key_find.h"
#include "firmware/secure/random.h"
#include "firmware/secure/services.h"

#include "psa/crypto.h"

/* The data may be a whole image: it is hashed piece by piece, each byte read once, so the hash is
 * that of one sequence of bytes even when the app changes them meanwhile. */
static psa_status_t hash_stream(psa_hash_operation_t *operation, struct hf_request *request)
{
    psa_status_t status = PSA_SUCCESS;
    const uint8_t *piece = NULL;
    uint32_t size;

    do {
        size = hf_request_read(request, &piece);
        status = psa_hash_update(operation, piece, size);
    } while (size != 0 && status == PSA_SUCCESS);
    return status;
}

int32_t hf_serve_hash_compute(struct hf_request *request)
{
    const struct hf_hash_arguments *arguments = (const void *)request->bytes[0];
    struct hf_vector *output = &request->vectors[2];
    psa_hash_operation_t operation = PSA_HASH_OPERATION_INIT;
    psa_status_t status = psa_hash_setup(&operation, arguments->algorithm);
    size_t length = 0;

    if (status == PSA_SUCCESS && output->size < PSA_HASH_LENGTH(arguments->algorithm)) {
        status = PSA_ERROR_BUFFER_TOO_SMALL;
    }
    if (status == PSA_SUCCESS) {
        status = hash_stream(&operation, request);
    }
    if (status == PSA_SUCCESS) {
        status = psa_hash_finish(&operation, request->bytes[2], output->size, &length);
    }
    (void)psa_hash_abort(&operation);
    output->size = (uint32_t)length;
    return status;
}

int32_t hf_serve_verify_hash(struct hf_request *request)
{
    const struct hf_verify_arguments *arguments = (const void *)request->bytes[0];
    mbedtls_svc_key_id_t key = MBEDTLS_SVC_KEY_ID_INIT;
    psa_status_t const status = hf_key_resolve(arguments->key, &key);
    psa_algorithm_t const hash = PSA_ALG_SIGN_GET_HASH(arguments->algorithm);

    if (status != PSA_SUCCESS) {
        return status;
    }
    if (hash != 0 && PSA_HASH_LENGTH(hash) != request->vectors[1].size) {
        return PSA_ERROR_INVALID_ARGUMENT;
    }
    return psa_verify_hash(key, arguments->algorithm, request->bytes[1], request->vectors[1].size,
                           request->bytes[2], request->vectors[2].size);
}

int32_t hf_serve_random(struct hf_request *request)
{
    if (request->bytes[0] == NULL) {
        return PSA_SUCCESS; /* no bytes asked for, none given */
    }
    return hf_random_fill(request->bytes[0], request->vectors[0].size);
}
