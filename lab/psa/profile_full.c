/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * What the profile `full` adds. Answers: FIPS 180-2 C.1; RFC 8439, 2.8.2; RFC 7914, 11; RFC 6979,
 * A.2.5 and A.2.6. */
#include "lab/psa/cases.h"

static const uint8_t sample[6] = {'s', 'a', 'm', 'p', 'l', 'e'};

static void sha_512_is_the_known_one(void)
{
    struct psa_bytes const expected =
        psa_hex("ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a"
                "2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f");
    static const uint8_t abc[3] = {'a', 'b', 'c'};
    uint8_t hash[PSA_HASH_MAX_SIZE];
    size_t length = 0;

    EXPECT(PSA_SUCCESS, psa_hash_compute(PSA_ALG_SHA_512, abc, 3, hash, sizeof(hash), &length));
    TRUE_THAT(psa_same(&expected, hash, length));
}

/* Initial values: FIPS 180-2, 5.3.3 and 5.3.2; FIPS 180-3 has that of SHA-224. */
static void hashes_are_suspended(psa_algorithm_t alg, const char *empty)
{
    struct psa_bytes const start = psa_hex(empty);
    psa_hash_operation_t operation = PSA_HASH_OPERATION_INIT;
    uint8_t data[300];
    uint8_t state[PSA_HASH_SUSPEND_OUTPUT_MAX_SIZE];
    uint8_t hash[PSA_HASH_MAX_SIZE];
    size_t length = 0;
    size_t size = 0;

    for (size_t i = 0; i < sizeof(data); i++) {
        data[i] = (uint8_t)(i * 13u);
    }
    EXPECT(PSA_SUCCESS, psa_hash_setup(&operation, alg));
    EXPECT(PSA_SUCCESS,
           psa_hash_suspend(&operation, state, PSA_HASH_SUSPEND_OUTPUT_SIZE(alg), &size));
    TRUE_THAT(psa_same(&start, state, size));
    EXPECT(PSA_SUCCESS, psa_hash_resume(&operation, state, size));
    EXPECT(PSA_SUCCESS, psa_hash_update(&operation, data, 200));
    EXPECT(PSA_SUCCESS, psa_hash_suspend(&operation, state, sizeof(state), &size));
    TRUE_THAT(size == start.size + 200u % PSA_HASH_BLOCK_LENGTH(alg));
    EXPECT(PSA_ERROR_INVALID_ARGUMENT, psa_hash_resume(&operation, state, size - 1u));
    EXPECT(PSA_SUCCESS, psa_hash_resume(&operation, state, size));
    EXPECT(PSA_SUCCESS, psa_hash_update(&operation, data + 200, 100));
    EXPECT(PSA_SUCCESS, psa_hash_compute(alg, data, sizeof(data), hash, sizeof(hash), &length));
    EXPECT(PSA_SUCCESS, psa_hash_verify(&operation, hash, length));
}

static void every_hash_is_suspended(void)
{
    hashes_are_suspended(PSA_ALG_SHA_224,
                         "020000080000000000000000"
                         "c1059ed8367cd5073070dd17f70e5939ffc00b316858151164f98fa7befa4fa4");
    hashes_are_suspended(PSA_ALG_SHA_384,
                         "0200000a00000000000000000000000000000000"
                         "cbbb9d5dc1059ed8629a292a367cd5079159015a3070dd17152fecd8f70e5939"
                         "67332667ffc00b318eb44a8768581511db0c2e0d64f98fa747b5481dbefa4fa4");
    hashes_are_suspended(PSA_ALG_SHA_512,
                         "0200000b00000000000000000000000000000000"
                         "6a09e667f3bcc908bb67ae8584caa73b3c6ef372fe94f82ba54ff53a5f1d36f1"
                         "510e527fade682d19b05688c2b3e6c1f1f83d9abfb41bd6b5be0cd19137e2179");
}

