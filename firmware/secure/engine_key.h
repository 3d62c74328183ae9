/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * firmware/secure/engine_key.h - where secure completes PSA, it needs what the engine's public
 * functions do not give: a key's value and policy at once. These are the only places that look
 * inside the engine.
 * INVARIANT: a value that is lent is given back in the same call, and leaves secure never. */
#ifndef HF_SECURE_ENGINE_KEY_H
#define HF_SECURE_ENGINE_KEY_H

#include "core/span.h"

#include "psa/crypto.h"

struct hf_engine_key {
    psa_key_attributes_t attributes;
    hf_span_t value;
    void *slot;
};

/* Lends a key. PSA_ERROR_INVALID_HANDLE and what storage says */
int32_t hf_engine_key_lend(mbedtls_svc_key_id_t id, struct hf_engine_key *key);
void hf_engine_key_return(const struct hf_engine_key *key);

/* PSA's rule for sign and verify: does the key's policy permit this use with this algorithm?
 * PSA_ERROR_NOT_PERMITTED */
int32_t hf_engine_key_permits(const struct hf_engine_key *key, psa_key_usage_t usage,
                              psa_algorithm_t algorithm);

/* A signature over `hash` by a key whose policy has been checked. */
struct hf_engine_signature {
    psa_algorithm_t algorithm;
    hf_span_t hash;
    uint8_t *bytes;
    size_t size;
    size_t length; /* in verification: `size` bytes are given; in signing: what was made */
};

int32_t hf_engine_sign(const struct hf_engine_key *key, struct hf_engine_signature *signature);
int32_t hf_engine_verify(const struct hf_engine_key *key,
                         const struct hf_engine_signature *signature);

#endif
