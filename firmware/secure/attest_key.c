/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "firmware/secure/attest_key.h"

#include "firmware/secure/device_key.h"
#include "hw/api/crypto.h"

#define UEID_TYPE 0x01u /* RFC 9783: a random or derived number of 32 bytes */

static struct hf_attest_key attest_key;
static uint32_t ready;

static psa_status_t read_instance_id(mbedtls_svc_key_id_t engine, uint8_t id[HF_TOKEN_UEID_SIZE])
{
    uint8_t point[HF_POINT_SIZE];
    struct hf_sha256 hash;
    psa_status_t const status = hf_device_key_point(engine, point);

    if (status != PSA_SUCCESS) {
        return status;
    }
    id[0] = UEID_TYPE;
    hf_sha256_start(&hash);
    hf_sha256_update(&hash, point, sizeof(point));
    hf_sha256_finish(&hash, id + 1);
    return PSA_SUCCESS;
}

int32_t hf_attest_key_get(const struct hf_attest_key **key)
{
    psa_status_t status = PSA_SUCCESS;

    if (!ready) {
        status = hf_device_key_load(HF_ROOT_ATTEST, &attest_key.engine);
        if (status == PSA_SUCCESS) {
            status = read_instance_id(attest_key.engine, attest_key.instance_id);
        }
        ready = status == PSA_SUCCESS;
    }
    *key = &attest_key;
    return status;
}
