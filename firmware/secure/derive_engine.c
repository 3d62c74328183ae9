/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * Key pairs of any curve: the engine's own way, where its arithmetic is there. */
#include "firmware/secure/derive.h"

int32_t hf_derive_key_pair(psa_key_derivation_operation_t *state,
                           const psa_key_attributes_t *attributes, mbedtls_svc_key_id_t *key)
{
    return psa_key_derivation_output_key(attributes, state, key);
}
