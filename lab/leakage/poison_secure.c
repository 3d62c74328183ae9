/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * The engine of secure's profile `standard`, with AES, GCM, CMAC and block modes of our own, called
 * as the services call it: by PSA, with a key that is secret. Valgrind reports each branch and each
 * address that depends on the key or on the text. usage: leakage_poison_standard SUBJECT */
#include "firmware/store/aead.h"

#include "mbedtls/memory_buffer_alloc.h"
#include "psa/crypto.h"
#include "psa/internal_trusted_storage.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <valgrind/memcheck.h>

#define TEXT 40u

static uint8_t secret[32] = "a secret of thirty-two bytes ...";
static const uint8_t nonce[16] = "public, and new.";
static uint8_t text[TEXT];
static uint8_t out[2u * TEXT];
static size_t length;
static mbedtls_svc_key_id_t key;
_Alignas(8) static uint8_t arena[16384];

/* Keys are volatile and nothing is drawn: the engine asks for neither, and would show it. */
psa_status_t mbedtls_psa_external_get_random(mbedtls_psa_external_random_context_t *context,
                                             uint8_t *output, size_t output_size,
                                             size_t *output_length)
{
    (void)context;
    (void)output;
    (void)output_size;
    *output_length = 0;
    return PSA_ERROR_INSUFFICIENT_ENTROPY;
}

psa_status_t psa_its_set(psa_storage_uid_t uid, size_t size, const void *data,
                         psa_storage_create_flags_t flags)
{
    (void)uid;
    (void)size;
    (void)data;
    (void)flags;
    return PSA_ERROR_STORAGE_FAILURE;
}

psa_status_t psa_its_get(psa_storage_uid_t uid, size_t offset, size_t size, void *data,
                         size_t *data_length)
{
    (void)uid;
    (void)offset;
    (void)size;
    (void)data;
    *data_length = 0;
    return PSA_ERROR_STORAGE_FAILURE;
}

psa_status_t psa_its_get_info(psa_storage_uid_t uid, struct psa_storage_info_t *info)
{
    (void)uid;
    (void)info;
    return PSA_ERROR_STORAGE_FAILURE;
}

psa_status_t psa_its_remove(psa_storage_uid_t uid)
{
    (void)uid;
    return PSA_ERROR_STORAGE_FAILURE;
}

void hf_engine_exit(int status)
{
    exit(status);
}

/* A subject that does not run tells nothing: it must not look clean. */
static void demand(int32_t status, int32_t expected)
{
    VALGRIND_MAKE_MEM_DEFINED(&status, sizeof(status));
    if (status != expected) {
        fprintf(stderr, "leakage_poison: status %d instead of %d\n", (int)status, (int)expected);
        abort();
    }
}

static void import(psa_key_type_t type, psa_algorithm_t algorithm)
{
    psa_key_attributes_t attributes = PSA_KEY_ATTRIBUTES_INIT;

    psa_set_key_type(&attributes, type);
    psa_set_key_algorithm(&attributes, algorithm);
    psa_set_key_usage_flags(&attributes, PSA_KEY_USAGE_ENCRYPT | PSA_KEY_USAGE_DECRYPT |
                                             PSA_KEY_USAGE_SIGN_MESSAGE |
                                             PSA_KEY_USAGE_VERIFY_MESSAGE);
    demand(psa_import_key(&attributes, secret, sizeof(secret), &key), PSA_SUCCESS);
}

/* What the vault does with each value. */
static struct hf_aead record(void)
{
    return (struct hf_aead){secret, nonce, {nonce, sizeof(nonce)}, text, sizeof(text)};
}

static void run_seal(void)
{
    struct hf_aead const message = record();
    uint8_t tag[HF_AEAD_TAG];

    demand((int32_t)hf_aead_seal(&message, tag), (int32_t)HF_OK);
}

static void run_open(void)
{
    struct hf_aead const message = record();
    uint8_t const tag[HF_AEAD_TAG] = {0};

    demand((int32_t)hf_aead_open(&message, tag), (int32_t)HF_ERR_CRYPTO_TAG);
}

static void aead_begin(psa_aead_operation_t *operation, psa_algorithm_t algorithm, int decrypts)
{
    import(PSA_KEY_TYPE_AES, algorithm);
    demand((decrypts ? psa_aead_decrypt_setup : psa_aead_encrypt_setup)(operation, key, algorithm),
           PSA_SUCCESS);
    if (algorithm == PSA_ALG_CCM) {
        demand(psa_aead_set_lengths(operation, 5, TEXT), PSA_SUCCESS);
    }
    demand(psa_aead_set_nonce(operation, nonce, 12), PSA_SUCCESS);
    demand(psa_aead_update_ad(operation, nonce, 5), PSA_SUCCESS);
    demand(psa_aead_update(operation, text, 7, out, sizeof(out), &length), PSA_SUCCESS);
    demand(psa_aead_update(operation, text + 7, TEXT - 7, out + 7, sizeof(out) - 7, &length),
           PSA_SUCCESS);
}

static void aead_encrypt(psa_algorithm_t algorithm)
{
    psa_aead_operation_t operation = PSA_AEAD_OPERATION_INIT;
    uint8_t tag[16];
    size_t tag_length;

    aead_begin(&operation, algorithm, 0);
    demand(psa_aead_finish(&operation, out, sizeof(out), &length, tag, sizeof(tag), &tag_length),
           PSA_SUCCESS);
}

