/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "host/assess/baseline.h"
#include "host/assess/change.h"
#include "host/assess/profile_words.h"
#include "host/assess/report.h"
#include "host/base/write.h"
#include "host/commands.h"
#include "host/report/report.h"

#include <stdlib.h>
#include <string.h>

static void print_json(FILE *out, json_t *value)
{
    json_dumpf(value, out, JSON_INDENT(2));
    fputc('\n', out);
    json_decref(value);
}

/* 0 for t1; HF_THREATS for a word that is no threat. */
static size_t find_threat(const char *word)
{
    for (size_t i = 0; i < HF_THREATS; i++) {
        if (strcmp(hf_threat_words[i], word) == 0) {
            return i;
        }
    }
    return HF_THREATS;
}

static bool apply_changes(const struct hf_arguments *arguments, const struct hf_catalog *catalog,
                          struct hf_profile *profile, struct hf_trouble *trouble)
{
    for (size_t i = 0; hf_argument_at(arguments, "what-if", i) != NULL; i++) {
        if (!hf_what_if(catalog, profile, hf_argument_at(arguments, "what-if", i), trouble)) {
            return false;
        }
    }
    return hf_what_if_check(profile, trouble);
}

/* A counterfactual is told beside the fact: what changed, threat by threat. */
static void print_difference(FILE *out, const struct hf_assessment *before,
                             const struct hf_assessment *after)
{
    fprintf(out, "what if: %s -> %s\n", hf_verdict_names[before->verdict],
            hf_verdict_names[after->verdict]);
    for (size_t i = 0; i < after->platform_count; i++) {
        for (size_t t = 0; t < HF_THREATS; t++) {
            const struct hf_threat_result *was = &before->platforms[i].threats[t];
            const struct hf_threat_result *is = &after->platforms[i].threats[t];

            if (was->judgement.verdict != is->judgement.verdict || was->achieved != is->achieved) {
                fprintf(out, "  %s %s: %s (%s) -> %s (%s)\n", hf_threat_words[t],
                        after->platforms[i].platform->name,
                        hf_verdict_names[was->judgement.verdict], hf_level_name(was->achieved),
                        hf_verdict_names[is->judgement.verdict], hf_level_name(is->achieved));
            }
        }
    }
    fputc('\n', out);
}

/* What changed since an older assessment; gives the exit code for a build server: 1 when something
 * got worse, 0 when nothing did, however the verdict stands. */
static int print_baseline(const json_t *changes, bool worse)
{
    size_t index;
    json_t *change;

    json_array_foreach(changes, index, change)
    {
        printf("%-6s %s %s (%s): %s -> %s\n", json_string_value(json_object_get(change, "change")),
               json_string_value(json_object_get(change, "what")),
               json_string_value(json_object_get(change, "id")),
               json_string_value(json_object_get(change, "platform")),
               json_string_value(json_object_get(change, "before")),
               json_string_value(json_object_get(change, "after")));
    }
    if (json_array_size(changes) == 0) {
        puts("no change since the baseline");
    }
    return worse ? HF_EXIT_NO : HF_EXIT_YES;
}

static int report_baseline(const struct hf_arguments *arguments, struct hf_assessment *assessment)
{
    struct hf_trouble trouble;
    bool worse;
    json_t *old = hf_baseline_load(hf_argument(arguments, "baseline"), &trouble);

    if (old == NULL) {
        return hf_broken("%s", trouble.line);
    }
    json_t *now = hf_report_json(assessment);
    json_t *changes = hf_baseline_compare(old, now, &worse);
    int code = worse ? HF_EXIT_NO : HF_EXIT_YES;

    if (hf_argument_given(arguments, "json")) {
        json_object_set(now, "changes", changes);
        print_json(stdout, json_incref(now));
    } else {
        code = print_baseline(changes, worse);
    }
    json_decref(changes);
    json_decref(now);
    json_decref(old);
    return code;
}

/* --format, or what --json and --explain stand for. */
static const char *format_of(const struct hf_arguments *arguments)
{
    const char *format = hf_argument(arguments, "format");

    if (hf_argument_given(arguments, "json")) {
        return "json";
    }
    return format != NULL ? format : "text";
}

static void write_text(FILE *out, const struct hf_arguments *arguments,
                       struct hf_assessment *assessment, const struct hf_assessment *before)
{
    const char *explain = hf_argument(arguments, "explain");

    if (explain != NULL) {
        hf_report_explain(out, assessment, find_threat(explain));
        return;
    }
    if (before != NULL) {
        print_difference(out, before, assessment);
    }
    hf_report_text(out, assessment);
}

static void write_report(FILE *out, const struct hf_arguments *arguments,
                         struct hf_assessment *assessment, const struct hf_assessment *before)
{
    const char *format = format_of(arguments);

    if (strcmp(format, "text") == 0) {
        write_text(out, arguments, assessment, before);
        return;
    }
    json_t *model = hf_report_json(assessment);

    if (strcmp(format, "json") == 0) {
        print_json(out, json_incref(model));
    } else {
        hf_report_find(format)->write(out, model, NULL);
    }
    json_decref(model);
}

