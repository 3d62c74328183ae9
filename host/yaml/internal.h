/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * host/yaml/internal.h - the two steps of reading: events to tree, tree against schema. */
#ifndef HF_HOST_YAML_INTERNAL_H
#define HF_HOST_YAML_INTERNAL_H

#include "host/yaml/yaml.h"

/* Makes document->root of the events. */
bool hf_yaml_parse(struct hf_yaml_document *document, struct hf_bytes bytes,
                   struct hf_trouble *trouble);

/* Checks `node` and all below it, and fills their `number`. */
bool hf_yaml_check(const struct hf_yaml_document *document, struct hf_yaml_node *node,
                   const struct hf_yaml_rule *rule, struct hf_trouble *trouble);

/* One scalar against its rule. */
bool hf_yaml_check_scalar(const struct hf_yaml_document *document, struct hf_yaml_node *node,
                          const struct hf_yaml_rule *rule, struct hf_trouble *trouble);

#endif
