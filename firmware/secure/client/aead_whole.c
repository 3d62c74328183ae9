/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * One-shot AEAD, made of the multi-part functions: secure needs no buffer for the whole text. */
#include "psa/crypto.h"

/* What stands before the text. */
struct context {
    const uint8_t *nonce;
    size_t nonce_length;
    const uint8_t *data;
    size_t data_length;
};

static psa_status_t begin(psa_aead_operation_t *operation, const struct context *context,
                          size_t text_length)
{
    psa_status_t status = psa_aead_set_lengths(operation, context->data_length, text_length);

    if (status == PSA_SUCCESS) {
        status = psa_aead_set_nonce(operation, context->nonce, context->nonce_length);
    }
    if (status == PSA_SUCCESS) {
        status = psa_aead_update_ad(operation, context->data, context->data_length);
    }
    return status;
}

/* The app's own memory; the compiler must not know that nobody reads it. */
static void wipe(uint8_t *bytes, size_t size)
{
    volatile uint8_t *byte = bytes;

    for (size_t i = 0; i < size; i++) {
        byte[i] = 0;
    }
}

psa_status_t psa_aead_encrypt(psa_key_id_t key, psa_algorithm_t alg, const uint8_t *nonce,
                              size_t nonce_length, const uint8_t *additional_data,
                              size_t additional_data_length, const uint8_t *plaintext,
                              size_t plaintext_length, uint8_t *ciphertext, size_t ciphertext_size,
                              size_t *ciphertext_length)
{
    struct context const context = {nonce, nonce_length, additional_data, additional_data_length};
    psa_aead_operation_t operation = PSA_AEAD_OPERATION_INIT;
    size_t const tag_length = PSA_ALG_AEAD_GET_TAG_LENGTH(alg);
    size_t length[3] = {0, 0, 0};
    psa_status_t status = psa_aead_encrypt_setup(&operation, key, alg);

    if (status == PSA_SUCCESS &&
        (ciphertext_size < tag_length || ciphertext_size - tag_length < plaintext_length)) {
        status = PSA_ERROR_BUFFER_TOO_SMALL;
    }
    if (status == PSA_SUCCESS) {
        status = begin(&operation, &context, plaintext_length);
    }
    if (status == PSA_SUCCESS) {
        status = psa_aead_update(&operation, plaintext, plaintext_length, ciphertext,
                                 ciphertext_size, &length[0]);
    }
    if (status == PSA_SUCCESS) {
        uint8_t *tag = ciphertext + plaintext_length;

        status = psa_aead_finish(&operation, NULL, 0, &length[1], tag, tag_length, &length[2]);
    }
    (void)psa_aead_abort(&operation);
    *ciphertext_length = status == PSA_SUCCESS ? length[0] + length[2] : 0;
    return status;
}

psa_status_t psa_aead_decrypt(psa_key_id_t key, psa_algorithm_t alg, const uint8_t *nonce,
                              size_t nonce_length, const uint8_t *additional_data,
                              size_t additional_data_length, const uint8_t *ciphertext,
                              size_t ciphertext_length, uint8_t *plaintext, size_t plaintext_size,
                              size_t *plaintext_length)
{
    struct context const context = {nonce, nonce_length, additional_data, additional_data_length};
    psa_aead_operation_t operation = PSA_AEAD_OPERATION_INIT;
    size_t const tag_length = PSA_ALG_AEAD_GET_TAG_LENGTH(alg);
    size_t const text_length = ciphertext_length - tag_length;
    size_t written = 0;
    size_t rest = 0;
    psa_status_t status = psa_aead_decrypt_setup(&operation, key, alg);

    if (status == PSA_SUCCESS && ciphertext_length < tag_length) {
        status = PSA_ERROR_INVALID_ARGUMENT;
    }
    if (status == PSA_SUCCESS && plaintext_size < text_length) {
        status = PSA_ERROR_BUFFER_TOO_SMALL;
    }
    if (status == PSA_SUCCESS) {
        status = begin(&operation, &context, text_length);
    }
    if (status == PSA_SUCCESS) {
        status = psa_aead_update(&operation, ciphertext, text_length, plaintext, plaintext_size,
                                 &written);
        if (status == PSA_SUCCESS) {
            status =
                psa_aead_verify(&operation, NULL, 0, &rest, ciphertext + text_length, tag_length);
        }
        if (status != PSA_SUCCESS) {
            wipe(plaintext, text_length);
        }
    }
    (void)psa_aead_abort(&operation);
    *plaintext_length = status == PSA_SUCCESS ? written : 0;
    return status;
}
