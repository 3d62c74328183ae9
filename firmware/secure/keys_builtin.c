/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "firmware/secure/keys_builtin.h"

#include "core/span.h"
#include "firmware/secure/device_key.h"
#include "firmware/secure/include/holdfast/device.h"
#include "firmware/secure/keys.h"
#include "firmware/secure/root.h"

#define POINT_UNCOMPRESSED 0x04u
#define ID_LEAST           0x7fff0000u /* PSA: the implementation's range below the volatile ids */
#define ID_MOST            0x7fffefffu

struct builtin {
    uint32_t id;
    uint32_t early; /* 1: loaded before the app runs */
    psa_status_t (*load)(mbedtls_svc_key_id_t *key);
};

static psa_status_t load_app_signer(mbedtls_svc_key_id_t *key)
{
    psa_key_attributes_t attributes = PSA_KEY_ATTRIBUTES_INIT;
    uint8_t point[1 + sizeof(hf_app_signer)];

    point[0] = POINT_UNCOMPRESSED;
    for (uint32_t i = 0; i < sizeof(hf_app_signer); i++) {
        point[1 + i] = hf_app_signer[i];
    }
    psa_set_key_type(&attributes, PSA_KEY_TYPE_ECC_PUBLIC_KEY(PSA_ECC_FAMILY_SECP_R1));
    psa_set_key_algorithm(&attributes, PSA_ALG_ECDSA(PSA_ALG_SHA_256));
    psa_set_key_usage_flags(&attributes, PSA_KEY_USAGE_VERIFY_HASH);
    return psa_import_key(&attributes, point, sizeof(point), key);
}

/* A secret of this die, for the app to derive its own keys from. */
static psa_status_t load_device(mbedtls_svc_key_id_t *key)
{
    psa_key_attributes_t attributes = PSA_KEY_ATTRIBUTES_INIT;
    uint8_t value[32];
    psa_status_t status;

    hf_root_derive(HF_ROOT_VAULT, "app.device", 0, value);
    psa_set_key_type(&attributes, PSA_KEY_TYPE_DERIVE);
    psa_set_key_algorithm(&attributes, PSA_ALG_HKDF(PSA_ALG_SHA_256));
    psa_set_key_usage_flags(&attributes, PSA_KEY_USAGE_DERIVE);
    status = psa_import_key(&attributes, value, sizeof(value), key);
    hf_wipe(value, sizeof(value));
    return status;
}

static const struct builtin builtins[] = {
    {HF_KEY_APP_SIGNER, 1, load_app_signer},
    {HF_KEY_DEVICE, 1, load_device},
    {HF_KEY_IDENTITY, 0, hf_identity_key_load},
};

#define COUNT (sizeof(builtins) / sizeof(builtins[0]))

static mbedtls_svc_key_id_t loaded[COUNT]; /* null: not yet */

static psa_status_t load(uint32_t index)
{
    return mbedtls_svc_key_id_is_null(loaded[index]) ? builtins[index].load(&loaded[index])
                                                     : PSA_SUCCESS;
}

int32_t hf_keys_start(void)
{
    psa_status_t status = PSA_SUCCESS;

    for (uint32_t i = 0; i < COUNT && status == PSA_SUCCESS; i++) {
        status = builtins[i].early ? load(i) : PSA_SUCCESS;
    }
    return status;
}

int hf_keys_builtin_is(uint32_t id)
{
    return id >= ID_LEAST && id <= ID_MOST;
}

int32_t hf_keys_builtin_find(uint32_t id, mbedtls_svc_key_id_t *key)
{
    for (uint32_t i = 0; i < COUNT; i++) {
        if (builtins[i].id == id) {
            psa_status_t const status = load(i);

            *key = loaded[i];
            return status;
        }
    }
    return PSA_ERROR_INVALID_HANDLE;
}
