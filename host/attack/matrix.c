/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "host/attack/matrix.h"
#include "host/report/escape.h"

#include <string.h>

static const char *const names[HF_MATRIX_THREATS] = {
    "eavesdropping",     "tampering on the line", "spoofing",
    "firmware replaced", "key extraction",        "faults and side channels",
    "cloning",           "open debug ports",      "denial of service"};

static size_t board_column(struct hf_matrix *matrix, const char *board)
{
    for (size_t i = 0; i < matrix->board_count; i++) {
        if (strcmp(matrix->boards[i], board) == 0) {
            return i;
        }
    }
    if (matrix->board_count < HF_MATRIX_BOARDS) {
        matrix->boards[matrix->board_count++] = board;
    }
    return matrix->board_count - 1u;
}

static size_t threat_row(const char *threat)
{
    return (size_t)(threat[1] - '1') % HF_MATRIX_THREATS;
}

static void worsen(struct hf_cell *cell, enum hf_cell_word word)
{
    if (word < cell->word) {
        cell->word = word;
    }
}

static enum hf_cell_word word_of(const struct hf_card_run *run)
{
    bool const broke = run->result.measured == HF_MEASURED_BROKE;

    if (hf_card_run_odd(run)) {
        return broke ? HF_CELL_BROKE : HF_CELL_ODD;
    }
    if (strcmp(run->attack->kind, "measured") != 0) {
        return HF_CELL_MODELLED;
    }
    return broke ? HF_CELL_BROKE_EXPECTED : HF_CELL_HELD;
}

static void add_run(struct hf_matrix *matrix, const struct hf_card_run *run)
{
    struct hf_cell *cell =
        &matrix->cells[threat_row(run->attack->threat)][board_column(matrix, run->board)];

    worsen(cell, word_of(run));
    if (strcmp(run->attack->kind, "measured") != 0) {
        cell->modelled++;
    } else if (run->result.measured == HF_MEASURED_BROKE) {
        cell->broke++;
    } else {
        cell->held++;
    }
}

/* A threat without any attack is not measured; one whose attacks do not apply is not applicable. */
static void fill_empty(struct hf_matrix *matrix, const struct hf_lab_attacks *attacks)
{
    bool has[HF_MATRIX_THREATS] = {false};

    for (size_t i = 0; i < attacks->count; i++) {
        has[threat_row(attacks->list[i].threat)] = true;
    }
    for (size_t row = 0; row < HF_MATRIX_THREATS; row++) {
        for (size_t column = 0; column < HF_MATRIX_BOARDS; column++) {
            matrix->cells[row][column].word = has[row] ? HF_CELL_NONE : HF_CELL_UNMEASURED;
        }
    }
}

void hf_matrix_make(const struct hf_card *card, const struct hf_lab_attacks *attacks,
                    struct hf_matrix *matrix)
{
    memset(matrix, 0, sizeof(*matrix));
    fill_empty(matrix, attacks);
    for (size_t i = 0; i < card->count; i++) {
        add_run(matrix, &card->runs[i]);
    }
    for (size_t i = 0; i < card->gap_count; i++) {
        const struct hf_card_gap *gap = &card->gaps[i];
        struct hf_cell *cell =
            &matrix->cells[threat_row(gap->attack->threat)][board_column(matrix, gap->board)];

        worsen(cell, HF_CELL_UNMEASURED);
        cell->gaps++;
    }
    for (size_t row = 0; hf_card_void(card) && row < HF_MATRIX_THREATS; row++) {
        for (size_t column = 0; column < matrix->board_count; column++) {
            matrix->cells[row][column].word = HF_CELL_VOID;
        }
    }
}

static const char *const words[] = {"VOID", "BROKE",    "NOT AS EXPECTED",  "broke as expected",
                                    "held", "modelled", "not yet measured", "not applicable"};

