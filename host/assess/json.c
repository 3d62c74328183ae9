/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * The JSON model, holdfast.assessment/1. Every other report is made from it, so it must be
 * complete: what a reader may want to know about the verdict is in here, with sources and lines. */
#include "host/assess/change.h"
#include "host/assess/json_parts.h"

#include <string.h>

static json_t *json_notes(const struct hf_notes *notes)
{
    json_t *array = json_array();

    for (size_t i = 0; i < notes->count; i++) {
        json_t *note = json_pack("{s:s, s:s}", "id", notes->at[i].id, "text", notes->at[i].text);

        hf_json_spot(note, notes->at[i].spot);
        json_array_append_new(array, note);
    }
    return array;
}

static void append_condition(struct hf_json *json, json_t *array,
                             const struct hf_platform_result *result, unsigned bit)
{
    const struct hf_profile *profile = json->assessment->profile;
    json_t *object = json_object();
    json_t *threats = json_array();
    json_t *items = json_array();

    for (size_t i = 0; i < HF_THREATS; i++) {
        if ((result->threats[i].judgement.conditions & 1u << bit) != 0) {
            json_array_append_new(threats, json_string(json->assessment->catalog->threats[i].id));
        }
    }
    for (size_t i = 0; i < profile->need_count; i++) {
        if ((result->needs[i].conditions & 1u << bit) != 0) {
            json_array_append_new(items, json_string(profile->needs[i]->name));
        }
    }
    for (size_t i = 0; i < profile->target_count; i++) {
        if ((result->targets[i].conditions & 1u << bit) != 0) {
            json_array_append_new(items, json_string(profile->targets[i]->name));
        }
    }
    json_object_set_new(object, "id", json_string(hf_condition_id(bit)));
    json_object_set_new(object, "text",
                        json_string(hf_condition_text(&json->assessment->arena, result, bit)));
    json_object_set_new(object, "platform", json_string(result->platform->name));
    json_object_set_new(object, "threats", threats);
    json_object_set_new(object, "needs_and_targets", items);
    hf_json_spot(object, result->platform->spot);
    json_array_append_new(array, object);
}

static json_t *json_conditions(struct hf_json *json)
{
    json_t *array = json_array();

    for (size_t i = 0; i < json->assessment->platform_count; i++) {
        const struct hf_platform_result *result = &json->assessment->platforms[i];

        if (result->verdict == HF_SUFFICIENT_WITH_SE) {
            json_array_append_new(
                array,
                json_pack("{s:s, s:s, s:s, s:[], s:[]}", "id", "secure_element", "text",
                          hf_arena_print(&json->assessment->arena,
                                         "a secure element (such as %s) that holds the keys and "
                                         "identities",
                                         result->with_se.element->name),
                          "platform", result->platform->name, "threats", "needs_and_targets"));
        }
        for (unsigned bit = 0; bit < HF_ASSUME_BITS; bit++) {
            if ((result->conditions & 1u << bit) != 0) {
                append_condition(json, array, result, bit);
            }
        }
    }
    return array;
}

/* With several platforms, the one on which the threat fares worst speaks for it. */
static json_t *json_threats(struct hf_json *json)
{
    json_t *array = json_array();

    for (size_t i = 0; i < HF_THREATS; i++) {
        const struct hf_platform_result *worst = &json->assessment->platforms[0];

        for (size_t j = 1; j < json->assessment->platform_count; j++) {
            const struct hf_platform_result *other = &json->assessment->platforms[j];

            if (other->threats[i].judgement.verdict > worst->threats[i].judgement.verdict) {
                worst = other;
            }
        }
        json_array_append_new(array, hf_json_threat(json, worst, i));
    }
    return array;
}

static json_t *json_changes(struct hf_json *json)
{
    json_t *array = json_array();

    for (size_t i = 0; i < json->assessment->platform_count; i++) {
        const struct hf_platform_result *result = &json->assessment->platforms[i];
        const char *words[HF_MEASURES + 4u];
        struct hf_change change;
        json_t *items = json_array();

        if (hf_verdict_acceptable(result->verdict)) {
            json_decref(items);
            continue;
        }
        hf_change_find(json->assessment, i, &change);
        size_t count = hf_change_words(json->assessment, i, &change, words, HF_MEASURES + 4u);

        for (size_t j = 0; j < count; j++) {
            json_array_append_new(items, json_string(words[j]));
        }
        json_array_append_new(array,
                              json_pack("{s:s, s:s, s:s, s:o}", "platform", result->platform->name,
                                        "step", hf_step_names[change.step], "verdict",
                                        hf_verdict_names[change.verdict], "changes", items));
    }
    return array;
}

