/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * host/attest/policy.h - one policy of a registry, out of JSON. Not for others. */
#ifndef HF_HOST_ATTEST_POLICY_H
#define HF_HOST_ATTEST_POLICY_H

#include "host/attest/verify.h"

#include <jansson.h>

/* Where a reader is, for the line that says what is wrong. */
struct hf_attest_source {
    const char *path;
    const char *where; /* "policies.an505" */
    struct hf_arena *arena;
    struct hf_trouble *trouble;
};

/* Reads a policy; what it holds lives in the arena. False with the line. */
bool hf_attest_policy_read(const json_t *value, const struct hf_attest_source *source,
                           struct hf_attest_policy *policy);

/* False with the line when `value` is no object, or has a field that the NULL-ended list does not.
 */
bool hf_attest_fields_known(const json_t *value, const char *const *fields,
                            const struct hf_attest_source *source);

#endif
