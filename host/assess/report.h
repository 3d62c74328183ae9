/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * host/assess/report.h - how an assessment is shown. Every format but the text is made from the one
 * JSON model. */
#ifndef HF_HOST_ASSESS_REPORT_H
#define HF_HOST_ASSESS_REPORT_H

#include "host/assess/assess.h"

#include <stdio.h>

#include <jansson.h>

void hf_report_text(FILE *out, struct hf_assessment *assessment);

/* The chain of reasoning behind one threat (0 for t1). */
void hf_report_explain(FILE *out, struct hf_assessment *assessment, size_t threat);

/* holdfast.assessment/1: docs/schema/assessment-1.json. A new reference. */
json_t *hf_report_json(struct hf_assessment *assessment);

#endif
