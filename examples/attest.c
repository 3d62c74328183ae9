/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * Asks the secure world for an attestation token: what the boot chain measured, signed with a key
 * that only this die has. Standard PSA Attestation calls, nothing else. */
#include "examples/attest.h"

psa_status_t attest(const uint8_t *challenge, size_t challenge_size, uint8_t *token,
                    size_t token_room, size_t *token_size)
{
    size_t needed = 0;
    psa_status_t status = psa_initial_attest_get_token_size(challenge_size, &needed);

    *token_size = 0;
    if (status == PSA_SUCCESS && needed > token_room) {
        status = PSA_ERROR_BUFFER_TOO_SMALL;
    }
    if (status != PSA_SUCCESS) {
        return status;
    }
    return psa_initial_attest_get_token(challenge, challenge_size, token, token_room, token_size);
}
