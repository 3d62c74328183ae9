/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * lab/faults/campaign.h - every fault of the chosen models, at every instruction of the path that
 * the plan takes without a fault. */
#ifndef HF_LAB_FAULTS_CAMPAIGN_H
#define HF_LAB_FAULTS_CAMPAIGN_H

#include "lab/faults/core.h"
#include "lab/faults/place.h"
#include "lab/faults/thumb.h"

#include <stdio.h>

enum model {
    MODEL_SKIP, /* one instruction does nothing */
    MODEL_PC_2, /* instead of one instruction, the program counter moves on by so many bytes */
    MODEL_PC_4,
    MODEL_PC_6,
    MODEL_PC_8,
    MODEL_PC_10,
    MODEL_FLIP,   /* one bit of one instruction, once */
    MODEL_ZERO,   /* one register becomes 0 before one instruction */
    MODEL_ONES,   /* the same, all ones */
    MODEL_BITS,   /* one bit of what a compare or a branch looks at */
    MODEL_RAM,    /* a word that was just stored: 0, all ones, or one bit */
    MODEL_PAIR20, /* two skips, the second 1 to 20 instructions behind the first */
    MODEL_PAIR60, /* the same, 21 to 60 */
    MODEL_COUNT
};

extern const char *const model_names[MODEL_COUNT];

#define STORES_MAX     64
#define PATH_MAX_INSNS 200000000u

struct campaign {
    const struct plan *plan;
    uint32_t models; /* bit n: enum model */
    uint32_t shard;  /* only every `shards`-th instruction of the path, from this one on */
    uint32_t shards;
    uint32_t few;      /* of a place in a loop only so many visits, and the last; 0: all */
    FILE *hits;        /* JSON lines; may be NULL */
    FILE *trace;       /* the path: address, calls, one step a line; may be NULL */
    const char *label; /* goes into each line: `"board":...,` */
    bool tells;        /* breaks are printed for people */
    struct told {
        uint32_t pc;
        uint32_t model;
        uint32_t outcome;
    } told;     /* the last line of these */
    bool fresh; /* a new emulator after every exception: slow, and must not differ */

    uint64_t path; /* instructions walked, stubs not counted */
    enum outcome unharmed;
    uint64_t counts[MODEL_COUNT][OUTCOME_COUNT];

    struct places places;
    bool counting; /* a first walk: how often is each place visited? */

    struct core walker;
    struct core runner;
    struct core changer;
    struct core tracer;
    struct core_hooks walker_hooks;
    struct core_hooks changer_hooks;
    struct core_hooks tracer_hooks;
    struct {
        uint32_t address;
        uint32_t size;
    } stores[STORES_MAX]; /* of the last instruction walked */
    size_t store_count;
    struct follow {
        uint32_t expected; /* the next instruction in line */
        uint8_t it;
    } walk, change, trace_it;
    struct registers first; /* where the first fault of a pair was set */
    uint32_t distance;      /* instructions behind it */
    uint32_t changed_at;
    uint32_t changed_bit;
    uint8_t original[4];
    enum { CHANGE_WAITS, CHANGE_RUNS, CHANGE_DONE } change_state;
    bool probing; /* the instruction as it stands: does the changer still work? */
};

/* Runs once without a fault: the outcome says whether the plan is what it should be. */
enum outcome campaign_prepare(struct campaign *campaign);

/* Injects. Counts are in campaign->counts afterwards. */
void campaign_attack(struct campaign *campaign);

void campaign_finish(struct campaign *campaign);

uint64_t campaign_injections(const struct campaign *campaign, enum model model);
uint64_t campaign_breaks(const struct campaign *campaign, enum model model);

#endif
