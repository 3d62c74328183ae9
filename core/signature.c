/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "core/signature.h"

#define DER_SEQUENCE 0x30u
#define DER_INTEGER  0x02u
#define SCALAR_SIZE  32u

/* Takes one positive INTEGER off the front of `der`, as 32 big-endian bytes. Not zero: it is none,
 * it is too long, or it has a zero in front that DER does not need. */
static int take_scalar(hf_span_t *der, uint8_t scalar[SCALAR_SIZE])
{
    const uint8_t *number = der->bytes + 2;
    size_t const length = der->size < 3 ? 0 : der->bytes[1];
    size_t const zero =
        length > 1 && number[0] == 0; /* in front of a byte that would look negative */

    if (length == 0 || length > der->size - 2 || length - zero > SCALAR_SIZE ||
        der->bytes[0] != DER_INTEGER || (number[zero] >> 7) != zero) {
        return 1;
    }
    hf_copy(scalar + SCALAR_SIZE - (length - zero), number + zero, length - zero);
    der->bytes = number + length;
    der->size -= 2 + length;
    return 0;
}

hf_err_t hf_signature_from_der(hf_span_t der, uint8_t raw[64])
{
    uint8_t scalars[2 * SCALAR_SIZE] = {0};

    if (der.size < 2 || der.bytes[0] != DER_SEQUENCE || der.bytes[1] != der.size - 2) {
        return HF_ERR_IMAGE_SIGNATURE_FORM;
    }
    der.bytes += 2;
    der.size -= 2;
    if (take_scalar(&der, scalars) || take_scalar(&der, scalars + SCALAR_SIZE) || der.size != 0) {
        return HF_ERR_IMAGE_SIGNATURE_FORM;
    }
    hf_copy(raw, scalars, sizeof(scalars));
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