const char *hf_cell_text(const struct hf_cell *cell, char text[64])
{
    size_t const all = cell->held + cell->broke;
    int used = snprintf(text, 64, "%s", words[cell->word]);

    if (cell->word == HF_CELL_HELD) {
        used += snprintf(text + used, 64 - (size_t)used, " %zu of %zu", cell->held, all);
    } else if (cell->word == HF_CELL_BROKE_EXPECTED || cell->word == HF_CELL_BROKE) {
        used += snprintf(text + used, 64 - (size_t)used, " %zu of %zu", cell->broke, all);
    } else if (cell->word == HF_CELL_MODELLED) {
        used += snprintf(text + used, 64 - (size_t)used, " %zu", cell->modelled);
    }
    if (cell->modelled > 0 && cell->word != HF_CELL_MODELLED && cell->word != HF_CELL_VOID) {
        snprintf(text + used, 64 - (size_t)used, ", modelled %zu", cell->modelled);
    }
    return text;
}

void hf_matrix_text(FILE *out, const struct hf_matrix *matrix)
{
    char text[64];

    fprintf(out, "\n%-28s", "");
    for (size_t column = 0; column < matrix->board_count; column++) {
        fprintf(out, " %-36s", matrix->boards[column]);
    }
    for (size_t row = 0; row < HF_MATRIX_THREATS; row++) {
        fprintf(out, "\nt%zu %-25s", row + 1u, names[row]);
        for (size_t column = 0; column < matrix->board_count; column++) {
            fprintf(out, " %-36s", hf_cell_text(&matrix->cells[row][column], text));
        }
    }
    fputc('\n', out);
}

static const char legend[] =
    "*held*: every measured attack was stopped in the way that is expected. *broke as expected*: a "
    "finding, so many of the measured attacks; on a board without a wall, or a known limit. "
    "*BROKE*: "
    "what should hold did not. *modelled*: an emulator cannot show it. Boards stand in for parts: "
    "they show what the software does, never what the silicon does.";

void hf_matrix_md(FILE *out, const struct hf_matrix *matrix, const struct hf_card *card)
{
    char text[64];

    fputs("| threat |", out);
    for (size_t column = 0; column < matrix->board_count; column++) {
        fprintf(out, " %s |", matrix->boards[column]);
    }
    fputs("\n|---|", out);
    for (size_t column = 0; column < matrix->board_count; column++) {
        fputs("---|", out);
    }
    for (size_t row = 0; row < HF_MATRIX_THREATS; row++) {
        fprintf(out, "\n| t%zu %s |", row + 1u, names[row]);
        for (size_t column = 0; column < matrix->board_count; column++) {
            fprintf(out, " %s |", hf_cell_text(&matrix->cells[row][column], text));
        }
    }
    fprintf(out, "\n\n%s\n", legend);
    if (hf_card_void(card)) {
        fputs("\n**VOID**: a control failed, so nothing on this card counts.\n", out);
    }
}

/* ---- HTML ---- */

static const char style[] =
    "body{font:15px/1.45 system-ui,sans-serif;margin:2rem auto;max-width:75rem;padding:0 1rem;"
    "color:#1c2430;background:#fff}table{border-collapse:collapse;width:100%;margin:1rem 0}"
    "th,td{border:1px solid #cbd3dc;padding:.45rem .6rem;text-align:left;vertical-align:top}"
    "th{background:#f2f5f8}td a{color:inherit}.good{background:#e3f3e6}.finding{background:#fdf0d5}"
    ".bad{background:#f9d7d3;font-weight:bold}.none{color:#5d6875}code{font-size:.85em}"
    "@media "
    "(prefers-color-scheme:dark){body{color:#e4e8ee;background:#14181d}th{background:#1f262e}"
    "th,td{border-color:#3a444f}.good{background:#17351f}.finding{background:#40330f}"
    ".bad{background:#5a1d17}.none{color:#98a3af}}";

static const char *class_of(enum hf_cell_word word)
{
    static const char *const classes[] = {"bad",  "bad",  "bad",  "finding",
                                          "good", "none", "none", "none"};

    return classes[word];
}

/* Is there anything behind this cell that a link could lead to? */
static bool has_rows(const struct hf_cell *cell)
{
    return cell->held + cell->broke + cell->modelled > 0 || cell->gaps > 0;
}

