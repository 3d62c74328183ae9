/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * hw/api/die.h - what only this die has: its number, the root hashes, and a hardware key that can
 * be used but not read. Used by irot alone; hf_die_lock() ends it until the next reset. */
#ifndef HF_HW_API_DIE_H
#define HF_HW_API_DIE_H

#include "core/error.h"

#include <stdint.h>

/* HF_ERR_DIE_MISSING when there is no identity: blank, of an unknown version, or already wiped. */
HF_MUST_CHECK hf_err_t hf_die_check(void);

void hf_die_uid(uint8_t uid[16]);

/* Root hash `index` (0..3): SHA-256 of a root key's SubjectPublicKeyInfo. NULL when the slot is
 * unused. */
const uint8_t *hf_die_root_hash(uint32_t index);

/* child = kdf(hardware key, label, context). There is no read: on some parts the key never leaves
 * its engine. HF_ERR_HUK_LOCKED after hf_die_lock() */
HF_MUST_CHECK hf_err_t hf_huk_derive(const char *label, uint32_t context, uint8_t child[32]);

/* Wipes or locks the hardware key and the seed until the next reset, and checks that they are gone.
 * HF_ERR_LOCK_FAILED when they are not */
HF_MUST_CHECK hf_err_t hf_die_lock(void);

/* Zero exactly when nothing of the key and the seed is left: read anew with each call, and once more
 * by hf_lock_and_jump(). */
uint32_t hf_die_left(void);

#endif
