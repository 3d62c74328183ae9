/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * lab/powerfail/boot/explore.h - one scenario on one board, with a cut at every driver call in
 * every way, and a second one in the recovery. */
#ifndef HF_LAB_POWERFAIL_EXPLORE_H
#define HF_LAB_POWERFAIL_EXPLORE_H

#include "lab/powerfail/boot/play.h"

struct explore {
    const struct board *board;
    const struct scenario *scenario;
    const char *control; /* NULL: the real urot */
    bool small;          /* images of a few sectors */
    bool fails;          /* no cuts: a program or an erase fails, and power stays */
    uint32_t stride;     /* of the first cuts every n-th */
    uint32_t nested;     /* 0: one cut. n: of the second cuts every n-th, by lot */
    uint32_t seed;       /* of the lot */
    uint32_t part;       /* this process does one of so many equal parts of the points */
    uint32_t parts;
    uint32_t max_failures;
    void (*progress)(const struct explore *explore);
    /* What came of it. */
    uint32_t all; /* first cuts that there are */
    uint32_t at;  /* the first cut that is being done */
    uint64_t points;
    uint64_t failures;
    uint64_t cuts[3]; /* first cuts done, by enum hf_fake_operation */
    uint64_t second;  /* second cuts done */
    uint64_t merged;  /* points whose run was known: the same in everything that was looked at */
    uint64_t checked; /* points that were run all the same, to see whether that is so */
};

/* All points of this process. Failures go to stderr, each with its --point. */
void explore_run(struct explore *explore);

/* One point again, with words: `first`, and `second` or EXPLORE_NONE. True when it holds. */
#define EXPLORE_NONE UINT32_MAX
bool explore_replay(struct explore *explore, uint32_t first, uint32_t second);

#endif