static json_t *json_candidates(const struct hf_json *json)
{
    const struct hf_assessment *assessment = json->assessment;
    json_t *array = json_array();

    for (size_t i = 0; i < assessment->candidate_count; i++) {
        const struct hf_candidate *candidate = &assessment->candidates[i];

        json_array_append_new(
            array,
            json_pack("{s:s, s:s, s:s, s:i, s:b, s:s}", "part", candidate->part->line, "series",
                      candidate->part->series, "verdict", hf_verdict_names[candidate->verdict],
                      "conditions", (int)candidate->conditions, "certified", candidate->certified,
                      "isolation", hf_part_isolation(assessment->catalog, candidate->part)));
    }
    return array;
}

static json_t *json_others(const struct hf_json *json)
{
    const struct hf_assessment *assessment = json->assessment;
    json_t *array = json_array();

    for (size_t i = 0; i < assessment->other_count; i++) {
        const struct hf_other *other = &assessment->others[i];
        json_t *object = json_pack(
            "{s:s, s:s, s:s, s:s, s:s, s:s}", "name", other->alternative->name, "core",
            other->alternative->core, "verdict", other->verdict, "why", other->why, "tooling",
            other->alternative->tooling, "element", other->alternative->element);

        json_object_set_new(object, "sources", hf_json_words(&other->alternative->sources));
        json_object_set_new(object, "state",
                            json_string(hf_state_names[other->alternative->state]));
        json_array_append_new(array, object);
    }
    return array;
}

/* How much was measured; the runs themselves stand at their threats. */
static json_t *json_evidence(const struct hf_json *json)
{
    const struct hf_evidence *evidence = json->assessment->profile->evidence;
    size_t counted = 0;

    if (evidence == NULL) {
        return json_null();
    }
    for (size_t i = 0; i < evidence->run_count; i++) {
        counted += evidence->runs[i].counts;
    }
    return json_pack("{s:i, s:i, s:i, s:i, s:s}", "cards", (int)evidence->card_count, "void",
                     (int)evidence->void_count, "runs", (int)evidence->run_count, "counted",
                     (int)counted, "rule",
                     "a pass on a stand-in board raises software links only; a failure always "
                     "lowers");
}

static json_t *json_method(void)
{
    json_t *levels = json_pack(
        "{s:s, s:s, s:s, s:s, s:s}", "-1", "fails even against a remote attacker", "0",
        "withstands a remote or adjacent attacker", "1", "withstands hands with a debug probe", "2",
        "withstands a bench: glitches, power analysis", "3", "withstands a laboratory");

    return json_pack("{s:s, s:o, s:s}", "model",
                     "a threat is as strong as the weakest link of its countermeasure chain",
                     "levels", levels, "limits",
                     "levels and strengths are a design proposal; facts come from documents, no "
                     "chip was measured; what an emulator cannot show is modelled");
}

json_t *hf_report_json(struct hf_assessment *assessment)
{
    struct hf_json json = {assessment, json_object(), json_object()};
    json_t *object = json_object();
    json_t *platforms = json_array();
    long today = hf_today();

    for (size_t i = 0; i < assessment->platform_count; i++) {
        json_array_append_new(platforms, hf_json_platform(&json, &assessment->platforms[i]));
    }
    json_object_set_new(object, "schema", json_string("holdfast.assessment/1"));
    json_object_set_new(object, "date",
                        json_string(hf_arena_print(&assessment->arena, "%04ld-%02ld-%02ld",
                                                   today / 10000, today / 100 % 100, today % 100)));
    json_object_set_new(object, "verdict", json_string(hf_verdict_names[assessment->verdict]));
    json_object_set_new(object, "acceptable",
                        json_boolean(hf_verdict_acceptable(assessment->verdict)));
    json_object_set_new(object, "product", hf_json_profile(&json));
    json_object_set_new(object, "conditions", json_conditions(&json));
    json_object_set_new(object, "warnings", json_notes(&assessment->warnings));
    json_object_set_new(object, "advice", json_notes(&assessment->advice));
    json_object_set_new(object, "threats", json_threats(&json));
    json_object_set_new(object, "platforms", platforms);
    json_object_set_new(object, "smallest_change", json_changes(&json));
    json_object_set_new(object, "assets", hf_json_assets(&json));
    json_object_set_new(object, "data_flow", hf_json_flows(&json));
    json_object_set_new(object, "candidates", json_candidates(&json));
    json_object_set_new(object, "alternatives", json_others(&json));
    json_object_set_new(object, "cra", hf_json_cra(&json));
    json_object_set_new(object, "evidence", json_evidence(&json));
    json_object_set_new(object, "method", json_method());
    json_object_set_new(object, "facts", json.facts);
    json_object_set_new(object, "sources", json.sources);
    return object;
}
