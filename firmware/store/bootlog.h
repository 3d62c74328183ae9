/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * firmware/store/bootlog.h - what happened and what is under way: the boot log. urot opens it,
 * compacts it and starts it anew where it was lost; secure opens it and appends. The key is K_log,
 * which urot derives; who has it can write records, nobody else can.
 *
 * NOT DEFEATED: an older log put back by somebody who can write the flash (the floors of the
 * one-way counters hold all the same), and the loss of the last records by the same hand. */
#ifndef HF_STORE_BOOTLOG_H
#define HF_STORE_BOOTLOG_H

#include "core/bootlog.h"
#include "firmware/store/journal.h"

#define HF_BOOTLOG_KEY          32u
#define HF_BOOTLOG_CAPACITY_MIN 2048u /* of each half */

struct hf_bootlog {
    struct hf_journal journal;
    uint8_t key[HF_BOOTLOG_KEY];
    uint8_t work[128];
    uint32_t state_at[HF_BOOTLOG_STATES]; /* offset of the newest record, or none */
    uint32_t history;                     /* history records in the active half */
    uint32_t boot;                        /* number of the last boot */
    uint32_t gaps;                        /* places where acknowledged records are missing */
};

/* Finds the log in the two halves. HF_ERR_JOURNAL_AREA, HF_ERR_JOURNAL_EMPTY,
 * HF_ERR_JOURNAL_FOREIGN as hf_journal_pick(); after the last two hf_bootlog_start() may follow. */
HF_MUST_CHECK hf_err_t hf_bootlog_open(struct hf_bootlog *log, const struct hf_region half[2],
                                       const uint8_t key[HF_BOOTLOG_KEY]);

/* Starts an empty log in the same halves, after hf_bootlog_open() found none. */
HF_MUST_CHECK hf_err_t hf_bootlog_start(struct hf_bootlog *log);

/* Appends one entry; HF_OK means that it lasts. A history entry gets the number of the boot, a BOOT
 * entry the next number. HF_ERR_BOOTLOG_FORM: no such entry. HF_ERR_JOURNAL_FULL,
 * HF_ERR_JOURNAL_WORN: hf_bootlog_compact() first. Else what the flash says; the state is as before
 */
HF_MUST_CHECK hf_err_t hf_bootlog_append(struct hf_bootlog *log, struct hf_bootlog_entry *entry);

/* How many of the largest entries fit before the log must be compacted. */
uint32_t hf_bootlog_room(const struct hf_bootlog *log);

/* Carries the states and the newest history over to the other half. */
HF_MUST_CHECK hf_err_t hf_bootlog_compact(struct hf_bootlog *log);

/* The newest INSTALL, PROGRESS or CONFIRM entry of a role. HF_ERR_JOURNAL_END: there is none, or
 * its end was recorded. */
HF_MUST_CHECK hf_err_t hf_bootlog_state(struct hf_bootlog *log, enum hf_bootlog_kind kind,
                                        uint32_t role, struct hf_bootlog_entry *entry);

/* All entries, oldest first: start with hf_journal_walk_start(&log->journal, &walk).
 * HF_ERR_JOURNAL_END after the last. */
HF_MUST_CHECK hf_err_t hf_bootlog_next(struct hf_bootlog *log, struct hf_journal_walk *walk,
                                       struct hf_bootlog_entry *entry);

/* Takes over what the retained ring holds (refusals, faults, denials, one boot per boot) and
 * empties it; when the log takes no more, the ring stays as it is. */
void hf_bootlog_keep(struct hf_bootlog *log, struct hf_records *ring);

/* Forgets the key. */
void hf_bootlog_close(struct hf_bootlog *log);

#endif
