/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * The platforms, and the product as the profile tells it. */
#include "host/assess/json_parts.h"
#include "host/assess/profile_words.h"

#include <string.h>

static json_t *json_measures(const struct hf_platform_result *result)
{
    const struct hf_platform *platform = result->platform;
    json_t *object = json_object();

    for (size_t i = 0; i < HF_MEASURES; i++) {
        json_t *measure = json_object();
        int value = platform->measures[i];
        bool impossible = value > 0 && !hf_measure_possible(&result->stated, i, (size_t)value);

        json_object_set_new(measure, "value",
                            hf_json_text(value >= 0 ? hf_measure_words[i][value] : NULL));
        json_object_set_new(measure, "state",
                            json_string(value < 0    ? "left-out"
                                        : impossible ? "impossible"
                                                     : "stated"));
        hf_json_spot(measure, platform->measure_spots[i]);
        json_object_set_new(object, hf_measure_names[i], measure);
    }
    return object;
}

static json_t *json_boards(const struct hf_json *json, const struct hf_platform_result *result)
{
    const struct hf_board *boards[8];
    size_t count = hf_assess_boards(json->assessment->catalog, result, boards, 8);
    json_t *array = json_array();

    for (size_t i = 0; i < count; i++) {
        json_array_append_new(
            array, json_pack("{s:s, s:s}", "board", boards[i]->board, "title", boards[i]->title));
    }
    return array;
}

static json_t *json_item(const char *name, const char *title, const struct hf_judgement *judgement,
                         struct hf_spot spot)
{
    json_t *object = json_object();

    json_object_set_new(object, "name", json_string(name));
    json_object_set_new(object, "title", json_string(title));
    json_object_set_new(object, "verdict", json_string(hf_verdict_names[judgement->verdict]));
    json_object_set_new(object, "conditions", hf_json_condition_ids(judgement->conditions));
    hf_json_spot(object, spot);
    return object;
}

static json_t *json_needs(struct hf_json *json, const struct hf_platform_result *result)
{
    const struct hf_profile *profile = json->assessment->profile;
    json_t *array = json_array();

    for (size_t i = 0; i < profile->need_count; i++) {
        const struct hf_need *need = profile->needs[i];
        json_t *object =
            json_item(need->name, need->title, &result->needs[i], profile->need_spots[i]);
        json_t *facts = json_array();

        for (size_t j = 0; j < need->alternative_count; j++) {
            for (size_t k = 0; k < need->alternatives[j].count; k++) {
                hf_json_atom_facts(json, &result->stated, result->platform,
                                   need->alternatives[j].at[k], facts);
            }
        }
        json_object_set_new(object, "facts", facts);
        json_array_append_new(array, object);
    }
    return array;
}

static json_t *json_targets(struct hf_json *json, const struct hf_platform_result *result)
{
    const struct hf_profile *profile = json->assessment->profile;
    json_t *array = json_array();

    for (size_t i = 0; i < profile->target_count; i++) {
        const struct hf_target *target = profile->targets[i];
        json_t *object =
            json_item(target->name, target->title, &result->targets[i], profile->target_spots[i]);
        const struct hf_certificate *certificate =
            target->scheme != NULL
                ? hf_situation_certificate(&result->assumed, target->scheme, target->level)
                : NULL;

        json_object_set_new(object, "floor", hf_json_level(target->floor));
        json_object_set_new(
            object, "evidence",
            json_string(target->platform ? "platform evidence" : "supporting evidence"));
        json_object_set_new(object, "certificate",
                            hf_json_text(certificate != NULL ? certificate->id : NULL));
        json_array_append_new(array, object);
    }
    return array;
}

/* What the element and the stack are, and what they bring. */
static void add_companions(struct hf_json *json, const struct hf_platform *platform, json_t *object)
{
    struct hf_arena *arena = &json->assessment->arena;
    const struct hf_element *element = platform->element;
    const struct hf_stack *stack = platform->stack;
    struct hf_words none = {NULL, 0};

    json_object_set_new(object, "secure_element",
                        hf_json_text(element != NULL ? element->name : NULL));
    json_object_set_new(object, "secure_element_brings",
                        hf_json_words(element != NULL ? &element->brings : &none));
    json_object_set_new(object, "secure_element_facts",
                        element != NULL
                            ? hf_json_statements(json,
                                                 hf_arena_print(arena, "element.%s", element->name),
                                                 element->facts, element->fact_count)
                            : json_array());
    json_object_set_new(object, "boot_stack", hf_json_text(stack != NULL ? stack->name : NULL));
    json_object_set_new(object, "boot_stack_brings",
                        hf_json_words(stack != NULL ? &stack->brings : &none));
    json_object_set_new(
        object, "boot_stack_facts",
        stack != NULL ? hf_json_statements(json, hf_arena_print(arena, "stack.%s", stack->name),
                                           stack->facts, stack->fact_count)
                      : json_array());
}