/* The tag is wrong. That it is, is public; in which bytes is not. */
static void aead_decrypt(psa_algorithm_t algorithm)
{
    psa_aead_operation_t operation = PSA_AEAD_OPERATION_INIT;
    uint8_t const tag[16] = {0};

    aead_begin(&operation, algorithm, 1);
    demand(psa_aead_verify(&operation, out, sizeof(out), &length, tag, sizeof(tag)),
           PSA_ERROR_INVALID_SIGNATURE);
}

static void run_gcm_encrypt(void)
{
    aead_encrypt(PSA_ALG_GCM);
}

static void run_gcm_decrypt(void)
{
    aead_decrypt(PSA_ALG_GCM);
}

static void run_ccm_encrypt(void)
{
    aead_encrypt(PSA_ALG_CCM);
}

static void run_ccm_decrypt(void)
{
    aead_decrypt(PSA_ALG_CCM);
}

static void mac_sign(psa_key_type_t type, psa_algorithm_t algorithm)
{
    psa_mac_operation_t operation = PSA_MAC_OPERATION_INIT;

    import(type, algorithm);
    demand(psa_mac_sign_setup(&operation, key, algorithm), PSA_SUCCESS);
    demand(psa_mac_update(&operation, text, sizeof(text)), PSA_SUCCESS);
    demand(psa_mac_sign_finish(&operation, out, sizeof(out), &length), PSA_SUCCESS);
}

static void mac_verify(psa_key_type_t type, psa_algorithm_t algorithm)
{
    psa_mac_operation_t operation = PSA_MAC_OPERATION_INIT;
    uint8_t const wrong[32] = {0};

    import(type, algorithm);
    demand(psa_mac_verify_setup(&operation, key, algorithm), PSA_SUCCESS);
    demand(psa_mac_update(&operation, text, sizeof(text)), PSA_SUCCESS);
    demand(psa_mac_verify_finish(&operation, wrong, PSA_MAC_LENGTH(type, 256, algorithm)),
           PSA_ERROR_INVALID_SIGNATURE);
}

static void run_cmac_sign(void)
{
    mac_sign(PSA_KEY_TYPE_AES, PSA_ALG_CMAC);
}

static void run_cmac_verify(void)
{
    mac_verify(PSA_KEY_TYPE_AES, PSA_ALG_CMAC);
}

static void run_hmac_sign(void)
{
    mac_sign(PSA_KEY_TYPE_HMAC, PSA_ALG_HMAC(PSA_ALG_SHA_256));
}

static void run_hmac_verify(void)
{
    mac_verify(PSA_KEY_TYPE_HMAC, PSA_ALG_HMAC(PSA_ALG_SHA_256));
}

/* Gives the status of the last step: of padding that was decrypted it depends on the text. */
static psa_status_t cipher(psa_algorithm_t algorithm, int decrypts, size_t size)
{
    psa_cipher_operation_t operation = PSA_CIPHER_OPERATION_INIT;
    psa_status_t status;

    import(PSA_KEY_TYPE_AES, algorithm);
    demand((decrypts ? psa_cipher_decrypt_setup : psa_cipher_encrypt_setup)(&operation, key,
                                                                            algorithm),
           PSA_SUCCESS);
    demand(psa_cipher_set_iv(&operation, nonce, sizeof(nonce)), PSA_SUCCESS);
    demand(psa_cipher_update(&operation, text, size, out, sizeof(out), &length), PSA_SUCCESS);
    status = psa_cipher_finish(&operation, out + 32, sizeof(out) - 32, &length);
    VALGRIND_MAKE_MEM_DEFINED(&status, sizeof(status));
    return status;
}

static void run_ctr(void)
{
    demand(cipher(PSA_ALG_CTR, 0, TEXT), PSA_SUCCESS);
}

static void run_cbc_encrypt(void)
{
    demand(cipher(PSA_ALG_CBC_PKCS7, 0, TEXT), PSA_SUCCESS);
}

static void run_cbc_decrypt(void)
{
    demand(cipher(PSA_ALG_CBC_PKCS7, 1, 32), PSA_ERROR_INVALID_PADDING);
}

static const struct {
    const char *name;
    void (*run)(void);
} subjects[] = {
    {"seal", run_seal},
    {"open", run_open},
    {"gcm.encrypt", run_gcm_encrypt},
    {"gcm.decrypt", run_gcm_decrypt},
    {"ccm.encrypt", run_ccm_encrypt},
    {"ccm.decrypt", run_ccm_decrypt},
    {"cmac.sign", run_cmac_sign},
    {"cmac.verify", run_cmac_verify},
    {"hmac.sign", run_hmac_sign},
    {"hmac.verify", run_hmac_verify},
    {"ctr", run_ctr},
    {"cbc.encrypt", run_cbc_encrypt},
    {"cbc.decrypt", run_cbc_decrypt},
};

int main(int count, char **words)
{
    if (count != 2) {
        fputs("usage: leakage_poison_standard SUBJECT\n", stderr);
        return 2;
    }
    for (size_t i = 0; i < sizeof(subjects) / sizeof(subjects[0]); i++) {
        if (strcmp(subjects[i].name, words[1]) == 0) {
            mbedtls_memory_buffer_alloc_init(arena, sizeof(arena));
            demand(psa_crypto_init(), PSA_SUCCESS);
            VALGRIND_MAKE_MEM_UNDEFINED(secret, sizeof(secret));
            VALGRIND_MAKE_MEM_UNDEFINED(text, sizeof(text));
            subjects[i].run();
            return 0;
        }
    }
    fprintf(stderr, "leakage_poison: no subject '%s'\n", words[1]);
    return 2;
}
