/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * What the device must be and run: verdicts under a policy. */
#include "core/token_sample.h"
#include "host/attest/registry_sample.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static void a_device_that_is_and_runs_what_it_must_is_accepted(void **state)
{
    (void)state;
    assert_string_equal("accepted", hf_bench_verdict(hf_bench_policy));
}

static void a_device_under_another_instance_id_is_unknown(void **state)
{
    struct hf_attest_registry *registry = NULL;
    struct hf_attest_question question = {.form = HF_CBOR_SHORTEST};

    (void)state;
    assert_true(hf_bench_load(hf_bench_registry(hf_bench_policy, hf_bench_device()), &registry));
    struct hf_attest_lookup lookup = hf_attest_registry_lookup(registry);
    EVP_PKEY *stranger = EVP_EC_gen("P-256");

    hf_sample_claims(stranger, (hf_span_t){hf_bench_nonce, 32}, &hf_bench.claims);
    hf_sample_write(stranger, &hf_bench.claims, &hf_bench.token);
    question.token = (hf_span_t){hf_bench.token.bytes, hf_bench.token.size};
    hf_attest_verify(&question, &lookup, &hf_bench.verdict);
    assert_string_equal("attest.unknown_device", hf_bench.verdict.name);
    hf_attest_registry_free(registry);
    EVP_PKEY_free(stranger);
}

static void a_registered_id_under_a_strangers_key_is_refused(void **state)
{
    struct hf_attest_registry *registry = NULL;
    struct hf_attest_question question = {.form = HF_CBOR_SHORTEST};

    (void)state;
    assert_true(hf_bench_load(hf_bench_registry(hf_bench_policy, hf_bench_device()), &registry));
    struct hf_attest_lookup lookup = hf_attest_registry_lookup(registry);
    EVP_PKEY *stranger = EVP_EC_gen("P-256");

    hf_sample_write(stranger, &hf_bench.claims, &hf_bench.token);
    question.token = (hf_span_t){hf_bench.token.bytes, hf_bench.token.size};
    hf_attest_verify(&question, &lookup, &hf_bench.verdict);
    assert_string_equal("attest.signature", hf_bench.verdict.name);
    hf_attest_registry_free(registry);
    EVP_PKEY_free(stranger);
}

static void claims_that_cannot_be_read_find_no_key(void **state)
{
    struct hf_attest_registry *registry = NULL;
    struct hf_attest_question question = {.form = HF_CBOR_SHORTEST};
    struct hf_sample sample;

    (void)state;
    assert_true(hf_bench_load(hf_bench_registry(hf_bench_policy, hf_bench_device()), &registry));
    struct hf_attest_lookup lookup = hf_attest_registry_lookup(registry);

    hf_sample_fill_without(&sample, HF_CLAIM_INSTANCE_ID);
    hf_sample_build(&sample);
    hf_sample_sign(hf_bench.key, (hf_span_t){sample.bytes, sample.size}, &hf_bench.token);
    question.token = (hf_span_t){hf_bench.token.bytes, hf_bench.token.size};
    hf_attest_verify(&question, &lookup, &hf_bench.verdict);
    assert_string_equal("token.claim_missing", hf_bench.verdict.name);
    assert_string_equal("psa-instance-id", hf_bench.verdict.detail);
    assert_false(hf_bench.verdict.authentic);
    hf_attest_registry_free(registry);
}

static void another_caller_is_refused(void **state)
{
    (void)state;
    hf_bench.claims.client_id = 1;
    assert_string_equal("attest.client_id", hf_bench_verdict(hf_bench_policy));
}

static void a_caller_may_be_any_32_bit_number(void **state)
{
    static const int32_t ids[] = {INT32_MIN, INT32_MAX, 1};
    char policy[2048];

    (void)state;
    for (size_t i = 0; i < sizeof(ids) / sizeof(ids[0]); i++) {
        const char *rest = strstr(hf_bench_policy, "\"components\"");

        snprintf(policy, sizeof(policy),
                 "\"implementation_ids\":[\"" IMPLEMENTATION "\"],\"client_ids\":[77,%d],%s",
                 ids[i], rest);
        hf_bench.claims.client_id = ids[i];
        assert_string_equal("accepted", hf_bench_verdict(policy));
        hf_bench.claims.client_id = -1;
        assert_string_equal("attest.client_id", hf_bench_verdict(policy));
    }
}

static void other_hardware_is_refused(void **state)
{
    uint8_t other[32] = {'h', 'o', 'l', 'd', 'f', 'a', 's', 'u'};

    (void)state;
    hf_bench.claims.implementation_id.bytes = other;
    assert_string_equal("attest.implementation_id", hf_bench_verdict(hf_bench_policy));
}

static void a_component_of_another_signer_is_refused(void **state)
{
    uint8_t other[32] = {0};

    (void)state;
    hf_bench.components[1].signer.bytes = other;
    assert_string_equal("attest.signer", hf_bench_verdict(hf_bench_policy));
    assert_string_equal("component PRoT", hf_bench.verdict.detail);
}

