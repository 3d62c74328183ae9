/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * firmware/urot/keys.h - whom urot trusts. The list is made by `holdfast key list` from the PEM
 * files named in HOLDFAST_TRUST_SECURE and HOLDFAST_TRUST_APP; it is under urot's own signature, so
 * a new key means a new urot. */
#ifndef HF_UROT_KEYS_H
#define HF_UROT_KEYS_H

#include "core/handoff.h"

#include <stdint.h>

struct hf_trusted_key {
    uint32_t role;     /* enum hf_role: one key, one role */
    uint8_t hash[32];  /* SHA-256 of its SubjectPublicKeyInfo */
    uint8_t point[64]; /* X || Y, big-endian */
};

extern const struct hf_trusted_key hf_trusted_keys[];
extern const uint32_t hf_trusted_key_count;

#endif
