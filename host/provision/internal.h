/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#ifndef HF_HOST_PROVISION_INTERNAL_H
#define HF_HOST_PROVISION_INTERNAL_H

#include "host/provision/ca.h"
#include "host/provision/provision.h"

#include "host/key/pkey.h"

#include <openssl/x509.h>

struct hf_ca {
    X509 *certificate;
    struct hf_key *key;
};

/* Writes the product's key, wrapped for the device, into its flash. */
bool hf_provision_product(struct hf_device *device, const struct hf_key *product,
                          struct hf_trouble *trouble);

#endif
