/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * core/cbor.h - as much CBOR (RFC 8949) as an attestation token needs: a writer that gives the core
 * deterministic form, and a reader that trusts nothing. No heap, no recursion.
 *
 * The reader is an iterator: a state with the invariant `offset <= size`, one step without a loop
 * over the input. Lengths must be definite; what the reader does with a number that could have been
 * written shorter is its caller's choice (enum hf_cbor_form). */
#ifndef HF_CORE_CBOR_H
#define HF_CORE_CBOR_H

#include "core/error.h"
#include "core/span.h"

/* The major type of an item, as it stands in the upper three bits of its first byte. */
enum hf_cbor_kind {
    HF_CBOR_UINT = 0, /* value */
    HF_CBOR_NINT = 1, /* -1 - value */
    HF_CBOR_BYTES = 2,
    HF_CBOR_TEXT = 3,
    HF_CBOR_ARRAY = 4,  /* value items follow */
    HF_CBOR_MAP = 5,    /* value pairs follow */
    HF_CBOR_TAG = 6,    /* one item follows */
    HF_CBOR_SIMPLE = 7, /* value is the simple value, or the bits of a float */
};

#define HF_CBOR_FALSE     20u
#define HF_CBOR_NULL      22u
#define HF_CBOR_UNDEFINED 23u

/* Whether a number or a length must be in its shortest form. RFC 9783 asks a verifier to take any
 * width; our own encoder never needs it. */
enum hf_cbor_form { HF_CBOR_SHORTEST = 0x35, HF_CBOR_ANY_WIDTH = 0x5a };

/* INVARIANT: offset <= size after every call. */
struct hf_cbor_walk {
    const uint8_t *bytes;
    size_t size;
    size_t offset;
    enum hf_cbor_form form;
};

struct hf_cbor_item {
    enum hf_cbor_kind kind;
    uint64_t value; /* the number, the length, the count, the tag */
    hf_span_t span; /* of BYTES and TEXT: the content, inside the bytes walked; never NULL */
    uint8_t width;  /* bytes behind the first one that held `value`: 0, 1, 2, 4, 8 */
};

#define HF_CBOR_DEPTH_MAX 8u

/* What hf_cbor_skip() still has to pass over, level by level.
 * INVARIANT: depth <= HF_CBOR_DEPTH_MAX + 1, and left[depth - 1] > 0 unless depth is 0. */
struct hf_cbor_nest {
    size_t left[HF_CBOR_DEPTH_MAX + 1u];
    size_t depth;
};

/* Establishes the invariant for any span. */
static inline struct hf_cbor_walk hf_cbor_begin(hf_span_t bytes, enum hf_cbor_form form)
{
    return (struct hf_cbor_walk){bytes.bytes, bytes.size, 0, form};
}

/* True when every byte has been used. */
static inline int hf_cbor_done(const struct hf_cbor_walk *walk)
{
    return walk->offset == walk->size;
}

/* One step: reads one head, and of a string its content too. Arrays, maps and tags are entered: the
 * next step reads their first item. `walk` and `item` are unchanged on failure.
 * HF_ERR_CBOR_END        the item runs over the end
 * HF_ERR_CBOR_FORM       a reserved first byte, or a simple value in the wrong form
 * HF_ERR_CBOR_INDEFINITE an indefinite length, or the break that ends one
 * HF_ERR_CBOR_SHORTEST   HF_CBOR_SHORTEST was asked for and the number has a shorter form
 * A count of more items than bytes are left is HF_ERR_CBOR_END, so a caller's loop over it is
 * bounded by the input's size. */
HF_MUST_CHECK hf_err_t hf_cbor_next(struct hf_cbor_walk *walk, struct hf_cbor_item *item);

/* One step of a skip: one item read, levels that it ends are left. ASSUMES: nest->depth > 0; the
 * skip is over when it is 0. HF_ERR_CBOR_DEPTH when items nest deeper than HF_CBOR_DEPTH_MAX. */
HF_MUST_CHECK hf_err_t hf_cbor_skip_step(struct hf_cbor_walk *walk, struct hf_cbor_nest *nest);

/* Passes over one whole item with all that it holds. `walk` is unchanged on failure. */
HF_MUST_CHECK hf_err_t hf_cbor_skip(struct hf_cbor_walk *walk);

/* True when two numbers or two strings are the same value, whatever their widths. */
int hf_cbor_same(const struct hf_cbor_item *a, const struct hf_cbor_item *b);

/* HF_ERR_CBOR_UTF8 when `text` is not UTF-8: overlong forms, surrogates and values above U+10FFFF
 * are not. */
HF_MUST_CHECK hf_err_t hf_cbor_check_utf8(hf_span_t text);

/* Writes into `bytes`, or only counts when `bytes` is NULL. What does not fit is not written, and
 * hf_cbor_end() says so: the calls between need no check.
 * INVARIANT: offset <= size after every call. */
struct hf_cbor_out {
    uint8_t *bytes;
    size_t size;
    size_t offset;
    hf_err_t state; /* HF_OK, or why nothing is written any more */
};

static inline struct hf_cbor_out hf_cbor_out(uint8_t *bytes, size_t size)
{
    return (struct hf_cbor_out){bytes, size, 0, HF_OK};
}

/* The head of an item: shortest form. Of BYTES and TEXT the content must follow by
 * hf_cbor_write_raw(). */
void hf_cbor_write_head(struct hf_cbor_out *out, enum hf_cbor_kind kind, uint64_t value);
void hf_cbor_write_raw(struct hf_cbor_out *out, hf_span_t bytes);
void hf_cbor_write_int(struct hf_cbor_out *out, int64_t value);
void hf_cbor_write_bytes(struct hf_cbor_out *out, hf_span_t bytes);
void hf_cbor_write_text(struct hf_cbor_out *out, hf_span_t text);

/* HF_ERR_CBOR_ROOM when something did not fit; `size` is then unchanged. */
HF_MUST_CHECK hf_err_t hf_cbor_end(const struct hf_cbor_out *out, size_t *size);

#endif
