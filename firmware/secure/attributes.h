/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * firmware/secure/attributes.h - key attributes on their way through the door: plain words, never
 * the engine's struct; and the making of a key from them. */
#ifndef HF_SECURE_ATTRIBUTES_H
#define HF_SECURE_ATTRIBUTES_H

#include "core/span.h"
#include "firmware/secure/abi/crypto.h"

#include "psa/crypto.h"

/* The app's words as the engine's struct, for a key that the app will own, when one more key is
 * admitted. PSA_ERROR_INVALID_ARGUMENT, PSA_ERROR_NOT_SUPPORTED, PSA_ERROR_INSUFFICIENT_MEMORY */
int32_t hf_attributes_read(hf_span_t words, psa_key_attributes_t *attributes);

/* The other way round; `id` is what the app calls the key. */
void hf_attributes_write(const psa_key_attributes_t *attributes, uint32_t id,
                         struct hf_gate_attributes *words);

/* After the engine made a key of the app's: counts it and gives its id to the app. */
int32_t hf_attributes_made(const psa_key_attributes_t *attributes, mbedtls_svc_key_id_t key,
                           int32_t status, struct hf_crypto_answer *answer);

#endif
