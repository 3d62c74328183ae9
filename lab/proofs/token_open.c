/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * The envelope of a token, over a CBOR reader as cbor_next and cbor_skip prove it: any item that lies
 * inside and moves forward. So a token has any length up to twice the limit, and headers have any
 * number of parameters. */
#include "core/span.h"
#include "lab/proofs/cbor_step.h"

#include "core/token_envelope.c"

static uint8_t
    token[2u * HF_TOKEN_SIZE_MAX]; /* never read here: the model of the reader gives any item */

/* What the envelope's reader met. */
static struct hf_cbor_item first_item;
static struct hf_cbor_item second_item;
static unsigned steps;
static size_t outer_end; /* where the walk over the token itself stands */

static void note_place(const struct hf_cbor_walk *walk)
{
    if (walk->bytes == token) {
        outer_end = walk->offset;
    }
}

hf_err_t hf_cbor_next(struct hf_cbor_walk *walk, struct hf_cbor_item *item)
{
    hf_err_t const result = any_step(walk, item);

    ASSUME(result != HF_OK || item->kind != HF_CBOR_MAP || item->value <= 2u);
    if (result == HF_OK && steps++ == 0) {
        first_item = *item;
    } else if (result == HF_OK && steps == 2u) {
        second_item = *item;
    }
    note_place(walk);
    return result;
}

hf_err_t hf_cbor_skip(struct hf_cbor_walk *walk)
{
    size_t const before = walk->offset;

    PROVE(walk->offset <= walk->size, "a walk holds its invariant");
    if (any_int()) {
        return any_refusal();
    }
    walk->offset = any_size();
    ASSUME(walk->offset > before && walk->offset <= walk->size);
    note_place(walk);
    return HF_OK;
}

static const struct hf_cbor_item *compared[HF_TOKEN_HEADERS_MAX];
static size_t comparisons;
static int met_before;

int hf_cbor_same(const struct hf_cbor_item *a, const struct hf_cbor_item *b)
{
    int const same = any_int();

    PROVE(__CPROVER_r_ok(a, sizeof(*a)) && __CPROVER_r_ok(b, sizeof(*b)), "two items");
    compared[comparisons++] = b;
    met_before |= same != 0;
    return same;
}

hf_err_t hf_cbor_check_utf8(hf_span_t text)
{
    PROVE(is_inside(text.bytes, text.size, token, sizeof(token)), "the text lies inside");
    return any_int() ? HF_OK : HF_ERR_CBOR_UTF8;
}

static int is_label(const struct hf_cbor_item *item)
{
    return item->kind == HF_CBOR_UINT || item->kind == HF_CBOR_NINT || item->kind == HF_CBOR_TEXT;
}

/* What read_label() promises: token_label proves it, token_open takes it. */
#define LABEL(CHECK, before, walk, count, labels, label)                                           \
    CHECK((walk)->bytes == (before)->bytes && (walk)->size == (before)->size &&                    \
              (walk)->form == (before)->form,                                                      \
          "the walk stays on its bytes");                                                          \
    CHECK((walk)->offset > (before)->offset && (walk)->offset <= (walk)->size,                     \
          "a label moves on");                                                                     \
    CHECK(is_label(label), "a label is a number or a text");                                       \
    CHECK((labels)->count == (count) + 1u && (labels)->count <= HF_TOKEN_HEADERS_MAX,              \
          "it is one more, and never too many")

static struct hf_cbor_walk any_walk(void)
{
    struct hf_cbor_walk const walk = {token, any_size(), any_size(),
                                      any_int() ? HF_CBOR_SHORTEST : HF_CBOR_ANY_WIDTH};

    ASSUME(walk.size <= sizeof(token) && walk.offset <= walk.size);
    return walk;
}

/* @proof token_label host
 * From every place of any token, after any number of labels up to the limit: a label is a number or
 * a text, was compared with each that was met before, and is counted; one too many is refused.
 * @options --unwind 18
 * @plant core/token_envelope.c never_too_many s/labels->count == HF_TOKEN_HEADERS_MAX/0/
 * @plant core/token_envelope.c compared_with_each s/size_t i = 0; i < labels->count/size_t i = 1; i < labels->count/
 * @plant core/token_envelope.c number_or_a_text s/label->kind != HF_CBOR_UINT \&\& label->kind != HF_CBOR_NINT/label->kind == HF_CBOR_TAG/
 */
