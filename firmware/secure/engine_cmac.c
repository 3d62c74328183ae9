/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * CMAC (NIST SP 800-38B) with AES for the profile `standard`: what the engine's psa_crypto_mac.c
 * asks of its layer for ciphers. The running block is in the context's IV. */
#include "core/span.h"

#include "mbedtls/aes.h"
#include "mbedtls/cipher.h"
#include "mbedtls/cmac.h"
#include "mbedtls/platform.h"
#include "psa_crypto_cipher.h"

#define BLOCK 16u

/* Not what the engine has there: it only asks whether there is one. */
static const uint8_t aes_is_there;

const mbedtls_cipher_info_t *mbedtls_cipher_info_from_psa(psa_algorithm_t alg,
                                                          psa_key_type_t key_type, size_t key_bits,
                                                          mbedtls_cipher_id_t *cipher_id)
{
    (void)alg;
    (void)key_bits;
    (void)cipher_id;
    return key_type == PSA_KEY_TYPE_AES ? (const mbedtls_cipher_info_t *)(const void *)&aes_is_there
                                        : NULL;
}

/* The engine asks this for GCM and CCM. */
psa_status_t mbedtls_cipher_values_from_psa(psa_algorithm_t alg, psa_key_type_t key_type,
                                            size_t *key_bits, mbedtls_cipher_mode_t *mode,
                                            mbedtls_cipher_id_t *cipher_id)
{
    (void)alg;
    (void)key_bits;
    (void)mode;
    *cipher_id = MBEDTLS_CIPHER_ID_AES;
    return key_type == PSA_KEY_TYPE_AES ? PSA_SUCCESS : PSA_ERROR_NOT_SUPPORTED;
}

void mbedtls_cipher_init(mbedtls_cipher_context_t *cipher)
{
    *cipher = (mbedtls_cipher_context_t){.cipher_ctx = NULL};
}

void mbedtls_cipher_free(mbedtls_cipher_context_t *cipher)
{
    if (cipher->cipher_ctx != NULL) {
        mbedtls_aes_free(cipher->cipher_ctx);
        mbedtls_free(cipher->cipher_ctx);
    }
    hf_wipe(cipher, sizeof(*cipher));
}

int mbedtls_cipher_setup(mbedtls_cipher_context_t *cipher, const mbedtls_cipher_info_t *info)
{
    (void)info;
    cipher->cipher_ctx = mbedtls_calloc(1, sizeof(mbedtls_aes_context));
    return cipher->cipher_ctx != NULL ? 0 : MBEDTLS_ERR_CIPHER_ALLOC_FAILED;
}

int mbedtls_cipher_cmac_starts(mbedtls_cipher_context_t *cipher, const unsigned char *key,
                               size_t key_bits)
{
    return mbedtls_aes_setkey_enc(cipher->cipher_ctx, key, (unsigned int)key_bits);
}

/* The running block takes one more block in. */
static int chain(mbedtls_cipher_context_t *cipher)
{
    for (uint32_t i = 0; i < BLOCK; i++) {
        cipher->iv[i] ^= cipher->unprocessed_data[i];
    }
    cipher->unprocessed_len = 0;
    return mbedtls_aes_crypt_ecb(cipher->cipher_ctx, MBEDTLS_AES_ENCRYPT, cipher->iv, cipher->iv);
}

/* The last block is not worked on before it is known to be the last. */
int mbedtls_cipher_cmac_update(mbedtls_cipher_context_t *cipher, const unsigned char *input,
                               size_t size)
{
    int status = 0;

    for (size_t i = 0; i < size && status == 0; i++) {
        if (cipher->unprocessed_len == BLOCK) {
            status = chain(cipher);
        }
        cipher->unprocessed_data[cipher->unprocessed_len++] = input[i];
    }
    return status;
}

/* The block times x, in the field of GCM's polynomial read the other way round; no branch. */
static void times_x(uint8_t block[BLOCK])
{
    uint8_t const carry = (uint8_t)(0u - (block[0] >> 7));

    for (uint32_t i = 0; i + 1u < BLOCK; i++) {
        block[i] = (uint8_t)(block[i] << 1 | block[i + 1u] >> 7);
    }
    block[BLOCK - 1u] = (uint8_t)((uint8_t)(block[BLOCK - 1u] << 1) ^ (carry & 0x87u));
}

int mbedtls_cipher_cmac_finish(mbedtls_cipher_context_t *cipher, unsigned char *output)
{
    uint8_t subkey[BLOCK] = {0};
    size_t const size = cipher->unprocessed_len;
    int status = mbedtls_aes_crypt_ecb(cipher->cipher_ctx, MBEDTLS_AES_ENCRYPT, subkey, subkey);

    times_x(subkey);
    if (size < BLOCK) {
        times_x(subkey);
        for (size_t i = size; i < BLOCK; i++) {
            cipher->unprocessed_data[i] = i == size ? 0x80u : 0;
        }
    }
    for (uint32_t i = 0; i < BLOCK; i++) {
        cipher->unprocessed_data[i] ^= subkey[i];
    }
    if (status == 0) {
        status = chain(cipher);
    }
    for (uint32_t i = 0; i < BLOCK; i++) {
        output[i] = cipher->iv[i];
    }
    hf_wipe(subkey, sizeof(subkey));
    return status;
}
