/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * parts.tsv: comment lines, a header line, one row per line of parts. The header names the columns,
 * so their order is free. */
#include "host/assess/catalog_read.h"

#include <stdio.h>
#include <string.h>

#define FIELDS_MAX 48u

/* The columns that are texts; all others are cells of columns.yaml. */
enum text_field { FIELD_SERIES, FIELD_LINE, FIELD_CODES, FIELD_CORE, FIELD_SOURCES, FIELD_NOTE };
static const char *const text_fields[] = {"series", "line", "codes", "core", "sources", "note"};
#define TEXT_FIELDS 6u

struct table {
    struct hf_catalog *catalog;
    const char *name;
    struct hf_trouble *trouble;
    unsigned row; /* line of the file, from 1 */
    size_t field_count;
    size_t meaning[FIELDS_MAX]; /* below TEXT_FIELDS a text, above it a column */
    const char *header[FIELDS_MAX];
};

static bool refuse(struct table *table, const char *what, const char *word)
{
    return hf_trouble_set(table->trouble, "%s:%u:1: %s '%s'; correct the row", table->name,
                          table->row, what, hf_quote(word).text);
}

/* Cuts `text` at `mark`, in place; gives the number of pieces. */
static size_t split(char *text, char mark, const char **pieces, size_t room)
{
    size_t count = 0;

    for (char *at = text; at != NULL && count < room;) {
        char *end = strchr(at, mark);

        pieces[count++] = at;
        if (end != NULL) {
            *end++ = '\0';
        }
        at = end;
    }
    return count;
}

static struct hf_words split_words(struct table *table, const char *text, char mark)
{
    const char *pieces[16];
    char *copy = hf_arena_copy(&table->catalog->arena, text, strlen(text));
    size_t count = split(copy, mark, pieces, 16);
    const char **words = hf_arena_take(&table->catalog->arena, (count + 1u) * sizeof(*words));

    memcpy(words, pieces, count * sizeof(*words));
    return (struct hf_words){words, copy[0] != '\0' ? count : 0};
}

static bool read_header(struct table *table, char *line)
{
    table->field_count = split(line, '\t', table->header, FIELDS_MAX);
    for (size_t i = 0; i < table->field_count; i++) {
        const struct hf_column *column = hf_catalog_column(table->catalog, table->header[i]);
        size_t field = 0;

        while (field < TEXT_FIELDS && strcmp(text_fields[field], table->header[i]) != 0) {
            field++;
        }
        if (field == TEXT_FIELDS && column == NULL) {
            return refuse(table, "columns.yaml has no column", table->header[i]);
        }
        for (size_t j = 0; j < i; j++) {
            if (strcmp(table->header[j], table->header[i]) == 0) {
                return refuse(table, "a second column", table->header[i]);
            }
        }
        table->meaning[i] = field < TEXT_FIELDS
                                ? field
                                : TEXT_FIELDS + (size_t)(column - table->catalog->columns.at);
    }
    if (table->field_count != TEXT_FIELDS + table->catalog->columns.count) {
        return refuse(table, "the header does not have every column of", "columns.yaml");
    }
    return true;
}

static bool find_value(const struct hf_column *column, const char *text, size_t size,
                       uint8_t *value)
{
    for (size_t i = 0; i < column->values.count; i++) {
        if (strlen(column->values.at[i]) == size && memcmp(column->values.at[i], text, size) == 0) {
            *value = (uint8_t)i;
            return true;
        }
    }
    return false;
}

/* VALUE, VALUE?OTHER, VALUE!OTHER or ? */
static bool read_cell(const struct hf_column *column, const char *text, struct hf_cell *cell)
{
    size_t size = strcspn(text, "?!");

    if (strcmp(text, "?") == 0) {
        *cell = (struct hf_cell){HF_CELL_OPEN, HF_CELL_OPEN, HF_STATE_UNVERIFIED};
        return true;
    }
    if (!find_value(column, text, size, &cell->value)) {
        return false;
    }
    cell->other = cell->value;
    cell->state = HF_STATE_VERIFIED;
    if (text[size] == '\0') {
        return true;
    }
    cell->state = text[size] == '!' ? HF_STATE_CONFLICT : HF_STATE_UNVERIFIED;
    return find_value(column, text + size + 1u, strlen(text + size + 1u), &cell->other);
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

static bool check_sources(struct table *table, const struct hf_part *part)
{
    if (part->sources.count == 0) {
        return refuse(table, "a fact without a source: line", part->line);
    }
    for (size_t i = 0; i < part->sources.count; i++) {
        if (!source_known(table->catalog, part->sources.at[i])) {
            return refuse(table, "sources.yaml has no source", part->sources.at[i]);
        }
    }
    return true;
}

static bool read_row(struct table *table, char *line, struct hf_part *part)
{
    const char *fields[FIELDS_MAX];
    const char *texts[TEXT_FIELDS] = {"", "", "", "", "", ""};

    if (split(line, '\t', fields, FIELDS_MAX) != table->field_count) {
        return refuse(table, "another number of fields than the header in row", fields[0]);
    }
    for (size_t i = 0; i < table->field_count; i++) {
        if (table->meaning[i] < TEXT_FIELDS) {
            texts[table->meaning[i]] = fields[i];
            continue;
        }
        size_t column = table->meaning[i] - TEXT_FIELDS;

        if (!read_cell(&table->catalog->columns.at[column], fields[i], &part->cells[column])) {
            return refuse(table, table->header[i], fields[i]);
        }
    }
    part->series = texts[FIELD_SERIES];
    part->line = texts[FIELD_LINE];
    part->core = texts[FIELD_CORE];
    part->note = strcmp(texts[FIELD_NOTE], "-") != 0 ? texts[FIELD_NOTE] : "";
    part->codes = split_words(table, texts[FIELD_CODES], ',');
    part->sources = split_words(table, texts[FIELD_SOURCES], '+');
    if (part->line[0] == '\0' || part->codes.count == 0) {
        return refuse(table, "no line name or no codes in the row of series", part->series);
    }
    return check_sources(table, part);
}

static size_t count_lines(struct hf_bytes bytes)
{
    size_t count = 1;

    for (size_t i = 0; i < bytes.size; i++) {
        count += bytes.data[i] == '\n';
    }
    return count;
}

bool hf_read_parts(struct hf_catalog *catalog, const char *name, struct hf_bytes bytes,
                   struct hf_trouble *trouble)
{
    struct table table = {.catalog = catalog, .name = name, .trouble = trouble};
    char *text = hf_arena_copy(&catalog->arena, bytes.data, bytes.size);
    char *rest = text;

    HF_TABLE_TAKE(catalog, catalog->parts, count_lines(bytes));
    catalog->parts.count = 0;
    for (char *line = strsep(&rest, "\n"); line != NULL; line = strsep(&rest, "\n")) {
        table.row++;
        if (line[0] == '#' || line[0] == '\0') {
            continue;
        }
        if (table.field_count == 0) {
            if (!read_header(&table, line)) {
                return false;
            }
            continue;
        }
        if (!read_row(&table, line, &catalog->parts.at[catalog->parts.count])) {
            return false;
        }
        catalog->parts.count++;
    }
    if (catalog->parts.count == 0) {
        return hf_trouble_set(trouble, "%s: no parts in it; is it the right file?", name);
    }
    return true;
}
