/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * The tables that reason: atoms, links and needs. Every name in them is looked
 * up when it is read, so that a mistyped rule is refused with its line and never silently false. */
#include "host/assess/catalog_read.h"
#include "host/assess/profile_words.h"

#include <stdlib.h>
#include <string.h>

bool hf_read_refuse(struct hf_reader *reader, const struct hf_yaml_node *node, const char *what)
{
    return hf_yaml_refuse(reader->document, node, reader->trouble,
                          "no %s '%s' is known; correct it", what, hf_quote(node->text).text);
}

bool hf_read_atoms(struct hf_reader *reader, const struct hf_yaml_node *list,
                   struct hf_atoms *atoms)
{
    size_t count = list != NULL ? list->size : 0;

    *atoms = (struct hf_atoms){
        hf_arena_take(&reader->catalog->arena, (count + 1u) * sizeof(*atoms->at)), count, 0};
    size_t index = 0;

    for (const struct hf_yaml_node *item = count > 0 ? list->first : NULL; item != NULL;
         item = item->next) {
        const struct hf_atom *atom = hf_catalog_atom(reader->catalog, item->text);

        if (atom == NULL) {
            return hf_read_refuse(reader, item, "atom");
        }
        atoms->at[index++] = atom;
        atoms->set |= UINT64_C(1) << atom->bit;
    }
    return true;
}

/* ---- atoms ---- */

/* The set of values that make an atom true, as bits over `known`. */
static bool read_value_set(struct hf_reader *reader, const struct hf_yaml_node *is,
                           struct hf_words known, uint32_t *set)
{
    for (const struct hf_yaml_node *item = is->first; item != NULL; item = item->next) {
        size_t index = 0;

        while (index < known.count && strcmp(known.at[index], item->text) != 0) {
            index++;
        }
        if (index == known.count) {
            return hf_read_refuse(reader, item, "value");
        }
        *set |= 1u << index;
    }
    return true;
}

static bool read_cell_atom(struct hf_reader *reader, const struct hf_yaml_node *node,
                           struct hf_atom *atom)
{
    const struct hf_column *column = hf_catalog_column(reader->catalog, atom->of);

    if (column == NULL) {
        return hf_read_refuse(reader, hf_yaml_get(node, "of"), "column");
    }
    atom->index = (size_t)(column - reader->catalog->columns.at);
    return read_value_set(reader, hf_yaml_get(node, "is"), column->values, &atom->values);
}

static bool read_measure_atom(struct hf_reader *reader, const struct hf_yaml_node *node,
                              struct hf_atom *atom)
{
    for (size_t i = 0; i < HF_MEASURES; i++) {
        if (strcmp(hf_measure_names[i], atom->of) == 0) {
            size_t count = 0;

            while (hf_measure_words[i][count] != NULL) {
                count++;
            }
            atom->index = i;
            return read_value_set(reader, hf_yaml_get(node, "is"),
                                  (struct hf_words){hf_measure_words[i], count}, &atom->values);
        }
    }
    return hf_read_refuse(reader, hf_yaml_get(node, "of"), "measure");
}

static bool read_context_atom(struct hf_reader *reader, const struct hf_yaml_node *node,
                              struct hf_atom *atom)
{
    for (size_t i = 0; hf_context_words[i] != NULL; i++) {
        if (strcmp(hf_context_words[i], atom->of) == 0) {
            atom->index = i;
            return true;
        }
    }
    return hf_read_refuse(reader, hf_yaml_get(node, "of"), "context");
}

static bool read_composite(struct hf_reader *reader, const struct hf_yaml_node *node,
                           struct hf_atom *atom)
{
    atom->of_atoms = hf_arena_take(&reader->catalog->arena, sizeof(*atom->of_atoms));
    return hf_read_atoms(reader, hf_yaml_get(node, "is"), atom->of_atoms);
}

/* What a kind of atom needs besides its name. */
static bool check_atom_shape(struct hf_reader *reader, const struct hf_yaml_node *node,
                             enum hf_atom_kind kind)
{
    bool of = kind == HF_ATOM_CELL || kind == HF_ATOM_MEASURE || kind == HF_ATOM_CONTEXT ||
              kind == HF_ATOM_BRINGS;
    bool is = kind == HF_ATOM_CELL || kind == HF_ATOM_MEASURE || kind == HF_ATOM_SERIES ||
              kind == HF_ATOM_STACK || kind == HF_ATOM_ALL || kind == HF_ATOM_ANY;
    const struct hf_yaml_node *list = hf_yaml_get(node, "is");

    if (of != (hf_yaml_get(node, "of") != NULL) || is != (list != NULL)) {
        return hf_yaml_refuse(reader->document, node, reader->trouble,
                              "an atom of this kind has %s 'of' and %s 'is'; correct it",
                              of ? "an" : "no", is ? "an" : "no");
    }
    if (kind == HF_ATOM_SERIES && hf_yaml_get(node, "sources") == NULL) {
        return hf_yaml_refuse(reader->document, node, reader->trouble,
                              "a fact without a source; add 'sources'");
    }
    return true;
}

static bool read_atom(struct hf_reader *reader, const struct hf_yaml_node *node,
                      struct hf_atom *atom)
{
    const struct hf_yaml_node *sources = hf_yaml_get(node, "sources");
    struct hf_words ignored;

