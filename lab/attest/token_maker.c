/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * Writes the token of a made-up device, with the device's own encoder, to stdout.
 * usage: token_maker PRIVATE.pem NONCE.bin */
#include "host/attest/sample.h"

#include <openssl/pem.h>
#include <stdio.h>

static EVP_PKEY *read_key(const char *path)
{
    FILE *file = fopen(path, "r");
    EVP_PKEY *key = file != NULL ? PEM_read_PrivateKey(file, NULL, NULL, NULL) : NULL;

    if (file != NULL) {
        fclose(file);
    }
    return key;
}

static size_t read_nonce(const char *path, uint8_t nonce[65])
{
    FILE *file = fopen(path, "rb");
    size_t size = file != NULL ? fread(nonce, 1, 65, file) : 0;

    if (file != NULL) {
        fclose(file);
    }
    return size;
}

int main(int argc, char **argv)
{
    static struct hf_sample_token token;
    struct hf_token_claims claims;
    uint8_t nonce[65];

    if (argc != 3) {
        fputs("usage: token_maker PRIVATE.pem NONCE.bin\n", stderr);
        return 2;
    }
    EVP_PKEY *key = read_key(argv[1]);
    size_t size = read_nonce(argv[2], nonce);

    if (key == NULL || (size != 32 && size != 48 && size != 64)) {
        fputs("token_maker: no P-256 key, or no nonce of 32, 48 or 64 bytes\n", stderr);
        return 3;
    }
    hf_sample_claims(key, (hf_span_t){nonce, size}, &claims);
    hf_sample_write(key, &claims, &token);
    EVP_PKEY_free(key);
    return fwrite(token.bytes, 1, token.size, stdout) == token.size ? 0 : 3;
}
