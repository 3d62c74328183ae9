/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * The plain tables of the catalogue. Rules, threats and measures are in catalog_rules.c. */
#include "host/assess/catalog_read.h"

#include <string.h>

struct hf_words hf_read_words(struct hf_reader *reader, const struct hf_yaml_node *list)
{
    size_t count = list != NULL ? list->size : 0;
    const char **words = hf_arena_take(&reader->catalog->arena, (count + 1u) * sizeof(*words));
    size_t index = 0;

    for (const struct hf_yaml_node *item = count > 0 ? list->first : NULL; item != NULL;
         item = item->next) {
        words[index++] = item->text;
    }
    return (struct hf_words){words, count};
}

static bool source_known(const struct hf_catalog *catalog, const char *id)
{
    for (size_t i = 0; i < catalog->sources.count; i++) {
        if (strcmp(catalog->sources.at[i].id, id) == 0) {
            return true;
        }
    }
    return false;
}

bool hf_read_source_list(struct hf_reader *reader, const struct hf_yaml_node *list,
                         struct hf_words *words)
{
    for (const struct hf_yaml_node *item = list->first; item != NULL; item = item->next) {
        if (!source_known(reader->catalog, item->text)) {
            return hf_yaml_refuse(reader->document, item, reader->trouble,
                                  "no source '%s'; add it to sources.yaml",
                                  hf_quote(item->text).text);
        }
    }
    *words = hf_read_words(reader, list);
    return true;
}

static const struct hf_yaml_node *list_of(struct hf_reader *reader, const char *key)
{
    return hf_yaml_get(reader->document->root, key);
}

bool hf_read_sources(struct hf_reader *reader)
{
    const struct hf_yaml_node *list = list_of(reader, "sources");
    struct hf_source *source = HF_TABLE_TAKE(reader->catalog, reader->catalog->sources, list->size);

    for (const struct hf_yaml_node *node = list->first; node != NULL; node = node->next) {
        source->id = hf_yaml_text(node, "id", "");
        source->title = hf_yaml_text(node, "title", "");
        source++;
    }
    return true;
}

bool hf_read_columns(struct hf_reader *reader)
{
    const struct hf_yaml_node *list = list_of(reader, "columns");
    struct hf_column *column = HF_TABLE_TAKE(reader->catalog, reader->catalog->columns, list->size);

    if (list->size > HF_COLUMNS_MAX) {
        return hf_yaml_refuse(reader->document, list, reader->trouble,
                              "more than %u columns; raise HF_COLUMNS_MAX", HF_COLUMNS_MAX);
    }
    for (const struct hf_yaml_node *node = list->first; node != NULL; node = node->next) {
        column->name = hf_yaml_text(node, "name", "");
        column->title = hf_yaml_text(node, "title", "");
        column->meaning = hf_yaml_text(node, "meaning", "");
        column->values = hf_read_words(reader, hf_yaml_get(node, "values"));
        column->cross_checked = hf_yaml_number(node, "cross_checked", 0) != 0;
        column++;
    }
    return true;
}

bool hf_read_documents(struct hf_reader *reader)
{
    const struct hf_yaml_node *list = list_of(reader, "documents");
    struct hf_reading *reading =
        HF_TABLE_TAKE(reader->catalog, reader->catalog->readings, list->size);

    for (const struct hf_yaml_node *node = list->first; node != NULL; node = node->next) {
        reading->series = hf_read_words(reader, hf_yaml_get(node, "series"));
        reading->lines = hf_read_words(reader, hf_yaml_get(node, "lines"));
        reading->columns = hf_read_words(reader, hf_yaml_get(node, "columns"));
        reading->why = hf_yaml_text(node, "why", "");
        if (!hf_read_source_list(reader, hf_yaml_get(node, "sources"), &reading->sources)) {
            return false;
        }
        reading++;
    }
    return true;
}

static bool read_fact(struct hf_reader *reader, const struct hf_yaml_node *node,
                      struct hf_fact *fact)
{
    fact->what = hf_yaml_text(node, "what", "");
    fact->value = hf_yaml_text(node, "value", "");
    fact->state = (enum hf_state)hf_yaml_number(node, "state", 0);
    return hf_read_source_list(reader, hf_yaml_get(node, "sources"), &fact->sources);
}

