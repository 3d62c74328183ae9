/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * What the device must be and run: policies, and the registry that they come from. */
#include "host/attest/registry.h"
#include "host/attest/sample.h"
#include "host/key/digest.h"

#include <openssl/bio.h>
#include <openssl/pem.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

static const uint8_t nonce[32] = {1};

/* The registry's text in pieces, so that a test can replace one. `%s` is filled where it is used.
 */
static struct {
    EVP_PKEY *key;
    struct hf_attest_key *public_half;
    char id[2 * HF_TOKEN_UEID_SIZE + 1];
    char pem[512];
    char path[64];
    struct hf_sample_token token;
    struct hf_token_claims claims;
    struct hf_token_component components[4];
    struct hf_attest_verdict verdict;
    struct hf_trouble trouble;
} bench;

#define IMPLEMENTATION "686f6c6466617374000000000000000000000000000000000000000000000000"
#define REP8(x)        x x x x x x x x
#define HASH(byte)     REP8(byte byte byte byte)

static const char good_policy[] =
    "\"implementation_ids\":[\"" IMPLEMENTATION "\"],\"client_ids\":[-1],\"components\":["
    "{\"type\":\"BL\",\"signers\":[\"" HASH(
        "20") "\"],\"min_version\":\"1.0.2\"},"
              "{\"type\":\"PRoT\",\"signers\":[\"" HASH("99") "\",\"" HASH(
                  "21") "\"]},"
                        "{\"type\":\"App\",\"measurements\":[\"" HASH("12") "\"]}]";

static void write_file(const char *text)
{
    FILE *file = fopen(bench.path, "w");

    assert_non_null(file);
    fputs(text, file);
    assert_int_equal(0, fclose(file));
}

static bool load_text(const char *text, struct hf_attest_registry **registry)
{
    write_file(text);
    bench.trouble.line[0] = '\0';
    return hf_attest_registry_load(bench.path, registry, &bench.trouble);
}

static const char *device_text(void)
{
    static char text[1024];

    snprintf(text, sizeof(text), "\"%s\":{\"key\":\"%s\",\"policy\":\"p\"}", bench.id, bench.pem);
    return text;
}

static char *registry_text(const char *policy, const char *devices)
{
    static char text[8192];

    snprintf(text, sizeof(text),
             "{\"schema\":\"holdfast.registry/1\",\"policies\":{\"p\":{%s}},\"devices\":{%s}}",
             policy, devices);
    return text;
}

/* The verdict on the current claims under a registry with `policy`. */
static const char *verdict_under(const char *policy)
{
    struct hf_attest_registry *registry = NULL;
    struct hf_attest_question question = {.nonce = {nonce, 32}, .form = HF_CBOR_SHORTEST};

    if (!load_text(registry_text(policy, device_text()), &registry)) {
        fail_msg("%s", bench.trouble.line);
    }
    struct hf_attest_lookup lookup = hf_attest_registry_lookup(registry);

    hf_sample_write(bench.key, &bench.claims, &bench.token);
    question.token = (hf_span_t){bench.token.bytes, bench.token.size};
    hf_attest_verify(&question, &lookup, &bench.verdict);
    hf_attest_registry_free(registry);
    return bench.verdict.name;
}

static void refill_claims(void)
{
    hf_sample_claims(bench.key, (hf_span_t){nonce, 32}, &bench.claims);
    memcpy(bench.components, bench.claims.components, 3 * sizeof(bench.components[0]));
    bench.claims.components = bench.components;
}

static int set_up(void **state)
{
    BIO *bio = BIO_new(BIO_s_mem());
    char line[80];
    int descriptor;

    (void)state;
    memset(&bench, 0, sizeof(bench));
    bench.key = EVP_EC_gen("P-256");
    bench.public_half = hf_sample_public(bench.key);
    hf_hex(hf_attest_key_instance_id(bench.public_half), HF_TOKEN_UEID_SIZE, bench.id);
    PEM_write_bio_PUBKEY(bio, bench.key);
    while (BIO_gets(bio, line, sizeof(line)) > 0) {
        line[strcspn(line, "\n")] = '\0';
        strcat(bench.pem, line);
        strcat(bench.pem, "\\n");
    }
    BIO_free(bio);
    strcpy(bench.path, "/tmp/holdfast-registry-XXXXXX");
    descriptor = mkstemp(bench.path);
    close(descriptor);
    refill_claims();
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    unlink(bench.path);
    hf_attest_key_free(bench.public_half);
    EVP_PKEY_free(bench.key);
    return 0;
}

