/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * hw/fake/counter.h - hw/api/counter.h for host tests: every step is a point at which power can
 * fail. */
#ifndef HF_HW_FAKE_COUNTER_H
#define HF_HW_FAKE_COUNTER_H

#include "hw/api/counter.h"

/* A new die: all at zero, `steps` increments each, with this retention. */
void hf_fake_counter_setup(uint32_t steps, enum hf_retention retention);

/* What a reset does: locks are open again. */
void hf_fake_counter_reset(void);

/* Sets a counter as no part could: for tests that play another moment of the same die. */
void hf_fake_counter_force(uint32_t which, uint32_t value);

#endif
