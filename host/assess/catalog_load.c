/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "host/assess/catalog_data.h"
#include "host/assess/catalog_read.h"
#include "host/assess/catalog_schema.h"

#include <unistd.h>

struct file {
    const char *name;
    const struct hf_yaml_rule *schema;
    bool (*read)(struct hf_reader *reader);
};

/* In the order in which they need each other: sources first, atoms before what names them. */
static const struct file files[] = {
    {"sources.yaml", &hf_schema_sources, hf_read_sources},
    {"columns.yaml", &hf_schema_columns, hf_read_columns},
    {"documents.yaml", &hf_schema_documents, hf_read_documents},
    {"rules.yaml", &hf_schema_rules, hf_read_rules},
    {"threats.yaml", &hf_schema_threats, hf_read_threats},
    {"measures.yaml", &hf_schema_measures, hf_read_measures},
    {"targets.yaml", &hf_schema_targets, hf_read_targets},
    {"certificates.yaml", &hf_schema_certificates, hf_read_certificates},
    {"elements.yaml", &hf_schema_elements, hf_read_elements},
    {"stacks.yaml", &hf_schema_stacks, hf_read_stacks},
    {"attacks.yaml", &hf_schema_attacks, hf_read_attacks},
    {"alternatives.yaml", &hf_schema_alternatives, hf_read_alternatives},
    {"boards.yaml", &hf_schema_boards, hf_read_boards},
    {"cra.yaml", &hf_schema_cra, hf_read_cra},
};
#define FILE_COUNT (sizeof(files) / sizeof(files[0]))

/* The bytes of `name`: from the overlay when it has such a file, else the built-in ones. */
static bool find_bytes(const char *overlay, const char *name, struct hf_catalog *catalog,
                       const char **called, struct hf_bytes *bytes, struct hf_trouble *trouble)
{
    if (overlay != NULL) {
        const char *path = hf_arena_print(&catalog->arena, "%s/%s", overlay, name);

        if (access(path, F_OK) == 0) {
            *called = path;
            return hf_file_read(path, HF_YAML_SIZE_MAX, &catalog->arena, bytes, trouble);
        }
    }
    *called = hf_arena_print(&catalog->arena, "catalog/%s", name);
    *bytes = hf_catalog_data(name);
    return true;
}

static bool load_yaml(const char *overlay, const struct file *file, struct hf_catalog *catalog,
                      struct hf_trouble *trouble)
{
    struct hf_yaml_document *document = hf_arena_take(&catalog->arena, sizeof(*document));
    struct hf_reader reader = {catalog, document, trouble};
    const char *called;
    struct hf_bytes bytes;

    if (!find_bytes(overlay, file->name, catalog, &called, &bytes, trouble) ||
        !hf_yaml_read(called, bytes, file->schema, document, trouble)) {
        return false;
    }
    bool done = file->read(&reader);

    /* the texts of the document stay in use: its memory becomes the catalogue's */
    hf_arena_join(&catalog->arena, &document->arena);
    return done;
}

static bool load_all(const char *overlay, struct hf_catalog *catalog, struct hf_trouble *trouble)
{
    const char *called;
    struct hf_bytes bytes;

    if (overlay != NULL && access(overlay, X_OK) != 0) {
        return hf_trouble_set(trouble, "%s: no such folder; give one with files of a catalogue",
                              overlay);
    }
    for (size_t i = 0; i < FILE_COUNT; i++) {
        if (!load_yaml(overlay, &files[i], catalog, trouble)) {
            return false;
        }
    }
    return find_bytes(overlay, "parts.tsv", catalog, &called, &bytes, trouble) &&
           hf_read_parts(catalog, called, bytes, trouble);
}

bool hf_catalog_load(const char *overlay, struct hf_catalog *catalog, struct hf_trouble *trouble)
{
    *catalog = (struct hf_catalog){.cra = NULL};
    if (load_all(overlay, catalog, trouble)) {
        return true;
    }
    hf_catalog_free(catalog);
    return false;
}

void hf_catalog_free(struct hf_catalog *catalog)
{
    hf_arena_free(&catalog->arena);
}