static void a_device_that_is_and_runs_what_it_must_is_accepted(void **state)
{
    (void)state;
    assert_string_equal("accepted", verdict_under(good_policy));
}

static void a_device_under_another_instance_id_is_unknown(void **state)
{
    struct hf_attest_registry *registry = NULL;
    struct hf_attest_question question = {.form = HF_CBOR_SHORTEST};

    (void)state;
    assert_true(load_text(registry_text(good_policy, device_text()), &registry));
    struct hf_attest_lookup lookup = hf_attest_registry_lookup(registry);
    EVP_PKEY *stranger = EVP_EC_gen("P-256");

    hf_sample_claims(stranger, (hf_span_t){nonce, 32}, &bench.claims);
    hf_sample_write(stranger, &bench.claims, &bench.token);
    question.token = (hf_span_t){bench.token.bytes, bench.token.size};
    hf_attest_verify(&question, &lookup, &bench.verdict);
    assert_string_equal("attest.unknown_device", bench.verdict.name);
    hf_attest_registry_free(registry);
    EVP_PKEY_free(stranger);
}

static void a_registered_id_under_a_strangers_key_is_refused(void **state)
{
    struct hf_attest_registry *registry = NULL;
    struct hf_attest_question question = {.form = HF_CBOR_SHORTEST};

    (void)state;
    assert_true(load_text(registry_text(good_policy, device_text()), &registry));
    struct hf_attest_lookup lookup = hf_attest_registry_lookup(registry);
    EVP_PKEY *stranger = EVP_EC_gen("P-256");

    hf_sample_write(stranger, &bench.claims, &bench.token);
    question.token = (hf_span_t){bench.token.bytes, bench.token.size};
    hf_attest_verify(&question, &lookup, &bench.verdict);
    assert_string_equal("attest.signature", bench.verdict.name);
    hf_attest_registry_free(registry);
    EVP_PKEY_free(stranger);
}

static void another_caller_is_refused(void **state)
{
    (void)state;
    bench.claims.client_id = 1;
    assert_string_equal("attest.client_id", verdict_under(good_policy));
}

static void a_caller_may_be_any_32_bit_number(void **state)
{
    static const int32_t ids[] = {INT32_MIN, INT32_MAX, 1};
    char policy[2048];

    (void)state;
    for (size_t i = 0; i < sizeof(ids) / sizeof(ids[0]); i++) {
        const char *rest = strstr(good_policy, "\"components\"");

        snprintf(policy, sizeof(policy),
                 "\"implementation_ids\":[\"" IMPLEMENTATION "\"],\"client_ids\":[77,%d],%s",
                 ids[i], rest);
        bench.claims.client_id = ids[i];
        assert_string_equal("accepted", verdict_under(policy));
        bench.claims.client_id = -1;
        assert_string_equal("attest.client_id", verdict_under(policy));
    }
}

static void other_hardware_is_refused(void **state)
{
    uint8_t other[32] = {'h', 'o', 'l', 'd', 'f', 'a', 's', 'u'};

    (void)state;
    bench.claims.implementation_id.bytes = other;
    assert_string_equal("attest.implementation_id", verdict_under(good_policy));
}

static void a_component_of_another_signer_is_refused(void **state)
{
    uint8_t other[32] = {0};

    (void)state;
    bench.components[1].signer.bytes = other;
    assert_string_equal("attest.signer", verdict_under(good_policy));
    assert_string_equal("component PRoT", bench.verdict.detail);
}

static void a_component_of_another_measurement_is_refused(void **state)
{
    uint8_t other[32];

    (void)state;
    memset(other, 0x12, 32);
    bench.components[2].measurement.bytes = other;
    assert_string_equal("accepted", verdict_under(good_policy));
    other[31] ^= 1u;
    assert_string_equal("attest.measurement", verdict_under(good_policy));
}

static const char *verdict_on_version(const char *version)
{
    bench.components[0].version = (hf_span_t){(const uint8_t *)version, strlen(version)};
    return verdict_under(good_policy);
}

