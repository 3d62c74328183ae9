/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * host/assess/evidence.h - what attacks showed: the score cards (holdfast.scorecard/1) that `prove`
 * and `attack` write, and what they may change.
 *
 * INVARIANT: a pass raises only links that rest on software; no measurement on a stand-in board
 * lifts the cap on silicon. A failure always lowers: to -1 when the attack was expected to be held,
 * to 0 when the break was expected, since then it takes code on the device. A card with a failed
 * control counts for nothing. */
#ifndef HF_HOST_ASSESS_EVIDENCE_H
#define HF_HOST_ASSESS_EVIDENCE_H

#include "host/assess/catalog.h"

/* One run of one attack on one board. */
struct hf_scored_run {
    size_t threat; /* 0 for t1 */
    const char *attack;
    const char *board;
    const char *expected;
    const char *measured;
    const char *kind;
    const char *id;   /* of the record that the run left */
    const char *card; /* the file */
    bool counts;      /* measured, held or broke, its card not void, its board known */
    bool held;
    bool expected_held;
};

struct hf_evidence {
    struct hf_scored_run *runs;
    size_t run_count;
    size_t card_count;
    size_t void_count;
    struct hf_arena arena;
};

/* What the runs on some boards change. */
struct hf_effect {
    int ceilings[HF_THREATS];                       /* of the chains in the microcontroller */
    const struct hf_scored_run *broken[HF_THREATS]; /* the run that lowered it, or NULL */
    uint64_t links;  /* of which every attack in `proved_by` ran and was held, by their bit */
    uint32_t proved; /* measures that are there: bits by enum hf_measure */
};

/* Reads every *.json of `folder` that is a score card. */
bool hf_evidence_load(const char *folder, const struct hf_catalog *catalog,
                      struct hf_evidence *evidence, struct hf_trouble *trouble);
void hf_evidence_free(struct hf_evidence *evidence);

/* `evidence` may be NULL: then nothing changes. */
void hf_evidence_effect(const struct hf_evidence *evidence, const struct hf_catalog *catalog,
                        const struct hf_board *const *boards, size_t board_count,
                        struct hf_effect *effect);

#endif
