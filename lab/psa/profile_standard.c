/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * What the profile `standard` does not have it refuses by name. */
#include "lab/psa/cases.h"

static void what_is_not_there_is_not_supported(void)
{
    static const uint8_t value[48] = {1};
    struct psa_kind const curve = {PSA_KEY_TYPE_ECC_KEY_PAIR(PSA_ECC_FAMILY_SECP_R1),
                                   PSA_KEY_USAGE_SIGN_HASH, PSA_ALG_ECDSA(PSA_ALG_SHA_256), 384};
    struct psa_kind const rsa = {PSA_KEY_TYPE_RSA_KEY_PAIR, PSA_KEY_USAGE_SIGN_HASH,
                                 PSA_ALG_RSA_PSS(PSA_ALG_SHA_256), 2048};
    psa_key_attributes_t const attributes[2] = {psa_attributes(&curve), psa_attributes(&rsa)};
    psa_key_derivation_operation_t operation = PSA_KEY_DERIVATION_OPERATION_INIT;
    uint8_t out[64];
    size_t length = 0;
    psa_key_id_t key = 7;

    for (size_t i = 0; i < 2; i++) {
        EXPECT(PSA_ERROR_NOT_SUPPORTED, psa_generate_key(&attributes[i], &key));
        EXPECT(PSA_ERROR_NOT_SUPPORTED, psa_import_key(&attributes[i], value, 48, &key));
    }
    EXPECT(PSA_ERROR_NOT_SUPPORTED,
           psa_hash_compute(PSA_ALG_SHA_512, value, 3, out, sizeof(out), &length));
    EXPECT(PSA_ERROR_NOT_SUPPORTED,
           psa_key_derivation_setup(&operation, PSA_ALG_PBKDF2_HMAC(PSA_ALG_SHA_256)));
    EXPECT(PSA_ERROR_NOT_SUPPORTED, psa_asymmetric_encrypt(1, PSA_ALG_RSA_PKCS1V15_CRYPT, value, 4,
                                                           NULL, 0, out, sizeof(out), &length));
}

const struct psa_case psa_profile_cases[] = {
    {"what is not there is not supported", what_is_not_there_is_not_supported},
    {NULL, NULL},
};
