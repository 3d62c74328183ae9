/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * CBOR: the reader's step from any state, the skip, UTF-8, and the writer with what it writes. */
#include "core/cbor.c"
#include "lab/proofs/cbor_step.h"
#include "lab/proofs/proof.h"

/* Any walk that holds the invariant, over exactly its bytes. 70,000 is more than any token. */
static struct hf_cbor_walk any_walk(size_t most)
{
    struct hf_cbor_walk walk = {NULL, any_size(), any_size(), HF_CBOR_SHORTEST};

    ASSUME(walk.size <= most && walk.offset <= walk.size);
    if (any_int()) {
        walk.form = HF_CBOR_ANY_WIDTH;
    }
    walk.bytes = any_bytes(walk.size);
    return walk;
}

static void prove_step(void)
{
    struct hf_cbor_walk walk = any_walk(70000);
    struct hf_cbor_walk const before = walk;
    struct hf_cbor_item item = {.value = 1, .width = 77};
    hf_err_t const result = hf_cbor_next(&walk, &item);

    if (result != HF_OK) {
        PROVE(walk.bytes == before.bytes && walk.size == before.size &&
                  walk.offset == before.offset && walk.form == before.form && item.width == 77,
              "a failed step changes nothing");
        return;
    }
    CBOR_STEP(PROVE, &before, &walk, &item);
    PROVE(is_inside(item.span.bytes, item.span.size, walk.bytes, walk.size),
          "the content lies inside");
}

/* @proof cbor_next
 * From every state that holds the invariant (offset <= size), over any bytes, in both forms: a step
 * stays inside and moves forward; a count is never more than the bytes that are left, so that a
 * loop over it ends; a failed step changes nothing.
 * @options --unwind 9
 * @plant core/cbor.c dereference s/item->width > left - 1u/item->width > left/
 * @plant core/cbor.c content_lies_inside s/return item->value > left \? HF_ERR_CBOR_END : HF_OK;/return item->value > left + 1u ? HF_ERR_CBOR_END : HF_OK;/
 * @plant core/cbor.c pairs_are_bounded s/item->value > left \/ 2u/item->value > left/
 * @plant core/cbor.c a_tag_has_something s/walk->offset \+= head \+ read.span.size;\s*$/walk->offset += head + read.span.size + (read.kind == HF_CBOR_TAG \&\& read.value == 55799u);/
 */
void proof_cbor_next(void)
{
    prove_step();
}

/* @proof cbor_next_host host
 * The same where a size has 64 bits: the host's verifier.
 * @options --unwind 9
 * @plant core/cbor.c content_lies_inside s/return item->value > left \? HF_ERR_CBOR_END : HF_OK;/return (uint32_t)item->value > left ? HF_ERR_CBOR_END : HF_OK;/
 */
void proof_cbor_next_host(void)
{
    prove_step();
}

/* @proof cbor_same
 * Any two items with up to eight bytes: the same exactly when kind, value and every byte are.
 * @options --unwind 10
 * @plant core/cbor.c same_exactly_when s/i < a->span.size; i\+\+/i + 1u < a->span.size; i++/
 * @plant core/cbor.c (same_exactly_when|dereference) s/ \|\| a->value != b->value//
 */
void proof_cbor_same(void)
{
    struct hf_cbor_item item[2];
    int same = 1;

    for (unsigned i = 0; i < 2; i++) {
        int const is_string = item[i].kind == HF_CBOR_BYTES || item[i].kind == HF_CBOR_TEXT;

        ASSUME(!is_string || item[i].value <= 8u);
        item[i].span.size = is_string ? (size_t)item[i].value : 0;
        item[i].span.bytes = any_bytes(item[i].span.size);
    }
    same = item[0].kind == item[1].kind && item[0].value == item[1].value;
    for (size_t i = 0; same && i < item[0].span.size; i++) {
        same = item[0].span.bytes[i] == item[1].span.bytes[i];
    }
    PROVE((hf_cbor_same(&item[0], &item[1]) != 0) == same, "same exactly when all of it is");
}

