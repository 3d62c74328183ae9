/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * The Cyber Resilience Act in the model: the suggested class, and each requirement of Annex I with
 * what of this assessment supports it. */
#include "host/assess/json_parts.h"
#include "host/assess/profile_words.h"

#include <string.h>

static json_t *json_texts(const struct hf_yaml_node *list)
{
    json_t *array = json_array();

    for (const struct hf_yaml_node *item = list->first; item != NULL; item = item->next) {
        json_array_append_new(array, json_string(item->text));
    }
    return array;
}

/* The rows of a table of cra.yaml whose values are texts. */
static json_t *json_rows(const struct hf_yaml_node *list)
{
    json_t *array = json_array();

    for (const struct hf_yaml_node *row = list->first; row != NULL; row = row->next) {
        json_t *object = json_object();

        for (const struct hf_yaml_node *cell = row->first; cell != NULL; cell = cell->next) {
            json_object_set_new(object, cell->key, json_string(cell->text));
        }
        json_array_append_new(array, object);
    }
    return array;
}

/* The worst verdict of a threat over the platforms. */
static enum hf_verdict worst_verdict(const struct hf_assessment *assessment, const char *id)
{
    enum hf_verdict worst = HF_SUFFICIENT;

    for (size_t i = 0; i < assessment->platform_count; i++) {
        for (size_t t = 0; t < HF_THREATS; t++) {
            enum hf_verdict verdict = assessment->platforms[i].threats[t].judgement.verdict;

            if (strcmp(hf_threat_words[t], id) == 0 && verdict > worst) {
                worst = verdict;
            }
        }
    }
    return worst;
}

/* "supported": every threat of the point is met as stated; "conditional": once the conditions are;
 * "open": one is not; "organisational": no threat can speak for it. */
static const char *requirement_state(const struct hf_assessment *assessment,
                                     const struct hf_yaml_node *threats)
{
    enum hf_verdict worst = HF_SUFFICIENT;

    for (const struct hf_yaml_node *item = threats->first; item != NULL; item = item->next) {
        enum hf_verdict verdict = worst_verdict(assessment, item->text);

        worst = verdict > worst ? verdict : worst;
    }
    if (threats->size == 0) {
        return "organisational";
    }
    return worst == HF_SUFFICIENT      ? "supported"
           : worst == HF_SUFFICIENT_IF ? "conditional"
                                       : "open";
}

static json_t *json_requirements(const struct hf_assessment *assessment)
{
    const struct hf_yaml_node *list = hf_yaml_get(assessment->catalog->cra, "requirements");
    json_t *array = json_array();

    for (const struct hf_yaml_node *row = list->first; row != NULL; row = row->next) {
        const struct hf_yaml_node *threats = hf_yaml_get(row, "threats");
        json_t *object = json_object();

        json_object_set_new(object, "id", json_string(hf_yaml_text(row, "id", "")));
        json_object_set_new(object, "part", json_integer(hf_yaml_number(row, "part", 0)));
        json_object_set_new(object, "text", json_string(hf_yaml_text(row, "text", "")));
        json_object_set_new(object, "threats", json_texts(threats));
        json_object_set_new(object, "measures", json_texts(hf_yaml_get(row, "measures")));
        json_object_set_new(object, "evidence", json_string(hf_yaml_text(row, "evidence", "")));
        json_object_set_new(object, "state", json_string(requirement_state(assessment, threats)));
        json_array_append_new(array, object);
    }
    return array;
}

json_t *hf_json_cra(const struct hf_json *json)
{
    const struct hf_cra *cra = &json->assessment->cra;
    const struct hf_yaml_node *data = json->assessment->catalog->cra;
    json_t *object = json_object();
    json_t *statements = json_array();

    for (size_t i = 0; i < cra->statement_count; i++) {
        json_array_append_new(statements, json_string(cra->statements[i]));
    }
    json_object_set_new(object, "class", json_string(cra->class));
    json_object_set_new(object, "suggested", json_true());
    json_object_set_new(object, "basis", json_string(cra->basis));
    json_object_set_new(object, "condition", hf_json_text(cra->condition));
    json_object_set_new(object, "routes", hf_json_words(&cra->routes));
    json_object_set_new(object, "as_of", json_string(cra->as_of));
    json_object_set_new(object, "annex_one", json_boolean(cra->annex_one));
    json_object_set_new(object, "statements", statements);
    json_object_set_new(object, "requirements", json_requirements(json->assessment));
    json_object_set_new(object, "information", json_rows(hf_yaml_get(data, "information")));
    json_object_set_new(object, "documentation", json_rows(hf_yaml_get(data, "documentation")));
    json_object_set_new(object, "clock", json_rows(hf_yaml_get(data, "clock")));
    json_object_set_new(object, "dates", json_rows(hf_yaml_get(data, "dates")));
    json_object_set_new(object, "sources", json_texts(hf_yaml_get(data, "sources")));
    return object;
}
