/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * Our P-256 verification against OpenSSL's. An odd first byte: the rest is a key, a hash and a
 * signature as they stand. An even one: a secret, a nonce and a hash make a good signature, and
 * then each pair of bytes that follows changes one byte of the case. */
#include "hw/api/crypto.h"
#include "lab/crypto/oracle.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#define CASE 160u /* key, hash and signature */

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static int make_case(struct oracle_case *sample, const uint8_t *data, size_t size)
{
    uint8_t *bytes = (uint8_t *)sample;

    if (size < 1 + 96) {
        return 0;
    }
    if (data[0] & 1) {
        memset(sample, 0, sizeof *sample);
        memcpy(bytes, data + 1, size - 1 < CASE ? size - 1 : CASE);
        return 1;
    }
    oracle_make(sample, data + 1, data + 33, data + 65);
    for (size_t i = 97; i + 1 < size; i += 2) {
        bytes[data[i] % CASE] ^= data[i + 1];
    }
    return 1;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct oracle *oracle;
    struct oracle_case sample;
    struct hf_p256_sides sides;

    if (oracle == NULL) {
        oracle = oracle_new();
    }
    if (!make_case(&sample, data, size)) {
        return 0;
    }
    hf_p256_verify(sample.key, sample.hash, sample.signature, &sides);
    if ((memcmp(sides.left, sides.right, sizeof sides.left) == 0) !=
        oracle_verify(oracle, &sample)) {
        abort();
    }
    return 0;
}