static bool read_facts(struct hf_reader *reader, const struct hf_yaml_node *list,
                       const struct hf_fact **facts, size_t *count)
{
    struct hf_fact *fact =
        hf_arena_take(&reader->catalog->arena, (list->size + 1u) * sizeof(*fact));

    *facts = fact;
    *count = list->size;
    for (const struct hf_yaml_node *node = list->first; node != NULL; node = node->next) {
        if (!read_fact(reader, node, fact++)) {
            return false;
        }
    }
    return true;
}

bool hf_read_elements(struct hf_reader *reader)
{
    const struct hf_yaml_node *list = list_of(reader, "elements");
    struct hf_element *element =
        HF_TABLE_TAKE(reader->catalog, reader->catalog->elements, list->size);

    for (const struct hf_yaml_node *node = list->first; node != NULL; node = node->next) {
        element->name = hf_yaml_text(node, "name", "");
        element->title = hf_yaml_text(node, "title", "");
        element->tpm = hf_yaml_number(node, "kind", 0) == 1;
        element->recommended = hf_yaml_number(node, "recommended", 0) != 0;
        element->brings = hf_read_words(reader, hf_yaml_get(node, "brings"));
        if (!read_fact(reader, hf_yaml_get(node, "certificate"), &element->certificate) ||
            !read_facts(reader, hf_yaml_get(node, "facts"), &element->facts,
                        &element->fact_count)) {
            return false;
        }
        element->certificate.what = "certificate";
        element++;
    }
    return true;
}

static bool read_stack_list(struct hf_reader *reader, const struct hf_yaml_node *list,
                            struct hf_stack *stack)
{
    for (const struct hf_yaml_node *node = list->first; node != NULL; node = node->next) {
        stack->name = hf_yaml_text(node, "name", "");
        stack->title = hf_yaml_text(node, "title", "");
        stack->lines = hf_read_words(reader, hf_yaml_get(node, "lines"));
        stack->brings = hf_read_words(reader, hf_yaml_get(node, "brings"));
        if (!read_facts(reader, hf_yaml_get(node, "facts"), &stack->facts, &stack->fact_count)) {
            return false;
        }
        stack++;
    }
    return true;
}

bool hf_read_stacks(struct hf_reader *reader)
{
    struct hf_catalog *catalog = reader->catalog;
    const struct hf_yaml_node *stacks = list_of(reader, "stacks");
    const struct hf_yaml_node *libraries = list_of(reader, "libraries");

    HF_TABLE_TAKE(catalog, catalog->stacks, stacks->size);
    HF_TABLE_TAKE(catalog, catalog->libraries, libraries->size);
    return read_stack_list(reader, stacks, catalog->stacks.at) &&
           read_stack_list(reader, libraries, catalog->libraries.at);
}

bool hf_read_certificates(struct hf_reader *reader)
{
    const struct hf_yaml_node *list = list_of(reader, "certificates");
    struct hf_certificate *certificate =
        HF_TABLE_TAKE(reader->catalog, reader->catalog->certificates, list->size);

    for (const struct hf_yaml_node *node = list->first; node != NULL; node = node->next) {
        certificate->id = hf_yaml_text(node, "id", "");
        certificate->lines = hf_read_words(reader, hf_yaml_get(node, "lines"));
        certificate->scheme = hf_yaml_text(node, "scheme", "");
        certificate->level = (int)hf_yaml_number(node, "level", 0);
        certificate->platform = hf_yaml_number(node, "scope", 0) == 1;
        certificate->state = (enum hf_state)hf_yaml_number(node, "state", 0);
        certificate->note = hf_yaml_text(node, "note", "");
        if (!hf_read_atoms(reader, hf_yaml_get(node, "requires"), &certificate->requires) ||
            !hf_read_source_list(reader, hf_yaml_get(node, "sources"), &certificate->sources)) {
            return false;
        }
        certificate++;
    }
    return true;
}

bool hf_read_targets(struct hf_reader *reader)
{
    const struct hf_yaml_node *list = list_of(reader, "targets");
    struct hf_target *target = HF_TABLE_TAKE(reader->catalog, reader->catalog->targets, list->size);

    for (const struct hf_yaml_node *node = list->first; node != NULL; node = node->next) {
        target->name = hf_yaml_text(node, "name", "");
        target->title = hf_yaml_text(node, "title", "");
        target->floor = (int)hf_yaml_number(node, "floor", HF_LEVEL_NONE);
        target->isolation = hf_yaml_number(node, "isolation", 0) != 0;
        target->scheme = hf_yaml_text(node, "scheme", NULL);
        target->level = (int)hf_yaml_number(node, "level", 0);
        target->platform = hf_yaml_number(node, "evidence", 0) == 1;
        target++;
    }
    return true;
}

