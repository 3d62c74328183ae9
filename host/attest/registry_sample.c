/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "host/attest/registry_sample.h"

#include "host/key/digest.h"

#include <openssl/bio.h>
#include <openssl/pem.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct hf_bench hf_bench;
const uint8_t hf_bench_nonce[32] = {1};

static void must(int holds, const char *what)
{
    if (!holds) {
        fprintf(stderr, "sample registry: %s\n", what);
        abort();
    }
}

const char hf_bench_policy[] =
    "\"implementation_ids\":[\"" IMPLEMENTATION "\"],\"client_ids\":[-1],\"components\":["
    "{\"type\":\"BL\",\"signers\":[\"" HASH(
        "20") "\"],\"min_version\":\"1.0.2\"},"
              "{\"type\":\"PRoT\",\"signers\":[\"" HASH("99") "\",\"" HASH(
                  "21") "\"]},"
                        "{\"type\":\"App\",\"measurements\":[\"" HASH("12") "\"]}]";

static void write_file(const char *text)
{
    FILE *file = fopen(hf_bench.path, "w");

    must(file != NULL, "fopen");
    fputs(text, file);
    must(fclose(file) == 0, "fclose");
}

bool hf_bench_load(const char *text, struct hf_attest_registry **registry)
{
    write_file(text);
    hf_bench.trouble.line[0] = '\0';
    return hf_attest_registry_load(hf_bench.path, registry, &hf_bench.trouble);
}

const char *hf_bench_device(void)
{
    static char text[1024];

    snprintf(text, sizeof(text), "\"%s\":{\"key\":\"%s\",\"policy\":\"p\"}", hf_bench.id,
             hf_bench.pem);
    return text;
}

const char *hf_bench_registry(const char *policy, const char *devices)
{
    static char text[8192];

    snprintf(text, sizeof(text),
             "{\"schema\":\"holdfast.registry/1\",\"policies\":{\"p\":{%s}},\"devices\":{%s}}",
             policy, devices);
    return text;
}

const char *hf_bench_verdict(const char *policy)
{
    struct hf_attest_registry *registry = NULL;
    struct hf_attest_question question = {.nonce = {hf_bench_nonce, 32}, .form = HF_CBOR_SHORTEST};

    must(hf_bench_load(hf_bench_registry(policy, hf_bench_device()), &registry),
         hf_bench.trouble.line);
    struct hf_attest_lookup lookup = hf_attest_registry_lookup(registry);

    hf_sample_write(hf_bench.key, &hf_bench.claims, &hf_bench.token);
    question.token = (hf_span_t){hf_bench.token.bytes, hf_bench.token.size};
    hf_attest_verify(&question, &lookup, &hf_bench.verdict);
    hf_attest_registry_free(registry);
    return hf_bench.verdict.name;
}

static void refill_claims(void)
{
    hf_sample_claims(hf_bench.key, (hf_span_t){hf_bench_nonce, 32}, &hf_bench.claims);
    memcpy(hf_bench.components, hf_bench.claims.components, 3 * sizeof(hf_bench.components[0]));
    hf_bench.claims.components = hf_bench.components;
}

int hf_bench_set_up(void **state)
{
    BIO *bio = BIO_new(BIO_s_mem());
    char line[80];
    int descriptor;

    (void)state;
    memset(&hf_bench, 0, sizeof(hf_bench));
    hf_bench.key = EVP_EC_gen("P-256");
    hf_bench.public_half = hf_sample_public(hf_bench.key);
    hf_hex(hf_attest_key_instance_id(hf_bench.public_half), HF_TOKEN_UEID_SIZE, hf_bench.id);
    PEM_write_bio_PUBKEY(bio, hf_bench.key);
    while (BIO_gets(bio, line, sizeof(line)) > 0) {
        line[strcspn(line, "\n")] = '\0';
        strcat(hf_bench.pem, line);
        strcat(hf_bench.pem, "\\n");
    }
    BIO_free(bio);
    strcpy(hf_bench.path, "/tmp/holdfast-registry-XXXXXX");
    descriptor = mkstemp(hf_bench.path);
    close(descriptor);
    refill_claims();
    return 0;
}

int hf_bench_tear_down(void **state)
{
    (void)state;
    unlink(hf_bench.path);
    hf_attest_key_free(hf_bench.public_half);
    EVP_PKEY_free(hf_bench.key);
    return 0;
}
