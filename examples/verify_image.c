/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * Verifies the signature of a firmware image with a key that this program never sees: it names the
 * key by a handle, and the secure world uses it. Standard PSA Crypto calls, nothing else. */
#include "examples/verify_image.h"

#include "holdfast/device.h"

psa_status_t verify_image(const uint8_t *img, size_t img_len, const uint8_t *sig, size_t sig_len)
{
    uint8_t hash[PSA_HASH_MAX_SIZE];
    size_t hash_len = 0;
    psa_status_t status =
        psa_hash_compute(PSA_ALG_SHA_256, img, img_len, hash, sizeof(hash), &hash_len);

    if (status != PSA_SUCCESS) {
        return status;
    }
    return psa_verify_hash(HF_KEY_APP_SIGNER, PSA_ALG_ECDSA(PSA_ALG_SHA_256), hash, hash_len, sig,
                           sig_len);
}
