/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * Seals a secret: encrypted with a key that only the secure world holds, and kept in protected
 * storage, written once. Standard PSA calls, nothing else. Storage encrypts by itself; the key is
 * here to show how a sealed value can also travel through other hands. */
#include "examples/seal_secret.h"

#include "psa/crypto.h"

#define SECRET_UID ((psa_storage_uid_t)0x5ec4e7)
#define SEAL_KEY   ((psa_key_id_t)0x005ea1ed)
#define NONCE_SIZE 12u
#define BLOB_SIZE  (NONCE_SIZE + PSA_AEAD_ENCRYPT_OUTPUT_MAX_SIZE(SECRET_SIZE))

/* A persistent key that does one thing and never comes out. */
static psa_status_t make_key(void)
{
    psa_key_attributes_t attributes = PSA_KEY_ATTRIBUTES_INIT;
    psa_key_id_t key = PSA_KEY_ID_NULL;
    psa_status_t status;

    psa_set_key_id(&attributes, SEAL_KEY);
    psa_set_key_type(&attributes, PSA_KEY_TYPE_AES);
    psa_set_key_bits(&attributes, 256);
    psa_set_key_algorithm(&attributes, PSA_ALG_GCM);
    psa_set_key_usage_flags(&attributes, PSA_KEY_USAGE_ENCRYPT | PSA_KEY_USAGE_DECRYPT);
    status = psa_generate_key(&attributes, &key);
    return status == PSA_ERROR_ALREADY_EXISTS ? PSA_SUCCESS : status;
}

static psa_status_t seal_new(uint8_t secret[SECRET_SIZE])
{
    uint8_t blob[BLOB_SIZE];
    size_t length = 0;
    psa_status_t status = make_key();

    if (status == PSA_SUCCESS) {
        status = psa_generate_random(secret, SECRET_SIZE);
    }
    if (status == PSA_SUCCESS) {
        status = psa_generate_random(blob, NONCE_SIZE);
    }
    if (status == PSA_SUCCESS) {
        status = psa_aead_encrypt(SEAL_KEY, PSA_ALG_GCM, blob, NONCE_SIZE, NULL, 0, secret,
                                  SECRET_SIZE, blob + NONCE_SIZE, BLOB_SIZE - NONCE_SIZE, &length);
    }
    if (status == PSA_SUCCESS) {
        status = psa_ps_set(SECRET_UID, NONCE_SIZE + length, blob, PSA_STORAGE_FLAG_WRITE_ONCE);
    }
    return status;
}

psa_status_t seal_secret(uint8_t secret[SECRET_SIZE], int *is_new)
{
    uint8_t blob[BLOB_SIZE];
    size_t length = 0;
    psa_status_t const status = psa_ps_get(SECRET_UID, 0, sizeof(blob), blob, &length);

    *is_new = status == PSA_ERROR_DOES_NOT_EXIST;
    if (*is_new) {
        return seal_new(secret);
    }
    if (status != PSA_SUCCESS) {
        return status;
    }
    if (length != sizeof(blob)) {
        return PSA_ERROR_DATA_INVALID;
    }
    return psa_aead_decrypt(SEAL_KEY, PSA_ALG_GCM, blob, NONCE_SIZE, NULL, 0, blob + NONCE_SIZE,
                            BLOB_SIZE - NONCE_SIZE, secret, SECRET_SIZE, &length);
}
