/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "firmware/secure/key_find.h"

#include "firmware/secure/keys_builtin.h"
#include "firmware/secure/owner.h"

static uint32_t volatile_keys;

int32_t hf_key_resolve(uint32_t id, mbedtls_svc_key_id_t *key)
{
    if (hf_keys_builtin_is(id)) {
        return hf_keys_builtin_find(id, key);
    }
    *key = mbedtls_svc_key_id_make(HF_OWNER_APP, id);
    return PSA_SUCCESS;
}

int32_t hf_key_admit(psa_key_lifetime_t lifetime)
{
    if (PSA_KEY_LIFETIME_IS_VOLATILE(lifetime) && volatile_keys >= HF_KEYS_VOLATILE) {
        return PSA_ERROR_INSUFFICIENT_MEMORY;
    }
    return PSA_SUCCESS;
}

void hf_key_count_made(psa_key_lifetime_t lifetime)
{
    volatile_keys += PSA_KEY_LIFETIME_IS_VOLATILE(lifetime) ? 1u : 0u;
}

void hf_key_count_gone(psa_key_lifetime_t lifetime)
{
    volatile_keys -= PSA_KEY_LIFETIME_IS_VOLATILE(lifetime) && volatile_keys != 0 ? 1u : 0u;
}
