/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * host/key/pkey.h - a key as OpenSSL's own type, for X509_sign() and its like. A key in a token
 * works there as well: its signing goes to the token. */
#ifndef HF_HOST_KEY_PKEY_H
#define HF_HOST_KEY_PKEY_H

#include "host/key/key.h"

#include <openssl/evp.h>

/* Borrowed: lives as long as `key`. Use it with SHA-256. */
EVP_PKEY *hf_key_pkey(const struct hf_key *key);

#endif
