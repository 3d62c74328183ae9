/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * core/token_rules.h - what RFC 9783 says of each claim, once for the writer and the reader. Not
 * for others: core/token.h is the interface. */
#ifndef HF_CORE_TOKEN_RULES_H
#define HF_CORE_TOKEN_RULES_H

#include "core/token.h"

/* A string of the claims or of a component; `size` is min, min + step, ... up to max. */
struct hf_token_rule {
    int32_t key;
    enum hf_cbor_kind kind; /* of a claim that is no string: ARRAY, UINT; NINT for any integer */
    uint8_t mandatory;
    uint16_t min;
    uint16_t max;
    uint16_t step;
    size_t offset; /* of the hf_span_t in its struct; of strings only */
};

#define HF_TOKEN_CLAIM_RULES     10u
#define HF_TOKEN_COMPONENT_RULES 5u

/* In ascending order of the keys, which is the deterministic order. */
extern const struct hf_token_rule hf_token_claim_rules[HF_TOKEN_CLAIM_RULES];
extern const struct hf_token_rule hf_token_component_rules[HF_TOKEN_COMPONENT_RULES];

/* The span that `rule` speaks of, in the struct at `base`. */
static inline hf_span_t hf_token_span(const void *base, const struct hf_token_rule *rule)
{
    return *(const hf_span_t *)((const uint8_t *)base + rule->offset);
}

/* HF_ERR_TOKEN_CLAIM_LENGTH, _CLAIM_VALUE, _PROFILE, HF_ERR_CBOR_UTF8. */
HF_MUST_CHECK hf_err_t hf_token_check_string(const struct hf_token_rule *rule, hf_span_t value);

/* True for a PSA life-cycle value: one of seven states in the upper byte, any lower byte. */
int hf_token_is_lifecycle(uint64_t value);

#endif
