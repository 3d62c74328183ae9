/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * host/attest/key.h - a device's public attestation key, made ready to check many tokens: P-256,
 * P-384 or P-521, one for each algorithm that RFC 9783 asks a verifier to take. */
#ifndef HF_HOST_ATTEST_KEY_H
#define HF_HOST_ATTEST_KEY_H

#include "core/token.h"
#include "host/base/file.h"

/* Holds OpenSSL's contexts, so that a check costs little more than the curve: use it in one thread
 * at a time. */
struct hf_attest_key;

/* Reads a public key, SubjectPublicKeyInfo in PEM. False with the line otherwise; `where` is what
 * the line starts with. A private key is refused: a verifier has no business with it. */
bool hf_attest_key_read(const char *where, struct hf_bytes pem, struct hf_attest_key **key,
                        struct hf_trouble *trouble);

/* The same from a file. */
bool hf_attest_key_load(const char *path, struct hf_attest_key **key, struct hf_trouble *trouble);

void hf_attest_key_free(struct hf_attest_key *key);

/* The one algorithm that goes with the key's curve. */
enum hf_token_algorithm hf_attest_key_algorithm(const struct hf_attest_key *key);

/* 01, then SHA-256 of the uncompressed point 04 || X || Y: HF_TOKEN_UEID_SIZE bytes. */
const uint8_t *hf_attest_key_instance_id(const struct hf_attest_key *key);

/* True when the envelope's signature over its Sig_structure is good. The algorithm must be the
 * key's own. */
bool hf_attest_key_verify(struct hf_attest_key *key, const struct hf_token_envelope *envelope);

#endif
