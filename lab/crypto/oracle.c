/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * OpenSSL's low-level functions are deprecated but five times as fast here as EVP contexts. */
#define OPENSSL_SUPPRESS_DEPRECATED
#include "lab/crypto/oracle.h"

#include <openssl/ec.h>
#include <openssl/ecdsa.h>
#include <openssl/obj_mac.h>
#include <openssl/rand.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct oracle {
    EC_KEY *key;
    uint8_t point[65];
    uint64_t random;
};

static void need(int good)
{
    if (!good) {
        fprintf(stderr, "oracle: OpenSSL failed\n");
        exit(3);
    }
}

struct oracle *oracle_new(void)
{
    struct oracle *oracle = calloc(1, sizeof *oracle);

    need(oracle != NULL);
    oracle->key = EC_KEY_new_by_curve_name(NID_X9_62_prime256v1);
    need(oracle->key != NULL && EC_KEY_generate_key(oracle->key) == 1);
    need(EC_POINT_point2oct(EC_KEY_get0_group(oracle->key), EC_KEY_get0_public_key(oracle->key),
                            POINT_CONVERSION_UNCOMPRESSED, oracle->point, sizeof oracle->point,
                            NULL) == sizeof oracle->point);
    need(RAND_bytes((uint8_t *)&oracle->random, sizeof oracle->random) == 1);
    return oracle;
}

void oracle_free(struct oracle *oracle)
{
    if (oracle != NULL) {
        EC_KEY_free(oracle->key);
        free(oracle);
    }
}

/* splitmix64: cheap, and good enough to spread the samples. */
static uint64_t next_random(struct oracle *oracle)
{
    uint64_t z = (oracle->random += 0x9e3779b97f4a7c15);

    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
    z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
    return z ^ (z >> 31);
}

void oracle_sign(struct oracle *oracle, struct oracle_case *sample)
{
    ECDSA_SIG *signature;

    memcpy(sample->key, oracle->point + 1, sizeof sample->key);
    for (size_t i = 0; i < sizeof sample->hash; i += 8) {
        uint64_t random = next_random(oracle);

        memcpy(sample->hash + i, &random, sizeof random);
    }
    signature = ECDSA_do_sign(sample->hash, sizeof sample->hash, oracle->key);
    need(signature != NULL);
    need(BN_bn2binpad(ECDSA_SIG_get0_r(signature), sample->signature, 32) == 32);
    need(BN_bn2binpad(ECDSA_SIG_get0_s(signature), sample->signature + 32, 32) == 32);
    ECDSA_SIG_free(signature);
    sample->good = 1;
}

/* The nonce's inverse, and the x coordinate of its point, modulo n. */
static void prepare_nonce(const EC_GROUP *group, const BIGNUM *nonce, BIGNUM *inverse, BIGNUM *r)
{
    const BIGNUM *n = EC_GROUP_get0_order(group);
    EC_POINT *point = EC_POINT_new(group);
    BN_CTX *context = BN_CTX_new();

    need(point != NULL && context != NULL);
    need(EC_POINT_mul(group, point, nonce, NULL, NULL, context) == 1);
    need(EC_POINT_get_affine_coordinates(group, point, r, NULL, context) == 1);
    need(BN_nnmod(r, r, n, context) == 1 && BN_mod_inverse(inverse, nonce, n, context) != NULL);
    EC_POINT_free(point);
    BN_CTX_free(context);
}

/* 1 + bytes modulo n - 1: any bytes give a number from 1 to n - 1. */
static BIGNUM *number_in_range(const EC_GROUP *group, const uint8_t bytes[32])
{
    BIGNUM *number = BN_bin2bn(bytes, 32, NULL), *limit = BN_dup(EC_GROUP_get0_order(group));
    BN_CTX *context = BN_CTX_new();

    need(number != NULL && limit != NULL && context != NULL && BN_sub_word(limit, 1) == 1);
    need(BN_nnmod(number, number, limit, context) == 1 && BN_add_word(number, 1) == 1);
    BN_free(limit);
    BN_CTX_free(context);
    return number;
}