static void chacha20_poly1305_is_the_known_one(void)
{
    static const char text[] = "Ladies and Gentlemen of the class of '99: If I could offer you "
                               "only one tip for the future, sunscreen would be it.";
    struct psa_kind const kind = {PSA_KEY_TYPE_CHACHA20, PSA_KEY_USAGE_ENCRYPT,
                                  PSA_ALG_CHACHA20_POLY1305, 0};
    psa_key_id_t const key =
        psa_make(&kind, "808182838485868788898a8b8c8d8e8f909192939495969798999a9b9c9d9e9f");
    struct psa_bytes const nonce = psa_hex("070000004041424344454647");
    struct psa_bytes const data = psa_hex("50515253c0c1c2c3c4c5c6c7");
    struct psa_bytes const tag = psa_hex("1ae10b594f09e26a7e902ecbd0600691");
    size_t const size = sizeof(text) - 1u;
    uint8_t out[160];
    size_t length = 0;

    EXPECT(PSA_SUCCESS,
           psa_aead_encrypt(key, PSA_ALG_CHACHA20_POLY1305, nonce.at, nonce.size, data.at,
                            data.size, (const uint8_t *)text, size, out, sizeof(out), &length));
    TRUE_THAT(length == size + 16u && psa_same(&tag, out + size, 16));
    EXPECT(PSA_SUCCESS, psa_destroy_key(key));
}

static void pbkdf2_is_the_known_one(void)
{
    psa_algorithm_t const alg = PSA_ALG_PBKDF2_HMAC(PSA_ALG_SHA_256);
    struct psa_kind const kind = {PSA_KEY_TYPE_PASSWORD, PSA_KEY_USAGE_DERIVE, alg, 0};
    psa_key_id_t const key = psa_make(&kind, "706173737764"); /* passwd */
    static const uint8_t salt[4] = {'s', 'a', 'l', 't'};
    struct psa_bytes const expected =
        psa_hex("55ac046e56e3089fec1691c22544b605f94185216dde0465e68b9d57c20dacbc");

    psa_key_derivation_operation_t operation = PSA_KEY_DERIVATION_OPERATION_INIT;
    uint8_t out[32];

    EXPECT(PSA_SUCCESS, psa_key_derivation_setup(&operation, alg));
    EXPECT(PSA_SUCCESS,
           psa_key_derivation_input_integer(&operation, PSA_KEY_DERIVATION_INPUT_COST, 1));
    EXPECT(PSA_SUCCESS, psa_key_derivation_input_bytes(&operation, PSA_KEY_DERIVATION_INPUT_SALT,
                                                       salt, sizeof(salt)));
    EXPECT(PSA_SUCCESS,
           psa_key_derivation_input_key(&operation, PSA_KEY_DERIVATION_INPUT_PASSWORD, key));
    EXPECT(PSA_SUCCESS, psa_key_derivation_output_bytes(&operation, out, sizeof(out)));
    for (size_t i = 0; i < sizeof(out); i++) {
        TRUE_THAT(out[i] == expected.at[i]);
    }
    EXPECT(PSA_SUCCESS, psa_key_derivation_abort(&operation));
    EXPECT(PSA_SUCCESS, psa_destroy_key(key));
}

static void deterministic_ecdsa_is_the_known_one(void)
{
    psa_algorithm_t const alg = PSA_ALG_DETERMINISTIC_ECDSA(PSA_ALG_SHA_256);
    struct psa_kind const kind = {PSA_KEY_TYPE_ECC_KEY_PAIR(PSA_ECC_FAMILY_SECP_R1),
                                  PSA_KEY_USAGE_SIGN_MESSAGE, alg, 0};
    psa_key_id_t const key =
        psa_make(&kind, "c9afa9d845ba75166b5c215767b1d6934e50c3db36e89b127b8a622b120f6721");
    struct psa_bytes const expected =
        psa_hex("efd48b2aacb6a8fd1140dd9cd45e81d69d2c877b56aaf991c34d0ea84eaf3716"
                "f7cb1c942d657c41d436c7a1b6e29f65f3e900dbb9aff4064dc4ab2f843acda8");
    uint8_t out[64];
    size_t length = 0;

    EXPECT(PSA_SUCCESS, psa_sign_message(key, alg, sample, 6, out, sizeof(out), &length));
    TRUE_THAT(psa_same(&expected, out, length));
    EXPECT(PSA_SUCCESS, psa_destroy_key(key));
}

