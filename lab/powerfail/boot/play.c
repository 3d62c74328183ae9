/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "lab/powerfail/boot/play.h"

#include "lab/powerfail/boot/device.h"
#include "lab/powerfail/boot/scenario.h"
#include "lab/powerfail/boot/stage.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define HALTS_MAX 2u /* the watchdog resets a part that halted; a second halt is for ever */
#define CALM      2u

void play_say(const struct play *play, const char *format, ...)
{
    va_list arguments;

    if (play->verbose) {
        va_start(arguments, format);
        (void)fputs("-- ", stderr);
        (void)vfprintf(stderr, format, arguments);
        (void)fputc('\n', stderr);
        va_end(arguments);
    }
}

void play_new(struct play *play, const struct board *board, const struct scenario *scenario,
              bool small)
{
    play->board = board;
    play->scenario = scenario;
    memset(&play->memory, 0, sizeof(play->memory));
    device_new(board);
    device_choose(scenario->wishes[HF_ROLE_SECURE].encrypted ||
                  scenario->wishes[HF_ROLE_APP].encrypted);
    stage_line = NULL;
    cast_fill(play, small);
    if (scenario->prepare != NULL) {
        scenario->prepare(play);
    }
    play->slots_at_first = cast_slots(play);
    memset(&play->memory, 0, sizeof(play->memory));
    play->memory.power = true;
}

void play_end(struct play *play)
{
    for (uint32_t role = 0; role < HF_ROLE_COUNT; role++) {
        for (uint32_t generation = 0; generation < GENERATIONS; generation++) {
            image_free(&play->cast[role][generation]);
        }
    }
}

/* A stage found nothing to boot. */
static const char *on_halt(struct play *play, enum device_end end)
{
    play_say(play, end == DEVICE_IROT_HALTS ? "irot halts" : "urot halts");
    play->memory.halts++;
    if (play->scenario->halt != NULL) {
        return play->scenario->halt(play);
    }
    play->memory.calm = 0;
    return play->memory.halts >= HALTS_MAX ? "unbootable: nothing is entered any more" : NULL;
}

/* Sectors of 128 KB take seconds, and the watchdog waits for twenty; pages take milliseconds. */
static uint32_t erases_allowed(const struct play *play)
{
    return play->board->geometry.unit == 32u || play->board->geometry.runs[1].count != 0 ? 4u : 64u;
}

/* One start, and what secure does. */
static const char *one_start(struct play *play)
{
    struct memory *memory = &play->memory;
    bool const power = memory->power;
    enum move move = MOVE_RESET;
    const char *wrong;
    enum device_end end;

    play_say(play, "start %u after a %s", memory->starts, power ? "power cut" : "reset");
    memory->power = false;
    memory->starts++;
    end = device_start(power);
    play->failed = hf_fake_nvm_failed() != HF_FAKE_NONE_FAILED;
    hf_fake_nvm_fail(0); /* secure, which is played here, works */
    if (stage_hunger > erases_allowed(play)) {
        return "the watchdog is not fed for too many erases";
    }
    if (end == DEVICE_RESETS) {
        play_say(play, "the part is reset");
        memory->calm = 0;
        return NULL;
    }
    if (end != DEVICE_RUNS) {
        return on_halt(play, end);
    }
    memory->halts = 0;
    wrong = play->scenario->arrive(play, &move);
    memory->calm = move == MOVE_CALM ? memory->calm + 1u : 0u;
    memory->power = move == MOVE_CALM;
    return wrong;
}

static void *get(size_t size)
{
    void *memory = malloc(size == 0 ? 1 : size);

    if (memory == NULL) {
        abort();
    }
    return memory;
}

static void take_before(const struct play *play, struct moment *moment)
{
    if (moment->snapshot == NULL) {
        moment->snapshot = hf_fake_snapshot_new();
        moment->load = get(BOARD_LOAD_SIZE);
    } else {
        hf_fake_snapshot_save(moment->snapshot);
    }
    memcpy(moment->load, (const void *)(uintptr_t)BOARD_LOAD, BOARD_LOAD_SIZE);
    board_ram_take(&moment->ram);
    moment->memory = play->memory;
}

const char *play_rest(const struct play *play)
{
    return play->scenario->rest != NULL ? play->scenario->rest(play) : NULL;
}

/* `rested`: the first rest was asked already. */
static const char *go_on(struct play *play, struct reel *reel, bool rested)
{
    const char *wrong = NULL;
    uint32_t count = 0;

    while (wrong == NULL && play->memory.calm < CALM) {
        if (count == STARTS_MAX) {
            return "it never settles";
        }
        if (count != 0 || !rested) {
            wrong = play_rest(play);
        }
        if (wrong != NULL) {
            break;
        }
        hf_fake_power_on();
        if (reel != NULL) {
            take_before(play, &reel->moments[count]);
            reel->count = count + 1u;
        }
        wrong = one_start(play);
        count++;
    }
    return wrong != NULL ? wrong : play->scenario->finish(play);
}

const char *play_on(struct play *play, struct reel *reel)
{
    return go_on(play, reel, false);
}

const char *play_on_from_rest(struct play *play)
{
    return go_on(play, NULL, true);
}

void play_cut(struct play *play, const struct memory *memory)
{
    play->memory = *memory;
    play->memory.power = true;
    play->memory.cuts++;
    play->memory.calm = 0;
    play->memory.halts = 0;
}

void play_rewind(struct play *play, const struct moment *moment)
{
    hf_fake_snapshot_restore(moment->snapshot);
    memcpy((void *)(uintptr_t)BOARD_LOAD, moment->load, BOARD_LOAD_SIZE);
    board_ram_give(&moment->ram);
    play->memory = moment->memory;
}

bool play_into_cut(struct play *play, struct hf_fake_point point)
{
    jmp_buf off;
    volatile bool cut = true;

    if (setjmp(off) == 0) {
        hf_fake_power_cut(point, &off);
        (void)one_start(play);
        cut = false;
    }
    play_say(play, "-- power fails: operation %u, variant %u", point.operation, point.variant);
    struct memory const memory = play->memory;

    play_cut(play, &memory);
    return cut;
}

bool play_into_failure(struct play *play, uint32_t call)
{
    hf_fake_power_on();
    hf_fake_nvm_fail_write(call);
    (void)one_start(play);
    play_say(play, "-- program or erase %u of this start failed", call);
    play->memory.cuts++;
    play->memory.calm = 0;
    return play->failed;
}

void reel_free(struct reel *reel)
{
    for (uint32_t i = 0; i < STARTS_MAX; i++) {
        struct moment *moment = &reel->moments[i];

        if (moment->snapshot != NULL) {
            hf_fake_snapshot_free(moment->snapshot);
        }
        free(moment->load);
        memset(moment, 0, sizeof(*moment));
    }
    reel->count = 0;
}
