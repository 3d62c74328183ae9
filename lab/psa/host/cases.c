/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * What only the host can show: a reset, a silent source, and secure's memory as a pointer. */
#include "lab/psa/cases.h"
#include "lab/psa/host/world.h"

#include "firmware/secure/abi/crypto.h"

#define VALUE "000102030405060708090a0b0c0d0e0f"

static void only_persistent_keys_outlive_a_reset(void)
{
    struct psa_kind const kind = {PSA_KEY_TYPE_RAW_DATA, PSA_KEY_USAGE_EXPORT, PSA_ALG_NONE, 0};
    psa_key_attributes_t attributes = psa_attributes(&kind);
    psa_key_id_t const gone = psa_make(&kind, VALUE);
    struct psa_bytes const value = psa_hex(VALUE);
    psa_key_id_t key = PSA_KEY_ID_NULL;
    uint8_t out[32];
    size_t length = 0;

    psa_set_key_id(&attributes, 0x1234);
    EXPECT(PSA_SUCCESS, psa_import_key(&attributes, value.at, value.size, &key));
    psa_world_start(0);
    TRUE_THAT(psa_export_key(gone, out, sizeof(out), &length) != PSA_SUCCESS);
    EXPECT(PSA_SUCCESS, psa_export_key(0x1234, out, sizeof(out), &length));
    TRUE_THAT(psa_same(&value, out, length));
    EXPECT(PSA_SUCCESS, psa_destroy_key(0x1234));
    psa_world_start(0);
    EXPECT(PSA_ERROR_INVALID_HANDLE, psa_export_key(0x1234, out, sizeof(out), &length));
}

static void without_entropy_nothing_is_made(void)
{
    struct psa_kind const kind = {PSA_KEY_TYPE_AES, PSA_KEY_USAGE_ENCRYPT, PSA_ALG_CTR, 128};
    psa_key_attributes_t const attributes = psa_attributes(&kind);
    psa_key_id_t const old = psa_make(&kind, VALUE);
    psa_key_id_t key = 7;
    uint8_t out[40] = {0};
    size_t length = 0;

    psa_world_silence(1);
    EXPECT(PSA_ERROR_INSUFFICIENT_ENTROPY, psa_generate_key(&attributes, &key));
    TRUE_THAT(key == PSA_KEY_ID_NULL);
    EXPECT(PSA_ERROR_INSUFFICIENT_ENTROPY,
           psa_cipher_encrypt(old, PSA_ALG_CTR, out, 4, out, sizeof(out), &length));
    EXPECT(PSA_ERROR_INSUFFICIENT_ENTROPY, psa_generate_random(out, sizeof(out)));
    psa_world_silence(0);
    EXPECT(PSA_SUCCESS, psa_generate_key(&attributes, &key));
}

/* Every pointer that a family takes, set to secure's memory. */
static void no_vector_may_point_into_secure(void)
{
    static const uint8_t inputs[8] = {3, 2, 2, 2, 2, 3, 4, 3};
    static const uint8_t outputs[8] = {2, 2, 2, 2, 3, 2, 2, 2};

    for (uint32_t family = 0; family < 8; family++) {
        uint32_t const count = (uint32_t)inputs[family] + outputs[family];

        for (uint32_t wrong = 0; wrong < count; wrong++) {
            struct hf_crypto_arguments arguments = {.function = 1};
            struct hf_crypto_answer answer;
            struct hf_vector vectors[HF_VECTORS_MAX] = {{0, 0}};

            vectors[0] = (struct hf_vector){(uint32_t)(uintptr_t)&arguments, sizeof(arguments)};
            vectors[inputs[family]] =
                (struct hf_vector){(uint32_t)(uintptr_t)&answer, sizeof(answer)};
            vectors[wrong].base = (uint32_t)(uintptr_t)psa_world_secure();
            if (vectors[wrong].size == 0) {
                vectors[wrong].size = 8;
            }
            EXPECT(PSA_ERROR_PROGRAMMER_ERROR,
                   hf_gate_call(HF_CALL(HF_SERVICE_KEY + family, inputs[family], outputs[family]),
                                vectors));
        }
    }
    TRUE_THAT(psa_all(psa_world_secure(), 64, 0));
}

const struct psa_case psa_host_cases[] = {
    {"only persistent keys outlive a reset", only_persistent_keys_outlive_a_reset},
    {"without entropy nothing is made", without_entropy_nothing_is_made},
    {"no vector may point into secure", no_vector_may_point_into_secure},
    {NULL, NULL},
};