static void a_component_below_the_least_version_is_refused(void **state)
{
    (void)state;
    assert_string_equal("accepted", verdict_on_version("1.0.2"));
    assert_string_equal("accepted", verdict_on_version("1.0.10"));
    assert_string_equal("accepted", verdict_on_version("2.0.0"));
    assert_string_equal("accepted", verdict_on_version("1.0.2+1"));
    assert_string_equal("attest.version", verdict_on_version("1.0.1"));
    assert_string_equal("attest.version", verdict_on_version("0.9.9"));
    assert_string_equal("attest.version", verdict_on_version("1.0.1+9"));
}

static void a_version_that_cannot_be_compared_is_refused(void **state)
{
    static const char *const versions[] = {"",        "1",        "1.0",
                                           "1.0.2.",  "1.0.2-rc", "v1.0.2",
                                           "1.0.2+ ", "1..0.2",   "9999999999.0.0",
                                           "1.0.2+",  "+1.0.2",   "12345678901.0.0"};

    (void)state;
    for (size_t i = 0; i < sizeof(versions) / sizeof(versions[0]); i++) {
        assert_string_equal("attest.version", verdict_on_version(versions[i]));
    }
    bench.components[0].version = (hf_span_t){NULL, 0};
    assert_string_equal("attest.version", verdict_under(good_policy));
}

static void components_that_are_missing_doubled_or_unknown_are_refused(void **state)
{
    (void)state;
    bench.claims.component_count = 2;
    assert_string_equal("attest.component_missing", verdict_under(good_policy));
    assert_string_equal("component App", bench.verdict.detail);
    bench.components[3] = bench.components[0];
    bench.claims.component_count = 4;
    assert_string_equal("attest.component_twice", verdict_under(good_policy));
    bench.components[3].type = (hf_span_t){(const uint8_t *)"TS", 2};
    assert_string_equal("attest.component_unknown", verdict_under(good_policy));
    assert_string_equal("component 3, type TS", bench.verdict.detail);
    bench.components[3].type = (hf_span_t){(const uint8_t *)"BLx", 3};
    assert_string_equal("attest.component_unknown", verdict_under(good_policy));
    bench.components[3].type = (hf_span_t){NULL, 0};
    assert_string_equal("attest.component_unknown", verdict_under(good_policy));
    assert_string_equal("component 3, type (none)", bench.verdict.detail);
}

/* The answer is JSON: a detail must not end in the middle of a letter, however long a type is. */
static void a_detail_is_whole_utf8_whatever_the_policy_and_the_token_call_things(void **state)
{
    char policy[4096];
    char name[512] = "";
    char version[256] = "";

    (void)state;
    for (size_t pad = 0; pad < 4; pad++) {
        memset(name, 'x', pad);
        memset(version, 'x', pad);
        for (size_t i = 0; i < 100; i++) {
            memcpy(name + pad + 3 * i, "\xe2\x82\xac", 4);
        }
        memcpy(version + pad, name + pad, 202);
        bench.components[0].type = (hf_span_t){(const uint8_t *)name, strlen(name)};
        bench.components[0].version = (hf_span_t){(const uint8_t *)version, pad + 201};
        bench.claims.component_count = 1;
        snprintf(policy, sizeof(policy),
                 "\"implementation_ids\":[\"" IMPLEMENTATION "\"],\"components\":[{\"type\":\"%s\","
                 "\"signers\":[\"" HASH("20") "\"],\"min_version\":\"1.0.0+4294967295\"}]",
                 name);
        assert_string_equal("attest.version", verdict_under(policy));
        hf_span_t detail = {(const uint8_t *)bench.verdict.detail, strlen(bench.verdict.detail)};

        assert_int_equal(HF_OK, hf_cbor_check_utf8(detail));
        assert_true(detail.size + 1u < sizeof(bench.verdict.detail));
    }
}

