/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * firmware/store/aead.h - authenticated encryption for the vault. aead_gcm.c and aead_ccm.c stand
 * behind it (AES-256, from Mbed TLS), or an engine of the part; the link line picks one, and a
 * vault written with one cannot be read with the other. */
#ifndef HF_STORE_AEAD_H
#define HF_STORE_AEAD_H

#include "core/error.h"
#include "core/span.h"

#define HF_AEAD_KEY   32u
#define HF_AEAD_NONCE 12u
#define HF_AEAD_TAG   16u

struct hf_aead {
    const uint8_t *key;   /* HF_AEAD_KEY bytes */
    const uint8_t *nonce; /* HF_AEAD_NONCE bytes; never the same for two texts under one key */
    hf_span_t data;       /* authenticated, not encrypted */
    uint8_t *text;        /* encrypted or decrypted in place */
    size_t size;
};

/* HF_ERR_CRYPTO_ENGINE: the text is wiped */
HF_MUST_CHECK hf_err_t hf_aead_seal(const struct hf_aead *message, uint8_t tag[HF_AEAD_TAG]);

/* Compares all 16 bytes of the tag, in constant time. HF_ERR_CRYPTO_TAG, HF_ERR_CRYPTO_ENGINE: the
 * text is wiped */
HF_MUST_CHECK hf_err_t hf_aead_open(const struct hf_aead *message, const uint8_t tag[HF_AEAD_TAG]);

#endif
