/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * lab/faults/foreign.h - somebody else's bootloader as a plan, from the command line. */
#ifndef HF_LAB_FAULTS_FOREIGN_H
#define HF_LAB_FAULTS_FOREIGN_H

#include "lab/faults/stage.h"

#define FOREIGN_ITEMS_MAX 12

enum foreign_option {
    FOREIGN_GOAL,   /* SYMBOL or address: reached means booted */
    FOREIGN_HALT,   /* SYMBOL or address: reached means refused */
    FOREIGN_RAM,    /* BASE:SIZE */
    FOREIGN_FLASH,  /* BASE:FILE; a jump into it means booted */
    FOREIGN_DEVICE, /* BASE:SIZE, or ADDRESS=VALUE: what a register reads as */
    FOREIGN_CPU,    /* m0, m3, m4, m7, m33 */
    FOREIGN_STUB,   /* sha256=SYMBOL, p256=SYMBOL */
    FOREIGN_OPTIONS
};

struct foreign {
    const char *items[FOREIGN_OPTIONS][FOREIGN_ITEMS_MAX];
    size_t counts[FOREIGN_OPTIONS];
};

void foreign_option(struct foreign *foreign, enum foreign_option option, const char *value);
void foreign_plan(const struct foreign *foreign, const struct stage_case *wanted,
                  struct plan *plan);

#endif
