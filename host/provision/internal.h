/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#ifndef HF_HOST_PROVISION_INTERNAL_H
#define HF_HOST_PROVISION_INTERNAL_H

#include "host/provision/ca.h"

#include <openssl/evp.h>
#include <openssl/x509.h>

struct hf_ca {
    X509 *certificate;
    EVP_PKEY *key;
};

/* The private key that the token's URI names, through OpenSSL's pkcs11 engine. NULL with the line.
 */
EVP_PKEY *hf_token_key(const struct hf_ca_source *source, struct hf_trouble *trouble);

#endif
