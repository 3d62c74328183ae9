/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * The app's side of hashes. psa_hash_compute() is one call of its own (crypto.c). */
#include "firmware/secure/client/call.h"
#include "psa/crypto.h"

static psa_status_t step(uint32_t function, uint32_t number, struct hf_client_in in,
                         struct hf_client_out *out)
{
    struct hf_client_call call = {.arguments = {.function = function, .operation = number},
                                  .in = {in}};
    psa_status_t status;

    if (out != NULL) {
        call.out[0] = *out;
    }
    status = hf_client_run(HF_FAMILY_HASH, &call);
    if (out != NULL) {
        out->length = call.out[0].length;
    }
    return status;
}

psa_status_t psa_hash_compare(psa_algorithm_t alg, const uint8_t *input, size_t input_length,
                              const uint8_t *hash, size_t hash_length)
{
    psa_hash_operation_t operation = PSA_HASH_OPERATION_INIT;
    psa_status_t status = psa_hash_setup(&operation, alg);

    if (status == PSA_SUCCESS) {
        status = psa_hash_update(&operation, input, input_length);
    }
    if (status == PSA_SUCCESS) {
        status = psa_hash_verify(&operation, hash, hash_length);
    }
    (void)psa_hash_abort(&operation);
    return status;
}

psa_status_t psa_hash_setup(psa_hash_operation_t *operation, psa_algorithm_t alg)
{
    struct hf_client_call call = {.arguments = {.function = HF_HASH_SETUP, .algorithm = alg}};

    return hf_client_setup(HF_FAMILY_HASH, &call, &operation->number);
}

psa_status_t psa_hash_update(psa_hash_operation_t *operation, const uint8_t *input,
                             size_t input_length)
{
    return step(HF_HASH_UPDATE, operation->number, (struct hf_client_in){input, input_length},
                NULL);
}

psa_status_t psa_hash_finish(psa_hash_operation_t *operation, uint8_t *hash, size_t hash_size,
                             size_t *hash_length)
{
    struct hf_client_out out = {hash, hash_size, 0};
    psa_status_t const status =
        step(HF_HASH_FINISH, operation->number, (struct hf_client_in){NULL, 0}, &out);

    *hash_length = out.length;
    if (status == PSA_SUCCESS) {
        operation->number = 0;
    }
    return status;
}

psa_status_t psa_hash_verify(psa_hash_operation_t *operation, const uint8_t *hash,
                             size_t hash_length)
{
    psa_status_t const status =
        step(HF_HASH_VERIFY, operation->number, (struct hf_client_in){hash, hash_length}, NULL);

    if (status == PSA_SUCCESS) {
        operation->number = 0;
    }
    return status;
}

psa_status_t psa_hash_abort(psa_hash_operation_t *operation)
{
    return hf_client_abort(HF_FAMILY_HASH, HF_HASH_ABORT, &operation->number);
}

psa_status_t psa_hash_clone(const psa_hash_operation_t *source_operation,
                            psa_hash_operation_t *target_operation)
{
    struct hf_client_call call = {.arguments = {.function = HF_HASH_CLONE,
                                                .operation = source_operation->number,
                                                .number = {target_operation->number}}};
    psa_status_t const status = hf_client_run(HF_FAMILY_HASH, &call);

    if (status == PSA_SUCCESS) {
        target_operation->number = call.answer;
    }
    return status;
}

psa_status_t psa_hash_suspend(psa_hash_operation_t *operation, uint8_t *hash_state,
                              size_t hash_state_size, size_t *hash_state_length)
{
    struct hf_client_out out = {hash_state, hash_state_size, 0};
    psa_status_t const status =
        step(HF_HASH_SUSPEND, operation->number, (struct hf_client_in){NULL, 0}, &out);

    *hash_state_length = out.length;
    if (status == PSA_SUCCESS) {
        operation->number = 0;
    }
    return status;
}

psa_status_t psa_hash_resume(psa_hash_operation_t *operation, const uint8_t *hash_state,
                             size_t hash_state_length)
{
    struct hf_client_call call = {.arguments = {.function = HF_HASH_RESUME},
                                  .in = {{hash_state, hash_state_length}}};

    return hf_client_setup(HF_FAMILY_HASH, &call, &operation->number);
}
