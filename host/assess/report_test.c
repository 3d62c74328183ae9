/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * The JSON model, the smallest change, score cards and baselines. */
#include "host/assess/baseline.h"
#include "host/assess/change.h"
#include "host/assess/report.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#define TODAY 20261122

static struct hf_catalog catalog;
static struct hf_profile profile;
static struct hf_assessment *assessment;
static struct hf_evidence evidence;
static struct hf_trouble trouble;
static char folder[] = "/tmp/holdfast-cards-XXXXXX";

static int load(void **state)
{
    (void)state;
    return mkdtemp(folder) != NULL && hf_catalog_load(NULL, &catalog, &trouble) ? 0 : -1;
}

static int unload(void **state)
{
    (void)state;
    hf_catalog_free(&catalog);
    return rmdir(folder);
}

static void open_profile(const char *path)
{
    if (!hf_profile_load(path, &catalog, TODAY, &profile, &trouble)) {
        fail_msg("%s", trouble.line);
    }
}

static void open_case(const char *path)
{
    open_profile(path);
    assessment = hf_assess(&catalog, &profile);
}

static void close_case(void)
{
    hf_assessment_free(assessment);
    hf_profile_free(&profile);
}

/* ---- the model ---- */

static const char *text_at(const json_t *object, const char *key)
{
    const char *text = json_string_value(json_object_get(object, key));

    return text != NULL ? text : "";
}

static void every_fact_of_the_model_has_value_state_and_source(void **state)
{
    static const char *const cases[] = {"examples/water-meter.yaml", "examples/smart-lock.yaml",
                                        "examples/industrial-gateway.yaml",
                                        "host/assess/cases/11-ble.yaml"};

    (void)state;
    for (size_t i = 0; i < 4; i++) {
        const char *id;
        json_t *fact;

        open_case(cases[i]);
        json_t *model = hf_report_json(assessment);

        assert_true(json_object_size(json_object_get(model, "facts")) > 20);
        json_object_foreach(json_object_get(model, "facts"), id, fact)
        {
            size_t index;
            json_t *source;

            assert_string_not_equal("", text_at(fact, "value"));
            assert_string_not_equal("", text_at(fact, "state"));
            assert_true(json_array_size(json_object_get(fact, "sources")) > 0);
            json_array_foreach(json_object_get(fact, "sources"), index, source)
            {
                const char *name = json_string_value(source);

                assert_true(strcmp(name, "profile") == 0 ||
                            json_object_get(json_object_get(model, "sources"), name) != NULL);
            }
        }
        json_decref(model);
        close_case();
    }
}

static void every_fact_that_a_threat_names_is_in_the_model(void **state)
{
    size_t index;
    json_t *threat;

    (void)state;
    open_case("examples/water-meter.yaml");
    json_t *model = hf_report_json(assessment);

    assert_int_equal(HF_THREATS, json_array_size(json_object_get(model, "threats")));
    json_array_foreach(json_object_get(model, "threats"), index, threat)
    {
        size_t i;
        json_t *id;

        assert_true(json_array_size(json_object_get(threat, "facts")) > 0);
        json_array_foreach(json_object_get(threat, "facts"), i, id)
        {
            assert_non_null(
                json_object_get(json_object_get(model, "facts"), json_string_value(id)));
        }
    }
    json_decref(model);
    close_case();
}

static void the_model_never_says_compliant(void **state)
{
    (void)state;
    open_case("examples/water-meter.yaml");
    json_t *model = hf_report_json(assessment);
    char *text = json_dumps(model, JSON_COMPACT);

    assert_non_null(text);
    assert_null(strstr(text, "ompliant"));
    free(text);
    json_decref(model);
    close_case();
}

static void a_kind_that_is_not_known_is_undetermined(void **state)
{
    (void)state;
    open_profile("host/assess/cases/04-twin.yaml");
    profile.kind = "other";
    assessment = hf_assess(&catalog, &profile);
    assert_string_equal("undetermined", assessment->cra.class);
    hf_assessment_free(assessment);
    profile.kind = "smart-meter-gateway";
    assessment = hf_assess(&catalog, &profile);
    assert_string_equal("critical", assessment->cra.class);
    assert_true(assessment->cra.annex_one);
    hf_assessment_free(assessment);
    profile.last_sale = "2027-12-10";
    profile.last_sale_number = 20271210;
    assessment = hf_assess(&catalog, &profile);
    assert_false(assessment->cra.annex_one);
    close_case();
}

