/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * --explain: why a threat is required at its level, what each link of its chain withstands and
 * which rule said so, what a higher level would take, and where each fact comes from. It reads the
 * JSON model and nothing else, so it can say nothing that the report does not know. */
#include "host/assess/profile_words.h"
#include "host/assess/report.h"

#include <string.h>

static const char *text_of(const json_t *object, const char *key)
{
    const char *text = json_string_value(json_object_get(object, key));

    return text != NULL ? text : "-";
}

static int level_of(const json_t *object, const char *key)
{
    const json_t *level = json_object_get(object, key);

    return json_is_integer(level) ? (int)json_integer_value(level) : HF_LEVEL_NONE;
}

static void print_place(FILE *out, const json_t *object, const char *path)
{
    if (json_object_get(object, "line") != NULL) {
        fprintf(out, " (%s:%d)", path, (int)json_integer_value(json_object_get(object, "line")));
    }
}

static void print_demands(FILE *out, const json_t *threat, const char *path)
{
    size_t index;
    json_t *demand;

    fprintf(out, "required: %s\n", hf_level_name(level_of(threat, "required")));
    json_array_foreach(json_object_get(threat, "demands"), index, demand)
    {
        fprintf(out, "  %-7s %s '%s'", hf_level_name(level_of(demand, "level")),
                text_of(demand, "origin"), text_of(demand, "name"));
        if (strcmp(text_of(demand, "place"), "se") == 0) {
            fputs(", in the secure element", out);
        }
        print_place(out, demand, path);
        fputc('\n', out);
    }
    if (json_array_size(json_object_get(threat, "demands")) == 0) {
        fputs("  no asset and no target touches this threat\n", out);
    }
}

static void print_fact(FILE *out, const json_t *facts, const char *id, const char *path)
{
    const json_t *fact = json_object_get(facts, id);
    size_t index;
    json_t *source;

    fprintf(out, "      %s: %s [%s;", text_of(fact, "what"), text_of(fact, "value"),
            text_of(fact, "state"));
    json_array_foreach(json_object_get(fact, "sources"), index, source)
    {
        fprintf(out, " %s", json_string_value(source));
    }
    fputc(']', out);
    print_place(out, fact, path);
    fputc('\n', out);
}

/* The rules that would give more than the one that holds, with the atoms that are missing. */
static void print_better(FILE *out, const struct hf_platform_result *result, const json_t *link)
{
    const struct hf_link *known = hf_catalog_link(result->stated.catalog, text_of(link, "link"));

    for (size_t i = 0; known != NULL && i < known->rule_count; i++) {
        const struct hf_rule *rule = &known->rules[i];
        const char *comma = "";

        if (rule->level <= level_of(link, "level") || hf_atoms_hold(&result->stated, &rule->when)) {
            continue;
        }
        fprintf(out, "      for %s it would take ", hf_level_name(rule->level));
        for (size_t j = 0; j < rule->when.count; j++) {
            if ((result->stated.holds >> rule->when.at[j]->bit & 1u) == 0) {
                fprintf(out, "%s%s", comma, rule->when.at[j]->title);
                comma = ", and ";
            }
        }
        fputc('\n', out);
    }
}

static void print_chain(FILE *out, const struct hf_platform_result *result, const json_t *model,
                        const json_t *threat, const char *path)
{
    size_t index;
    json_t *link;

    fprintf(out, "withstands: %s (weakest link of the chain)\n",
            hf_level_name(level_of(threat, "achieved")));
    json_array_foreach(json_object_get(threat, "chain"), index, link)
    {
        size_t i;
        json_t *id;

        fprintf(out, "  %-7s %s%s: %s [%s]\n", hf_level_name(level_of(link, "level")),
                text_of(link, "title"),
                strcmp(text_of(link, "place"), "se") == 0 ? " (element)" : "",
                text_of(link, "because"), text_of(link, "kind"));
        json_array_foreach(json_object_get(link, "facts"), i, id)
        {
            print_fact(out, json_object_get(model, "facts"), json_string_value(id), path);
        }
        print_better(out, result, link);
    }
}

static void print_end(FILE *out, struct hf_assessment *assessment,
                      const struct hf_platform_result *result, size_t threat, const json_t *shown)
{
    const struct hf_judgement *judgement = &result->threats[threat].judgement;

    fprintf(out, "verdict: %s\n", hf_verdict_names[judgement->verdict]);
    if (judgement->verdict == HF_UNKNOWN) {
        fprintf(out, "  facts in doubt decide: %s at their worst, %s at their best\n",
                hf_verdict_names[judgement->low], hf_verdict_names[judgement->high]);
    }
    for (unsigned bit = 0; bit < HF_ASSUME_BITS; bit++) {
        if ((judgement->conditions & 1u << bit) != 0) {
            fprintf(out, "  if: %s\n", hf_condition_text(&assessment->arena, result, bit));
        }
    }
    fprintf(out, "remains: %s\n", text_of(json_object_get(shown, "residual"), "statement"));
}

void hf_report_explain(FILE *out, struct hf_assessment *assessment, size_t threat)
{
    json_t *model = hf_report_json(assessment);
    const char *path = assessment->profile->path;

    for (size_t i = 0; i < assessment->platform_count; i++) {
        const struct hf_platform_result *result = &assessment->platforms[i];
        const json_t *platform = json_array_get(json_object_get(model, "platforms"), i);
        const json_t *shown = json_array_get(json_object_get(platform, "threats"), threat);

        fprintf(out, "%s%s %s on STM32%s\n", i > 0 ? "\n" : "", text_of(shown, "id"),
                text_of(shown, "name"), result->platform->part->line);
        fprintf(out, "countermeasure: %s\n", text_of(shown, "countermeasure"));
        print_demands(out, shown, path);
        print_chain(out, result, model, shown, path);
        print_end(out, assessment, result, threat, shown);
    }
    json_decref(model);
}
