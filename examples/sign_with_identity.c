/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * Signs as this device, with a key that the device made itself and nobody can read. Standard PSA
 * calls; the key's id is the only thing that is Holdfast's. */
#include "examples/sign_with_identity.h"

#include "holdfast/device.h"

#define ALGORITHM PSA_ALG_ECDSA(PSA_ALG_SHA_256)
#define POINT     PSA_KEY_EXPORT_ECC_PUBLIC_KEY_MAX_SIZE(256)

psa_status_t sign_with_identity(const uint8_t *message, size_t size, uint8_t signature[64],
                                size_t *length)
{
    return psa_sign_message(HF_KEY_IDENTITY, ALGORITHM, message, size, signature, 64, length);
}

/* With the public key alone, as the other side does it. */
psa_status_t verify_identity(const uint8_t *message, size_t size, const uint8_t *signature,
                             size_t length)
{
    psa_key_attributes_t attributes = PSA_KEY_ATTRIBUTES_INIT;
    psa_key_id_t key = PSA_KEY_ID_NULL;
    uint8_t point[POINT];
    size_t point_size = 0;
    psa_status_t status = psa_export_public_key(HF_KEY_IDENTITY, point, sizeof(point), &point_size);

    psa_set_key_type(&attributes, PSA_KEY_TYPE_ECC_PUBLIC_KEY(PSA_ECC_FAMILY_SECP_R1));
    psa_set_key_usage_flags(&attributes, PSA_KEY_USAGE_VERIFY_MESSAGE);
    psa_set_key_algorithm(&attributes, ALGORITHM);
    if (status == PSA_SUCCESS) {
        status = psa_import_key(&attributes, point, point_size, &key);
    }
    if (status == PSA_SUCCESS) {
        status = psa_verify_message(key, ALGORITHM, message, size, signature, length);
        (void)psa_destroy_key(key);
    }
    return status;
}