static void a_medical_device_is_out_of_scope(void **state)
{
    static const char *const regulations[] = {"mdr"};

    (void)state;
    open_profile("host/assess/cases/04-twin.yaml");
    profile.kind = "health-wearable";
    profile.regulated_by = (struct hf_words){regulations, 1};
    assessment = hf_assess(&catalog, &profile);
    assert_string_equal("out-of-scope", assessment->cra.class);
    assert_false(assessment->cra.annex_one);
    close_case();
}

/* ---- the smallest change ---- */

static void expect_change(const char *name, enum hf_step step, size_t words)
{
    struct hf_change change;
    const char *list[HF_MEASURES + 4u];
    char path[96];

    snprintf(path, sizeof(path), "host/assess/cases/%s.yaml", name);
    open_case(path);
    hf_change_find(assessment, 0, &change);
    assert_string_equal(hf_step_names[step], hf_step_names[change.step]);
    assert_int_equal(words, hf_change_words(assessment, 0, &change, list, HF_MEASURES + 4u));
    assert_int_equal(step != HF_STEP_IMPOSSIBLE, hf_verdict_acceptable(change.verdict));
    close_case();
}

static void the_smallest_change_is_searched_in_order(void **state)
{
    (void)state;
    expect_change("04-twin", HF_STEP_NONE, 0);
    expect_change("07-element-dos", HF_STEP_MEASURE, 2);
    expect_change("03-u585-twin", HF_STEP_CONFIGURATION, 1);
    expect_change("03-h573-twin", HF_STEP_CONFIGURATION, 1);
    expect_change("04-u585-lab", HF_STEP_ELEMENT, 1);
    expect_change("05-f205-aes", HF_STEP_SERIES, 1);
    expect_change("01-f205", HF_STEP_LINE, 1);
    expect_change("09-rich-os", HF_STEP_ARCHITECTURE, 1);
}

static void a_change_that_does_not_exist_is_not_found(void **state)
{
    struct hf_change change;

    (void)state;
    open_profile("host/assess/cases/04-u585-lab.yaml");
    profile.assets[1].level =
        HF_LEVEL_LAB; /* firmware against a laboratory: no line withstands it */
    assessment = hf_assess(&catalog, &profile);
    hf_change_find(assessment, 0, &change);
    assert_int_equal(HF_STEP_IMPOSSIBLE, change.step);
    close_case();
}

/* ---- score cards ---- */

/* Writes one card and loads the folder. */
static bool load_card(const char *runs, const char *is_void)
{
    char path[64];

    snprintf(path, sizeof(path), "%s/card.json", folder);
    FILE *file = fopen(path, "w");

    assert_non_null(file);
    fprintf(file, "{\"schema\":\"holdfast.scorecard/1\",\"void\":%s,\"runs\":[%s]}", is_void, runs);
    fclose(file);
    bool loaded = hf_evidence_load(folder, &catalog, &evidence, &trouble);

    unlink(path);
    return loaded;
}

#define RUN(threat, attack, board, expected, measured, control)                                    \
    "{\"threat\":\"" threat "\",\"attack\":\"" attack "\",\"board\":\"" board                      \
    "\",\"expected\":\"" expected "\",\"measured\":\"" measured "\",\"control\":\"" control        \
    "\",\"kind\":\"measured\",\"evidence\":\"run-1\"}"

/* What threat `index` of the water meter achieves with these runs. */
static int achieved_with(const char *runs, const char *is_void, size_t index)
{
    if (!load_card(runs, is_void)) {
        fail_msg("%s", trouble.line);
    }
    open_profile("examples/water-meter.yaml");
    hf_profile_use_evidence(&profile, &evidence);
    assessment = hf_assess(&catalog, &profile);
    int achieved = assessment->platforms[0].threats[index].achieved;

    close_case();
    hf_evidence_free(&evidence);
    return achieved;
}

