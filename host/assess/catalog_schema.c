/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * One table per file of catalog/. A list of sources is never empty: a fact without a source is
 * refused here, before anything is computed with it. */
#include "host/assess/catalog_schema.h"

#define MAP_OF(keys_table)                                                                         \
    {                                                                                              \
        .type = HF_YAML_MAP, .keys = keys_table                                                    \
    }
#define LIST_OF(item_rule)                                                                         \
    {                                                                                              \
        .type = HF_YAML_LIST, .item = &item_rule                                                   \
    }
#define WORD_OF(word_table)                                                                        \
    {                                                                                              \
        .type = HF_YAML_WORD, .words = word_table                                                  \
    }
#define END                                                                                        \
    {                                                                                              \
        NULL, NULL, false                                                                          \
    }

static const struct hf_yaml_rule text = {.type = HF_YAML_TEXT};
static const struct hf_yaml_rule flag = {.type = HF_YAML_BOOL};
static const struct hf_yaml_rule date = {.type = HF_YAML_DATE};
static const struct hf_yaml_rule level = {.type = HF_YAML_INT, .min = -1, .max = 3};
static const struct hf_yaml_rule number = {.type = HF_YAML_INT, .min = 0, .max = 1000};
static const struct hf_yaml_rule texts = {.type = HF_YAML_LIST, .item = &text, .unique = true};
static const struct hf_yaml_rule sources = {
    .type = HF_YAML_LIST, .item = &text, .min = 1, .unique = true};

static const char *const state_words[] = {"verified", "unverified", "conflict", NULL};
static const struct hf_yaml_rule state = WORD_OF(state_words);

/* ---- facts ---- */

static const struct hf_yaml_key fact_keys[] = {
    {"what", &text, true},
    {"value", &text, true},
    {"state", &state, true},
    {"sources", &sources, true},
    END,
};
static const struct hf_yaml_rule fact = MAP_OF(fact_keys);
static const struct hf_yaml_rule facts = LIST_OF(fact);

static const struct hf_yaml_key claim_keys[] = {
    {"value", &text, true},
    {"state", &state, true},
    {"sources", &sources, true},
    END,
};
static const struct hf_yaml_rule claim = MAP_OF(claim_keys);

/* ---- sources.yaml, columns.yaml, documents.yaml ---- */

static const struct hf_yaml_key source_keys[] = {{"id", &text, true}, {"title", &text, true}, END};
static const struct hf_yaml_rule source = MAP_OF(source_keys);
static const struct hf_yaml_rule source_list = LIST_OF(source);
static const struct hf_yaml_key sources_keys[] = {{"sources", &source_list, true}, END};
const struct hf_yaml_rule hf_schema_sources = MAP_OF(sources_keys);

static const struct hf_yaml_key column_keys[] = {
    {"name", &text, true},    {"title", &text, true},          {"meaning", &text, true},
    {"values", &texts, true}, {"cross_checked", &flag, false}, END,
};
static const struct hf_yaml_rule column = MAP_OF(column_keys);
static const struct hf_yaml_rule column_list = LIST_OF(column);
static const struct hf_yaml_key columns_keys[] = {{"columns", &column_list, true}, END};
const struct hf_yaml_rule hf_schema_columns = MAP_OF(columns_keys);

static const struct hf_yaml_key document_keys[] = {
    {"series", &texts, false},   {"lines", &texts, false}, {"columns", &texts, true},
    {"sources", &sources, true}, {"why", &text, true},     END,
};
static const struct hf_yaml_rule document = MAP_OF(document_keys);
static const struct hf_yaml_rule document_list = LIST_OF(document);
static const struct hf_yaml_key documents_keys[] = {{"documents", &document_list, true}, END};
const struct hf_yaml_rule hf_schema_documents = MAP_OF(documents_keys);

/* ---- threats.yaml ---- */

static const struct hf_yaml_key chain_keys[] = {{"mcu", &texts, true}, {"se", &texts, false}, END};
static const struct hf_yaml_rule chain = MAP_OF(chain_keys);
static const struct hf_yaml_key threat_keys[] = {
    {"id", &text, true},
    {"name", &text, true},
    {"targets", &text, true},
    {"silicon", &flag, true},
    {"countermeasure", &text, true},
    {"baseline", &flag, true},
    {"cap", &level, false},
    {"touched_by", &texts, true},
    {"chain", &chain, true},
    {"residual", &text, true},
    END,
};
static const struct hf_yaml_rule threat = MAP_OF(threat_keys);
static const struct hf_yaml_rule threat_list = {
    .type = HF_YAML_LIST, .item = &threat, .min = 9, .max = 9};
