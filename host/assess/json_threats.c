/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * One threat on one platform: the verdict, the chain behind it, and what remains. */
#include "host/assess/json_parts.h"
#include "host/assess/profile_words.h"

#include <string.h>

json_t *hf_json_condition_ids(hf_assumed_t conditions)
{
    json_t *ids = json_array();

    for (unsigned bit = 0; bit < HF_ASSUME_BITS; bit++) {
        if ((conditions & 1u << bit) != 0) {
            json_array_append_new(ids, json_string(hf_condition_id(bit)));
        }
    }
    return ids;
}

/* The facts of all rules that were looked at: of the one that decided, and of those above it, which
 * would have given more. */
static json_t *link_facts(struct hf_json *json, const struct hf_platform_result *result,
                          const struct hf_link_result *link, const struct hf_attack *attack)
{
    json_t *ids = json_array();

    for (const struct hf_rule *rule = link->link->rules; rule <= link->rule; rule++) {
        for (size_t i = 0; i < rule->when.count; i++) {
            hf_json_atom_facts(json, &result->stated, result->platform, rule->when.at[i], ids);
        }
        for (size_t i = 0; i < rule->unless.count; i++) {
            hf_json_atom_facts(json, &result->stated, result->platform, rule->unless.at[i], ids);
        }
    }
    if (attack != NULL) {
        hf_json_attack_fact(json, attack, ids);
    }
    return ids;
}

static bool atom_is_claim(const struct hf_atom *atom)
{
    for (size_t i = 0; atom->of_atoms != NULL && i < atom->of_atoms->count; i++) {
        if (atom_is_claim(atom->of_atoms->at[i])) {
            return true;
        }
    }
    return atom->kind == HF_ATOM_MEASURE || atom->kind == HF_ATOM_STACK ||
           atom->kind == HF_ATOM_BRINGS || atom->kind == HF_ATOM_ELEMENT;
}

/* What a link rests on: attacks that tried this very link, a fact in doubt, a statement of the
 * profile, or documents. */
static const char *link_kind(const struct hf_json *json, const struct hf_platform_result *result,
                             size_t threat, const struct hf_link_result *link, const json_t *facts)
{
    const struct hf_effect *effect = &result->stated.effect;
    size_t index;
    json_t *id;

    if ((effect->links >> link->link->bit & 1u) != 0 && effect->broken[threat] == NULL) {
        return "measured";
    }
    json_array_foreach(facts, index, id)
    {
        const char *state = json_string_value(
            json_object_get(json_object_get(json->facts, json_string_value(id)), "state"));

        if (state != NULL && (strcmp(state, "unverified") == 0 || strcmp(state, "conflict") == 0)) {
            return "unverified";
        }
    }
    for (size_t i = 0; i < link->rule->when.count; i++) {
        if (atom_is_claim(link->rule->when.at[i])) {
            return "claimed";
        }
    }
    return "documented";
}

static json_t *json_link(struct hf_json *json, const struct hf_platform_result *result,
                         size_t threat, size_t place, size_t index)
{
    const struct hf_link_result *link = &result->threats[threat].links[place][index];
    const struct hf_link_result *link_if = &result->threats[threat].links_if[place][index];
    static const char *const rests[] = {"software", "silicon", "element"};
    json_t *object = json_object();
    /* an attack may also be what holds the link down once the conditions are met */
    const struct hf_attack *attack = link->attack != NULL ? link->attack : link_if->attack;
    json_t *facts = link_facts(json, result, link, attack);

    json_object_set_new(object, "link", json_string(link->link->name));
    json_object_set_new(object, "title", json_string(link->link->title));
    json_object_set_new(object, "place", json_string(hf_place_words[place]));
    json_object_set_new(object, "rests_on", json_string(rests[link->link->rests_on]));
    json_object_set_new(object, "level", json_integer(link->level));
    json_object_set_new(object, "level_if", json_integer(link_if->level));
    json_object_set_new(object, "because", json_string(link->rule->because));
    json_object_set_new(object, "attack", hf_json_text(attack != NULL ? attack->id : NULL));
    json_object_set_new(object, "kind", json_string(link_kind(json, result, threat, link, facts)));
    json_object_set_new(object, "facts", facts);
    return object;
}

