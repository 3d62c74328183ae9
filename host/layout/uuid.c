/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "host/key/digest.h"
#include "host/layout/layout.h"

#include <openssl/evp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const uint8_t group_sizes[5] = {4, 2, 2, 2, 6};

bool hf_uuid_parse(const char *text, uint8_t uuid[HF_UUID_SIZE])
{
    char digits[2 * HF_UUID_SIZE + 1];
    size_t used = 0;

    if (strlen(text) != 36) {
        return false;
    }
    for (size_t group = 0; group < 5; group++) {
        size_t size = 2u * group_sizes[group];

        memcpy(digits + used, text, size);
        used += size;
        text += size;
        if (group < 4 && *text++ != '-') {
            return false;
        }
    }
    digits[used] = '\0';
    return hf_unhex(digits, uuid, HF_UUID_SIZE);
}

void hf_uuid_print(const uint8_t uuid[HF_UUID_SIZE], char text[37])
{
    for (size_t group = 0; group < 5; group++) {
        hf_hex(uuid, group_sizes[group], text);
        uuid += group_sizes[group];
        text += 2u * group_sizes[group];
        *text++ = group < 4 ? '-' : '\0';
    }
}

/* RFC 9562, version 5: SHA-1 over the name space and the name. */
void hf_uuid_of_name(const uint8_t space[HF_UUID_SIZE], const char *name,
                     uint8_t uuid[HF_UUID_SIZE])
{
    uint8_t digest[EVP_MAX_MD_SIZE] = {0};
    EVP_MD_CTX *context = EVP_MD_CTX_new();

    if (context == NULL || !EVP_DigestInit_ex(context, EVP_sha1(), NULL) ||
        !EVP_DigestUpdate(context, space, HF_UUID_SIZE) ||
        !EVP_DigestUpdate(context, name, strlen(name)) ||
        !EVP_DigestFinal_ex(context, digest, NULL)) {
        fputs("holdfast: OpenSSL cannot compute SHA-1 here, which UUIDs need\n", stderr);
        exit(3);
    }
    EVP_MD_CTX_free(context);
    memcpy(uuid, digest, HF_UUID_SIZE);
    uuid[6] = (uint8_t)((uuid[6] & 0x0fu) | 0x50u);
    uuid[8] = (uint8_t)((uuid[8] & 0x3fu) | 0x80u);
}
