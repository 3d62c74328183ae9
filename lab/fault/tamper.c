/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * An app whose calls are long while the tamper line fires: it signs and asks for the event, again
 * and again. The event must end the call in which it came, so the question never finds it first. */
#include "holdfast/device.h"
#include "hw/api/console.h"
#include "psa/crypto.h"

#define TURNS      400u
#define IDLE_TURNS 400000u

int main(void);

static psa_key_id_t make_key(void)
{
    psa_key_attributes_t attributes = PSA_KEY_ATTRIBUTES_INIT;
    psa_key_id_t key = PSA_KEY_ID_NULL;

    psa_set_key_type(&attributes, PSA_KEY_TYPE_ECC_KEY_PAIR(PSA_ECC_FAMILY_SECP_R1));
    psa_set_key_bits(&attributes, 256);
    psa_set_key_usage_flags(&attributes, PSA_KEY_USAGE_SIGN_HASH);
    psa_set_key_algorithm(&attributes, PSA_ALG_ECDSA(PSA_ALG_SHA_256));
    (void)psa_generate_key(&attributes, &key);
    return key;
}

/* 1: the call was refused in which the event came; 2: the event was seen first; 3: it never came.
 */
static uint32_t sign_until_refused(psa_key_id_t key, uint32_t *given)
{
    static const uint8_t hash[32] = {1};

    for (uint32_t turn = 0; turn < TURNS; turn++) {
        struct hf_device_life life = {0, 1};
        uint8_t signature[64] = {0};
        size_t length = 0;

        if (psa_sign_hash(key, PSA_ALG_ECDSA(PSA_ALG_SHA_256), hash, sizeof(hash), signature,
                          sizeof(signature), &length) == PSA_ERROR_BAD_STATE) {
            for (uint32_t i = 0; i < sizeof(signature); i++) {
                *given |= signature[i];
            }
            return 1;
        }
        if (hf_device_life(&life) != PSA_SUCCESS || life.tamper != 0) {
            return 2;
        }
    }
    return 3;
}

int main(void)
{
    uint32_t given = 0;
    uint32_t seen;
    psa_key_id_t const key = make_key();

    hf_console_start();
    hf_print("@app result tamper key 00000000 ");
    hf_print_hex(key);
    hf_print("\n");
    seen = sign_until_refused(key, &given);
    hf_print("@app result tamper seen ");
    hf_print_hex(seen);
    hf_print(" ");
    hf_print_hex(given);
    hf_print("\n@app done - - ");
    hf_print_hex(key == PSA_KEY_ID_NULL || seen != 1u || given != 0);
    hf_print(" 00000000\n");
    for (;;) {
        for (volatile uint32_t turn = 0; turn < IDLE_TURNS; turn++) {
        }
        (void)hf_device_alive();
    }
}
