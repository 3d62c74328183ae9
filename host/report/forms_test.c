/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * SARIF, Markdown and the CRA pack, and that all forms tell the same. */
#include "host/report/report.h"
#include "host/report/sample.h"
#include "host/report/view.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const char medical[] =
    "holdfast: 1\n"
    "product: { name: Pump, kind: other, first_sale: 2027-01-01, support_years: 5, connectivity: "
    "[ble], regulated_by: [mdr] }\n"
    "platforms:\n  - part: STM32U585\n"
    "assets:\n  - { name: dose, kind: data, scope: device, attacker: remote }\n";

static size_t count(const char *text, const char *what)
{
    size_t found = 0;

    for (const char *at = strstr(text, what); at != NULL; at = strstr(at + 1, what)) {
        found++;
    }
    return found;
}

/* ---- all forms ---- */

/* The page's matrix has a row per threat; Markdown's too. Both must show what the model says. */
static void page_and_markdown_tell_the_verdicts_of_the_model(void **state)
{
    json_t *model = hf_sample_model("examples/industrial-gateway.yaml");
    char *page = hf_sample_report("html", model, NULL);
    char *text = hf_sample_report("md", model, NULL);
    const json_t *platform;
    const json_t *threat;
    char row[256];
    size_t i;
    size_t j;

    (void)state;
    json_array_foreach(hf_list(model, "platforms"), i, platform)
    {
        json_array_foreach(hf_list(platform, "threats"), j, threat)
        {
            snprintf(row, sizeof(row), "| %s %s | %s |", hf_get(threat, "id"),
                     hf_get(threat, "name"),
                     hf_view_required(threat) ? hf_get(threat, "verdict") : "not demanded");
            assert_true(count(text, row) >= 1);
            snprintf(row, sizeof(row), "needs <b>%s</b>, has <b>%s</b>",
                     hf_view_level(hf_list(threat, "required")),
                     hf_view_level(hf_list(threat, "achieved")));
            assert_true(!hf_view_required(threat) || strstr(page, row) != NULL);
        }
    }
    assert_non_null(strstr(page, "id=\"verdict\">insufficient</p>"));
    assert_non_null(strstr(text, "# Gateway IG-1: insufficient\n"));
    free(page);
    free(text);
    json_decref(model);
}

static void forms_count_candidates_and_runs_alike(void **state)
{
    json_t *model = hf_sample_model("examples/water-meter.yaml");
    json_t *card = hf_sample_card();
    char *page = hf_sample_report("html", model, card);
    char *text = hf_sample_report("md", model, card);
    char *pack = hf_sample_report("cra", model, card);
    char words[80];

    (void)state;
    snprintf(words, sizeof(words), "<b>%zu</b> sufficient",
             hf_view_count_candidates(model, "sufficient"));
    assert_non_null(strstr(page, words));
    snprintf(words, sizeof(words), "%zu are sufficient,",
             hf_view_count_candidates(model, "sufficient"));
    assert_non_null(strstr(text, words));
    assert_non_null(strstr(text, "1 of 3 attacks held"));
    assert_non_null(strstr(pack, "3 attacks measured on stand-in boards, 2 broke"));
    free(page);
    free(text);
    free(pack);
    json_decref(card);
    json_decref(model);
}

static void no_form_says_more_than_supports(void **state)
{
    static const char *const forms[] = {"html", "md", "cra", "sarif"};
    static const char *const words[] = {"compliant", "CE ready", "certified by", "guarantee"};
    json_t *model = hf_sample_model("examples/smart-lock.yaml");

    (void)state;
    for (size_t i = 0; i < sizeof(forms) / sizeof(forms[0]); i++) {
        char *text = hf_sample_report(forms[i], model, NULL);

        for (size_t j = 0; j < sizeof(words) / sizeof(words[0]); j++) {
            assert_null(strstr(text, words[j]));
        }
        free(text);
    }
    json_decref(model);
}

static void a_form_that_does_not_exist_is_not_found(void **state)
{
    (void)state;
    assert_null(hf_report_find("pdf"));
    assert_non_null(hf_report_find("sarif"));
}

/* ---- Markdown ---- */

/* Bars that are not escaped: a row with other than its head's number of them has lost a cell. */
static size_t count_bars(const char *line, size_t size)
{
    size_t bars = 0;

    for (size_t i = 0; i < size; i++) {
        bars += line[i] == '|' && (i == 0 || line[i - 1] != '\\');
    }
    return bars;
}

static void every_row_of_a_table_has_all_cells(void **state)
{
    static const char *const forms[] = {"md", "cra"};
    json_t *model = hf_sample_model_of(hf_sample_hostile);
    json_t *card = hf_sample_card();

    (void)state;
    for (size_t i = 0; i < 2; i++) {
        char *text = hf_sample_report(forms[i], model, card);
        size_t head = 0;

        for (const char *at = text; *at != '\0';) {
            size_t size = strcspn(at, "\n");
            size_t bars = at[0] == '|' ? count_bars(at, size) : 0;

            if (bars != 0 && head != 0) {
                assert_int_equal(head, bars);
            }
            head = bars;
            at += size + (at[size] == '\n');
        }
        assert_null(strstr(text, "<img"));
        assert_null(strstr(text, "<script"));
        free(text);
    }
    json_decref(card);
    json_decref(model);
}

/* ---- SARIF ---- */

static json_t *sarif_results(const json_t *model, json_t **log)
{
    char *text = hf_sample_report("sarif", model, NULL);

    *log = json_loads(text, 0, NULL);
    assert_non_null(*log);
    free(text);
    return hf_list(json_array_get(hf_list(*log, "runs"), 0), "results");
}

