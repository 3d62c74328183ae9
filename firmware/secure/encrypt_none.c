/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "firmware/secure/encrypt.h"

int32_t hf_encrypt(struct hf_crypto_call *call)
{
    mbedtls_svc_key_id_t key;
    int32_t const status = hf_key_resolve(call->in->key, &key);

    return status == PSA_SUCCESS ? PSA_ERROR_NOT_SUPPORTED : status;
}

int32_t hf_decrypt(struct hf_crypto_call *call)
{
    return hf_encrypt(call);
}
