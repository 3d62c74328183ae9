/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * firmware/urot/cover_key.h - what cover_aes.c needs of cryptography: the key of an image out of
 * its ENC_EC256 TLV, and the key stream. */
#ifndef HF_UROT_COVER_KEY_H
#define HF_UROT_COVER_KEY_H

#include "core/error.h"
#include "core/span.h"

#include <stdint.h>

#define HF_COVER_KEY_MOST 32u
#define HF_COVER_BLOCK    16u
#define HF_COVER_HEAD     97u /* of a wrapped key: 04 || X || Y, HMAC; the key follows */

struct hf_cover_key {
    uint32_t size; /* 16 for AES-128, 32 for AES-256 */
    uint8_t bytes[HF_COVER_KEY_MOST];
};

/* Unwraps an image key as MCUboot's ECIES-P256 does, with the device's own key pair, made of
 * `root`: private number kdf(root, "image.key", i) for the first i that gives one. What was not
 * wrapped for it may have been for the product: `product` is the product's private number, wrapped
 * for this device in the same way under a name of its own (docs/encryption.md); empty: none.
 * HF_ERR_IMAGE_ENCRYPTED: it was wrapped for neither, or damaged; `key` is wiped then */
HF_MUST_CHECK hf_err_t hf_cover_unwrap(const uint8_t root[32], hf_span_t product, hf_span_t value,
                                       struct hf_cover_key *key);

/* X || Y of the device's own pair: what others wrap for. Zeros when there is none. */
void hf_cover_public(const uint8_t root[32], uint8_t point[64]);

/* Turns the bytes at `offset` of a payload by AES-CTR from counter 0 on. */
void hf_cover_stream(const struct hf_cover_key *key, uint32_t offset, uint8_t *bytes,
                     uint32_t size);

#endif
