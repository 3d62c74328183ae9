/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "core/signature.h"

#define DER_SEQUENCE 0x30u
#define DER_INTEGER  0x02u
#define SCALAR_SIZE  32u

/* Reads one INTEGER at *offset into 32 big-endian bytes, and moves *offset behind it. */
static hf_err_t read_scalar(hf_span_t der, size_t *offset, uint8_t scalar[SCALAR_SIZE])
{
    size_t left = der.size - *offset;
    const uint8_t *at = der.bytes + *offset;
    size_t length;

    if (left < 3 || at[0] != DER_INTEGER) {
        return HF_ERR_IMAGE_SIGNATURE_FORM;
    }
    length = at[1];
    if (length == 0 || length > SCALAR_SIZE + 1u || length > left - 2 || (at[2] & 0x80u) != 0) {
        return HF_ERR_IMAGE_SIGNATURE_FORM;
    }
    *offset += 2 + length;
    at += 2;
    if (length > 1 && at[0] == 0) {
        if ((at[1] & 0x80u) == 0) {
            return HF_ERR_IMAGE_SIGNATURE_FORM; /* a zero in front that DER does not need */
        }
        at++;
        length--;
    }
    if (length > SCALAR_SIZE) {
        return HF_ERR_IMAGE_SIGNATURE_FORM;
    }
    for (size_t i = 0; i < SCALAR_SIZE; i++) {
        scalar[i] = i < SCALAR_SIZE - length ? 0 : at[i - (SCALAR_SIZE - length)];
    }
    return HF_OK;
}

hf_err_t hf_signature_from_der(hf_span_t der, uint8_t raw[64])
{
    uint8_t scalars[2 * SCALAR_SIZE];
    size_t offset = 2;

    if (der.size < 2 || der.bytes[0] != DER_SEQUENCE || der.bytes[1] != der.size - 2) {
        return HF_ERR_IMAGE_SIGNATURE_FORM;
    }
    if (read_scalar(der, &offset, scalars) != HF_OK ||
        read_scalar(der, &offset, scalars + SCALAR_SIZE) != HF_OK) {
        return HF_ERR_IMAGE_SIGNATURE_FORM;
    }
    if (offset != der.size) {
        return HF_ERR_IMAGE_SIGNATURE_FORM;
    }
    for (size_t i = 0; i < sizeof(scalars); i++) {
        raw[i] = scalars[i];
    }
    return HF_OK;
}

/* SEQUENCE { SEQUENCE { id-ecPublicKey, prime256v1 }, BIT STRING { 04 X Y } } */
static const uint8_t spki_prefix[27] = {0x30, 0x59, 0x30, 0x13, 0x06, 0x07, 0x2a, 0x86, 0x48,
                                        0xce, 0x3d, 0x02, 0x01, 0x06, 0x08, 0x2a, 0x86, 0x48,
                                        0xce, 0x3d, 0x03, 0x01, 0x07, 0x03, 0x42, 0x00, 0x04};

hf_err_t hf_pubkey_from_spki(const uint8_t spki[91], const uint8_t **point)
{
    for (size_t i = 0; i < sizeof(spki_prefix); i++) {
        if (spki[i] != spki_prefix[i]) {
            return HF_ERR_IMAGE_KEY_FORM;
        }
    }
    *point = spki + sizeof(spki_prefix);
    return HF_OK;
}
