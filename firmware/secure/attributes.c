/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "firmware/secure/attributes.h"

#include "firmware/secure/key_find.h"
#include "firmware/secure/keys_builtin.h"
#include "firmware/secure/owner.h"

/* What PSA calls a key that nobody can change: what a built-in one looks like. */
#define LIFETIME_BUILTIN                                                                           \
    PSA_KEY_LIFETIME_FROM_PERSISTENCE_AND_LOCATION(PSA_KEY_PERSISTENCE_READ_ONLY,                  \
                                                   PSA_KEY_LOCATION_LOCAL_STORAGE)

int32_t hf_attributes_read(hf_span_t words, psa_key_attributes_t *attributes)
{
    const struct hf_gate_attributes *in = (const void *)words.bytes;

    if (words.size != sizeof(*in)) {
        return PSA_ERROR_INVALID_ARGUMENT;
    }
    if (in->type > UINT16_MAX || in->bits > PSA_MAX_KEY_BITS) {
        return PSA_ERROR_NOT_SUPPORTED;
    }
    psa_set_key_type(attributes, (psa_key_type_t)in->type);
    psa_set_key_bits(attributes, in->bits);
    psa_set_key_usage_flags(attributes, in->usage);
    psa_set_key_algorithm(attributes, in->algorithm);
    psa_set_key_id(attributes, mbedtls_svc_key_id_make(HF_OWNER_APP, in->id));
    psa_set_key_lifetime(attributes, in->lifetime);
    return hf_key_admit(in->lifetime);
}

void hf_attributes_write(const psa_key_attributes_t *attributes, uint32_t id,
                         struct hf_gate_attributes *words)
{
    words->type = psa_get_key_type(attributes);
    words->bits = (uint32_t)psa_get_key_bits(attributes);
    words->usage = psa_get_key_usage_flags(attributes);
    words->algorithm = psa_get_key_algorithm(attributes);
    words->lifetime = hf_keys_builtin_is(id) ? LIFETIME_BUILTIN : psa_get_key_lifetime(attributes);
    words->id = id;
}

int32_t hf_attributes_made(const psa_key_attributes_t *attributes, mbedtls_svc_key_id_t key,
                           int32_t status, struct hf_crypto_answer *answer)
{
    if (status == PSA_SUCCESS) {
        hf_key_count_made(psa_get_key_lifetime(attributes));
        answer->word[0] = MBEDTLS_SVC_KEY_ID_GET_KEY_ID(key);
    }
    return status;
}
