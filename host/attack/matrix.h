/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * host/attack/matrix.h - a score card as a table of threats by boards, in text, Markdown and HTML.
 * Each cell says the worst that is true of it. */
#ifndef HF_HOST_ATTACK_MATRIX_H
#define HF_HOST_ATTACK_MATRIX_H

#include "host/attack/card.h"

#define HF_MATRIX_THREATS 9u
#define HF_MATRIX_BOARDS  8u

/* From bad to nothing; the first that fits is the cell's word. */
enum hf_cell_word {
    HF_CELL_VOID,           /* a control failed somewhere on the card: nothing counts */
    HF_CELL_BROKE,          /* an attack broke what was expected to hold */
    HF_CELL_ODD,            /* one held that was expected to break: the expectation is wrong */
    HF_CELL_BROKE_EXPECTED, /* a finding */
    HF_CELL_HELD,
    HF_CELL_MODELLED,   /* only what no emulator can show: a statement, not a measurement */
    HF_CELL_UNMEASURED, /* there is no attack yet, or nothing could be measured */
    HF_CELL_NONE,       /* there are attacks, and none applies to this board */
};

struct hf_cell {
    enum hf_cell_word word;
    size_t held;     /* of the measured attacks */
    size_t broke;    /* of them */
    size_t modelled; /* how many more are modelled */
    size_t gaps;     /* how many could not be measured */
};

struct hf_matrix {
    const char *boards[HF_MATRIX_BOARDS]; /* in the order of the card */
    size_t board_count;
    struct hf_cell cells[HF_MATRIX_THREATS][HF_MATRIX_BOARDS];
};

void hf_matrix_make(const struct hf_card *card, const struct hf_lab_attacks *attacks,
                    struct hf_matrix *matrix);

/* "held 13 of 13", "BROKE", "not yet measured" */
const char *hf_cell_text(const struct hf_cell *cell, char text[64]);

void hf_matrix_text(FILE *out, const struct hf_matrix *matrix);
void hf_matrix_md(FILE *out, const struct hf_matrix *matrix, const struct hf_card *card);

/* One page, complete in itself; each cell leads to its attacks, and each attack to its log. */
void hf_matrix_html(FILE *out, const struct hf_matrix *matrix, const struct hf_card *card);

#endif
