/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * host/attest/sample.h - tokens for tests and benches, written by the device's own encoder and
 * signed with a key of OpenSSL. No part of the command. */
#ifndef HF_HOST_ATTEST_SAMPLE_H
#define HF_HOST_ATTEST_SAMPLE_H

#include "host/attest/key.h"

#include <openssl/ec.h>
#include <openssl/evp.h>

#define HF_SAMPLE_TOKEN_MAX 4096u

struct hf_sample_token {
    uint8_t bytes[HF_SAMPLE_TOKEN_MAX];
    size_t size;
};

/* The public half of `key`, as a verifier has it. Ends the program when that fails. */
struct hf_attest_key *hf_sample_public(EVP_PKEY *key);

/* The claims of a booted device: three components, client -1, secured. The nonce is the caller's;
 * the rest lives as long as the program. `instance_id` is that of the key. */
void hf_sample_claims(EVP_PKEY *key, hf_span_t nonce, struct hf_token_claims *claims);

/* The token of these claims, signed with ES256: hf_token_write() with OpenSSL as its signer. */
void hf_sample_write(EVP_PKEY *key, const struct hf_token_claims *claims,
                     struct hf_sample_token *token);

/* Any payload in an envelope, signed with the algorithm of the key's curve. */
void hf_sample_sign(EVP_PKEY *key, hf_span_t payload, struct hf_sample_token *token);

#endif
