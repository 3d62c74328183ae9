/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * host/report/sample.h - reports of examples and of hostile profiles, for the tests. */
#ifndef HF_HOST_REPORT_SAMPLE_H
#define HF_HOST_REPORT_SAMPLE_H

#include <jansson.h>

/* A profile whose texts try to be markup, to turn the text's direction and to end a table cell. */
extern const char hf_sample_hostile[];

/* The model of the profile at `path`, or of the text of one. A new reference; the test fails when
 * it is none. */
json_t *hf_sample_model(const char *path);
json_t *hf_sample_model_of(const char *text);

/* The report of one form. The caller frees it. */
char *hf_sample_report(const char *form, const json_t *model, const json_t *card);

/* A score card with runs that held, broke and surprised. A new reference. */
json_t *hf_sample_card(void);

#endif
