/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * The claims of a token: the search for a key that came before, one claim, the map. Values are taken as
 * token_text, token_number and token_components prove them. */
#include "lab/proofs/token_reader.h"

/* What each reader of a claim's value promises; bit i of the mask: claim i was read and passed. */
#define CLAIM(CHECK, mask, i, member)                                                              \
    CHECK(((mask)&1u << (i)) == 0 || (is_in_payload((member)) &&                                   \
                                      has_its_length(&hf_token_claim_rules[i], (member).size)),    \
          "a claim that was read lies inside and has its length")

#define CLAIMS_HOLD(CHECK, mask, token, passed)                                                    \
    CLAIM(CHECK, mask, 0, (token)->claims.nonce);                                                  \
    CLAIM(CHECK, mask, 1, (token)->claims.instance_id);                                            \
    CLAIM(CHECK, mask, 3, (token)->claims.boot_seed);                                              \
    CLAIM(CHECK, mask, 6, (token)->claims.implementation_id);                                      \
    CHECK(((mask) & ~(passed)) == 0, "what was met has passed its rule");                          \
    CHECK(((mask)&1u << 4) == 0 || (token)->claims.client_id != 0, "a client id is not zero");     \
    CHECK(((mask)&1u << 5) == 0 || is_number_fine(&(token)->claims, HF_CLAIM_LIFECYCLE),           \
          "a life cycle is one")

static uint32_t claims_passed; /* bit i: the value of claim i was read and passed its rule */

/* What read_string(), read_client_id(), read_lifecycle() and read_components() promise, chosen by the
 * rule as read_value() chooses. */
hf_err_t value_model(struct hf_cbor_walk *walk, const struct hf_token_rule *rule, void *base)
{
    struct hf_token_claims *claims = base;
    hf_span_t const span = any_span();

    PROVE(walk->offset <= walk->size && claims == &token.claims, "the invariants hold");
    pass_some(walk);
    switch (rule->key) {
    case HF_CLAIM_NONCE:
        claims->nonce = span;
        break;
    case HF_CLAIM_INSTANCE_ID:
        claims->instance_id = span;
        break;
    case HF_CLAIM_PROFILE:
        claims->profile = span;
        break;
    case HF_CLAIM_BOOT_SEED:
        claims->boot_seed = span;
        break;
    case HF_CLAIM_IMPLEMENTATION_ID:
        claims->implementation_id = span;
        break;
    case HF_CLAIM_CERTIFICATION:
        claims->certification = span;
        break;
    default:
        PROVE(rule->key == HF_CLAIM_SERVICE, "no string but the seven");
        claims->service = span;
    }
    if (any_int() || !has_its_length(rule, span.size)) {
        return any_refusal();
    }
    claims_passed |= 1u << (rule - hf_token_claim_rules);
    return HF_OK;
}

hf_err_t client_id_model(struct hf_cbor_walk *walk, struct hf_token_claims *claims)
{
    PROVE(walk->offset <= walk->size, "a walk holds its invariant");
    pass_some(walk);
    claims->client_id = any_int();
    if (any_int() || claims->client_id == 0) {
        return any_refusal();
    }
    claims_passed |= 1u << 4;
    return HF_OK;
}

hf_err_t lifecycle_model(struct hf_cbor_walk *walk, struct hf_token_claims *claims)
{
    PROVE(walk->offset <= walk->size, "a walk holds its invariant");
    pass_some(walk);
    claims->lifecycle = any_u16();
    if (any_int() || !is_number_fine(claims, HF_CLAIM_LIFECYCLE)) {
        return any_refusal();
    }
    claims_passed |= 1u << 5;
    return HF_OK;
}

hf_err_t components_model(struct hf_cbor_walk *walk, struct hf_token *read)
{
    PROVE(walk->offset <= walk->size, "a walk holds its invariant");
    pass_some(walk);
    read->place.component = any_int();
    if (any_int()) {
        return any_refusal();
    }
    read->place.component = -1;
    read->claims.components = read->components;
    read->claims.component_count = 1u + any_u8() % HF_TOKEN_COMPONENTS_MAX;
    claims_passed |= 1u << 8;
    return HF_OK;
}

/* @proof token_second host
 * The search for a key among the entries before it: it compares with each entry, stays inside, moves
 * on, and refuses a second one. It has up to two entries here: the search knows nothing but its place,
 * and starts at any, so that every entry is the first of some search.
 * @options --unwind 3
 * @plant core/token_claims.c one_that_is_the_same s/if \(result == HF_OK \&\& hf_cbor_same\(key, \&other\)\)/if (result == HF_OK \&\& hf_cbor_same(key, \&other) \&\& end == 0)/
 * @plant core/token_claims.c compared_with_each s/while \(walk.offset < end\)/while (walk.offset + 8u < end)/
 */
void proof_token_second(void)
{
    struct hf_cbor_walk const walk = any_walk();
    struct hf_cbor_item key;

    search_end = any_size();
    ASSUME(search_end <= walk.size);
    if (refuse_second(walk, search_end, &key) == HF_OK) {
        PROVE(!was_same, "one that is the same is refused");
        PROVE(comparisons == skips && (walk.offset >= search_end || comparisons != 0),
              "it was compared with each");
    }
}

/* What refuse_second() promises. */
static unsigned second_looks;

hf_err_t second_model(struct hf_cbor_walk walk, size_t end, const struct hf_cbor_item *key)
{
    PROVE(walk.offset <= walk.size && end <= walk.size && __CPROVER_r_ok(key, sizeof(*key)),
          "the invariants hold");
    second_looks++;
    return any_int() ? HF_OK : any_refusal();
}

