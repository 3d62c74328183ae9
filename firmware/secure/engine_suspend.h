/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * firmware/secure/engine_suspend.h - a hash that is not over, as bytes: PSA Crypto 1.2, "Hash
 * suspend state". The engine has no such function, so these look inside its operation;
 * engine_context_<profile>.c says where in it a hash lies.
 *
 *   algorithm 4 | input length 2w | hash state 8w | unprocessed input, less than a block of 16w
 *
 * All big-endian; w is the hash's word: 4 for SHA-224 and SHA-256, 8 for SHA-384 and SHA-512.
 * ASSUMES: a little-endian processor. */
#ifndef HF_SECURE_ENGINE_SUSPEND_H
#define HF_SECURE_ENGINE_SUSPEND_H

#include "core/span.h"

#include "psa/crypto.h"

/* Where the engine keeps a hash; every part in the processor's byte order. */
struct hf_engine_context {
    uint8_t *state;  /* 8 words */
    uint8_t *length; /* of the input so far, in bytes, two words, the low one first */
    uint8_t *block;  /* 16 words: what no block was full of yet, at the front */
    uint8_t word;    /* bytes */
};

/* Of a hash that was set up. */
void hf_engine_context(psa_hash_operation_t *operation, struct hf_engine_context *context);

/* Writes the state of a running hash. PSA_ERROR_BUFFER_TOO_SMALL: less than the largest state of
 * its algorithm, as PSA has it */
int32_t hf_engine_suspend(psa_hash_operation_t *operation, uint8_t *out, size_t size,
                          size_t *length);

/* Sets up an inactive operation from a state. The state is untrusted input: whatever hash state it
 * names is taken, since any is possible; its lengths must be right to the byte.
 * PSA_ERROR_NOT_SUPPORTED: its algorithm; PSA_ERROR_INVALID_ARGUMENT: not a state */
int32_t hf_engine_resume(psa_hash_operation_t *operation, hf_span_t state);

#endif
