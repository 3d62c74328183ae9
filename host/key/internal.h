/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#ifndef HF_HOST_KEY_INTERNAL_H
#define HF_HOST_KEY_INTERNAL_H

#include "host/key/key.h"

#include <openssl/evp.h>

struct hf_key {
    EVP_PKEY *inner;
    bool private_half;
};

#endif
