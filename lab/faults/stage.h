/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * lab/faults/stage.h - irot and urot of one board as a plan: memory from build/<board>/layout.json,
 * a die, a die page and a flash with the images of one case, and what must hold when the next stage
 * is entered. */
#ifndef HF_LAB_FAULTS_STAGE_H
#define HF_LAB_FAULTS_STAGE_H

#include "lab/faults/plan.h"

#include "core/die.h"

#include <jansson.h>

#define STAGE_IMAGES_MAX 4

/* What a case sets up. */
struct stage_case {
    const char *layout;
    const char *stage; /* "irot" or "urot" */
    const char *elf;
    const char *rom; /* urot: irot.elf, where the board cannot hide it; else NULL */
    const char *roots[HF_DIE_ROOTS];
    struct {
        const char *place; /* "A", "B", "secure", "app" */
        const char *file;
        bool forged; /* change its payload and put its hash right */
    } images[STAGE_IMAGES_MAX];
    size_t image_count;
    uint32_t floors[HF_ROLE_COUNT];
    uint32_t revoked; /* bit n: root n */
    bool may_boot;    /* the images are good: they must be entered, properly */
    bool real_crypto; /* no stubs */
};

/* Ends the program with one line when an input is broken. */
void stage_plan(const struct stage_case *wanted, struct plan *plan);

/* Changes the last byte of the payload and puts the hash TLV right; the signature is then false. */
void stage_forge(uint8_t *bytes, size_t size);

/* What the judge knows (stage_judge.c). */
struct stage {
    bool first; /* irot; else urot */
    bool may_boot;
    bool hidden; /* the board's lock is the memory protection controller */
    uint32_t entry;
    uint32_t load;        /* where the payload stands when it is entered */
    const uint8_t *image; /* the payload */
    uint32_t image_size;
    uint32_t die;
    uint8_t secret[32]; /* irot: the hardware key; urot: K_urot */
    uint8_t seed[32];
    uint32_t lock_words; /* urot: where the write locks of the flash are kept */
    uint32_t lock_size;
    bool locks_known;
    uint8_t locks[128]; /* as the unharmed run leaves them */
};

enum outcome stage_judge(const struct plan *plan, const struct core *core, uint32_t at);

#endif
