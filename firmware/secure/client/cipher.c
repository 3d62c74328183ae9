/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * The app's side of ciphers. */
#include "firmware/secure/client/call.h"
#include "firmware/secure/client/pieces.h"
#include "psa/crypto.h"

static psa_status_t setup(psa_cipher_operation_t *operation, uint32_t function, psa_key_id_t key,
                          psa_algorithm_t alg)
{
    struct hf_client_call call = {
        .arguments = {.function = function, .key = key, .algorithm = alg}};

    return hf_client_setup(HF_FAMILY_CIPHER, &call, &operation->number);
}

static psa_status_t write(uint32_t function, uint32_t number, struct hf_client_out *out)
{
    struct hf_client_call call = {.arguments = {.function = function, .operation = number},
                                  .out = {*out}};
    psa_status_t const status = hf_client_run(HF_FAMILY_CIPHER, &call);

    out->length = call.out[0].length;
    return status;
}

psa_status_t psa_cipher_encrypt_setup(psa_cipher_operation_t *operation, psa_key_id_t key,
                                      psa_algorithm_t alg)
{
    return setup(operation, HF_CIPHER_ENCRYPT_SETUP, key, alg);
}

psa_status_t psa_cipher_decrypt_setup(psa_cipher_operation_t *operation, psa_key_id_t key,
                                      psa_algorithm_t alg)
{
    return setup(operation, HF_CIPHER_DECRYPT_SETUP, key, alg);
}

psa_status_t psa_cipher_generate_iv(psa_cipher_operation_t *operation, uint8_t *iv, size_t iv_size,
                                    size_t *iv_length)
{
    struct hf_client_out out = {iv, iv_size, 0};
    psa_status_t const status = write(HF_CIPHER_GENERATE_IV, operation->number, &out);

    *iv_length = out.length;
    return status;
}

psa_status_t psa_cipher_set_iv(psa_cipher_operation_t *operation, const uint8_t *iv,
                               size_t iv_length)
{
    struct hf_client_call call = {
        .arguments = {.function = HF_CIPHER_SET_IV, .operation = operation->number},
        .in = {{iv, iv_length}}};

    return iv_length <= HF_GATE_PIECE ? hf_client_run(HF_FAMILY_CIPHER, &call)
                                      : PSA_ERROR_INVALID_ARGUMENT;
}

psa_status_t psa_cipher_update(psa_cipher_operation_t *operation, const uint8_t *input,
                               size_t input_length, uint8_t *output, size_t output_size,
                               size_t *output_length)
{
    struct hf_client_text text = {input, input_length, output, output_size, 0};
    struct hf_client_pieces const pieces = {HF_FAMILY_CIPHER, HF_CIPHER_UPDATE, operation->number};
    psa_status_t const status = hf_client_update(&pieces, &text);

    *output_length = text.written;
    return status;
}

psa_status_t psa_cipher_finish(psa_cipher_operation_t *operation, uint8_t *output,
                               size_t output_size, size_t *output_length)
{
    struct hf_client_out out = {output, output_size, 0};
    psa_status_t const status = write(HF_CIPHER_FINISH, operation->number, &out);

    *output_length = out.length;
    if (status == PSA_SUCCESS) {
        operation->number = 0;
    }
    return status;
}

psa_status_t psa_cipher_abort(psa_cipher_operation_t *operation)
{
    return hf_client_abort(HF_FAMILY_CIPHER, HF_CIPHER_ABORT, &operation->number);
}

/* Text, then what is left in the operation. `*length` counts what is there already. */
static psa_status_t run(psa_cipher_operation_t *operation, const struct hf_client_in *in,
                        struct hf_client_out *out)
{
    uint8_t *to = out->bytes;
    size_t size = 0;
    psa_status_t status = psa_cipher_update(operation, in->bytes, in->size, to + out->length,
                                            out->size - out->length, &size);

    out->length += size;
    if (status == PSA_SUCCESS) {
        status = psa_cipher_finish(operation, to + out->length, out->size - out->length, &size);
        out->length += size;
    }
    return status;
}

/* Aborts, and gives the length: 0 after a failure. */
static psa_status_t end(psa_cipher_operation_t *operation, psa_status_t status, size_t written,
                        size_t *output_length)
{
    (void)psa_cipher_abort(operation);
    *output_length = status == PSA_SUCCESS ? written : 0;
    return status;
}

psa_status_t psa_cipher_encrypt(psa_key_id_t key, psa_algorithm_t alg, const uint8_t *input,
                                size_t input_length, uint8_t *output, size_t output_size,
                                size_t *output_length)
{
    psa_cipher_operation_t operation = PSA_CIPHER_OPERATION_INIT;
    struct hf_client_in const in = {input, input_length};
    struct hf_client_out out = {output, output_size, 0};
    psa_status_t status = psa_cipher_encrypt_setup(&operation, key, alg);

    if (status == PSA_SUCCESS && alg != PSA_ALG_ECB_NO_PADDING) {
        status = psa_cipher_generate_iv(&operation, output, output_size, &out.length);
    }
    if (status == PSA_SUCCESS) {
        status = run(&operation, &in, &out);
    }
    return end(&operation, status, out.length, output_length);
}

/* The IV comes before the text. Its length depends on the algorithm alone, with the ciphers that
 * there are. */
static size_t iv_length_of(psa_algorithm_t alg)
{
    switch (alg) {
    case PSA_ALG_ECB_NO_PADDING:
        return 0;
    case PSA_ALG_STREAM_CIPHER:
        return 12;
    case PSA_ALG_CCM_STAR_NO_TAG:
        return 13;
    default:
        return 16;
    }
}

psa_status_t psa_cipher_decrypt(psa_key_id_t key, psa_algorithm_t alg, const uint8_t *input,
                                size_t input_length, uint8_t *output, size_t output_size,
                                size_t *output_length)
{
    psa_cipher_operation_t operation = PSA_CIPHER_OPERATION_INIT;
    size_t const iv_length = iv_length_of(alg);
    struct hf_client_out out = {output, output_size, 0};
    psa_status_t status = psa_cipher_decrypt_setup(&operation, key, alg);

    if (status == PSA_SUCCESS && input_length < iv_length) {
        status = PSA_ERROR_INVALID_ARGUMENT;
    }
    if (status == PSA_SUCCESS && iv_length != 0) {
        status = psa_cipher_set_iv(&operation, input, iv_length);
    }
    if (status == PSA_SUCCESS) {
        struct hf_client_in const in = {input + iv_length, input_length - iv_length};

        status = run(&operation, &in, &out);
    }
    return end(&operation, status, out.length, output_length);
}