static void a_component_of_another_measurement_is_refused(void **state)
{
    uint8_t other[32];

    (void)state;
    memset(other, 0x12, 32);
    hf_bench.components[2].measurement.bytes = other;
    assert_string_equal("accepted", hf_bench_verdict(hf_bench_policy));
    other[31] ^= 1u;
    assert_string_equal("attest.measurement", hf_bench_verdict(hf_bench_policy));
}

static const char *verdict_on_version(const char *version)
{
    hf_bench.components[0].version = (hf_span_t){(const uint8_t *)version, strlen(version)};
    return hf_bench_verdict(hf_bench_policy);
}

static void a_component_below_the_least_version_is_refused(void **state)
{
    (void)state;
    assert_string_equal("accepted", verdict_on_version("1.0.2"));
    assert_string_equal("accepted", verdict_on_version("1.0.10"));
    assert_string_equal("accepted", verdict_on_version("2.0.0"));
    assert_string_equal("accepted", verdict_on_version("1.0.2+1"));
    hf_bench.components[0].version = (hf_span_t){(const uint8_t *)"1.0.25", 5};
    assert_string_equal("accepted", hf_bench_verdict(hf_bench_policy));
    hf_bench.components[0].version = (hf_span_t){(const uint8_t *)"1.0.19", 5};
    assert_string_equal("attest.version", hf_bench_verdict(hf_bench_policy));
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
    hf_bench.components[0].version = (hf_span_t){NULL, 0};
    assert_string_equal("attest.version", hf_bench_verdict(hf_bench_policy));
}

static void components_that_are_missing_doubled_or_unknown_are_refused(void **state)
{
    (void)state;
    hf_bench.claims.component_count = 2;
    assert_string_equal("attest.component_missing", hf_bench_verdict(hf_bench_policy));
    assert_string_equal("component App", hf_bench.verdict.detail);
    hf_bench.components[3] = hf_bench.components[0];
    hf_bench.claims.component_count = 4;
    assert_string_equal("attest.component_twice", hf_bench_verdict(hf_bench_policy));
    hf_bench.components[3].type = (hf_span_t){(const uint8_t *)"TS", 2};
    assert_string_equal("attest.component_unknown", hf_bench_verdict(hf_bench_policy));
    assert_string_equal("component 3, type TS", hf_bench.verdict.detail);
    hf_bench.components[3].type = (hf_span_t){(const uint8_t *)"BLx", 3};
    assert_string_equal("attest.component_unknown", hf_bench_verdict(hf_bench_policy));
    hf_bench.components[3].type = (hf_span_t){NULL, 0};
    assert_string_equal("attest.component_unknown", hf_bench_verdict(hf_bench_policy));
    assert_string_equal("component 3, type (none)", hf_bench.verdict.detail);
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
        hf_bench.components[0].type = (hf_span_t){(const uint8_t *)name, strlen(name)};
        hf_bench.components[0].version = (hf_span_t){(const uint8_t *)version, pad + 201};
        hf_bench.claims.component_count = 1;
        snprintf(policy, sizeof(policy),
                 "\"implementation_ids\":[\"" IMPLEMENTATION "\"],\"components\":[{\"type\":\"%s\","
                 "\"signers\":[\"" HASH("20") "\"],\"min_version\":\"1.0.0+4294967295\"}]",
                 name);
        assert_string_equal("attest.version", hf_bench_verdict(policy));
        hf_span_t detail = {(const uint8_t *)hf_bench.verdict.detail,
                            strlen(hf_bench.verdict.detail)};

        assert_int_equal(HF_OK, hf_cbor_check_utf8(detail));
        assert_true(detail.size + 1u < sizeof(hf_bench.verdict.detail));
    }
}

static void a_policy_may_trust_app_debug_and_refuse_unknown_claims(void **state)
{
    char policy[2048];

    (void)state;
    hf_bench.claims.lifecycle = HF_LIFECYCLE_DEBUG;
    assert_string_equal("attest.lifecycle", hf_bench_verdict(hf_bench_policy));
    snprintf(policy, sizeof(policy),
             "%s,\"lifecycles\":[\"secured\",\"debug\"],\"unknown_claims\":\"refuse\"",
             hf_bench_policy);
    assert_string_equal("accepted", hf_bench_verdict(policy));
    snprintf(policy, sizeof(policy), "%s,\"lifecycles\":[\"debug\"],\"unknown_claims\":\"accept\"",
             hf_bench_policy);
    assert_string_equal("accepted", hf_bench_verdict(policy));
    hf_bench.claims.lifecycle = HF_LIFECYCLE_SECURED;
    assert_string_equal("attest.lifecycle", hf_bench_verdict(policy));
}

#define CASE(name) cmocka_unit_test_setup_teardown(name, hf_bench_set_up, hf_bench_tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(a_device_that_is_and_runs_what_it_must_is_accepted),
        CASE(a_device_under_another_instance_id_is_unknown),
        CASE(a_registered_id_under_a_strangers_key_is_refused),
        CASE(claims_that_cannot_be_read_find_no_key),
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
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
