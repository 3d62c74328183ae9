/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * core/journal.h - the form of one record in a journal: what boot log and vault have in common.
 * A record is head, body, tag, padded to whole granules. docs/formats/journal.md has the layout and
 * the reasons. No I/O and no cryptography here: firmware/store/journal.c walks the flash. */
#ifndef HF_CORE_JOURNAL_H
#define HF_CORE_JOURNAL_H

#include "core/error.h"

#include <stddef.h>
#include <stdint.h>

/* A record starts at a multiple of the granule: the largest program unit of any part (H7). */
#define HF_JOURNAL_GRANULE 32u
#define HF_JOURNAL_HEAD    32u
#define HF_JOURNAL_TAG     16u
#define HF_JOURNAL_LINK    12u

/* Kinds 1 to 0x3f belong to the journal's user. */
#define HF_JOURNAL_COPY   0x80u /* set beside a kind: carried over while compacting */
#define HF_JOURNAL_COMMIT 0x40u /* the compaction before it is complete */
#define HF_JOURNAL_KIND   0x3fu /* mask */

struct hf_journal_head {
    uint16_t magic; /* whose journal */
    uint8_t version;
    uint8_t kind;
    uint16_t length;               /* bytes of body */
    uint16_t inverse;              /* ~length; hf_journal_head_write() sets it */
    uint32_t epoch;                /* the user's; zero where there is none */
    uint32_t generation;           /* one higher with every compaction */
    uint32_t sequence;             /* 1, 2, 3 ... within a generation */
    uint8_t link[HF_JOURNAL_LINK]; /* the first bytes of the tag of the record before */
};

/* The struct is the head, byte for byte: device and host are little-endian. */
_Static_assert(__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__, "heads are copied");
_Static_assert(sizeof(struct hf_journal_head) == HF_JOURNAL_HEAD, "head layout");
_Static_assert(HF_JOURNAL_HEAD == HF_JOURNAL_GRANULE, "one read finds out whether a record starts");

/* Bytes on flash of a record with a body of `length`: a multiple of HF_JOURNAL_GRANULE. */
static inline uint32_t hf_journal_record_size(uint32_t length)
{
    return (HF_JOURNAL_HEAD + length + HF_JOURNAL_TAG + HF_JOURNAL_GRANULE - 1u) /
           HF_JOURNAL_GRANULE * HF_JOURNAL_GRANULE;
}

void hf_journal_head_write(const struct hf_journal_head *head, uint8_t out[HF_JOURNAL_HEAD]);

/* Reads a head. It is not authenticated yet: the caller bounds `length` by its buffer, and then
 * checks the tag. HF_ERR_JOURNAL_FORM: other magic or version, no kind, or a length whose inverse
 * does not stand beside it; `head` is unchanged */
HF_MUST_CHECK hf_err_t hf_journal_head_read(const uint8_t in[HF_JOURNAL_HEAD], uint16_t magic,
                                            uint8_t version, struct hf_journal_head *head);

#endif
