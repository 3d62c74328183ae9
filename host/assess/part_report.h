/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * host/assess/part_report.h - the part browser: what is known of each line, with sources. */
#ifndef HF_HOST_ASSESS_PART_REPORT_H
#define HF_HOST_ASSESS_PART_REPORT_H

#include "host/assess/catalog.h"

#include <stdio.h>

#include <jansson.h>

/* One thing that a line must have: a column that is not at its weakest value ("saes"),
 * "COLUMN=VALUE" ("pka=verify"), or "certificate". */
struct hf_wish {
    const struct hf_column *column; /* NULL: a certificate */
    const char *value;              /* NULL: anything but the weakest */
};

bool hf_wish_read(const struct hf_catalog *catalog, const char *text, struct hf_wish *wish,
                  struct hf_trouble *trouble);

/* 1: the line has it; 0: it may have it, the fact is in doubt; -1: it does not. */
int hf_wish_met(const struct hf_catalog *catalog, const struct hf_part *part,
                const struct hf_wish *wish);

void hf_part_list_head(FILE *out);
void hf_part_list_row(FILE *out, const struct hf_catalog *catalog, const struct hf_part *part);
void hf_part_show(FILE *out, const struct hf_catalog *catalog, const struct hf_part *part);
/* Gives the number of differences. */
size_t hf_part_diff(FILE *out, const struct hf_catalog *catalog, const struct hf_part *a,
                    const struct hf_part *b);

/* The same as JSON: new references. */
json_t *hf_part_json(const struct hf_catalog *catalog, const struct hf_part *part);
json_t *hf_part_diff_json(const struct hf_catalog *catalog, const struct hf_part *a,
                          const struct hf_part *b);

#endif
