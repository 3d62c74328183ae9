/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * examples/attest.h - evidence of what this device is and runs, for somebody far away. */
#ifndef EXAMPLES_ATTEST_H
#define EXAMPLES_ATTEST_H

#include "psa/initial_attestation.h"

/* A token over `challenge`, which must come from the verifier: 32, 48 or 64 bytes.
 * PSA_ERROR_BUFFER_TOO_SMALL: `token_room` does not hold it. */
psa_status_t attest(const uint8_t *challenge, size_t challenge_size, uint8_t *token,
                    size_t token_room, size_t *token_size);

#endif
