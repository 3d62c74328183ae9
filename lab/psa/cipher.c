/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * Ciphers without authentication. Answers: NIST SP 800-38A, F.2.1 and F.5.1. */
#include "lab/psa/cases.h"

#define KEY   "2b7e151628aed2a6abf7158809cf4f3c"
#define PLAIN "6bc1bee22e409f96e93d7e117393172aae2d8a571e03ac9c9eb76fac45af8e51"
#define CBC   "7649abac8119b246cee98e9b12e9197d5086cb9b507219ee95db113a917678b2"
#define CTR   "874d6191b620e3261bef6864990db6ce9806f66b7970fdff8617187bb9fffdff"

#define TEXT 1500u

static uint8_t wide[1540];
static uint8_t sealed[1540];

static void answer_is(psa_algorithm_t alg, const char *iv_digits, const char *expected_digits)
{
    struct psa_kind const kind = KIND_AES(alg);
    psa_key_id_t const key = psa_make(&kind, KEY);
    struct psa_bytes const iv = psa_hex(iv_digits);
    struct psa_bytes const plain = psa_hex(PLAIN);
    struct psa_bytes const expected = psa_hex(expected_digits);
    psa_cipher_operation_t operation = PSA_CIPHER_OPERATION_INIT;
    uint8_t out[64];
    size_t length[3] = {0, 0, 0};

    EXPECT(PSA_SUCCESS, psa_cipher_encrypt_setup(&operation, key, alg));
    EXPECT(PSA_SUCCESS, psa_cipher_set_iv(&operation, iv.at, iv.size));
    EXPECT(PSA_SUCCESS, psa_cipher_update(&operation, plain.at, 7, out, sizeof(out), &length[0]));
    EXPECT(PSA_SUCCESS, psa_cipher_update(&operation, plain.at + 7, plain.size - 7, out + length[0],
                                          sizeof(out) - length[0], &length[1]));
    EXPECT(PSA_SUCCESS, psa_cipher_finish(&operation, out + length[0] + length[1],
                                          sizeof(out) - length[0] - length[1], &length[2]));
    TRUE_THAT(psa_same(&expected, out, length[0] + length[1] + length[2]));
    EXPECT(PSA_SUCCESS, psa_destroy_key(key));
}

static void ciphertexts_are_the_known_ones(void)
{
    answer_is(PSA_ALG_CBC_NO_PADDING, "000102030405060708090a0b0c0d0e0f", CBC);
    answer_is(PSA_ALG_CTR, "f0f1f2f3f4f5f6f7f8f9fafbfcfdfeff", CTR);
}

/* Longer than one call of the door, and of a length that does not suit it. */
static void whole_texts_come_back(void)
{
    static const psa_algorithm_t algorithms[] = {PSA_ALG_CTR, PSA_ALG_CBC_PKCS7};

    for (size_t i = 0; i < 2; i++) {
        struct psa_kind const kind = KIND_AES(algorithms[i]);
        psa_key_id_t const key = psa_make(&kind, KEY);
        size_t const expected =
            PSA_CIPHER_ENCRYPT_OUTPUT_SIZE(PSA_KEY_TYPE_AES, algorithms[i], TEXT);
        size_t length = 0;

        for (size_t j = 0; j < TEXT; j++) {
            wide[j] = (uint8_t)j;
        }
        EXPECT(PSA_SUCCESS,
               psa_cipher_encrypt(key, algorithms[i], wide, TEXT, sealed, sizeof(sealed), &length));
        TRUE_THAT(length == expected);
        for (size_t j = 0; j < TEXT; j++) {
            wide[j] = 0;
        }
        EXPECT(PSA_SUCCESS,
               psa_cipher_decrypt(key, algorithms[i], sealed, length, wide, sizeof(wide), &length));
        TRUE_THAT(length == TEXT);
        for (size_t j = 0; j < TEXT; j++) {
            TRUE_THAT(wide[j] == (uint8_t)j);
        }
        EXPECT(PSA_SUCCESS, psa_destroy_key(key));
    }
}