/* The items that must still come, over all levels. Each level holds at most as many as the walk has
 * bytes, which check_room() saw to. */
static size_t still_open(const struct hf_cbor_nest *nest)
{
    size_t sum = 0;

    for (size_t i = 0; i <= HF_CBOR_DEPTH_MAX; i++) {
        sum += i < nest->depth ? nest->left[i] : 0;
    }
    return sum;
}

static struct hf_cbor_item last_item;

hf_err_t next_model(struct hf_cbor_walk *walk, struct hf_cbor_item *item)
{
    hf_err_t const result = any_step(walk, item);

    last_item = *item;
    return result;
}

/* @proof cbor_skip_step
 * From every state of a skip that holds its invariant, over a reader as cbor_next proves it: a step
 * keeps the invariant, moves forward, and takes one item from those that must still come and adds
 * those that it holds. So a skip that started with one and has none left has passed over exactly one
 * item, however long and nested.
 * @models hf_cbor_next:next_model
 * @options --unwind 10
 * @plant core/cbor.c (array_bounds|never_deeper) s/nest->depth > HF_CBOR_DEPTH_MAX/nest->depth > HF_CBOR_DEPTH_MAX + 1u/
 * @plant core/cbor.c something_is_left s/i <= HF_CBOR_DEPTH_MAX; i\+\+/i < 2u; i++/
 * @plant core/cbor.c one_less s/\(size_t\)item->value \* 2u/(size_t)item->value/
 * @plant core/cbor.c one_less s/    case HF_CBOR_TAG:\s*$/    case HF_CBOR_SIMPLE:/
 * @plant core/cbor.c does_not_move s/hf_cbor_next\(\&ahead, \&item\);/hf_cbor_next(\&ahead, \&item); *walk = ahead;/
 */
void proof_cbor_skip_step(void)
{
    struct hf_cbor_walk walk = any_walk(1u << 20);
    struct hf_cbor_walk const before = walk;
    struct hf_cbor_nest nest;

    ASSUME(nest.depth >= 1 && nest.depth <= HF_CBOR_DEPTH_MAX + 1u);
    for (size_t i = 0; i <= HF_CBOR_DEPTH_MAX; i++) {
        /* a level below the top has an item under way, and may have nothing behind it */
        ASSUME(nest.left[i] <= walk.size && (i + 1 != nest.depth || nest.left[i] > 0));
    }
    size_t const open = still_open(&nest);
    hf_err_t const result = hf_cbor_skip_step(&walk, &nest);

    PROVE(walk.bytes == before.bytes && walk.size == before.size, "the walk stays on its bytes");
    if (result != HF_OK) {
        PROVE(walk.offset == before.offset, "a failed step does not move");
        return;
    }
    size_t const value = (size_t)last_item.value;
    size_t const content = last_item.kind == HF_CBOR_ARRAY ? value
                           : last_item.kind == HF_CBOR_MAP ? value + value
                           : last_item.kind == HF_CBOR_TAG ? 1u
                                                           : 0u;

    PROVE(walk.offset > before.offset && walk.offset <= walk.size, "a step moves forward");
    PROVE(nest.depth <= HF_CBOR_DEPTH_MAX + 1u, "never deeper than there is room");
    PROVE(nest.depth == 0 || nest.left[nest.depth - 1] > 0, "something is left on the top level");
    PROVE(still_open(&nest) == open - 1u + content, "one less, and what it holds");
    PROVE((nest.depth == 0) == (still_open(&nest) == 0), "over exactly when nothing is open");
    for (size_t i = 0; i <= HF_CBOR_DEPTH_MAX; i++) {
        PROVE(i >= nest.depth || nest.left[i] <= walk.size, "no level holds more than the bytes");
    }
}

