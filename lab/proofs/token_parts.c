/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * The values of claims, from the inside out: a string and its rule, a number, a field, a component, all
 * components. Each level takes what the level below promises, so that strings and components are as
 * many and as long as the limits let them be. */
#include "lab/proofs/token_reader.h"

/* @proof token_string host
 * Any bytes up to 70, under any rule: nothing outside is read; what passes has one of the lengths of
 * its rule; a profile is ours, byte for byte; an instance id starts with 01; a certification
 * reference is 13 digits, a hyphen and 5 digits; any other text is UTF-8.
 * @options --unwind 34
 * @plant core/token_rules.c length_of_its_rule s/value.size < rule->min \|\| //
 * @plant core/token_rules.c starts_with s/value.bytes\[0\] == 0x01/value.bytes[0] != 0x02/
 * @plant core/token_rules.c (byte_for_byte|dereference) s/text.size != sizeof\(profile\) - 1u/text.size > sizeof(profile)/
 * @plant core/token_rules.c digits s/byte <= '9'/byte <= ':'/
 * @plant core/token_rules.c UTF s/rule->kind == HF_CBOR_TEXT \?/rule->kind == HF_CBOR_UINT ?/
 */
void proof_token_string(void)
{
    unsigned const which = any_u8() % 15u;
    const struct hf_token_rule *rule = rule_at(which);
    size_t const size = any_size();
    unsigned const i = any_u8();

    ASSUME(rule->kind == HF_CBOR_BYTES || rule->kind == HF_CBOR_TEXT);
    ASSUME(size <= 70);
    uint8_t *bytes = any_bytes(size);

    if (hf_token_check_string(rule, (hf_span_t){bytes, size}) != HF_OK) {
        return;
    }
    PROVE(has_its_length(rule, size), "it has a length of its rule");
    PROVE(which != 2u || (size == sizeof(HF_TOKEN_PROFILE) - 1u &&
                          (i >= size || bytes[i] == (uint8_t)HF_TOKEN_PROFILE[i])),
          "a profile is ours, byte for byte");
    PROVE(which != 1u || bytes[0] == 1u, "an instance id starts with 01");
    PROVE(which != 7u || (size == 19u && bytes[13] == '-' &&
                          (i >= 19u || i == 13u || (bytes[i] >= '0' && bytes[i] <= '9'))),
          "a certification reference is digits and a hyphen");
    PROVE(rule->kind != HF_CBOR_TEXT || which == 2u || which == 7u || utf8_passed,
          "any other text is UTF-8");
}

static int string_passed;

/* What hf_token_check_string() promises, as far as it is needed here. */
hf_err_t string_model(const struct hf_token_rule *rule, hf_span_t value)
{
    PROVE(is_in_payload(value), "what is checked is there");
    string_passed = any_int() && has_its_length(rule, value.size);
    return string_passed ? HF_OK : any_refusal();
}

static void prove_read_string(unsigned i, void *base, size_t base_size)
{
    struct hf_cbor_walk walk = any_walk();
    struct hf_cbor_walk const before = walk;
    const struct hf_token_rule *rule = rule_at(i);
    size_t const other = any_size();

    ASSUME(other < base_size &&
           (other < rule->offset || other - rule->offset >= sizeof(hf_span_t)));
    uint8_t const kept = ((const uint8_t *)base)[other];
    hf_err_t const result = read_string(&walk, rule, base);

    PROVE(((const uint8_t *)base)[other] == kept, "nothing but the rule's span is written");
    if (result == HF_OK) {
        hf_span_t const span = hf_token_span(base, rule);

        MOVES_ON(PROVE, &before, &walk);
        PROVE(last_item.kind == rule->kind, "it has the kind of its rule");
        PROVE(is_in_payload(span) && has_its_length(rule, span.size) && string_passed,
              "it lies inside, and passed its rule");
    }
}

/* @proof token_text host
 * One string of every rule, claims and components, from every place of any payload: it is of the
 * rule's kind, lies inside, has passed its rule, and nothing but its own span is written.
 * @models hf_token_check_string:string_model
 * @options --unwind 16
 * @plant core/token_claims.c kind_of_its_rule s/item.kind != rule->kind/0/
 * @plant core/token_claims.c passed_its_rule s/return hf_token_check_string\(rule, item.span\);/return HF_OK;/
 * @plant core/token_claims.c (nothing_but|passed_its_rule) s/\(uint8_t \*\)base \+ rule->offset/(uint8_t *)base/
 */
void proof_token_text(void)
{
    for (unsigned i = 0; i < 15u; i++) {
        struct hf_token_claims claims;
        struct hf_token_component component;

        if (rule_at(i)->kind != HF_CBOR_BYTES && rule_at(i)->kind != HF_CBOR_TEXT) {
            continue;
        }
        if (i < HF_TOKEN_CLAIM_RULES) {
            prove_read_string(i, &claims, sizeof(claims));
        } else {
            prove_read_string(i, &component, sizeof(component));
        }
    }
}

