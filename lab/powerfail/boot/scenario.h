/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * lab/powerfail/boot/scenario.h - what is played, and what all scenarios share. */
#ifndef HF_LAB_POWERFAIL_SCENARIO_H
#define HF_LAB_POWERFAIL_SCENARIO_H

#include "core/error.h"
#include "lab/powerfail/boot/play.h"

extern const struct scenario *const scenarios[];
extern const uint32_t scenario_count;

/* NULL when there is none of this name. */
const struct scenario *scenario_find(const char *name);

bool scenario_fits_all(const struct board *board);

/* Makes the images that the scenario wishes for, puts the old ones in
 * their slots (urot in both), and raises the floors to the old counters. */
void cast_fill(struct play *play, bool small);

/* arrive() and finish() of an update, scenario_update.c. */
const char *update_arrive(struct play *play, enum move *move);
const char *update_finish(struct play *play);

/* Which of the two images of `role` stands in its slot. For urot: which one is running. */
enum generation cast_in_slot(const struct play *play, enum hf_role role);

/* Names what stands in the slots of secure and the app: equal as long as nobody touched them. */
uint64_t cast_slots(const struct play *play);

/* What must hold whenever secure is entered, whatever the scenario: it was entered at its reset
 * vector, each slot holds one of its images to the last byte, the hand-over says which, none is
 * below its floor, and no floor is above what runs. NULL, or what is wrong. */
const char *cast_check(const struct play *play);

/* The generation of the whole set; NEITHER when its images do not belong together. */
enum generation cast_generation(const struct play *play);

#endif
