/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * firmware/secure/keys.h - the keys that are there before the app is. */
#ifndef HF_SECURE_KEYS_H
#define HF_SECURE_KEYS_H

#include <stdint.h>

/* Loads the built-in keys into the engine. A psa_status_t. */
int32_t hf_keys_start(void);

/* The verification key of the app's signer, X || Y; from lab/keys or a release's own, by the build.
 */
extern const uint8_t hf_app_signer[64];

#endif
