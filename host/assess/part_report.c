/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "host/assess/part_report.h"

#include <string.h>

#define SOURCES_MAX 8u

bool hf_wish_read(const struct hf_catalog *catalog, const char *text, struct hf_wish *wish,
                  struct hf_trouble *trouble)
{
    char name[64];
    const char *equals = strchr(text, '=');
    const char *names[HF_COLUMNS_MAX + 1u] = {"certificate"};

    *wish = (struct hf_wish){NULL, equals != NULL ? equals + 1 : NULL};
    snprintf(name, sizeof(name), "%.*s", equals != NULL ? (int)(equals - text) : 63, text);
    if (strcmp(name, "certificate") == 0 && equals == NULL) {
        return true;
    }
    wish->column = hf_catalog_column(catalog, name);
    for (size_t i = 0; i < catalog->columns.count; i++) {
        names[i + 1u] = catalog->columns.at[i].name;
    }
    if (wish->column == NULL) {
        const char *nearest = hf_nearest(name, names, catalog->columns.count + 1u);

        return hf_trouble_set(trouble, "--has %s: no such column%s%s%s", hf_quote(text).text,
                              nearest != NULL ? "; did you mean '" : "",
                              nearest != NULL ? nearest : "; `holdfast part show U585` lists them",
                              nearest != NULL ? "'?" : "");
    }
    if (wish->value != NULL && !hf_words_have(&wish->column->values, wish->value)) {
        return hf_trouble_set(
            trouble, "--has %s: '%s' is no value of %s; its values run from %s to %s",
            hf_quote(text).text, hf_quote(wish->value).text, name, wish->column->values.at[0],
            wish->column->values.at[wish->column->values.count - 1u]);
    }
    return true;
}

static const struct hf_certificate *certificate_of(const struct hf_catalog *catalog,
                                                   const struct hf_part *part, size_t from)
{
    for (size_t i = from; i < catalog->certificates.count; i++) {
        if (hf_words_have(&catalog->certificates.at[i].lines, part->line)) {
            return &catalog->certificates.at[i];
        }
    }
    return NULL;
}

/* "-" means "not applicable" in some columns and "0" is weakest in all. */
static bool is_weak(const struct hf_column *column, size_t value)
{
    return value == 0 || strcmp(column->values.at[value], "0") == 0;
}

int hf_wish_met(const struct hf_catalog *catalog, const struct hf_part *part,
                const struct hf_wish *wish)
{
    if (wish->column == NULL) {
        const struct hf_certificate *certificate = certificate_of(catalog, part, 0);

        while (certificate != NULL && !certificate->platform) {
            certificate = certificate_of(catalog, part,
                                         (size_t)(certificate - catalog->certificates.at) + 1u);
        }
        return certificate != NULL ? 1 : -1;
    }
    const struct hf_cell *cell = &part->cells[wish->column - catalog->columns.at];
    size_t low = hf_cell_low(wish->column, cell);
    size_t high = hf_cell_high(wish->column, cell);
    bool low_has = wish->value != NULL ? strcmp(wish->column->values.at[low], wish->value) == 0
                                       : !is_weak(wish->column, low);
    bool high_has = wish->value != NULL ? strcmp(wish->column->values.at[high], wish->value) == 0
                                        : !is_weak(wish->column, high);

    return low_has && high_has ? 1 : low_has || high_has ? 0 : -1;
}

/* "1", "1? (or 0)", "1! (or 0)", "?" */
static const char *cell_text(const struct hf_column *column, const struct hf_cell *cell,
                             char text[64])
{
    if (cell->value == HF_CELL_OPEN) {
        return "?";
    }
    if (cell->state == HF_STATE_VERIFIED) {
        return column->values.at[cell->value];
    }
    snprintf(text, 64, "%s%s (or %s)", column->values.at[cell->value],
             cell->state == HF_STATE_CONFLICT ? "!" : "?", column->values.at[cell->other]);
    return text;
}

static const char *short_cell(const struct hf_catalog *catalog, const struct hf_part *part,
                              const char *name, char text[64])
{
    const struct hf_column *column = hf_catalog_column(catalog, name);
    const struct hf_cell *cell = column != NULL ? &part->cells[column - catalog->columns.at] : NULL;

    if (cell == NULL || cell->value == HF_CELL_OPEN) {
        return "?";
    }
    snprintf(text, 64, "%s%s", column->values.at[cell->value],
             cell->state == HF_STATE_CONFLICT     ? "!"
             : cell->state == HF_STATE_UNVERIFIED ? "?"
                                                  : "");
    return text;
}

