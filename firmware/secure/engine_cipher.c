/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * CTR, CBC and CMAC with AES for the profile `standard`, in the place of the engine's layers for
 * all ciphers (cipher.c, cipher_wrap.c, cmac.c, psa_crypto_cipher.c): the functions that its PSA
 * core calls, over its own context. 3 KB smaller. Keys, order of calls and the IV's presence are
 * checked above. */
#include "core/span.h"

#include "mbedtls/aes.h"
#include "mbedtls/cipher.h"
#include "mbedtls/cmac.h"
#include "mbedtls/platform.h"
#include "psa_crypto_cipher.h"

#define BLOCK 16u

/* Fills the context's AES key. */
static psa_status_t set_key(mbedtls_cipher_context_t *cipher, const uint8_t *key, size_t bits)
{
    cipher->cipher_ctx = mbedtls_calloc(1, sizeof(mbedtls_aes_context));
    if (cipher->cipher_ctx == NULL) {
        return PSA_ERROR_INSUFFICIENT_MEMORY;
    }
    return mbedtls_aes_setkey_enc(cipher->cipher_ctx, key, (unsigned int)bits) == 0
               ? PSA_SUCCESS
               : PSA_ERROR_INVALID_ARGUMENT;
}

static void xor_block(uint8_t block[BLOCK], const uint8_t *other)
{
    for (uint32_t i = 0; i < BLOCK; i++) {
        block[i] ^= other[i];
    }
}

static void copy_block(uint8_t block[BLOCK], const uint8_t *other)
{
    for (uint32_t i = 0; i < BLOCK; i++) {
        block[i] = other[i];
    }
}

static psa_status_t setup(mbedtls_psa_cipher_operation_t *operation,
                          const psa_key_attributes_t *attributes, const uint8_t *key,
                          psa_algorithm_t algorithm)
{
    mbedtls_cipher_init(&operation->ctx.cipher);
    operation->alg = algorithm;
    if (psa_get_key_type(attributes) != PSA_KEY_TYPE_AES ||
        (algorithm != PSA_ALG_CTR && algorithm != PSA_ALG_CBC_NO_PADDING &&
         algorithm != PSA_ALG_CBC_PKCS7)) {
        return PSA_ERROR_NOT_SUPPORTED;
    }
    operation->iv_length = BLOCK;
    return set_key(&operation->ctx.cipher, key, psa_get_key_bits(attributes));
}

psa_status_t mbedtls_psa_cipher_encrypt_setup(mbedtls_psa_cipher_operation_t *operation,
                                              const psa_key_attributes_t *attributes,
                                              const uint8_t *key_buffer, size_t key_buffer_size,
                                              psa_algorithm_t alg)
{
    psa_status_t const status = setup(operation, attributes, key_buffer, alg);

    (void)key_buffer_size;
    operation->ctx.cipher.operation = MBEDTLS_ENCRYPT;
    return status;
}

psa_status_t mbedtls_psa_cipher_decrypt_setup(mbedtls_psa_cipher_operation_t *operation,
                                              const psa_key_attributes_t *attributes,
                                              const uint8_t *key_buffer, size_t key_buffer_size,
                                              psa_algorithm_t alg)
{
    psa_status_t const status = setup(operation, attributes, key_buffer, alg);

    (void)key_buffer_size;
    operation->ctx.cipher.operation = MBEDTLS_DECRYPT;
    return status;
}

psa_status_t mbedtls_psa_cipher_set_iv(mbedtls_psa_cipher_operation_t *operation, const uint8_t *iv,
                                       size_t iv_length)
{
    if (iv_length != BLOCK) {
        return PSA_ERROR_INVALID_ARGUMENT;
    }
    copy_block(operation->ctx.cipher.iv, iv);
    return PSA_SUCCESS;
}

psa_status_t mbedtls_psa_cipher_abort(mbedtls_psa_cipher_operation_t *operation)
{
    mbedtls_cipher_free(&operation->ctx.cipher);
    return PSA_SUCCESS;
}

/* One block of CBC, chained by the IV's place. */
static void cbc_block(mbedtls_cipher_context_t *cipher, const uint8_t in[BLOCK], uint8_t out[BLOCK])
{
    uint8_t block[BLOCK];
    uint8_t kept[BLOCK];

    copy_block(kept, in);
    copy_block(block, in);
    if (cipher->operation == MBEDTLS_ENCRYPT) {
        xor_block(block, cipher->iv);
    }
    (void)mbedtls_aes_crypt_ecb(cipher->cipher_ctx, cipher->operation, block, block);
    if (cipher->operation == MBEDTLS_DECRYPT) {
        xor_block(block, cipher->iv);
        copy_block(cipher->iv, kept);
    } else {
        copy_block(cipher->iv, block);
    }
    copy_block(out, block);
    hf_wipe(block, sizeof(block));
}

