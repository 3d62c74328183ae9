/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * host/image/crypt.h - encrypted images as MCUboot has them: the payload by AES-CTR with a key of
 * 128 or 256 bits, the key wrapped by ECIES-P256 (TLV 0x32). Hash and signature are over the image
 * in clear, so an image is signed once and can be encrypted for each device, by somebody who cannot
 * sign. docs/encryption.md has the bytes and what this does not protect. */
#ifndef HF_HOST_IMAGE_CRYPT_H
#define HF_HOST_IMAGE_CRYPT_H

#include "host/image/draft.h"

#define HF_IMAGE_KEY_MOST 32u

/* What is wrapped; each use is a name of its own in the key derivation. */
#define HF_CRYPT_OF_IMAGE   "MCUBoot_ECIES_v1"
#define HF_CRYPT_OF_PRODUCT "Holdfast_product" /* a product's private number, for one device */

struct hf_crypt_key {
    const char *use; /* HF_CRYPT_OF_... */
    size_t size;     /* 16: AES-128; 32: AES-256, and every product's number */
    uint8_t bytes[HF_IMAGE_KEY_MOST];
};

/* `key` wrapped for `recipient` with a one-time key pair: 97 bytes and the key, as in an ENC_EC256
 * TLV. */
bool hf_crypt_wrap(const struct hf_key *recipient, const struct hf_key *once,
                   const struct hf_crypt_key *key, uint8_t value[HF_ENC_EC256_AES256],
                   struct hf_trouble *trouble);

/* The reverse; key->use is given. False, with the line, when it was wrapped for somebody else, or
 * damaged. */
bool hf_crypt_unwrap(const struct hf_key *recipient, hf_span_t value, struct hf_crypt_key *key,
                     struct hf_trouble *trouble);

/* AES-CTR from counter 0 on; the same operation both ways. */
void hf_crypt_apply(const struct hf_crypt_key *key, uint8_t *bytes, size_t size);

/* Marks a draft as one that can be encrypted, with a key of 128 or 256 `bits`: the flag, and a
 * payload padded to 16 bytes. */
void hf_crypt_prepare(struct hf_draft *draft, uint32_t bits, struct hf_arena *arena);

/* From a signed image in clear that was prepared to one for `recipient`, under a fresh key. */
bool hf_image_encrypt(hf_span_t image, const struct hf_key *recipient, struct hf_arena *arena,
                      hf_span_t *encrypted, struct hf_trouble *trouble);

/* The image with its payload in clear; the TLV stays. */
bool hf_image_decrypt(hf_span_t image, const struct hf_key *recipient, struct hf_arena *arena,
                      hf_span_t *clear, struct hf_trouble *trouble);

#endif
