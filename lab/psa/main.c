/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * The cases as an app behind the real door. One line per case for programs,
 * `@app result psa <family>-<number> <line> <value>` (line 0: as it must be), one more for people
 * where something is wrong. */
#include "holdfast/device.h"
#include "hw/api/console.h"
#include "lab/psa/cases.h"

#define IDLE_TURNS 400000u

int main(void);

static const struct family {
    const char *name;
    const struct psa_case *cases;
} families[] = {
    {"hash", psa_hash_cases},     {"mac", psa_mac_cases},         {"cipher", psa_cipher_cases},
    {"aead", psa_aead_cases},     {"key", psa_key_cases},         {"sign", psa_sign_cases},
    {"agree", psa_agree_cases},   {"derive", psa_derive_cases},   {"verify", psa_verify_cases},
    {"attack", psa_attack_cases}, {"profile", psa_profile_cases},
};

static uint32_t run(const struct family *family, uint32_t index)
{
    const struct psa_case *one = &family->cases[index];

    psa_wrong_line = 0;
    psa_wrong_value = 0;
    one->run();
    hf_print("@app result psa ");
    hf_print(family->name);
    hf_print("-");
    hf_print_number(index + 1u);
    hf_print(" ");
    hf_print_hex(psa_wrong_line);
    hf_print(" ");
    hf_print_hex((uint32_t)psa_wrong_value);
    hf_print("\n");
    if (psa_wrong_line != 0) {
        hf_print("WRONG: ");
        hf_print(one->name);
        hf_print("\n");
    }
    (void)hf_device_alive();
    return psa_wrong_line != 0;
}

static _Noreturn void stay_alive(void)
{
    for (;;) {
        for (volatile uint32_t turn = 0; turn < IDLE_TURNS; turn++) {
        }
        (void)hf_device_alive();
    }
}

int main(void)
{
    uint32_t wrong = 0;
    uint32_t count = 0;

    hf_console_start();
    wrong += psa_crypto_init() != PSA_SUCCESS;
    for (uint32_t i = 0; i < sizeof(families) / sizeof(families[0]); i++) {
        for (uint32_t j = 0; families[i].cases[j].name != NULL; j++) {
            wrong += run(&families[i], j);
            count++;
        }
    }
    hf_print("@app done - - ");
    hf_print_hex(wrong);
    hf_print(" ");
    hf_print_hex(count);
    hf_print("\n");
    stay_alive();
}
