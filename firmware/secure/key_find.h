/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * firmware/secure/key_find.h - whose key is it? The engine keeps each key under its owner's number
 * (MBEDTLS_PSA_CRYPTO_KEY_ID_ENCODES_OWNER), and every id of the app passes hf_key_resolve(), which
 * puts the app's number to it. So the app can name its own keys and the built-in ones it is given,
 * whatever id it makes up; policies are the engine's to enforce.
 * DEFEATS: t5 ids of secure's own keys (TFMV-4). */
#ifndef HF_SECURE_KEY_FIND_H
#define HF_SECURE_KEY_FIND_H

#include "psa/crypto.h"

/* Volatile keys of the app at a time. The engine has more slots: secure's own keys keep theirs. */
#define HF_KEYS_VOLATILE 12u

/* The engine's name for what the app calls `id`. Whether there is such a key of the app's, the
 * engine knows. PSA_ERROR_INVALID_HANDLE: a built-in id that is none. */
int32_t hf_key_resolve(uint32_t id, mbedtls_svc_key_id_t *key);

/* Room for one more key with this lifetime? PSA_ERROR_INSUFFICIENT_MEMORY: no */
int32_t hf_key_admit(psa_key_lifetime_t lifetime);

/* A key of the app's came or went. */
void hf_key_count_made(psa_key_lifetime_t lifetime);
void hf_key_count_gone(psa_key_lifetime_t lifetime);

#endif
