/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * Nothing is asked for: the device boots what it has, again and again. */
#include "lab/powerfail/boot/scenario.h"

static const char *arrive(struct play *play, enum move *move)
{
    *move = MOVE_CALM;
    return cast_check(play);
}

static const char *finish(struct play *play)
{
    return cast_generation(play) == OLD ? NULL : "the images are not as they were";
}

const struct scenario scenario_boot = {
    .name = "boot",
    .about = "nothing is asked for: the device boots what it has",
    .fits = scenario_fits_all,
    .wishes = {{.counter = {1}, .sectors = {1}},
               {.counter = {1}, .sectors = {2}},
               {.counter = {1}, .sectors = {3}}},
    .arrive = arrive,
    .finish = finish,
};
