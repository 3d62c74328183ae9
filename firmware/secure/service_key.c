/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * Key management. The engine enforces usage, lifetime and the range of ids. */
#include "firmware/secure/attributes.h"
#include "firmware/secure/crypto_call.h"
#include "firmware/secure/keys_builtin.h"
#include "firmware/secure/services.h"

static int32_t import(struct hf_crypto_call *call)
{
    psa_key_attributes_t attributes = PSA_KEY_ATTRIBUTES_INIT;
    mbedtls_svc_key_id_t key = MBEDTLS_SVC_KEY_ID_INIT;
    psa_status_t status = hf_attributes_read(call->attributes, &attributes);

    if (status == PSA_SUCCESS) {
        status = psa_import_key(&attributes, call->data[0].bytes, call->data[0].size, &key);
    }
    return hf_attributes_made(&attributes, key, status, call->answer);
}

static int32_t generate(struct hf_crypto_call *call)
{
    psa_key_attributes_t attributes = PSA_KEY_ATTRIBUTES_INIT;
    mbedtls_svc_key_id_t key = MBEDTLS_SVC_KEY_ID_INIT;
    psa_status_t status = hf_attributes_read(call->attributes, &attributes);

    if (status == PSA_SUCCESS) {
        status = psa_generate_key(&attributes, &key);
    }
    return hf_attributes_made(&attributes, key, status, call->answer);
}

static int32_t copy(struct hf_crypto_call *call)
{
    psa_key_attributes_t attributes = PSA_KEY_ATTRIBUTES_INIT;
    mbedtls_svc_key_id_t source = MBEDTLS_SVC_KEY_ID_INIT;
    mbedtls_svc_key_id_t key = MBEDTLS_SVC_KEY_ID_INIT;
    psa_status_t status = hf_key_resolve(call->in->key, &source);

    if (status == PSA_SUCCESS) {
        status = hf_attributes_read(call->attributes, &attributes);
    }
    if (status == PSA_SUCCESS) {
        status = psa_copy_key(source, &attributes, &key);
    }
    return hf_attributes_made(&attributes, key, status, call->answer);
}

/* What ends a key takes the app's own alone. */
static int32_t own_key(uint32_t id, mbedtls_svc_key_id_t *key)
{
    return hf_keys_builtin_is(id) ? PSA_ERROR_NOT_PERMITTED : hf_key_resolve(id, key);
}

static int32_t destroy(struct hf_crypto_call *call)
{
    psa_key_attributes_t attributes = PSA_KEY_ATTRIBUTES_INIT;
    mbedtls_svc_key_id_t key = MBEDTLS_SVC_KEY_ID_INIT;
    psa_status_t status = own_key(call->in->key, &key);
    int known;

    if (status != PSA_SUCCESS) {
        return status;
    }
    known = psa_get_key_attributes(key, &attributes) == PSA_SUCCESS;
    status = psa_destroy_key(key);
    if (known && status == PSA_SUCCESS) {
        hf_key_count_gone(psa_get_key_lifetime(&attributes));
    }
    return status;
}

static int32_t purge(struct hf_crypto_call *call)
{
    mbedtls_svc_key_id_t key = MBEDTLS_SVC_KEY_ID_INIT;
    psa_status_t const status = own_key(call->in->key, &key);

    return status == PSA_SUCCESS ? psa_purge_key(key) : status;
}

static int32_t export(struct hf_crypto_call *call)
{
    mbedtls_svc_key_id_t key = MBEDTLS_SVC_KEY_ID_INIT;
    struct hf_crypto_out *out = &call->out[0];
    psa_status_t status = hf_key_resolve(call->in->key, &key);

    if (status == PSA_SUCCESS) {
        status = psa_export_key(key, out->bytes, out->size, &out->written);
    }
    return status;
}

static int32_t export_public(struct hf_crypto_call *call)
{
    mbedtls_svc_key_id_t key = MBEDTLS_SVC_KEY_ID_INIT;
    struct hf_crypto_out *out = &call->out[0];
    psa_status_t status = hf_key_resolve(call->in->key, &key);

    if (status == PSA_SUCCESS) {
        status = psa_export_public_key(key, out->bytes, out->size, &out->written);
    }
    return status;
}

static int32_t attributes_of(struct hf_crypto_call *call)
{
    psa_key_attributes_t attributes = PSA_KEY_ATTRIBUTES_INIT;
    mbedtls_svc_key_id_t key = MBEDTLS_SVC_KEY_ID_INIT;
    struct hf_crypto_out *out = &call->out[0];
    psa_status_t status = hf_key_resolve(call->in->key, &key);

    if (out->size < sizeof(struct hf_gate_attributes)) {
        return PSA_ERROR_BUFFER_TOO_SMALL;
    }
    if (status == PSA_SUCCESS) {
        status = psa_get_key_attributes(key, &attributes);
    }
    if (status == PSA_SUCCESS) {
        hf_attributes_write(&attributes, call->in->key, (void *)out->bytes);
        out->written = sizeof(struct hf_gate_attributes);
    }
    return status;
}

int32_t hf_serve_key(struct hf_request *request)
{
    static hf_crypto_function_t *const functions[] = {
        [HF_KEYS_IMPORT] = import,
        [HF_KEYS_GENERATE] = generate,
        [HF_KEYS_COPY] = copy,
        [HF_KEYS_DESTROY] = destroy,
        [HF_KEYS_PURGE] = purge,
        [HF_KEYS_EXPORT] = export,
        [HF_KEYS_EXPORT_PUBLIC] = export_public,
        [HF_KEYS_ATTRIBUTES] = attributes_of,
    };
    static const struct hf_crypto_family family = {
        .functions = functions,
        .count = sizeof(functions) / sizeof(functions[0]),
        .kind = HF_OPERATION_KINDS,
        .attributes = 1,
        .inputs = 3,
        .outputs = 1,
    };

    return hf_crypto_run(&family, request);
}
