/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * firmware/secure/root.h - the roots of what secure keeps, each kdf(K_secure, its label, life
 * cycle). They depend on the die, on the chain that came before, on the life cycle (provisioning
 * has the keys of secured) and on whether a tamper event stands; not on measurements, so an update
 * keeps data and identity. They never leave this file: others get keys
 * derived from them. */
#ifndef HF_SECURE_ROOT_H
#define HF_SECURE_ROOT_H

#include "core/error.h"

#include <stdint.h>

enum hf_root {
    HF_ROOT_VAULT = 0,    /* "vault": storage, and the personalisation of the random generator */
    HF_ROOT_ATTEST = 1,   /* "attest": the attestation key */
    HF_ROOT_IDENTITY = 2, /* "identity": the identity key */
    HF_ROOT_COUNT
};

/* Takes K_secure out of hf_secrets, derives the roots and wipes it. To be called before anything
 * else. HF_ERR_HANDOFF_MAGIC, HF_ERR_HANDOFF_VERSION: there is nothing valid to start from (the
 * secrets are wiped all the same) */
HF_MUST_CHECK hf_err_t hf_root_take(void);

/* child = kdf(root, label, context). */
void hf_root_derive(enum hf_root root, const char *label, uint32_t context, uint8_t child[32]);

/* K_log, 32 bytes: for firmware/secure/log.c alone. */
const uint8_t *hf_root_log_key(void);

/* After a tamper event: the roots are gone until the next reset. */
void hf_root_wipe(void);

#endif
