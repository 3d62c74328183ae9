/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * firmware/secure/keys.h - who may do what with which key. The app names a key by its handle; the
 * value stays in the engine. Every use passes hf_key_find(): a key that is not in the table for
 * this owner and this use does not exist for the caller. */
#ifndef HF_SECURE_KEYS_H
#define HF_SECURE_KEYS_H

#include <stdint.h>

/* Uses, as bits. There is none for reading a value: a built-in key never leaves, not even its
 * public part. */
enum hf_key_use { HF_KEY_VERIFY_HASH = 1u << 0 };

/* Loads the built-in keys into the engine. A psa_status_t. */
int32_t hf_keys_start(void);

/* The engine's name for the key that the app calls `handle`, if the app may use it so. Gives a
 * psa_status_t: PSA_ERROR_INVALID_HANDLE for a handle that is not the app's,
 * PSA_ERROR_NOT_PERMITTED for another use. */
int32_t hf_key_find(uint32_t handle, enum hf_key_use use, uint32_t *engine_key);

/* The verification key of the app's signer, X || Y; from lab/keys or a release's own, by the build.
 */
extern const uint8_t hf_app_signer[64];

#endif
