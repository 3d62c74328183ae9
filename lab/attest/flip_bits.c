/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * Every single bit of a token turned: each must be refused. In one process, since a device's token
 * has thousands of bits. usage: flip_bits TOKEN KEY.pem NONCE-HEX; prints how many were refused,
 * and how many of the accepted there were (0). The token as it is must be accepted first. */
#include "host/attest/verify.h"
#include "host/key/digest.h"

#include <stdio.h>
#include <string.h>

#define TOKEN_MAX 4096u

struct bench {
    struct hf_attest_key *key;
    struct hf_attest_policy policy;
};

static bool find(void *context, const uint8_t *instance_id, struct hf_attest_key **key,
                 const struct hf_attest_policy **policy)
{
    struct bench *bench = context;

    (void)instance_id;
    *key = bench->key;
    *policy = &bench->policy;
    return true;
}

static bool accepted(struct bench *bench, hf_span_t token, hf_span_t nonce)
{
    static struct hf_attest_verdict verdict;
    struct hf_attest_question const question = {token, nonce, HF_CBOR_ANY_WIDTH};
    struct hf_attest_lookup const lookup = {find, bench, bench->key};

    hf_attest_verify(&question, &lookup, &verdict);
    return verdict.accepted;
}

static int flip_all(struct bench *bench, uint8_t *token, size_t size, hf_span_t nonce)
{
    hf_span_t const span = {token, size};
    size_t taken = 0;

    if (!accepted(bench, span, nonce)) {
        fprintf(stderr, "flip_bits: the token as it is was refused\n");
        return 2;
    }
    for (size_t bit = 0; bit < 8u * size; bit++) {
        token[bit / 8u] ^= (uint8_t)(1u << (bit % 8u));
        if (accepted(bench, span, nonce)) {
            printf("accepted with bit %zu of byte %zu turned\n", bit % 8u, bit / 8u);
            taken++;
        }
        token[bit / 8u] ^= (uint8_t)(1u << (bit % 8u));
    }
    printf("%zu refused, %zu accepted\n", 8u * size - taken, taken);
    return taken == 0 ? 0 : 1;
}

int main(int count, char **words)
{
    struct bench bench = {.policy = {.lifecycles = HF_ATTEST_SECURED}};
    struct hf_arena arena = {NULL};
    struct hf_trouble trouble = {""};
    struct hf_bytes bytes;
    uint8_t token[TOKEN_MAX];
    uint8_t nonce[64];
    size_t nonce_size = count == 4 ? strlen(words[3]) / 2u : 0;
    int code = 3;

    if (count != 4 || nonce_size > sizeof(nonce) || !hf_unhex(words[3], nonce, nonce_size)) {
        fprintf(stderr, "usage: flip_bits TOKEN KEY.pem NONCE-HEX\n");
        return 2;
    }
    if (!hf_file_read(words[1], TOKEN_MAX, &arena, &bytes, &trouble) ||
        !hf_attest_key_load(words[2], &bench.key, &trouble)) {
        fprintf(stderr, "flip_bits: %s\n", trouble.line);
    } else {
        memcpy(token, bytes.data, bytes.size);
        code = flip_all(&bench, token, bytes.size, (hf_span_t){nonce, nonce_size});
    }
    hf_attest_key_free(bench.key);
    hf_arena_free(&arena);
    return code;
}
