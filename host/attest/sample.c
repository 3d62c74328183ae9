/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "host/attest/sample.h"

#include <openssl/bio.h>
#include <openssl/bn.h>
#include <openssl/ecdsa.h>
#include <openssl/pem.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void must(int holds, const char *what)
{
    if (!holds) {
        fprintf(stderr, "sample token: %s failed\n", what);
        abort();
    }
}

struct hf_attest_key *hf_sample_public(EVP_PKEY *key)
{
    BIO *bio = BIO_new(BIO_s_mem());
    struct hf_attest_key *made = NULL;
    struct hf_trouble trouble = {""};
    struct hf_bytes pem;
    char *text = NULL;

    must(bio != NULL && PEM_write_bio_PUBKEY(bio, key) == 1, "PEM_write_bio_PUBKEY");
    pem.size = (size_t)BIO_get_mem_data(bio, &text);
    pem.data = text;
    must(hf_attest_key_read("sample", pem, &made, &trouble), trouble.line);
    BIO_free(bio);
    return made;
}

static const char *digest_of(enum hf_token_algorithm algorithm)
{
    return algorithm == HF_TOKEN_ES256   ? "SHA256"
           : algorithm == HF_TOKEN_ES384 ? "SHA384"
                                         : "SHA512";
}

/* r || s of half the `size` each. */
static void sign_parts(EVP_PKEY *key, enum hf_token_algorithm algorithm,
                       const struct hf_token_signed *parts, hf_span_t *raw)
{
    EVP_MD_CTX *context = EVP_MD_CTX_new();
    uint8_t der[160];
    const uint8_t *at = der;
    size_t size = sizeof(der);
    uint8_t *bytes = (uint8_t *)(uintptr_t)raw->bytes;
    int half = (int)(raw->size / 2u);

    must(EVP_DigestSignInit_ex(context, NULL, digest_of(algorithm), NULL, NULL, key, NULL) == 1,
         "EVP_DigestSignInit_ex");
    for (size_t i = 0; i < HF_TOKEN_PARTS; i++) {
        hf_span_t part = hf_token_part(parts, i);

        must(EVP_DigestSignUpdate(context, part.bytes, part.size) == 1, "EVP_DigestSignUpdate");
    }
    must(EVP_DigestSignFinal(context, der, &size) == 1, "EVP_DigestSignFinal");
    ECDSA_SIG *signature = d2i_ECDSA_SIG(NULL, &at, (long)size);

    must(BN_bn2binpad(ECDSA_SIG_get0_r(signature), bytes, half) == half, "BN_bn2binpad");
    must(BN_bn2binpad(ECDSA_SIG_get0_s(signature), bytes + half, half) == half, "BN_bn2binpad");
    ECDSA_SIG_free(signature);
    EVP_MD_CTX_free(context);
}

static hf_err_t sign_es256(void *context, const struct hf_token_signed *parts,
                           uint8_t signature[HF_TOKEN_SIGNATURE_SIZE])
{
    hf_span_t raw = {signature, HF_TOKEN_SIGNATURE_SIZE};

    sign_parts(context, HF_TOKEN_ES256, parts, &raw);
    return HF_OK;
}

void hf_sample_claims(EVP_PKEY *key, hf_span_t nonce, struct hf_token_claims *claims)
{
    static struct hf_handoff handoff = {.lifecycle = HF_LIFECYCLE_SECURED, .boot_seed = {5, 6, 7}};
    static struct hf_token_measured measured;
    static uint8_t instance_id[HF_TOKEN_UEID_SIZE];
    static const uint8_t implementation_id[32] = {'h', 'o', 'l', 'd', 'f', 'a', 's', 't'};
    struct hf_attest_key *public_half = hf_sample_public(key);

    memcpy(instance_id, hf_attest_key_instance_id(public_half), sizeof(instance_id));
    hf_attest_key_free(public_half);
    for (size_t role = 0; role < HF_ROLE_COUNT; role++) {
        struct hf_measurement *image = &handoff.measured[role];

        image->size = 4096;
        memset(image->hash, (int)(0x10 + role), sizeof(image->hash));
        memset(image->signer, (int)(0x20 + role), sizeof(image->signer));
        image->version[0] = 1;
        image->version[2] = (uint8_t)(2u + role);
    }
    *claims = (struct hf_token_claims){.nonce = nonce,
                                       .instance_id = {instance_id, sizeof(instance_id)},
                                       .implementation_id = {implementation_id, 32},
                                       .client_id = -1};
    hf_token_from_handoff(&handoff, &measured, claims);
}

void hf_sample_write(EVP_PKEY *key, const struct hf_token_claims *claims,
                     struct hf_sample_token *token)
{
    struct hf_token_signer signer = {sign_es256, key};

    must(hf_token_write(claims, &signer, token->bytes, sizeof(token->bytes), &token->size) == HF_OK,
         "hf_token_write");
}

void hf_sample_sign(EVP_PKEY *key, hf_span_t payload, struct hf_sample_token *token)
{
    struct hf_cbor_out out = hf_cbor_out(token->bytes, sizeof(token->bytes));
    struct hf_attest_key *public_half = hf_sample_public(key);
    enum hf_token_algorithm algorithm = hf_attest_key_algorithm(public_half);
    uint8_t header[8];
    struct hf_cbor_out header_out = hf_cbor_out(header, sizeof(header));
    uint8_t signature[132];
    hf_span_t raw = {signature, algorithm == HF_TOKEN_ES256   ? 64
                                : algorithm == HF_TOKEN_ES384 ? 96
                                                              : 132};
    struct hf_token_signed parts;

    hf_attest_key_free(public_half);
    hf_cbor_write_head(&header_out, HF_CBOR_MAP, 1);
    hf_cbor_write_int(&header_out, 1);
    hf_cbor_write_int(&header_out, algorithm);
    hf_token_signed_parts((hf_span_t){header, header_out.offset}, payload, &parts);
    sign_parts(key, algorithm, &parts, &raw);
    hf_cbor_write_head(&out, HF_CBOR_TAG, 18);
    hf_cbor_write_head(&out, HF_CBOR_ARRAY, 4);
    hf_cbor_write_bytes(&out, (hf_span_t){header, header_out.offset});
    hf_cbor_write_head(&out, HF_CBOR_MAP, 0);
    hf_cbor_write_bytes(&out, payload);
    hf_cbor_write_bytes(&out, raw);
    must(hf_cbor_end(&out, &token->size) == HF_OK, "hf_cbor_end");
}
