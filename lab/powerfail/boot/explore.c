/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "lab/powerfail/boot/explore.h"

#include "lab/powerfail/boot/film.h"
#include "lab/powerfail/boot/known.h"
#include "lab/powerfail/boot/scenario.h"
#include "lab/powerfail/boot/sight.h"
#include "lab/powerfail/boot/stage.h"

#include <stdio.h>
#include <string.h>

#define CHECK_EVERY 199u /* of the points that are not run because their run is known, one is */
#define NO_RUN      0u

static struct play play;
static struct reel whole;     /* the run without a cut */
static struct film *film;     /* of the same */
static struct film *recovery; /* of the run after the first cut */
static uint32_t recovery_run; /* whose film that is */

/* Points of a run are counted through: operation by operation, variant by variant. */
struct place {
    uint32_t frame;
    uint32_t variant;
};

static uint32_t variants_of(const struct film *of, uint32_t frame)
{
    return hf_fake_variants(film_frame(of, frame)->deed.kind);
}

static uint32_t points_in(const struct film *of)
{
    uint32_t count = 0;

    for (uint32_t i = 0; i < film_count(of); i++) {
        count += variants_of(of, i);
    }
    return count;
}

/* The place of the point with this number; `number` counts from `place`, which is moved on. */
static bool move_on(const struct film *of, struct place *place, uint32_t number)
{
    number += place->variant;
    while (place->frame < film_count(of) && number >= variants_of(of, place->frame)) {
        number -= variants_of(of, place->frame++);
    }
    place->variant = number;
    return place->frame < film_count(of);
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

static bool done(const struct explore *explore)
{
    return explore->failures >= explore->max_failures;
}

/* All that decides what follows, but for the flash. RAM is lost, so the number of starts and of
 * cuts before is nobody's affair, except that there was one. */
static uint64_t key_of_device(void)
{
    struct memory memory = play.memory;
    bool const untouched = cast_slots(&play) == play.slots_at_first;
    uint64_t key;

    memory.starts = 0;
    memory.cuts = memory.cuts < 2u ? memory.cuts : 2u;
    key = sight_ask(hf_fake_watch_counters(), &memory, sizeof(memory));
    return sight_ask(key, &untouched, sizeof(untouched));
}

/* A name of the whole flash and of all that is beside it. */
static uint64_t name_of_device(void)
{
    uint64_t name = key_of_device();
    uint32_t const size = hf_fake_nvm_size();

    for (uint32_t at = 0; at < size; at += HF_FAKE_NVM_PAGE) {
        uint64_t const page = hf_fake_watch_name(play.board->geometry.base + at);

        name = sight_ask(name, &page, sizeof(page));
    }
    return name;
}

/* The device after a cut, made from the film. */
static void make_cut(struct film *of, const struct place *place)
{
    film_cut(of, place->frame, place->variant);
    play_cut(&play, &film_frame(of, place->frame)->memory);
}

static const char *run_on(struct film *take, uint64_t *deeds)
{
    const char *wrong;

    if (take != NULL) {
        film_wind_back(take);
    }
    film_begin(take, &play);
    wrong = play_on_from_rest(&play);
    *deeds = film_end();
    return wrong;
}

/* The device that a cut has left, run to its end or known from a run. With `take` the film of that
 * run is had in any case. */
static const char *judge(struct explore *explore, struct film *take)
{
    const char *wrong = play_rest(&play);
    const struct known *known;
    uint64_t deeds;
    uint64_t key;
    bool check;

    if (wrong != NULL) {
        return wrong;
    }
    key = key_of_device();
    known = known_find(key);
    explore->merged += known != NULL;
    check = known != NULL && explore->merged % CHECK_EVERY == 0;
    if (known != NULL && !check && (take == NULL || known->run == recovery_run)) {
        if (take != NULL) {
            film_wind_back(take);
        }
        return known->wrong;
    }
    hf_fake_watch_start();
    wrong = run_on(take, &deeds);
    explore->checked += check;
    if (check && (wrong != known->wrong || deeds != known->deeds)) {
        wrong = "its own run is another one than the run that it counts as";
    }
    recovery_run = known_keep(key, wrong, deeds);
    return wrong;
}

/* The same point, made by cutting the stages themselves, must leave the same device. */
static const char *check_film(struct explore *explore, const struct place *place)
{
    const struct frame *frame = film_frame(film, place->frame);
    uint64_t const name = name_of_device();

    explore->checked++;
    play_rewind(&play, &whole.moments[frame->start]);
    if (!play_into_cut(&play, (struct hf_fake_point){frame->deed.number, place->variant})) {
        return "the cut was not reached: the run is not repeatable";
    }
    return name == name_of_device() ? NULL : "the film leaves another device than the stages";
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

static void do_second(struct explore *explore, uint32_t first)
{
    struct place place = {0, 0};
    uint32_t const count = points_in(recovery);
    uint32_t from = 0;

    for (uint32_t second = 0; second < count && !done(explore); second++) {
        const char *wrong;

        if (!is_drawn(explore, first, second) || !move_on(recovery, &place, second - from)) {
            continue;
        }
        from = second;
        make_cut(recovery, &place);
        wrong = judge(explore, NULL);
        explore->points++;
        explore->second++;
        if (wrong != NULL) {
            complain(explore, first, second, wrong);
        }
    }
}

static void do_first(struct explore *explore, uint32_t first, const struct place *place)
{
    const char *wrong = NULL;

    explore->cuts[film_frame(film, place->frame)->deed.kind]++;
    make_cut(film, place);
    if (first % CHECK_EVERY == 0) {
        wrong = check_film(explore, place);
    }
    if (wrong == NULL) {
        wrong = judge(explore, explore->nested != 0 ? recovery : NULL);
    }
    explore->points++;
    if (wrong != NULL) {
        complain(explore, first, EXPLORE_NONE, wrong);
    } else if (explore->nested != 0) {
        do_second(explore, first);
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

    film = film_new();
    recovery = film_new();
    recovery_run = NO_RUN;
    known_forget();
    play_new(&play, explore->board, explore->scenario, explore->small);
    film_wind_back(film);
    film_begin(film, &play);
    wrong = play_on(&play, &whole);
    (void)film_end();
    explore->all = points_in(film);
    if (wrong != NULL) {
        complain(explore, EXPLORE_NONE, EXPLORE_NONE, wrong);
    }
    return wrong == NULL;
}

static void end(void)
{
    reel_free(&whole);
    film_free(film);
    film_free(recovery);
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
    if (explore->fails) {
        if (begin(explore)) {
            fail_everywhere(explore);
        }
    } else if (begin(explore)) {
        uint32_t const share = (explore->all + explore->parts - 1u) / explore->parts;
        uint32_t const last = (explore->part + 1u) * share;
        uint32_t from = (explore->part * share + explore->stride - 1u) / explore->stride;
        struct place place = {0, 0};
        uint32_t before = 0;

        from *= explore->stride;
        for (uint32_t i = from; i < last && i < explore->all && !done(explore);
             i += explore->stride) {
            explore->at = i;
            if (explore->progress != NULL) {
                explore->progress(explore);
            }
            if (move_on(film, &place, i - before)) {
                do_first(explore, i, &place);
            }
            before = i;
        }
    }
    end();
}

/* Cuts the stages themselves, and tells what they say. */
static const char *replay_first(uint32_t first)
{
    struct place place = {0, 0};
    const struct frame *frame;

    if (!move_on(film, &place, first)) {
        return "there is no such point";
    }
    frame = film_frame(film, place.frame);
    play_rewind(&play, &whole.moments[frame->start]);
    return play_into_cut(&play, (struct hf_fake_point){frame->deed.number, place.variant})
               ? NULL
               : "the cut was not reached: the run is not repeatable";
}

static const char *replay_second(uint32_t second)
{
    struct place place = {0, 0};

    if (!move_on(recovery, &place, second)) {
        return "there is no such point";
    }
    make_cut(recovery, &place);
    return NULL;
}

bool explore_replay(struct explore *explore, uint32_t first, uint32_t second)
{
    const char *wrong = NULL;
    uint64_t deeds;

    speak(first == EXPLORE_NONE);
    if (!begin(explore)) {
        return false;
    }
    if (first != EXPLORE_NONE) {
        speak(second == EXPLORE_NONE);
        wrong = replay_first(first);
        if (wrong == NULL) {
            wrong = play_rest(&play);
        }
        if (wrong == NULL) {
            wrong = run_on(recovery, &deeds);
        }
    }
    if (second != EXPLORE_NONE && wrong == NULL) {
        speak(true);
        wrong = replay_second(second);
        if (wrong == NULL) {
            wrong = play_on(&play, NULL);
        }
    }
    if (wrong != NULL) {
        complain(explore, first, second, wrong);
    }
    end();
    return explore->failures == 0;
}
