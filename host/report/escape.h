/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * host/report/escape.h - writing text into a format whose markup it must not become.
 *
 *     hf_html(out, "<td>%s</td>", name);
 *
 * The format is the writer's own markup; every %s value is escaped for it. So a text of a profile
 * can be shown anywhere, and forgetting to escape it is not possible. */
#ifndef HF_HOST_REPORT_ESCAPE_H
#define HF_HOST_REPORT_ESCAPE_H

#include <stdio.h>

/* Conversions: %s (escaped; NULL is the empty text), %d, %zu, %%. Nothing else. */
void hf_html(FILE *out, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* The same for Markdown: a value stays on its line and inside its table cell. */
void hf_md(FILE *out, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Characters that steer a terminal or turn the direction of the text around them are shown by their
 * code ("[U+202E]") in both. */
void hf_html_escape(FILE *out, const char *text);
void hf_md_escape(FILE *out, const char *text);

#endif
