/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * ECDSA with the nonce of RFC 6979, so that a signed image can be reproduced byte for byte.
 * OpenSSL 3.0 has no such nonce of its own (3.2 does), and only its older ECDSA interface takes one
 * from outside: hence the macro below. The scalar arithmetic stays OpenSSL's, in constant time. */
#define OPENSSL_SUPPRESS_DEPRECATED

#include "host/key/digest.h"
#include "host/key/internal.h"

#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/ecdsa.h>
#include <openssl/err.h>
#include <string.h>

#define TRIES_MAX 8

/* RFC 6979, 3.2: K and V, and their step. */
struct nonce_source {
    uint8_t k[32];
    uint8_t v[32];
};

static void mix(struct nonce_source *source, uint8_t mark, const uint8_t *secret,
                const uint8_t *digest)
{
    hf_span_t spans[] = {
        {source->v, 32}, {&mark, 1}, {secret, secret != NULL ? 32 : 0}, {digest, digest ? 32 : 0}};
    hf_span_t v = {source->v, 32};
    uint8_t next[32];

    hf_mac(source->k, spans, 4, next);
    memcpy(source->k, next, 32);
    hf_mac(source->k, &v, 1, next);
    memcpy(source->v, next, 32);
    hf_wipe(next, sizeof(next));
}

static void next_nonce(struct nonce_source *source, uint8_t nonce[32])
{
    hf_span_t v = {source->v, 32};

    hf_mac(source->k, &v, 1, nonce);
    memcpy(source->v, nonce, 32);
}

/* `digest` modulo the order: RFC 6979's bits2octets for a 256-bit hash and a 256-bit order. */
static bool reduce(const EC_GROUP *group, const uint8_t digest[32], uint8_t reduced[32])
{
    BIGNUM *value = BN_bin2bn(digest, 32, NULL);
    const BIGNUM *order = EC_GROUP_get0_order(group);
    bool done = value != NULL;

    if (done && BN_cmp(value, order) >= 0) {
        done = BN_sub(value, value, order) == 1;
    }
    done = done && BN_bn2binpad(value, reduced, 32) == 32;
    BN_free(value);
    return done;
}

/* r = x(k * G) mod n and 1/k mod n; false when k is not a scalar or r is zero: take the next k. */
static bool precompute(const EC_GROUP *group, const BIGNUM *k, BIGNUM *inverse, BIGNUM *r)
{
    const BIGNUM *order = EC_GROUP_get0_order(group);
    BN_CTX *context = BN_CTX_secure_new();
    EC_POINT *point = EC_POINT_new(group);
    BIGNUM *exponent = BN_dup(order);
    BN_MONT_CTX *mont = BN_MONT_CTX_new();
    bool done = context != NULL && point != NULL && exponent != NULL && mont != NULL &&
                !BN_is_zero(k) && BN_cmp(k, order) < 0 &&
                EC_POINT_mul(group, point, k, NULL, NULL, context) &&
                EC_POINT_get_affine_coordinates(group, point, r, NULL, context) &&
                BN_nnmod(r, r, order, context) && !BN_is_zero(r) && BN_sub_word(exponent, 2) &&
                BN_MONT_CTX_set(mont, order, context) &&
                BN_mod_exp_mont_consttime(inverse, k, exponent, order, context, mont);

    BN_MONT_CTX_free(mont);
    BN_free(exponent);
    EC_POINT_clear_free(point);
    BN_CTX_free(context);
    return done;
}

/* One signature with the nonce `bytes`, or NULL. */
static ECDSA_SIG *sign_with_nonce(EC_KEY *key, const uint8_t digest[32], const uint8_t bytes[32])
{
    BIGNUM *k = BN_secure_new();
    BIGNUM *inverse = BN_secure_new();
    BIGNUM *r = BN_new();
    ECDSA_SIG *signature = NULL;

    if (k != NULL && inverse != NULL && r != NULL && BN_bin2bn(bytes, 32, k) != NULL) {
        BN_set_flags(k, BN_FLG_CONSTTIME);
        if (precompute(EC_KEY_get0_group(key), k, inverse, r)) {
            signature = ECDSA_do_sign_ex(digest, 32, inverse, r, key);
        }
    }
    BN_clear_free(k);
    BN_clear_free(inverse);
    BN_free(r);
    return signature;
}

static ECDSA_SIG *sign_digest(EC_KEY *key, const uint8_t digest[32])
{
    struct nonce_source source = {{0}, {0}};
    uint8_t secret[32];
    uint8_t reduced[32];
    uint8_t nonce[32];
    ECDSA_SIG *signature = NULL;

    if (BN_bn2binpad(EC_KEY_get0_private_key(key), secret, 32) != 32 ||
        !reduce(EC_KEY_get0_group(key), digest, reduced)) {
        return NULL;
    }
    memset(source.v, 1, sizeof(source.v));
    mix(&source, 0, secret, reduced);
    mix(&source, 1, secret, reduced);
    for (int i = 0; i < TRIES_MAX && signature == NULL; i++) {
        next_nonce(&source, nonce);
        signature = sign_with_nonce(key, digest, nonce);
        mix(&source, 0, NULL, NULL);
    }
    hf_wipe(&source, sizeof(source));
    hf_wipe(secret, sizeof(secret));
    hf_wipe(nonce, sizeof(nonce));
    return signature;
}

bool hf_key_sign(const struct hf_key *key, const uint8_t digest[32],
                 uint8_t der[HF_SIGNATURE_DER_MAX], size_t *size, struct hf_trouble *trouble)
{
    struct hf_public public_half;
    uint8_t *at = der;
    EC_KEY *inner = key->private_half ? EVP_PKEY_get1_EC_KEY(key->inner) : NULL;
    ECDSA_SIG *signature = inner == NULL      ? NULL
                           : key->hsm != NULL ? ECDSA_do_sign(digest, 32, inner)
                                              : sign_digest(inner, digest);
    int written = signature != NULL ? i2d_ECDSA_SIG(signature, &at) : 0;

    ECDSA_SIG_free(signature);
    EC_KEY_free(inner);
    ERR_clear_error();
    if (written <= 0) {
        return hf_trouble_set(trouble, key->hsm != NULL && key->private_half
                                           ? "cannot sign: the token refuses"
                                           : "cannot sign: the key has no private half");
    }
    *size = (size_t)written;
    /* a signature made from a faulty computation can give the key away: none leaves unverified */
    hf_key_public(key, &public_half);
    if (!hf_key_verify(public_half.spki, digest, (hf_span_t){der, *size})) {
        hf_wipe(der, HF_SIGNATURE_DER_MAX);
        return hf_trouble_set(trouble, "cannot sign: the signature does not verify");
    }
    return true;
}