/* @proof token_number host
 * Client id and life cycle from every place of any payload: any number that is allowed, and no
 * other, arrives with its value and its sign.
 * @options --unwind 2
 * @plant core/token_claims.c value_and_sign s/item.value > INT32_MAX \|\| //
 * @plant core/token_claims.c allowed s/ \|\| \(item.kind == HF_CBOR_UINT \&\& item.value == 0\)//
 * @plant core/token_rules.c allowed s/value <= 0x60ffu \&\& //
 */
void proof_token_number(void)
{
    struct hf_cbor_walk walk = any_walk();
    struct hf_cbor_walk const before = walk;
    struct hf_token_claims claims;
    int32_t const key = any_int() ? HF_CLAIM_CLIENT_ID : HF_CLAIM_LIFECYCLE;
    hf_err_t const result =
        key == HF_CLAIM_CLIENT_ID ? read_client_id(&walk, &claims) : read_lifecycle(&walk, &claims);

    if (result != HF_OK) {
        return;
    }
    MOVES_ON(PROVE, &before, &walk);
    PROVE(is_number_fine(&claims, key), "only what is allowed");
    if (key == HF_CLAIM_LIFECYCLE) {
        PROVE(last_item.kind == HF_CBOR_UINT && claims.lifecycle == last_item.value,
              "a life cycle has its value");
    } else {
        PROVE((claims.client_id < 0) == (last_item.kind == HF_CBOR_NINT) &&
                  (last_item.kind == HF_CBOR_NINT
                       ? -1 - (int64_t)claims.client_id
                       : (int64_t)claims.client_id) == (int64_t)last_item.value,
              "a client id has its value and sign");
    }
}

/* A component whose fields with a bit in `mask` were read. */
#define FIELD(CHECK, mask, bit, member)                                                            \
    CHECK(((mask)&1u << (bit)) == 0 ||                                                             \
              (is_in_payload(member) &&                                                            \
               has_its_length(&hf_token_component_rules[bit], (member).size)),                     \
          "a field that was read lies inside and has its length")

#define COMPONENT_HOLDS(CHECK, mask, component)                                                    \
    FIELD(CHECK, mask, 0, (component)->type);                                                      \
    FIELD(CHECK, mask, 1, (component)->measurement);                                               \
    FIELD(CHECK, mask, 2, (component)->version);                                                   \
    FIELD(CHECK, mask, 3, (component)->signer);                                                    \
    FIELD(CHECK, mask, 4, (component)->description)

/* What read_string() promises, of a component's field. */
hf_err_t field_string_model(struct hf_cbor_walk *walk, const struct hf_token_rule *rule, void *base)
{
    struct hf_token_component *component = base;
    hf_span_t const span = any_span();

    PROVE(walk->offset <= walk->size, "a walk holds its invariant");
    pass_some(walk);
    switch (rule->key) {
    case HF_COMPONENT_TYPE:
        component->type = span;
        break;
    case HF_COMPONENT_MEASUREMENT:
        component->measurement = span;
        break;
    case HF_COMPONENT_VERSION:
        component->version = span;
        break;
    case HF_COMPONENT_SIGNER:
        component->signer = span;
        break;
    default:
        PROVE(rule->key == HF_COMPONENT_DESCRIPTION, "there is no other field");
        component->description = span;
    }
    return any_int() && has_its_length(rule, span.size) ? HF_OK : any_refusal();
}

/* Any component that holds what the mask says. */
static struct hf_token_component any_component(uint32_t mask)
{
    struct hf_token_component component = {any_span(), any_span(), any_span(), any_span(),
                                           any_span()};

    COMPONENT_HOLDS(TAKE, mask, &component);
    return component;
}

#define FIELD_STEP(CHECK, before, walk, old_mask, mask, component)                                 \
    MOVES_ON(CHECK, before, walk);                                                                 \
    CHECK(((mask) & (old_mask)) == (old_mask) && (mask) != (old_mask) && (mask) < 32u,             \
          "one more of five fields is read");                                                      \
    COMPONENT_HOLDS(CHECK, mask, component)

/* @proof token_field host
 * A field of a component, from every place, after any fields: one that is unknown or was read before
 * is refused; what was read lies inside and has the length of its rule.
 * @quick
 * @models read_string:field_string_model
 * @options --unwind 6
 * @plant core/token_claims.c one_more_of_five s/\(seen->mask \& bit\) != 0\) \{$/(seen->mask \& bit) == 31u) {/
 * @plant core/token_claims.c (one_more_of_five|lies_inside|NULL) s/if \(rule == NULL\) \{$/if (rule == NULL \&\& seen->count > 5u) {/
 * @plant core/token_claims.c place s/        place->field = 0;/        place->field = 1;/
 */