static const char *const list_columns[] = {"trustzone", "trng", "sym_engine", "saes",
                                           "hash",      "pka",  "hdp",        "lifecycle"};
static const int list_widths[] = {10, 5, 11, 5, 14, 8, 4, 14};
#define LIST_COLUMNS (sizeof(list_columns) / sizeof(list_columns[0]))

void hf_part_list_head(FILE *out)
{
    fprintf(out, "%-23s %-10s", "line", "core");
    for (size_t i = 0; i < LIST_COLUMNS; i++) {
        fprintf(out, " %-*s", list_widths[i], list_columns[i]);
    }
    fputs(" certificate\n", out);
}

void hf_part_list_row(FILE *out, const struct hf_catalog *catalog, const struct hf_part *part)
{
    char text[64];
    const struct hf_certificate *certificate = certificate_of(catalog, part, 0);

    fprintf(out, "%-23s %-10s", part->line, part->core);
    for (size_t i = 0; i < LIST_COLUMNS; i++) {
        fprintf(out, " %-*s", list_widths[i], short_cell(catalog, part, list_columns[i], text));
    }
    fprintf(out, " %s\n", certificate != NULL ? certificate->id : "-");
}

/* ---- show ---- */

static void show_cell(FILE *out, const struct hf_catalog *catalog, const struct hf_part *part,
                      size_t index)
{
    const struct hf_column *column = &catalog->columns.at[index];
    const char *sources[SOURCES_MAX];
    size_t count = hf_catalog_cell_sources(catalog, part, index, sources, SOURCES_MAX);
    char text[64];

    fprintf(out, "  %-18s %-22s %-11s", column->title, cell_text(column, &part->cells[index], text),
            hf_state_names[part->cells[index].state]);
    for (size_t i = 0; i < count; i++) {
        fprintf(out, "%s%s", i > 0 ? ", " : "", sources[i]);
    }
    fputc('\n', out);
}

static void show_certificates(FILE *out, const struct hf_catalog *catalog,
                              const struct hf_part *part)
{
    const struct hf_certificate *certificate = certificate_of(catalog, part, 0);

    if (certificate == NULL) {
        fputs("\ncertificates: none found, which is not a statement that none exists\n", out);
        return;
    }
    fputs("\ncertificates\n", out);
    while (certificate != NULL) {
        fprintf(out, "  %s: %s level %d, %s; configuration:", certificate->id, certificate->scheme,
                certificate->level, certificate->platform ? "the platform" : "an engine only");
        for (size_t i = 0; i < certificate->requires.count; i++) {
            fprintf(out, "%s %s", i > 0 ? "," : "", certificate->requires.at[i]->title);
        }
        fprintf(out, "%s [%s]\n", certificate->requires.count == 0 ? " any" : "",
                certificate->sources.at[0]);
        certificate =
            certificate_of(catalog, part, (size_t)(certificate - catalog->certificates.at) + 1u);
    }
}

static void show_attacks(FILE *out, const struct hf_catalog *catalog, const struct hf_part *part)
{
    static const char *const levels[] = {"remote", "probe", "bench", "laboratory"};

    for (size_t i = 0; i < catalog->attacks.count; i++) {
        const struct hf_attack *attack = &catalog->attacks.at[i];

        if (hf_words_have(&attack->series, part->series)) {
            fprintf(out, "published attack: %s (%s; %s; what helps: %s) [%s]\n", attack->title,
                    levels[attack->level], attack->cost, attack->helps, attack->sources.at[0]);
        }
    }
}

static void show_boards(FILE *out, const struct hf_catalog *catalog, const struct hf_part *part)
{
    const char *isolation = hf_part_isolation(catalog, part);

    fprintf(out, "isolation: %s\n", isolation);
    for (size_t i = 0; i < catalog->boards.count; i++) {
        const struct hf_board *board = &catalog->boards.at[i];

        if (strcmp(board->isolation, isolation) == 0 &&
            (board->series.count == 0 || hf_words_have(&board->series, part->series))) {
            fprintf(out, "stand-in board: %s, %s\n", board->board, board->title);
        }
    }
}