/* Any token of which the claims in the mask were read. */
static void any_claims(uint32_t mask)
{
    token.claims.nonce = any_span();
    token.claims.instance_id = any_span();
    token.claims.profile = any_span();
    token.claims.boot_seed = any_span();
    token.claims.implementation_id = any_span();
    token.claims.certification = any_span();
    token.claims.service = any_span();
    token.claims.client_id = any_int();
    token.claims.lifecycle = any_u16();
    token.claims.component_count = any_size();
    token.place.claim = (int64_t)any_u64();
    token.unknown = any_u8();
    claims_passed = any_u16();
    CLAIMS_HOLD(TAKE, mask, &token, claims_passed);
}

#define CLAIM_STEP(CHECK, before, walk, old_mask, mask, token, passed)                             \
    MOVES_ON(CHECK, before, walk);                                                                 \
    CHECK(((mask) & (old_mask)) == (old_mask) && (mask) < 1024u, "no claim is forgotten");         \
    CLAIMS_HOLD(CHECK, mask, token, passed)

/* @proof token_claim host
 * A claim, from every place, after any claims: one that was read before is refused; what was read
 * lies inside, has the length of its rule and has passed it; one that is not known was looked for
 * among those before it, and changes no claim.
 * @models read_string:value_model read_client_id:client_id_model read_lifecycle:lifecycle_model read_components:components_model refuse_second:second_model
 * @options --unwind 11
 * @plant core/token_claims.c read_twice s/\(seen->mask \& bit\) != 0 \?/(seen->mask \& bit) == 1024u ?/
 * @plant core/token_claims.c looked_for s/result = refuse_second\(\*start, at, \&key\);/result = HF_OK;/
 * @plant core/token_claims.c has_passed s/case HF_CLAIM_LIFECYCLE:$/case HF_CLAIM_LIFECYCLE: return hf_cbor_skip(walk);/
 */
void proof_token_claim(void)
{
    struct hf_cbor_walk walk = any_walk();
    struct hf_cbor_walk const before = walk;
    struct hf_cbor_walk start = walk;
    uint32_t const old_mask = any_u16() % 1024u;
    struct seen seen = {hf_token_claim_rules, HF_TOKEN_CLAIM_RULES, old_mask};

    start.offset = any_size();
    ASSUME(start.offset <= walk.offset);
    any_claims(old_mask);
    size_t const unknown = token.unknown;

    if (read_claim(&walk, &start, &seen, &token) != HF_OK) {
        return;
    }
    CLAIM_STEP(PROVE, &before, &walk, old_mask, seen.mask, &token, claims_passed);
    PROVE(seen.mask != old_mask || token.unknown == unknown + 1u, "a claim is not read twice");
    PROVE(seen.mask != old_mask || second_looks == 1u, "an unknown one was looked for before it");
}

static unsigned claim_steps;
static uint32_t last_mask;
static size_t last_end;

hf_err_t claim_model(struct hf_cbor_walk *walk, const struct hf_cbor_walk *start, struct seen *seen,
                     struct hf_token *read)
{
    struct hf_cbor_walk const before = *walk;
    uint32_t const old_mask = seen->mask;

    PROVE(walk->offset <= walk->size && start->offset <= walk->offset && read == &token &&
              seen->rules == hf_token_claim_rules && (old_mask & ~claims_passed) == 0,
          "the invariants hold");
    PROVE(last_item.value <= HF_TOKEN_CLAIMS_MAX, "claims stay within the limit");
    claim_steps++;
    pass_some(walk);
    seen->mask = any_u16() % 1024u;
    any_claims(seen->mask);
    if (any_int()) {
        return any_refusal();
    }
    CLAIM_STEP(TAKE, &before, walk, old_mask, seen->mask, read, claims_passed);
    last_mask = seen->mask;
    last_end = walk->offset;
    return HF_OK;
}

/* Of the rules: nonce, instance id, profile, client id, life cycle, implementation id, components. */
#define MANDATORY_CLAIMS 0x177u

/* @proof token_claims host
 * Any payload, over claims as token_claim proves them: what passes has every mandatory claim, each
 * inside and of the length of its rule, no claim twice, and nothing behind its map. The map has up to
 * three claims here, or more than the limit: a claim leaves any state behind, so that the third stands
 * for all that follow.
 * @models read_claim:claim_model
 * @options --unwind 11 --unwindset hf_token_read_claims.0:4
 * @plant core/token_claims.c every_mandatory s/seen->rules\[i\].mandatory \&\& /i > 5u \&\& /
 * @plant core/token_claims.c nothing_behind s/result == HF_OK \&\& !hf_cbor_done\(\&walk\)/0/
 * @plant core/token_claims.c is_a_map s/map.kind != HF_CBOR_MAP/0/
 * @plant core/token_claims.c within_the_limit s/map.value > HF_TOKEN_CLAIMS_MAX/map.value > HF_TOKEN_CLAIMS_MAX + 1u/
 */
void proof_token_claims(void)
{
    size_t const size = any_size();
    enum hf_cbor_form const form = any_int() ? HF_CBOR_SHORTEST : HF_CBOR_ANY_WIDTH;

    most_pairs = 3;
    ASSUME(size <= sizeof(payload));
    hf_err_t const result = hf_token_read_claims((hf_span_t){payload, size}, form, &token);

    if (result != HF_OK) {
        return;
    }
    PROVE(last_item.kind == HF_CBOR_MAP && claim_steps == last_item.value, "it is a map of claims");
    PROVE((last_mask & MANDATORY_CLAIMS) == MANDATORY_CLAIMS, "every mandatory claim is there");
    PROVE(last_end == size, "nothing behind the map");
    CLAIMS_HOLD(PROVE, MANDATORY_CLAIMS, &token, claims_passed);
}
