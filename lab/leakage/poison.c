/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * One piece of code that handles a secret, run with the secret marked as undefined: Valgrind then
 * reports every branch and every address that depends on it. usage: leakage_poison SUBJECT */
#include "firmware/store/aead.h"
#include "hw/api/crypto.h"

#include <stdio.h>
#include <string.h>

#include <p256-m.h>
#include <psa/crypto.h>
#include <valgrind/memcheck.h>

static uint8_t secret[32] = "a secret of thirty-two bytes ...";
static const uint8_t digest[32] = "the digest of something public..";
static uint8_t other[32];
static volatile uint32_t sink;

/* Where p256-m takes its numbers from; it poisons them itself (switch CT_VALGRIND). */
psa_status_t psa_generate_random(uint8_t *output, size_t output_size)
{
    for (size_t i = 0; i < output_size; i++) {
        output[i] = (uint8_t)(17u * i + 5u);
    }
    return PSA_SUCCESS;
}

static void run_kdf(void)
{
    hf_kdf(secret, "a label", 0x3000, other);
}

static void run_hmac(void)
{
    hf_hmac_sha256(secret, digest, sizeof(digest), other, sizeof(other), other);
}

/* Key and text are secret; nonce and sizes are not. The tag is public once it is in the flash. */
static void run_seal(void)
{
    uint8_t text[40];
    uint8_t tag[HF_AEAD_TAG];
    struct hf_aead const message = {secret, digest, {digest, 20}, text, sizeof(text)};

    memset(text, 'T', sizeof(text));
    VALGRIND_MAKE_MEM_UNDEFINED(text, sizeof(text));
    sink = (uint32_t)hf_aead_seal(&message, tag);
}

/* Opening compares tags. That they are equal or not is public; in how many bytes is not. */
static void run_open(void)
{
    uint8_t text[40];
    uint8_t tag[HF_AEAD_TAG] = {0};
    struct hf_aead const message = {secret, digest, {digest, 20}, text, sizeof(text)};
    hf_err_t result;

    memset(text, 'T', sizeof(text));
    result = hf_aead_open(&message, tag);
    VALGRIND_MAKE_MEM_DEFINED(&result, sizeof(result));
    sink = (uint32_t)result;
}

static void run_sign(void)
{
    uint8_t signature[64];

    sink = (uint32_t)p256_ecdsa_sign(signature, secret, digest, sizeof(digest));
}

static void run_agree(void)
{
    uint8_t peer[64];

    sink = (uint32_t)p256_gen_keypair(other, peer);
    sink = (uint32_t)p256_ecdh_shared_secret(other, secret, peer);
}

static void run_generate(void)
{
    uint8_t public_half[64];

    sink = (uint32_t)p256_gen_keypair(other, public_half);
}

/* Must be reported, or the check sees nothing: a comparison that stops at the first difference. */
static void run_control_branch(void)
{
    for (size_t i = 0; i < sizeof(secret) && secret[i] == digest[i]; i++) {
        sink = (uint32_t)i;
    }
}

/* Must be reported: a table that a secret looks up. */
static void run_control_table(void)
{
    static const uint8_t table[256] = {1, 2, 3};

    sink = table[secret[0]];
}

static const struct {
    const char *name;
    void (*run)(void);
} subjects[] = {
    {"kdf", run_kdf},
    {"hmac", run_hmac},
    {"seal", run_seal},
    {"open", run_open},
    {"sign", run_sign},
    {"agree", run_agree},
    {"generate", run_generate},
    {"control.branch", run_control_branch},
    {"control.table", run_control_table},
};

int main(int count, char **words)
{
    if (count != 2) {
        fputs("usage: leakage_poison SUBJECT\n", stderr);
        return 2;
    }
    for (size_t i = 0; i < sizeof(subjects) / sizeof(subjects[0]); i++) {
        if (strcmp(subjects[i].name, words[1]) == 0) {
            VALGRIND_MAKE_MEM_UNDEFINED(secret, sizeof(secret));
            subjects[i].run();
            return 0;
        }
    }
    fprintf(stderr, "leakage_poison: no subject '%s'\n", words[1]);
    return 2;
}
