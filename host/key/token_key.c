/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * A key in a token as a key like any other. OpenSSL 3.0 has no provider for PKCS#11 of its own; its
 * older EC_KEY_METHOD lets one function sign elsewhere, and everything above, certificates too,
 * then works with such a key: hence the macro below. */
#define OPENSSL_SUPPRESS_DEPRECATED

#include "host/key/hsm.h"
#include "host/key/internal.h"

#include <openssl/bn.h>
#include <openssl/ec.h>
#include <openssl/ecdsa.h>
#include <stdlib.h>
#include <string.h>

/* Where an EC_KEY keeps its struct hf_hsm; -1 before the first. */
static int place = -1;

static ECDSA_SIG *sign_elsewhere(const unsigned char *digest, int size, const BIGNUM *inverse,
                                 const BIGNUM *r, EC_KEY *key)
{
    struct hf_hsm *hsm = EC_KEY_get_ex_data(key, place);
    ECDSA_SIG *signature = NULL;
    uint8_t raw[64];

    (void)inverse;
    (void)r;
    if (hsm == NULL || size != 32 || !hf_hsm_sign(hsm, digest, raw)) {
        return NULL;
    }
    BIGNUM *first = BN_bin2bn(raw, 32, NULL);
    BIGNUM *second = BN_bin2bn(raw + 32, 32, NULL);

    signature = ECDSA_SIG_new();
    if (first == NULL || second == NULL || signature == NULL ||
        ECDSA_SIG_set0(signature, first, second) != 1) {
        BN_free(first);
        BN_free(second);
        ECDSA_SIG_free(signature);
        return NULL;
    }
    return signature;
}

/* OpenSSL's own method, but for signing. Made once; lives as long as the program. */
static EC_KEY_METHOD *method(void)
{
    static EC_KEY_METHOD *made;
    int (*sign)(int, const unsigned char *, int, unsigned char *, unsigned int *, const BIGNUM *,
                const BIGNUM *, EC_KEY *) = NULL;

    if (made == NULL) {
        place = EC_KEY_get_ex_new_index(0, NULL, NULL, NULL, NULL);
        made = EC_KEY_METHOD_new(EC_KEY_OpenSSL());
        if (made != NULL) {
            EC_KEY_METHOD_get_sign(made, &sign, NULL, NULL);
            EC_KEY_METHOD_set_sign(made, sign, NULL, sign_elsewhere);
        }
    }
    return made;
}

static EC_KEY *make_ec_key(struct hf_hsm *hsm, const uint8_t point[65])
{
    EC_KEY_METHOD *own = method();
    EC_KEY *key = EC_KEY_new_by_curve_name(NID_X9_62_prime256v1);

    if (own == NULL || key == NULL || EC_KEY_oct2key(key, point, 65, NULL) != 1 ||
        EC_KEY_set_method(key, own) != 1 || EC_KEY_set_ex_data(key, place, hsm) != 1) {
        EC_KEY_free(key);
        return NULL;
    }
    return key;
}

bool hf_token_key_load(const char *uri, struct hf_key **key, struct hf_trouble *trouble)
{
    uint8_t point[65];
    struct hf_hsm *hsm = NULL;

    if (!hf_hsm_find(uri, &hsm, point, trouble)) {
        return false;
    }
    EC_KEY *inner = make_ec_key(hsm, point);
    EVP_PKEY *outer = inner != NULL ? EVP_PKEY_new() : NULL;

    *key =
        outer != NULL && EVP_PKEY_set1_EC_KEY(outer, inner) == 1 ? calloc(1, sizeof(**key)) : NULL;
    EC_KEY_free(inner);
    if (*key == NULL) {
        EVP_PKEY_free(outer);
        hf_hsm_free(hsm);
        return hf_trouble_set(trouble, "%s: the token's public key is not a point of P-256", uri);
    }
    **key = (struct hf_key){outer, hf_hsm_can_sign(hsm), hsm};
    return true;
}
