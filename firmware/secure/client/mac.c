/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * The app's side of MACs. */
#include "firmware/secure/client/call.h"
#include "psa/crypto.h"

static psa_status_t setup(psa_mac_operation_t *operation, uint32_t function, psa_key_id_t key,
                          psa_algorithm_t alg)
{
    struct hf_client_call call = {
        .arguments = {.function = function, .key = key, .algorithm = alg}};

    return hf_client_setup(HF_FAMILY_MAC, &call, &operation->number);
}

psa_status_t psa_mac_sign_setup(psa_mac_operation_t *operation, psa_key_id_t key,
                                psa_algorithm_t alg)
{
    return setup(operation, HF_MAC_SIGN_SETUP, key, alg);
}

psa_status_t psa_mac_verify_setup(psa_mac_operation_t *operation, psa_key_id_t key,
                                  psa_algorithm_t alg)
{
    return setup(operation, HF_MAC_VERIFY_SETUP, key, alg);
}

psa_status_t psa_mac_update(psa_mac_operation_t *operation, const uint8_t *input,
                            size_t input_length)
{
    struct hf_client_call call = {
        .arguments = {.function = HF_MAC_UPDATE, .operation = operation->number},
        .in = {{input, input_length}}};

    return hf_client_run(HF_FAMILY_MAC, &call);
}

psa_status_t psa_mac_sign_finish(psa_mac_operation_t *operation, uint8_t *mac, size_t mac_size,
                                 size_t *mac_length)
{
    struct hf_client_call call = {
        .arguments = {.function = HF_MAC_SIGN_FINISH, .operation = operation->number},
        .out = {{mac, mac_size, 0}}};
    psa_status_t const status = hf_client_run(HF_FAMILY_MAC, &call);

    *mac_length = call.out[0].length;
    if (status == PSA_SUCCESS) {
        operation->number = 0;
    }
    return status;
}

psa_status_t psa_mac_verify_finish(psa_mac_operation_t *operation, const uint8_t *mac,
                                   size_t mac_length)
{
    struct hf_client_call call = {
        .arguments = {.function = HF_MAC_VERIFY_FINISH, .operation = operation->number},
        .in = {{mac, mac_length}}};
    psa_status_t const status = hf_client_run(HF_FAMILY_MAC, &call);

    if (status == PSA_SUCCESS) {
        operation->number = 0;
    }
    return status;
}

psa_status_t psa_mac_abort(psa_mac_operation_t *operation)
{
    return hf_client_abort(HF_FAMILY_MAC, HF_MAC_ABORT, &operation->number);
}

psa_status_t psa_mac_compute(psa_key_id_t key, psa_algorithm_t alg, const uint8_t *input,
                             size_t input_length, uint8_t *mac, size_t mac_size, size_t *mac_length)
{
    psa_mac_operation_t operation = PSA_MAC_OPERATION_INIT;
    psa_status_t status = psa_mac_sign_setup(&operation, key, alg);

    *mac_length = 0;
    if (status == PSA_SUCCESS) {
        status = psa_mac_update(&operation, input, input_length);
    }
    if (status == PSA_SUCCESS) {
        status = psa_mac_sign_finish(&operation, mac, mac_size, mac_length);
    }
    (void)psa_mac_abort(&operation);
    return status;
}

psa_status_t psa_mac_verify(psa_key_id_t key, psa_algorithm_t alg, const uint8_t *input,
                            size_t input_length, const uint8_t *mac, size_t mac_length)
{
    psa_mac_operation_t operation = PSA_MAC_OPERATION_INIT;
    psa_status_t status = psa_mac_verify_setup(&operation, key, alg);

    if (status == PSA_SUCCESS) {
        status = psa_mac_update(&operation, input, input_length);
    }
    if (status == PSA_SUCCESS) {
        status = psa_mac_verify_finish(&operation, mac, mac_length);
    }
    (void)psa_mac_abort(&operation);
    return status;
}
