/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * The worked examples of docs/model.md: host/assess/cases/NN-*.yaml with the verdicts that an STM32
 * security specialist expects, each with a twin that is one fact away and comes out otherwise. */
#include "host/assess/assess.h"
#include "host/assess/profile_words.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#define TODAY 20261122

static struct hf_catalog catalog;
static struct hf_profile profile;
static struct hf_assessment *assessment;

static int load(void **state)
{
    struct hf_trouble trouble;

    (void)state;
    return hf_catalog_load(NULL, &catalog, &trouble) ? 0 : -1;
}

static int unload(void **state)
{
    (void)state;
    hf_catalog_free(&catalog);
    return 0;
}

static void open_case(const struct hf_catalog *known, const char *name)
{
    struct hf_trouble trouble;
    char path[128];

    snprintf(path, sizeof(path), "host/assess/cases/%s.yaml", name);
    if (!hf_profile_load(path, known, TODAY, &profile, &trouble)) {
        fail_msg("%s", trouble.line);
    }
    assessment = hf_assess(known, &profile);
}

static void close_case(void)
{
    hf_assessment_free(assessment);
    hf_profile_free(&profile);
}

static enum hf_verdict candidate_verdict(const char *line)
{
    for (size_t i = 0; i < assessment->candidate_count; i++) {
        if (strcmp(assessment->candidates[i].part->line, line) == 0) {
            return assessment->candidates[i].verdict;
        }
    }
    fail_msg("no candidate %s", line);
    return HF_UNKNOWN;
}

/* What is asked: "verdict", "t4", "need" (the first), "part U585", "other Nordic nRF5340". */
static const char *answer(const char *question)
{
    if (strcmp(question, "verdict") == 0) {
        return hf_verdict_names[assessment->verdict];
    }
    if (question[0] == 't') {
        return hf_verdict_names
            [assessment->platforms[0].threats[question[1] - '1'].judgement.verdict];
    }
    if (strcmp(question, "need") == 0) {
        return hf_verdict_names[assessment->platforms[0].needs[0].verdict];
    }
    if (strncmp(question, "part ", 5) == 0) {
        return hf_verdict_names[candidate_verdict(question + 5)];
    }
    for (size_t i = 0; i < assessment->other_count; i++) {
        if (strcmp(assessment->others[i].alternative->name, question + 6) == 0) {
            return assessment->others[i].verdict;
        }
    }
    return "not offered";
}

static void expect(const char *name, const char *question, const char *expected)
{
    open_case(&catalog, name);
    const char *got = answer(question);

    if (strcmp(got, expected) != 0) {
        print_error("%s: %s: expected %s, got %s\n", name, question, expected, got);
    }
    assert_string_equal(expected, got);
    close_case();
}

static bool note_given(const struct hf_notes *notes, const char *id)
{
    for (size_t i = 0; i < notes->count; i++) {
        if (strcmp(notes->at[i].id, id) == 0) {
            return true;
        }
    }
    return false;
}

static void expect_note(const char *name, const char *id, bool given)
{
    open_case(&catalog, name);
    assert_int_equal(given,
                     note_given(&assessment->warnings, id) || note_given(&assessment->advice, id));
    close_case();
}

static void expect_conditions(const char *name, hf_assumed_t conditions)
{
    open_case(&catalog, name);
    assert_int_equal(conditions, assessment->platforms[0].conditions);
    close_case();
}

#define TRUSTZONE HF_ASSUME_MEASURE(HF_MEASURE_TRUSTZONE)
#define HDP       HF_ASSUME_MEASURE(HF_MEASURE_HDP)
#define DEBUG     HF_ASSUME_MEASURE(HF_MEASURE_DEBUG)

static void legacy_line_with_fleet_keys_is_insufficient_and_not_recommended(void **state)
{
    static const char *const cases[] = {"01-f103", "01-f205", "01-f407"};

    (void)state;
    for (size_t i = 0; i < 3; i++) {
        expect(cases[i], "verdict", "insufficient");
        expect_note(cases[i], "design.not-recommended", true);
    }
    expect("01-twin", "verdict", "sufficient");
    expect_note("01-twin", "design.not-recommended", false);
}

