/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#ifndef HF_HOST_KEY_INTERNAL_H
#define HF_HOST_KEY_INTERNAL_H

#include "host/key/key.h"

#include <openssl/evp.h>

struct hf_hsm;

struct hf_key {
    EVP_PKEY *inner;
    bool private_half;
    struct hf_hsm *hsm; /* not NULL: the private half is in a token, which signs */
};

/* hf_key_load() of a "pkcs11:" URI. */
bool hf_token_key_load(const char *uri, struct hf_key **key, struct hf_trouble *trouble);

#endif