static const struct hf_yaml_key threats_keys[] = {{"threats", &threat_list, true}, END};
const struct hf_yaml_rule hf_schema_threats = MAP_OF(threats_keys);

/* ---- rules.yaml ---- */

static const char *const atom_words[] = {"cell",
                                         "series",
                                         "measure",
                                         "context",
                                         "external-code",
                                         "element",
                                         "element-certificate",
                                         "certificate",
                                         "stack",
                                         "brings",
                                         "all",
                                         "any",
                                         NULL};
static const struct hf_yaml_rule atom_kind = WORD_OF(atom_words);
static const struct hf_yaml_key atom_keys[] = {
    {"name", &text, true},
    {"kind", &atom_kind, true},
    {"of", &text, false},
    {"is", &texts, false},
    {"title", &text, true},
    {"sources", &sources, false},
    END,
};
static const struct hf_yaml_rule atom = MAP_OF(atom_keys);
static const struct hf_yaml_rule atom_list = LIST_OF(atom);

static const struct hf_yaml_key rule_keys[] = {
    {"level", &level, true},
    {"when", &texts, false},
    {"unless", &texts, false},
    {"because", &text, true},
    END,
};
static const struct hf_yaml_rule rule = MAP_OF(rule_keys);
static const struct hf_yaml_rule rule_list = {.type = HF_YAML_LIST, .item = &rule, .min = 1};
static const char *const rests_words[] = {"software", "silicon", "element", NULL};
static const struct hf_yaml_rule rests_on = WORD_OF(rests_words);
static const struct hf_yaml_key link_keys[] = {
    {"name", &text, true},        {"title", &text, true},      {"rests_on", &rests_on, true},
    {"proved_by", &texts, false}, {"rules", &rule_list, true}, END,
};
static const struct hf_yaml_rule link_rule = MAP_OF(link_keys);
static const struct hf_yaml_rule link_list = LIST_OF(link_rule);

static const struct hf_yaml_rule alternatives_of_need = {
    .type = HF_YAML_LIST, .item = &texts, .min = 1};
static const struct hf_yaml_key need_keys[] = {
    {"name", &text, true},
    {"title", &text, true},
    {"any", &alternatives_of_need, true},
    {"architecture", &texts, false},
    {"element_helps", &flag, false},
    {"advice", &text, false},
    END,
};
static const struct hf_yaml_rule need = MAP_OF(need_keys);
static const struct hf_yaml_rule need_list = LIST_OF(need);
static const struct hf_yaml_key rules_keys[] = {
    {"atoms", &atom_list, true}, {"links", &link_list, true}, {"needs", &need_list, true}, END};
const struct hf_yaml_rule hf_schema_rules = MAP_OF(rules_keys);

/* ---- measures.yaml, targets.yaml, certificates.yaml ---- */

static const char *const class_words[] = {"software", "configuration", NULL};
static const struct hf_yaml_rule measure_class = WORD_OF(class_words);
static const struct hf_yaml_key possible_keys[] = {
    {"value", &text, true}, {"atoms", &texts, true}, END};
static const struct hf_yaml_rule possible = MAP_OF(possible_keys);
static const struct hf_yaml_rule possible_list = LIST_OF(possible);
static const struct hf_yaml_key measure_keys[] = {
    {"name", &text, true},
    {"class", &measure_class, true},
    {"title", &text, true},
    {"values", &texts, true},
    {"assume", &text, true},
    {"counters", &texts, true},
    {"stm32trust", &texts, true},
    {"possible", &possible_list, false},
    END,
};
static const struct hf_yaml_rule measure = MAP_OF(measure_keys);
static const struct hf_yaml_rule measure_list = {
    .type = HF_YAML_LIST, .item = &measure, .min = 14, .max = 14};
static const struct hf_yaml_key trust_keys[] = {
    {"id", &text, true}, {"title", &text, true}, {"sources", &sources, true}, END};