static void remote_attacker_on_f407_is_met_without_isolation(void **state)
{
    (void)state;
    for (const char *t = "1234"; *t != '\0'; t++) {
        expect("02-f407-remote", (char[]){'t', *t, '\0'}, "sufficient");
    }
    open_case(&catalog, "02-f407-remote");
    for (size_t i = 4; i < 6; i++) {
        const struct hf_threat_result *threat = &assessment->platforms[0].threats[i];

        assert_int_equal(HF_LEVEL_REMOTE, threat->achieved);
    }
    assert_string_equal("no hardware isolation between application and secrets",
                        assessment->platforms[0].threats[4].links[0][1].rule->because);
    close_case();
    expect("02-twin", "verdict", "insufficient");
    expect("02-twin", "t3", "sufficient-with-se");
}

static void certified_lines_are_sufficient_if_configured(void **state)
{
    (void)state;
    expect("03-u585", "verdict", "sufficient-if");
    expect_conditions("03-u585", TRUSTZONE | HDP | DEBUG);
    expect("03-h573", "verdict", "sufficient-if");
    expect_conditions("03-h573", TRUSTZONE | HDP | DEBUG | HF_ASSUME_STACK);
    expect("03-u585-twin", "verdict", "insufficient");
    expect("03-h573-twin", "verdict", "insufficient");
}

static void a_laboratory_takes_an_element(void **state)
{
    (void)state;
    expect("04-u585-lab", "verdict", "sufficient-with-se");
    expect("04-u585-lab", "t5", "sufficient-with-se");
    expect("04-twin", "verdict", "sufficient");
}

static void f205_has_no_aes_and_f215_has(void **state)
{
    (void)state;
    expect("05-f205-aes", "verdict", "insufficient");
    expect("05-twin", "verdict", "sufficient");
}

static void f215_has_neither_sha256_nor_gcm_nor_pka(void **state)
{
    static const char *const cases[] = {"06-f215-sha256", "06-f215-gcm", "06-f215-pka"};

    (void)state;
    for (size_t i = 0; i < 3; i++) {
        expect(cases[i], "need", "insufficient");
        expect_note(cases[i], "engine.obsolete", true);
    }
    expect("06-twin", "need", "sufficient");
}

static void denial_of_service_does_not_depend_on_silicon(void **state)
{
    (void)state;
    expect("07-f205-dos", "t9", "sufficient");
    expect("07-u585-dos", "t9", "sufficient");
    expect("07-element-dos", "verdict", "insufficient");
    expect("07-twin", "verdict", "sufficient");
}

static void an_element_saves_the_identity_and_not_the_firmware(void **state)
{
    (void)state;
    expect("08-f103-stsafe", "t3", "sufficient");
    expect("08-f103-stsafe", "t7", "sufficient");
    expect("08-f103-stsafe", "t4", "insufficient");
    expect("08-twin", "t4", "sufficient");
    expect("08-twin", "verdict", "sufficient");
}

static void a_rich_system_belongs_on_an_application_processor(void **state)
{
    (void)state;
    expect("09-rich-os", "verdict", "other-architecture");
    expect("09-rich-os", "part MP157(C,F)", "sufficient");
    expect("09-rich-os", "part MP157(A,D)", "insufficient");
    expect("09-rich-os", "part MP257(C,F)", "unknown");
    expect_note("09-rich-os", "need.advice", true);
    expect("09-twin", "verdict", "sufficient");
}

static void certified_keys_and_anti_cloning_recommend_an_element(void **state)
{
    (void)state;
    expect("10-l562-keystore", "verdict", "sufficient-with-se");
    expect("10-l562-cloning", "verdict", "sufficient-with-se");
    expect("10-l562-keystore", "part U585", "sufficient");
    expect_note("10-l562-keystore", "need.advice", true);
    expect("10-twin", "verdict", "sufficient");
}

static void a_ble_node_with_sesip3_is_a_wba55(void **state)
{
    (void)state;
    expect("11-ble", "part WBA55", "sufficient-if");
    expect("11-ble", "part WBA50", "insufficient");
    expect("11-ble", "part U585", "insufficient");
    expect("11-ble", "other Nordic nRF5340", "check");
    expect("11-twin", "part WBA50", "sufficient-if");
}

