/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * firmware/secure/root.h - the root of what secure keeps: kdf(K_secure, "vault", life cycle). It
 * depends on the die, on the chain that came before and on the life cycle, not on measurements, so
 * an update keeps its data. It never leaves this file: others get keys derived from it. */
#ifndef HF_SECURE_ROOT_H
#define HF_SECURE_ROOT_H

#include "core/error.h"

#include <stdint.h>

/* Takes K_secure out of hf_secrets, derives the root and wipes both. To be called before anything
 * else. HF_ERR_HANDOFF_MAGIC, HF_ERR_HANDOFF_VERSION: there is nothing valid to start from (the
 * secrets are wiped all the same) */
HF_MUST_CHECK hf_err_t hf_root_take(void);

/* child = kdf(root, label, context). */
void hf_root_derive(const char *label, uint32_t context, uint8_t child[32]);

/* After a tamper event: the root is gone until the next reset. */
void hf_root_wipe(void);

#endif