static bool place_is_used(const struct hf_platform_result *result, size_t threat, size_t place)
{
    for (size_t i = 0; i < result->demands.count; i++) {
        if (result->demands.at[i].threat == threat && result->demands.at[i].place == place) {
            return true;
        }
    }
    return false;
}

static json_t *json_chain(struct hf_json *json, const struct hf_platform_result *result,
                          size_t threat)
{
    const struct hf_threat *info = &json->assessment->catalog->threats[threat];
    const struct hf_threat_result *fate = &result->threats[threat];
    json_t *chain = json_array();

    for (size_t place = 0; place < 2; place++) {
        for (size_t i = 0; i < info->chains[place].count; i++) {
            if (place_is_used(result, threat, place) ||
                (fate->required == HF_LEVEL_NONE && place == HF_PLACE_MCU)) {
                json_array_append_new(chain, json_link(json, result, threat, place, i));
            }
        }
    }
    return chain;
}

static json_t *json_demand(const struct hf_json *json, const struct hf_demand *demand)
{
    const struct hf_profile *profile = json->assessment->profile;
    static const char *const origins[] = {"connected product", "asset", "unattended", "target"};
    json_t *object = json_object();
    struct hf_spot spot = profile->product_spot;
    const char *name = profile->product;

    if (demand->origin == HF_ORIGIN_ASSET) {
        name = profile->assets[demand->index].name;
        spot = profile->assets[demand->index].spot;
    } else if (demand->origin == HF_ORIGIN_TARGET) {
        name = profile->targets[demand->index]->name;
        spot = profile->target_spots[demand->index];
    } else if (demand->origin == HF_ORIGIN_UNATTENDED) {
        spot = profile->context_spot;
    }
    json_object_set_new(object, "origin", json_string(origins[demand->origin]));
    json_object_set_new(object, "name", json_string(name));
    json_object_set_new(object, "level", json_integer(demand->level));
    json_object_set_new(object, "place", json_string(hf_place_words[demand->place]));
    hf_json_spot(object, spot);
    return object;
}

static json_t *json_demands(const struct hf_json *json, const struct hf_platform_result *result,
                            size_t threat)
{
    json_t *demands = json_array();

    for (size_t i = 0; i < result->demands.count; i++) {
        if (result->demands.at[i].threat == threat) {
            json_array_append_new(demands, json_demand(json, &result->demands.at[i]));
        }
    }
    return demands;
}

static json_t *json_residual(const struct hf_json *json, const struct hf_threat_result *fate,
                             size_t threat)
{
    const struct hf_profile *profile = json->assessment->profile;
    json_t *object = json_object();

    json_object_set_new(object, "statement",
                        json_string(json->assessment->catalog->threats[threat].residual));
    /* what is stronger than the chain remains; above `lab` there is nothing to name */
    json_object_set_new(object, "level",
                        fate->achieved < HF_LEVEL_LAB ? json_integer(fate->achieved + 1)
                                                      : json_null());
    for (size_t i = 0; i < profile->residual_count; i++) {
        const struct hf_residual *residual = &profile->residuals[i];

        if (residual->threat == threat) {
            json_object_set_new(object, "decision",
                                json_string(hf_decision_words[residual->decision]));
            json_object_set_new(object, "owner", json_string(residual->owner));
            json_object_set_new(object, "expires", hf_json_text(residual->expires));
            json_object_set_new(object, "why", json_string(residual->why));
            hf_json_spot(object, residual->spot);
        }
    }
    return object;
}

static json_t *json_limit(const struct hf_threat_result *fate)
{
    const struct hf_link_result *link = hf_threat_limit(fate);

    if (fate->broken != NULL) {
        return json_pack("{s:s, s:s, s:s++, s:s}", "link", "evidence", "title", "measured attack",
                         "because", fate->broken->attack, " broke ", fate->broken->board, "place",
                         hf_place_words[HF_PLACE_MCU]);
    }
    json_t *object = json_object();

    json_object_set_new(object, "link", json_string(link->link->name));
    json_object_set_new(object, "title", json_string(link->link->title));
    json_object_set_new(
        object, "because",
        json_string(link->attack != NULL ? link->attack->title : link->rule->because));
    json_object_set_new(object, "place", json_string(hf_place_words[fate->place]));
    return object;
}