static void a_cost_driven_product_may_take_an_esp32_unless_it_needs_sesip3(void **state)
{
    (void)state;
    expect("12-cost", "other Espressif ESP32 (C3, C6)", "acceptable");
    expect("12-twin", "other Espressif ESP32 (C3, C6)", "refused");
    expect("11-twin", "other Espressif ESP32 (C3, C6)", "not offered");

    /* evidence is asked for by itself, also where the target sets no high level */
    open_case(&catalog, "12-cost");
    hf_assessment_free(assessment);
    profile.targets[profile.target_count++] = hf_catalog_target(&catalog, "SESIP2");
    assessment = hf_assess(&catalog, &profile);
    assert_string_equal("refused", answer("other Espressif ESP32 (C3, C6)"));
    assert_string_equal("check", answer("other Nordic nRF5340"));
    close_case();
}

static void a_fact_in_conflict_that_decides_gives_unknown(void **state)
{
    struct hf_catalog fixture;
    struct hf_trouble trouble;

    (void)state;
    expect("13-conflict", "verdict", "sufficient");
    assert_true(hf_catalog_load("host/assess/cases/conflict", &fixture, &trouble));
    open_case(&fixture, "13-conflict");
    assert_int_equal(HF_UNKNOWN, assessment->verdict);
    assert_int_equal(HF_UNKNOWN, assessment->platforms[0].threats[5].judgement.verdict);
    close_case();
    open_case(&fixture, "13-twin");
    assert_int_equal(HF_SUFFICIENT, assessment->verdict);
    close_case();
    hf_catalog_free(&fixture);
}

static void the_examples_keep_their_verdicts(void **state)
{
    (void)state;
    expect("../../../examples/water-meter", "verdict", "sufficient");
    expect("../../../examples/smart-lock", "verdict", "sufficient-if");
    expect("../../../examples/industrial-gateway", "verdict", "insufficient");
}

/* The prototype behind the model gave these figures over all lines; ours differ where the attack
 * rules and the doubtful rows came in. A change here is a change of the model: look at it. */
static void ranking_all_lines_gives_the_figures_of_the_model_page(void **state)
{
    size_t counts[HF_OTHER_ARCHITECTURE + 1] = {0};

    (void)state;
    open_case(&catalog, "02-f407-remote");
    for (size_t i = 0; i < assessment->candidate_count; i++) {
        counts[assessment->candidates[i].verdict]++;
    }
    assert_int_equal(280, assessment->candidate_count);
    assert_int_equal(0, counts[HF_SUFFICIENT_IF]);
    assert_int_equal(0, counts[HF_OTHER_ARCHITECTURE]);
    assert_int_equal(169, counts[HF_SUFFICIENT]);
    assert_int_equal(65, counts[HF_SUFFICIENT_WITH_SE]); /* no TRNG: all 65 lines of the table */
    assert_int_equal(40, counts[HF_UNKNOWN]);            /* newer than two of the databases */
    assert_int_equal(6, counts[HF_INSUFFICIENT]);        /* MP1 A and D: no signed boot */
    close_case();
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(legacy_line_with_fleet_keys_is_insufficient_and_not_recommended),
        cmocka_unit_test(remote_attacker_on_f407_is_met_without_isolation),
        cmocka_unit_test(certified_lines_are_sufficient_if_configured),
        cmocka_unit_test(a_laboratory_takes_an_element),
        cmocka_unit_test(f205_has_no_aes_and_f215_has),
        cmocka_unit_test(f215_has_neither_sha256_nor_gcm_nor_pka),
        cmocka_unit_test(denial_of_service_does_not_depend_on_silicon),
        cmocka_unit_test(an_element_saves_the_identity_and_not_the_firmware),
        cmocka_unit_test(a_rich_system_belongs_on_an_application_processor),
        cmocka_unit_test(certified_keys_and_anti_cloning_recommend_an_element),
        cmocka_unit_test(a_ble_node_with_sesip3_is_a_wba55),
        cmocka_unit_test(a_cost_driven_product_may_take_an_esp32_unless_it_needs_sesip3),
        cmocka_unit_test(a_fact_in_conflict_that_decides_gives_unknown),
        cmocka_unit_test(the_examples_keep_their_verdicts),
        cmocka_unit_test(ranking_all_lines_gives_the_figures_of_the_model_page),
    };

    return cmocka_run_group_tests(tests, load, unload);
}
