/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "firmware/secure/keys.h"

#include "firmware/secure/include/holdfast/device.h"
#include "psa/crypto.h"

#define POINT_UNCOMPRESSED 0x04u

/* One row per key. The table is static: a key that the app makes later gets a free row with the app
 * as its owner, and never one of these handles. */
struct key {
    uint32_t handle;
    uint32_t uses; /* by the app; bits of enum hf_key_use */
    psa_key_id_t engine;
};

static struct key keys[] = {
    {HF_KEY_APP_SIGNER, HF_KEY_VERIFY_HASH, PSA_KEY_ID_NULL},
};

/* The engine's policy says the same as the table: one check may fail, not both. */
static psa_status_t load_app_signer(psa_key_id_t *engine)
{
    psa_key_attributes_t attributes = PSA_KEY_ATTRIBUTES_INIT;
    uint8_t point[1 + sizeof(hf_app_signer)];

    point[0] = POINT_UNCOMPRESSED;
    for (uint32_t i = 0; i < sizeof(hf_app_signer); i++) {
        point[1 + i] = hf_app_signer[i];
    }
    psa_set_key_type(&attributes, PSA_KEY_TYPE_ECC_PUBLIC_KEY(PSA_ECC_FAMILY_SECP_R1));
    psa_set_key_bits(&attributes, 256);
    psa_set_key_algorithm(&attributes, PSA_ALG_ECDSA(PSA_ALG_SHA_256));
    psa_set_key_usage_flags(&attributes, PSA_KEY_USAGE_VERIFY_HASH);
    return psa_import_key(&attributes, point, sizeof(point), engine);
}

int32_t hf_keys_start(void)
{
    return load_app_signer(&keys[0].engine);
}

int32_t hf_key_find(uint32_t handle, enum hf_key_use use, uint32_t *engine_key)
{
    for (uint32_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++) {
        if (keys[i].handle != handle) {
            continue;
        }
        if ((keys[i].uses & (uint32_t)use) == 0) {
            return PSA_ERROR_NOT_PERMITTED;
        }
        *engine_key = keys[i].engine;
        return PSA_SUCCESS;
    }
    return PSA_ERROR_INVALID_HANDLE;
}