void hf_part_show(FILE *out, const struct hf_catalog *catalog, const struct hf_part *part)
{
    fprintf(out, "STM32%s (series %s, %s)\n\n", part->line, part->series, part->core);
    for (size_t i = 0; i < catalog->columns.count; i++) {
        show_cell(out, catalog, part, i);
    }
    show_certificates(out, catalog, part);
    show_attacks(out, catalog, part);
    show_boards(out, catalog, part);
    for (size_t i = 0; i < catalog->stacks.count; i++) {
        if (hf_words_have(&catalog->stacks.at[i].lines, part->line)) {
            fprintf(out, "boot stack of this line: %s\n", catalog->stacks.at[i].title);
        }
    }
    if (part->note[0] != '\0') {
        fprintf(out, "note: %s\n", part->note);
    }
}

/* ---- diff ---- */

static bool cells_differ(const struct hf_cell *a, const struct hf_cell *b)
{
    return a->value != b->value || a->other != b->other || a->state != b->state;
}

size_t hf_part_diff(FILE *out, const struct hf_catalog *catalog, const struct hf_part *a,
                    const struct hf_part *b)
{
    size_t count = 0;
    char left[64];
    char right[64];

    fprintf(out, "  %-18s %-24s %s\n", "", a->line, b->line);
    if (strcmp(a->core, b->core) != 0) {
        fprintf(out, "  %-18s %-24s %s\n", "core", a->core, b->core);
        count++;
    }
    for (size_t i = 0; i < catalog->columns.count; i++) {
        const struct hf_column *column = &catalog->columns.at[i];

        if (cells_differ(&a->cells[i], &b->cells[i])) {
            fprintf(out, "  %-18s %-24s %s\n", column->title, cell_text(column, &a->cells[i], left),
                    cell_text(column, &b->cells[i], right));
            count++;
        }
    }
    const struct hf_certificate *first = certificate_of(catalog, a, 0);
    const struct hf_certificate *second = certificate_of(catalog, b, 0);

    if (first != second) {
        fprintf(out, "  %-18s %-24s %s\n", "certificate", first != NULL ? first->id : "-",
                second != NULL ? second->id : "-");
        count++;
    }
    return count;
}

/* ---- JSON ---- */

static json_t *cell_json(const struct hf_catalog *catalog, const struct hf_part *part, size_t index)
{
    const struct hf_column *column = &catalog->columns.at[index];
    const struct hf_cell *cell = &part->cells[index];
    const char *sources[SOURCES_MAX];
    size_t count = hf_catalog_cell_sources(catalog, part, index, sources, SOURCES_MAX);
    json_t *list = json_array();
    json_t *object = json_object();

    for (size_t i = 0; i < count; i++) {
        json_array_append_new(list, json_string(sources[i]));
    }
    json_object_set_new(object, "value",
                        cell->value == HF_CELL_OPEN ? json_null()
                                                    : json_string(column->values.at[cell->value]));
    if (cell->value != HF_CELL_OPEN && cell->other != cell->value) {
        json_object_set_new(object, "or", json_string(column->values.at[cell->other]));
    }
    json_object_set_new(object, "state", json_string(hf_state_names[cell->state]));
    json_object_set_new(object, "sources", list);
    return object;
}

json_t *hf_part_json(const struct hf_catalog *catalog, const struct hf_part *part)
{
    json_t *object = json_object();
    json_t *facts = json_object();
    json_t *certificates = json_array();

    for (size_t i = 0; i < catalog->columns.count; i++) {
        json_object_set_new(facts, catalog->columns.at[i].name, cell_json(catalog, part, i));
    }
    for (const struct hf_certificate *certificate = certificate_of(catalog, part, 0);
         certificate != NULL;
         certificate =
             certificate_of(catalog, part, (size_t)(certificate - catalog->certificates.at) + 1u)) {
        json_array_append_new(certificates, json_string(certificate->id));
    }
    json_object_set_new(object, "line", json_string(part->line));
    json_object_set_new(object, "series", json_string(part->series));
    json_object_set_new(object, "core", json_string(part->core));
    json_object_set_new(object, "isolation", json_string(hf_part_isolation(catalog, part)));
    json_object_set_new(object, "facts", facts);
    json_object_set_new(object, "certificates", certificates);
    json_object_set_new(object, "note", json_string(part->note));
    return object;
}

json_t *hf_part_diff_json(const struct hf_catalog *catalog, const struct hf_part *a,
                          const struct hf_part *b)
{
    json_t *object = json_object();

    for (size_t i = 0; i < catalog->columns.count; i++) {
        if (cells_differ(&a->cells[i], &b->cells[i])) {
            json_object_set_new(
                object, catalog->columns.at[i].name,
                json_pack("[o, o]", cell_json(catalog, a, i), cell_json(catalog, b, i)));
        }
    }
    return object;
}
