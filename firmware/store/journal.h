/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * firmware/store/journal.h - two halves of flash, one of which holds the truth. Records are
 * appended to the active half; when it is full, what still counts is copied to the other half,
 * which becomes the active one by a commit record at its end. Nothing is ever changed in place, and
 * nothing but records says what counts. docs/formats/journal.md explains it.
 *
 * INVARIANT: a record that hf_journal_append() acknowledged is found by the next walk, whatever
 * power does; a record that was torn is skipped.
 * ASSUMES: one writer at a time; hf_nvm_program() writes a span in ascending order. */
#ifndef HF_STORE_JOURNAL_H
#define HF_STORE_JOURNAL_H

#include "core/error.h"
#include "core/journal.h"
#include "core/span.h"
#include "hw/api/map.h"

#include <stddef.h>
#include <stdint.h>

/* How a journal's records are authenticated. `record` is head, body, tag. */
struct hf_journal_seal {
    uint16_t magic;
    uint8_t version;
    /* Writes the tag behind the body of `length` bytes; may encrypt the body in place.
     * HF_ERR_CRYPTO_ENGINE */
    hf_err_t (*seal)(const void *keys, uint8_t *record, uint32_t length);
    /* Checks the tag; may decrypt in place. HF_ERR_JOURNAL_SEAL: it is wrong. */
    hf_err_t (*unseal)(const void *keys, uint8_t *record, uint32_t length);
};

/* Filled by the owner before hf_journal_pick(). */
struct hf_journal_setup {
    const struct hf_journal_seal *seal;
    const void *keys;
    struct hf_region half[2]; /* whole sectors; the smaller one sets the capacity of both */
    uint8_t *work;            /* one record at a time; its size bounds a record */
    uint32_t work_size;
};

/* Where a walk stands. INVARIANT: at <= capacity, and every step raises `at` or ends the walk. */
struct hf_journal_walk {
    uint32_t half;
    uint32_t at;         /* offset in the half */
    uint32_t end;        /* of the last record found */
    uint32_t generation; /* of the first record found; 0 before it */
    uint32_t sequence;   /* of the last record found */
    uint32_t epoch;      /* of the last record found */
    uint8_t link[HF_JOURNAL_LINK];
};

/* A record that authenticated. Its body lies in the work buffer until the next call. */
struct hf_journal_record {
    struct hf_journal_head head;
    uint32_t at;      /* offset in its half */
    uint32_t follows; /* 0: one or more records before it are missing */
    uint8_t *body;
};

/* What stops an append. */
enum hf_journal_state {
    HF_JOURNAL_CLOSED = 0x18, /* not picked, or picked and not walked to its end */
    HF_JOURNAL_READY = 0x27,
    HF_JOURNAL_TURNING = 0x4d, /* compacting: appends go to the other half */
    HF_JOURNAL_WORN = 0xb2,    /* a program failed, now or before: this half takes no more */
};

struct hf_journal {
    struct hf_journal_setup setup;
    uint32_t capacity; /* bytes of a half that are used */
    uint32_t active;
    uint32_t state;              /* enum hf_journal_state */
    uint32_t highest;            /* generation seen, committed or not; above that of a half in which
                                    a program failed. 0 before the first hf_journal_pick() */
    uint32_t epoch;              /* of the half appended to */
    uint32_t turn_to;            /* the half appended to */
    struct hf_journal_walk tail; /* where the next record goes */
};

/* HF_ERR_JOURNAL_AREA: the halves are not whole sectors, or the buffer holds no record. For an
 * owner whose setup no build has checked (the boot log's: hw/board/layout_check.c). */
HF_MUST_CHECK hf_err_t hf_journal_check(const struct hf_journal_setup *setup);

/* Finds the active half: the committed one of the highest generation. Sets the capacity.
 * ASSUMES: hf_journal_check() would say HF_OK.
 * HF_ERR_JOURNAL_EMPTY    both halves are blank: never started
 * HF_ERR_JOURNAL_FOREIGN  there is something, but nothing committed that authenticates
 * After EMPTY and FOREIGN hf_journal_turn() may start a new journal. */
HF_MUST_CHECK hf_err_t hf_journal_pick(struct hf_journal *journal);

/* Are these bytes as an erase leaves them? */
int hf_journal_is_blank(const uint8_t *bytes, uint32_t size);

/* A walk over the active half, from its first record. */
void hf_journal_walk_start(const struct hf_journal *journal, struct hf_journal_walk *walk);

/* The next record that authenticates; unreadable and torn ones are passed over.
 * HF_ERR_JOURNAL_END  there is none. The owner's first walk to the end makes the journal ready. */
HF_MUST_CHECK hf_err_t hf_journal_next(struct hf_journal *journal, struct hf_journal_walk *walk,
                                       struct hf_journal_record *record);

/* After a walk that ended: appends go where it ended. No more of them go into a half
 * - behind whose last record stands something that is no record: cells that power tore may read as
 *   blank tomorrow, and a blank granule ends a walk;
 * - while the other one is newer, and only not committed: its commit, which was torn, may be
 *   readable tomorrow. */
void hf_journal_ready(struct hf_journal *journal, const struct hf_journal_walk *walk);

/* Reads the record at `at` of the active half again. HF_ERR_JOURNAL_FORM, HF_ERR_JOURNAL_SEAL,
 * HF_ERR_NVM_ECC */
HF_MUST_CHECK hf_err_t hf_journal_read(struct hf_journal *journal, uint32_t at,
                                       struct hf_journal_record *record);

/* Where the caller puts the body of the record that it will append. */
static inline uint8_t *hf_journal_body(struct hf_journal *journal)
{
    return journal->setup.work + HF_JOURNAL_HEAD;
}

/* The largest body that the work buffer and a half can hold. */
uint32_t hf_journal_body_max(const struct hf_journal *journal);

/* Bytes left where the next record goes. 0 when the half takes no more. */
uint32_t hf_journal_room(const struct hf_journal *journal);

/* Appends the body that stands at hf_journal_body(); `at` is where it went. HF_OK means that it
 * lasts. HF_ERR_JOURNAL_FULL, HF_ERR_JOURNAL_WORN (compact first), or what hf_nvm_program() says:
 * the half is worn then */
HF_MUST_CHECK hf_err_t hf_journal_append(struct hf_journal *journal, uint8_t kind, uint32_t length,
                                         uint32_t *at);

/* Starts a compaction: erases the other half and lets appends go there, as generation `highest` + 1
 * of `epoch`. The active half stays what it is, and readable, until hf_journal_commit(). After any
 * failure the owner picks and walks again. */
HF_MUST_CHECK hf_err_t hf_journal_turn(struct hf_journal *journal, uint32_t epoch);

/* Appends the commit record, with the body that stands at hf_journal_body(). From here on the other
 * half is the active one. */
HF_MUST_CHECK hf_err_t hf_journal_commit(struct hf_journal *journal, uint32_t length);

/* Erases both halves: what was in them is gone. Used for wiping, never while data counts. */
HF_MUST_CHECK hf_err_t hf_journal_erase(struct hf_journal *journal);

#endif
