/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * Threats with their chains of links, and measures with what a part must have for them. */
#include "host/assess/catalog_read.h"
#include "host/assess/profile_words.h"

#include <string.h>

/* ---- threats ---- */

static bool read_chain(struct hf_reader *reader, const struct hf_yaml_node *list,
                       struct hf_chain *chain)
{
    for (const struct hf_yaml_node *item = list != NULL ? list->first : NULL; item != NULL;
         item = item->next) {
        const struct hf_link *link = hf_catalog_link(reader->catalog, item->text);

        if (link == NULL || chain->count == HF_CHAIN_MAX) {
            return hf_read_refuse(reader, item, "link");
        }
        chain->links[chain->count++] = link;
    }
    return true;
}

/* "key@mcu": an asset kind and a place. */
static bool read_touched(struct hf_reader *reader, const struct hf_yaml_node *list,
                         struct hf_threat *threat)
{
    for (const struct hf_yaml_node *item = list->first; item != NULL; item = item->next) {
        bool found = false;

        for (size_t kind = 0; hf_asset_words[kind] != NULL; kind++) {
            size_t size = strlen(hf_asset_words[kind]);

            for (size_t place = 0; hf_place_words[place] != NULL; place++) {
                if (strncmp(item->text, hf_asset_words[kind], size) == 0 &&
                    item->text[size] == '@' &&
                    strcmp(item->text + size + 1u, hf_place_words[place]) == 0) {
                    threat->touched[kind][place] = true;
                    found = true;
                }
            }
        }
        if (!found) {
            return hf_read_refuse(reader, item, "asset kind and place");
        }
    }
    return true;
}

bool hf_read_threats(struct hf_reader *reader)
{
    const struct hf_yaml_node *list = hf_yaml_get(reader->document->root, "threats");
    struct hf_threat *threat = reader->catalog->threats;

    for (const struct hf_yaml_node *node = list->first; node != NULL; node = node->next) {
        const struct hf_yaml_node *chain = hf_yaml_get(node, "chain");

        threat->id = hf_yaml_text(node, "id", "");
        threat->name = hf_yaml_text(node, "name", "");
        threat->targets = hf_yaml_text(node, "targets", "");
        threat->countermeasure = hf_yaml_text(node, "countermeasure", "");
        threat->residual = hf_yaml_text(node, "residual", "");
        threat->silicon = hf_yaml_number(node, "silicon", 0) != 0;
        threat->baseline = hf_yaml_number(node, "baseline", 0) != 0;
        threat->cap = (int)hf_yaml_number(node, "cap", HF_LEVEL_LAB);
        if (!read_touched(reader, hf_yaml_get(node, "touched_by"), threat) ||
            !read_chain(reader, hf_yaml_get(chain, "mcu"), &threat->chains[HF_PLACE_MCU]) ||
            !read_chain(reader, hf_yaml_get(chain, "se"), &threat->chains[HF_PLACE_SE])) {
            return false;
        }
        threat++;
    }
    return true;
}

/* ---- measures ---- */

static bool find_value(struct hf_reader *reader, const struct hf_measure_info *measure,
                       const struct hf_yaml_node *node, size_t *value)
{
    for (*value = 0; *value < measure->values.count; (*value)++) {
        if (strcmp(measure->values.at[*value], node->text) == 0) {
            return true;
        }
    }
    return hf_read_refuse(reader, node, "value");
}

static bool read_possible(struct hf_reader *reader, const struct hf_yaml_node *list,
                          struct hf_measure_info *measure)
{
    size_t count = list != NULL ? list->size : 0;
    struct hf_possible *possible =
        hf_arena_take(&reader->catalog->arena, (count + 1u) * sizeof(*possible));

    measure->possible = possible;
    measure->possible_count = count;
    for (const struct hf_yaml_node *item = count > 0 ? list->first : NULL; item != NULL;
         item = item->next) {
        if (!find_value(reader, measure, hf_yaml_get(item, "value"), &possible->value) ||
            !hf_read_atoms(reader, hf_yaml_get(item, "atoms"), &possible->atoms)) {
            return false;
        }
        possible++;
    }
    return true;
}

static bool read_measure(struct hf_reader *reader, const struct hf_yaml_node *node, size_t index)
{
    struct hf_measure_info *measure = &reader->catalog->measures[index];

    measure->name = hf_yaml_text(node, "name", "");
    measure->title = hf_yaml_text(node, "title", "");
    measure->configuration = hf_yaml_number(node, "class", 0) == 1;
    measure->values = hf_read_words(reader, hf_yaml_get(node, "values"));
    measure->counters = hf_read_words(reader, hf_yaml_get(node, "counters"));
    measure->stm32trust = hf_read_words(reader, hf_yaml_get(node, "stm32trust"));
    if (strcmp(measure->name, hf_measure_names[index]) != 0) {
        return hf_yaml_refuse(reader->document, node, reader->trouble,
                              "measure '%s' stands here; the order of measures is fixed",
                              hf_measure_names[index]);
    }
    for (size_t i = 0; i < measure->values.count; i++) {
        if (hf_measure_words[index][i] == NULL ||
            strcmp(hf_measure_words[index][i], measure->values.at[i]) != 0) {
            return hf_yaml_refuse(reader->document, node, reader->trouble,
                                  "the values differ from those of the profile's schema");
        }
    }
    return find_value(reader, measure, hf_yaml_get(node, "assume"), &measure->assume) &&
           read_possible(reader, hf_yaml_get(node, "possible"), measure);
}

bool hf_read_measures(struct hf_reader *reader)
{
    const struct hf_yaml_node *list = hf_yaml_get(reader->document->root, "measures");
    const struct hf_yaml_node *trust = hf_yaml_get(reader->document->root, "stm32trust");
    struct hf_source *function =
        HF_TABLE_TAKE(reader->catalog, reader->catalog->stm32trust, trust->size);
    size_t index = 0;
    struct hf_words ignored;

    for (const struct hf_yaml_node *node = trust->first; node != NULL; node = node->next) {
        function->id = hf_yaml_text(node, "id", "");
        function->title = hf_yaml_text(node, "title", "");
        function++;
        if (!hf_read_source_list(reader, hf_yaml_get(node, "sources"), &ignored)) {
            return false;
        }
    }
    for (const struct hf_yaml_node *node = list->first; node != NULL; node = node->next) {
        if (!read_measure(reader, node, index++)) {
            return false;
        }
    }
    return true;
}
