/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * firmware/secure/device_key.h - the key pairs that a device makes itself (P-256), from its die:
 * the private key is kdf(root, label, n) for the first n that gives one. docs/decisions/0021 says
 * why they are derived and not drawn. INVARIANT: a private key stands in the engine alone, which
 * signs hashes with it and cannot export it. */
#ifndef HF_SECURE_DEVICE_KEY_H
#define HF_SECURE_DEVICE_KEY_H

#include "core/span.h"
#include "firmware/secure/root.h"

#include "psa/crypto.h"

#define HF_POINT_SIZE 65u /* 04 || X || Y */

/* Makes the key of HF_ROOT_ATTEST or HF_ROOT_IDENTITY; it stays until psa_destroy_key() or a reset.
 */
psa_status_t hf_device_key_load(enum hf_root root, mbedtls_svc_key_id_t *engine);

/* SHA-256 of the parts, one after the other. */
void hf_hash_parts(const hf_span_t *parts, size_t count, uint8_t digest[32]);

psa_status_t hf_device_key_point(mbedtls_svc_key_id_t engine, uint8_t point[HF_POINT_SIZE]);

/* ECDSA over SHA-256 of the parts, one after the other; r || s. The nonce is random: without
 * entropy there is no signature. */
psa_status_t hf_device_key_sign(mbedtls_svc_key_id_t engine, const hf_span_t *parts, size_t count,
                                uint8_t signature[64]);

/* The identity key: for a row of the app's built-in keys. The app may sign with it and verify. */
psa_status_t hf_identity_key_load(mbedtls_svc_key_id_t *engine);

#endif
