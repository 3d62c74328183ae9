/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * attest.verify_share: how much of OpenSSL's own P-256 verify speed is left once a whole token is
 * verified: decoded, hashed, its signature checked, its claims judged. Both are measured in turns
 * in one run, on one core, so that a busy machine slows them alike; the share is of the medians. */
#include "host/attest/sample.h"
#include "host/attest/verify.h"

#include <openssl/core_names.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define ROUNDS       41u
#define CHECKS       200u /* in one round */
#define NANO         1000000000ull
#define DER_SIZE_MAX 80u

static struct {
    EVP_PKEY *key;
    struct hf_attest_key *public_half;
    struct hf_attest_policy policy;
    struct hf_sample_token token;
    uint8_t nonce[32];
    EVP_PKEY_CTX *raw;
    uint8_t digest[32];
    uint8_t der[DER_SIZE_MAX];
    size_t der_size;
} bench;

static void need(bool holds, const char *what)
{
    if (!holds) {
        fprintf(stderr, "attest_share: %s failed\n", what);
        exit(1);
    }
}

static uint64_t now(void)
{
    struct timespec time;

    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return (uint64_t)time.tv_sec * NANO + (uint64_t)time.tv_nsec;
}

static bool find(void *context, const uint8_t *instance_id, struct hf_attest_key **key,
                 const struct hf_attest_policy **policy)
{
    (void)context;
    (void)instance_id;
    *key = bench.public_half;
    *policy = &bench.policy;
    return true;
}

/* The fastest way that OpenSSL has: one context, a digest that is already there. */
static uint64_t measure_raw(void)
{
    uint64_t start = now();

    for (unsigned i = 0; i < CHECKS; i++) {
        need(EVP_PKEY_verify(bench.raw, bench.der, bench.der_size, bench.digest, 32) == 1,
             "EVP_PKEY_verify");
    }
    return now() - start;
}

static uint64_t measure_token(void)
{
    struct hf_attest_question question = {
        {bench.token.bytes, bench.token.size}, {bench.nonce, 32}, HF_CBOR_ANY_WIDTH};
    struct hf_attest_lookup lookup = {find, NULL, NULL};
    static struct hf_attest_verdict verdict;
    uint64_t start = now();

    for (unsigned i = 0; i < CHECKS; i++) {
        hf_attest_verify(&question, &lookup, &verdict);
        need(verdict.accepted, verdict.name);
    }
    return now() - start;
}

static int by_size(const void *a, const void *b)
{
    uint64_t left = *(const uint64_t *)a;
    uint64_t right = *(const uint64_t *)b;

    return left < right ? -1 : left > right;
}

static void set_up(void)
{
    struct hf_token_claims claims;
    EVP_PKEY_CTX *signer;

    memset(bench.nonce, 7, sizeof(bench.nonce));
    bench.policy.lifecycles = HF_ATTEST_SECURED;
    bench.key = EVP_EC_gen("P-256");
    bench.public_half = hf_sample_public(bench.key);
    hf_sample_claims(bench.key, (hf_span_t){bench.nonce, 32}, &claims);
    hf_sample_write(bench.key, &claims, &bench.token);
    bench.der_size = sizeof(bench.der);
    signer = EVP_PKEY_CTX_new_from_pkey(NULL, bench.key, NULL);
    need(EVP_PKEY_sign_init(signer) == 1 &&
             EVP_PKEY_sign(signer, bench.der, &bench.der_size, bench.digest, 32) == 1,
         "EVP_PKEY_sign");
    EVP_PKEY_CTX_free(signer);
    bench.raw = EVP_PKEY_CTX_new_from_pkey(NULL, bench.key, NULL);
    need(EVP_PKEY_verify_init(bench.raw) == 1, "EVP_PKEY_verify_init");
}

int main(void)
{
    uint64_t raw[ROUNDS];
    uint64_t token[ROUNDS];

    set_up();
    measure_raw();
    measure_token();
    for (unsigned i = 0; i < ROUNDS; i++) {
        raw[i] = measure_raw();
        token[i] = measure_token();
    }
    qsort(raw, ROUNDS, sizeof(raw[0]), by_size);
    qsort(token, ROUNDS, sizeof(token[0]), by_size);
    double raw_rate = (double)CHECKS * (double)NANO / (double)raw[ROUNDS / 2u];
    double token_rate = (double)CHECKS * (double)NANO / (double)token[ROUNDS / 2u];

    printf(
        "{\"metric\":\"attest.verify_share\",\"board\":\"host\",\"value\":%.1f,\"unit\":\"%%\"}\n",
        100.0 * token_rate / raw_rate);
    printf(
        "{\"metric\":\"attest.verify_rate\",\"board\":\"host\",\"value\":%.0f,\"unit\":\"/s\"}\n",
        token_rate);
    printf("{\"metric\":\"p256.verify_rate\",\"board\":\"host\",\"value\":%.0f,\"unit\":\"/s\"}\n",
           raw_rate);
    EVP_PKEY_CTX_free(bench.raw);
    hf_attest_key_free(bench.public_half);
    EVP_PKEY_free(bench.key);
    return 0;
}