static unsigned skip_steps;
static struct hf_cbor_walk reached; /* where the last step ended */
static int ended;                   /* nothing is open any more */

/* Any step of a skip. It leaves any state behind that holds the invariant, so that the second step
 * starts from any, and stands for all that follow: it ends the skip. */
hf_err_t skip_step_model(struct hf_cbor_walk *walk, struct hf_cbor_nest *nest)
{
    struct hf_cbor_nest any;
    size_t const before = walk->offset;

    PROVE(walk->offset <= walk->size, "a walk holds its invariant");
    PROVE(nest->depth >= 1 && nest->depth <= HF_CBOR_DEPTH_MAX + 1u &&
              nest->left[nest->depth - 1] > 0,
          "a nest holds its invariant");
    PROVE(skip_steps != 0 || still_open(nest) == 1u, "a skip starts with one item");
    skip_steps++;
    if (any_int()) {
        return any_refusal();
    }
    ASSUME(any.depth <= HF_CBOR_DEPTH_MAX + 1u && (skip_steps == 1u || any.depth == 0));
    ASSUME(any.depth == 0 || any.left[any.depth - 1] > 0);
    *nest = any;
    walk->offset = any_size();
    ASSUME(walk->offset > before && walk->offset <= walk->size);
    reached = *walk;
    ended = any.depth == 0;
    return HF_OK;
}

/* @proof cbor_skip
 * Over steps as cbor_skip_step proves them: a skip starts with one item to come, ends when nothing
 * is open, and stands where its last step did; a failed skip stays where it was.
 * @quick
 * @models hf_cbor_skip_step:skip_step_model
 * @options --unwind 10 --unwindset hf_cbor_skip.0:3
 * @plant core/cbor.c stays_where s/^    struct hf_cbor_walk ahead = \*walk;$/    struct hf_cbor_walk ahead = *walk; walk->offset = 0;/
 * @plant core/cbor.c starts_with_one s/\.left = \{1\}/.left = {2}/
 * @plant core/cbor.c ends_when s/while \(nest.depth > 0\)/while (nest.depth > 1)/
 */
void proof_cbor_skip(void)
{
    struct hf_cbor_walk walk = any_walk(70000);
    size_t const before = walk.offset;

    if (hf_cbor_skip(&walk) != HF_OK) {
        PROVE(walk.offset == before, "a failed skip stays where it was");
        return;
    }
    PROVE(skip_steps > 0 && ended, "it ends when nothing is open");
    PROVE(walk.offset == reached.offset && walk.bytes == reached.bytes, "where the last step did");
}

/* RFC 3629 as a table of what a character may be, by value. Gives its length, or 0. */
static size_t character(const uint8_t *at, size_t left)
{
    uint32_t const least[] = {0, 0, 0x80, 0x800, 0x10000};
    size_t const length = at[0] < 0x80               ? 1
                          : (at[0] & 0xe0u) == 0xc0u ? 2
                          : (at[0] & 0xf0u) == 0xe0u ? 3
                          : (at[0] & 0xf8u) == 0xf0u ? 4
                                                     : 0;
    uint32_t value = length == 1 ? at[0] : at[0] & (0x7fu >> length);

    if (length == 0 || length > left) {
        return 0;
    }
    for (size_t i = 1; i < length; i++) {
        if ((at[i] & 0xc0u) != 0x80u) {
            return 0;
        }
        value = value << 6 | (at[i] & 0x3fu);
    }
    return value < least[length] || value > 0x10ffffu || (value >= 0xd800u && value <= 0xdfffu)
               ? 0
               : length;
}

/* @proof cbor_utf8
 * Over up to five bytes, any content: the check by bytes says the same as decoding to code points.
 * @options --unwind 7
 * @plant core/cbor.c same_verdict s/first > 0xf4/first > 0xf5/
 * @plant core/cbor.c same_verdict s/first < 0xc2/first < 0xc1/
 */