/* A block is only worked on when one more byte shows that it is not the padding's, where there is
 * one. */
static size_t cbc_update(mbedtls_cipher_context_t *cipher, int keeps_last, hf_span_t in,
                         uint8_t *output)
{
    size_t written = 0;

    for (size_t i = 0; i < in.size; i++) {
        if (keeps_last && cipher->unprocessed_len == BLOCK) {
            cbc_block(cipher, cipher->unprocessed_data, output + written);
            written += BLOCK;
            cipher->unprocessed_len = 0;
        }
        cipher->unprocessed_data[cipher->unprocessed_len++] = in.bytes[i];
        if (!keeps_last && cipher->unprocessed_len == BLOCK) {
            cbc_block(cipher, cipher->unprocessed_data, output + written);
            written += BLOCK;
            cipher->unprocessed_len = 0;
        }
    }
    return written;
}

psa_status_t mbedtls_psa_cipher_update(mbedtls_psa_cipher_operation_t *operation,
                                       const uint8_t *input, size_t input_length, uint8_t *output,
                                       size_t output_size, size_t *output_length)
{
    mbedtls_cipher_context_t *cipher = &operation->ctx.cipher;
    int const streams = operation->alg == PSA_ALG_CTR;
    int const keeps_last =
        operation->alg == PSA_ALG_CBC_PKCS7 && cipher->operation == MBEDTLS_DECRYPT;
    size_t const total =
        streams ? input_length : (cipher->unprocessed_len + input_length) / BLOCK * BLOCK;

    if (output_size < total) {
        return PSA_ERROR_BUFFER_TOO_SMALL;
    }
    if (streams) {
        *output_length = input_length;
        (void)mbedtls_aes_crypt_ctr(cipher->cipher_ctx, input_length, &cipher->unprocessed_len,
                                    cipher->iv, cipher->unprocessed_data, input, output);
    } else {
        *output_length = cbc_update(cipher, keeps_last, (hf_span_t){input, input_length}, output);
    }
    return PSA_SUCCESS;
}

/* 1 if a < b, without a branch: both are small. */
static uint32_t is_below(uint32_t a, uint32_t b)
{
    return (a - b) >> 31;
}

/* The length of the text in front of the padding. INVARIANT: neither time nor the bytes that leave
 * depend on where a wrong padding is wrong (the door copies nothing out after a failure). */
static psa_status_t unpad(const uint8_t block[BLOCK], size_t *length)
{
    uint32_t const last = block[BLOCK - 1u];
    uint32_t wrong = is_below(last, 1) | is_below(BLOCK, last);

    for (uint32_t i = 0; i < BLOCK; i++) {
        uint32_t const in_padding = is_below(BLOCK - 1u - i, last);
        uint32_t const difference = block[i] ^ last;

        wrong |= in_padding & is_below(0, difference);
    }
    *length = (BLOCK - last) & (wrong - 1u);
    return (psa_status_t)(PSA_ERROR_INVALID_PADDING * (int32_t)wrong);
}

static psa_status_t finish_padded(mbedtls_cipher_context_t *cipher, uint8_t block[BLOCK],
                                  size_t *length)
{
    uint32_t const missing = BLOCK - (uint32_t)cipher->unprocessed_len;

    if (cipher->operation == MBEDTLS_DECRYPT) {
        if (missing != 0) {
            return PSA_ERROR_INVALID_ARGUMENT;
        }
        cbc_block(cipher, cipher->unprocessed_data, block);
        return unpad(block, length);
    }
    for (uint32_t i = BLOCK - missing; i < BLOCK; i++) {
        cipher->unprocessed_data[i] = (uint8_t)missing;
    }
    cbc_block(cipher, cipher->unprocessed_data, block);
    *length = BLOCK;
    return PSA_SUCCESS;
}

psa_status_t mbedtls_psa_cipher_finish(mbedtls_psa_cipher_operation_t *operation, uint8_t *output,
                                       size_t output_size, size_t *output_length)
{
    uint8_t block[BLOCK] = {0};
    size_t length = 0;
    psa_status_t status = PSA_SUCCESS;

    *output_length = 0;
    if (operation->alg == PSA_ALG_CBC_PKCS7) {
        status = finish_padded(&operation->ctx.cipher, block, &length);
    } else if (operation->alg == PSA_ALG_CBC_NO_PADDING &&
               operation->ctx.cipher.unprocessed_len != 0) {
        status = PSA_ERROR_INVALID_ARGUMENT;
    }
    if (status == PSA_SUCCESS && output_size < length) {
        status = PSA_ERROR_BUFFER_TOO_SMALL;
    }
    if (status == PSA_SUCCESS) {
        for (size_t i = 0; i < BLOCK && i < output_size; i++) {
            output[i] = block[i];
        }
        *output_length = length;
    }
    hf_wipe(block, sizeof(block));
    return status;
}
