/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "host/assess/json_parts.h"
#include "host/assess/profile_words.h"

#include <stdio.h>
#include <string.h>

#define ID_MAX 128u

json_t *hf_json_words(const struct hf_words *words)
{
    json_t *array = json_array();

    for (size_t i = 0; i < words->count; i++) {
        json_array_append_new(array, json_string(words->at[i]));
    }
    return array;
}

json_t *hf_json_level(int level)
{
    return level == HF_LEVEL_NONE ? json_null() : json_integer(level);
}

json_t *hf_json_text(const char *text)
{
    return text != NULL ? json_string(text) : json_null();
}

void hf_json_spot(json_t *object, struct hf_spot spot)
{
    if (spot.line > 0) {
        json_object_set_new(object, "line", json_integer((json_int_t)spot.line));
        json_object_set_new(object, "column", json_integer((json_int_t)spot.column));
    }
}

static void use_source(struct hf_json *json, const char *id)
{
    const struct hf_catalog *catalog = json->assessment->catalog;

    for (size_t i = 0; i < catalog->sources.count; i++) {
        if (strcmp(catalog->sources.at[i].id, id) == 0) {
            json_object_set_new(json->sources, id, json_string(catalog->sources.at[i].title));
        }
    }
}

static void append_once(json_t *ids, const char *id)
{
    size_t index;
    json_t *value;

    json_array_foreach(ids, index, value)
    {
        if (strcmp(json_string_value(value), id) == 0) {
            return;
        }
    }
    json_array_append_new(ids, json_string(id));
}

/* A fact of the catalogue. Takes over `value`. */
static void put_fact(struct hf_json *json, const char *id, const char *what, json_t *value,
                     enum hf_state state, const struct hf_words *sources)
{
    json_t *fact = json_object();

    json_object_set_new(fact, "what", json_string(what));
    json_object_set_new(fact, "value", value);
    json_object_set_new(fact, "state", json_string(hf_state_names[state]));
    json_object_set_new(fact, "sources", hf_json_words(sources));
    for (size_t i = 0; i < sources->count; i++) {
        use_source(json, sources->at[i]);
    }
    json_object_set_new(json->facts, id, fact);
}

/* A fact that the profile states: its source is a line of the profile. */
static void put_statement(struct hf_json *json, const char *id, const char *what, const char *value,
                          struct hf_spot spot)
{
    json_t *fact = json_object();

    json_object_set_new(fact, "what", json_string(what));
    json_object_set_new(fact, "value", json_string(value));
    json_object_set_new(fact, "state", json_string(spot.line > 0 ? "stated" : "left-out"));
    json_object_set_new(fact, "sources", json_pack("[s]", "profile"));
    hf_json_spot(fact, spot);
    json_object_set_new(json->facts, id, fact);
}

void hf_json_cell_fact(struct hf_json *json, const struct hf_part *part, size_t index, json_t *ids)
{
    const struct hf_catalog *catalog = json->assessment->catalog;
    const struct hf_column *column = &catalog->columns.at[index];
    const struct hf_cell *cell = &part->cells[index];
    const char *names[8];
    struct hf_words sources = {names, hf_catalog_cell_sources(catalog, part, index, names, 8)};
    char id[ID_MAX];
    char text[96];

    if (cell->value == HF_CELL_OPEN) {
        snprintf(text, sizeof(text), "not read");
    } else if (cell->other != cell->value) {
        snprintf(text, sizeof(text), "%s (or %s)", column->values.at[cell->value],
                 column->values.at[cell->other]);
    } else {
        snprintf(text, sizeof(text), "%s", column->values.at[cell->value]);
    }
    snprintf(id, sizeof(id), "part.%s.%s", part->line, column->name);
    put_fact(json, id, column->title, json_string(text), (enum hf_state)cell->state, &sources);
    append_once(ids, id);
}

static void measure_fact(struct hf_json *json, const struct hf_situation *situation,
                         const struct hf_platform *platform, size_t measure, json_t *ids)
{
    char id[ID_MAX];
    char value[64];
    int stated = platform->measures[measure];
    const char *word = stated >= 0 ? hf_measure_words[measure][stated] : "left out";
    bool impossible = stated > 0 && !hf_measure_possible(situation, measure, (size_t)stated);

    snprintf(id, sizeof(id), "profile.%s.measures.%s", platform->name, hf_measure_names[measure]);
    snprintf(value, sizeof(value), "%s%s", word, impossible ? ", which the part cannot have" : "");
    put_statement(json, id, json->assessment->catalog->measures[measure].title, value,
                  platform->measure_spots[measure]);
    append_once(ids, id);
}

static void context_fact(struct hf_json *json, const struct hf_situation *situation,
                         const struct hf_atom *atom, json_t *ids)
{
    char id[ID_MAX];
    bool given = (situation->context >> atom->index & 1u) != 0;

    snprintf(id, sizeof(id), "profile.context.%s", atom->of);
    put_statement(json, id, atom->title, given ? "true" : "false",
                  json->assessment->profile->context_spot);
    append_once(ids, id);
}

static void element_fact(struct hf_json *json, const struct hf_platform *platform, json_t *ids)
{
    char id[ID_MAX];

    snprintf(id, sizeof(id), "profile.%s.secure_element", platform->name);
    put_statement(json, id, "secure element",
                  platform->element != NULL ? platform->element->name : "none",
                  platform->element_spot);
    append_once(ids, id);
}

static void element_certificate_fact(struct hf_json *json, const struct hf_platform *platform,
                                     json_t *ids)
{
    char id[ID_MAX];

    if (platform->element == NULL) {
        return;
    }
    snprintf(id, sizeof(id), "element.%s.certificate", platform->element->name);
    put_fact(json, id, "certificate of the element",
             json_string(platform->element->certificate.value),
             platform->element->certificate.state, &platform->element->certificate.sources);
    append_once(ids, id);
}