void proof_cbor_utf8(void)
{
    size_t const size = any_size();
    size_t at = 0;

    ASSUME(size <= 5);
    uint8_t *text = any_bytes(size);
    hf_err_t const result = hf_cbor_check_utf8((hf_span_t){text, size});

    while (at < size) {
        size_t const length = character(text + at, size - at);

        if (length == 0) {
            break;
        }
        at += length;
    }
    PROVE((result == HF_OK) == (at == size), "the same verdict");
}

/* @proof cbor_write
 * Any number, as any kind, into any buffer from any offset: nothing outside is written; what was
 * written is read back as the same kind and value, in the shortest form.
 * @options --unwind 10
 * @plant core/cbor.c dereference s/bytes.size > out->size - out->offset/bytes.size > out->size/
 * @plant core/cbor.c same_value s/value >> \(8u \* width_of\(info\)\)\) != 0/value >> (8u * width_of(info))) > 1u/
 */
void proof_cbor_write(void)
{
    struct hf_cbor_out out = {NULL, any_size(), any_size(), HF_OK};
    enum hf_cbor_kind const kind = (enum hf_cbor_kind)(any_u8() % HF_CBOR_SIMPLE);
    uint64_t const value = any_u64();
    struct hf_cbor_item item;
    size_t size;

    ASSUME(out.size <= 70000 && out.offset <= out.size);
    size_t const before = out.offset;

    out.bytes = any_bytes(out.size);
    hf_cbor_write_head(&out, kind, value);
    PROVE(out.offset <= out.size, "the invariant holds");
    if (hf_cbor_end(&out, &size) != HF_OK) {
        PROVE(out.offset == before, "what does not fit is not written");
        return;
    }
    PROVE(size - before <= 9, "a head has at most nine bytes");
    PROVE(read_head(out.bytes + before, size - before, HF_CBOR_SHORTEST, &item) == HF_OK,
          "the head can be read, and is in its shortest form");
    PROVE(item.kind == kind && item.value == value, "the same value");
    PROVE(before + 1u + item.width == size, "no byte more");
}

/* @proof cbor_raw
 * Any bytes, up to eight, behind anything that was written before, or only counted: nothing outside is
 * written, every byte arrives, and what does not fit, or comes after what did not, leaves the buffer
 * as it was.
 * @options --unwind 10
 * @plant core/cbor.c (every_byte|dereference) s/out->offset \+ i\] = bytes.bytes\[i\]/out->offset] = bytes.bytes[i]/
 * @plant core/cbor.c leaves_the_buffer s/out->state != HF_OK \|\| bytes.size/bytes.size/
 * @plant core/cbor.c dereference s/bytes.size > out->size - out->offset/bytes.size > out->size/
 */
void proof_cbor_raw(void)
{
    struct hf_cbor_out out = {NULL, any_size(), any_size(), any_int() ? HF_OK : HF_ERR_CBOR_ROOM};
    struct hf_cbor_out const before = out;
    size_t const size = any_size();
    size_t const i = any_size();

    ASSUME(out.size <= 70000 && out.offset <= out.size && size <= 8);
    uint8_t *content = any_bytes(size);
    uint8_t *bytes = any_bytes(out.size);

    out.bytes = any_int() ? bytes : NULL;
    hf_cbor_write_raw(&out, (hf_span_t){content, size});
    PROVE(out.offset <= out.size && out.size == before.size, "the invariant holds");
    if (out.state != HF_OK) {
        PROVE(out.offset == before.offset, "what does not fit leaves the buffer as it was");
        PROVE(before.state != HF_OK || size > before.size - before.offset, "and only that");
        return;
    }
    PROVE(before.state == HF_OK, "nothing more is written after what did not fit");
    PROVE(out.offset == before.offset + size, "no byte more");
    PROVE(i >= size || out.bytes == NULL || bytes[before.offset + i] == content[i],
          "every byte arrives");
}