void proof_token_field(void)
{
    struct hf_cbor_walk walk = any_walk();
    struct hf_cbor_walk const before = walk;
    uint32_t const old_mask = any_u8() % 32u;
    struct seen seen = {hf_token_component_rules, HF_TOKEN_COMPONENT_RULES, old_mask};
    struct hf_token_component component = any_component(old_mask);
    struct hf_token_place place;

    if (read_field(&walk, &seen, &component, &place) == HF_OK) {
        FIELD_STEP(PROVE, &before, &walk, old_mask, seen.mask, &component);
        PROVE(place.field == 0, "there is no place of a refusal");
    }
}

hf_err_t field_model(struct hf_cbor_walk *walk, struct seen *seen,
                     struct hf_token_component *component, struct hf_token_place *place)
{
    struct hf_cbor_walk const before = *walk;
    uint32_t const old_mask = seen->mask;

    PROVE(walk->offset <= walk->size && seen->rules == hf_token_component_rules && old_mask < 32u,
          "the invariants hold");
    pass_some(walk);
    seen->mask = any_u8() % 32u;
    *component = any_component(seen->mask);
    place->field = 1 + any_u8() % 6u;
    if (any_int()) {
        return any_refusal();
    }
    FIELD_STEP(TAKE, &before, walk, old_mask, seen->mask, component);
    place->field = 0;
    return HF_OK;
}

#define MANDATORY_FIELDS 0x0au /* measurement and signer */

/* @proof token_component host
 * A component with any number of fields, over fields as token_field proves them: one that passes has
 * its measurement and its signer, of 32, 48 or 64 bytes, inside the payload.
 * @models read_field:field_model
 * @options --unwind 7
 * @plant core/token_claims.c measurement_and_signer s/seen->rules\[i\].mandatory \&\& /i > 1u \&\& seen->rules[i].mandatory \&\& /
 * @plant core/token_claims.c is_a_map s/map.kind != HF_CBOR_MAP/0/
 */
void proof_token_component(void)
{
    struct hf_cbor_walk walk = any_walk();
    struct hf_cbor_walk const before = walk;
    struct hf_token_component component = {{NULL, 0}, {NULL, 0}, {NULL, 0}, {NULL, 0}, {NULL, 0}};
    struct hf_token_place place;

    if (read_component(&walk, &component, &place) == HF_OK) {
        MOVES_ON(PROVE, &before, &walk);
        PROVE(last_item.kind == HF_CBOR_MAP, "a component is a map");
        PROVE(is_in_payload(component.measurement) && is_in_payload(component.signer) &&
                  has_its_length(rule_at(11), component.measurement.size) &&
                  has_its_length(rule_at(13), component.signer.size),
              "a component has measurement and signer");
    }
}

static uint32_t components_passed; /* bit i: what token_component proves holds for component i */

/* What read_component() promises. What it fills in is not needed above it: the bit stands for it. */
hf_err_t component_model(struct hf_cbor_walk *walk, struct hf_token_component *component,
                         struct hf_token_place *place)
{
    unsigned const i = (unsigned)place->component;

    PROVE(walk->offset <= walk->size, "a walk holds its invariant");
    PROVE(place == &token.place && i < HF_TOKEN_COMPONENTS_MAX && component == &token.components[i],
          "a component goes where its number says");
    pass_some(walk);
    place->field = 1 + any_u8() % 6u;
    if (any_int()) {
        return any_refusal();
    }
    components_passed |= 1u << i;
    place->field = 0;
    return HF_OK;
}

#define COMPONENTS(CHECK, token, passed)                                                           \
    CHECK((token)->claims.components == (token)->components &&                                     \
              (token)->claims.component_count >= 1 &&                                              \
              (token)->claims.component_count <= HF_TOKEN_COMPONENTS_MAX,                          \
          "there are 1 to 16 components");                                                         \
    CHECK((passed) == (1u << (token)->claims.component_count) - 1u, "each of them has passed")

/* @proof token_components host
 * Any number of components, over components as token_component proves them: 1 to 16 of them arrive,
 * each in its place, and each has passed.
 * @models read_component:component_model
 * @options --unwind 18
 * @plant core/token_claims.c 1_to_16 s/array.value == 0 \|\| //
 * @plant core/token_claims.c (where_its_number|1_to_16|each_of_them) s/ \|\| array.value > HF_TOKEN_COMPONENTS_MAX//
 * @plant core/token_claims.c each_of_them s/size_t i = 0; i < \(size_t\)array.value/size_t i = 1; i < (size_t)array.value/
 */
void proof_token_components(void)
{
    struct hf_cbor_walk walk = any_walk();
    struct hf_cbor_walk const before = walk;

    if (read_components(&walk, &token) == HF_OK) {
        MOVES_ON(PROVE, &before, &walk);
        COMPONENTS(PROVE, &token, components_passed);
        PROVE(token.place.component == -1, "there is no place of a refusal");
    }
}
