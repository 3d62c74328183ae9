/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * firmware/urot/cover_key.h - what cover_aes.c needs of cryptography: the key of an image out of
 * its ENC_EC256 TLV, and the key stream. */
#ifndef HF_UROT_COVER_KEY_H
#define HF_UROT_COVER_KEY_H

#include "core/error.h"

#include <stdint.h>

#define HF_COVER_KEY   16u
#define HF_COVER_BLOCK 16u

/* The device's own key pair, made of `root`: private number kdf(root, "image.key", i) for the first
 * i that gives one. Unwraps an image key as MCUboot's ECIES-P256 does. HF_ERR_IMAGE_ENCRYPTED: it
 * was wrapped for another device, or damaged; `key` is wiped then */
HF_MUST_CHECK hf_err_t hf_cover_unwrap(const uint8_t root[32], const uint8_t value[113],
                                       uint8_t key[HF_COVER_KEY]);

/* Turns the bytes at `offset` of a payload by AES-128-CTR from counter 0 on. */
void hf_cover_stream(const uint8_t key[HF_COVER_KEY], uint32_t offset, uint8_t *bytes,
                     uint32_t size);

#endif
