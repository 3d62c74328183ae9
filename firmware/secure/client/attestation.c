/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * The app's side of PSA Attestation. */
#include "firmware/secure/client/vector.h"
#include "psa/initial_attestation.h"

psa_status_t psa_initial_attest_get_token(const uint8_t *auth_challenge, size_t challenge_size,
                                          uint8_t *token_buf, size_t token_buf_size,
                                          size_t *token_size)
{
    struct hf_vector vectors[] = {VECTOR(auth_challenge, challenge_size),
                                  VECTOR(token_buf, token_buf_size)};
    psa_status_t status;

    *token_size = 0;
    if (challenge_size > HF_GATE_CHALLENGE_MOST) {
        return PSA_ERROR_INVALID_ARGUMENT; /* the door says PSA_ERROR_PROGRAMMER_ERROR to it */
    }
    status = hf_gate_call(HF_CALL(HF_SERVICE_TOKEN, 1, 1), vectors);
    if (status == PSA_SUCCESS) {
        *token_size = vectors[1].size;
    }
    return status;
}

psa_status_t psa_initial_attest_get_token_size(size_t challenge_size, size_t *token_size)
{
    struct hf_token_size_arguments arguments = {(uint32_t)challenge_size};
    struct hf_token_size_answer answer = {0};
    struct hf_vector vectors[] = {VECTOR(&arguments, sizeof(arguments)),
                                  VECTOR(&answer, sizeof(answer))};
    psa_status_t const status = hf_gate_call(HF_CALL(HF_SERVICE_TOKEN_SIZE, 1, 1), vectors);

    *token_size = status == PSA_SUCCESS ? answer.token_size : 0;
    return status;
}
