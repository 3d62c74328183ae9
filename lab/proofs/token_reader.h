/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * lab/proofs/token_reader.h - what the proofs of the claims' reader share: the reader's sources, over a
 * CBOR reader as cbor_next and cbor_skip prove it, and any payload. */
#ifndef HF_LAB_PROOFS_TOKEN_READER_H
#define HF_LAB_PROOFS_TOKEN_READER_H

#include "core/span.h"
#include "lab/proofs/cbor_step.h"

#include "core/token_claims.c"
#include "core/token_rules.c"

static uint8_t payload[HF_TOKEN_SIZE_MAX]; /* read by token_string alone, which has its own bytes */

static int is_in_payload(hf_span_t span)
{
    return is_inside(span.bytes, span.size, payload, sizeof(payload));
}

static struct hf_cbor_item last_item;
static uint64_t most_pairs =
    UINT64_MAX; /* a map has no more, unless it has more than are allowed */

hf_err_t hf_cbor_next(struct hf_cbor_walk *walk, struct hf_cbor_item *item)
{
    hf_err_t const result = any_step(walk, item);

    ASSUME(result != HF_OK || item->kind != HF_CBOR_MAP || item->value <= most_pairs ||
           item->value > HF_TOKEN_CLAIMS_MAX);
    last_item = *item;
    return result;
}

static void pass_some(struct hf_cbor_walk *walk)
{
    size_t const before = walk->offset;

    walk->offset = any_size();
    ASSUME(walk->offset > before && walk->offset <= walk->size);
}

static unsigned skips;
static size_t search_end; /* of the search in token_second; elsewhere 0, and no bound */

hf_err_t hf_cbor_skip(struct hf_cbor_walk *walk)
{
    PROVE(walk->offset <= walk->size, "a walk holds its invariant");
    if (any_int()) {
        return any_refusal();
    }
    pass_some(walk);
    ASSUME(++skips < 2u || walk->offset >= search_end);
    return HF_OK;
}

static unsigned comparisons;
static int was_same;

int hf_cbor_same(const struct hf_cbor_item *a, const struct hf_cbor_item *b)
{
    int const same = any_int();

    PROVE(__CPROVER_r_ok(a, sizeof(*a)) && __CPROVER_r_ok(b, sizeof(*b)), "two items");
    comparisons++;
    was_same |= same != 0;
    return same;
}

static int utf8_passed;

hf_err_t hf_cbor_check_utf8(hf_span_t text)
{
    PROVE(text.size == 0 || __CPROVER_r_ok(text.bytes, text.size), "the text lies inside");
    utf8_passed = any_int() != 0;
    return utf8_passed ? HF_OK : HF_ERR_CBOR_UTF8;
}

static struct hf_cbor_walk any_walk(void)
{
    struct hf_cbor_walk const walk = {payload, any_size(), any_size(),
                                      any_int() ? HF_CBOR_SHORTEST : HF_CBOR_ANY_WIDTH};

    ASSUME(walk.size <= sizeof(payload) && walk.offset <= walk.size);
    return walk;
}

/* What every reader of a value promises of the walk. */
#define MOVES_ON(CHECK, before, walk)                                                              \
    CHECK((walk)->bytes == (before)->bytes && (walk)->size == (before)->size &&                    \
              (walk)->form == (before)->form,                                                      \
          "the walk stays on its bytes");                                                          \
    CHECK((walk)->offset > (before)->offset, "the walk moves on");                                 \
    CHECK((walk)->offset <= (walk)->size, "the invariant holds")

/* Rule 0 to 9 is a claim's, 10 to 14 a component's. */
static const struct hf_token_rule *rule_at(unsigned i)
{
    return i < HF_TOKEN_CLAIM_RULES ? &hf_token_claim_rules[i]
                                    : &hf_token_component_rules[i - HF_TOKEN_CLAIM_RULES];
}

static int has_its_length(const struct hf_token_rule *rule, size_t size)
{
    return size >= rule->min && size <= rule->max && (size - rule->min) % rule->step == 0;
}

static int is_number_fine(const struct hf_token_claims *claims, int32_t key)
{
    return key == HF_CLAIM_CLIENT_ID
               ? claims->client_id != 0
               : (claims->lifecycle & 0x0f00u) == 0 && claims->lifecycle <= 0x60ffu;
}

/* Any span of the payload. */
static hf_span_t any_span(void)
{
    hf_span_t span = {payload, any_size()};
    size_t const at = any_size();

    ASSUME(at <= sizeof(payload) && span.size <= sizeof(payload) - at);
    span.bytes = payload + at;
    return span;
}

static struct hf_token token;

#endif
