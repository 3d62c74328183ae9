/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "host/assess/catalog.h"

#include <ctype.h>
#include <fnmatch.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

const char *const hf_state_names[] = {"verified", "unverified", "conflict"};

bool hf_words_have(const struct hf_words *words, const char *word)
{
    for (size_t i = 0; i < words->count; i++) {
        if (strcmp(words->at[i], word) == 0) {
            return true;
        }
    }
    return false;
}

#define FIND_BY_NAME(table)                                                                        \
    for (size_t i = 0; i < (table).count; i++) {                                                   \
        if (strcmp((table).at[i].name, name) == 0) {                                               \
            return &(table).at[i];                                                                 \
        }                                                                                          \
    }                                                                                              \
    return NULL

const struct hf_column *hf_catalog_column(const struct hf_catalog *catalog, const char *name)
{
    FIND_BY_NAME(catalog->columns);
}

const struct hf_atom *hf_catalog_atom(const struct hf_catalog *catalog, const char *name)
{
    FIND_BY_NAME(catalog->atoms);
}

const struct hf_link *hf_catalog_link(const struct hf_catalog *catalog, const char *name)
{
    FIND_BY_NAME(catalog->links);
}

const struct hf_element *hf_catalog_element(const struct hf_catalog *catalog, const char *name)
{
    FIND_BY_NAME(catalog->elements);
}

const struct hf_stack *hf_catalog_stack(const struct hf_catalog *catalog, const char *name)
{
    FIND_BY_NAME(catalog->stacks);
}

const struct hf_target *hf_catalog_target(const struct hf_catalog *catalog, const char *name)
{
    FIND_BY_NAME(catalog->targets);
}

const struct hf_need *hf_catalog_need(const struct hf_catalog *catalog, const char *name)
{
    FIND_BY_NAME(catalog->needs);
}

/* ---- parts ---- */

#define NAME_MAX_SIZE 24u

/* The name without "STM32", in capitals. False when it cannot be one. */
static bool normalise(const char *name, char out[NAME_MAX_SIZE])
{
    size_t size = 0;

    if (strncasecmp(name, "STM32", 5) == 0) {
        name += 5;
    }
    for (; *name != '\0'; name++) {
        if (size + 1u == NAME_MAX_SIZE || !isalnum((unsigned char)*name)) {
            return false;
        }
        out[size++] = (char)toupper((unsigned char)*name);
    }
    out[size] = '\0';
    return size >= 2;
}

/* How many letters of `code` (a glob) are fixed, when `name` begins with it; 0 when it does not. */
static size_t match_code(const char *code, const char *name)
{
    char pattern[64];
    size_t fixed = 0;
    bool set = false;

    snprintf(pattern, sizeof(pattern), "%s*", code);
    if (fnmatch(pattern, name, 0) != 0) {
        return 0;
    }
    for (const char *at = code; *at != '\0'; at++) {
        set = *at == '[' ? true : *at == ']' ? false : set;
        fixed += (!set && *at != '?' && *at != ']') || *at == '[' ? 1u : 0u;
    }
    return fixed;
}

/* The fixed beginning of a line's codes: "F103" of "F103?[FG]". */
static bool is_base_of(const struct hf_part *part, const char *name)
{
    size_t size = strcspn(part->codes.at[0], "?[");

    return strlen(name) == size && strncmp(part->codes.at[0], name, size) == 0;
}

const struct hf_part *hf_catalog_part(const struct hf_catalog *catalog, const char *name,
                                      size_t *others)
{
    char plain[NAME_MAX_SIZE];
    const struct hf_part *best = NULL;
    size_t best_fixed = 0;
    const char *line = strncasecmp(name, "STM32", 5) == 0 ? name + 5 : name;

    *others = 0;
    for (size_t i = 0; i < catalog->parts.count; i++) {
        if (strcasecmp(catalog->parts.at[i].line, line) == 0) {
            return &catalog->parts.at[i];
        }
    }
    if (!normalise(name, plain)) {
        return NULL;
    }
    for (size_t i = 0; i < catalog->parts.count; i++) {
        const struct hf_part *part = &catalog->parts.at[i];

        if (is_base_of(part, plain)) { /* "F103": several lines share this beginning */
            *others += best != NULL && best_fixed == SIZE_MAX ? 1u : 0u;
            best = best_fixed == SIZE_MAX ? best : part;
            best_fixed = SIZE_MAX;
        }
        for (size_t j = 0; j < part->codes.count && best_fixed != SIZE_MAX; j++) {
            size_t fixed = match_code(part->codes.at[j], plain);

            if (fixed > best_fixed) {
                best = part;
                best_fixed = fixed;
            }
        }
    }
    return best;
}