void proof_token_label(void)
{
    struct hf_cbor_walk walk = any_walk();
    struct hf_cbor_walk const before = walk;
    struct labels labels;
    struct hf_cbor_item label;
    size_t const count = labels.count;
    size_t const i = any_size();

    ASSUME(count <= HF_TOKEN_HEADERS_MAX);
    if (read_label(&walk, &labels, &label) != HF_OK) {
        PROVE(labels.count == count, "a refused label is not counted");
        return;
    }
    LABEL(PROVE, &before, &walk, count, &labels, &label);
    PROVE(!met_before && comparisons == count, "compared with each before it");
    PROVE(i >= count || compared[i] == &labels.met[i], "compared with each before it, once");
}

static int is_deciding(const struct hf_cbor_item *label)
{
    return label->kind == HF_CBOR_UINT && (label->value == 1u || label->value == 2u ||
                                           (label->value >= 4u && label->value <= 6u) ||
                                           (label->value >= 32u && label->value <= 35u));
}

static int critical_was_met;
static int deciding_was_met; /* in the header that nobody signed */

hf_err_t label_model(struct hf_cbor_walk *walk, struct labels *labels, struct hf_cbor_item *label)
{
    struct hf_cbor_walk const before = *walk;
    size_t const count = labels->count;

    PROVE(walk->offset <= walk->size && count <= HF_TOKEN_HEADERS_MAX, "the invariants hold");
    PROVE(is_inside(walk->bytes, walk->size, token, sizeof(token)), "a walk is over real bytes");
    walk->offset = any_size();
    ASSUME(walk->offset >= before.offset && walk->offset <= walk->size);
    if (any_int() || count == HF_TOKEN_HEADERS_MAX) {
        return any_refusal();
    }
    struct hf_cbor_item any;

    labels->count = count + 1u;
    LABEL(TAKE, &before, walk, count, labels, &any);
    critical_was_met |= any.kind == HF_CBOR_UINT && any.value == 2u;
    deciding_was_met |= walk->bytes == token && is_deciding(&any);
    note_place(walk);
    *label = any;
    return HF_OK;
}

/* What read_protected() promises. */
#define PARAMETER(CHECK, before, walk, count, labels, algorithm_before, envelope)                  \
    CHECK((walk)->bytes == (before)->bytes && (walk)->size == (before)->size &&                    \
              (walk)->form == (before)->form,                                                      \
          "the walk stays on its bytes");                                                          \
    CHECK((walk)->offset > (before)->offset && (walk)->offset <= (walk)->size,                     \
          "a parameter moves on");                                                                 \
    CHECK((labels)->count == (count) + 1u && (labels)->count <= HF_TOKEN_HEADERS_MAX,              \
          "it is one more, and never too many");                                                   \
    CHECK((envelope)->algorithm == (algorithm_before) ||                                           \
              (envelope)->algorithm == HF_TOKEN_ES256 ||                                           \
              (envelope)->algorithm == HF_TOKEN_ES384 || (envelope)->algorithm == HF_TOKEN_ES512,  \
          "an algorithm is one of three")

/* @proof token_parameter host
 * One parameter of the protected header, from every place, over labels as token_label proves them: a
 * critical list is refused, an algorithm is one of three, and nothing else of the envelope changes.
 * @models read_label:label_model
 * @options --unwind 2
 * @plant core/token_envelope.c no_critical s/label.value == LABEL_CRITICAL\) \{/label.value == LABEL_KEY_ID) {/
 * @plant core/token_envelope.c one_of_three s/ \&\& item.value != 35u/ \&\& item.value != 36u/
 */
void proof_token_parameter(void)
{
    struct hf_cbor_walk walk = any_walk();
    struct hf_cbor_walk const before = walk;
    struct labels labels;
    size_t const count = labels.count;
    struct hf_token_envelope envelope;
    struct hf_token_envelope const unread = envelope;

    ASSUME(count <= HF_TOKEN_HEADERS_MAX);
    hf_err_t const result = read_protected(&walk, &labels, &envelope);

    PROVE(envelope.payload.bytes == unread.payload.bytes &&
              envelope.protected_header.bytes == unread.protected_header.bytes,
          "nothing else changes");
    if (result == HF_OK) {
        PARAMETER(PROVE, &before, &walk, count, &labels, unread.algorithm, &envelope);
        PROVE(!critical_was_met, "no critical list");
    }
}