static void a_failure_lowers_and_a_pass_lifts_no_cap(void **state)
{
    (void)state;
    assert_int_equal(2, achieved_with("", "false", 4));
    assert_int_equal(2, achieved_with(RUN("t5", "a", "an505", "held", "held", "ok"), "false", 4));
    assert_int_equal(-1, achieved_with(RUN("t5", "a", "an505", "held", "broke", "ok"), "false", 4));
    assert_int_equal(0, achieved_with(RUN("t5", "a", "an505", "broke", "broke", "ok"), "false", 4));
    assert_int_equal(2, achieved_with(RUN("t5", "a", "an505", "held", "broke", "ok"), "false", 3));
}

static void a_run_on_another_board_says_nothing(void **state)
{
    (void)state;
    assert_int_equal(2, achieved_with(RUN("t5", "a", "an385", "held", "broke", "ok"), "false", 4));
    assert_int_equal(2, achieved_with(RUN("t5", "a", "moon", "held", "broke", "ok"), "false", 4));
}

static void a_failed_control_voids_the_card(void **state)
{
    (void)state;
    assert_int_equal(2, achieved_with(RUN("t5", "a", "an505", "held", "broke", "ok"), "true", 4));
    assert_int_equal(2, achieved_with(RUN("t5", "a", "an505", "held", "broke", "ok") "," RUN(
                                          "t5", "b", "an505", "held", "held", "failed"),
                                      "false", 4));
}

static void runs_that_held_show_a_measure_that_is_left_out(void **state)
{
    static const char rollback[] = RUN("t4", "t4_rollback", "an505", "held", "held", "ok");

    (void)state;
    assert_true(load_card(rollback, "false"));
    open_profile("examples/water-meter.yaml");
    profile.platforms[0].measures[HF_MEASURE_ROLLBACK_COUNTER] = HF_MEASURE_LEFT_OUT;
    assessment = hf_assess(&catalog, &profile);
    assert_int_equal(HF_SUFFICIENT_IF, assessment->verdict);
    hf_assessment_free(assessment);
    hf_profile_use_evidence(&profile, &evidence);
    assessment = hf_assess(&catalog, &profile);
    assert_int_equal(HF_SUFFICIENT, assessment->verdict);
    hf_assessment_free(assessment);
    /* what the profile denies, no run makes true */
    profile.platforms[0].measures[HF_MEASURE_ROLLBACK_COUNTER] = 0;
    assessment = hf_assess(&catalog, &profile);
    assert_int_equal(HF_INSUFFICIENT, assessment->verdict);
    close_case();
    hf_evidence_free(&evidence);
}

/* The kind of evidence of link `name` in t4's chain. */
static void expect_kind(const json_t *model, const char *name, const char *kind)
{
    const json_t *chain =
        json_object_get(json_array_get(json_object_get(model, "threats"), 3), "chain");
    size_t index;
    json_t *link;

    json_array_foreach(chain, index, link)
    {
        if (strcmp(text_at(link, "link"), name) == 0) {
            assert_string_equal(kind, text_at(link, "kind"));
            return;
        }
    }
    fail_msg("no link '%s'", name);
}

static void only_a_link_whose_own_attacks_were_held_is_measured(void **state)
{
    (void)state;
    assert_true(load_card(RUN("t4", "t4_rollback", "an505", "held", "held",
                              "ok") "," RUN("t4", "t4_unsigned", "an505", "held", "held", "ok"),
                          "false"));
    open_profile("examples/water-meter.yaml");
    hf_profile_use_evidence(&profile, &evidence);
    assessment = hf_assess(&catalog, &profile);
    json_t *model = hf_report_json(assessment);

    expect_kind(model, "rollback_counter", "measured");
    expect_kind(model, "signed_boot", "claimed"); /* three of its four attacks did not run */
    json_decref(model);
    close_case();
    hf_evidence_free(&evidence);
}

