/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * firmware/urot/cover.h - images that stand in clear in their slots alone: in staging, the payload
 * of an encrypted image is encrypted, before its install as after it (docs/encryption.md). A
 * link-time choice: cover_none.c reads images as they are, cover_aes.c with cover_key.c decrypts.
 *
 * INVARIANT (cover_aes.c): what is programmed outside an image's slot is its ciphertext under the
 * key that it came with, so the same move makes the same bytes however often power cuts it, and no
 * key stream meets two texts.
 * DEFEATS: t5 firmware read from external or staging flash.
 * NOT DEFEATED: reading the slot; a change of the ciphertext, which turns the same bits of the text
 * and is refused as any change is, by hash and signature over the text. */
#ifndef HF_UROT_COVER_H
#define HF_UROT_COVER_H

#include "firmware/urot/urot.h"

/* Derives from K_urot what opens images; hf_cover_end() wipes it, and the images' keys. */
void hf_cover_start(const uint8_t urot_key[32], uint32_t lifecycle);
void hf_cover_end(void);

/* Told of a subject whose header and areas were read, before its payload is. Allows encrypted
 * images for secure and app, and unwraps the key of one that waits in staging.
 * HF_ERR_IMAGE_ENCRYPTED: it was not wrapped for this device */
HF_MUST_CHECK hf_err_t hf_cover_open(struct hf_subject *subject);

/* hf_nvm_read() of a part of the subject's image, in clear. */
HF_MUST_CHECK hf_err_t hf_cover_read(const struct hf_subject *subject, uint32_t at, uint8_t *out,
                                     uint32_t size);

#endif
