/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * host/report/report.h - the assessment in the forms that people and their tools read.
 *
 * Each writer takes the JSON model (holdfast.assessment/1) and nothing else, so that what one form
 * says the others say too. The same model gives the same bytes. */
#ifndef HF_HOST_REPORT_REPORT_H
#define HF_HOST_REPORT_REPORT_H

#include <stdio.h>

#include <jansson.h>

/* One form of the report. `card` is a score card or NULL; only the page has a place for it. */
struct hf_report_form {
    const char *name; /* "html" */
    void (*write)(FILE *out, const json_t *model, const json_t *card);
};

/* NULL when there is no such form. */
const struct hf_report_form *hf_report_find(const char *name);
/* Their names for a message: "html, md, sarif, cra". */
extern const char *const hf_report_words;

/* `card` is a score card (holdfast.scorecard/1) or NULL. With one that `holdfast prove` made, its
 * conclusion is the page's verdict. */
void hf_report_html(FILE *out, const json_t *model, const json_t *card);
void hf_report_md(FILE *out, const json_t *model, const json_t *card);
/* The CRA pack, as one Markdown document. */
void hf_report_cra(FILE *out, const json_t *model, const json_t *card);
/* SARIF 2.1.0, for code review and build servers. */
void hf_report_sarif(FILE *out, const json_t *model, const json_t *card);

#endif
