/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "firmware/secure/device_key.h"

#include "hw/api/crypto.h"

/* A value is no private key (0, or the group's order and above) once in 2^32. */
#define ATTEMPTS 4u

psa_status_t hf_device_key_load(enum hf_root root, mbedtls_svc_key_id_t *engine)
{
    const char *label = root == HF_ROOT_ATTEST ? "attest.key" : "identity.key";
    psa_key_attributes_t attributes = PSA_KEY_ATTRIBUTES_INIT;
    psa_status_t status = PSA_ERROR_INVALID_ARGUMENT;
    uint8_t value[32];

    psa_set_key_type(&attributes, PSA_KEY_TYPE_ECC_KEY_PAIR(PSA_ECC_FAMILY_SECP_R1));
    psa_set_key_bits(&attributes, 256);
    psa_set_key_algorithm(&attributes, PSA_ALG_ECDSA(PSA_ALG_SHA_256));
    psa_set_key_usage_flags(&attributes, PSA_KEY_USAGE_SIGN_HASH);
    for (uint32_t i = 0; i < ATTEMPTS && status == PSA_ERROR_INVALID_ARGUMENT; i++) {
        hf_root_derive(root, label, i, value);
        status = psa_import_key(&attributes, value, sizeof(value), engine);
    }
    hf_wipe(value, sizeof(value));
    return status;
}

psa_status_t hf_identity_key_load(mbedtls_svc_key_id_t *engine)
{
    return hf_device_key_load(HF_ROOT_IDENTITY, engine);
}

psa_status_t hf_device_key_point(mbedtls_svc_key_id_t engine, uint8_t point[HF_POINT_SIZE])
{
    size_t length = 0;
    psa_status_t const status = psa_export_public_key(engine, point, HF_POINT_SIZE, &length);

    return status == PSA_SUCCESS && length != HF_POINT_SIZE ? PSA_ERROR_CORRUPTION_DETECTED
                                                            : status;
}

void hf_hash_parts(const hf_span_t *parts, size_t count, uint8_t digest[32])
{
    struct hf_sha256 hash;

    hf_sha256_start(&hash);
    for (size_t i = 0; i < count; i++) {
        hf_sha256_update(&hash, parts[i].bytes, parts[i].size);
    }
    hf_sha256_finish(&hash, digest);
}

psa_status_t hf_device_key_sign(mbedtls_svc_key_id_t engine, const hf_span_t *parts, size_t count,
                                uint8_t signature[64])
{
    uint8_t digest[32];
    size_t length = 0;
    psa_status_t status;

    hf_hash_parts(parts, count, digest);
    status = psa_sign_hash(engine, PSA_ALG_ECDSA(PSA_ALG_SHA_256), digest, sizeof(digest),
                           signature, 64, &length);
    return status == PSA_SUCCESS && length != 64 ? PSA_ERROR_CORRUPTION_DETECTED : status;
}
