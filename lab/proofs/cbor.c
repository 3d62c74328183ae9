/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * CBOR: the reader's step from any state, the skip, UTF-8, and the writer with what it writes. */
#include "core/cbor.c"
#include "lab/proofs/proof.h"

static int is_inside(const uint8_t *part, size_t size, const uint8_t *whole, size_t whole_size)
{
    return __CPROVER_same_object(part, whole) &&
           (size_t)__CPROVER_POINTER_OFFSET(part) + size <= whole_size;
}

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

    PROVE(walk.bytes == before.bytes && walk.size == before.size && walk.form == before.form,
          "the walk stays on its bytes");
    PROVE(walk.offset <= walk.size, "the invariant holds");
    if (result != HF_OK) {
        PROVE(walk.offset == before.offset && item.width == 77, "a failed step changes nothing");
        return;
    }
    size_t const left = walk.size - walk.offset;

    PROVE(walk.offset > before.offset, "a step moves forward");
    PROVE(is_inside(item.span.bytes, item.span.size, walk.bytes, walk.size),
          "the content lies inside");
    PROVE(item.kind <= HF_CBOR_SIMPLE && item.width <= 8, "kind and width exist");
    PROVE(item.kind != HF_CBOR_ARRAY || item.value <= left, "a count is bounded by the bytes left");
    PROVE(item.kind != HF_CBOR_MAP || item.value <= left / 2,
          "pairs are bounded by the bytes left");
    PROVE(item.kind != HF_CBOR_TAG || left > 0, "a tag has something behind it");
    PROVE((item.kind != HF_CBOR_BYTES && item.kind != HF_CBOR_TEXT) || item.span.size == item.value,
          "a string is as long as it says");
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

static void prove_nest(const struct hf_cbor_nest *nest)
{
    PROVE(nest->depth <= HF_CBOR_DEPTH_MAX + 1u, "never deeper than there is room");
    PROVE(nest->depth == 0 || nest->left[nest->depth - 1] > 0,
          "something is left on the top level");
}

/* @proof cbor_skip_step
 * From every state of a skip that holds its invariant: a step keeps it, and moves forward.
 * @options --unwind 10
 * @plant core/cbor.c (array_bounds|never_deeper) s/nest->depth > HF_CBOR_DEPTH_MAX/nest->depth > HF_CBOR_DEPTH_MAX + 1u/
 * @plant core/cbor.c something_is_left s/i <= HF_CBOR_DEPTH_MAX; i\+\+/i < 2u; i++/
 */
void proof_cbor_skip_step(void)
{
    struct hf_cbor_walk walk = any_walk(70000);
    struct hf_cbor_walk const before = walk;
    struct hf_cbor_nest nest;

    ASSUME(nest.depth >= 1 && nest.depth <= HF_CBOR_DEPTH_MAX + 1u);
    for (size_t i = 0; i <= HF_CBOR_DEPTH_MAX; i++) {
        /* a level below the top has an item under way, and may have nothing behind it */
        ASSUME(i + 1 != nest.depth || nest.left[i] > 0);
    }
    if (hf_cbor_skip_step(&walk, &nest) == HF_OK) {
        PROVE(walk.offset > before.offset && walk.offset <= walk.size, "a step moves forward");
        prove_nest(&nest);
    } else {
        PROVE(walk.offset == before.offset, "a failed step does not move");
    }
}

/* @proof cbor_skip
 * Over up to four bytes, any content: the skip ends, and has passed over exactly one item.
 * @slow
 * @options --unwind 6 --unwindset hf_cbor_skip_step.0:10,read_number.0:9
 * @plant core/cbor.c one_item s/\(size_t\)item->value \* 2u/(size_t)item->value/
 * @plant core/cbor.c stays_where s/^    struct hf_cbor_walk ahead = \*walk;$/    struct hf_cbor_walk ahead = *walk; walk->offset = 0;/
 */
void proof_cbor_skip(void)
{
    struct hf_cbor_walk walk = any_walk(4);
    struct hf_cbor_walk plain = walk;
    size_t const before = walk.offset;
    size_t open = 1; /* items that must still come, without levels */

    if (hf_cbor_skip(&walk) != HF_OK) {
        PROVE(walk.offset == before, "a failed skip stays where it was");
        return;
    }
    while (open > 0) {
        struct hf_cbor_item item;

        if (hf_cbor_next(&plain, &item) != HF_OK) {
            break;
        }
        open += content_of(&item) - 1u;
    }
    PROVE(open == 0 && plain.offset == walk.offset, "passed over one item");
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
