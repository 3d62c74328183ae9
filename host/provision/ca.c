/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "host/provision/internal.h"

#include "host/key/digest.h"

#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/x509v3.h>
#include <stdlib.h>
#include <string.h>

#define PEM_SIZE_MAX 65536u
#define SERIAL_SIZE  16

/* IEEE 802.1AR: a device certificate has no end that anybody knows. */
#define NO_END "99991231235959Z"

void hf_instance_id(const uint8_t attestation[64], uint8_t instance_id[HF_TOKEN_UEID_SIZE])
{
    static const uint8_t uncompressed = 0x04;
    hf_span_t const parts[] = {{&uncompressed, 1}, {attestation, 64}};

    instance_id[0] = 0x01;
    hf_digest(parts, 2, instance_id + 1);
}

static X509 *read_certificate(const char *path, struct hf_trouble *trouble)
{
    struct hf_arena arena = {NULL};
    struct hf_bytes pem;
    X509 *certificate = NULL;

    if (hf_file_read(path, PEM_SIZE_MAX, &arena, &pem, trouble)) {
        BIO *bio = BIO_new_mem_buf(pem.data, (int)pem.size);

        certificate = bio != NULL ? PEM_read_bio_X509(bio, NULL, NULL, NULL) : NULL;
        BIO_free(bio);
        if (certificate == NULL) {
            hf_trouble_set(trouble, "%s: no certificate in PEM", path);
        } else if (X509_check_ca(certificate) != 1) {
            hf_trouble_set(trouble, "%s: not the certificate of an authority (no CA:TRUE)", path);
            X509_free(certificate);
            certificate = NULL;
        }
    }
    ERR_clear_error();
    hf_arena_free(&arena);
    return certificate;
}

bool hf_ca_open(const struct hf_ca_source *source, struct hf_ca **ca, struct hf_trouble *trouble)
{
    struct hf_ca *made = calloc(1, sizeof(*made));
    bool done = made != NULL;

    if (done) {
        made->certificate = read_certificate(source->certificate, trouble);
        done = made->certificate != NULL && hf_key_load(source->key, &made->key, trouble);
    }
    if (done && !hf_key_is_private(made->key)) {
        done = hf_trouble_set(trouble, "%s: a public key; the authority signs with its private one",
                              hf_quote(source->key).text);
    }
    if (done && X509_check_private_key(made->certificate, hf_key_pkey(made->key)) != 1) {
        done = hf_trouble_set(trouble, "%s: the key is not the one of this certificate (--ca-key)",
                              source->certificate);
    }
    ERR_clear_error();
    if (!done) {
        hf_ca_free(made);
        return false;
    }
    *ca = made;
    return true;
}

void hf_ca_free(struct hf_ca *ca)
{
    if (ca != NULL) {
        X509_free(ca->certificate);
        hf_key_free(ca->key);
        free(ca);
    }
}

const char *hf_ca_test_name(const struct hf_ca *ca)
{
    struct hf_public public_half;

    hf_key_public(ca->key, &public_half);
    return hf_key_test_name(public_half.hash);
}

static bool add_extension(const struct hf_ca *ca, X509 *certificate, int kind, const char *value)
{
    X509V3_CTX context;

    X509V3_set_ctx(&context, ca->certificate, certificate, NULL, NULL, 0);
    X509_EXTENSION *extension = X509V3_EXT_conf_nid(NULL, &context, kind, value);
    bool done = extension != NULL && X509_add_ext(certificate, extension, -1) == 1;

    X509_EXTENSION_free(extension);
    return done;
}

static bool set_serial(X509 *certificate)
{
    uint8_t bytes[SERIAL_SIZE];
    bool done = RAND_bytes(bytes, sizeof(bytes)) == 1;

    bytes[0] = (uint8_t)((bytes[0] & 0x7fu) | 0x40u); /* positive, and of one length */
    BIGNUM *number = BN_bin2bn(bytes, sizeof(bytes), NULL);

    done = done && number != NULL &&
           BN_to_ASN1_INTEGER(number, X509_get_serialNumber(certificate)) != NULL;
    BN_free(number);
    return done;
}

/* The name is the instance id without its first byte: 64 digits, as many as a common name has. */
static bool fill(const struct hf_ca *ca, X509 *certificate, EVP_PKEY *identity,
                 const uint8_t instance_id[HF_TOKEN_UEID_SIZE])
{
    char name[2u * (HF_TOKEN_UEID_SIZE - 1u) + 1u];
    X509_NAME *subject = X509_get_subject_name(certificate);

    hf_hex(instance_id + 1, HF_TOKEN_UEID_SIZE - 1u, name);
    return X509_set_version(certificate, X509_VERSION_3) == 1 && set_serial(certificate) &&
           X509_set_issuer_name(certificate, X509_get_subject_name(ca->certificate)) == 1 &&
           X509_gmtime_adj(X509_getm_notBefore(certificate), 0) != NULL &&
           ASN1_TIME_set_string(X509_getm_notAfter(certificate), NO_END) == 1 &&
           X509_NAME_add_entry_by_txt(subject, "CN", MBSTRING_ASC, (const unsigned char *)name, -1,
                                      -1, 0) == 1 &&
           X509_set_pubkey(certificate, identity) == 1 &&
           add_extension(ca, certificate, NID_basic_constraints, "critical,CA:FALSE") &&
           add_extension(ca, certificate, NID_key_usage, "critical,digitalSignature") &&
           add_extension(ca, certificate, NID_ext_key_usage, "clientAuth") &&
           add_extension(ca, certificate, NID_subject_key_identifier, "hash") &&
           add_extension(ca, certificate, NID_authority_key_identifier, "keyid");
}

