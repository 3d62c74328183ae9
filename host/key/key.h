/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * host/key/key.h - P-256 keys, in PEM files (PKCS#8 for private keys, SubjectPublicKeyInfo for
 * public ones) or in a PKCS#11 token (host/key/hsm.h). */
#ifndef HF_HOST_KEY_KEY_H
#define HF_HOST_KEY_KEY_H

#include "core/policy.h"
#include "host/base/file.h"

struct hf_key; /* a private or a public key */

/* What may be known of a key. */
struct hf_public {
    uint8_t spki[HF_PUBKEY_SIZE];  /* DER SubjectPublicKeyInfo, uncompressed */
    uint8_t hash[HF_KEYHASH_SIZE]; /* its SHA-256: KEYHASH TLV, fused root hash */
    uint8_t point[64];             /* X || Y */
};

/* Reads the PEM file of a private or a public P-256 key, or finds the key that a "pkcs11:" URI
 * names in a token. Every command that takes a key takes both. False, with the line, for anything
 * else: a truncated file, an encrypted one, another curve, a PIN that is wrong. Free with
 * hf_key_free(). */
bool hf_key_load(const char *path, struct hf_key **key, struct hf_trouble *trouble);

/* A fresh private key from the system's random source. */
bool hf_key_new(struct hf_key **key, struct hf_trouble *trouble);

/* The pair whose private number is `scalar`, big-endian. False when it is none: 0, or not below the
 * order of the group. */
bool hf_key_from_scalar(const uint8_t scalar[32], struct hf_key **key);

/* The private number, big-endian. False, with the line, for a public key and for one that does not
 * leave its token. */
bool hf_key_scalar(const struct hf_key *key, uint8_t scalar[32], struct hf_trouble *trouble);

/* The public key X || Y. False when it is no point of the curve. */
bool hf_key_from_point(const uint8_t point[64], struct hf_key **key);

void hf_key_free(struct hf_key *key);

bool hf_key_is_private(const struct hf_key *key);
void hf_key_public(const struct hf_key *key, struct hf_public *public_half);

/* The PEM text, PKCS#8 or SubjectPublicKeyInfo. The arena is not wiped: the process ends soon. */
struct hf_bytes hf_key_pem(const struct hf_key *key, bool private_half, struct hf_arena *arena);

/* Signs a SHA-256 digest. The nonce is that of RFC 6979, so the same key, digest and tool give the
 * same bytes and a signed image can be reproduced; a token draws a nonce of its own. DER; *size is
 * 70 to 72 in nearly every case. */
bool hf_key_sign(const struct hf_key *key, const uint8_t digest[32],
                 uint8_t der[HF_SIGNATURE_DER_MAX], size_t *size, struct hf_trouble *trouble);

/* ECDH: X of the product of the private key and the point 04 || X || Y. False, with the line, for a
 * point that is not on the curve and for a key without its private half at hand. */
bool hf_key_agree(const struct hf_key *key, const uint8_t point[65], uint8_t shared[32],
                  struct hf_trouble *trouble);

/* True when the DER signature over `digest` is good under the public key. */
bool hf_key_verify(const uint8_t spki[HF_PUBKEY_SIZE], const uint8_t digest[32], hf_span_t der);

/* The same for r || s, as devices write it. */
bool hf_key_verify_raw(const struct hf_key *key, const uint8_t digest[32],
                       const uint8_t signature[64]);

/* Which key that everybody has this is ("lab/keys/root-1.pem", "MCUboot's root-ec-p256.pem"), or
 * NULL. Such a key protects nothing. */
const char *hf_key_test_name(const uint8_t hash[HF_KEYHASH_SIZE]);

#endif
