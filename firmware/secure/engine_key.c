/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "firmware/secure/engine_key.h"

#include "psa_crypto_core.h"
#include "psa_crypto_driver_wrappers.h"
#include "psa_crypto_slot_management.h"

int32_t hf_engine_key_lend(mbedtls_svc_key_id_t id, struct hf_engine_key *key)
{
    psa_key_slot_t *slot = NULL;
    psa_status_t status = psa_get_and_lock_key_slot(id, &slot);

    if (status == PSA_SUCCESS) {
        key->attributes = slot->attr;
        key->value = (hf_span_t){slot->key.data, slot->key.bytes};
        key->slot = slot;
    }
    return status;
}

void hf_engine_key_return(const struct hf_engine_key *key)
{
    (void)psa_unregister_read(key->slot);
}

int32_t hf_engine_key_permits(const struct hf_engine_key *key, psa_key_usage_t usage,
                              psa_algorithm_t algorithm)
{
    psa_algorithm_t const permitted = psa_get_key_algorithm(&key->attributes);
    int const any_hash = PSA_ALG_IS_SIGN_HASH(algorithm) &&
                         PSA_ALG_SIGN_GET_HASH(permitted) == PSA_ALG_ANY_HASH &&
                         ((permitted ^ algorithm) & ~PSA_ALG_HASH_MASK) == 0;

    if ((psa_get_key_usage_flags(&key->attributes) & usage) != usage) {
        return PSA_ERROR_NOT_PERMITTED;
    }
    return permitted == algorithm || any_hash ? PSA_SUCCESS : PSA_ERROR_NOT_PERMITTED;
}

int32_t hf_engine_sign(const struct hf_engine_key *key, struct hf_engine_signature *signature)
{
    return psa_driver_wrapper_sign_hash(&key->attributes, key->value.bytes, key->value.size,
                                        signature->algorithm, signature->hash.bytes,
                                        signature->hash.size, signature->bytes, signature->size,
                                        &signature->length);
}

int32_t hf_engine_verify(const struct hf_engine_key *key,
                         const struct hf_engine_signature *signature)
{
    return psa_driver_wrapper_verify_hash(&key->attributes, key->value.bytes, key->value.size,
                                          signature->algorithm, signature->hash.bytes,
                                          signature->hash.size, signature->bytes, signature->size);
}
