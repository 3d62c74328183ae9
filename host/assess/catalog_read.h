/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * host/assess/catalog_read.h - one function per file of catalog/: from a checked document into the
 * catalogue. Order matters where one file names things of another: hf_catalog_load() keeps it. */
#ifndef HF_HOST_ASSESS_CATALOG_READ_H
#define HF_HOST_ASSESS_CATALOG_READ_H

#include "host/assess/catalog.h"

struct hf_reader {
    struct hf_catalog *catalog;
    const struct hf_yaml_document *document;
    struct hf_trouble *trouble;
};

bool hf_read_sources(struct hf_reader *reader);
bool hf_read_columns(struct hf_reader *reader);
bool hf_read_documents(struct hf_reader *reader);
bool hf_read_rules(struct hf_reader *reader);
bool hf_read_threats(struct hf_reader *reader);
bool hf_read_measures(struct hf_reader *reader);
bool hf_read_targets(struct hf_reader *reader);
bool hf_read_certificates(struct hf_reader *reader);
bool hf_read_elements(struct hf_reader *reader);
bool hf_read_stacks(struct hf_reader *reader);
bool hf_read_attacks(struct hf_reader *reader);
bool hf_read_alternatives(struct hf_reader *reader);
bool hf_read_boards(struct hf_reader *reader);
bool hf_read_cra(struct hf_reader *reader);

/* parts.tsv; the catalogue must know its columns and sources. */
bool hf_read_parts(struct hf_catalog *catalog, const char *name, struct hf_bytes bytes,
                   struct hf_trouble *trouble);

/* ---- shared by the readers ---- */

/* Room for the `count` entries of a table of the catalogue. */
#define HF_TABLE_TAKE(catalog, table, entries)                                                     \
    ((table).count = (entries),                                                                    \
     (table).at = hf_arena_take(&(catalog)->arena, ((entries) + 1u) * sizeof(*(table).at)))

/* "no <what> '<word>' is known; correct it", at the node; gives false. */
bool hf_read_refuse(struct hf_reader *reader, const struct hf_yaml_node *node, const char *what);

/* The texts of a list node (NULL gives none). */
struct hf_words hf_read_words(struct hf_reader *reader, const struct hf_yaml_node *list);

/* The same, and each must be the id of a source. */
bool hf_read_source_list(struct hf_reader *reader, const struct hf_yaml_node *list,
                         struct hf_words *words);

/* The atoms that a list node names (NULL gives none). */
bool hf_read_atoms(struct hf_reader *reader, const struct hf_yaml_node *list,
                   struct hf_atoms *atoms);

#endif
