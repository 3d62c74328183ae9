/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "host/attest/key.h"

#include <openssl/bio.h>
#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <stdlib.h>
#include <string.h>

#define PEM_SIZE_MAX   16384u
#define FIELD_SIZE_MAX 66u /* P-521 */
#define DER_SIZE_MAX   (3u + 2u * (2u + 1u + FIELD_SIZE_MAX))

struct hf_attest_key {
    EVP_PKEY *inner;
    EVP_PKEY_CTX *verifier;
    EVP_MD *digest;
    EVP_MD_CTX *hasher;
    enum hf_token_algorithm algorithm;
    size_t field_size;
    uint8_t instance_id[HF_TOKEN_UEID_SIZE];
};

static const struct curve {
    const char *group;
    const char *digest;
    enum hf_token_algorithm algorithm;
    size_t field_size;
} curves[] = {
    {"prime256v1", "SHA256", HF_TOKEN_ES256, 32},
    {"secp384r1", "SHA384", HF_TOKEN_ES384, 48},
    {"secp521r1", "SHA512", HF_TOKEN_ES512, 66},
};

static const struct curve *curve_of(const EVP_PKEY *inner)
{
    char group[32] = "";
    size_t size = 0;

    if (!EVP_PKEY_is_a(inner, "EC") ||
        !EVP_PKEY_get_group_name(inner, group, sizeof(group), &size)) {
        return NULL;
    }
    for (size_t i = 0; i < sizeof(curves) / sizeof(curves[0]); i++) {
        if (strcmp(group, curves[i].group) == 0) {
            return &curves[i];
        }
    }
    return NULL;
}

static bool write_coordinate(const EVP_PKEY *inner, const char *name, uint8_t *bytes, size_t size)
{
    BIGNUM *number = NULL;
    bool done = EVP_PKEY_get_bn_param(inner, name, &number) == 1 &&
                BN_bn2binpad(number, bytes, (int)size) == (int)size;

    BN_free(number);
    return done;
}

/* The coordinates are taken one by one, so that the form of the point in the file does not matter.
 */
static bool make_instance_id(struct hf_attest_key *key)
{
    uint8_t point[1u + 2u * FIELD_SIZE_MAX] = {0x04};
    size_t size = key->field_size;

    key->instance_id[0] = 0x01;
    return write_coordinate(key->inner, OSSL_PKEY_PARAM_EC_PUB_X, point + 1, size) &&
           write_coordinate(key->inner, OSSL_PKEY_PARAM_EC_PUB_Y, point + 1 + size, size) &&
           EVP_Digest(point, 1u + 2u * size, key->instance_id + 1, NULL, EVP_sha256(), NULL) == 1;
}

static bool make_ready(struct hf_attest_key *key, const struct curve *curve)
{
    key->algorithm = curve->algorithm;
    key->field_size = curve->field_size;
    key->verifier = EVP_PKEY_CTX_new_from_pkey(NULL, key->inner, NULL);
    key->digest = EVP_MD_fetch(NULL, curve->digest, NULL);
    key->hasher = EVP_MD_CTX_new();
    return key->verifier != NULL && key->digest != NULL && key->hasher != NULL &&
           EVP_PKEY_public_check(key->verifier) == 1 && EVP_PKEY_verify_init(key->verifier) == 1 &&
           EVP_DigestInit_ex2(key->hasher, key->digest, NULL) == 1 && make_instance_id(key);
}

static EVP_PKEY *read_pem(struct hf_bytes pem)
{
    BIO *bio = BIO_new_mem_buf(pem.data, (int)pem.size);
    EVP_PKEY *inner = bio != NULL ? PEM_read_bio_PUBKEY(bio, NULL, NULL, NULL) : NULL;

    BIO_free(bio);
    ERR_clear_error();
    return inner;
}

bool hf_attest_key_read(const char *where, struct hf_bytes pem, struct hf_attest_key **key,
                        struct hf_trouble *trouble)
{
    EVP_PKEY *inner = read_pem(pem);

    if (inner == NULL) {
        return hf_trouble_set(trouble,
                              "%s: not a public key in PEM (BEGIN PUBLIC KEY); `openssl pkey "
                              "-pubout` makes one of a private key",
                              where);
    }
    const struct curve *curve = curve_of(inner);

