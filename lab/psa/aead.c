/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * AEAD. Answers: the GCM specification, test 4; NIST SP 800-38C, example 1. */
#include "lab/psa/cases.h"

#define GCM_KEY   "feffe9928665731c6d6a8f9467308308"
#define GCM_NONCE "cafebabefacedbaddecaf888"
#define GCM_DATA  "feedfacedeadbeeffeedfacedeadbeefabaddad2"
#define GCM_PLAIN                                                                                  \
    "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a72"                             \
    "1c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39"
#define GCM_SEALED                                                                                 \
    "42831ec2217774244b7221b784d0d49ce3aa212f2c02a4e035c17e2329aca12e"                             \
    "21d514b25466931c7d8f6a5aac84aa051ba30b396a0aac973d58e0915bc94fbc3221a5db94fae95ae7121a47"
#define CCM_ALG    PSA_ALG_AEAD_WITH_SHORTENED_TAG(PSA_ALG_CCM, 4)
#define CCM_KEY    "404142434445464748494a4b4c4d4e4f"
#define CCM_NONCE  "10111213141516"
#define CCM_DATA   "0001020304050607"
#define CCM_PLAIN  "20212223"
#define CCM_SEALED "7162015b4dac255d"

struct vector {
    psa_algorithm_t alg;
    const char *digits[5]; /* key, nonce, additional data, text, sealed */
};

static const struct vector vectors[] = {
    {PSA_ALG_GCM, {GCM_KEY, GCM_NONCE, GCM_DATA, GCM_PLAIN, GCM_SEALED}},
    {CCM_ALG, {CCM_KEY, CCM_NONCE, CCM_DATA, CCM_PLAIN, CCM_SEALED}},
};

static uint8_t wide[1500];
static uint8_t copy[1516];
static struct psa_bytes nonce;
static struct psa_bytes data;
static struct psa_bytes plain;
static struct psa_bytes sealed;

static psa_key_id_t take(const struct vector *vector)
{
    struct psa_kind const kind = KIND_AES(vector->alg);

    nonce = psa_hex(vector->digits[1]);
    data = psa_hex(vector->digits[2]);
    plain = psa_hex(vector->digits[3]);
    sealed = psa_hex(vector->digits[4]);
    return psa_make(&kind, vector->digits[0]);
}

static psa_status_t open(psa_key_id_t key, psa_algorithm_t alg, uint8_t *out, size_t *length)
{
    return psa_aead_decrypt(key, alg, nonce.at, nonce.size, data.at, data.size, sealed.at,
                            sealed.size, out, plain.size, length);
}

static void ciphertexts_and_tags_are_the_known_ones(void)
{
    for (size_t i = 0; i < sizeof(vectors) / sizeof(vectors[0]); i++) {
        psa_key_id_t const key = take(&vectors[i]);
        psa_algorithm_t const alg = vectors[i].alg;
        uint8_t out[96];
        size_t length = 0;

        EXPECT(PSA_SUCCESS, psa_aead_encrypt(key, alg, nonce.at, nonce.size, data.at, data.size,
                                             plain.at, plain.size, out, sealed.size, &length));
        TRUE_THAT(psa_same(&sealed, out, length));
        EXPECT(PSA_SUCCESS, open(key, alg, out, &length));
        TRUE_THAT(psa_same(&plain, out, length));
        EXPECT(PSA_ERROR_BUFFER_TOO_SMALL,
               psa_aead_encrypt(key, alg, nonce.at, nonce.size, data.at, data.size, plain.at,
                                plain.size, out, sealed.size - 1u, &length));
        EXPECT(PSA_SUCCESS, psa_destroy_key(key));
    }
}

/* Each bit of the tag counts (and one of each other part), and nothing of the text stays. */
static void what_was_changed_is_refused_and_wiped(void)
{
    psa_key_id_t const key = take(&vectors[0]);
    uint8_t out[96];
    size_t length = 1;

    for (size_t bit = 0; bit < 128; bit++) {
        uint8_t *byte = &sealed.at[plain.size + bit / 8u];

        *byte ^= (uint8_t)(1u << bit % 8u);
        out[0] = 0xaa;
        EXPECT(PSA_ERROR_INVALID_SIGNATURE, open(key, PSA_ALG_GCM, out, &length));
        TRUE_THAT(length == 0 && psa_all(out, plain.size, 0));
        *byte ^= (uint8_t)(1u << bit % 8u);
    }
    sealed.at[3] ^= 1u;
    EXPECT(PSA_ERROR_INVALID_SIGNATURE, open(key, PSA_ALG_GCM, out, &length));
    sealed.at[3] ^= 1u;
    data.size--;
    EXPECT(PSA_ERROR_INVALID_SIGNATURE, open(key, PSA_ALG_GCM, out, &length));
    data.size++;
    nonce.at[0] ^= 1u;
    EXPECT(PSA_ERROR_INVALID_SIGNATURE, open(key, PSA_ALG_GCM, out, &length));
    EXPECT(PSA_SUCCESS, psa_destroy_key(key));
}

