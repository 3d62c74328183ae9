/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * The registry's file: what is wrong with it is said with its place. */
#include "host/attest/registry_sample.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static void check_refused(const char *text, const char *expected)
{
    struct hf_attest_registry *registry = NULL;

    assert_false(hf_bench_load(text, &registry));
    assert_null(registry);
    if (strstr(hf_bench.trouble.line, expected) == NULL) {
        fail_msg("\"%s\" does not speak of \"%s\"", hf_bench.trouble.line, expected);
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
        check_refused(hf_bench_registry(policy, hf_bench_device()), cases[i][1]);
        check_refused(hf_bench_registry(policy, hf_bench_device()), "policies.p");
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
        check_refused(hf_bench_registry(policy, hf_bench_device()), cases[i][1]);
    }
}

static void a_policy_names_sixteen_components_and_no_more(void **state)
{
    struct hf_attest_registry *registry = NULL;
    char policy[4096];
    int at;

    (void)state;
    for (int count = 16; count <= 17; count++) {
        at = snprintf(policy, sizeof(policy),
                      "\"implementation_ids\":[\"" HASH("00") "\"],\"components\":[");
        for (int i = 0; i < count; i++) {
            at += snprintf(policy + at, sizeof(policy) - (size_t)at,
                           "%s{\"type\":\"%d\",\"signers\":[\"" HASH("20") "\"]}", i > 0 ? "," : "",
                           i);
        }
        snprintf(policy + at, sizeof(policy) - (size_t)at, "]");
        if (count == 16) {
            assert_true(hf_bench_load(hf_bench_registry(policy, hf_bench_device()), &registry));
            hf_attest_registry_free(registry);
        } else {
            check_refused(hf_bench_registry(policy, hf_bench_device()), "1 to 16");
        }
    }
}

static void a_device_with_a_mistake_is_refused_with_its_place(void **state)
{
    char devices[4096];
    char upper[sizeof(hf_bench.id)];

    (void)state;
    check_refused(hf_bench_registry(hf_bench_policy, "\"01ab\":{}"), "66 hex digits");
    snprintf(devices, sizeof(devices), "\"02%.64s\":{\"key\":\"x\",\"policy\":\"p\"}",
             hf_bench.id + 2);
    check_refused(hf_bench_registry(hf_bench_policy, devices), "01 first");
    snprintf(devices, sizeof(devices), "\"%s\":{\"key\":\"x\",\"policy\":\"p\"}", hf_bench.id);
    check_refused(hf_bench_registry(hf_bench_policy, devices), "not a public key");
    snprintf(devices, sizeof(devices), "\"%s\":{\"key\":\"%s\",\"policy\":\"q\"}", hf_bench.id,
             hf_bench.pem);
    check_refused(hf_bench_registry(hf_bench_policy, devices), "must name one of the policies");
    snprintf(devices, sizeof(devices), "\"%s\":{\"policy\":\"p\"}", hf_bench.id);
    check_refused(hf_bench_registry(hf_bench_policy, devices), "must be a public key");
    snprintf(devices, sizeof(devices), "\"%s\":{\"key\":\"%s\",\"policy\":\"p\",\"x\":1}",
             hf_bench.id, hf_bench.pem);
    check_refused(hf_bench_registry(hf_bench_policy, devices), "no field 'x'");
    snprintf(devices, sizeof(devices), "\"%s\":{\"key\":\"%s\",\"policy\":\"p\"}",
             "0100000000"
             "00000000000000000000000000000000000000000000000000000000",
             hf_bench.pem);
    check_refused(hf_bench_registry(hf_bench_policy, devices), hf_bench.id);
    strcpy(upper, hf_bench.id);
    for (char *at = upper; *at != '\0'; at++) {
        *at = (char)(*at >= 'a' && *at <= 'f' ? *at - 32 : *at);
    }
    if (strcmp(upper, hf_bench.id) != 0) {
        snprintf(devices, sizeof(devices), "%s,\"%s\":{\"key\":\"%s\",\"policy\":\"p\"}",
                 hf_bench_device(), upper, hf_bench.pem);
        check_refused(hf_bench_registry(hf_bench_policy, devices), "twice");
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
    snprintf(doubled, sizeof(doubled), "%s,%s", hf_bench_device(), hf_bench_device());
    check_refused(hf_bench_registry(hf_bench_policy, doubled), "duplicate");
}

#define CASE(name) cmocka_unit_test_setup_teardown(name, hf_bench_set_up, hf_bench_tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(a_policy_with_a_mistake_is_refused_with_its_place),
        CASE(a_component_with_a_mistake_is_refused_with_its_place),
        CASE(a_policy_names_sixteen_components_and_no_more),
        CASE(a_device_with_a_mistake_is_refused_with_its_place),
        CASE(a_file_that_is_no_registry_is_refused),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
