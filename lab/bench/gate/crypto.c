/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "lab/bench/gate/crypto.h"

#define HMAC PSA_ALG_HMAC(PSA_ALG_SHA_256)
#define HKDF PSA_ALG_HKDF(PSA_ALG_SHA_256)

enum { SIGN, AGREE, MAC, GCM, CCM, CTR, DERIVE, KEYS };

static psa_key_id_t keys[KEYS];
static uint8_t kilobyte[1024];
static uint8_t out[1024 + 32];
static uint8_t point[65];
static const uint8_t nonce[12] = {1};

static psa_status_t make(uint32_t which, psa_key_type_t type, size_t bits, psa_algorithm_t alg)
{
    static const psa_key_usage_t usage[KEYS] = {
        [SIGN] = PSA_KEY_USAGE_SIGN_HASH,   [AGREE] = PSA_KEY_USAGE_DERIVE,
        [MAC] = PSA_KEY_USAGE_SIGN_MESSAGE, [GCM] = PSA_KEY_USAGE_ENCRYPT,
        [CCM] = PSA_KEY_USAGE_ENCRYPT,      [CTR] = PSA_KEY_USAGE_ENCRYPT,
        [DERIVE] = PSA_KEY_USAGE_DERIVE,
    };
    psa_key_attributes_t attributes = PSA_KEY_ATTRIBUTES_INIT;

    psa_set_key_type(&attributes, type);
    psa_set_key_bits(&attributes, bits);
    psa_set_key_algorithm(&attributes, alg);
    psa_set_key_usage_flags(&attributes, usage[which]);
    return psa_generate_key(&attributes, &keys[which]);
}

psa_status_t bench_crypto_prepare(void)
{
    psa_key_type_t const pair = PSA_KEY_TYPE_ECC_KEY_PAIR(PSA_ECC_FAMILY_SECP_R1);
    size_t length = 0;
    psa_status_t failed = make(SIGN, pair, 256, PSA_ALG_ECDSA(PSA_ALG_SHA_256));

    failed |= make(AGREE, pair, 256, PSA_ALG_ECDH);
    failed |= make(MAC, PSA_KEY_TYPE_HMAC, 256, HMAC);
    failed |= make(GCM, PSA_KEY_TYPE_AES, 128, PSA_ALG_GCM);
    failed |= make(CCM, PSA_KEY_TYPE_AES, 128, PSA_ALG_CCM);
    failed |= make(CTR, PSA_KEY_TYPE_AES, 128, PSA_ALG_CTR);
    failed |= make(DERIVE, PSA_KEY_TYPE_DERIVE, 256, HKDF);
    failed |= psa_export_public_key(keys[SIGN], point, sizeof(point), &length);
    return failed;
}

psa_status_t bench_sign_hash(void)
{
    size_t length = 0;

    return psa_sign_hash(keys[SIGN], PSA_ALG_ECDSA(PSA_ALG_SHA_256), kilobyte, 32, out, 64,
                         &length);
}

psa_status_t bench_raw_key_agreement(void)
{
    size_t length = 0;

    return psa_raw_key_agreement(PSA_ALG_ECDH, keys[AGREE], point, sizeof(point), out, 32, &length);
}

psa_status_t bench_mac_1k(void)
{
    size_t length = 0;

    return psa_mac_compute(keys[MAC], HMAC, kilobyte, sizeof(kilobyte), out, 32, &length);
}

static psa_status_t aead(uint32_t which, psa_algorithm_t alg)
{
    size_t length = 0;

    return psa_aead_encrypt(keys[which], alg, nonce, sizeof(nonce), NULL, 0, kilobyte,
                            sizeof(kilobyte), out, sizeof(out), &length);
}

psa_status_t bench_gcm_1k(void)
{
    return aead(GCM, PSA_ALG_GCM);
}

psa_status_t bench_ccm_1k(void)
{
    return aead(CCM, PSA_ALG_CCM);
}

psa_status_t bench_ctr_1k(void)
{
    size_t length = 0;

    return psa_cipher_encrypt(keys[CTR], PSA_ALG_CTR, kilobyte, sizeof(kilobyte), out, sizeof(out),
                              &length);
}

psa_status_t bench_hkdf_32(void)
{
    psa_key_derivation_operation_t operation = PSA_KEY_DERIVATION_OPERATION_INIT;
    psa_status_t failed = psa_key_derivation_setup(&operation, HKDF);

    failed |=
        psa_key_derivation_input_key(&operation, PSA_KEY_DERIVATION_INPUT_SECRET, keys[DERIVE]);
    failed |= psa_key_derivation_input_bytes(&operation, PSA_KEY_DERIVATION_INPUT_INFO, nonce, 12);
    failed |= psa_key_derivation_output_bytes(&operation, out, 32);
    failed |= psa_key_derivation_abort(&operation);
    return failed;
}

psa_status_t bench_generate_key(void)
{
    psa_key_attributes_t attributes = PSA_KEY_ATTRIBUTES_INIT;
    psa_key_id_t key = PSA_KEY_ID_NULL;
    psa_status_t failed;

    psa_set_key_type(&attributes, PSA_KEY_TYPE_AES);
    psa_set_key_bits(&attributes, 128);
    failed = psa_generate_key(&attributes, &key);
    failed |= psa_destroy_key(key);
    return failed;
}
