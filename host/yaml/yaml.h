/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * host/yaml/yaml.h - YAML that is checked against a schema table while every line and column is
 * kept.
 *
 * A document is read in two steps: libyaml's events become a tree, and the tree is checked against
 * a table of rules. After that a reader may take values without asking again. What is refused, each
 * with one line `FILE:LINE:COLUMN: what; what to do`:
 *   - more than HF_YAML_SIZE_MAX bytes, HF_YAML_DEPTH_MAX levels or HF_YAML_NODES_MAX values
 *   - anchors, aliases, tags, a second document
 *   - unknown, duplicate and missing keys, values of another type
 *   - booleans that are not exactly `true` or `false`, so that `fales` is never taken for a yes
 *   - control characters in a text, since texts end up on terminals and in reports */
#ifndef HF_HOST_YAML_YAML_H
#define HF_HOST_YAML_YAML_H

#include "host/base/file.h"

#define HF_YAML_SIZE_MAX  1048576u
#define HF_YAML_DEPTH_MAX 16u
#define HF_YAML_NODES_MAX 65536u

/* ---- the schema: what a document may look like ---- */

enum hf_yaml_type {
    HF_YAML_TEXT,  /* one line of text, not empty; min and max count bytes */
    HF_YAML_PROSE, /* text that may have several lines */
    HF_YAML_BOOL,  /* true or false */
    HF_YAML_INT,   /* a decimal number between min and max */
    HF_YAML_DATE,  /* YYYY-MM-DD, a day that exists; number is YYYYMMDD */
    HF_YAML_WORD,  /* one of `words`; number is its index */
    HF_YAML_LIST,  /* items that follow `item`; min and max count them */
    HF_YAML_MAP,   /* the keys of `keys`; with `keys` NULL any key, whose values follow `item` */
};

struct hf_yaml_key;

struct hf_yaml_rule {
    enum hf_yaml_type type;
    long min; /* both bounds are inclusive; max 0 means no bound */
    long max;
    const char *const *words;        /* ends with NULL */
    const struct hf_yaml_key *keys;  /* ends with a NULL name */
    const struct hf_yaml_rule *item; /* of a list, or of a map with free keys */
    bool unique;                     /* LIST of texts or words: no item twice */
};

struct hf_yaml_key {
    const char *name;
    const struct hf_yaml_rule *rule;
    bool required;
};

/* ---- the document ---- */

enum hf_yaml_kind { HF_YAML_KIND_SCALAR, HF_YAML_KIND_LIST, HF_YAML_KIND_MAP };

struct hf_yaml_node {
    enum hf_yaml_kind kind;
    unsigned line; /* of the value, counted from 1 */
    unsigned column;
    const char *key; /* in a map: the key before this value */
    unsigned key_line;
    unsigned key_column;
    bool plain;       /* SCALAR: written without quotes */
    const char *text; /* SCALAR */
    size_t size;      /* SCALAR: bytes of text; LIST, MAP: number of entries */
    long number;      /* what the rule made of the text: bool, int, date, index of a word */
    struct hf_yaml_node *first; /* LIST, MAP: the first entry */
    struct hf_yaml_node *next;  /* the entry after this one */
};

struct hf_yaml_document {
    const char *name; /* how messages call the file */
    struct hf_yaml_node *root;
    struct hf_arena arena;
};

/* Reads a file, or bytes that are called `name`. On true the document stays valid until
 * hf_yaml_free(); on false `trouble` has the line and there is nothing to free. */
bool hf_yaml_load(const char *path, const struct hf_yaml_rule *schema,
                  struct hf_yaml_document *document, struct hf_trouble *trouble);
bool hf_yaml_read(const char *name, struct hf_bytes bytes, const struct hf_yaml_rule *schema,
                  struct hf_yaml_document *document, struct hf_trouble *trouble);
void hf_yaml_free(struct hf_yaml_document *document);

/* ---- taking values out of a checked document ---- */

/* The value of `key`, or NULL when the map (which may be NULL too) does not have it. */
const struct hf_yaml_node *hf_yaml_get(const struct hf_yaml_node *map, const char *key);

/* The value of `key`, or the fallback when it is left out. */
const char *hf_yaml_text(const struct hf_yaml_node *map, const char *key, const char *fallback);
long hf_yaml_number(const struct hf_yaml_node *map, const char *key, long fallback);

/* Says what is wrong at `node` when a rule of the reader's own is broken; gives false. */
bool hf_yaml_refuse(const struct hf_yaml_document *document, const struct hf_yaml_node *node,
                    struct hf_trouble *trouble, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

#endif
