/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * host/prove/prove.h - a verdict on paper and the measurement that goes with it, as one answer.
 *
 * A board stands in for a part: it shows what the software does behind a wall of the same kind,
 * never what the silicon does. So a measured pass raises nothing that rests on silicon, and a
 * measured failure always lowers the answer. */
#ifndef HF_HOST_PROVE_PROVE_H
#define HF_HOST_PROVE_PROVE_H

#include "host/attack/card.h"

#define HF_PROVE_BOARDS_MAX 8u

struct hf_proof {
    struct hf_arena arena;
    json_t *assessment; /* holdfast.assessment/1, with what was measured */
    const char *paper;  /* the verdict before anything was measured */
    struct {
        const char *board;
        const char *title;
        const char *parts; /* for which it stands in: "STM32U585, STM32H573" */
    } boards[HF_PROVE_BOARDS_MAX];
    size_t board_count;
    const char *without_board; /* parts for which nothing stands in, or "" */
    const char *other_stack;   /* "STM32F407 boots by mcuboot", or "": not what was attacked */
    struct hf_lab_attacks attacks;
    struct hf_card card;
    char qemu[32];    /* its version */
    char when[32];    /* UTC */
    double seconds;   /* that the measurement took */
    const char *logs; /* from the page to the folder of the logs; NULL: no links */
};

struct hf_prove_options {
    const char *profile;
    const char *folder;  /* for the score card */
    const char *program; /* QEMU, or NULL */
    double seconds;      /* time-out of one run */
    void (*progress)(const char *board, const char *what, size_t done, size_t all); /* or NULL */
};

/* Assesses, builds, attacks the stand-in boards, and assesses again with what was
 * measured (host/assess/evidence.h says what that may change). False, with the line, when it
 * cannot. Free with hf_proof_free() in both cases. */
bool hf_prove(const struct hf_prove_options *options, struct hf_proof *proof,
              struct hf_trouble *trouble);
void hf_proof_free(struct hf_proof *proof);

/* What it comes to. */
enum hf_conclusion_kind {
    HF_CONCLUSION_PROVED,     /* acceptable on paper, and what was measured is as it should be */
    HF_CONCLUSION_UNMEASURED, /* acceptable on paper, and no board stands in: nothing is proved */
    HF_CONCLUSION_PAPER,      /* not acceptable on paper: the measurement cannot raise that */
    HF_CONCLUSION_LOWERED,    /* acceptable on paper, but an attack broke what it relies on */
    HF_CONCLUSION_SURPRISE,   /* an attack did not end as expected */
    HF_CONCLUSION_VOID,       /* a control failed */
};

struct hf_conclusion {
    enum hf_conclusion_kind kind;
    const char *word;   /* for the head of a report */
    char sentence[400]; /* why */
};

void hf_conclude(const struct hf_proof *proof, struct hf_conclusion *conclusion);

/* Brings the firmware of a board up to date with script/build: stale firmware would be attacked in
 * the place of what the tree says. Without script/build, what is there must be complete. */
bool hf_prove_build(const char *board, struct hf_arena *arena, struct hf_trouble *trouble);

void hf_proof_text(FILE *out, const struct hf_proof *proof);

/* holdfast.scorecard/1, with the assessment and the conclusion in it. */
json_t *hf_proof_json(const struct hf_proof *proof);

/* One page, complete in itself: no scripts, no fonts, nothing fetched. */
void hf_proof_page(FILE *out, const struct hf_proof *proof);

/* How many attacks on a threat ran on a board, and how many of them broke. */
size_t hf_proof_count(const struct hf_proof *proof, const char *threat, const char *board,
                      size_t *broke);

#endif
