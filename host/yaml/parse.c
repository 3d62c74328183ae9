/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * From libyaml's events to a tree. The parser looks one event ahead of nothing: each function takes
 * the events of exactly one value. */
#include "host/yaml/internal.h"

#include <string.h>
#include <yaml.h>

struct parser {
    yaml_parser_t yaml;
    yaml_event_t event; /* the current one; empty before the first */
    struct hf_yaml_document *document;
    struct hf_trouble *trouble;
    size_t nodes;
};

static bool refuse_at(struct parser *parser, yaml_mark_t mark, const char *what)
{
    return hf_trouble_set(parser->trouble, "%s:%zu:%zu: %s", parser->document->name, mark.line + 1u,
                          mark.column + 1u, what);
}

static bool next_event(struct parser *parser)
{
    yaml_event_delete(&parser->event);
    if (yaml_parser_parse(&parser->yaml, &parser->event) != 0) {
        return true;
    }
    const char *problem = parser->yaml.problem != NULL ? parser->yaml.problem : "cannot be read";
    yaml_mark_t mark = parser->yaml.problem_mark;

    if (parser->yaml.error == YAML_READER_ERROR) {
        /* the reader has no mark of its own; where the parser stands is close enough */
        mark = parser->yaml.mark;
    }
    return hf_trouble_set(parser->trouble, "%s:%zu:%zu: not YAML: %s; correct the text here",
                          parser->document->name, mark.line + 1u, mark.column + 1u, problem);
}

/* Anchors, aliases and tags give one text several meanings; none of our files needs them. */
static bool refuse_extras(struct parser *parser, const yaml_char_t *anchor, const yaml_char_t *tag)
{
    if (anchor != NULL) {
        return refuse_at(parser, parser->event.start_mark,
                         "anchors are not allowed; write the value out");
    }
    if (tag != NULL) {
        return refuse_at(parser, parser->event.start_mark, "tags are not allowed; remove it");
    }
    return true;
}

static struct hf_yaml_node *new_node(struct parser *parser, enum hf_yaml_kind kind)
{
    struct hf_yaml_node *node = hf_arena_take(&parser->document->arena, sizeof(*node));

    node->kind = kind;
    node->line = (unsigned)parser->event.start_mark.line + 1u;
    node->column = (unsigned)parser->event.start_mark.column + 1u;
    parser->nodes++;
    return node;
}

static bool parse_value(struct parser *parser, unsigned depth, struct hf_yaml_node **value);

static bool parse_scalar(struct parser *parser, struct hf_yaml_node **value)
{
    struct hf_yaml_node *node = new_node(parser, HF_YAML_KIND_SCALAR);

    node->size = parser->event.data.scalar.length;
    node->text = hf_arena_copy(&parser->document->arena,
                               (const char *)parser->event.data.scalar.value, node->size);
    node->plain = parser->event.data.scalar.style == YAML_PLAIN_SCALAR_STYLE;
    *value = node;
    return refuse_extras(parser, parser->event.data.scalar.anchor, parser->event.data.scalar.tag);
}

static bool parse_list(struct parser *parser, unsigned depth, struct hf_yaml_node **value)
{
    struct hf_yaml_node *list = new_node(parser, HF_YAML_KIND_LIST);
    struct hf_yaml_node **end = &list->first;

    if (!refuse_extras(parser, parser->event.data.sequence_start.anchor,
                       parser->event.data.sequence_start.tag) ||
        !next_event(parser)) {
        return false;
    }
    while (parser->event.type != YAML_SEQUENCE_END_EVENT) {
        if (!parse_value(parser, depth + 1u, end) || !next_event(parser)) {
            return false;
        }
        end = &(*end)->next;
        list->size++;
    }
    *value = list;
    return true;
}

