/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * host/prove/page.h - the parts of the page. Whatever comes from a file goes through
 * hf_page_text(). */
#ifndef HF_HOST_PROVE_PAGE_H
#define HF_HOST_PROVE_PAGE_H

#include "host/prove/prove.h"

/* Writes text so that no character of it is markup. */
void hf_page_text(FILE *out, const char *text);

/* Formats, then writes as text. */
void hf_page_print(FILE *out, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* A word with a colour and a sign: "good", "bad", "warn", "none". */
void hf_page_badge(FILE *out, const char *tone, const char *word);

/* "good", "warn" or "bad" for a verdict of the assessment. */
const char *hf_page_tone(const char *verdict);

/* The text of a key, or "". */
const char *hf_page_get(const json_t *object, const char *key);

extern const char *const hf_page_style;

void hf_page_matrix(FILE *out, const struct hf_proof *proof);
void hf_page_attacks(FILE *out, const struct hf_proof *proof);
void hf_page_paper(FILE *out, const struct hf_proof *proof);
void hf_page_method(FILE *out, const struct hf_proof *proof);

#endif
