/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * lab/powerfail/boot/play.h - a scenario on a device, start after start, until it is settled; with
 * a power cut where one is wanted. */
#ifndef HF_LAB_POWERFAIL_PLAY_H
#define HF_LAB_POWERFAIL_PLAY_H

#include "hw/fake/power.h"
#include "lab/powerfail/boot/images.h"

#include <stdbool.h>
#include <stdint.h>

enum generation { OLD = 0, NEW = 1, GENERATIONS = 2, NEITHER = 3 };

/* What somebody outside of the device remembers of it. `begun` means that a call was entered,
 * without it that the call came back: in between power may have failed, and both outcomes are
 * right. */
struct memory {
    bool ask_begun;
    bool asked;
    bool ran_new;
    bool accept_begun;
    bool accepted;
    bool reject_begun;
    bool rejected;
    bool recovered; /* an image was sent over the console */
    uint32_t asks;
    uint32_t starts;
    uint32_t halts; /* one after the other */
    uint32_t calm;  /* starts one after the other after which nothing was left to do */
    uint32_t cuts;
    bool power; /* the next start is one after a power cut */
};

/* What secure and the app leave behind. */
enum move {
    MOVE_RESET, /* a reset: RAM stays */
    MOVE_CALM,  /* there is nothing left to do; a power cycle follows */
};

struct play;

/* What the app says to a new image on trial. */
enum answer {
    ANSWER_ACCEPT,
    ANSWER_NOTHING, /* until the watchdog bites */
    ANSWER_REJECT,
    ANSWER_NEVER, /* the new image must not come so far */
};

/* Numbers of an old and a new image; sectors 0: none of this image. */
struct cast_wish {
    uint32_t counter[GENERATIONS];
    uint32_t sectors[GENERATIONS]; /* that the image takes in its slot when it is small */
    uint32_t needs_app;            /* lowest version of the app that the new one demands */
    bool encrypted;                /* both images */
    const char *key;               /* that signs the new one, NULL: its role's */
};

struct scenario {
    const char *name;
    const char *about; /* one line for docs and help */
    uint32_t set;      /* the images that are updated, 1 << enum hf_role */
    bool (*fits)(const struct board *board);
    enum answer answer;
    struct cast_wish wishes[HF_ROLE_COUNT];
    /* Changes the flash before the first start; NULL: there is nothing to change. */
    void (*prepare)(struct play *play);
    /* Secure was entered: checks what runs, and acts. NULL, or what is wrong. */
    const char *(*arrive)(struct play *play, enum move *move);
    /* Nothing bootable was found (NULL: that is wrong in this scenario). */
    const char *(*halt)(struct play *play);
    /* Between two starts, whatever was cut. NULL, or what is wrong; NULL: nothing is asked. */
    const char *(*rest)(const struct play *play);
    /* It is settled: is everything as it must be? */
    const char *(*finish)(struct play *play);
};

struct play {
    const struct board *board;
    const struct scenario *scenario;
    struct image cast[HF_ROLE_COUNT][GENERATIONS];
    uint32_t floors[HF_ROLE_COUNT]; /* at the beginning */
    struct memory memory;
    uint64_t slots_at_first; /* names what stood in secure's and the app's slot */
    bool rotten;             /* scenario_retreat.c */
    bool verbose;
    bool failed; /* a driver call of the last start failed (hf_fake_nvm_fail()) */
};

/* The device at the beginning of a start. */
struct moment {
    struct hf_fake_snapshot *snapshot;
    struct board_ram ram;
    uint8_t *load; /* urot's load area */
    struct memory memory;
};

#define STARTS_MAX 40u

/* The starts of one run. */
struct reel {
    struct moment moments[STARTS_MAX];
    uint32_t count;
};

void play_new(struct play *play, const struct board *board, const struct scenario *scenario,
              bool small);
void play_end(struct play *play);

/* Runs from here until it is settled. NULL, or what is wrong. `reel` (may be NULL) takes down every
 * start. */
const char *play_on(struct play *play, struct reel *reel);

/* The same in two parts: what is asked before a start, whatever was cut; and the run from there. */
const char *play_rest(const struct play *play);
const char *play_on_from_rest(struct play *play);

/* Power was cut when somebody outside remembered this. */
void play_cut(struct play *play, const struct memory *memory);

/* Back to the beginning of a start. */
void play_rewind(struct play *play, const struct moment *moment);

/* Starts, with a cut at `point`: false when it was not reached. Power is off afterwards. */
bool play_into_cut(struct play *play, struct hf_fake_point point);

/* Starts; irot's and urot's `call`-th program or erase fails, and nothing else does. What that
 * start comes to is not judged. False when there are fewer. */
bool play_into_failure(struct play *play, uint32_t call);

void reel_free(struct reel *reel);

/* Says something when the play is verbose. */
void play_say(const struct play *play, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

#endif