static bool read_link_set(struct hf_reader *reader, const struct hf_yaml_node *list, uint64_t *set)
{
    for (const struct hf_yaml_node *item = list->first; item != NULL; item = item->next) {
        const struct hf_link *link = hf_catalog_link(reader->catalog, item->text);

        if (link == NULL) {
            return hf_yaml_refuse(reader->document, item, reader->trouble,
                                  "no link '%s' is known; correct it", hf_quote(item->text).text);
        }
        *set |= UINT64_C(1) << link->bit;
    }
    return true;
}

bool hf_read_attacks(struct hf_reader *reader)
{
    const struct hf_yaml_node *list = list_of(reader, "attacks");
    struct hf_attack *attack = HF_TABLE_TAKE(reader->catalog, reader->catalog->attacks, list->size);

    for (const struct hf_yaml_node *node = list->first; node != NULL; node = node->next) {
        attack->id = hf_yaml_text(node, "id", "");
        attack->title = hf_yaml_text(node, "title", "");
        attack->series = hf_read_words(reader, hf_yaml_get(node, "series"));
        attack->elements = hf_read_words(reader, hf_yaml_get(node, "elements"));
        attack->shown_on = hf_read_words(reader, hf_yaml_get(node, "shown_on"));
        attack->level = (int)hf_yaml_number(node, "level", 0);
        attack->links = hf_read_words(reader, hf_yaml_get(node, "links"));
        attack->threats = hf_read_words(reader, hf_yaml_get(node, "threats"));
        attack->cost = hf_yaml_text(node, "cost", "");
        attack->helps = hf_yaml_text(node, "helps", "");
        attack->state = (enum hf_state)hf_yaml_number(node, "state", 0);
        if (!read_link_set(reader, hf_yaml_get(node, "links"), &attack->link_set) ||
            !hf_read_atoms(reader, hf_yaml_get(node, "when"), &attack->when) ||
            !hf_read_source_list(reader, hf_yaml_get(node, "sources"), &attack->sources)) {
            return false;
        }
        attack++;
    }
    return true;
}

bool hf_read_alternatives(struct hf_reader *reader)
{
    const struct hf_yaml_node *list = list_of(reader, "alternatives");
    struct hf_alternative *other =
        HF_TABLE_TAKE(reader->catalog, reader->catalog->alternatives, list->size);

    for (const struct hf_yaml_node *node = list->first; node != NULL; node = node->next) {
        other->name = hf_yaml_text(node, "name", "");
        other->core = hf_yaml_text(node, "core", "");
        other->withstands = (int)hf_yaml_number(node, "withstands", 0);
        other->cost_driven = hf_yaml_number(node, "cost_driven", 0) != 0;
        other->offers = hf_read_words(reader, hf_yaml_get(node, "offers"));
        other->evidence = hf_read_words(reader, hf_yaml_get(node, "evidence"));
        other->evidence_open = hf_yaml_number(node, "evidence_open", 0) != 0;
        other->tooling = hf_yaml_text(node, "tooling", "");
        other->element = hf_yaml_text(node, "element", "");
        other->state = (enum hf_state)hf_yaml_number(node, "state", 0);
        if (!hf_read_source_list(reader, hf_yaml_get(node, "sources"), &other->sources)) {
            return false;
        }
        other++;
    }
    return true;
}

bool hf_read_boards(struct hf_reader *reader)
{
    const struct hf_yaml_node *list = list_of(reader, "boards");
    struct hf_board *board = HF_TABLE_TAKE(reader->catalog, reader->catalog->boards, list->size);

    for (const struct hf_yaml_node *node = list->first; node != NULL; node = node->next) {
        board->board = hf_yaml_text(node, "board", "");
        board->isolation = hf_yaml_text(node, "isolation", "");
        board->series = hf_read_words(reader, hf_yaml_get(node, "series"));
        board->also = hf_yaml_number(node, "also", 0) != 0;
        board->title = hf_yaml_text(node, "title", "");
        board++;
    }
    return true;
}

bool hf_read_cra(struct hf_reader *reader)
{
    struct hf_words sources;

    reader->catalog->cra = reader->document->root;
    return hf_read_source_list(reader, hf_yaml_get(reader->document->root, "sources"), &sources);
}
