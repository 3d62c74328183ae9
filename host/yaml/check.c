/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * A tree against its schema: lists and maps here, scalars in scalar.c. */
#include "host/yaml/internal.h"

#include <stdio.h>
#include <string.h>

#define KEYS_MAX 64u

static const char *kind_name(const struct hf_yaml_node *node)
{
    static const char *const names[] = {"a single value", "a list", "a map"};

    return names[node->kind];
}

static size_t count_keys(const struct hf_yaml_key *keys)
{
    size_t count = 0;

    while (keys[count].name != NULL) {
        count++;
    }
    return count;
}

static bool refuse_key(const struct hf_yaml_document *document, const struct hf_yaml_node *entry,
                       struct hf_trouble *trouble, const char *what)
{
    return hf_trouble_set(trouble, "%s:%u:%u: %s", document->name, entry->key_line,
                          entry->key_column, what);
}

static bool refuse_unknown_key(const struct hf_yaml_document *document,
                               const struct hf_yaml_node *entry, const struct hf_yaml_key *keys,
                               struct hf_trouble *trouble)
{
    const char *names[KEYS_MAX];
    size_t count = count_keys(keys);
    char what[480];

    for (size_t i = 0; i < count; i++) {
        names[i] = keys[i].name;
    }
    const char *nearest = hf_nearest(entry->key, names, count);
    int used = snprintf(what, sizeof(what), "unknown key '%s'; ", hf_quote(entry->key).text);

    if (nearest != NULL) {
        snprintf(what + used, sizeof(what) - (size_t)used, "did you mean '%s'?", nearest);
        return refuse_key(document, entry, trouble, what);
    }
    used += snprintf(what + used, sizeof(what) - (size_t)used, "known here:");
    for (size_t i = 0; i < count && used < (int)sizeof(what) - 40; i++) {
        used +=
            snprintf(what + used, sizeof(what) - (size_t)used, "%s %s", i > 0 ? "," : "", names[i]);
    }
    return refuse_key(document, entry, trouble, what);
}

static bool check_missing(const struct hf_yaml_document *document, const struct hf_yaml_node *map,
                          const struct hf_yaml_rule *rule, struct hf_trouble *trouble)
{
    for (const struct hf_yaml_key *key = rule->keys; key->name != NULL; key++) {
        if (key->required && hf_yaml_get(map, key->name) == NULL) {
            return hf_yaml_refuse(document, map, trouble, "key '%s' is missing; add it", key->name);
        }
    }
    return true;
}

/* Known keys only, each once, in the order of the file, so that the first trouble is named first.
 */
static bool check_known_keys(const struct hf_yaml_document *document, struct hf_yaml_node *map,
                             const struct hf_yaml_rule *rule, struct hf_trouble *trouble)
{
    bool seen[KEYS_MAX] = {false};
    char what[160];

    for (struct hf_yaml_node *entry = map->first; entry != NULL; entry = entry->next) {
        const struct hf_yaml_key *key = rule->keys;

        while (key->name != NULL && strcmp(key->name, entry->key) != 0) {
            key++;
        }
        if (key->name == NULL) {
            return refuse_unknown_key(document, entry, rule->keys, trouble);
        }
        if (seen[key - rule->keys]) {
            snprintf(what, sizeof(what), "key '%s' appears twice; keep one", key->name);
            return refuse_key(document, entry, trouble, what);
        }
        seen[key - rule->keys] = true;
        if (!hf_yaml_check(document, entry, key->rule, trouble)) {
            return false;
        }
    }
    return check_missing(document, map, rule, trouble);
}

static bool check_free_keys(const struct hf_yaml_document *document, struct hf_yaml_node *map,
                            const struct hf_yaml_rule *rule, struct hf_trouble *trouble)
{
    char what[160];

    for (struct hf_yaml_node *entry = map->first; entry != NULL; entry = entry->next) {
        if (hf_yaml_get(map, entry->key) != entry) {
            snprintf(what, sizeof(what), "key '%s' appears twice; keep one",
                     hf_quote(entry->key).text);
            return refuse_key(document, entry, trouble, what);
        }
        if (!hf_yaml_check(document, entry, rule->item, trouble)) {
            return false;
        }
    }
    return true;
}

static bool check_count(const struct hf_yaml_document *document, const struct hf_yaml_node *node,
                        const struct hf_yaml_rule *rule, struct hf_trouble *trouble)
{
    /* what is compared pairwise has a bound even when the schema has none */
    bool pairwise = rule->unique || (rule->type == HF_YAML_MAP && rule->keys == NULL);
    long max = rule->max != 0 ? rule->max : (pairwise ? 4096 : 0);

    if ((long)node->size < rule->min) {
        return hf_yaml_refuse(document, node, trouble, "at least %ld %s needed here; add one",
                              rule->min, rule->min == 1 ? "entry is" : "entries are");
    }
    if (max != 0 && (long)node->size > max) {
        return hf_yaml_refuse(document, node, trouble, "more than %ld entries; shorten the list",
                              max);
    }
    return true;
}

static bool check_unique(const struct hf_yaml_document *document, const struct hf_yaml_node *list,
                         struct hf_trouble *trouble)
{
    for (const struct hf_yaml_node *item = list->first; item != NULL; item = item->next) {
        for (const struct hf_yaml_node *other = list->first; other != item; other = other->next) {
            if (strcmp(item->text, other->text) == 0) {
                return hf_yaml_refuse(document, item, trouble, "'%s' appears twice; keep one",
                                      hf_quote(item->text).text);
            }
        }
    }
    return true;
}

static bool check_list(const struct hf_yaml_document *document, struct hf_yaml_node *list,
                       const struct hf_yaml_rule *rule, struct hf_trouble *trouble)
{
    if (!check_count(document, list, rule, trouble)) {
        return false;
    }
    for (struct hf_yaml_node *item = list->first; item != NULL; item = item->next) {
        if (!hf_yaml_check(document, item, rule->item, trouble)) {
            return false;
        }
    }
    return !rule->unique || check_unique(document, list, trouble);
}

bool hf_yaml_check(const struct hf_yaml_document *document, struct hf_yaml_node *node,
                   const struct hf_yaml_rule *rule, struct hf_trouble *trouble)
{
    enum hf_yaml_kind wanted = rule->type == HF_YAML_LIST  ? HF_YAML_KIND_LIST
                               : rule->type == HF_YAML_MAP ? HF_YAML_KIND_MAP
                                                           : HF_YAML_KIND_SCALAR;

    if (node->kind != wanted) {
        return hf_yaml_refuse(document, node, trouble, "%s%s%s is %s; write %s",
                              node->key != NULL ? "'" : "this", node->key != NULL ? node->key : "",
                              node->key != NULL ? "'" : "", kind_name(node),
                              kind_name(&(struct hf_yaml_node){.kind = wanted}));
    }
    if (wanted == HF_YAML_KIND_LIST) {
        return check_list(document, node, rule, trouble);
    }
    if (wanted == HF_YAML_KIND_SCALAR) {
        return hf_yaml_check_scalar(document, node, rule, trouble);
    }
    return check_count(document, node, rule, trouble) &&
           (rule->keys != NULL ? check_known_keys(document, node, rule, trouble)
                               : check_free_keys(document, node, rule, trouble));
}
