/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "core/token_rules.h"

#define OLD_PROFILE_KEY   74999u /* -75000: the profile claim of PSA_IOT_PROFILE_1 */
#define OLD_PROFILE_CLAIM (-75000)

/* What the reader of one map goes by: the rules, and the entries met so far. */
struct seen {
    const struct hf_token_rule *rules;
    size_t count;
    uint32_t mask; /* bit i: rules[i] was met */
};

static const struct hf_token_rule *rule_of(struct seen *seen, const struct hf_cbor_item *key,
                                           uint32_t *bit)
{
    for (size_t i = 0; i < seen->count; i++) {
        if (key->kind == HF_CBOR_UINT && key->value == (uint64_t)seen->rules[i].key) {
            *bit = (uint32_t)1 << i;
            return &seen->rules[i];
        }
    }
    return NULL;
}

/* The key of the first mandatory rule that was not met, or 0. */
static int32_t missing(const struct seen *seen)
{
    for (size_t i = 0; i < seen->count; i++) {
        if (seen->rules[i].mandatory && (seen->mask & ((uint32_t)1 << i)) == 0) {
            return seen->rules[i].key;
        }
    }
    return 0;
}

static hf_err_t read_string(struct hf_cbor_walk *walk, const struct hf_token_rule *rule, void *base)
{
    struct hf_cbor_item item;
    hf_err_t result = hf_cbor_next(walk, &item);

    if (result != HF_OK) {
        return result;
    }
    if (item.kind != rule->kind) {
        return HF_ERR_TOKEN_CLAIM_TYPE;
    }
    *(hf_span_t *)((uint8_t *)base + rule->offset) = item.span;
    return hf_token_check_string(rule, item.span);
}

static hf_err_t read_client_id(struct hf_cbor_walk *walk, struct hf_token_claims *claims)
{
    struct hf_cbor_item item;
    hf_err_t result = hf_cbor_next(walk, &item);

    if (result != HF_OK) {
        return result;
    }
    if (item.kind != HF_CBOR_UINT && item.kind != HF_CBOR_NINT) {
        return HF_ERR_TOKEN_CLAIM_TYPE;
    }
    if (item.value > INT32_MAX || (item.kind == HF_CBOR_UINT && item.value == 0)) {
        return HF_ERR_TOKEN_CLAIM_VALUE;
    }
    claims->client_id = item.kind == HF_CBOR_NINT ? -1 - (int32_t)item.value : (int32_t)item.value;
    return HF_OK;
}

static hf_err_t read_lifecycle(struct hf_cbor_walk *walk, struct hf_token_claims *claims)
{
    struct hf_cbor_item item;
    hf_err_t result = hf_cbor_next(walk, &item);

    if (result != HF_OK) {
        return result;
    }
    if (item.kind != HF_CBOR_UINT) {
        return HF_ERR_TOKEN_CLAIM_TYPE;
    }
    if (!hf_token_is_lifecycle(item.value)) {
        return HF_ERR_TOKEN_CLAIM_VALUE;
    }
    claims->lifecycle = (uint16_t)item.value;
    return HF_OK;
}

/* RFC 9783 defines the fields of a component for good: an unknown one is refused, unlike an unknown
 * claim. */
static hf_err_t read_field(struct hf_cbor_walk *walk, struct seen *seen,
                           struct hf_token_component *component, struct hf_token_place *place)
{
    struct hf_cbor_item key;
    uint32_t bit = 0;
    hf_err_t result = hf_cbor_next(walk, &key);

    if (result != HF_OK) {
        return result;
    }
    const struct hf_token_rule *rule = rule_of(seen, &key, &bit);

    if (rule == NULL) {
        return HF_ERR_TOKEN_COMPONENT_KEY;
    }
    place->field = rule->key;
    if ((seen->mask & bit) != 0) {
        return HF_ERR_TOKEN_CLAIM_TWICE;
    }
    seen->mask |= bit;
    result = read_string(walk, rule, component);
    if (result == HF_OK) {
        place->field = 0;
    }
    return result;
}

static hf_err_t read_component(struct hf_cbor_walk *walk, struct hf_token_component *component,
                               struct hf_token_place *place)
{
    struct seen seen = {hf_token_component_rules, HF_TOKEN_COMPONENT_RULES, 0};
    struct hf_cbor_item map;
    hf_err_t result = hf_cbor_next(walk, &map);

    if (result != HF_OK) {
        return result;
    }
    if (map.kind != HF_CBOR_MAP) {
        return HF_ERR_TOKEN_CLAIM_TYPE;
    }
    for (uint64_t i = 0; i < map.value && result == HF_OK; i++) {
        result = read_field(walk, &seen, component, place);
    }
    if (result == HF_OK && missing(&seen) != 0) {
        place->field = missing(&seen);
        result = HF_ERR_TOKEN_CLAIM_MISSING;
    }
    return result;
}

