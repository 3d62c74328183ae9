/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * Nothing is asked for: the device boots what it has, again and again; also when its boot log or
 * one of urot's slots cannot be read any more. */
#include "hw/fake/nvm.h"
#include "lab/powerfail/boot/scenario.h"
#include "lab/powerfail/boot/secure.h"

static const char *arrive(struct play *play, enum move *move)
{
    static struct hf_bootlog log;
    const char *wrong = cast_check(play);

    *move = MOVE_CALM;
    return wrong != NULL ? wrong : secure_open(&log);
}

static const char *finish(struct play *play)
{
    return cast_generation(play) == OLD ? NULL : "the images are not as they were";
}

static void rot(const struct play *play, enum board_area area)
{
    struct hf_region const place = play->board->areas[area];

    for (uint32_t at = 0; at < place.size; at += play->board->geometry.unit) {
        hf_fake_nvm_poison(place.base + at);
    }
}

static void rot_log(struct play *play)
{
    rot(play, AREA_LOG_A);
    rot(play, AREA_LOG_B);
}

static void rot_urot(struct play *play)
{
    rot(play, AREA_UROT_A);
}

#define BOOT(name_, about_, prepare_)                                                              \
    {                                                                                              \
        .name = (name_), .about = (about_), .fits = scenario_fits_all,                             \
        .wishes = {{.counter = {1}, .sectors = {1}},                                               \
                   {.counter = {1}, .sectors = {2}},                                               \
                   {.counter = {1}, .sectors = {3}}},                                              \
        .prepare = (prepare_), .arrive = arrive, .finish = finish                                  \
    }

const struct scenario scenario_boot =
    BOOT("boot", "nothing is asked for: the device boots what it has", NULL);
const struct scenario scenario_boot_no_log =
    BOOT("boot-no-log", "both halves of the boot log are unreadable", rot_log);
const struct scenario scenario_boot_b = BOOT("boot-b", "urot's slot A is unreadable", rot_urot);
