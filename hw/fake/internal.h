/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * hw/fake/internal.h - what the files of the model share. */
#ifndef HF_FAKE_INTERNAL_H
#define HF_FAKE_INTERNAL_H

#include "core/handoff.h"
#include "hw/api/counter.h"
#include "hw/fake/nvm.h"
#include "hw/fake/power.h"
#include "hw/fake/watch.h"

enum unit_state { UNIT_CLEAN = 0, UNIT_WRITTEN = 1, UNIT_POISONED = 2, UNIT_WEAK = 3 };

/* Memory is saved and restored in pages of this size; a page's stamp names its content. */
#define FAKE_PAGE HF_FAKE_NVM_PAGE

struct fake_flash {
    const struct hf_fake_nvm_geometry *geometry;
    uint32_t size;
    uint8_t *bytes;
    uint8_t *units;   /* enum unit_state, one per program unit */
    uint64_t *stamps; /* one per page */
    uint32_t *erases; /* per 128 bytes, counted at the first of the sector */
    uint8_t *locked;  /* per 128 bytes: the smallest sector of any part */
    uint32_t erased_sectors;
};

struct fake_counters {
    uint32_t values[HF_COUNTER_COUNT];
    uint32_t revoked;
    uint32_t lifecycle;
};

extern struct fake_flash fake_flash;
extern struct fake_counters fake_counters;

/* Says that [offset, offset + size) is about to change. */
void fake_stamp(uint32_t offset, uint32_t size);

/* Called by every operation before it does anything. Returns the variant of the cut, or
 * FAKE_NO_CUT. After a cut the operation calls fake_power_off(). */
#define FAKE_NO_CUT UINT32_MAX
uint32_t fake_operation_start(const struct hf_fake_deed *deed);
_Noreturn void fake_power_off(void);

/* Called by every call of the driver, which says what it is: non-zero when it is the one that
 * fails.
 */
uint32_t fake_call_fails(enum hf_fake_failure kind);

/* watch.c: what the driver is asked for. */
void fake_watch_look(uint32_t offset, uint32_t size);
void fake_watch_erase(uint32_t offset, uint32_t size);
void fake_film(const struct hf_fake_deed *deed);

/* The noise of a cut that is made without hf_fake_power_cut(). */
void fake_point_is(struct hf_fake_point at);

/* Noise that is a function of the point of the cut and of `where`. */
uint32_t fake_noise(uint32_t where);

/* The variants, in the order of their numbers. */
enum program_cut {
    PROGRAM_BEFORE,
    PROGRAM_TORN_FIRST, /* units before are new, this one has some of its bits, the rest is old */
    PROGRAM_TORN_MIDDLE,
    PROGRAM_TORN_LAST,
    PROGRAM_SPLIT, /* the first half of the units is new, the rest old */
    PROGRAM_POISON_FIRST,
    PROGRAM_POISON_MIDDLE,
    PROGRAM_POISON_LAST,
    PROGRAM_WEAK, /* nothing seems to have happened, but the first unit takes no program */
    PROGRAM_AFTER,
    PROGRAM_CUTS
};
enum erase_cut {
    ERASE_BEFORE,
    ERASE_FIRST_HALF,
    ERASE_LAST_HALF,
    ERASE_MIXED,  /* some bits of every unit are erased, others not yet */
    ERASE_POISON, /* every unit is unreadable */
    ERASE_WEAK,   /* reads as erased, but no program holds */
    ERASE_AFTER,
    ERASE_CUTS
};
enum counter_cut { COUNTER_BEFORE, COUNTER_AFTER, COUNTER_CUTS };

/* nvm.c: what a cut leaves behind. */
void fake_tear_program(uint32_t offset, const uint8_t *data, uint32_t size, enum program_cut cut);
void fake_tear_erase(uint32_t offset, uint32_t size, enum erase_cut cut);

#endif
