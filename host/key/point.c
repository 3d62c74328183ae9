/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * A public key from its point, and a signature in the raw form of devices. */
#include "host/key/internal.h"

#include <openssl/bn.h>
#include <openssl/ecdsa.h>
#include <openssl/err.h>
#include <openssl/x509.h>
#include <stdlib.h>
#include <string.h>

bool hf_key_from_point(const uint8_t point[64], struct hf_key **key)
{
    static const uint8_t head[HF_PUBKEY_SIZE - 64] = {
        0x30, 0x59, 0x30, 0x13, 0x06, 0x07, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x02, 0x01, 0x06,
        0x08, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x03, 0x01, 0x07, 0x03, 0x42, 0x00, 0x04};
    uint8_t spki[HF_PUBKEY_SIZE];
    const uint8_t *at = spki;

    memcpy(spki, head, sizeof(head));
    memcpy(spki + sizeof(head), point, 64);
    EVP_PKEY *inner = d2i_PUBKEY(NULL, &at, sizeof(spki)); /* refuses what is not on the curve */

    ERR_clear_error();
    *key = inner != NULL ? calloc(1, sizeof(**key)) : NULL;
    if (*key == NULL) {
        EVP_PKEY_free(inner);
        return false;
    }
    **key = (struct hf_key){inner, false};
    return true;
}

bool hf_key_verify_raw(const struct hf_key *key, const uint8_t digest[32],
                       const uint8_t signature[64])
{
    ECDSA_SIG *parts = ECDSA_SIG_new();
    BIGNUM *r = BN_bin2bn(signature, 32, NULL);
    BIGNUM *s = BN_bin2bn(signature + 32, 32, NULL);
    uint8_t *der = NULL;
    struct hf_public public_half;
    bool good = false;

    if (parts != NULL && r != NULL && s != NULL && ECDSA_SIG_set0(parts, r, s) == 1) {
        int const size = i2d_ECDSA_SIG(parts, &der);

        hf_key_public(key, &public_half);
        good = size > 0 && hf_key_verify(public_half.spki, digest, (hf_span_t){der, (size_t)size});
    }
    ECDSA_SIG_free(parts); /* and r and s with it */
    OPENSSL_free(der);
    ERR_clear_error();
    return good;
}
