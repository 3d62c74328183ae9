/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * What a call through the door costs, from the app's call to its return, vectors copied. One line
 * per row: `@app bench <name> <instructions, decimal>`. Each call is made once before it is
 * measured, so that what secure does at its first use (seeding, opening the vault, deriving the
 * attestation key) does not count; every answer is checked. */
#include "firmware/app/self.h"
#include "holdfast/device.h"
#include "hw/api/console.h"
#include "lab/bench/gate/clock.h"
#include "lab/bench/gate/crypto.h"
#include "psa/crypto.h"
#include "psa/initial_attestation.h"
#include "psa/internal_trusted_storage.h"

#define UID 77u

static struct hf_self self;
static uint8_t hash[PSA_HASH_MAX_SIZE];
static uint8_t kilobyte[1024];
static uint8_t value[32];
static uint8_t token[PSA_INITIAL_ATTEST_MAX_TOKEN_SIZE];

int main(void);

static psa_status_t do_nothing(void)
{
    return PSA_SUCCESS;
}

static psa_status_t alive(void)
{
    return hf_device_alive();
}

static psa_status_t hash_1k(void)
{
    size_t length = 0;

    return psa_hash_compute(PSA_ALG_SHA_256, kilobyte, sizeof(kilobyte), value, sizeof(value),
                            &length);
}

static psa_status_t verify_hash(void)
{
    return psa_verify_hash(HF_KEY_APP_SIGNER, PSA_ALG_ECDSA(PSA_ALG_SHA_256), hash, sizeof(hash),
                           self.signature, sizeof(self.signature));
}

static psa_status_t generate_random(void)
{
    return psa_generate_random(value, sizeof(value));
}

static psa_status_t its_set(void)
{
    return psa_its_set(UID, sizeof(value), value, PSA_STORAGE_FLAG_NONE);
}

static psa_status_t its_get(void)
{
    size_t length = 0;

    return psa_its_get(UID, 0, sizeof(value), value, &length);
}

static psa_status_t get_token(void)
{
    size_t size = 0;

    return psa_initial_attest_get_token(value, sizeof(value), token, sizeof(token), &size);
}

struct row {
    const char *name;
    psa_status_t (*call)(void);
    uint32_t times;
};

static const struct row rows[] = {
    {"gate.empty", alive, 1000},
    {"psa.hash_1k", hash_1k, 20},
    {"psa.verify_hash", verify_hash, 2},
    {"psa.generate_random_32", generate_random, 50},
    {"psa.its_set_32", its_set, 20},
    {"psa.its_get_32", its_get, 20},
    {"psa.attest_get_token", get_token, 2},
    {"psa.sign_hash", bench_sign_hash, 2},
    {"psa.raw_key_agreement", bench_raw_key_agreement, 2},
    {"psa.mac_compute_1k", bench_mac_1k, 10},
    {"psa.aead_encrypt_gcm_1k", bench_gcm_1k, 10},
    {"psa.aead_encrypt_ccm_1k", bench_ccm_1k, 10},
    {"psa.cipher_encrypt_ctr_1k", bench_ctr_1k, 10},
    {"psa.key_derivation_hkdf_32", bench_hkdf_32, 20},
    {"psa.generate_destroy_key", bench_generate_key, 20},
};

/* Instructions of all calls of a row; *failed counts answers other than success. */
static uint32_t measure(psa_status_t (*volatile call)(void), uint32_t times, uint32_t *failed)
{
    uint32_t start;

    *failed += call() != PSA_SUCCESS;
    start = lab_clock_now();
    for (uint32_t i = 0; i < times; i++) {
        *failed += call() != PSA_SUCCESS;
    }
    return ((lab_clock_now() - start) & lab_clock_mask) * (1000000000u / lab_clock_hz);
}

static uint32_t run(const struct row *row)
{
    uint32_t failed = 0;
    uint32_t const loop = measure(do_nothing, row->times, &failed);
    uint32_t const all = measure(row->call, row->times, &failed);

    hf_print("@app bench ");
    hf_print(row->name);
    hf_print(" ");
    hf_print_number((all - loop) / row->times);
    hf_print(failed == 0 ? "\n" : " failed\n");
    return failed;
}

static psa_status_t prepare(void)
{
    size_t length = 0;

    if (hf_self_read(&self) != HF_OK) {
        return PSA_ERROR_GENERIC_ERROR;
    }
    return psa_hash_compute(PSA_ALG_SHA_256, self.signed_part.bytes, self.signed_part.size, hash,
                            sizeof(hash), &length);
}

int main(void)
{
    uint32_t failed;

    hf_console_start();
    lab_clock_start();
    failed = prepare() != PSA_SUCCESS || bench_crypto_prepare() != PSA_SUCCESS;
    for (uint32_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        failed += run(&rows[i]);
    }
    hf_print("@app done - - ");
    hf_print_hex(failed);
    hf_print(" 00000000\n");
    for (;;) {
    }
}
