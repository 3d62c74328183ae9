/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "firmware/secure/attest_key.h"

#include "core/span.h"
#include "firmware/secure/root.h"
#include "hw/api/crypto.h"

#include "psa/crypto.h"

#define POINT_SIZE 65u
#define UEID_TYPE  0x01u /* RFC 9783: a random or derived number of 32 bytes */

/* A value is no private key (0, or the group's order and above) once in 2^32. */
#define ATTEMPTS 4u

static struct hf_attest_key attest_key;
static uint32_t ready;

static psa_status_t import(mbedtls_svc_key_id_t *engine)
{
    psa_key_attributes_t attributes = PSA_KEY_ATTRIBUTES_INIT;
    psa_status_t status = PSA_ERROR_INVALID_ARGUMENT;
    uint8_t value[32];

    psa_set_key_type(&attributes, PSA_KEY_TYPE_ECC_KEY_PAIR(PSA_ECC_FAMILY_SECP_R1));
    psa_set_key_bits(&attributes, 256);
    psa_set_key_algorithm(&attributes, PSA_ALG_ECDSA(PSA_ALG_SHA_256));
    psa_set_key_usage_flags(&attributes, PSA_KEY_USAGE_SIGN_HASH);
    for (uint32_t i = 0; i < ATTEMPTS && status == PSA_ERROR_INVALID_ARGUMENT; i++) {
        hf_root_derive(HF_ROOT_ATTEST, "attest.key", i, value);
        status = psa_import_key(&attributes, value, sizeof(value), engine);
    }
    hf_wipe(value, sizeof(value));
    return status;
}

static psa_status_t read_instance_id(mbedtls_svc_key_id_t engine, uint8_t id[HF_TOKEN_UEID_SIZE])
{
    uint8_t point[POINT_SIZE];
    size_t length = 0;
    struct hf_sha256 hash;
    psa_status_t const status = psa_export_public_key(engine, point, sizeof(point), &length);

    if (status != PSA_SUCCESS) {
        return status;
    }
    id[0] = UEID_TYPE;
    hf_sha256_start(&hash);
    hf_sha256_update(&hash, point, length);
    hf_sha256_finish(&hash, id + 1);
    return PSA_SUCCESS;
}

int32_t hf_attest_key_get(const struct hf_attest_key **key)
{
    mbedtls_svc_key_id_t engine = MBEDTLS_SVC_KEY_ID_INIT;
    psa_status_t status = PSA_SUCCESS;

    if (!ready) {
        status = import(&engine);
        if (status == PSA_SUCCESS) {
            status = read_instance_id(engine, attest_key.instance_id);
        }
        attest_key.engine = engine;
        ready = status == PSA_SUCCESS;
    }
    *key = &attest_key;
    return status;
}