static void a_policy_may_trust_app_debug_and_refuse_unknown_claims(void **state)
{
    char policy[2048];

    (void)state;
    bench.claims.lifecycle = HF_LIFECYCLE_DEBUG;
    assert_string_equal("attest.lifecycle", verdict_under(good_policy));
    snprintf(policy, sizeof(policy),
             "%s,\"lifecycles\":[\"secured\",\"debug\"],\"unknown_claims\":\"refuse\"",
             good_policy);
    assert_string_equal("accepted", verdict_under(policy));
    snprintf(policy, sizeof(policy), "%s,\"lifecycles\":[\"debug\"],\"unknown_claims\":\"accept\"",
             good_policy);
    assert_string_equal("accepted", verdict_under(policy));
    bench.claims.lifecycle = HF_LIFECYCLE_SECURED;
    assert_string_equal("attest.lifecycle", verdict_under(policy));
}

static void check_refused(const char *text, const char *expected)
{
    struct hf_attest_registry *registry = NULL;

    assert_false(load_text(text, &registry));
    assert_null(registry);
    if (strstr(bench.trouble.line, expected) == NULL) {
        fail_msg("\"%s\" does not speak of \"%s\"", bench.trouble.line, expected);
    }
}

static void a_policy_with_a_mistake_is_refused_with_its_place(void **state)
{
    static const char *const cases[][2] = {
        {"", "implementation_ids"},
        {"\"implementation_ids\":[],", "at least one"},
        {"\"implementation_ids\":[\"00\"],", "64 hex digits"},
        {"\"implementation_ids\":[\"" HASH("zz") "\"],", "64 hex digits"},
        {"\"implementation_ids\":[\"" HASH("00") "\"],\"lifecycles\":[\"decommissioned\"],",
         "secured"},
        {"\"implementation_ids\":[\"" HASH("00") "\"],\"lifecycles\":[],", "at least one"},
        {"\"implementation_ids\":[\"" HASH("00") "\"],\"lifecycles\":\"secured\",", "at least one"},
        {"\"implementation_ids\":[\"" HASH("00") "\"],\"client_ids\":[0],", "32-bit"},
        {"\"implementation_ids\":[\"" HASH("00") "\"],\"client_ids\":[2147483648],", "32-bit"},
        {"\"implementation_ids\":[\"" HASH("00") "\"],\"client_ids\":[],", "at least one"},
        {"\"implementation_ids\":[\"" HASH("00") "\"],\"client_ids\":-1,", "at least one"},
        {"\"implementation_ids\":[\"" HASH("00") "\"],\"unknown_claims\":\"no\",", "refuse"},
        {"\"implementation_ids\":[\"" HASH("00") "\"],\"unknown_claims\":true,", "refuse"},
        {"\"implementation_ids\":[\"" HASH("00") "\"],\"lifecycle\":[\"secured\"],",
         "did you mean 'lifecycles'"},
    };
    char policy[2048];

    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        snprintf(policy, sizeof(policy),
                 "%s\"components\":[{\"type\":\"BL\",\"signers\":[\"" HASH("20") "\"]}]",
                 cases[i][0]);
        check_refused(registry_text(policy, device_text()), cases[i][1]);
        check_refused(registry_text(policy, device_text()), "policies.p");
    }
}

static void a_component_with_a_mistake_is_refused_with_its_place(void **state)
{
    static const char *const cases[][2] = {
        {"", "1 to 16"},
        {"{\"type\":\"BL\"}", "who must have signed"},
        {"{\"type\":\"BL\",\"min_version\":\"1.0.0\"}", "who must have signed"},
        {"{\"signers\":[\"" HASH("20") "\"]}", "measurement type"},
        {"{\"type\":\"BL\",\"signers\":[\"20\"]}", "hex digits"},
        {"{\"type\":\"BL\",\"signers\":[7]}", "hex digits"},
        {"{\"type\":\"BL\",\"signers\":[\"" HASH("20") "\"],\"min_version\":\"1.0\"}",
         "min_version"},
        {"{\"type\":\"BL\",\"signers\":[\"" HASH("20") "\"],\"min_version\":1}", "min_version"},
        {"{\"type\":\"BL\",\"signers\":[\"" HASH("20") "\"],\"version\":1}", "no field 'version'"},
        {"7", "must be an object"},
        {"{\"type\":\"BL\",\"signers\":[\"" HASH("20") "\"]},{\"type\":\"BL\",\"signers\":[\"" HASH(
             "20") "\"]}",
         "twice"},
    };
    char policy[2048];

    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        snprintf(policy, sizeof(policy),
                 "\"implementation_ids\":[\"" HASH("00") "\"],\"components\":[%s]", cases[i][0]);
        check_refused(registry_text(policy, device_text()), cases[i][1]);
    }
}

