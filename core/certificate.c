/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "core/certificate.h"

#include "core/signature.h"

#define INTEGER    0x02u
#define BIT_STRING 0x03u
#define SEQUENCE   0x30u
#define VERSION    0xa0u
#define SPKI_SIZE  91u

/* Takes one element with `tag` off the front of `rest`. Lengths of one to three bytes, shortest
 * form. False: there is none. `whole` includes tag and length. */
static int take(hf_span_t *rest, uint8_t tag, hf_span_t *value, hf_span_t *whole)
{
    const uint8_t *at = rest->bytes;
    size_t head = 2;
    size_t length;

    if (rest->size < head || at[0] != tag) {
        return 0;
    }
    length = at[1];
    if (length == 0x81u && rest->size >= 3u && at[2] >= 0x80u) {
        length = at[2];
        head = 3;
    } else if (length == 0x82u && rest->size >= 4u && at[2] != 0) {
        length = ((size_t)at[2] << 8) | at[3];
        head = 4;
    } else if (length >= 0x80u) {
        return 0;
    }
    if (length > rest->size - head) {
        return 0;
    }
    *value = (hf_span_t){at + head, length};
    *whole = (hf_span_t){at, head + length};
    *rest = (hf_span_t){at + head + length, rest->size - head - length};
    return 1;
}

/* The SubjectPublicKeyInfo inside TBSCertificate: RFC 5280, 4.1. */
static int find_key(hf_span_t tbs, hf_span_t *spki)
{
    static const uint8_t before[] = {VERSION, INTEGER, SEQUENCE, SEQUENCE, SEQUENCE, SEQUENCE};
    hf_span_t value;

    for (size_t i = 0; i < sizeof(before); i++) {
        if (!take(&tbs, before[i], &value, spki)) {
            return 0;
        }
    }
    return take(&tbs, SEQUENCE, &value, spki) && spki->size == SPKI_SIZE;
}

hf_err_t hf_certificate_point(hf_span_t der, const uint8_t **point)
{
    hf_span_t rest = der;
    hf_span_t whole;
    hf_span_t inside;
    hf_span_t tbs;
    hf_span_t spki;
    hf_span_t value;
    int good = take(&rest, SEQUENCE, &inside, &whole) && rest.size == 0;

    good = good && take(&inside, SEQUENCE, &tbs, &whole) &&
           take(&inside, SEQUENCE, &value, &whole) && take(&inside, BIT_STRING, &value, &whole) &&
           inside.size == 0 && find_key(tbs, &spki);
    if (!good || hf_pubkey_from_spki(spki.bytes, point) != HF_OK) {
        return HF_ERR_PROVISION_CERTIFICATE;
    }
    return HF_OK;
}
