/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "host/assess/report.h"
#include "host/commands.h"

static void print_json(json_t *value)
{
    json_dumpf(value, stdout, JSON_INDENT(2));
    putchar('\n');
    json_decref(value);
}

static int run_assess(const struct hf_arguments *arguments)
{
    struct hf_catalog catalog;
    struct hf_profile profile;
    struct hf_trouble trouble;

    if (!hf_catalog_load(hf_argument(arguments, "catalog"), &catalog, &trouble)) {
        return hf_broken("%s", trouble.line);
    }
    if (!hf_profile_load(arguments->operands[0], &catalog, hf_today(), &profile, &trouble)) {
        hf_catalog_free(&catalog);
        return hf_broken("%s", trouble.line);
    }
    struct hf_assessment *assessment = hf_assess(&catalog, &profile);
    int code = hf_verdict_acceptable(assessment->verdict) ? HF_EXIT_YES : HF_EXIT_NO;

    if (hf_argument_given(arguments, "json")) {
        print_json(hf_report_json(assessment));
    } else {
        hf_report_text(stdout, assessment);
    }
    hf_assessment_free(assessment);
    hf_profile_free(&profile);
    hf_catalog_free(&catalog);
    return code;
}

static const struct hf_option options[] = {
    {"json", NULL, "print the whole assessment as JSON (holdfast.assessment/1)", false},
    {"catalog", "DIR", "lay the catalogue files of this folder over the built-in ones", false},
    {NULL, NULL, NULL, false},
};

const struct hf_command hf_cmd_assess = {
    .noun = "assess",
    .operands = "PROFILE",
    .operands_min = 1,
    .operands_max = 1,
    .summary = "say whether a part is sufficient for a product, and why",
    .description =
        "PROFILE is a YAML file that describes the product: its assets with the attacker that each "
        "must withstand,\nthe platform with its measures, needs and targets. The verdict is one of "
        "sufficient, sufficient-if,\nsufficient-with-se, unknown, insufficient and "
        "other-architecture; the first two exit with 0, the others with 1.",
    .options = options,
    .run = run_assess,
};