static void order_and_sizes_are_checked(void)
{
    struct psa_kind const kind = KIND_AES(PSA_ALG_CBC_NO_PADDING);
    psa_key_id_t const key = psa_make(&kind, KEY);
    psa_cipher_operation_t operation = PSA_CIPHER_OPERATION_INIT;
    uint8_t out[32] = {0};
    size_t length = 5;

    EXPECT(PSA_ERROR_BAD_STATE, psa_cipher_set_iv(&operation, out, 16));
    EXPECT(PSA_SUCCESS, psa_cipher_encrypt_setup(&operation, key, PSA_ALG_CBC_NO_PADDING));
    EXPECT(PSA_ERROR_BAD_STATE, psa_cipher_update(&operation, out, 16, out, 32, &length));
    TRUE_THAT(length == 0);
    EXPECT(PSA_SUCCESS, psa_cipher_abort(&operation));
    EXPECT(PSA_SUCCESS, psa_cipher_encrypt_setup(&operation, key, PSA_ALG_CBC_NO_PADDING));
    EXPECT(PSA_ERROR_INVALID_ARGUMENT, psa_cipher_set_iv(&operation, out, 15));
    EXPECT(PSA_SUCCESS, psa_cipher_abort(&operation));
    EXPECT(PSA_SUCCESS, psa_cipher_encrypt_setup(&operation, key, PSA_ALG_CBC_NO_PADDING));
    EXPECT(PSA_SUCCESS, psa_cipher_generate_iv(&operation, out, sizeof(out), &length));
    TRUE_THAT(length == 16);
    EXPECT(PSA_ERROR_BUFFER_TOO_SMALL, psa_cipher_update(&operation, out, 16, out, 15, &length));
    EXPECT(PSA_ERROR_BAD_STATE, psa_cipher_finish(&operation, out, 32, &length));
    EXPECT(PSA_SUCCESS, psa_cipher_abort(&operation));
    EXPECT(PSA_SUCCESS, psa_cipher_decrypt_setup(&operation, key, PSA_ALG_CBC_NO_PADDING));
    EXPECT(PSA_ERROR_BAD_STATE, psa_cipher_generate_iv(&operation, out, sizeof(out), &length));
    EXPECT(PSA_SUCCESS, psa_cipher_abort(&operation));
    EXPECT(PSA_ERROR_INVALID_ARGUMENT, psa_cipher_encrypt(key, PSA_ALG_CBC_NO_PADDING, out, 15,
                                                          sealed, sizeof(sealed), &length));
    TRUE_THAT(length == 0);
    EXPECT(PSA_ERROR_NOT_PERMITTED,
           psa_cipher_encrypt(key, PSA_ALG_CTR, out, 16, sealed, sizeof(sealed), &length));
    EXPECT(PSA_SUCCESS, psa_destroy_key(key));
}

static void damaged_padding_is_refused(void)
{
    struct psa_kind const kind = KIND_AES(PSA_ALG_CBC_PKCS7);
    psa_key_id_t const key = psa_make(&kind, KEY);
    size_t length = 0;
    size_t plain = 3;

    EXPECT(PSA_SUCCESS,
           psa_cipher_encrypt(key, PSA_ALG_CBC_PKCS7, wide, 16, sealed, sizeof(sealed), &length));
    TRUE_THAT(length == 48);
    sealed[31] ^= 0x80u; /* the last byte of the padding, in the block that follows */
    EXPECT(PSA_ERROR_INVALID_PADDING,
           psa_cipher_decrypt(key, PSA_ALG_CBC_PKCS7, sealed, length, wide, sizeof(wide), &plain));
    TRUE_THAT(plain == 0);
    sealed[31] ^= 0x80u;
    sealed[20] ^= 1u; /* one in the middle */
    EXPECT(PSA_ERROR_INVALID_PADDING,
           psa_cipher_decrypt(key, PSA_ALG_CBC_PKCS7, sealed, length, wide, sizeof(wide), &plain));
    sealed[20] ^= 1u;
    EXPECT(PSA_SUCCESS,
           psa_cipher_decrypt(key, PSA_ALG_CBC_PKCS7, sealed, length, wide, sizeof(wide), &plain));
    TRUE_THAT(plain == 16);
    EXPECT(PSA_SUCCESS, psa_destroy_key(key));
}

const struct psa_case psa_cipher_cases[] = {
    {"ciphertexts are the known ones", ciphertexts_are_the_known_ones},
    {"whole texts come back", whole_texts_come_back},
    {"order and sizes are checked", order_and_sizes_are_checked},
    {"damaged padding is refused", damaged_padding_is_refused},
    {NULL, NULL},
};
