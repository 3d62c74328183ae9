/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * After an update that was accepted the new image rots away in its slot. The old one still waits in
 * staging: it comes back when its floor allows it, and never when it does not. Where a copy of the
 * new one is still whole in staging (large sectors are erased late), urot may find that one
 * instead. */
#include "hw/api/counter.h"
#include "hw/fake/nvm.h"
#include "lab/powerfail/boot/scenario.h"

#include <stdio.h>
#include <stdlib.h>

#define ROT_AT 0x400u

static void prepare(struct play *play)
{
    const char *wrong;

    play->rotten = false;
    play->memory.power = true;
    wrong = play_on(play, NULL);
    if (wrong != NULL) {
        fprintf(stderr, "powerfail_boot: the update before the rot fails: %s\n", wrong);
        abort();
    }
    hf_fake_nvm_poison(play->board->areas[AREA_APP].base + ROT_AT);
    play->rotten = true;
    for (uint32_t role = 0; role < HF_ROLE_COUNT; role++) {
        play->floors[role] = hf_counter_read(role);
    }
}

static bool may_come_back(const struct play *play)
{
    return play->cast[HF_ROLE_APP][OLD].wish.counter >= play->floors[HF_ROLE_APP];
}

static const char *arrive(struct play *play, enum move *move)
{
    const char *wrong;

    if (!play->rotten) {
        return update_arrive(play, move);
    }
    wrong = cast_check(play);
    *move = MOVE_CALM;
    return wrong;
}

static const char *on_halt(struct play *play)
{
    if (play->rotten && !may_come_back(play)) {
        play->memory.calm++;
        return NULL;
    }
    return play->memory.halts >= 2u ? "unbootable: the old image does not come back" : NULL;
}

static const char *finish(struct play *play)
{
    if (!play->rotten) {
        return update_finish(play);
    }
    for (uint32_t role = 0; role < HF_ROLE_COUNT; role++) {
        if (hf_counter_read(role) != play->floors[role]) {
            return "a floor moved";
        }
    }
    if (!may_come_back(play)) {
        return play->memory.halts != 0 || cast_generation(play) == NEW
                   ? NULL
                   : "WRONG IMAGE: something runs although nothing may";
    }
    return cast_generation(play) != NEITHER ? NULL : "neither image runs";
}

const struct scenario scenario_retreat = {
    .name = "retreat",
    .about = "an accepted app rots away in its slot: the old one comes back",
    .set = 1u << HF_ROLE_APP,
    .answer = ANSWER_ACCEPT,
    .fits = scenario_fits_all,
    .wishes = {{.counter = {1}, .sectors = {1}},
               {.counter = {1}, .sectors = {1}},
               {.counter = {1, 1}, .sectors = {2, 2}}},
    .prepare = prepare,
    .arrive = arrive,
    .halt = on_halt,
    .finish = finish,
};

const struct scenario scenario_retreat_floor = {
    .name = "retreat-floor",
    .about = "the same, but the old app is below the floor: nothing runs",
    .set = 1u << HF_ROLE_APP,
    .answer = ANSWER_ACCEPT,
    .fits = scenario_fits_all,
    .wishes = {{.counter = {1}, .sectors = {1}},
               {.counter = {1}, .sectors = {1}},
               {.counter = {1, 2}, .sectors = {2, 2}}},
    .prepare = prepare,
    .arrive = arrive,
    .halt = on_halt,
    .finish = finish,
};
