/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * The app's side of multi-part AEAD. */
#include "firmware/secure/client/call.h"
#include "firmware/secure/client/pieces.h"
#include "psa/crypto.h"

static psa_status_t setup(psa_aead_operation_t *operation, uint32_t function, psa_key_id_t key,
                          psa_algorithm_t alg)
{
    struct hf_client_call call = {
        .arguments = {.function = function, .key = key, .algorithm = alg}};

    return hf_client_setup(HF_FAMILY_AEAD, &call, &operation->number);
}

psa_status_t psa_aead_encrypt_setup(psa_aead_operation_t *operation, psa_key_id_t key,
                                    psa_algorithm_t alg)
{
    return setup(operation, HF_AEAD_ENCRYPT_SETUP, key, alg);
}

psa_status_t psa_aead_decrypt_setup(psa_aead_operation_t *operation, psa_key_id_t key,
                                    psa_algorithm_t alg)
{
    return setup(operation, HF_AEAD_DECRYPT_SETUP, key, alg);
}

psa_status_t psa_aead_generate_nonce(psa_aead_operation_t *operation, uint8_t *nonce,
                                     size_t nonce_size, size_t *nonce_length)
{
    struct hf_client_call call = {
        .arguments = {.function = HF_AEAD_GENERATE_NONCE, .operation = operation->number},
        .out = {{nonce, nonce_size, 0}}};
    psa_status_t const status = hf_client_run(HF_FAMILY_AEAD, &call);

    *nonce_length = call.out[0].length;
    return status;
}

psa_status_t psa_aead_set_nonce(psa_aead_operation_t *operation, const uint8_t *nonce,
                                size_t nonce_length)
{
    struct hf_client_call call = {
        .arguments = {.function = HF_AEAD_SET_NONCE, .operation = operation->number},
        .in = {{nonce, nonce_length}}};

    return nonce_length <= HF_GATE_PIECE ? hf_client_run(HF_FAMILY_AEAD, &call)
                                         : PSA_ERROR_INVALID_ARGUMENT;
}

psa_status_t psa_aead_set_lengths(psa_aead_operation_t *operation, size_t ad_length,
                                  size_t plaintext_length)
{
    struct hf_client_call call = {
        .arguments = {.function = HF_AEAD_SET_LENGTHS,
                      .operation = operation->number,
                      .number = {(uint32_t)ad_length, (uint32_t)plaintext_length}}};

    return hf_client_run(HF_FAMILY_AEAD, &call);
}

psa_status_t psa_aead_update_ad(psa_aead_operation_t *operation, const uint8_t *input,
                                size_t input_length)
{
    struct hf_client_text text = {input, input_length, NULL, 0, 0};
    struct hf_client_pieces const pieces = {HF_FAMILY_AEAD, HF_AEAD_UPDATE_AD, operation->number};

    return hf_client_update(&pieces, &text);
}

psa_status_t psa_aead_update(psa_aead_operation_t *operation, const uint8_t *input,
                             size_t input_length, uint8_t *output, size_t output_size,
                             size_t *output_length)
{
    struct hf_client_text text = {input, input_length, output, output_size, 0};
    struct hf_client_pieces const pieces = {HF_FAMILY_AEAD, HF_AEAD_UPDATE, operation->number};
    psa_status_t const status = hf_client_update(&pieces, &text);

    *output_length = text.written;
    return status;
}

psa_status_t psa_aead_finish(psa_aead_operation_t *operation, uint8_t *ciphertext,
                             size_t ciphertext_size, size_t *ciphertext_length, uint8_t *tag,
                             size_t tag_size, size_t *tag_length)
{
    struct hf_client_call call = {
        .arguments = {.function = HF_AEAD_FINISH, .operation = operation->number},
        .out = {{ciphertext, ciphertext_size, 0}, {tag, tag_size, 0}}};
    psa_status_t const status = hf_client_run(HF_FAMILY_AEAD, &call);

    *ciphertext_length = call.out[0].length;
    *tag_length = call.out[1].length;
    if (status == PSA_SUCCESS) {
        operation->number = 0;
    }
    return status;
}

psa_status_t psa_aead_verify(psa_aead_operation_t *operation, uint8_t *plaintext,
                             size_t plaintext_size, size_t *plaintext_length, const uint8_t *tag,
                             size_t tag_length)
{
    /* No tag is longer than a piece: what is has the wrong length, and secure says so. */
    struct hf_client_call call = {
        .arguments = {.function = HF_AEAD_VERIFY, .operation = operation->number},
        .in = {{tag, tag_length < HF_GATE_PIECE ? tag_length : HF_GATE_PIECE}},
        .out = {{plaintext, plaintext_size, 0}}};
    psa_status_t const status = hf_client_run(HF_FAMILY_AEAD, &call);

    *plaintext_length = call.out[0].length;
    if (status == PSA_SUCCESS) {
        operation->number = 0;
    }
    return status;
}

psa_status_t psa_aead_abort(psa_aead_operation_t *operation)
{
    return hf_client_abort(HF_FAMILY_AEAD, HF_AEAD_ABORT, &operation->number);
}