static void a_device_with_a_mistake_is_refused_with_its_place(void **state)
{
    char devices[4096];
    char upper[sizeof(bench.id)];

    (void)state;
    check_refused(registry_text(good_policy, "\"01ab\":{}"), "66 hex digits");
    snprintf(devices, sizeof(devices), "\"02%.64s\":{\"key\":\"x\",\"policy\":\"p\"}",
             bench.id + 2);
    check_refused(registry_text(good_policy, devices), "01 first");
    snprintf(devices, sizeof(devices), "\"%s\":{\"key\":\"x\",\"policy\":\"p\"}", bench.id);
    check_refused(registry_text(good_policy, devices), "not a public key");
    snprintf(devices, sizeof(devices), "\"%s\":{\"key\":\"%s\",\"policy\":\"q\"}", bench.id,
             bench.pem);
    check_refused(registry_text(good_policy, devices), "must name one of the policies");
    snprintf(devices, sizeof(devices), "\"%s\":{\"policy\":\"p\"}", bench.id);
    check_refused(registry_text(good_policy, devices), "must be a public key");
    snprintf(devices, sizeof(devices), "\"%s\":{\"key\":\"%s\",\"policy\":\"p\",\"x\":1}", bench.id,
             bench.pem);
    check_refused(registry_text(good_policy, devices), "no field 'x'");
    snprintf(devices, sizeof(devices), "\"%s\":{\"key\":\"%s\",\"policy\":\"p\"}",
             "0100000000"
             "00000000000000000000000000000000000000000000000000000000",
             bench.pem);
    check_refused(registry_text(good_policy, devices), bench.id);
    strcpy(upper, bench.id);
    for (char *at = upper; *at != '\0'; at++) {
        *at = (char)(*at >= 'a' && *at <= 'f' ? *at - 32 : *at);
    }
    if (strcmp(upper, bench.id) != 0) {
        snprintf(devices, sizeof(devices), "%s,\"%s\":{\"key\":\"%s\",\"policy\":\"p\"}",
                 device_text(), upper, bench.pem);
        check_refused(registry_text(good_policy, devices), "twice");
    }
}

static void a_file_that_is_no_registry_is_refused(void **state)
{
    char doubled[4096];

    (void)state;
    check_refused("", ":1:");
    check_refused("[]", "must be an object");
    check_refused("{}", "schema");
    check_refused("{\"schema\":\"holdfast.registry/2\"}", "schema");
    check_refused("{\"schema\":\"holdfast.registry/1\"}", "policies");
    check_refused("{\"schema\":\"holdfast.registry/1\",\"policies\":{}}", "devices");
    check_refused("{\"schema\":\"holdfast.registry/1\",\"policies\":{},\"devices\":{},\"x\":1}",
                  "no field 'x'");
    snprintf(doubled, sizeof(doubled), "%s,%s", device_text(), device_text());
    check_refused(registry_text(good_policy, doubled), "duplicate");
}

#define CASE(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(a_device_that_is_and_runs_what_it_must_is_accepted),
        CASE(a_device_under_another_instance_id_is_unknown),
        CASE(a_registered_id_under_a_strangers_key_is_refused),
        CASE(another_caller_is_refused),
        CASE(a_caller_may_be_any_32_bit_number),
        CASE(other_hardware_is_refused),
        CASE(a_component_of_another_signer_is_refused),
        CASE(a_component_of_another_measurement_is_refused),
        CASE(a_component_below_the_least_version_is_refused),
        CASE(a_version_that_cannot_be_compared_is_refused),
        CASE(components_that_are_missing_doubled_or_unknown_are_refused),
        CASE(a_detail_is_whole_utf8_whatever_the_policy_and_the_token_call_things),
        CASE(a_policy_may_trust_app_debug_and_refuse_unknown_claims),
        CASE(a_policy_with_a_mistake_is_refused_with_its_place),
        CASE(a_component_with_a_mistake_is_refused_with_its_place),
        CASE(a_device_with_a_mistake_is_refused_with_its_place),
        CASE(a_file_that_is_no_registry_is_refused),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