/* The certificates of the line, whether its configuration is met or not; or that there is none. */
static void certificate_facts(struct hf_json *json, const struct hf_part *part, json_t *ids)
{
    const struct hf_catalog *catalog = json->assessment->catalog;
    static const char *const model[] = {"model"};
    struct hf_words none = {model, 1};
    bool any = false;
    char id[ID_MAX];
    char text[192];

    for (size_t i = 0; i < catalog->certificates.count; i++) {
        const struct hf_certificate *certificate = &catalog->certificates.at[i];

        if (!certificate->platform || !hf_words_have(&certificate->lines, part->line)) {
            continue;
        }
        int used = snprintf(text, sizeof(text), "%s level %d, in the configuration",
                            certificate->scheme, certificate->level);

        for (size_t j = 0; j < certificate->requires.count; j++) {
            used += snprintf(text + used, sizeof(text) - (size_t)used, " %s",
                             certificate->requires.at[j]->name);
        }
        snprintf(id, sizeof(id), "certificate.%s", certificate->id);
        put_fact(json, id, "platform certificate", json_string(text), certificate->state,
                 &certificate->sources);
        append_once(ids, id);
        any = true;
    }
    if (!any) {
        snprintf(id, sizeof(id), "certificate.none.%s", part->line);
        put_fact(json, id, "platform certificate",
                 json_string("none found, which is not a statement that none exists"),
                 HF_STATE_VERIFIED, &none);
        append_once(ids, id);
    }
}

static void stack_fact(struct hf_json *json, const struct hf_platform *platform, json_t *ids)
{
    char id[ID_MAX];

    snprintf(id, sizeof(id), "profile.%s.boot_stack", platform->name);
    put_statement(json, id, "boot stack",
                  platform->stack != NULL ? platform->stack->name : "left out",
                  platform->stack_spot);
    append_once(ids, id);
}

static void external_fact(struct hf_json *json, const struct hf_platform *platform, json_t *ids)
{
    char id[ID_MAX];

    snprintf(id, sizeof(id), "profile.%s.external_code", platform->name);
    put_statement(json, id, "code in external flash", platform->external_code ? "true" : "false",
                  platform->external_spot);
    append_once(ids, id);
}

static void series_fact(struct hf_json *json, const struct hf_part *part, json_t *ids)
{
    static const char *const names[] = {"st-com"};
    struct hf_words sources = {names, 1};
    char id[ID_MAX];

    snprintf(id, sizeof(id), "part.%s.series", part->line);
    put_fact(json, id, "series", json_string(part->series), HF_STATE_VERIFIED, &sources);
    append_once(ids, id);
}

void hf_json_atom_facts(struct hf_json *json, const struct hf_situation *situation,
                        const struct hf_platform *platform, const struct hf_atom *atom, json_t *ids)
{
    switch (atom->kind) {
    case HF_ATOM_CELL:
        hf_json_cell_fact(json, platform->part, atom->index, ids);
        break;
    case HF_ATOM_SERIES:
        series_fact(json, platform->part, ids);
        break;
    case HF_ATOM_MEASURE:
        measure_fact(json, situation, platform, atom->index, ids);
        break;
    case HF_ATOM_CONTEXT:
        context_fact(json, situation, atom, ids);
        break;
    case HF_ATOM_EXTERNAL_CODE:
        external_fact(json, platform, ids);
        break;
    case HF_ATOM_ELEMENT:
        element_fact(json, platform, ids);
        break;
    case HF_ATOM_ELEMENT_CERTIFICATE:
        element_certificate_fact(json, platform, ids);
        break;
    case HF_ATOM_CERTIFICATE:
        certificate_facts(json, platform->part, ids);
        break;
    case HF_ATOM_STACK:
    case HF_ATOM_BRINGS:
        stack_fact(json, platform, ids);
        break;
    case HF_ATOM_ALL:
    case HF_ATOM_ANY:
        for (size_t i = 0; i < atom->of_atoms->count; i++) {
            hf_json_atom_facts(json, situation, platform, atom->of_atoms->at[i], ids);
        }
        break;
    }
}

void hf_json_attack_fact(struct hf_json *json, const struct hf_attack *attack, json_t *ids)
{
    char id[ID_MAX];
    char text[256];

    snprintf(id, sizeof(id), "attack.%s", attack->id);
    snprintf(text, sizeof(text), "%s (attacker: %s; cost: %s)", attack->title,
             hf_level_name(attack->level), attack->cost);
    put_fact(json, id, "published attack", json_string(text), attack->state, &attack->sources);
    json_object_set_new(json_object_get(json->facts, id), "helps", json_string(attack->helps));
    append_once(ids, id);
}

json_t *hf_json_statements(struct hf_json *json, const char *prefix, const struct hf_fact *facts,
                           size_t count)
{
    json_t *ids = json_array();
    char id[ID_MAX];

    for (size_t i = 0; i < count; i++) {
        snprintf(id, sizeof(id), "%s.%s", prefix, facts[i].what);
        put_fact(json, id, facts[i].what, json_string(facts[i].value), facts[i].state,
                 &facts[i].sources);
        append_once(ids, id);
    }
    return ids;
}

json_t *hf_json_part(struct hf_json *json, const struct hf_part *part)
{
    json_t *ids = json_array();

    for (size_t i = 0; i < json->assessment->catalog->columns.count; i++) {
        hf_json_cell_fact(json, part, i, ids);
    }
    return ids;
}
