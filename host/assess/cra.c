/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * The Cyber Resilience Act is dated data (catalog/cra.yaml); this file only picks what concerns the
 * product. It suggests a class, and says `undetermined` where the core function must decide. */
#include "host/assess/notes.h"

#include <string.h>

static const struct hf_yaml_node *find_row(const struct hf_yaml_node *list, const char *key,
                                           const char *value)
{
    for (const struct hf_yaml_node *row = list->first; row != NULL; row = row->next) {
        if (strcmp(hf_yaml_text(row, key, ""), value) == 0) {
            return row;
        }
    }
    return NULL;
}

static void state(struct hf_cra *cra, const char *text)
{
    if (cra->statement_count < sizeof(cra->statements) / sizeof(cra->statements[0])) {
        cra->statements[cra->statement_count++] = text;
    }
}

static void find_class(struct hf_assessment *assessment, const struct hf_yaml_node *data)
{
    const struct hf_profile *profile = assessment->profile;
    struct hf_cra *cra = &assessment->cra;
    const struct hf_yaml_node *kind = find_row(hf_yaml_get(data, "kinds"), "kind", profile->kind);

    cra->class = hf_yaml_text(kind, "class", "undetermined");
    cra->basis = hf_yaml_text(kind, "basis", "the kind is not known: the core function decides");
    cra->condition = hf_yaml_text(kind, "condition", NULL);
    for (size_t i = 0; i < profile->regulated_by.count; i++) {
        const struct hf_yaml_node *row =
            find_row(hf_yaml_get(data, "excluded"), "regulation", profile->regulated_by.at[i]);

        if (row != NULL) {
            cra->class = "out-of-scope";
            cra->basis = hf_yaml_text(row, "basis", "");
            cra->condition = NULL;
        }
    }
}

static void find_routes(struct hf_assessment *assessment, const struct hf_yaml_node *data)
{
    struct hf_cra *cra = &assessment->cra;
    const struct hf_yaml_node *row = find_row(hf_yaml_get(data, "routes"), "class", cra->class);
    const struct hf_yaml_node *list = hf_yaml_get(row, "routes");
    size_t count = list != NULL ? list->size : 0;
    const char **routes = hf_arena_take(&assessment->arena, (count + 1u) * sizeof(*routes));
    size_t index = 0;

    for (const struct hf_yaml_node *item = count > 0 ? list->first : NULL; item != NULL;
         item = item->next) {
        routes[index++] = item->text;
    }
    cra->routes = (struct hf_words){routes, count};
}

void hf_cra_make(struct hf_assessment *assessment)
{
    const struct hf_yaml_node *data = assessment->catalog->cra;
    const struct hf_profile *profile = assessment->profile;
    struct hf_cra *cra = &assessment->cra;
    bool out;

    cra->as_of = hf_yaml_text(data, "as_of", "");
    find_class(assessment, data);
    find_routes(assessment, data);
    out = strcmp(cra->class, "out-of-scope") == 0;
    /* the first sale settles nothing: units count; only the end of sales before the date does */
    cra->annex_one =
        !out && (profile->last_sale == NULL ||
                 profile->last_sale_number >= hf_yaml_number(data, "annex_one_from", 20271211));
    if (out) {
        return;
    }
    state(cra, hf_yaml_text(data, "units", ""));
    state(cra, hf_yaml_text(data, "reporting", ""));
    state(cra, hf_yaml_text(data, "support", ""));
    state(cra, hf_arena_print(&assessment->arena, "Harmonised standards: %s.",
                              hf_yaml_text(data, "standards_cited", "")));
    if (hf_words_have(&profile->regulated_by, "red")) {
        state(cra, hf_yaml_text(data, "radio", ""));
    }
    if (!cra->annex_one) {
        state(cra, hf_arena_print(&assessment->arena,
                                  "The profile ends sales on %s, before Annex I applies; Art 14 "
                                  "reporting applies all the same.",
                                  profile->last_sale));
    }
}