static const struct hf_yaml_rule trust = MAP_OF(trust_keys);
static const struct hf_yaml_rule trust_list = LIST_OF(trust);
static const struct hf_yaml_key measures_keys[] = {
    {"measures", &measure_list, true}, {"stm32trust", &trust_list, true}, END};
const struct hf_yaml_rule hf_schema_measures = MAP_OF(measures_keys);

static const char *const evidence_words[] = {"supporting", "platform", NULL};
static const struct hf_yaml_rule evidence = WORD_OF(evidence_words);
static const struct hf_yaml_key target_keys[] = {
    {"name", &text, true},         {"title", &text, true},
    {"floor", &level, false},      {"isolation", &flag, false},
    {"scheme", &text, false},      {"level", &level, false},
    {"evidence", &evidence, true}, END,
};
static const struct hf_yaml_rule target = MAP_OF(target_keys);
static const struct hf_yaml_rule target_list = LIST_OF(target);
static const struct hf_yaml_key targets_keys[] = {{"targets", &target_list, true}, END};
const struct hf_yaml_rule hf_schema_targets = MAP_OF(targets_keys);

static const char *const scope_words[] = {"engine", "platform", NULL};
static const struct hf_yaml_rule scope = WORD_OF(scope_words);
static const struct hf_yaml_key certificate_keys[] = {
    {"id", &text, true},     {"lines", &texts, true},
    {"scheme", &text, true}, {"level", &level, true},
    {"scope", &scope, true}, {"requires", &texts, true},
    {"state", &state, true}, {"sources", &sources, true},
    {"note", &text, false},  END,
};
static const struct hf_yaml_rule certificate = MAP_OF(certificate_keys);
static const struct hf_yaml_rule certificate_list = LIST_OF(certificate);
static const struct hf_yaml_key certificates_keys[] = {{"certificates", &certificate_list, true},
                                                       END};
const struct hf_yaml_rule hf_schema_certificates = MAP_OF(certificates_keys);

/* ---- elements.yaml, stacks.yaml, attacks.yaml ---- */

static const char *const element_words[] = {"authentication", "tpm", NULL};
static const struct hf_yaml_rule element_kind = WORD_OF(element_words);
static const struct hf_yaml_key element_keys[] = {
    {"name", &text, true},    {"kind", &element_kind, true},
    {"title", &text, true},   {"certificate", &claim, true},
    {"brings", &texts, true}, {"recommended", &flag, false},
    {"facts", &facts, true},  END,
};
static const struct hf_yaml_rule element = MAP_OF(element_keys);
static const struct hf_yaml_rule element_list = LIST_OF(element);
static const struct hf_yaml_key elements_keys[] = {{"elements", &element_list, true}, END};
const struct hf_yaml_rule hf_schema_elements = MAP_OF(elements_keys);

static const struct hf_yaml_key stack_keys[] = {
    {"name", &text, true},    {"title", &text, true},  {"lines", &texts, false},
    {"brings", &texts, true}, {"facts", &facts, true}, END,
};
static const struct hf_yaml_rule stack = MAP_OF(stack_keys);
static const struct hf_yaml_rule stack_list = LIST_OF(stack);
static const struct hf_yaml_key stacks_keys[] = {
    {"stacks", &stack_list, true}, {"libraries", &stack_list, true}, END};
const struct hf_yaml_rule hf_schema_stacks = MAP_OF(stacks_keys);

static const struct hf_yaml_key attack_keys[] = {
    {"id", &text, true},         {"title", &text, true},
    {"series", &texts, false},   {"elements", &texts, false},
    {"shown_on", &texts, true},  {"level", &level, true},
    {"links", &texts, true},     {"when", &texts, false},
    {"threats", &texts, true},   {"cost", &text, true},
    {"helps", &text, true},      {"state", &state, true},
    {"sources", &sources, true}, END,
};
static const struct hf_yaml_rule attack = MAP_OF(attack_keys);
static const struct hf_yaml_rule attack_list = LIST_OF(attack);
static const struct hf_yaml_key attacks_keys[] = {{"attacks", &attack_list, true}, END};
const struct hf_yaml_rule hf_schema_attacks = MAP_OF(attacks_keys);

/* ---- alternatives.yaml, boards.yaml ---- */