const char *hf_catalog_nearest_part(const struct hf_catalog *catalog, const char *name)
{
    const char *lines[512];
    char plain[NAME_MAX_SIZE];
    size_t count = 0;

    if (!normalise(name, plain)) {
        return NULL;
    }
    for (; count < catalog->parts.count && count < 512; count++) {
        lines[count] = catalog->parts.at[count].line;
    }
    return hf_nearest(plain, lines, count);
}

/* ---- cells ---- */

size_t hf_cell_low(const struct hf_column *column, const struct hf_cell *cell)
{
    (void)column;
    if (cell->value == HF_CELL_OPEN) {
        return 0;
    }
    return cell->value < cell->other ? cell->value : cell->other;
}

size_t hf_cell_high(const struct hf_column *column, const struct hf_cell *cell)
{
    if (cell->value == HF_CELL_OPEN) {
        return column->values.count - 1u;
    }
    return cell->value > cell->other ? cell->value : cell->other;
}

static bool reading_covers(const struct hf_reading *reading, const struct hf_part *part,
                           const struct hf_column *column)
{
    return hf_words_have(&reading->columns, column->name) &&
           (hf_words_have(&reading->series, part->series) ||
            hf_words_have(&reading->lines, part->line));
}

size_t hf_catalog_cell_sources(const struct hf_catalog *catalog, const struct hf_part *part,
                               size_t index, const char **sources, size_t room)
{
    const struct hf_column *column = &catalog->columns.at[index];
    size_t count = 0;

    for (size_t i = 0; i < part->sources.count && count < room; i++) {
        /* the other databases were compared for the cross-checked columns alone */
        if (column->cross_checked || i == 0) {
            sources[count++] = part->sources.at[i];
        }
    }
    for (size_t i = 0; i < catalog->readings.count; i++) {
        const struct hf_reading *reading = &catalog->readings.at[i];

        for (size_t j = 0;
             reading_covers(reading, part, column) && j < reading->sources.count && count < room;
             j++) {
            sources[count++] = reading->sources.at[j];
        }
    }
    return count;
}

static const char *cell_value(const struct hf_catalog *catalog, const struct hf_part *part,
                              const char *name)
{
    const struct hf_column *column = hf_catalog_column(catalog, name);

    if (column == NULL) {
        return "";
    }
    return column->values
        .at[hf_cell_low(column, &part->cells[(size_t)(column - catalog->columns.at)])];
}

const char *hf_part_isolation(const struct hf_catalog *catalog, const struct hf_part *part)
{
    const char *trustzone = cell_value(catalog, part, "trustzone");

    if (trustzone[0] == 'A') {
        return "application-core";
    }
    if (strcmp(trustzone, "1") == 0) {
        return "trustzone";
    }
    return strcmp(cell_value(catalog, part, "mpu"), "1") == 0 ? "mpu" : "none";
}

size_t hf_catalog_boards(const struct hf_catalog *catalog, const struct hf_part *part,
                         bool uses_trustzone, const struct hf_board **boards, size_t room)
{
    const char *isolation = hf_part_isolation(catalog, part);
    size_t count = 0;

    if (strcmp(isolation, "trustzone") == 0 && !uses_trustzone) {
        isolation = "mpu"; /* every line with TrustZone has an MPU */
    }
    for (size_t i = 0; i < catalog->boards.count && count < room; i++) {
        const struct hf_board *board = &catalog->boards.at[i];

        if (strcmp(board->isolation, isolation) == 0 &&
            (board->series.count == 0 || hf_words_have(&board->series, part->series))) {
            boards[count++] = board;
        }
    }
    return count;
}
