/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * lab/faults/place.h - where on the path a step is: an instruction together with the calls that led
 * to it. A loop comes back to the same places; the same function called from elsewhere does not. */
#ifndef HF_LAB_FAULTS_PLACE_H
#define HF_LAB_FAULTS_PLACE_H

#include "lab/faults/thumb.h"

#include <stddef.h>

#define CALLS_MAX 64u

struct place {
    uint64_t key; /* 0: unused */
    uint32_t total;
    uint32_t seen;
};

struct places {
    struct place *table;
    size_t used;
    uint32_t returns[CALLS_MAX];
    size_t depth;
    uint32_t behind; /* the address behind the last instruction */
    bool called;     /* the last instruction was a call */
};

/* Empties the calls, and forgets how often each place has been seen. */
void places_restart(struct places *places);

/* The next step of the walk: which calls led here. */
uint32_t places_follow(struct places *places, uint32_t pc, struct thumb op);

/* Counts the place; true when this is one of its first `few` visits or, of those that a walk before
 * has counted, the last. */
bool places_visit(struct places *places, uint32_t pc, uint32_t calls, uint32_t few);

/* To be called after the counting walk. */
void places_settle(struct places *places);

#endif
