/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * firmware/secure/derive.h - what PSA Crypto 1.2 asks of key derivation and the engine lacks. */
#ifndef HF_SECURE_DERIVE_H
#define HF_SECURE_DERIVE_H

#include "core/span.h"
#include "firmware/secure/operation.h"

#include "psa/crypto.h"

/* psa_key_derivation_input_key(). A key that may be used for comparison alone
 * (PSA_KEY_USAGE_VERIFY_DERIVATION without PSA_KEY_USAGE_DERIVE) makes the operation one that
 * nothing but a comparison comes out of. */
int32_t hf_derive_input_key(struct hf_operation *operation, psa_key_derivation_step_t step,
                            mbedtls_svc_key_id_t id);

/* psa_key_derivation_verify_bytes() and _verify_key(), in constant time. */
int32_t hf_derive_verify_bytes(struct hf_operation *operation, hf_span_t expected);
int32_t hf_derive_verify_key(struct hf_operation *operation, mbedtls_svc_key_id_t id);

/* psa_key_derivation_output_key(). */
int32_t hf_derive_output_key(struct hf_operation *operation, const psa_key_attributes_t *attributes,
                             mbedtls_svc_key_id_t *key);

/* An elliptic-curve key pair out of a derivation: derive_p256.c or derive_engine.c, as the profile
 * links. */
int32_t hf_derive_key_pair(psa_key_derivation_operation_t *state,
                           const psa_key_attributes_t *attributes, mbedtls_svc_key_id_t *key);

#endif
