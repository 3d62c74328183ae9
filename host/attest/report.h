/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * host/attest/report.h - verdicts and tokens as text and as JSON. */
#ifndef HF_HOST_ATTEST_REPORT_H
#define HF_HOST_ATTEST_REPORT_H

#include "host/attest/verify.h"

#include <stdio.h>

/* The claims are shown only when the token is accepted; what was not checked is said. */
void hf_attest_verdict_text(FILE *out, const struct hf_attest_verdict *verdict);

/* holdfast.attest-verdict/1, docs/schema/attest-verdict.schema.json. */
void hf_attest_verdict_json(FILE *out, const struct hf_attest_verdict *verdict);

/* A token without any check of who made it; the JSON is holdfast.token/1. */
void hf_attest_token_text(FILE *out, const struct hf_token_envelope *envelope,
                          const struct hf_token *token);
void hf_attest_token_json(FILE *out, const struct hf_token_envelope *envelope,
                          const struct hf_token *token);

#endif
