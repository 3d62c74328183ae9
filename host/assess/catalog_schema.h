/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * host/assess/catalog_schema.h - what the files of catalog/ may look like. */
#ifndef HF_HOST_ASSESS_CATALOG_SCHEMA_H
#define HF_HOST_ASSESS_CATALOG_SCHEMA_H

#include "host/yaml/yaml.h"

extern const struct hf_yaml_rule hf_schema_sources;
extern const struct hf_yaml_rule hf_schema_columns;
extern const struct hf_yaml_rule hf_schema_documents;
extern const struct hf_yaml_rule hf_schema_threats;
extern const struct hf_yaml_rule hf_schema_rules;
extern const struct hf_yaml_rule hf_schema_measures;
extern const struct hf_yaml_rule hf_schema_targets;
extern const struct hf_yaml_rule hf_schema_certificates;
extern const struct hf_yaml_rule hf_schema_elements;
extern const struct hf_yaml_rule hf_schema_stacks;
extern const struct hf_yaml_rule hf_schema_attacks;
extern const struct hf_yaml_rule hf_schema_alternatives;
extern const struct hf_yaml_rule hf_schema_boards;
extern const struct hf_yaml_rule hf_schema_cra;

#endif
