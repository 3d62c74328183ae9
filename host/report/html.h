/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * host/report/html.h - the parts of the HTML page, one file each. */
#ifndef HF_HOST_REPORT_HTML_H
#define HF_HOST_REPORT_HTML_H

#include "host/report/escape.h"
#include "host/report/view.h"

struct hf_page {
    FILE *out;
    const json_t *model;
    const json_t *card; /* or NULL */
    json_t *runs;       /* hf_view_runs() */
    json_t *boards;     /* those of the runs */
    json_t *numbers;    /* fact id -> its number on the page, in order */
};

extern const char *const hf_page_style[]; /* ends with NULL */

void hf_page_verdict(const struct hf_page *page);
/* The head with the verdict; then what it hangs on. */
void hf_page_conditions(const struct hf_page *page);
void hf_page_matrix(const struct hf_page *page);
void hf_page_flow(const struct hf_page *page);
void hf_page_threats(const struct hf_page *page);
void hf_page_risks(const struct hf_page *page);
void hf_page_candidates(const struct hf_page *page);
void hf_page_cra(const struct hf_page *page);
void hf_page_measured(const struct hf_page *page);
void hf_page_method(const struct hf_page *page);
void hf_page_facts(const struct hf_page *page);

/* ---- pieces (html_parts.c) ---- */
/* A word with a colour and a sign, so that it is told without the colour too. */
void hf_page_badge(FILE *out, enum hf_tone tone, const char *word);
const char *hf_page_tone_class(enum hf_tone tone);
/* A table that turns into cards on a narrow page; `columns` ends with NULL. */
void hf_page_table(FILE *out, const char *caption, const char *const *columns);
void hf_page_table_end(FILE *out);
/* A cell; it is closed with hf_page_cell_end(). */
void hf_page_cell(FILE *out, const char *label);
void hf_page_cell_end(FILE *out);
/* A cell that holds a text. */
void hf_page_text_cell(FILE *out, const char *label, const char *text);
/* "3 of 4 held", "not attacked", "does not count". */
void hf_page_tally(FILE *out, const struct hf_tally *tally);
/* "[3] [7]", linked to the list of facts. */
void hf_page_fact_links(const struct hf_page *page, const json_t *ids);
/* " (line 14)" when the object has one. */
void hf_page_line(FILE *out, const json_t *object);

#endif
