/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * lab/proofs/cbor_step.h - what a step of the CBOR reader promises: cbor_next and cbor_next_host prove
 * the list, and the harnesses above the reader get any step that keeps it, instead of the bytes. */
#ifndef HF_LAB_PROOFS_CBOR_STEP_H
#define HF_LAB_PROOFS_CBOR_STEP_H

#include "core/cbor.h"
#include "lab/proofs/proof.h"

#define CBOR_STEP(CHECK, before, walk, item)                                                       \
    CHECK((walk)->bytes == (before)->bytes && (walk)->size == (before)->size &&                    \
              (walk)->form == (before)->form,                                                      \
          "the walk stays on its bytes");                                                          \
    CHECK((walk)->offset <= (walk)->size, "the invariant holds");                                  \
    CHECK((walk)->offset > (before)->offset, "a step moves forward");                              \
    CHECK((item)->span.size < (walk)->offset - (before)->offset &&                                 \
              (item)->span.bytes == (walk)->bytes + ((walk)->offset - (item)->span.size),          \
          "the content lies between a head and where the walk stands");                            \
    CHECK((item)->kind <= HF_CBOR_SIMPLE && (item)->width <= 8, "kind and width exist");           \
    CHECK((item)->kind != HF_CBOR_ARRAY || (item)->value <= (walk)->size - (walk)->offset,         \
          "a count is bounded by the bytes left");                                                 \
    CHECK((item)->kind != HF_CBOR_MAP || (item)->value <= ((walk)->size - (walk)->offset) / 2u,    \
          "pairs are bounded by the bytes left");                                                  \
    CHECK((item)->kind != HF_CBOR_TAG || (walk)->offset < (walk)->size,                            \
          "a tag has something behind it");                                                        \
    CHECK((item)->span.size == ((item)->kind == HF_CBOR_BYTES || (item)->kind == HF_CBOR_TEXT      \
                                    ? (size_t)(item)->value                                        \
                                    : 0u) &&                                                       \
              (uint64_t)(item)->span.size <= (item)->value,                                        \
          "a string is as long as it says")

/* Any step of hf_cbor_next(); a refused one changes nothing. */
static inline hf_err_t any_step(struct hf_cbor_walk *walk, struct hf_cbor_item *item)
{
    struct hf_cbor_walk const before = *walk;
    struct hf_cbor_item any;

    PROVE(walk->offset <= walk->size, "a walk holds its invariant");
    PROVE(walk->size == 0 || __CPROVER_r_ok(walk->bytes, walk->size), "a walk is over real bytes");
    if (any_int()) {
        return any_refusal();
    }
    walk->offset = any_size();
    ASSUME(walk->offset <= walk->size && any.span.size <= walk->offset);
    any.span.bytes = walk->bytes + (walk->offset - any.span.size);
    CBOR_STEP(TAKE, &before, walk, &any);
    *item = any;
    return HF_OK;
}

#endif