static const struct hf_yaml_key alternative_keys[] = {
    {"name", &text, true},    {"core", &text, true},          {"withstands", &level, true},
    {"offers", &texts, true}, {"cost_driven", &flag, false},  {"evidence", &texts, true},
    {"tooling", &text, true}, {"evidence_open", &flag, true}, {"element", &text, true},
    {"state", &state, true},  {"sources", &sources, true},    END,
};
static const struct hf_yaml_rule alternative = MAP_OF(alternative_keys);
static const struct hf_yaml_rule alternative_list = LIST_OF(alternative);
static const struct hf_yaml_key alternatives_keys[] = {{"alternatives", &alternative_list, true},
                                                       END};
const struct hf_yaml_rule hf_schema_alternatives = MAP_OF(alternatives_keys);

static const char *const isolation_words[] = {"trustzone", "mpu", "none", NULL};
static const struct hf_yaml_rule isolation = WORD_OF(isolation_words);
static const struct hf_yaml_key board_keys[] = {
    {"board", &text, true}, {"isolation", &isolation, true}, {"series", &texts, false},
    {"also", &flag, false}, {"title", &text, true},          END,
};
static const struct hf_yaml_rule board = MAP_OF(board_keys);
static const struct hf_yaml_rule board_list = LIST_OF(board);
static const struct hf_yaml_key boards_keys[] = {{"boards", &board_list, true}, END};
const struct hf_yaml_rule hf_schema_boards = MAP_OF(boards_keys);

/* ---- cra.yaml ---- */

static const struct hf_yaml_key date_keys[] = {
    {"date", &date, true}, {"what", &text, true}, {"reference", &text, true}, END};
static const struct hf_yaml_rule date_entry = MAP_OF(date_keys);
static const struct hf_yaml_rule date_list = LIST_OF(date_entry);
static const struct hf_yaml_key kind_keys[] = {{"kind", &text, true},
                                               {"class", &text, true},
                                               {"basis", &text, true},
                                               {"condition", &text, false},
                                               END};
static const struct hf_yaml_rule kind = MAP_OF(kind_keys);
static const struct hf_yaml_rule kind_list = LIST_OF(kind);
static const struct hf_yaml_key excluded_keys[] = {
    {"regulation", &text, true}, {"basis", &text, true}, END};
static const struct hf_yaml_rule excluded = MAP_OF(excluded_keys);
static const struct hf_yaml_rule excluded_list = LIST_OF(excluded);
static const struct hf_yaml_key route_keys[] = {
    {"class", &text, true}, {"routes", &texts, true}, END};
static const struct hf_yaml_rule route = MAP_OF(route_keys);
static const struct hf_yaml_rule route_list = LIST_OF(route);
static const struct hf_yaml_key requirement_keys[] = {
    {"id", &text, true},
    {"part", &number, true},
    {"text", &text, true},
    {"threats", &texts, true},
    {"measures", &texts, true},
    {"evidence", &text, true},
    END,
};
static const struct hf_yaml_rule requirement = MAP_OF(requirement_keys);
static const struct hf_yaml_rule requirement_list = LIST_OF(requirement);
static const struct hf_yaml_key point_keys[] = {{"point", &text, true}, {"text", &text, true}, END};
static const struct hf_yaml_rule point = MAP_OF(point_keys);
static const struct hf_yaml_rule point_list = LIST_OF(point);
static const struct hf_yaml_key clock_keys[] = {
    {"step", &text, true}, {"exploited", &text, true}, {"incident", &text, true}, END};
static const struct hf_yaml_rule clock_entry = MAP_OF(clock_keys);
static const struct hf_yaml_rule clock_list = LIST_OF(clock_entry);
static const struct hf_yaml_key cra_keys[] = {
    {"requirements", &requirement_list, true},
    {"information", &point_list, true},
    {"documentation", &point_list, true},
    {"clock", &clock_list, true},
    {"radio", &text, true},
    {"as_of", &date, true},
    {"sources", &sources, true},
    {"dates", &date_list, true},
    {"standards_cited", &text, true},
    {"annex_one_from", &date, true},
    {"units", &text, true},
    {"reporting_from", &date, true},
    {"reporting", &text, true},
    {"support", &text, true},
    {"support_years_min", &number, true},
    {"kinds", &kind_list, true},
    {"excluded", &excluded_list, true},
    {"routes", &route_list, true},
    END,
};
const struct hf_yaml_rule hf_schema_cra = MAP_OF(cra_keys);
