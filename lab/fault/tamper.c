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

/* What came of the event. */
struct finding {
    uint32_t seen;  /* 1: the call in which it came was refused; 2: it was seen between calls */
    uint32_t turns; /* signatures made before; none: it came too early to say anything */
    uint32_t given; /* not 0: bytes left the call that was refused */
};

static int is_refused(psa_key_id_t key, struct finding *finding)
{
    static const uint8_t hash[32] = {1};
    uint8_t signature[64] = {0};
    size_t length = 0;

    if (psa_sign_hash(key, PSA_ALG_ECDSA(PSA_ALG_SHA_256), hash, sizeof(hash), signature,
                      sizeof(signature), &length) != PSA_ERROR_BAD_STATE) {
        return 0;
    }
    for (uint32_t i = 0; i < sizeof(signature); i++) {
        finding->given |= signature[i];
    }
    return 1;
}

static void sign_until_refused(psa_key_id_t key, struct finding *finding)
{
    while (finding->turns < TURNS && finding->seen == 0) {
        struct hf_device_life life = {0, 1};

        if (is_refused(key, finding)) {
            finding->seen = 1;
        } else if (hf_device_life(&life) != PSA_SUCCESS || life.tamper != 0) {
            finding->seen = 2;
        } else {
            finding->turns++;
        }
    }
}

static void say(const char *what, uint32_t value)
{
    hf_print("@app result tamper ");
    hf_print(what);
    hf_print(" 00000000 ");
    hf_print_hex(value);
    hf_print("\n");
}

int main(void)
{
    struct finding finding = {0, 0, 0};
    psa_key_id_t const key = make_key();

    hf_console_start();
    say("key", key);
    sign_until_refused(key, &finding);
    say("turns", finding.turns);
    say("seen", finding.seen);
    say("given", finding.given);
    hf_print("@app done - - ");
    hf_print_hex(key == PSA_KEY_ID_NULL || finding.seen != 1u || finding.given != 0);
    hf_print(" 00000000\n");
    for (;;) {
        for (volatile uint32_t turn = 0; turn < IDLE_TURNS; turn++) {
        }
        (void)hf_device_alive();
    }
}