/* All facts of the chain, each once; and of those the doubtful ones. */
static void collect(const struct hf_json *json, const json_t *chain, json_t *facts, json_t *doubt)
{
    size_t i;
    json_t *link;
    json_t *seen = json_object();

    json_array_foreach(chain, i, link)
    {
        size_t j;
        json_t *id;

        json_array_foreach(json_object_get(link, "facts"), j, id)
        {
            const char *text = json_string_value(id);
            const char *state =
                json_string_value(json_object_get(json_object_get(json->facts, text), "state"));

            if (json_object_get(seen, text) != NULL) {
                continue;
            }
            json_object_set_new(seen, text, json_true());
            json_array_append(facts, id);
            if (strncmp(text, "part.", 5) == 0 && state != NULL &&
                (strcmp(state, "unverified") == 0 || strcmp(state, "conflict") == 0)) {
                json_array_append(doubt, id);
            }
        }
    }
    json_decref(seen);
}

static const char *threat_kind(const struct hf_threat_result *fate, const json_t *chain)
{
    size_t index;
    json_t *link;

    if (fate->broken != NULL) {
        return "measured";
    }
    const char *name = hf_threat_limit(fate)->link->name;

    json_array_foreach(chain, index, link)
    {
        if (strcmp(json_string_value(json_object_get(link, "link")), name) == 0) {
            return json_string_value(json_object_get(link, "kind"));
        }
    }
    return "documented";
}

/* The runs on the platform's stand-in boards; one that does not count says so. */
static json_t *json_runs(const struct hf_json *json, const struct hf_platform_result *result,
                         size_t threat)
{
    const struct hf_evidence *evidence = json->assessment->profile->evidence;
    const struct hf_board *boards[8];
    size_t count = hf_assess_boards(json->assessment->catalog, result, boards, 8);
    json_t *array = json_array();

    for (size_t i = 0; evidence != NULL && i < evidence->run_count; i++) {
        const struct hf_scored_run *run = &evidence->runs[i];

        for (size_t j = 0; run->threat == threat && j < count; j++) {
            if (strcmp(run->board, boards[j]->board) == 0) {
                json_array_append_new(
                    array, json_pack("{s:s, s:s, s:s, s:s, s:s, s:s, s:s, s:b}", "attack",
                                     run->attack, "board", run->board, "expected", run->expected,
                                     "measured", run->measured, "kind", run->kind, "run", run->id,
                                     "card", run->card, "counts", run->counts));
            }
        }
    }
    return array;
}

json_t *hf_json_threat(struct hf_json *json, const struct hf_platform_result *result, size_t threat)
{
    const struct hf_threat *info = &json->assessment->catalog->threats[threat];
    const struct hf_threat_result *fate = &result->threats[threat];
    json_t *object = json_object();
    json_t *chain = json_chain(json, result, threat);
    json_t *facts = json_array();
    json_t *doubt = json_array();

    collect(json, chain, facts, doubt);
    json_object_set_new(object, "id", json_string(info->id));
    json_object_set_new(object, "name", json_string(info->name));
    json_object_set_new(object, "targets", json_string(info->targets));
    json_object_set_new(object, "countermeasure", json_string(info->countermeasure));
    json_object_set_new(object, "silicon", json_boolean(info->silicon));
    json_object_set_new(object, "platform", json_string(result->platform->name));
    json_object_set_new(object, "verdict", json_string(hf_verdict_names[fate->judgement.verdict]));
    json_object_set_new(object, "required", hf_json_level(fate->required));
    json_object_set_new(object, "achieved", json_integer(fate->achieved));
    json_object_set_new(object, "achieved_if", json_integer(fate->achieved_if));
    json_object_set_new(object, "achieved_with_element", json_integer(fate->achieved_se));
    json_object_set_new(object, "limited_by", json_limit(fate));
    json_object_set_new(object, "kind", json_string(threat_kind(fate, chain)));
    json_object_set_new(object, "conditions", hf_json_condition_ids(fate->judgement.conditions));
    json_object_set_new(object, "demands", json_demands(json, result, threat));
    json_object_set_new(object, "evidence", json_runs(json, result, threat));
    json_object_set_new(object, "chain", chain);
    json_object_set_new(object, "facts", facts);
    json_object_set_new(object, "doubt", doubt);
    json_object_set_new(object, "residual", json_residual(json, fate, threat));
    return object;
}