    atom->name = hf_yaml_text(node, "name", "");
    atom->kind = (enum hf_atom_kind)hf_yaml_number(node, "kind", 0);
    atom->of = hf_yaml_text(node, "of", "");
    atom->is = hf_read_words(reader, hf_yaml_get(node, "is"));
    atom->title = hf_yaml_text(node, "title", "");
    if (!check_atom_shape(reader, node, atom->kind) ||
        (sources != NULL && !hf_read_source_list(reader, sources, &ignored))) {
        return false;
    }
    switch (atom->kind) {
    case HF_ATOM_CELL:
        return read_cell_atom(reader, node, atom);
    case HF_ATOM_MEASURE:
        return read_measure_atom(reader, node, atom);
    case HF_ATOM_CONTEXT:
        return read_context_atom(reader, node, atom);
    case HF_ATOM_ALL:
    case HF_ATOM_ANY:
        return read_composite(reader, node, atom);
    default:
        return true;
    }
}

/* Atoms are read in order and a composite sees only those before it: so no circle can arise. */
static bool read_atom_list(struct hf_reader *reader)
{
    const struct hf_yaml_node *list = hf_yaml_get(reader->document->root, "atoms");
    struct hf_catalog *catalog = reader->catalog;

    if (list->size > HF_ATOMS_MAX) {
        return hf_yaml_refuse(reader->document, list, reader->trouble,
                              "more than %u atoms; a set of atoms is one word", HF_ATOMS_MAX);
    }
    HF_TABLE_TAKE(catalog, catalog->atoms, list->size);
    catalog->atoms.count = 0;
    for (const struct hf_yaml_node *node = list->first; node != NULL; node = node->next) {
        if (hf_catalog_atom(catalog, hf_yaml_text(node, "name", "")) != NULL) {
            return hf_yaml_refuse(reader->document, node, reader->trouble,
                                  "this atom exists already; rename it");
        }
        catalog->atoms.at[catalog->atoms.count].bit = catalog->atoms.count;
        if (!read_atom(reader, node, &catalog->atoms.at[catalog->atoms.count])) {
            return false;
        }
        catalog->atoms.count++;
    }
    return true;
}

/* ---- links and needs ---- */

static bool read_link(struct hf_reader *reader, const struct hf_yaml_node *node,
                      struct hf_link *link)
{
    const struct hf_yaml_node *list = hf_yaml_get(node, "rules");
    struct hf_rule *rule = hf_arena_take(&reader->catalog->arena, list->size * sizeof(*rule));

    link->name = hf_yaml_text(node, "name", "");
    link->title = hf_yaml_text(node, "title", "");
    link->rests_on = (enum hf_rests_on)hf_yaml_number(node, "rests_on", 0);
    link->rules = rule;
    link->proved_by = hf_read_words(reader, hf_yaml_get(node, "proved_by"));
    link->rule_count = list->size;
    for (const struct hf_yaml_node *item = list->first; item != NULL; item = item->next) {
        rule->level = (int)hf_yaml_number(item, "level", 0);
        rule->because = hf_yaml_text(item, "because", "");
        if (!hf_read_atoms(reader, hf_yaml_get(item, "when"), &rule->when) ||
            !hf_read_atoms(reader, hf_yaml_get(item, "unless"), &rule->unless)) {
            return false;
        }
        if (item->next == NULL && (rule->when.count > 0 || rule->unless.count > 0)) {
            return hf_yaml_refuse(reader->document, item, reader->trouble,
                                  "the last rule of a link must hold always; remove its atoms");
        }
        rule++;
    }
    return true;
}

static bool read_need(struct hf_reader *reader, const struct hf_yaml_node *node,
                      struct hf_need *need)
{
    const struct hf_yaml_node *any = hf_yaml_get(node, "any");
    const struct hf_yaml_node *architecture = hf_yaml_get(node, "architecture");
    struct hf_atoms *atoms = hf_arena_take(&reader->catalog->arena, any->size * sizeof(*atoms));

    need->name = hf_yaml_text(node, "name", "");
    need->title = hf_yaml_text(node, "title", "");
    need->advice = hf_yaml_text(node, "advice", NULL);
    need->element_helps = hf_yaml_number(node, "element_helps", 0) != 0;
    need->alternatives = atoms;
    need->alternative_count = any->size;
    for (const struct hf_yaml_node *item = any->first; item != NULL; item = item->next) {
        if (!hf_read_atoms(reader, item, atoms++)) {
            return false;
        }
    }
    if (architecture == NULL) {
        return true;
    }
    atoms = hf_arena_take(&reader->catalog->arena, sizeof(*atoms));
    need->architecture = atoms;
    return hf_read_atoms(reader, architecture, atoms);
}

bool hf_read_rules(struct hf_reader *reader)
{
    struct hf_catalog *catalog = reader->catalog;
    const struct hf_yaml_node *links = hf_yaml_get(reader->document->root, "links");
    const struct hf_yaml_node *needs = hf_yaml_get(reader->document->root, "needs");

    if (!read_atom_list(reader)) {
        return false;
    }
    struct hf_link *link = HF_TABLE_TAKE(catalog, catalog->links, links->size);

    for (const struct hf_yaml_node *node = links->first; node != NULL; node = node->next) {
        link->bit = (size_t)(link - catalog->links.at);
        if (link->bit == HF_LINKS_MAX) {
            return hf_yaml_refuse(reader->document, node, reader->trouble,
                                  "more than %u links; a set of links is one word", HF_LINKS_MAX);
        }
        if (!read_link(reader, node, link++)) {
            return false;
        }
    }
    struct hf_need *need = HF_TABLE_TAKE(catalog, catalog->needs, needs->size);

    for (const struct hf_yaml_node *node = needs->first; node != NULL; node = node->next) {
        if (!read_need(reader, node, need++)) {
            return false;
        }
    }
    return true;
}