hf_err_t parameter_model(struct hf_cbor_walk *walk, struct labels *labels,
                         struct hf_token_envelope *envelope)
{
    struct hf_cbor_walk const before = *walk;
    size_t const count = labels->count;
    enum hf_token_algorithm const algorithm = envelope->algorithm;

    PROVE(walk->offset <= walk->size && count <= HF_TOKEN_HEADERS_MAX, "the invariants hold");
    PROVE(is_inside(walk->bytes, walk->size, token, sizeof(token)), "a walk is over real bytes");
    walk->offset = any_size();
    labels->count = any_size();
    envelope->algorithm = (enum hf_token_algorithm)any_int();
    if (any_int()) {
        return any_refusal();
    }
    PARAMETER(TAKE, &before, walk, count, labels, algorithm, envelope);
    return HF_OK;
}

/* @proof token_open host
 * Any token, over parameters as token_parameter and token_label prove them: the parts that are given
 * out lie inside it, the signature has the length of its algorithm and nothing behind it, and a
 * parameter that nobody signed and that would decide something is refused; a refusal gives out
 * nothing. A header has up to two parameters here: the first leaves any state behind, so that the
 * second stands for all that follow.
 * @models read_protected:parameter_model read_label:label_model
 * @options --unwind 3
 * @plant core/token_envelope.c length_of_its_algorithm s/envelope->signature.size != signature_size\(envelope->algorithm\)/0/
 * @plant core/token_envelope.c gives_out_nothing s/result = open_parts\(\&walk, \&read\);/result = open_parts(\&walk, envelope);/
 * @plant core/token_envelope.c payload_is_there s/result == HF_OK \&\& envelope->payload.size == 0/0/
 * @plant core/token_envelope.c nobody_signed s/label.value <= LABEL_PARTIAL_IV/label.value < LABEL_PARTIAL_IV/
 * @plant core/token_envelope.c tag_18 s/item.kind != HF_CBOR_TAG \|\| //
 * @plant core/token_envelope.c nothing_behind s/result == HF_OK \&\& !hf_cbor_done\(\&walk\)/0/
 */
void proof_token_open(void)
{
    size_t const size = any_size();
    struct hf_token_envelope envelope;
    struct hf_token_envelope const before = envelope;

    ASSUME(size <= sizeof(token));
    if (hf_token_open((hf_span_t){token, size}, HF_CBOR_SHORTEST, &envelope) != HF_OK) {
        PROVE(envelope.signature.size == before.signature.size &&
                  envelope.payload.size == before.payload.size &&
                  envelope.protected_header.size == before.protected_header.size &&
                  envelope.algorithm == before.algorithm,
              "a refusal gives out nothing");
        return;
    }
    PROVE(size <= HF_TOKEN_SIZE_MAX, "no longer than the limit");
    PROVE(first_item.kind == HF_CBOR_TAG && first_item.value == 18u &&
              second_item.kind == HF_CBOR_ARRAY && second_item.value == 4u,
          "an array of four with the tag 18");
    PROVE(is_inside(envelope.protected_header.bytes, envelope.protected_header.size, token, size),
          "the protected header lies inside");
    PROVE(is_inside(envelope.payload.bytes, envelope.payload.size, token, size) &&
              envelope.payload.size != 0,
          "the payload is there, and lies inside");
    PROVE(is_inside(envelope.signature.bytes, envelope.signature.size, token, size),
          "the signature lies inside");
    PROVE(envelope.signature.size == signature_size(envelope.algorithm) &&
              (envelope.algorithm == HF_TOKEN_ES256 || envelope.algorithm == HF_TOKEN_ES384 ||
               envelope.algorithm == HF_TOKEN_ES512),
          "the signature has the length of its algorithm");
    PROVE(outer_end == size, "nothing behind the signature");
    PROVE(!deciding_was_met, "nothing that nobody signed decides");
}