static void p384_signs_and_agrees(void)
{
    psa_algorithm_t const alg = PSA_ALG_ECDSA(PSA_ALG_SHA_384);
    struct psa_kind kind = {PSA_KEY_TYPE_ECC_KEY_PAIR(PSA_ECC_FAMILY_SECP_R1),
                            PSA_KEY_USAGE_SIGN_MESSAGE | PSA_KEY_USAGE_VERIFY_MESSAGE, alg, 384};
    psa_key_id_t const key = psa_make(&kind, NULL);
    psa_key_id_t pair;
    uint8_t out[PSA_EXPORT_PUBLIC_KEY_MAX_SIZE];
    uint8_t shared[48];
    size_t length = 0;

    EXPECT(PSA_SUCCESS, psa_sign_message(key, alg, sample, 6, out, sizeof(out), &length));
    TRUE_THAT(length == 96);
    EXPECT(PSA_SUCCESS, psa_verify_message(key, alg, sample, 6, out, length));
    out[95] ^= 1u;
    EXPECT(PSA_ERROR_INVALID_SIGNATURE, psa_verify_message(key, alg, sample, 6, out, length));
    EXPECT(PSA_SUCCESS, psa_export_public_key(key, out, sizeof(out), &length));
    TRUE_THAT(length == 97);
    kind.usage = PSA_KEY_USAGE_DERIVE;
    kind.algorithm = PSA_ALG_ECDH;
    pair = psa_make(&kind, NULL);
    EXPECT(PSA_SUCCESS,
           psa_raw_key_agreement(PSA_ALG_ECDH, pair, out, length, shared, sizeof(shared), &length));
    TRUE_THAT(length == 48);
    EXPECT(PSA_SUCCESS, psa_destroy_key(key));
    EXPECT(PSA_SUCCESS, psa_destroy_key(pair));
}

static void rsa_signs_and_encrypts(void)
{
    struct psa_kind kind = {PSA_KEY_TYPE_RSA_KEY_PAIR,
                            PSA_KEY_USAGE_SIGN_MESSAGE | PSA_KEY_USAGE_VERIFY_MESSAGE |
                                PSA_KEY_USAGE_EXPORT | PSA_KEY_USAGE_COPY,
                            PSA_ALG_RSA_PSS(PSA_ALG_SHA_256), 1024};
    static uint8_t der[PSA_EXPORT_KEY_PAIR_MAX_SIZE];
    static uint8_t out[PSA_SIGNATURE_MAX_SIZE];
    psa_key_id_t const key = psa_make(&kind, NULL);
    psa_key_attributes_t attributes;
    psa_key_id_t other = PSA_KEY_ID_NULL;
    size_t length = 0;
    size_t plain = 0;

    EXPECT(PSA_SUCCESS,
           psa_sign_message(key, kind.algorithm, sample, 6, out, sizeof(out), &length));
    TRUE_THAT(length == 128);
    EXPECT(PSA_SUCCESS, psa_verify_message(key, kind.algorithm, sample, 6, out, length));
    EXPECT(PSA_ERROR_INVALID_SIGNATURE,
           psa_verify_message(key, kind.algorithm, sample, 5, out, length));
    EXPECT(PSA_SUCCESS, psa_export_key(key, der, sizeof(der), &length));
    kind.usage = PSA_KEY_USAGE_ENCRYPT | PSA_KEY_USAGE_DECRYPT;
    kind.algorithm = PSA_ALG_RSA_OAEP(PSA_ALG_SHA_256);
    kind.bits = 0;
    attributes = psa_attributes(&kind);
    EXPECT(PSA_SUCCESS, psa_import_key(&attributes, der, length, &other));
    EXPECT(PSA_SUCCESS, psa_asymmetric_encrypt(other, kind.algorithm, sample, 6, NULL, 0, out,
                                               sizeof(out), &length));
    EXPECT(PSA_SUCCESS, psa_asymmetric_decrypt(other, kind.algorithm, out, length, NULL, 0, der,
                                               sizeof(der), &plain));
    TRUE_THAT(plain == 6 && der[0] == 's' && der[5] == 'e');
    EXPECT(PSA_ERROR_NOT_PERMITTED,
           psa_asymmetric_decrypt(other, PSA_ALG_RSA_PKCS1V15_CRYPT, out, length, NULL, 0, der,
                                  sizeof(der), &plain));
    EXPECT(PSA_SUCCESS, psa_destroy_key(key));
    EXPECT(PSA_SUCCESS, psa_destroy_key(other));
}

const struct psa_case psa_profile_cases[] = {
    {"SHA-512 is the known one", sha_512_is_the_known_one},
    {"every hash is suspended", every_hash_is_suspended},
    {"ChaCha20-Poly1305 is the known one", chacha20_poly1305_is_the_known_one},
    {"PBKDF2 is the known one", pbkdf2_is_the_known_one},
    {"deterministic ECDSA is the known one", deterministic_ecdsa_is_the_known_one},
    {"P-384 signs and agrees", p384_signs_and_agrees},
    {"RSA signs and encrypts", rsa_signs_and_encrypts},
    {NULL, NULL},
};