static const json_t *find_result(const json_t *results, const char *rule)
{
    const json_t *result;
    size_t i;

    json_array_foreach(results, i, result)
    {
        if (strcmp(hf_get(result, "ruleId"), rule) == 0) {
            return result;
        }
    }
    return NULL;
}

static int line_of(const json_t *result)
{
    const json_t *place = json_array_get(hf_list(result, "locations"), 0);

    return hf_number(hf_list(hf_list(place, "physicalLocation"), "region"), "startLine");
}

static void sarif_points_at_the_line_that_demands(void **state)
{
    json_t *model = hf_sample_model("examples/smart-lock.yaml");
    json_t *log;
    const json_t *results = sarif_results(model, &log);

    (void)state;
    assert_string_equal("warning", hf_get(find_result(results, "t5"), "level"));
    assert_int_equal(13, line_of(find_result(results, "t5"))); /* the asset `lock identity` */
    assert_null(find_result(results, "t1"));                   /* sufficient: no alert */
    json_decref(log);
    json_decref(model);
}

static void what_is_insufficient_is_an_error(void **state)
{
    json_t *model = hf_sample_model("examples/industrial-gateway.yaml");
    json_t *log;
    const json_t *results = sarif_results(model, &log);

    (void)state;
    assert_string_equal("error", hf_get(find_result(results, "t1"), "level"));
    assert_string_equal("note", hf_get(find_result(results, "element.oracle"), "level"));
    json_decref(log);
    json_decref(model);
}

static void brackets_in_a_message_are_no_link(void **state)
{
    json_t *model = hf_sample_model_of(
        "holdfast: 1\n"
        "product: { name: P, kind: other, first_sale: 2027-01-01, support_years: 5, connectivity: "
        "[ble] }\n"
        "platforms:\n  - part: STM32F103\n    measures: { tls: false }\n"
        "assets:\n  - { name: \"[x](http://e)\", kind: data, scope: device, attacker: probe }\n");
    json_t *log;
    const json_t *results = sarif_results(model, &log);

    (void)state;
    assert_non_null(
        strstr(hf_get(hf_list(find_result(results, "t1"), "message"), "text"), "\\[x\\](http"));
    json_decref(log);
    json_decref(model);
}

/* ---- the CRA pack ---- */

static void the_pack_has_all_points_and_the_date_of_the_law(void **state)
{
    static const char *const heads[] = {"## Annex I Part I", "## Annex I Part II", "## Annex VII",
                                        "## Annex II",       "## Article 14",      "| 2 (m) |"};
    json_t *model = hf_sample_model("examples/water-meter.yaml");
    char *text = hf_sample_report("cra", model, NULL);

    (void)state;
    for (size_t i = 0; i < sizeof(heads) / sizeof(heads[0]); i++) {
        assert_non_null(strstr(text, heads[i]));
    }
    assert_int_equal(13, count(text, "| 2 ("));
    assert_non_null(strstr(text, "as of 2026-"));
    assert_non_null(strstr(text, "Every unit placed on the market from 11 December 2027"));
    assert_non_null(strstr(text, "until 2043-12-31"));
    free(text);
    json_decref(model);
}

static void an_unknown_kind_stays_undetermined(void **state)
{
    json_t *model = hf_sample_model_of(hf_sample_hostile);
    char *text = hf_sample_report("cra", model, NULL);

    (void)state;
    assert_non_null(strstr(text, "Suggested class: **undetermined**"));
    assert_non_null(strstr(text, "no route can be suggested"));
    free(text);
    json_decref(model);
}

static void a_product_out_of_scope_gets_no_matrix(void **state)
{
    json_t *model = hf_sample_model_of(medical);
    char *text = hf_sample_report("cra", model, NULL);

    (void)state;
    assert_non_null(strstr(text, "**out-of-scope**"));
    assert_null(strstr(text, "## Annex I Part I"));
    free(text);
    json_decref(model);
}

static void an_insufficient_threat_supports_no_point(void **state)
{
    json_t *model = hf_sample_model("examples/industrial-gateway.yaml");
    char *text = hf_sample_report("cra", model, NULL);

    (void)state;
    assert_non_null(strstr(text, "| 1 | a level of cybersecurity that fits the risks | does not "
                                 "support it |"));
    assert_non_null(strstr(text, "users can remove all data and settings for good, and move them "
                                 "safely | nothing here bears on it |"));
    free(text);
    json_decref(model);
}

static void evidence_that_broke_says_so_beside_its_id(void **state)
{
    json_t *model = hf_sample_model("examples/water-meter.yaml");
    json_t *card = hf_sample_card();
    char *text = hf_sample_report("cra", model, card);

    (void)state;
    assert_non_null(strstr(text, "0123456789abcdef, 0123456789abcdef (broke)"));
    free(text);
    json_decref(card);
    json_decref(model);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(page_and_markdown_tell_the_verdicts_of_the_model),
        cmocka_unit_test(forms_count_candidates_and_runs_alike),
        cmocka_unit_test(no_form_says_more_than_supports),
        cmocka_unit_test(a_form_that_does_not_exist_is_not_found),
        cmocka_unit_test(every_row_of_a_table_has_all_cells),
        cmocka_unit_test(sarif_points_at_the_line_that_demands),
        cmocka_unit_test(what_is_insufficient_is_an_error),
        cmocka_unit_test(brackets_in_a_message_are_no_link),
        cmocka_unit_test(the_pack_has_all_points_and_the_date_of_the_law),
        cmocka_unit_test(an_unknown_kind_stays_undetermined),
        cmocka_unit_test(a_product_out_of_scope_gets_no_matrix),
        cmocka_unit_test(an_insufficient_threat_supports_no_point),
        cmocka_unit_test(evidence_that_broke_says_so_beside_its_id),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
