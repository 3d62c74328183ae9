/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * psa/initial_attestation.h - the PSA Attestation API 2.0: evidence of what runs on this device, as
 * an RFC 9783 token (COSE_Sign1, ES256). */
#ifndef PSA_INITIAL_ATTESTATION_H
#define PSA_INITIAL_ATTESTATION_H

#include "psa/error.h"

#include <stddef.h>
#include <stdint.h>

#define PSA_INITIAL_ATTEST_API_VERSION_MAJOR 2
#define PSA_INITIAL_ATTEST_API_VERSION_MINOR 0

#define PSA_INITIAL_ATTEST_CHALLENGE_SIZE_32 32u
#define PSA_INITIAL_ATTEST_CHALLENGE_SIZE_48 48u
#define PSA_INITIAL_ATTEST_CHALLENGE_SIZE_64 64u

/* No token of this device is longer. */
#define PSA_INITIAL_ATTEST_MAX_TOKEN_SIZE 1024u

/* A token over the challenge, which must be 32, 48 or 64 bytes of the verifier's choice and fresh:
 * only then does the token prove anything about now. `*token_size` is 0 on failure.
 * PSA_ERROR_INVALID_ARGUMENT       another length
 * PSA_ERROR_BUFFER_TOO_SMALL       see psa_initial_attest_get_token_size()
 * PSA_ERROR_INSUFFICIENT_ENTROPY   no healthy entropy: no signature
 * PSA_ERROR_SERVICE_FAILURE */
psa_status_t psa_initial_attest_get_token(const uint8_t *auth_challenge, size_t challenge_size,
                                          uint8_t *token_buf, size_t token_buf_size,
                                          size_t *token_size);

/* The exact size of the token for a challenge of that length; the same errors. */
psa_status_t psa_initial_attest_get_token_size(size_t challenge_size, size_t *token_size);

#endif
