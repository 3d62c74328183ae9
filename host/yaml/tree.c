/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "host/yaml/internal.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

bool hf_yaml_read(const char *name, struct hf_bytes bytes, const struct hf_yaml_rule *schema,
                  struct hf_yaml_document *document, struct hf_trouble *trouble)
{
    *document = (struct hf_yaml_document){.name = name};
    if (hf_yaml_parse(document, bytes, trouble) &&
        hf_yaml_check(document, document->root, schema, trouble)) {
        return true;
    }
    hf_yaml_free(document);
    return false;
}

bool hf_yaml_load(const char *path, const struct hf_yaml_rule *schema,
                  struct hf_yaml_document *document, struct hf_trouble *trouble)
{
    struct hf_arena arena = {NULL};
    struct hf_bytes bytes;
    bool done = hf_file_read(path, HF_YAML_SIZE_MAX, &arena, &bytes, trouble) &&
                hf_yaml_read(path, bytes, schema, document, trouble);

    hf_arena_free(&arena);
    return done;
}

void hf_yaml_free(struct hf_yaml_document *document)
{
    hf_arena_free(&document->arena);
    document->root = NULL;
}

const struct hf_yaml_node *hf_yaml_get(const struct hf_yaml_node *map, const char *key)
{
    if (map == NULL || map->kind != HF_YAML_KIND_MAP) {
        return NULL;
    }
    for (const struct hf_yaml_node *node = map->first; node != NULL; node = node->next) {
        if (strcmp(node->key, key) == 0) {
            return node;
        }
    }
    return NULL;
}

const char *hf_yaml_text(const struct hf_yaml_node *map, const char *key, const char *fallback)
{
    const struct hf_yaml_node *node = hf_yaml_get(map, key);

    return node != NULL ? node->text : fallback;
}

long hf_yaml_number(const struct hf_yaml_node *map, const char *key, long fallback)
{
    const struct hf_yaml_node *node = hf_yaml_get(map, key);

    return node != NULL ? node->number : fallback;
}

bool hf_yaml_refuse(const struct hf_yaml_document *document, const struct hf_yaml_node *node,
                    struct hf_trouble *trouble, const char *format, ...)
{
    char what[480];
    va_list values;

    va_start(values, format);
    vsnprintf(what, sizeof(what), format, values);
    va_end(values);
    return hf_trouble_set(trouble, "%s:%u:%u: %s", document->name, node->line, node->column, what);
}
