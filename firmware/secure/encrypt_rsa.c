/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "firmware/secure/encrypt.h"

int32_t hf_encrypt(struct hf_crypto_call *call)
{
    mbedtls_svc_key_id_t key = MBEDTLS_SVC_KEY_ID_INIT;
    struct hf_crypto_out *out = &call->out[0];
    psa_status_t status = hf_key_resolve(call->in->key, &key);

    if (status == PSA_SUCCESS) {
        status = psa_asymmetric_encrypt(key, call->in->algorithm, call->data[0].bytes,
                                        call->data[0].size, call->data[1].bytes, call->data[1].size,
                                        out->bytes, out->size, &out->written);
    }
    return status;
}

int32_t hf_decrypt(struct hf_crypto_call *call)
{
    mbedtls_svc_key_id_t key = MBEDTLS_SVC_KEY_ID_INIT;
    struct hf_crypto_out *out = &call->out[0];
    psa_status_t status = hf_key_resolve(call->in->key, &key);

    if (status == PSA_SUCCESS) {
        status = psa_asymmetric_decrypt(key, call->in->algorithm, call->data[0].bytes,
                                        call->data[0].size, call->data[1].bytes, call->data[1].size,
                                        out->bytes, out->size, &out->written);
    }
    return status;
}
