/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "lab/powerfail/boot/explore.h"

#include "lab/powerfail/boot/stage.h"

#include <stdio.h>
#include <string.h>

static struct play play;
static struct reel whole;    /* the run without a cut */
static struct reel recovery; /* the run after the first one */

/* Points of a run are counted through: start by start, operation by operation, variant by variant.
 */
struct place {
    const struct moment *moment;
    struct hf_fake_point point;
};

static uint32_t points_of(const struct moment *moment)
{
    uint32_t count = 0;

    for (uint32_t i = 0; i < moment->operations; i++) {
        count += hf_fake_variants((enum hf_fake_operation)moment->kinds[i]);
    }
    return count;
}

static uint32_t points_in(const struct reel *reel)
{
    uint32_t count = 0;

    for (uint32_t i = 0; i < reel->count; i++) {
        count += points_of(&reel->moments[i]);
    }
    return count;
}

static bool find_in(const struct moment *moment, uint32_t number, struct place *place)
{
    for (uint32_t i = 0; i < moment->operations; i++) {
        uint32_t const variants = hf_fake_variants((enum hf_fake_operation)moment->kinds[i]);

        if (number < variants) {
            *place = (struct place){moment, {i, number}};
            return true;
        }
        number -= variants;
    }
    return false;
}

static bool find(const struct reel *reel, uint32_t number, struct place *place)
{
    for (uint32_t i = 0; i < reel->count; i++) {
        uint32_t const count = points_of(&reel->moments[i]);

        if (number < count) {
            return find_in(&reel->moments[i], number, place);
        }
        number -= count;
    }
    return false;
}

static void complain(struct explore *explore, uint32_t first, uint32_t second, const char *what)
{
    explore->failures++;
    fprintf(stderr, "powerfail_boot --geometry %s --scenario %s%s%s%s --point ",
            explore->board->geometry.name, explore->scenario->name,
            explore->control != NULL ? " --control " : "",
            explore->control != NULL ? explore->control : "", explore->small ? " --small" : "");
    if (first == EXPLORE_NONE) {
        fputs("none", stderr);
    } else if (second == EXPLORE_NONE) {
        fprintf(stderr, "%u", first);
    } else {
        fprintf(stderr, "%u,%u", first, second);
    }
    fprintf(stderr, "   # %s\n", what);
}

static const char *cut_at(const struct place *place)
{
    play_rewind(&play, place->moment);
    return play_into_cut(&play, place->point)
               ? NULL
               : "the cut was not reached: the run is not repeatable";
}

static bool done(const struct explore *explore)
{
    return explore->failures >= explore->max_failures;
}

/* The lot of a second cut is a function of both points, so that it is the same in every process. */
static bool is_drawn(const struct explore *explore, uint32_t first, uint32_t second)
{
    uint32_t x = (first + 1u) * 0x9e3779b9u ^ (second + 1u) * 0x85ebca6bu ^ explore->seed;

    x ^= x >> 16;
    x *= 0x7feb352du;
    x ^= x >> 15;
    x *= 0x846ca68bu;
    return (x ^ x >> 16) % explore->nested == 0;
}

static void do_second(struct explore *explore, uint32_t first, uint32_t second)
{
    struct place place;
    const char *wrong;

    if (!find(&recovery, second, &place)) {
        return;
    }
    wrong = cut_at(&place);
    if (wrong == NULL) {
        wrong = play_on(&play, NULL);
    }
    explore->points++;
    explore->second++;
    if (wrong != NULL) {
        complain(explore, first, second, wrong);
    }
}

static void do_first(struct explore *explore, uint32_t first)
{
    struct place place;
    const char *wrong;

    if (!find(&whole, first, &place)) {
        return;
    }
    explore->cuts[place.moment->kinds[place.point.operation]]++;
    wrong = cut_at(&place);
    if (wrong == NULL) {
        wrong = play_on(&play, explore->nested != 0 ? &recovery : NULL);
    }
    explore->points++;
    if (wrong != NULL) {
        complain(explore, first, EXPLORE_NONE, wrong);
        return;
    }
    if (explore->nested == 0) {
        return;
    }
    for (uint32_t second = 0, count = points_in(&recovery); second < count && !done(explore);
         second++) {
        if (is_drawn(explore, first, second)) {
            do_second(explore, first, second);
        }
    }
}

/* One start in which a program or erase fails, and what follows. False: there are no more. */
static bool fail_in(struct explore *explore, uint32_t start, uint32_t call)
{
    const char *wrong;

    play_rewind(&play, &whole.moments[start]);
    if (!play_into_failure(&play, call)) {
        return false;
    }
    wrong = play_on(&play, NULL);
    explore->points++;
    if (wrong != NULL) {
        explore->failures++;
        fprintf(stderr,
                "powerfail_boot --geometry %s --scenario %s%s --fails: start %u, call %u   # %s\n",
                explore->board->geometry.name, explore->scenario->name,
                explore->small ? " --small" : "", start, call, wrong);
    }
    return true;
}

static void fail_everywhere(struct explore *explore)
{
    for (uint32_t start = 0; start < whole.count; start++) {
        for (uint32_t call = 1 + explore->part * explore->stride;
             !done(explore) && fail_in(explore, start, call);
             call += explore->stride * explore->parts) {
        }
    }
}

/* The run without a cut, which says what there is to cut. */
static bool begin(struct explore *explore)
{
    const char *wrong;

    play_new(&play, explore->board, explore->scenario, explore->small);
    wrong = play_on(&play, &whole);
    explore->all = points_in(&whole);
    if (wrong != NULL) {
        complain(explore, EXPLORE_NONE, EXPLORE_NONE, wrong);
    }
    return wrong == NULL;
}

static void end(void)
{
    reel_free(&whole);
    reel_free(&recovery);
    play_end(&play);
}

static void speak(bool aloud)
{
    play.verbose = aloud;
    stage_speak(aloud);
}

void explore_run(struct explore *explore)
{
    speak(false);
    if (explore->fails && begin(explore)) {
        fail_everywhere(explore);
    } else if (!explore->fails && begin(explore)) {
        uint32_t const step = explore->stride * explore->parts;

        for (uint32_t i = explore->part * explore->stride; i < explore->all && !done(explore);
             i += step) {
            explore->at = i;
            if (explore->progress != NULL) {
                explore->progress(explore);
            }
            do_first(explore, i);
        }
    }
    end();
}

bool explore_replay(struct explore *explore, uint32_t first, uint32_t second)
{
    struct place place;
    const char *wrong = NULL;

    speak(first == EXPLORE_NONE);
    if (!begin(explore)) {
        return false;
    }
    if (first != EXPLORE_NONE) {
        speak(second == EXPLORE_NONE);
        wrong = find(&whole, first, &place) ? cut_at(&place) : "there is no such point";
        if (wrong == NULL) {
            wrong = play_on(&play, &recovery);
        }
        if (wrong != NULL) {
            complain(explore, first, EXPLORE_NONE, wrong);
        }
    }
    if (second != EXPLORE_NONE && wrong == NULL) {
        speak(true);
        do_second(explore, first, second);
    }
    end();
    return explore->failures == 0;
}
