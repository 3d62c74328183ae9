/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "core/signature.h"
#include "host/key/digest.h"
#include "host/key/internal.h"

#include <openssl/err.h>
#include <openssl/x509.h>
#include <string.h>

/* What stands before 04 || X || Y in a DER SubjectPublicKeyInfo of P-256. */
#define SPKI_HEAD (HF_PUBKEY_SIZE - 65u)

bool hf_key_agree(const struct hf_key *key, const uint8_t point[65], uint8_t shared[32],
                  struct hf_trouble *trouble)
{
    struct hf_public own;
    uint8_t spki[HF_PUBKEY_SIZE];
    const uint8_t *at = spki;
    size_t size = 32;

    hf_key_public(key, &own);
    memcpy(spki, own.spki, SPKI_HEAD);
    memcpy(spki + SPKI_HEAD, point, 65);
    EVP_PKEY *peer = d2i_PUBKEY(NULL, &at, sizeof(spki)); /* refuses what is not on the curve */
    EVP_PKEY_CTX *context = key->private_half && key->hsm == NULL && peer != NULL
                                ? EVP_PKEY_CTX_new(key->inner, NULL)
                                : NULL;
    bool const done = context != NULL && EVP_PKEY_derive_init(context) == 1 &&
                      EVP_PKEY_derive_set_peer(context, peer) == 1 &&
                      EVP_PKEY_derive(context, shared, &size) == 1 && size == 32;

    EVP_PKEY_CTX_free(context);
    EVP_PKEY_free(peer);
    ERR_clear_error();
    return done || hf_trouble_set(trouble, key->private_half && key->hsm == NULL
                                               ? "the other side's point is none of P-256"
                                               : "decrypting needs the private half, in a file");
}
