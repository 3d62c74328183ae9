/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "host/report/sample.h"

#include "host/assess/report.h"
#include "host/report/report.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define TODAY 20261122

const char hf_sample_hostile[] =
    "holdfast: 1\n"
    "product: { name: \"<script>alert(1)</script> \\\"A\\\" & 'B' \\u202Eevil\", kind: other, "
    "first_sale: 2027-01-01, support_years: 5, connectivity: [lte-m] }\n"
    "platforms:\n"
    "  - part: STM32U585\n"
    "    measures: { tls: true, mutual_auth: true, signed_boot: true }\n"
    "assets:\n"
    "  - { name: \"</text></svg><img src=x onerror=alert(2)>\", kind: key, scope: fleet, attacker: "
    "lab }\n"
    "  - { name: \"a | b `c` [d](http://e) **f**\", kind: data, scope: device, attacker: remote }\n"
    "residuals:\n"
    "  - { threat: t6, decision: accepted, owner: \"\\u05D0\\u05D1 <b>owner</b>\", expires: "
    "2028-01-01, why: \"<!-- --> ]]> | x\" }\n";

static json_t *model_of(struct hf_catalog *catalog, struct hf_profile *profile)
{
    struct hf_assessment *assessment = hf_assess(catalog, profile);
    json_t *model = hf_report_json(assessment);

    hf_assessment_free(assessment);
    hf_profile_free(profile);
    hf_catalog_free(catalog);
    return model;
}

json_t *hf_sample_model(const char *path)
{
    static struct hf_catalog catalog;
    static struct hf_profile profile;
    struct hf_trouble trouble = {""};

    if (!hf_catalog_load(NULL, &catalog, &trouble) ||
        !hf_profile_load(path, &catalog, TODAY, &profile, &trouble)) {
        fail_msg("%s", trouble.line);
    }
    return model_of(&catalog, &profile);
}

json_t *hf_sample_model_of(const char *text)
{
    static struct hf_catalog catalog;
    static struct hf_profile profile;
    struct hf_trouble trouble = {""};
    struct hf_bytes bytes = {text, strlen(text)};

    if (!hf_catalog_load(NULL, &catalog, &trouble) ||
        !hf_profile_read("profile.yaml", bytes, &catalog, TODAY, &profile, &trouble)) {
        fail_msg("%s", trouble.line);
    }
    return model_of(&catalog, &profile);
}

char *hf_sample_report(const char *form, const json_t *model, const json_t *card)
{
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);

    assert_non_null(out);
    assert_non_null(hf_report_find(form));
    hf_report_find(form)->write(out, model, card);
    fclose(out);
    assert_int_equal(size, strlen(text));
    return text;
}

static void add_run(json_t *runs, const char *threat, const char *attack, const char *expected,
                    const char *measured)
{
    json_array_append_new(runs, json_pack("{s:s,s:s,s:s,s:s,s:s,s:s,s:s,s:s,s:s,s:i,s:i,s:i,s:s}",
                                          "threat", threat, "attack", attack, "board", "an505",
                                          "expected", expected, "measured", measured, "control",
                                          "ok", "kind", "measured", "evidence", "0123456789abcdef",
                                          "title", "an <i>attack</i>", "cases", 3, "broken", 0,
                                          "surprises", 0, "note", "3 of 3 were refused"));
}

json_t *hf_sample_card(void)
{
    json_t *runs = json_array();

    add_run(runs, "t4", "t4_one", "held", "held");
    add_run(runs, "t4", "t4_two", "broke", "broke");
    add_run(runs, "t5", "t5_one", "held", "broke");
    return json_pack("{s:s, s:b, s:o}", "schema", "holdfast.scorecard/1", "void", 0, "runs", runs);
}