static hf_err_t read_components(struct hf_cbor_walk *walk, struct hf_token *token)
{
    struct hf_cbor_item array;
    hf_err_t result = hf_cbor_next(walk, &array);

    if (result != HF_OK) {
        return result;
    }
    if (array.kind != HF_CBOR_ARRAY) {
        return HF_ERR_TOKEN_CLAIM_TYPE;
    }
    if (array.value == 0 || array.value > HF_TOKEN_COMPONENTS_MAX) {
        return HF_ERR_TOKEN_COMPONENTS;
    }
    for (size_t i = 0; i < (size_t)array.value; i++) {
        token->place.component = (int32_t)i;
        result = read_component(walk, &token->components[i], &token->place);
        if (result != HF_OK) {
            return result;
        }
    }
    token->place.component = -1;
    token->claims.components = token->components;
    token->claims.component_count = (size_t)array.value;
    return HF_OK;
}

static hf_err_t read_value(struct hf_cbor_walk *walk, const struct hf_token_rule *rule,
                           struct hf_token *token)
{
    switch (rule->key) {
    case HF_CLAIM_CLIENT_ID:
        return read_client_id(walk, &token->claims);
    case HF_CLAIM_LIFECYCLE:
        return read_lifecycle(walk, &token->claims);
    case HF_CLAIM_COMPONENTS:
        return read_components(walk, token);
    default:
        return read_string(walk, rule, &token->claims);
    }
}

/* Looks for `key` among the entries from `walk` up to offset `end`, which have all been read once.
 * Claims that are known are found by their bit; this is for the others. */
static hf_err_t refuse_second(struct hf_cbor_walk walk, size_t end, const struct hf_cbor_item *key)
{
    while (walk.offset < end) {
        struct hf_cbor_item other;
        hf_err_t result = hf_cbor_next(&walk, &other);

        if (result == HF_OK && hf_cbor_same(key, &other)) {
            result = HF_ERR_TOKEN_CLAIM_TWICE;
        }
        if (result == HF_OK) {
            result = hf_cbor_skip(&walk);
        }
        if (result != HF_OK) {
            return result;
        }
    }
    return HF_OK;
}

static hf_err_t pass_unknown(struct hf_cbor_walk *walk, const struct hf_cbor_item *key,
                             struct hf_token_place *place)
{
    if (key->kind == HF_CBOR_TEXT) {
        hf_err_t result = hf_cbor_check_utf8(key->span);

        return result == HF_OK ? hf_cbor_skip(walk) : result;
    }
    if (key->kind != HF_CBOR_UINT && key->kind != HF_CBOR_NINT) {
        return HF_ERR_TOKEN_CLAIM_KEY;
    }
    if (key->value <= INT64_MAX) {
        place->claim = key->kind == HF_CBOR_NINT ? -1 - (int64_t)key->value : (int64_t)key->value;
    }
    if (key->kind == HF_CBOR_NINT && key->value == OLD_PROFILE_KEY) {
        return HF_ERR_TOKEN_PROFILE;
    }
    return hf_cbor_skip(walk);
}

/* One claim. `start` stands behind the map's head. */
static hf_err_t read_claim(struct hf_cbor_walk *walk, const struct hf_cbor_walk *start,
                           struct seen *seen, struct hf_token *token)
{
    struct hf_cbor_item key;
    uint32_t bit = 0;
    size_t at = walk->offset;
    hf_err_t result = hf_cbor_next(walk, &key);

    if (result != HF_OK) {
        return result;
    }
    const struct hf_token_rule *rule = rule_of(seen, &key, &bit);

    if (rule == NULL) {
        token->unknown++;
        result = refuse_second(*start, at, &key);
        if (result == HF_OK) {
            result = pass_unknown(walk, &key, &token->place);
        }
    } else {
        token->place.claim = rule->key;
        result = (seen->mask & bit) != 0 ? HF_ERR_TOKEN_CLAIM_TWICE : read_value(walk, rule, token);
        seen->mask |= bit;
    }
    if (result == HF_OK) {
        token->place.claim = 0;
    }
    return result;
}

hf_err_t hf_token_read_claims(hf_span_t payload, enum hf_cbor_form form, struct hf_token *token)
{
    struct seen seen = {hf_token_claim_rules, HF_TOKEN_CLAIM_RULES, 0};
    struct hf_cbor_walk walk = hf_cbor_begin(payload, form);
    struct hf_cbor_item map;

    *token = (struct hf_token){.place = {.component = -1}};
    hf_err_t result = hf_cbor_next(&walk, &map);

    if (result != HF_OK) {
        return result;
    }
    if (map.kind != HF_CBOR_MAP) {
        return HF_ERR_TOKEN_CLAIMS;
    }
    if (map.value > HF_TOKEN_CLAIMS_MAX) {
        return HF_ERR_TOKEN_SIZE;
    }
    const struct hf_cbor_walk start = walk;

    for (uint64_t i = 0; i < map.value && result == HF_OK; i++) {
        result = read_claim(&walk, &start, &seen, token);
    }
    if (result == HF_OK && !hf_cbor_done(&walk)) {
        result = HF_ERR_TOKEN_TRAILING;
    }
    if (result == HF_OK && missing(&seen) != 0) {
        token->place.claim = missing(&seen);
        result = HF_ERR_TOKEN_CLAIM_MISSING;
    }
    return result;
}
