/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * PSA's rule for Weierstrass curves (FIPS 186-4, B.4.2), for P-256 alone: draw a number of 32 bytes
 * until it is below the order less one; the private key is that number plus one. The engine's own
 * would bring its arithmetic for large numbers. */
#include "firmware/secure/derive.h"

#define BITS 256u
#define SIZE 32u

/* A draw is of no use once in 2^32. */
#define DRAWS 4u

/* Without a branch that depends on the number. It wraps to zero, which is no private key. */
static void add_one(uint8_t number[SIZE])
{
    uint32_t carry = 1;

    for (uint32_t i = SIZE; i > 0; i--) {
        carry += number[i - 1u];
        number[i - 1u] = (uint8_t)carry;
        carry >>= 8;
    }
}

int32_t hf_derive_key_pair(psa_key_derivation_operation_t *state,
                           const psa_key_attributes_t *attributes, mbedtls_svc_key_id_t *key)
{
    psa_status_t status = PSA_ERROR_INVALID_ARGUMENT;
    uint8_t number[SIZE];

    if (psa_get_key_type(attributes) != PSA_KEY_TYPE_ECC_KEY_PAIR(PSA_ECC_FAMILY_SECP_R1) ||
        psa_get_key_bits(attributes) != BITS) {
        return PSA_ERROR_NOT_SUPPORTED;
    }
    if (!state->MBEDTLS_PRIVATE(can_output_key)) {
        return state->MBEDTLS_PRIVATE(alg) == 0 ? PSA_ERROR_BAD_STATE : PSA_ERROR_NOT_PERMITTED;
    }
    /* The import refuses a number that is no private key. */
    for (uint32_t i = 0; i < DRAWS && status == PSA_ERROR_INVALID_ARGUMENT; i++) {
        status = psa_key_derivation_output_bytes(state, number, SIZE);
        if (status == PSA_SUCCESS) {
            add_one(number);
            status = psa_import_key(attributes, number, SIZE, key);
        }
    }
    hf_wipe(number, sizeof(number));
    return status;
}