    if (curve == NULL) {
        EVP_PKEY_free(inner);
        return hf_trouble_set(trouble, "%s: not a P-256, P-384 or P-521 key", where);
    }
    struct hf_attest_key *made = calloc(1, sizeof(*made));

    if (made == NULL) {
        EVP_PKEY_free(inner);
        return hf_trouble_set(trouble, "out of memory");
    }
    made->inner = inner;
    if (!make_ready(made, curve)) {
        hf_attest_key_free(made);
        ERR_clear_error();
        return hf_trouble_set(trouble, "%s: the point is not a key on its curve", where);
    }
    *key = made;
    return true;
}

bool hf_attest_key_load(const char *path, struct hf_attest_key **key, struct hf_trouble *trouble)
{
    struct hf_arena arena = {NULL};
    struct hf_bytes pem;
    bool done = hf_file_read(path, PEM_SIZE_MAX, &arena, &pem, trouble) &&
                hf_attest_key_read(path, pem, key, trouble);

    hf_arena_free(&arena);
    return done;
}

void hf_attest_key_free(struct hf_attest_key *key)
{
    if (key != NULL) {
        EVP_MD_CTX_free(key->hasher);
        EVP_MD_free(key->digest);
        EVP_PKEY_CTX_free(key->verifier);
        EVP_PKEY_free(key->inner);
        free(key);
    }
}

enum hf_token_algorithm hf_attest_key_algorithm(const struct hf_attest_key *key)
{
    return key->algorithm;
}

const uint8_t *hf_attest_key_instance_id(const struct hf_attest_key *key)
{
    return key->instance_id;
}

static size_t write_integer(const uint8_t *scalar, size_t size, uint8_t *der)
{
    size_t skip = 0;
    size_t at = 2;

    while (skip < size - 1u && scalar[skip] == 0) {
        skip++;
    }
    der[0] = 0x02;
    if ((scalar[skip] & 0x80u) != 0) {
        der[at++] = 0;
    }
    memcpy(der + at, scalar + skip, size - skip);
    at += size - skip;
    der[1] = (uint8_t)(at - 2u);
    return at;
}

/* COSE has r || s, OpenSSL takes an ECDSA-Sig-Value. What the numbers are worth OpenSSL says. */
static size_t write_der(hf_span_t raw, uint8_t der[DER_SIZE_MAX])
{
    uint8_t integers[DER_SIZE_MAX];
    size_t half = raw.size / 2u;
    size_t size = write_integer(raw.bytes, half, integers);
    size_t head = 0;

    size += write_integer(raw.bytes + half, half, integers + size);
    der[head++] = 0x30;
    if (size > 127u) {
        der[head++] = 0x81;
    }
    der[head++] = (uint8_t)size;
    memcpy(der + head, integers, size);
    return head + size;
}

static bool hash_parts(struct hf_attest_key *key, const struct hf_token_envelope *envelope,
                       uint8_t digest[EVP_MAX_MD_SIZE], unsigned *size)
{
    struct hf_token_signed parts;

    hf_token_signed_parts(envelope->protected_header, envelope->payload, &parts);
    if (EVP_DigestInit_ex2(key->hasher, NULL, NULL) != 1) {
        return false;
    }
    for (size_t i = 0; i < HF_TOKEN_PARTS; i++) {
        hf_span_t part = hf_token_part(&parts, i);

        if (EVP_DigestUpdate(key->hasher, part.bytes, part.size) != 1) {
            return false;
        }
    }
    return EVP_DigestFinal_ex(key->hasher, digest, size) == 1;
}

bool hf_attest_key_verify(struct hf_attest_key *key, const struct hf_token_envelope *envelope)
{
    uint8_t digest[EVP_MAX_MD_SIZE];
    uint8_t der[DER_SIZE_MAX];
    unsigned size = 0;

    if (envelope->algorithm != key->algorithm || envelope->signature.size != 2u * key->field_size ||
        !hash_parts(key, envelope, digest, &size)) {
        return false;
    }
    size_t der_size = write_der(envelope->signature, der);
    bool good = EVP_PKEY_verify(key->verifier, der, der_size, digest, size) == 1;

    ERR_clear_error();
    return good;
}
