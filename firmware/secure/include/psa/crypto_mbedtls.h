/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * psa/crypto_mbedtls.h - the few names beyond the standard by which Mbed TLS's own TLS and X.509
 * call PSA Crypto, so that they build against these headers as a client (docs/psa.md). */
#ifndef PSA_CRYPTO_MBEDTLS_H
#define PSA_CRYPTO_MBEDTLS_H

#include "psa/crypto_types.h"

typedef psa_key_id_t mbedtls_svc_key_id_t;
typedef uint16_t psa_key_bits_t;

#define MBEDTLS_SVC_KEY_ID_INIT               ((psa_key_id_t)0)
#define MBEDTLS_SVC_KEY_ID_GET_KEY_ID(id)     (id)
#define MBEDTLS_SVC_KEY_ID_GET_OWNER_ID(id)   (0)
#define PSA_KEY_BITS_TOO_LARGE                0xffffu
#define PSA_MAX_KEY_BITS                      0xfff8u
#define MBEDTLS_PSA_ALG_AEAD_EQUAL(alg, base) PSA_AEAD_IS(alg, base)
#define PSA_CRYPTO_ITS_RANDOM_SEED_UID        0xffffff52u

static inline int mbedtls_svc_key_id_is_null(mbedtls_svc_key_id_t key)
{
    return key == 0;
}

static inline int mbedtls_svc_key_id_equal(mbedtls_svc_key_id_t a, mbedtls_svc_key_id_t b)
{
    return a == b;
}

/* A new key's parameters beyond its attributes: there are none. */
typedef struct psa_custom_key_parameters_s {
    uint32_t flags;
} psa_custom_key_parameters_t;

#endif
