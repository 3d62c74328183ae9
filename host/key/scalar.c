/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * A key pair from its private number alone: what a device does with a derived key. */
#include "host/key/internal.h"

#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/err.h>
#include <openssl/param_build.h>
#include <stdlib.h>

#define POINT_SIZE 65u

static bool in_range(const BIGNUM *number, const EC_GROUP *group)
{
    return !BN_is_zero(number) && BN_cmp(number, EC_GROUP_get0_order(group)) < 0;
}

/* 04 || X || Y of number * G. */
static bool multiply(const EC_GROUP *group, const BIGNUM *number, uint8_t bytes[POINT_SIZE])
{
    EC_POINT *point = EC_POINT_new(group);
    bool done = point != NULL && EC_POINT_mul(group, point, number, NULL, NULL, NULL) == 1 &&
                EC_POINT_point2oct(group, point, POINT_CONVERSION_UNCOMPRESSED, bytes, POINT_SIZE,
                                   NULL) == POINT_SIZE;

    EC_POINT_free(point);
    return done;
}

static EVP_PKEY *assemble(const BIGNUM *number, const uint8_t bytes[POINT_SIZE])
{
    OSSL_PARAM_BLD *builder = OSSL_PARAM_BLD_new();
    EVP_PKEY_CTX *context = EVP_PKEY_CTX_new_from_name(NULL, "EC", NULL);
    OSSL_PARAM *params = NULL;
    EVP_PKEY *inner = NULL;

    if (builder != NULL && context != NULL &&
        OSSL_PARAM_BLD_push_utf8_string(builder, OSSL_PKEY_PARAM_GROUP_NAME, "P-256", 0) &&
        OSSL_PARAM_BLD_push_BN(builder, OSSL_PKEY_PARAM_PRIV_KEY, number) &&
        OSSL_PARAM_BLD_push_octet_string(builder, OSSL_PKEY_PARAM_PUB_KEY, bytes, POINT_SIZE)) {
        params = OSSL_PARAM_BLD_to_param(builder);
    }
    if (params == NULL || EVP_PKEY_fromdata_init(context) != 1 ||
        EVP_PKEY_fromdata(context, &inner, EVP_PKEY_KEYPAIR, params) != 1) {
        inner = NULL;
    }
    OSSL_PARAM_free(params);
    OSSL_PARAM_BLD_free(builder);
    EVP_PKEY_CTX_free(context);
    return inner;
}

bool hf_key_from_scalar(const uint8_t scalar[32], struct hf_key **key)
{
    EC_GROUP *group = EC_GROUP_new_by_curve_name(NID_X9_62_prime256v1);
    BIGNUM *number = BN_bin2bn(scalar, 32, NULL);
    uint8_t bytes[POINT_SIZE];
    EVP_PKEY *inner = NULL;

    if (group != NULL && number != NULL && in_range(number, group) &&
        multiply(group, number, bytes)) {
        inner = assemble(number, bytes);
    }
    BN_clear_free(number);
    EC_GROUP_free(group);
    ERR_clear_error();
    *key = inner != NULL ? calloc(1, sizeof(**key)) : NULL;
    if (*key == NULL) {
        EVP_PKEY_free(inner);
        return false;
    }
    **key = (struct hf_key){inner, true, NULL};
    return true;
}

bool hf_key_scalar(const struct hf_key *key, uint8_t scalar[32], struct hf_trouble *trouble)
{
    BIGNUM *number = NULL;
    bool const done = key->private_half && key->hsm == NULL &&
                      EVP_PKEY_get_bn_param(key->inner, OSSL_PKEY_PARAM_PRIV_KEY, &number) == 1 &&
                      BN_bn2binpad(number, scalar, 32) == 32;

    BN_clear_free(number);
    ERR_clear_error();
    return done || hf_trouble_set(trouble, "the private half must be in a file: what a "
                                           "token holds does not leave it");
}
