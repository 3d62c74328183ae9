/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * The app's side of signatures, asymmetric encryption and key agreement. */
#include "firmware/secure/client/call.h"
#include "psa/crypto.h"

/* Nothing that is longer than a call takes can be right. */
static psa_status_t run(struct hf_client_call *call)
{
    if (call->in[0].size > HF_GATE_ASYMMETRIC_MOST || call->in[1].size > HF_GATE_ASYMMETRIC_MOST) {
        return PSA_ERROR_INVALID_ARGUMENT;
    }
    return hf_client_run(HF_FAMILY_ASYMMETRIC, call);
}

psa_status_t psa_sign_message(psa_key_id_t key, psa_algorithm_t alg, const uint8_t *input,
                              size_t input_length, uint8_t *signature, size_t signature_size,
                              size_t *signature_length)
{
    struct hf_client_call call = {
        .arguments = {.function = HF_MESSAGE_SIGN, .key = key, .algorithm = alg},
        .in = {{input, input_length}},
        .out = {{signature, signature_size, 0}}};
    psa_status_t const status = hf_client_run(HF_FAMILY_MESSAGE, &call);

    *signature_length = call.out[0].length;
    return status;
}

psa_status_t psa_verify_message(psa_key_id_t key, psa_algorithm_t alg, const uint8_t *input,
                                size_t input_length, const uint8_t *signature,
                                size_t signature_length)
{
    struct hf_client_call call = {
        .arguments = {.function = HF_MESSAGE_VERIFY, .key = key, .algorithm = alg},
        .in = {{input, input_length}, {signature, signature_length}}};

    return signature_length <= HF_GATE_SIGNATURE_MOST ? hf_client_run(HF_FAMILY_MESSAGE, &call)
                                                      : PSA_ERROR_INVALID_SIGNATURE;
}

psa_status_t psa_sign_hash(psa_key_id_t key, psa_algorithm_t alg, const uint8_t *hash,
                           size_t hash_length, uint8_t *signature, size_t signature_size,
                           size_t *signature_length)
{
    struct hf_client_call call = {
        .arguments = {.function = HF_ASYMMETRIC_SIGN_HASH, .key = key, .algorithm = alg},
        .in = {{hash, hash_length}},
        .out = {{signature, signature_size, 0}}};
    psa_status_t const status = run(&call);

    *signature_length = call.out[0].length;
    return status;
}

psa_status_t psa_verify_hash(psa_key_id_t key, psa_algorithm_t alg, const uint8_t *hash,
                             size_t hash_length, const uint8_t *signature, size_t signature_length)
{
    struct hf_client_call call = {
        .arguments = {.function = HF_ASYMMETRIC_VERIFY_HASH, .key = key, .algorithm = alg},
        .in = {{hash, hash_length}, {signature, signature_length}}};

    return run(&call);
}

psa_status_t psa_asymmetric_encrypt(psa_key_id_t key, psa_algorithm_t alg, const uint8_t *input,
                                    size_t input_length, const uint8_t *salt, size_t salt_length,
                                    uint8_t *output, size_t output_size, size_t *output_length)
{
    struct hf_client_call call = {
        .arguments = {.function = HF_ASYMMETRIC_ENCRYPT, .key = key, .algorithm = alg},
        .in = {{input, input_length}, {salt, salt_length}},
        .out = {{output, output_size, 0}}};
    psa_status_t const status = run(&call);

    *output_length = call.out[0].length;
    return status;
}

psa_status_t psa_asymmetric_decrypt(psa_key_id_t key, psa_algorithm_t alg, const uint8_t *input,
                                    size_t input_length, const uint8_t *salt, size_t salt_length,
                                    uint8_t *output, size_t output_size, size_t *output_length)
{
    struct hf_client_call call = {
        .arguments = {.function = HF_ASYMMETRIC_DECRYPT, .key = key, .algorithm = alg},
        .in = {{input, input_length}, {salt, salt_length}},
        .out = {{output, output_size, 0}}};
    psa_status_t const status = run(&call);

    *output_length = call.out[0].length;
    return status;
}

psa_status_t psa_raw_key_agreement(psa_algorithm_t alg, psa_key_id_t private_key,
                                   const uint8_t *peer_key, size_t peer_key_length, uint8_t *output,
                                   size_t output_size, size_t *output_length)
{
    struct hf_client_call call = {.arguments = {.function = HF_ASYMMETRIC_RAW_AGREEMENT,
                                                .key = private_key,
                                                .algorithm = alg},
                                  .in = {{peer_key, peer_key_length}},
                                  .out = {{output, output_size, 0}}};
    psa_status_t const status = run(&call);

    *output_length = call.out[0].length;
    return status;
}

psa_status_t psa_key_agreement(psa_key_id_t private_key, const uint8_t *peer_key,
                               size_t peer_key_length, psa_algorithm_t alg,
                               const psa_key_attributes_t *attributes, psa_key_id_t *key)
{
    struct hf_client_call call = {
        .arguments = {.function = HF_ASYMMETRIC_AGREEMENT, .key = private_key, .algorithm = alg},
        .attributes = attributes,
        .in = {{peer_key, peer_key_length}}};
    psa_status_t const status = run(&call);

    *key = call.answer;
    return status;
}