/* A failure still lowers: the wall that broke is the part's, whatever boots behind it. */
static void runs_that_held_say_nothing_of_another_boot_stack(void **state)
{
    static const char *const others[] = {"mcuboot", "none"};

    (void)state;
    for (size_t i = 0; i < 2; i++) {
        assert_true(load_card(RUN("t4", "t4_rollback", "an505", "held", "held", "ok"), "false"));
        open_profile("examples/water-meter.yaml");
        profile.platforms[0].measures[HF_MEASURE_ROLLBACK_COUNTER] = HF_MEASURE_LEFT_OUT;
        profile.platforms[0].stack = hf_catalog_stack(&catalog, others[i]);
        assert_non_null(profile.platforms[0].stack);
        hf_profile_use_evidence(&profile, &evidence);
        assessment = hf_assess(&catalog, &profile);
        assert_int_not_equal(HF_SUFFICIENT, assessment->verdict);
        assert_int_equal(0, assessment->platforms[0].stated.effect.links);
        close_case();
        hf_evidence_free(&evidence);
    }
}

static void a_broken_card_is_refused(void **state)
{
    (void)state;
    assert_false(load_card("{\"threat\":\"t5\"}", "false"));
    assert_non_null(strstr(trouble.line, "run 1 has no text 'attack'"));
    assert_false(load_card(RUN("t10", "a", "an505", "held", "held", "ok"), "false"));
    assert_non_null(strstr(trouble.line, "no threat 't10'"));
    assert_false(load_card("{", "false"));
    assert_non_null(strstr(trouble.line, "not JSON"));
    assert_false(hf_evidence_load("/nonexistent", &catalog, &evidence, &trouble));
}

/* ---- baselines ---- */

static json_t *model_of(const char *change)
{
    open_profile("examples/water-meter.yaml");
    if (change != NULL) {
        assert_true(hf_what_if(&catalog, &profile, change, &trouble));
    }
    assessment = hf_assess(&catalog, &profile);
    json_t *model = hf_report_json(assessment);

    close_case();
    return model;
}

static size_t changes_between(const char *before, const char *after, bool *worse)
{
    json_t *old = model_of(before);
    json_t *now = model_of(after);
    json_t *changes = hf_baseline_compare(old, now, worse);
    size_t count = json_array_size(changes);

    json_decref(changes);
    json_decref(now);
    json_decref(old);
    return count;
}

static void a_baseline_tells_better_from_worse(void **state)
{
    bool worse;

    (void)state;
    assert_int_equal(0, changes_between(NULL, NULL, &worse));
    assert_false(worse);
    assert_true(changes_between(NULL, "debug=open", &worse) > 0);
    assert_true(worse);
    assert_true(changes_between("debug=open", NULL, &worse) > 0);
    assert_false(worse);
    assert_true(changes_between(NULL, "attacker:metering firmware=lab", &worse) > 0);
    assert_true(worse);
    assert_true(changes_between("debug=open", "tls=false", &worse) > 0);
    assert_true(worse);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_fact_of_the_model_has_value_state_and_source),
        cmocka_unit_test(every_fact_that_a_threat_names_is_in_the_model),
        cmocka_unit_test(the_model_never_says_compliant),
        cmocka_unit_test(a_kind_that_is_not_known_is_undetermined),
        cmocka_unit_test(a_medical_device_is_out_of_scope),
        cmocka_unit_test(the_smallest_change_is_searched_in_order),
        cmocka_unit_test(a_change_that_does_not_exist_is_not_found),
        cmocka_unit_test(a_failure_lowers_and_a_pass_lifts_no_cap),
        cmocka_unit_test(a_run_on_another_board_says_nothing),
        cmocka_unit_test(a_failed_control_voids_the_card),
        cmocka_unit_test(runs_that_held_show_a_measure_that_is_left_out),
        cmocka_unit_test(only_a_link_whose_own_attacks_were_held_is_measured),
        cmocka_unit_test(runs_that_held_say_nothing_of_another_boot_stack),
        cmocka_unit_test(a_broken_card_is_refused),
        cmocka_unit_test(a_baseline_tells_better_from_worse),
    };

    return cmocka_run_group_tests(tests, load, unload);
}
