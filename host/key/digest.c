/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "host/key/digest.h"

#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/params.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void need(int done)
{
    if (!done) {
        fputs("holdfast: OpenSSL cannot compute SHA-256 here\n", stderr);
        exit(3);
    }
}

void hf_digest(const hf_span_t *spans, size_t count, uint8_t digest[32])
{
    EVP_MD_CTX *context = EVP_MD_CTX_new();

    need(context != NULL && EVP_DigestInit_ex(context, EVP_sha256(), NULL));
    for (size_t i = 0; i < count; i++) {
        need(EVP_DigestUpdate(context, spans[i].bytes, spans[i].size));
    }
    need(EVP_DigestFinal_ex(context, digest, NULL));
    EVP_MD_CTX_free(context);
}

void hf_mac(const uint8_t key[32], const hf_span_t *spans, size_t count, uint8_t mac[32])
{
    char name[] = "SHA256";
    OSSL_PARAM params[] = {OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_DIGEST, name, 0),
                           OSSL_PARAM_construct_end()};
    EVP_MAC *algorithm = EVP_MAC_fetch(NULL, "HMAC", NULL);
    EVP_MAC_CTX *context = algorithm != NULL ? EVP_MAC_CTX_new(algorithm) : NULL;
    size_t size = 0;

    need(context != NULL && EVP_MAC_init(context, key, 32, params));
    for (size_t i = 0; i < count; i++) {
        need(EVP_MAC_update(context, spans[i].bytes, spans[i].size));
    }
    need(EVP_MAC_final(context, mac, &size, 32) && size == 32);
    EVP_MAC_CTX_free(context);
    EVP_MAC_free(algorithm);
}

void hf_derive(const uint8_t parent[32], const char *label, uint32_t context, uint8_t child[32])
{
    static const uint8_t counter[4] = {0, 0, 0, 1};
    static const uint8_t length[4] = {0, 0, 1, 0};
    uint8_t separated[5] = {0, (uint8_t)(context >> 24), (uint8_t)(context >> 16),
                            (uint8_t)(context >> 8), (uint8_t)context};
    hf_span_t spans[] = {{counter, sizeof(counter)},
                         {(const uint8_t *)label, strlen(label)},
                         {separated, sizeof(separated)},
                         {length, sizeof(length)}};

    hf_mac(parent, spans, sizeof(spans) / sizeof(spans[0]), child);
}

void hf_hex(const uint8_t *bytes, size_t size, char *text)
{
    static const char digits[] = "0123456789abcdef";

    for (size_t i = 0; i < size; i++) {
        text[2 * i] = digits[bytes[i] >> 4];
        text[2 * i + 1] = digits[bytes[i] & 15u];
    }
    text[2 * size] = '\0';
}

static int digit_value(char digit)
{
    static const char digits[] = "0123456789abcdefABCDEF";
    const char *found = digit != '\0' ? strchr(digits, digit) : NULL;

    if (found == NULL) {
        return -1;
    }
    return (int)(found - digits) - (found - digits > 15 ? 6 : 0);
}

int hf_unhex(const char *text, uint8_t *bytes, size_t size)
{
    if (strlen(text) != 2 * size) {
        return 0;
    }
    for (size_t i = 0; i < size; i++) {
        int high = digit_value(text[2 * i]);
        int low = digit_value(text[2 * i + 1]);

        if (high < 0 || low < 0) {
            return 0;
        }
        bytes[i] = (uint8_t)(high * 16 + low);
    }
    return 1;
}
