/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * host/assess/json_parts.h - the pieces of the JSON model. The facts that any piece names are
 * collected in one object, each once, with value, state and sources. */
#ifndef HF_HOST_ASSESS_JSON_PARTS_H
#define HF_HOST_ASSESS_JSON_PARTS_H

#include "host/assess/report.h"

struct hf_json {
    struct hf_assessment *assessment;
    json_t *facts;   /* id -> fact */
    json_t *sources; /* id -> title, of those in use */
};

/* ---- facts (json_facts.c): each call adds the fact and appends its id to `ids`, once ---- */
void hf_json_atom_facts(struct hf_json *json, const struct hf_situation *situation,
                        const struct hf_platform *platform, const struct hf_atom *atom,
                        json_t *ids);
void hf_json_attack_fact(struct hf_json *json, const struct hf_attack *attack, json_t *ids);
void hf_json_cell_fact(struct hf_json *json, const struct hf_part *part, size_t column,
                       json_t *ids);
/* Statements about an element or a stack ("element.SE050"): their ids. */
json_t *hf_json_statements(struct hf_json *json, const char *prefix, const struct hf_fact *facts,
                           size_t count);
/* The whole of a part, cell by cell. */
json_t *hf_json_part(struct hf_json *json, const struct hf_part *part);

/* ---- threats (json_threats.c) ---- */
json_t *hf_json_threat(struct hf_json *json, const struct hf_platform_result *result,
                       size_t threat);
/* The ids of a set of conditions. */
json_t *hf_json_condition_ids(hf_assumed_t conditions);

/* ---- platforms and the product (json_platforms.c) ---- */
json_t *hf_json_platform(struct hf_json *json, const struct hf_platform_result *result);
json_t *hf_json_profile(const struct hf_json *json);
json_t *hf_json_assets(const struct hf_json *json);
json_t *hf_json_flows(const struct hf_json *json);

/* ---- the Cyber Resilience Act (json_cra.c) ---- */
json_t *hf_json_cra(const struct hf_json *json);

/* ---- small helpers ---- */
json_t *hf_json_words(const struct hf_words *words);
json_t *hf_json_level(int level); /* null for HF_LEVEL_NONE */
/* A text, or null. */
json_t *hf_json_text(const char *text);
/* Adds "line" and "column" when the spot is in the profile. */
void hf_json_spot(json_t *object, struct hf_spot spot);

#endif
