/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * host/attest/registry_sample.h - one device, one policy, one registry file: what the tests of
 * policies and registries start from. No part of the command. */
#ifndef HF_HOST_ATTEST_REGISTRY_SAMPLE_H
#define HF_HOST_ATTEST_REGISTRY_SAMPLE_H

#include "host/attest/registry.h"
#include "host/attest/sample.h"

#define IMPLEMENTATION "686f6c6466617374000000000000000000000000000000000000000000000000"
#define REP8(x)        x x x x x x x x
#define HASH(byte)     REP8(byte byte byte byte) /* 32 equal bytes in hex */

struct hf_bench {
    EVP_PKEY *key;
    struct hf_attest_key *public_half;
    char id[2 * HF_TOKEN_UEID_SIZE + 1]; /* of the device */
    char pem[512];                       /* its key as a JSON string has it */
    char path[64];                       /* where the registry is written */
    struct hf_sample_token token;
    struct hf_token_claims claims; /* a test changes them before it asks for a verdict */
    struct hf_token_component components[4];
    struct hf_attest_verdict verdict;
    struct hf_trouble trouble;
};

extern struct hf_bench hf_bench;
extern const uint8_t hf_bench_nonce[32];

/* The inside of a policy that the claims fit. */
extern const char hf_bench_policy[];

int hf_bench_set_up(void **state);
int hf_bench_tear_down(void **state);

/* The device as it stands in a registry, and a registry with policy "p" and these devices; each
 * until the next call. */
const char *hf_bench_device(void);
const char *hf_bench_registry(const char *policy, const char *devices);

/* Writes the text into a file and loads it. */
bool hf_bench_load(const char *text, struct hf_attest_registry **registry);

/* The verdict on the current claims, signed, under a registry with `policy`. */
const char *hf_bench_verdict(const char *policy);

#endif