static void long_texts_pass_in_place(void)
{
    psa_key_id_t const key = take(&vectors[0]);
    size_t length = 0;

    for (size_t i = 0; i < sizeof(wide); i++) {
        wide[i] = (uint8_t)(i * 5u);
        copy[i] = wide[i];
    }
    EXPECT(PSA_SUCCESS, psa_aead_encrypt(key, PSA_ALG_GCM, nonce.at, nonce.size, wide, sizeof(wide),
                                         copy, sizeof(wide), copy, sizeof(copy), &length));
    TRUE_THAT(length == sizeof(copy));
    EXPECT(PSA_SUCCESS, psa_aead_decrypt(key, PSA_ALG_GCM, nonce.at, nonce.size, wide, sizeof(wide),
                                         copy, sizeof(copy), copy, sizeof(wide), &length));
    for (size_t i = 0; i < sizeof(wide); i++) {
        TRUE_THAT(copy[i] == wide[i]);
    }
    EXPECT(PSA_SUCCESS, psa_destroy_key(key));
}

static void order_is_checked(void)
{
    psa_key_id_t const key = take(&vectors[0]);
    psa_aead_operation_t operation = PSA_AEAD_OPERATION_INIT;
    uint8_t out[32];
    size_t length[2] = {3, 3};

    EXPECT(PSA_ERROR_BAD_STATE, psa_aead_update_ad(&operation, data.at, 1));
    EXPECT(PSA_SUCCESS, psa_aead_encrypt_setup(&operation, key, PSA_ALG_GCM));
    EXPECT(PSA_ERROR_BAD_STATE, psa_aead_update(&operation, data.at, 1, out, 32, &length[0]));
    EXPECT(PSA_ERROR_BAD_STATE, psa_aead_set_nonce(&operation, nonce.at, nonce.size));
    EXPECT(PSA_SUCCESS, psa_aead_abort(&operation));
    EXPECT(PSA_SUCCESS, psa_aead_encrypt_setup(&operation, key, PSA_ALG_GCM));
    EXPECT(PSA_SUCCESS, psa_aead_set_nonce(&operation, nonce.at, nonce.size));
    EXPECT(PSA_SUCCESS, psa_aead_update(&operation, data.at, 1, out, 32, &length[0]));
    EXPECT(PSA_ERROR_BAD_STATE, psa_aead_update_ad(&operation, data.at, 1));
    EXPECT(PSA_SUCCESS, psa_aead_abort(&operation));
    EXPECT(PSA_SUCCESS, psa_aead_encrypt_setup(&operation, key, PSA_ALG_GCM));
    EXPECT(PSA_SUCCESS, psa_aead_generate_nonce(&operation, out, sizeof(out), &length[0]));
    TRUE_THAT(length[0] == 12);
    EXPECT(PSA_ERROR_BAD_STATE, psa_aead_verify(&operation, out, sizeof(out), &length[0], out, 16));
    EXPECT(PSA_SUCCESS, psa_aead_abort(&operation));
    EXPECT(PSA_SUCCESS, psa_aead_decrypt_setup(&operation, key, PSA_ALG_GCM));
    EXPECT(PSA_ERROR_BAD_STATE, psa_aead_generate_nonce(&operation, out, sizeof(out), &length[0]));
    EXPECT(PSA_SUCCESS, psa_aead_abort(&operation));
    EXPECT(PSA_SUCCESS, psa_destroy_key(key));
}

static void promised_lengths_are_held(void)
{
    psa_key_id_t const key = take(&vectors[0]);
    psa_aead_operation_t operation = PSA_AEAD_OPERATION_INIT;
    uint8_t out[32];
    size_t length = 0;

    EXPECT(PSA_SUCCESS, psa_aead_encrypt_setup(&operation, key, PSA_ALG_GCM));
    EXPECT(PSA_SUCCESS, psa_aead_set_lengths(&operation, 0, 4));
    EXPECT(PSA_SUCCESS, psa_aead_set_nonce(&operation, nonce.at, nonce.size));
    EXPECT(PSA_ERROR_INVALID_ARGUMENT, psa_aead_update(&operation, out, 5, out, 32, &length));
    EXPECT(PSA_SUCCESS, psa_aead_abort(&operation));
    EXPECT(PSA_ERROR_INVALID_ARGUMENT, psa_aead_decrypt(key, PSA_ALG_GCM, nonce.at, nonce.size,
                                                        NULL, 0, out, 15, out, 32, &length));
    EXPECT(PSA_ERROR_NOT_PERMITTED,
           psa_aead_encrypt(key, CCM_ALG, nonce.at, 7, NULL, 0, out, 4, out, 32, &length));
    EXPECT(PSA_SUCCESS, psa_destroy_key(key));
}

const struct psa_case psa_aead_cases[] = {
    {"ciphertexts and tags are the known ones", ciphertexts_and_tags_are_the_known_ones},
    {"what was changed is refused and wiped", what_was_changed_is_refused_and_wiped},
    {"long texts pass in place", long_texts_pass_in_place},
    {"order is checked", order_is_checked},
    {"promised lengths are held", promised_lengths_are_held},
    {NULL, NULL},
};