/* ST's security functions, with the measures of the profile that belong to each. */
static json_t *json_stm32trust(const struct hf_json *json, const struct hf_platform_result *result)
{
    const struct hf_catalog *catalog = json->assessment->catalog;
    json_t *array = json_array();

    for (size_t i = 0; i < catalog->stm32trust.count; i++) {
        json_t *given = json_array();
        json_t *missing = json_array();

        for (size_t m = 0; m < HF_MEASURES; m++) {
            if (hf_words_have(&catalog->measures[m].stm32trust, catalog->stm32trust.at[i].id)) {
                json_array_append_new(result->stated.measures[m] > 0 ? given : missing,
                                      json_string(hf_measure_names[m]));
            }
        }
        json_array_append_new(
            array, json_pack("{s:s, s:s, s:o, s:o}", "id", catalog->stm32trust.at[i].id, "title",
                             catalog->stm32trust.at[i].title, "given", given, "missing", missing));
    }
    return array;
}

json_t *hf_json_platform(struct hf_json *json, const struct hf_platform_result *result)
{
    const struct hf_platform *platform = result->platform;
    json_t *object = json_object();
    json_t *threats = json_array();

    json_object_set_new(object, "name", json_string(platform->name));
    json_object_set_new(object, "part", json_string(platform->part->line));
    json_object_set_new(object, "series", json_string(platform->part->series));
    json_object_set_new(object, "core", json_string(platform->part->core));
    json_object_set_new(object, "isolation",
                        json_string(hf_part_isolation(json->assessment->catalog, platform->part)));
    json_object_set_new(object, "verdict", json_string(hf_verdict_names[result->verdict]));
    add_companions(json, platform, object);
    json_object_set_new(object, "external_code", json_boolean(platform->external_code));
    json_object_set_new(object, "conditions", hf_json_condition_ids(result->conditions));
    json_object_set_new(object, "measures", json_measures(result));
    json_object_set_new(object, "stm32trust", json_stm32trust(json, result));
    json_object_set_new(object, "boards", json_boards(json, result));
    json_object_set_new(object, "needs", json_needs(json, result));
    json_object_set_new(object, "targets", json_targets(json, result));
    for (size_t i = 0; i < HF_THREATS; i++) {
        json_array_append_new(threats, hf_json_threat(json, result, i));
    }
    json_object_set_new(object, "threats", threats);
    json_object_set_new(object, "part_facts", hf_json_part(json, platform->part));
    hf_json_spot(object, platform->spot);
    return object;
}

json_t *hf_json_profile(const struct hf_json *json)
{
    const struct hf_profile *profile = json->assessment->profile;
    json_t *object = json_object();
    json_t *context = json_array();

    json_object_set_new(object, "path", json_string(profile->path));
    json_object_set_new(object, "name", json_string(profile->product));
    json_object_set_new(object, "kind", json_string(profile->kind));
    json_object_set_new(object, "first_sale", hf_json_text(profile->first_sale));
    json_object_set_new(object, "last_sale", hf_json_text(profile->last_sale));
    json_object_set_new(object, "support_years",
                        profile->support_years > 0 ? json_integer(profile->support_years)
                                                   : json_null());
    json_object_set_new(object, "connectivity", hf_json_words(&profile->connectivity));
    json_object_set_new(object, "regulated_by", hf_json_words(&profile->regulated_by));
    for (size_t i = 0; hf_context_words[i] != NULL; i++) {
        if ((profile->context >> i & 1u) != 0) {
            json_array_append_new(context, json_string(hf_context_words[i]));
        }
    }
    json_object_set_new(object, "context", context);
    hf_json_spot(object, profile->product_spot);
    return object;
}

