/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * host/attack/card.h - the score card: what was expected, what was measured, with which evidence.
 * docs/schema/scorecard-1.json describes its JSON. */
#ifndef HF_HOST_ATTACK_CARD_H
#define HF_HOST_ATTACK_CARD_H

#include "host/attack/attack.h"

#include <jansson.h>
#include <stdio.h>

struct hf_card_run {
    const struct hf_lab_attack *attack;
    const char *board;
    bool expected_held;
    struct hf_result result;
    char evidence[HF_EVIDENCE_DIGITS + 1u];
};

/* What applies, and could not be measured. */
struct hf_card_gap {
    const struct hf_lab_attack *attack;
    const char *board;
    char why[128];
};

struct hf_card {
    struct hf_card_run runs[HF_CARD_RUNS_MAX];
    size_t count;
    struct hf_card_gap gaps[HF_CARD_RUNS_MAX];
    size_t gap_count;
};

/* One of these makes the run an answer "no". */
bool hf_card_void(const struct hf_card *card);     /* a control failed: nothing counts */
bool hf_card_surprise(const struct hf_card *card); /* measured differs from expected */

/* True when this run did not end as expected, in whole or in one case. */
bool hf_card_run_odd(const struct hf_card_run *run);

/* Which attacks: "t4", an id, or nothing for all. */
struct hf_card_plan {
    const struct hf_lab_attacks *attacks;
    const char *const *wanted; /* threats and ids */
    size_t wanted_count;       /* 0: all */
    const char *lab;           /* lab/keys */
    const char *reports;
    const char *program;
    double seconds;
    size_t jobs; /* attacks at a time; 0: one for each processor */
    void (*progress)(const char *board, const char *id, size_t done, size_t all); /* or NULL */
};

/* Runs all wanted attacks that apply to the board, and adds them to the card. */
bool hf_card_fill(const struct hf_card_plan *plan, const char *build, struct hf_arena *arena,
                  struct hf_card *card, struct hf_trouble *trouble);

/* True when `word` is a threat or an attack that exists. */
bool hf_card_knows(const struct hf_lab_attacks *attacks, const char *word);

json_t *hf_card_json(const struct hf_card *card);
void hf_card_text(FILE *out, const struct hf_card *card);

#endif
