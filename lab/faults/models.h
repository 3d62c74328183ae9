/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * lab/faults/models.h - one function per fault model: what to do at one instruction. */
#ifndef HF_LAB_FAULTS_MODELS_H
#define HF_LAB_FAULTS_MODELS_H

#include "lab/faults/campaign.h"

/* One injection: the state of `from`, these registers, and perhaps one word of memory. */
struct shot {
    enum model model;
    const struct core *from;
    struct registers registers;
    const char *what; /* "r3", "bit 7"; NULL: nothing to add */
    uint32_t number;
    uint32_t word_at;     /* 0: no memory fault */
    uint32_t word_change; /* exclusive or */
};

/* Runs it to the end, counts it, writes a line when it breaks the goal. */
void fire(struct campaign *campaign, const struct shot *shot);

/* The same for a run that has already ended. */
void count_end(struct campaign *campaign, const struct shot *shot, enum outcome outcome,
               uint32_t entered);

/* The instruction at the pc of `registers`, as `core` has it. Zeros outside of memory. */
struct thumb op_at(const struct core *core, uint32_t pc);

/* The registers behind a skipped instruction. */
struct registers skipped(const struct core *core, const struct registers *at);

void inject_all(struct campaign *campaign, const struct registers *at);
void inject_ram(struct campaign *campaign, const struct registers *at);

/* The step hooks of the cores that change and that trace. */
void on_changed_step(void *context, uint32_t pc);
void on_traced_step(void *context, uint32_t pc);

/* ITSTATE at `pc`: instructions that a condition kept from running are stepped over too. */
uint8_t follow_it(struct follow *follow, const struct core *core, uint32_t pc);

#endif
