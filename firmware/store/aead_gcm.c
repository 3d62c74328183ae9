/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * AES-256-GCM by Mbed TLS. */
#include "firmware/store/aead.h"

#include <mbedtls/gcm.h>

#define KEY_BITS (8u * HF_AEAD_KEY)

hf_err_t hf_aead_seal(const struct hf_aead *message, uint8_t tag[HF_AEAD_TAG])
{
    mbedtls_gcm_context context;
    int status;

    mbedtls_gcm_init(&context);
    status = mbedtls_gcm_setkey(&context, MBEDTLS_CIPHER_ID_AES, message->key, KEY_BITS);
    if (status == 0) {
        status =
            mbedtls_gcm_crypt_and_tag(&context, MBEDTLS_GCM_ENCRYPT, message->size, message->nonce,
                                      HF_AEAD_NONCE, message->data.bytes, message->data.size,
                                      message->text, message->text, HF_AEAD_TAG, tag);
    }
    mbedtls_gcm_free(&context);
    if (status != 0) {
        hf_wipe(message->text, message->size);
        return HF_ERR_CRYPTO_ENGINE;
    }
    return HF_OK;
}

hf_err_t hf_aead_open(const struct hf_aead *message, const uint8_t tag[HF_AEAD_TAG])
{
    mbedtls_gcm_context context;
    int status;

    mbedtls_gcm_init(&context);
    status = mbedtls_gcm_setkey(&context, MBEDTLS_CIPHER_ID_AES, message->key, KEY_BITS);
    if (status == 0) {
        status = mbedtls_gcm_auth_decrypt(&context, message->size, message->nonce, HF_AEAD_NONCE,
                                          message->data.bytes, message->data.size, tag, HF_AEAD_TAG,
                                          message->text, message->text);
    }
    mbedtls_gcm_free(&context);
    if (status == 0) {
        return HF_OK;
    }
    hf_wipe(message->text, message->size);
    return status == MBEDTLS_ERR_GCM_AUTH_FAILED ? HF_ERR_CRYPTO_TAG : HF_ERR_CRYPTO_ENGINE;
}
