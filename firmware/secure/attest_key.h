/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * firmware/secure/attest_key.h - the device's attestation key (P-256), made from the die at the
 * first use in each boot: kdf(attest root, "attest.key", n) for the first n whose value is a
 * private key. docs/formats/token.md has the derivation.
 * INVARIANT: the private key stands in the engine alone, which signs hashes with it and cannot
 * export it; the app has no handle for it. */
#ifndef HF_SECURE_ATTEST_KEY_H
#define HF_SECURE_ATTEST_KEY_H

#include "core/token.h"

#include "psa/crypto.h"

struct hf_attest_key {
    mbedtls_svc_key_id_t engine; /* the engine's name for it: secure's own */
    uint8_t instance_id[HF_TOKEN_UEID_SIZE];
};

/* A psa_status_t. The key stays valid until reset. */
int32_t hf_attest_key_get(const struct hf_attest_key **key);

#endif
