/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * firmware/secure/keys_builtin.h - the keys that secure has for the app: used by id, for the one
 * algorithm of their policy.
 *
 * INVARIANT: the engine holds them under an owner that no id of the app leads to, with a policy
 * that names their use and neither export nor copy; and what would destroy or purge a key never
 * resolves a built-in id. Their ids are PSA's for built-in keys (holdfast/device.h).
 * To add one: an id there, a row in keys_builtin.c, and a function that loads it. The attestation
 * key has no row: who may sign any hash with it can forge tokens. */
#ifndef HF_SECURE_KEYS_BUILTIN_H
#define HF_SECURE_KEYS_BUILTIN_H

#include "psa/crypto.h"

/* 1 for every id of the range, whether there is such a key or not. */
int hf_keys_builtin_is(uint32_t id);

/* The engine's name for the key; loads it at the first use. PSA_ERROR_INVALID_HANDLE: none */
int32_t hf_keys_builtin_find(uint32_t id, mbedtls_svc_key_id_t *key);

#endif
