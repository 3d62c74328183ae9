/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "host/key/key.h"

#include "core/signature.h"
#include "host/key/digest.h"
#include "host/key/hsm.h"
#include "host/key/internal.h"
#include "host/key/pkey.h"

#include <openssl/bio.h>
#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/x509.h>
#include <stdlib.h>
#include <string.h>

#define PEM_SIZE_MAX 16384u

/* Never asks on the terminal: an encrypted key is refused with a line instead. */
static int no_password(char *buffer, int size, int writing, void *asked)
{
    (void)buffer;
    (void)size;
    (void)writing;
    *(bool *)asked = true;
    return -1;
}

static EVP_PKEY *read_pem(struct hf_bytes pem, bool private_half, bool *asked)
{
    BIO *bio = BIO_new_mem_buf(pem.data, (int)pem.size);
    EVP_PKEY *key = NULL;

    if (bio != NULL) {
        key = private_half ? PEM_read_bio_PrivateKey(bio, NULL, no_password, asked)
                           : PEM_read_bio_PUBKEY(bio, NULL, no_password, asked);
    }
    BIO_free(bio);
    ERR_clear_error();
    return key;
}

static bool is_p256(const EVP_PKEY *key)
{
    char group[32] = "";
    size_t size = 0;

    return EVP_PKEY_is_a(key, "EC") && EVP_PKEY_get_group_name(key, group, sizeof(group), &size) &&
           (strcmp(group, "prime256v1") == 0 || strcmp(group, "P-256") == 0);
}

static bool wrap(EVP_PKEY *inner, bool private_half, struct hf_key **key)
{
    *key = calloc(1, sizeof(**key));
    if (*key == NULL) {
        EVP_PKEY_free(inner);
        return false;
    }
    (*key)->inner = inner;
    (*key)->private_half = private_half;
    return true;
}

static bool parse_key(const char *path, struct hf_bytes pem, struct hf_key **key,
                      struct hf_trouble *trouble)
{
    bool asked = false;
    bool private_half = strstr(pem.data, "PRIVATE KEY-----") != NULL;
    EVP_PKEY *inner = read_pem(pem, private_half, &asked);

    if (asked) {
        return hf_trouble_set(trouble, "%s: the key is encrypted; decrypt it with `openssl pkcs8`",
                              path);
    }
    if (inner == NULL) {
        return hf_trouble_set(trouble,
                              "%s: not a whole PEM key (PKCS#8 or public key); make one with "
                              "`holdfast key new`",
                              path);
    }
    if (!is_p256(inner)) {
        EVP_PKEY_free(inner);
        return hf_trouble_set(trouble, "%s: not a P-256 key; images are signed with P-256", path);
    }
    return wrap(inner, private_half, key) || hf_trouble_set(trouble, "out of memory");
}

bool hf_key_load(const char *path, struct hf_key **key, struct hf_trouble *trouble)
{
    if (hf_hsm_is_uri(path)) {
        return hf_token_key_load(path, key, trouble);
    }
    struct hf_arena arena = {NULL};
    struct hf_bytes pem;
    bool done = hf_file_read(path, PEM_SIZE_MAX, &arena, &pem, trouble) &&
                parse_key(path, pem, key, trouble);

    hf_arena_free(&arena);
    return done;
}

bool hf_key_new(struct hf_key **key, struct hf_trouble *trouble)
{
    EVP_PKEY *inner = EVP_EC_gen("P-256");

    if (inner == NULL) {
        return hf_trouble_set(trouble, "OpenSSL cannot make a P-256 key");
    }
    return wrap(inner, true, key) || hf_trouble_set(trouble, "out of memory");
}

void hf_key_free(struct hf_key *key)
{
    if (key != NULL) {
        EVP_PKEY_free(key->inner);
        hf_hsm_free(key->hsm);
        free(key);
    }
}

EVP_PKEY *hf_key_pkey(const struct hf_key *key)
{
    return key->inner;
}

bool hf_key_is_private(const struct hf_key *key)
{
    return key->private_half;
}

void hf_key_public(const struct hf_key *key, struct hf_public *public_half)
{
    uint8_t *der = NULL;
    const uint8_t *point = NULL;
    hf_span_t span = {public_half->spki, HF_PUBKEY_SIZE};

    EVP_PKEY_set_utf8_string_param(key->inner, OSSL_PKEY_PARAM_EC_POINT_CONVERSION_FORMAT,
                                   "uncompressed");
    int size = i2d_PUBKEY(key->inner, &der);

    if (size != (int)HF_PUBKEY_SIZE) {
        fputs("holdfast: OpenSSL gives no uncompressed P-256 public key\n", stderr);
        exit(3);
    }
    memcpy(public_half->spki, der, HF_PUBKEY_SIZE);
    OPENSSL_free(der);
    hf_digest(&span, 1, public_half->hash);
    if (hf_pubkey_from_spki(public_half->spki, &point) != HF_OK) {
        fputs("holdfast: OpenSSL gives a public key in an unknown form\n", stderr);
        exit(3);
    }
    memcpy(public_half->point, point, sizeof(public_half->point));
}

struct hf_bytes hf_key_pem(const struct hf_key *key, bool private_half, struct hf_arena *arena)
{
    BIO *bio = BIO_new(BIO_s_mem());
    struct hf_bytes pem = {"", 0};
    char *text = NULL;

    if (bio != NULL &&
        (private_half ? PEM_write_bio_PKCS8PrivateKey(bio, key->inner, NULL, NULL, 0, NULL, NULL)
                      : PEM_write_bio_PUBKEY(bio, key->inner))) {
        pem.size = (size_t)BIO_get_mem_data(bio, &text);
        pem.data = hf_arena_copy(arena, text, pem.size);
    }
    BIO_free(bio);
    return pem;
}

bool hf_key_verify(const uint8_t spki[HF_PUBKEY_SIZE], const uint8_t digest[32], hf_span_t der)
{
    const uint8_t *at = spki;
    EVP_PKEY *key = d2i_PUBKEY(NULL, &at, HF_PUBKEY_SIZE);
    EVP_PKEY_CTX *context = key != NULL ? EVP_PKEY_CTX_new(key, NULL) : NULL;
    bool good = context != NULL && EVP_PKEY_verify_init(context) == 1 &&
                EVP_PKEY_verify(context, der.bytes, der.size, digest, 32) == 1;

    EVP_PKEY_CTX_free(context);
    EVP_PKEY_free(key);
    ERR_clear_error();
    return good;
}
