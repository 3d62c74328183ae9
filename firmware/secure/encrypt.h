/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * firmware/secure/encrypt.h - asymmetric encryption: encrypt_rsa.c where the profile has RSA,
 * encrypt_none.c where it has no such algorithm. */
#ifndef HF_SECURE_ENCRYPT_H
#define HF_SECURE_ENCRYPT_H

#include "firmware/secure/crypto_call.h"

int32_t hf_encrypt(struct hf_crypto_call *call);
int32_t hf_decrypt(struct hf_crypto_call *call);

#endif