/* One `key: value`; the current event is the key. */
static bool parse_entry(struct parser *parser, unsigned depth, struct hf_yaml_node **entry)
{
    struct hf_yaml_node *key;

    if (parser->event.type != YAML_SCALAR_EVENT) {
        return refuse_at(parser, parser->event.start_mark,
                         "a key must be a single word; quote it or remove the brackets");
    }
    if (!parse_scalar(parser, &key)) {
        return false;
    }
    if (strlen(key->text) != key->size || strpbrk(key->text, "\n\r\t\033") != NULL) {
        return refuse_at(parser, parser->event.start_mark,
                         "a key with control characters; write a plain word");
    }
    if (!next_event(parser) || !parse_value(parser, depth + 1u, entry)) {
        return false;
    }
    (*entry)->key = key->text;
    (*entry)->key_line = key->line;
    (*entry)->key_column = key->column;
    return true;
}

static bool parse_map(struct parser *parser, unsigned depth, struct hf_yaml_node **value)
{
    struct hf_yaml_node *map = new_node(parser, HF_YAML_KIND_MAP);
    struct hf_yaml_node **end = &map->first;

    if (!refuse_extras(parser, parser->event.data.mapping_start.anchor,
                       parser->event.data.mapping_start.tag) ||
        !next_event(parser)) {
        return false;
    }
    while (parser->event.type != YAML_MAPPING_END_EVENT) {
        if (!parse_entry(parser, depth, end) || !next_event(parser)) {
            return false;
        }
        end = &(*end)->next;
        map->size++;
    }
    *value = map;
    return true;
}

/* Takes the value that starts at the current event, and ends on its last event. */
static bool parse_value(struct parser *parser, unsigned depth, struct hf_yaml_node **value)
{
    yaml_mark_t mark = parser->event.start_mark;

    if (depth > HF_YAML_DEPTH_MAX && parser->event.type != YAML_SCALAR_EVENT) {
        return refuse_at(parser, mark, "nested more than 16 levels deep; flatten the document");
    }
    if (parser->nodes >= HF_YAML_NODES_MAX) {
        return refuse_at(parser, mark, "more than 65536 values; is it the right file?");
    }
    switch (parser->event.type) {
    case YAML_SCALAR_EVENT:
        return parse_scalar(parser, value);
    case YAML_SEQUENCE_START_EVENT:
        return parse_list(parser, depth, value);
    case YAML_MAPPING_START_EVENT:
        return parse_map(parser, depth, value);
    case YAML_ALIAS_EVENT:
        return refuse_at(parser, mark, "aliases are not allowed; write the value out");
    default:
        return refuse_at(parser, mark, "a value is missing here");
    }
}

static bool expect(struct parser *parser, yaml_event_type_t type, const char *what)
{
    if (!next_event(parser)) {
        return false;
    }
    return parser->event.type == type || refuse_at(parser, parser->event.start_mark, what);
}

static bool parse_stream(struct parser *parser)
{
    return expect(parser, YAML_STREAM_START_EVENT, "not a YAML stream") &&
           expect(parser, YAML_DOCUMENT_START_EVENT,
                  "the file is empty; write a document into it") &&
           next_event(parser) && parse_value(parser, 1, &parser->document->root) &&
           expect(parser, YAML_DOCUMENT_END_EVENT, "the document does not end here") &&
           expect(parser, YAML_STREAM_END_EVENT,
                  "a second document; put each document into a file of its own");
}

bool hf_yaml_parse(struct hf_yaml_document *document, struct hf_bytes bytes,
                   struct hf_trouble *trouble)
{
    struct parser parser = {.document = document, .trouble = trouble};

    if (bytes.size > HF_YAML_SIZE_MAX) {
        return hf_trouble_set(trouble, "%s: larger than 1024 KiB; is it the right file?",
                              document->name);
    }
    if (yaml_parser_initialize(&parser.yaml) == 0) {
        return hf_trouble_set(trouble, "%s: out of memory", document->name);
    }
    yaml_parser_set_encoding(&parser.yaml, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(&parser.yaml, (const unsigned char *)bytes.data, bytes.size);
    bool done = parse_stream(&parser);

    yaml_event_delete(&parser.event);
    yaml_parser_delete(&parser.yaml);
    return done;
}
