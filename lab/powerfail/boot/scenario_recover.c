/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * Nothing boots any more, and somebody at the other end of the serial line sends what is asked for;
 * once that is an image which nobody may run. */
#include "core/recovery.h"
#include "hw/fake/nvm.h"
#include "lab/powerfail/boot/scenario.h"
#include "lab/powerfail/boot/secure.h"
#include "lab/powerfail/boot/stage.h"

#include <stddef.h>
#include <stdio.h>
#include <string.h>

#define FILLED 2048u

static struct play *sender;

/* What "@irot wants urot R 00000100 5a3c96f0" asks for. */
static bool read_wish(uint32_t *role, uint32_t *offset)
{
    static const char *const names[HF_ROLE_COUNT] = {"urot", "secure", "app"};
    char name[8];

    if (sscanf(stage_last, "@%*s wants %7s %*s %8x", name, offset) != 2) {
        return false;
    }
    for (*role = 0; *role < HF_ROLE_COUNT && strcmp(names[*role], name) != 0; ++*role) {
    }
    return *role < HF_ROLE_COUNT;
}

static struct {
    const uint8_t *bytes; /* of the image */
    uint32_t offset;
    struct hf_recovery_frame frame;
} filled[FILLED];

/* A frame is the same whenever it is asked for, and its check sum takes long. */
static bool fill(uint32_t role, enum generation generation, uint32_t offset,
                 struct hf_recovery_frame *frame)
{
    const struct image *image = &sender->cast[role][generation];
    uint32_t const place =
        (offset / HF_RECOVERY_BLOCK * 6u + role * 2u + (uint32_t)generation) % FILLED;

    if (filled[place].bytes != image->bytes || filled[place].offset != offset) {
        filled[place].bytes = NULL;
        if (hf_recovery_fill(&filled[place].frame, (hf_span_t){image->bytes, image->size},
                             offset) != HF_OK) {
            return false;
        }
        filled[place].bytes = image->bytes;
        filled[place].offset = offset;
    }
    *frame = filled[place].frame;
    return true;
}

static bool answer(void)
{
    static struct hf_recovery_frame frame;
    uint32_t offset;
    uint32_t role;
    bool foreign;

    if (!read_wish(&role, &offset)) {
        return false;
    }
    foreign =
        role == HF_ROLE_APP && sender->scenario->answer == ANSWER_NEVER && sender->memory.asks < 2u;
    if (!fill(role, foreign ? NEW : OLD, offset, &frame)) {
        return false;
    }
    if (foreign && frame.length == 0) {
        sender->memory.asks++; /* the image is complete; after the second one a good one follows */
    }
    stage_last[0] = '\0';
    stage_feed((const uint8_t *)&frame, sizeof(frame));
    return true;
}

static void rot(const struct play *play, enum board_area area)
{
    struct hf_region const place = play->board->areas[area];

    for (uint32_t at = 0; at < place.size; at += play->board->geometry.unit) {
        hf_fake_nvm_poison(place.base + at);
    }
}

static void listen_to(struct play *play)
{
    memset(filled, 0, sizeof(filled));
    sender = play;
    stage_line = answer;
}

static void rot_app(struct play *play)
{
    rot(play, AREA_APP);
    listen_to(play);
}

static void rot_twin(struct play *play)
{
    rot(play, AREA_UROT_B);
    listen_to(play);
}

static void rot_all(struct play *play)
{
    static const enum board_area areas[] = {AREA_UROT_A, AREA_UROT_B,         AREA_SECURE,
                                            AREA_APP,    AREA_SECURE_STAGING, AREA_APP_STAGING,
                                            AREA_LOG_A,  AREA_LOG_B};

    for (uint32_t i = 0; i < sizeof(areas) / sizeof(areas[0]); i++) {
        rot(play, areas[i]);
    }
    listen_to(play);
}

static const char *arrive(struct play *play, enum move *move)
{
    static struct hf_bootlog log;
    const char *wrong = cast_check(play);

    *move = MOVE_CALM;
    if (wrong == NULL && cast_generation(play) != OLD) {
        wrong = "WRONG IMAGE: an image runs that was not sent, or that must not run";
    }
    return wrong != NULL ? wrong : secure_open(&log);
}

/* urot resets the part after a recovery; irot and urot may give up until the watchdog bites. */
static const char *on_halt(struct play *play)
{
    return play->memory.halts >= 4u ? "unbootable: the recovery does not come to its end" : NULL;
}

static const char *finish(struct play *play)
{
    const struct image *urot = &play->cast[HF_ROLE_UROT][OLD];

    return image_stands_at(urot, play->board->areas[AREA_UROT_A].base) &&
                   image_stands_at(urot, play->board->areas[AREA_UROT_B].base)
               ? NULL
               : "a slot of urot was not restored";
}

#define RECOVER(name_, about_, set_, answer_, prepare_)                                            \
    {                                                                                              \
        .name = (name_), .about = (about_), .set = (set_), .answer = (answer_),                    \
        .fits = scenario_fits_all,                                                                 \
        .wishes = {{.counter = {1}, .sectors = {1}},                                               \
                   {.counter = {1}, .sectors = {2}},                                               \
                   {.counter = {1, 1}, .sectors = {2, 2}, .key = "wrong"}},                        \
        .prepare = (prepare_), .arrive = arrive, .halt = on_halt, .finish = finish                 \
    }

const struct scenario scenario_recover = RECOVER(
    "recover", "the app is gone: urot receives it over the line", 0, ANSWER_NOTHING, rot_app);
const struct scenario scenario_recover_all = RECOVER(
    "recover-all", "everything but irot is gone: urot, secure and the app come over the line", 0,
    ANSWER_NOTHING, rot_all);
const struct scenario scenario_recover_abuse = RECOVER(
    "recover-abuse", "the line brings an app of another signer first", 0, ANSWER_NEVER, rot_app);
const struct scenario scenario_repair =
    RECOVER("repair", "slot B of urot cannot be read: the urot in slot A restores it", 0,
            ANSWER_NOTHING, rot_twin);