static EVP_PKEY *key_of_point(const uint8_t point[64])
{
    uint8_t bytes[65] = {0x04};
    EVP_PKEY_CTX *context = EVP_PKEY_CTX_new_from_name(NULL, "EC", NULL);
    char group[] = "P-256";
    OSSL_PARAM const params[] = {OSSL_PARAM_utf8_string("group", group, sizeof(group) - 1u),
                                 OSSL_PARAM_octet_string("pub", bytes, sizeof(bytes)),
                                 OSSL_PARAM_END};
    EVP_PKEY *key = NULL;

    memcpy(bytes + 1, point, 64);
    if (context == NULL || EVP_PKEY_fromdata_init(context) != 1 ||
        EVP_PKEY_fromdata(context, &key, EVP_PKEY_PUBLIC_KEY, (OSSL_PARAM *)(uintptr_t)params) !=
            1) {
        key = NULL;
    }
    EVP_PKEY_CTX_free(context);
    return key;
}

bool hf_ca_certify(const struct hf_ca *ca, const struct hf_ca_subject *subject,
                   struct hf_arena *arena, hf_span_t *der, struct hf_trouble *trouble)
{
    X509 *certificate = X509_new();
    EVP_PKEY *key = key_of_point(subject->identity);
    uint8_t *bytes = NULL;
    bool filled =
        certificate != NULL && key != NULL && fill(ca, certificate, key, subject->instance_id);
    int size = filled && X509_sign(certificate, hf_key_pkey(ca->key), EVP_sha256()) > 0
                   ? i2d_X509(certificate, &bytes)
                   : 0;

    if (size > 0) {
        *der = (hf_span_t){(const uint8_t *)hf_arena_copy(arena, (char *)bytes, (size_t)size),
                           (size_t)size};
    }
    OPENSSL_free(bytes);
    EVP_PKEY_free(key);
    X509_free(certificate);
    ERR_clear_error();
    if (size <= 0) {
        return hf_trouble_set(trouble, filled ? "the authority's key does not sign"
                                              : "no certificate can be made for this key");
    }
    return (size_t)size <= HF_PROVISION_CERTIFICATE_MAX ||
           hf_trouble_set(trouble,
                          "the certificate has %d bytes, a device keeps %u: shorten the "
                          "authority's name",
                          size, HF_PROVISION_CERTIFICATE_MAX);
}

const char *hf_certificate_pem(hf_span_t der, struct hf_arena *arena)
{
    const uint8_t *at = der.bytes;
    X509 *certificate = d2i_X509(NULL, &at, (long)der.size);
    BIO *bio = BIO_new(BIO_s_mem());
    const char *pem = NULL;
    char *text = NULL;

    if (certificate != NULL && bio != NULL && PEM_write_bio_X509(bio, certificate) == 1) {
        long const size = BIO_get_mem_data(bio, &text);

        pem = hf_arena_copy(arena, text, (size_t)size);
    }
    BIO_free(bio);
    X509_free(certificate);
    ERR_clear_error();
    return pem;
}

/* INVARIANT: true only when OpenSSL built a chain of one step to the CA that was named, and nothing
 * else was trusted. */
static bool chains(X509 *authority, X509 *certificate, struct hf_trouble *trouble)
{
    X509_STORE *store = X509_STORE_new();
    X509_STORE_CTX *context = X509_STORE_CTX_new();
    bool good = store != NULL && context != NULL && X509_STORE_add_cert(store, authority) == 1 &&
                X509_STORE_CTX_init(context, store, certificate, NULL) == 1;

    if (good) {
        X509_STORE_set_flags(store, X509_V_FLAG_X509_STRICT | X509_V_FLAG_PARTIAL_CHAIN);
        X509_STORE_CTX_set_flags(context, X509_V_FLAG_X509_STRICT | X509_V_FLAG_PARTIAL_CHAIN);
        X509_STORE_CTX_set_purpose(context, X509_PURPOSE_SSL_CLIENT);
        good = X509_verify_cert(context) == 1;
        if (!good) {
            hf_trouble_set(trouble, "%s",
                           X509_verify_cert_error_string(X509_STORE_CTX_get_error(context)));
        }
    }
    X509_STORE_CTX_free(context);
    X509_STORE_free(store);
    return good;
}

static bool is_named(X509 *certificate, const uint8_t instance_id[HF_TOKEN_UEID_SIZE])
{
    char wanted[2u * (HF_TOKEN_UEID_SIZE - 1u) + 1u];
    char name[sizeof(wanted) + 2u] = "";

    hf_hex(instance_id + 1, HF_TOKEN_UEID_SIZE - 1u, wanted);
    return X509_NAME_get_text_by_NID(X509_get_subject_name(certificate), NID_commonName, name,
                                     sizeof(name)) == (int)sizeof(wanted) - 1 &&
           strcmp(name, wanted) == 0;
}

bool hf_ca_check(const char *ca_path, const char *pem,
                 const uint8_t instance_id[HF_TOKEN_UEID_SIZE], bool *broken,
                 struct hf_trouble *trouble)
{
    X509 *authority = read_certificate(ca_path, trouble);
    BIO *bio = BIO_new_mem_buf(pem, -1);
    X509 *certificate = bio != NULL ? PEM_read_bio_X509(bio, NULL, NULL, NULL) : NULL;
    bool good = authority != NULL;

    *broken = authority == NULL;
    if (good && certificate == NULL) {
        good = hf_trouble_set(trouble, "the registry has no readable certificate of this device");
    }
    good = good && chains(authority, certificate, trouble);
    if (good && !is_named(certificate, instance_id)) {
        good = hf_trouble_set(trouble, "the certificate names another device");
    }
    BIO_free(bio);
    X509_free(certificate);
    X509_free(authority);
    ERR_clear_error();
    return good;
}