/* Whole or not at all: the report is made in memory, then put in its place. */
static bool deliver(const char *path, const char *text, size_t size, struct hf_trouble *trouble)
{
    if (path != NULL) {
        return hf_file_replace(path, text, size, 0666, trouble);
    }
    if (fwrite(text, 1, size, stdout) != size || fflush(stdout) != 0) {
        return hf_trouble_set(trouble, "the report cannot be written to stdout");
    }
    return true;
}

/* Gives the answer in the form that was asked for, and the exit code. */
static int report(const struct hf_arguments *arguments, struct hf_assessment *assessment,
                  const struct hf_assessment *before)
{
    struct hf_trouble trouble;
    char *text = NULL;
    size_t size = 0;

    if (hf_argument_given(arguments, "baseline")) {
        return report_baseline(arguments, assessment);
    }
    FILE *memory = open_memstream(&text, &size);

    if (memory == NULL) {
        return hf_broken("out of memory");
    }
    write_report(memory, arguments, assessment, before);
    fclose(memory);
    bool done = deliver(hf_argument(arguments, "output"), text, size, &trouble);

    free(text);
    if (!done) {
        return hf_broken("%s", trouble.line);
    }
    return hf_verdict_acceptable(assessment->verdict) ? HF_EXIT_YES : HF_EXIT_NO;
}

static int compare_and_report(const struct hf_arguments *arguments,
                              const struct hf_catalog *catalog, struct hf_profile *profile)
{
    struct hf_assessment *before = NULL;
    struct hf_profile original = *profile;
    struct hf_trouble trouble;

    if (hf_argument_given(arguments, "what-if")) {
        if (!apply_changes(arguments, catalog, profile, &trouble)) {
            return hf_misused("%s", trouble.line);
        }
        before = hf_assess(catalog, &original);
    }
    struct hf_assessment *assessment = hf_assess(catalog, profile);
    int code = report(arguments, assessment, before);

    hf_assessment_free(assessment);
    if (before != NULL) {
        hf_assessment_free(before);
    }
    return code;
}

static int assess_profile(const struct hf_arguments *arguments, const struct hf_catalog *catalog,
                          struct hf_profile *profile)
{
    const char *folder = hf_argument(arguments, "evidence");
    struct hf_evidence evidence;
    struct hf_trouble trouble;

    if (folder == NULL) {
        return compare_and_report(arguments, catalog, profile);
    }
    if (!hf_evidence_load(folder, catalog, &evidence, &trouble)) {
        return hf_broken("%s", trouble.line);
    }
    hf_profile_use_evidence(profile, &evidence);
    int code = compare_and_report(arguments, catalog, profile);

    hf_evidence_free(&evidence);
    return code;
}

static bool check_format(const struct hf_arguments *arguments)
{
    const char *format = format_of(arguments);

    if (strcmp(format, "text") != 0 && strcmp(format, "json") != 0 &&
        hf_report_find(format) == NULL) {
        hf_misused("--format %s: write one of text, json, %s", hf_quote(format).text,
                   hf_report_words);
        return false;
    }
    if (strcmp(format, "text") != 0 && hf_argument_given(arguments, "explain")) {
        hf_misused("--explain is text: leave --format and --json out");
        return false;
    }
    if (hf_argument_given(arguments, "baseline") &&
        (hf_argument_given(arguments, "format") || hf_argument_given(arguments, "output"))) {
        hf_misused("--baseline prints what changed: leave --format and --output out");
        return false;
    }
    return true;
}

static int run_assess(const struct hf_arguments *arguments)
{
    const char *explain = hf_argument(arguments, "explain");
    struct hf_catalog catalog;
    struct hf_profile profile;
    struct hf_trouble trouble;

    if (!check_format(arguments)) {
        return HF_EXIT_USAGE;
    }
    if (explain != NULL && find_threat(explain) == HF_THREATS) {
        return hf_misused("--explain %s: write one of t1 to t9", hf_quote(explain).text);
    }
    if (!hf_catalog_load(hf_argument(arguments, "catalog"), &catalog, &trouble)) {
        return hf_broken("%s", trouble.line);
    }
    if (!hf_profile_load(arguments->operands[0], &catalog, hf_today(), &profile, &trouble)) {
        hf_catalog_free(&catalog);
        return hf_broken("%s", trouble.line);
    }
    int code = assess_profile(arguments, &catalog, &profile);

    hf_profile_free(&profile);
    hf_catalog_free(&catalog);
    return code;
}

static const struct hf_option options[] = {
    {"json", NULL, "print the whole assessment as JSON (holdfast.assessment/1)", false},
    {"format", "FORM", "text (the default), json, html, md, sarif or cra", false, 0},
    {"output", "FILE", "write the report there, whole or not at all; stdout by default", false,
     'o'},
    {"explain", "THREAT", "print the chain of reasoning behind one threat, t1 to t9", false},
    {"what-if", "KEY=VALUE",
     "change the profile first: part=STM32H573, debug=closed, attacker:ASSET=lab", true},
    {"evidence", "DIR", "let the score cards in this folder count (holdfast attack, prove)", false},
    {"baseline", "OLD.json",
     "print what changed since that assessment; exit 1 when something got worse", false},
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