void oracle_make(struct oracle_case *sample, const uint8_t secret[32], const uint8_t nonce[32],
                 const uint8_t hash[32])
{
    EC_KEY *key = EC_KEY_new_by_curve_name(NID_X9_62_prime256v1);
    const EC_GROUP *group = EC_KEY_get0_group(key);
    BIGNUM *d = number_in_range(group, secret), *k = number_in_range(group, nonce);
    BIGNUM *inverse = BN_new(), *r = BN_new();
    EC_POINT *point = EC_POINT_new(group);
    ECDSA_SIG *signature;
    uint8_t encoded[65];

    need(inverse != NULL && r != NULL && point != NULL);
    need(EC_POINT_mul(group, point, d, NULL, NULL, NULL) == 1);
    need(EC_KEY_set_private_key(key, d) == 1 && EC_KEY_set_public_key(key, point) == 1);
    need(EC_POINT_point2oct(group, point, POINT_CONVERSION_UNCOMPRESSED, encoded, sizeof encoded,
                            NULL) == sizeof encoded);
    memset(sample, 0, sizeof *sample);
    memcpy(sample->key, encoded + 1, sizeof sample->key);
    memcpy(sample->hash, hash, sizeof sample->hash);
    prepare_nonce(group, k, inverse, r);
    signature = ECDSA_do_sign_ex(hash, 32, inverse, r, key);
    if (signature != NULL) {
        need(BN_bn2binpad(ECDSA_SIG_get0_r(signature), sample->signature, 32) == 32);
        need(BN_bn2binpad(ECDSA_SIG_get0_s(signature), sample->signature + 32, 32) == 32);
        sample->good = 1;
    }
    ECDSA_SIG_free(signature);
    EC_POINT_free(point);
    BN_clear_free(d);
    BN_clear_free(k);
    BN_clear_free(inverse);
    BN_free(r);
    EC_KEY_free(key);
}

/* Flip number i of at most three, each in a third of its own, so that none undoes another. */
static void flip(uint8_t *bytes, size_t size, size_t i, uint64_t random)
{
    size_t third = size * 8 / 3;
    size_t at = i * third + random % third;

    bytes[at / 8] ^= (uint8_t)(1u << (at % 8));
}

void oracle_corrupt(struct oracle *oracle, struct oracle_case *sample)
{
    uint64_t kind = next_random(oracle) % 16;
    uint64_t flips = 1 + next_random(oracle) % 3;

    for (uint64_t i = 0; i < flips; i++) {
        if (kind == 0) {
            flip(sample->key, sizeof sample->key, i, next_random(oracle));
        } else if (kind < 6) {
            flip(sample->hash, sizeof sample->hash, i, next_random(oracle));
        } else {
            flip(sample->signature, sizeof sample->signature, i, next_random(oracle));
        }
    }
    sample->good = 0;
}

/* The key of a sample that is not the oracle's own; NULL when it is no point of the curve. */
static EC_KEY *foreign_key(const uint8_t key[64])
{
    uint8_t point[65] = {POINT_CONVERSION_UNCOMPRESSED};
    EC_KEY *result = EC_KEY_new_by_curve_name(NID_X9_62_prime256v1);

    need(result != NULL);
    memcpy(point + 1, key, 64);
    if (EC_KEY_oct2key(result, point, sizeof point, NULL) != 1) {
        EC_KEY_free(result);
        return NULL;
    }
    return result;
}

int oracle_verify(const struct oracle *oracle, const struct oracle_case *sample)
{
    int own = memcmp(sample->key, oracle->point + 1, sizeof sample->key) == 0;
    EC_KEY *key = own ? oracle->key : foreign_key(sample->key);
    ECDSA_SIG *signature;
    BIGNUM *r, *s;
    int good;

    if (key == NULL) {
        return 0;
    }
    signature = ECDSA_SIG_new();
    r = BN_bin2bn(sample->signature, 32, NULL);
    s = BN_bin2bn(sample->signature + 32, 32, NULL);
    need(signature != NULL && r != NULL && s != NULL && ECDSA_SIG_set0(signature, r, s) == 1);
    good = ECDSA_do_verify(sample->hash, sizeof sample->hash, signature, key) == 1;
    ECDSA_SIG_free(signature);
    if (!own) {
        EC_KEY_free(key);
    }
    return good;
}