json_t *hf_json_assets(const struct hf_json *json)
{
    const struct hf_profile *profile = json->assessment->profile;
    json_t *array = json_array();

    for (size_t i = 0; i < profile->asset_count; i++) {
        const struct hf_asset *asset = &profile->assets[i];
        json_t *object = json_object();
        json_t *touches = json_array();

        json_object_set_new(object, "name", json_string(asset->name));
        json_object_set_new(object, "kind", json_string(hf_asset_words[asset->kind]));
        json_object_set_new(object, "scope", json_string(hf_scope_words[asset->fleet ? 1 : 0]));
        json_object_set_new(object, "lives_in", json_string(hf_place_words[asset->place]));
        json_object_set_new(object, "attacker", json_string(asset->attacker));
        json_object_set_new(object, "level", json_integer(asset->level));
        json_object_set_new(
            object, "platform",
            hf_json_text(profile->platform_count > 0 ? profile->platforms[asset->on].name : NULL));
        for (size_t t = 0; t < HF_THREATS; t++) {
            const struct hf_threat *threat = &json->assessment->catalog->threats[t];

            if (threat->touched[asset->kind][asset->place]) {
                json_array_append_new(touches, json_string(threat->id));
            }
        }
        json_object_set_new(object, "touches", touches);
        hf_json_spot(object, asset->spot);
        json_array_append_new(array, object);
    }
    return array;
}

/* ---- data flows: who talks to whom, over which boundary, under which threats ---- */

static void node(json_t *nodes, const char *id, const char *title, const char *zone)
{
    json_array_append_new(nodes,
                          json_pack("{s:s, s:s, s:s}", "id", id, "title", title, "zone", zone));
}

static void flow(json_t *flows, const char *from, const char *to, const char *what, json_t *threats)
{
    json_array_append_new(flows, json_pack("{s:s, s:s, s:s, s:o}", "from", from, "to", to, "what",
                                           what, "threats", threats));
}

static void platform_flows(const struct hf_json *json, const struct hf_platform_result *result,
                           json_t *nodes, json_t *flows)
{
    struct hf_arena *arena = &json->assessment->arena;
    const struct hf_platform *platform = result->platform;
    const char *app = hf_arena_print(arena, "%s/app", platform->name);
    const char *secure = hf_arena_print(arena, "%s/secure", platform->name);
    const char *chip = hf_arena_print(arena, "chip %s", platform->name);
    bool wall = result->assumed.measures[HF_MEASURE_TRUSTZONE] != 0;

    node(nodes, app, hf_arena_print(arena, "%s: application", platform->name), chip);
    node(nodes, secure, hf_arena_print(arena, "%s: secrets and services", platform->name),
         wall ? hf_arena_print(arena, "%s, secure world", chip) : chip);
    flow(flows, app, secure, "calls with key handles", json_pack("[s, s]", "t5", "t6"));
    flow(flows, "bench", secure, "debug port, glitches, probing",
         json_pack("[s, s, s]", "t5", "t6", "t8"));
    if (platform->element != NULL) {
        const char *element = hf_arena_print(arena, "%s/element", platform->name);

        node(nodes, element, platform->element->title, "secure element");
        flow(flows, secure, element, "bus between host and element",
             json_pack("[s, s]", "t5", "t7"));
    }
    if (platform->external_code) {
        const char *flash = hf_arena_print(arena, "%s/flash", platform->name);

        node(nodes, flash, "external flash", "circuit board");
        flow(flows, flash, app, "code fetched over the bus", json_pack("[s]", "t4"));
    }
    flow(flows, "server", app, "updates and commands", json_pack("[s, s, s]", "t2", "t3", "t4"));
    flow(flows, app, "server", "data", json_pack("[s, s, s]", "t1", "t2", "t9"));
    flow(flows, "factory", secure, "keys and identity", json_pack("[s]", "t7"));
}

json_t *hf_json_flows(const struct hf_json *json)
{
    json_t *nodes = json_array();
    json_t *flows = json_array();

    node(nodes, "server", "server", "operator");
    node(nodes, "factory", "factory", "manufacturer");
    node(nodes, "bench", "hands on the device", "outside");
    for (size_t i = 0; i < json->assessment->platform_count; i++) {
        platform_flows(json, &json->assessment->platforms[i], nodes, flows);
    }
    return json_pack("{s:o, s:o}", "nodes", nodes, "flows", flows);
}