static void html_table(FILE *out, const struct hf_matrix *matrix)
{
    char text[64];

    fputs("<table><thead><tr><th scope=\"col\">Threat</th>", out);
    for (size_t column = 0; column < matrix->board_count; column++) {
        fputs("<th scope=\"col\">", out);
        hf_html_escape(out, matrix->boards[column]);
        fputs("</th>", out);
    }
    fputs("</tr></thead><tbody>\n", out);
    for (size_t row = 0; row < HF_MATRIX_THREATS; row++) {
        fprintf(out, "<tr><th scope=\"row\">t%zu %s</th>", row + 1u, names[row]);
        for (size_t column = 0; column < matrix->board_count; column++) {
            const struct hf_cell *cell = &matrix->cells[row][column];

            fprintf(out, "<td class=\"%s\">", class_of(cell->word));
            if (has_rows(cell)) {
                fprintf(out, "<a href=\"#t%zu-%zu\">", row + 1u, column);
            }
            fprintf(out, "%s%s</td>", hf_cell_text(cell, text), has_rows(cell) ? "</a>" : "");
        }
        fputs("</tr>\n", out);
    }
    fputs("</tbody></table>\n", out);
}

static void html_run(FILE *out, const struct hf_card_run *run)
{
    fputs("<tr><td>", out);
    hf_html_escape(out, run->attack->title);
    fputs("<br><code>", out);
    hf_html_escape(out, run->attack->id);
    fprintf(out, "</code></td><td>%s</td><td class=\"%s\">%s%s</td><td>%s</td><td>%s</td><td>",
            run->expected_held ? "held" : "broke", class_of(word_of(run)),
            run->result.measured == HF_MEASURED_HELD ? "held" : "broke",
            hf_card_run_odd(run) ? ", NOT AS EXPECTED" : "",
            run->result.control ? "ok" : "<b>FAILED</b>", run->attack->kind);
    hf_html_escape(out, run->result.note);
    fprintf(out, "</td><td><a href=\"%s.log\"><code>%s</code></a></td></tr>\n", run->evidence,
            run->evidence);
}

/* The attacks behind one cell. */
static void html_cell(FILE *out, const struct hf_matrix *matrix, const struct hf_card *card,
                      size_t row, size_t column)
{
    char text[64];

    fprintf(out, "<h2 id=\"t%zu-%zu\">t%zu %s on ", row + 1u, column, row + 1u, names[row]);
    hf_html_escape(out, matrix->boards[column]);
    fprintf(out, ": %s</h2>\n", hf_cell_text(&matrix->cells[row][column], text));
    fputs("<table><thead><tr><th>Attack</th><th>Expected</th><th>Measured</th><th>Control</th>"
          "<th>Kind</th><th>What happened</th><th>Log</th></tr></thead><tbody>\n",
          out);
    for (size_t i = 0; i < card->count; i++) {
        if (threat_row(card->runs[i].attack->threat) == row &&
            strcmp(card->runs[i].board, matrix->boards[column]) == 0) {
            html_run(out, &card->runs[i]);
        }
    }
    for (size_t i = 0; i < card->gap_count; i++) {
        if (threat_row(card->gaps[i].attack->threat) == row &&
            strcmp(card->gaps[i].board, matrix->boards[column]) == 0) {
            fputs("<tr><td>", out);
            hf_html_escape(out, card->gaps[i].attack->title);
            fputs("</td><td colspan=\"6\">not yet measured: ", out);
            hf_html_escape(out, card->gaps[i].why);
            fputs("</td></tr>\n", out);
        }
    }
    fputs("</tbody></table>\n", out);
}

void hf_matrix_html(FILE *out, const struct hf_matrix *matrix, const struct hf_card *card)
{
    fprintf(out,
            "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">"
            "<meta name=\"viewport\" content=\"width=device-width\">"
            "<title>Holdfast: threats by boards</title><style>%s</style></head><body>\n"
            "<h1>Threats by boards</h1>\n",
            style);
    if (hf_card_void(card)) {
        fputs("<p class=\"bad\">VOID: a control failed, so nothing on this page counts.</p>\n",
              out);
    }
    html_table(out, matrix);
    fputs("<p>", out);
    for (const char *at = legend; *at != '\0'; at++) {
        if (*at != '*') {
            fputc(*at, out);
        }
    }
    fputs("</p>\n", out);
    for (size_t row = 0; row < HF_MATRIX_THREATS; row++) {
        for (size_t column = 0; column < matrix->board_count; column++) {
            if (has_rows(&matrix->cells[row][column])) {
                html_cell(out, matrix, card, row, column);
            }
        }
    }
    fputs("</body></html>\n", out);
}
