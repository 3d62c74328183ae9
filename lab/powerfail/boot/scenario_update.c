/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * Updates: asked for, tried, then accepted, taken back, or never answered; and those that must be
 * refused before anything but staging is touched. */
#include "hw/api/counter.h"
#include "lab/powerfail/boot/scenario.h"
#include "lab/powerfail/boot/secure.h"

#include <stddef.h>

#define SECURE (1u << HF_ROLE_SECURE)
#define APP    (1u << HF_ROLE_APP)
#define UROT   (1u << HF_ROLE_UROT)

#define ASKS_MAX 3u /* a power cut in a trial takes it back, and the user asks again */

static bool in_set(const struct play *play, uint32_t role)
{
    return (play->scenario->set >> role & 1u) != 0;
}

/* Floors rise for what was accepted, and for nothing else. */
static const char *check_floors(const struct play *play, bool settled)
{
    bool const rises = in_set(play, 0) || in_set(play, 1) || in_set(play, 2);

    for (uint32_t role = 0; rises && role < HF_ROLE_COUNT; role++) {
        uint32_t const floor = hf_counter_read(role);
        uint32_t const next =
            in_set(play, role) ? play->cast[role][NEW].wish.counter : play->floors[role];

        if (floor != play->floors[role] && (floor != next || !play->memory.accept_begun)) {
            return "a floor rose before the confirm";
        }
        if (settled && floor != next) {
            return "a floor did not rise after the confirm";
        }
    }
    return NULL;
}

/* What somebody outside may rely on. */
static const char *check_promises(const struct play *play, enum generation generation)
{
    const struct memory *memory = &play->memory;

    if (generation == NEITHER) {
        return "WRONG IMAGE: half of a set runs";
    }
    if (generation == NEW && (!memory->ask_begun || play->scenario->answer == ANSWER_NEVER)) {
        return "WRONG IMAGE: a new image runs that nobody asked for or that had to be refused";
    }
    if (generation == NEW && memory->rejected) {
        return "WRONG IMAGE: a rejected image runs";
    }
    if (generation == OLD && memory->accepted) {
        return "LOST CONFIRM: the old image runs after the new one was accepted";
    }
    if (play->scenario->answer == ANSWER_NEVER && cast_slots(play) != play->slots_at_first) {
        return "a slot was touched for an update that had to be refused";
    }
    return check_floors(play, false);
}

static const char *answer(struct play *play, struct hf_bootlog *log)
{
    struct memory *memory = &play->memory;
    hf_err_t result;

    memory->ran_new = true;
    switch (play->scenario->answer) {
    case ANSWER_ACCEPT:
        memory->accept_begun = true;
        result = hf_update_accept(log);
        if (result != HF_OK) {
            play_say(play, "accept: %08x, room for %u records, journal state %u", (unsigned)result,
                     hf_bootlog_room(log), (unsigned)log->journal.state);
            return "the confirm is refused";
        }
        memory->accepted = true;
        play_say(play, "the app has confirmed");
        return NULL;
    case ANSWER_REJECT:
        memory->reject_begun = true;
        if (hf_update_reject(log, HF_ERR_UPDATE_STATE) != HF_OK) {
            return "the rejection is refused";
        }
        memory->rejected = true;
        play_say(play, "the app has rejected");
        return NULL;
    default:
        play_say(play, "the app says nothing until the watchdog bites");
        return NULL;
    }
}

static const char *as_new(struct play *play, struct hf_bootlog *log, uint32_t phase,
                          enum move *move)
{
    if (phase == HF_UPDATE_TRIAL) {
        return answer(play, log);
    }
    if (phase != HF_UPDATE_DONE) {
        return "the new image runs, and the log does not say on what terms";
    }
    if (!play->memory.accept_begun) {
        return "the new image counts as accepted, and nobody accepted it";
    }
    *move = MOVE_CALM;
    return check_floors(play, true);
}

static const char *as_old(struct play *play, struct hf_bootlog *log, uint32_t phase,
                          enum move *move)
{
    struct memory *memory = &play->memory;

    if (memory->asked && phase != HF_UPDATE_REJECTED) {
        return phase == 0 ? "a request was lost"
                          : "the old image runs, and the update still counts as under way";
    }
    if (memory->asked && (play->scenario->answer != ANSWER_ACCEPT || memory->asks == ASKS_MAX)) {
        *move = MOVE_CALM;
        return NULL;
    }
    memory->asked = false;
    return secure_ask(play, log);
}

const char *update_arrive(struct play *play, enum move *move)
{
    static struct hf_bootlog log;
    enum generation const generation = cast_generation(play);
    const char *wrong = cast_check(play);
    uint32_t phase;

    if (wrong == NULL) {
        wrong = secure_open(&log);
    }
    if (wrong == NULL) {
        wrong = check_promises(play, generation);
    }
    if (wrong != NULL) {
        return wrong;
    }
    phase = secure_phase(play, &log);
    play_say(play, "secure runs: %s images, phase %u", generation == NEW ? "new" : "old", phase);
    return generation == NEW ? as_new(play, &log, phase, move) : as_old(play, &log, phase, move);
}

/* Slots and staging at the end: what runs, and what could be gone back to. */
static const char *check_places(const struct play *play, enum generation runs)
{
    for (uint32_t role = 0; role < HF_ROLE_COUNT; role++) {
        if (!in_set(play, role)) {
            continue;
        }
        if (role == HF_ROLE_UROT) {
            const struct image *image = &play->cast[role][runs];

            if (!image_stands_at(image, play->board->areas[AREA_UROT_A].base) ||
                !image_stands_at(image, play->board->areas[AREA_UROT_B].base)) {
                return "urot's slots do not both hold the urot that was settled for";
            }
        } else if (!secure_stages(&play->cast[role][runs == NEW ? OLD : NEW])) {
            return "the other image is not whole in staging";
        }
    }
    return NULL;
}

static bool holds(const struct play *play, enum board_area slot, enum generation generation)
{
    const struct image *image = &play->cast[HF_ROLE_UROT][generation];

    return image_stands_at(image, play->board->areas[slot].base) &&
           image->wish.counter >= hf_counter_read(HF_ROLE_UROT);
}

/* At every moment one of urot's slots boots, and once the floor has risen both do. A second cut may
 * fall into the start that has not found it written that all is done, and copies the slot again:
 * then it is the one, until the next start. */
static const char *check_twins(const struct play *play)
{
    bool const a = holds(play, AREA_UROT_A, OLD) || holds(play, AREA_UROT_A, NEW);
    bool const b = holds(play, AREA_UROT_B, OLD) || holds(play, AREA_UROT_B, NEW);

    if (!a && !b) {
        return "unbootable: neither of urot's slots boots";
    }
    return hf_counter_read(HF_ROLE_UROT) != play->floors[HF_ROLE_UROT] && !(a && b) &&
                   play->memory.cuts < 2u
               ? "urot's floor has risen, and one of its slots does not boot any more"
               : NULL;
}

/* An encrypted image never stands in clear in its staging area. */
static const char *check_covers(const struct play *play)
{
    for (uint32_t role = HF_ROLE_SECURE; role < HF_ROLE_COUNT; role++) {
        for (uint32_t i = 0; i < GENERATIONS; i++) {
            const struct image *image = &play->cast[role][i];
            uint32_t const size = (image->size / hf_update_step(role) + 2u) * hf_update_step(role);

            if (image->covered != NULL && image_leaks_at(image, hf_map.staging[role].base, size)) {
                return "an encrypted image stands in clear in staging";
            }
        }
    }
    return NULL;
}

static const char *check_rest(const struct play *play)
{
    const char *wrong = check_twins(play);

    return wrong != NULL ? wrong : check_covers(play);
}

const char *update_finish(struct play *play)
{
    enum generation const wanted = play->scenario->answer == ANSWER_ACCEPT ? NEW : OLD;

    if (cast_generation(play) != wanted) {
        return wanted == NEW ? "the update never came to its end"
                             : "the old image did not come back";
    }
    if (wanted == OLD && check_floors(play, false) != NULL) {
        return "a floor rose without a confirm";
    }
    if (play->memory.cuts == 0 && play->memory.asks != 1) {
        return "it took more than one request without any cut";
    }
    return check_places(play, wanted);
}

static bool fits_sets(const struct board *board)
{
    struct hf_region const secure = board->areas[AREA_SECURE_STAGING];
    struct hf_region const app = board->areas[AREA_APP_STAGING];

    return secure.base + secure.size <= app.base || app.base + app.size <= secure.base;
}

#define UPDATE(name_, about_, set_, answer_, fits_, ...)                                           \
    {                                                                                              \
        .name = (name_), .about = (about_), .set = (set_), .answer = (answer_), .fits = (fits_),   \
        .wishes = {__VA_ARGS__}, .arrive = update_arrive, .finish = update_finish,                 \
        .rest = check_rest                                                                         \
    }
#define ONLY_OLD(sectors_)                                                                         \
    {                                                                                              \
        .counter = {1}, .sectors = { sectors_ }                                                    \
    }
#define OLD_AND_NEW(from, to)                                                                      \
    {                                                                                              \
        .counter = {1, 2}, .sectors = { from, to }                                                 \
    }

const struct scenario scenario_install =
    UPDATE("install", "a new app is tried and confirmed", APP, ANSWER_ACCEPT, scenario_fits_all,
           ONLY_OLD(1), ONLY_OLD(1), OLD_AND_NEW(2, 3));
#define CRYPT(from, to)                                                                            \
    {                                                                                              \
        .counter = {1, 2}, .sectors = {from, to}, .encrypted = true                                \
    }

const struct scenario scenario_encrypted =
    UPDATE("encrypted", "a new app that came encrypted is tried and confirmed", APP, ANSWER_ACCEPT,
           scenario_fits_all, ONLY_OLD(1), ONLY_OLD(1), CRYPT(2, 3));
const struct scenario scenario_encrypted_revert =
    UPDATE("encrypted-revert", "an encrypted secure that is never confirmed", SECURE,
           ANSWER_NOTHING, scenario_fits_all, ONLY_OLD(1), CRYPT(3, 2), ONLY_OLD(1));
const struct scenario scenario_revert =
    UPDATE("revert", "a new secure is tried and never confirmed: the old one comes back", SECURE,
           ANSWER_NOTHING, scenario_fits_all, ONLY_OLD(1), OLD_AND_NEW(3, 2), ONLY_OLD(1));
const struct scenario scenario_reject =
    UPDATE("reject", "a new app is rejected in its trial, after a resume too: no floor rises", APP,
           ANSWER_REJECT, scenario_fits_all, ONLY_OLD(1), ONLY_OLD(1), OLD_AND_NEW(3, 3));
const struct scenario scenario_set =
    UPDATE("set", "secure and app as one set, of which one demands the other", SECURE | APP,
           ANSWER_ACCEPT, fits_sets, ONLY_OLD(1),
           {.counter = {1, 2}, .sectors = {1, 2}, .needs_app = 2}, OLD_AND_NEW(2, 1));
const struct scenario scenario_set_revert =
    UPDATE("set-revert", "the same set, never confirmed", SECURE | APP, ANSWER_NOTHING, fits_sets,
           ONLY_OLD(1), {.counter = {1, 2}, .sectors = {2, 1}, .needs_app = 2}, OLD_AND_NEW(1, 2));
const struct scenario scenario_urot =
    UPDATE("urot", "a new urot: slot B on trial, then both", UROT, ANSWER_ACCEPT, scenario_fits_all,
           OLD_AND_NEW(1, 2), ONLY_OLD(1), ONLY_OLD(1));
const struct scenario scenario_urot_revert =
    UPDATE("urot-revert", "a new urot that is never confirmed", UROT, ANSWER_NOTHING,
           scenario_fits_all, OLD_AND_NEW(1, 2), ONLY_OLD(1), ONLY_OLD(1));
const struct scenario scenario_downgrade = UPDATE(
    "downgrade", "an app below its floor is refused before anything is touched", APP, ANSWER_NEVER,
    scenario_fits_all, ONLY_OLD(1), ONLY_OLD(1), {.counter = {2, 1}, .sectors = {2, 2}});
const struct scenario scenario_foreign =
    UPDATE("foreign", "an app with another signature is refused before anything is touched", APP,
           ANSWER_NEVER, scenario_fits_all, ONLY_OLD(1), ONLY_OLD(1),
           {.counter = {1, 2}, .sectors = {2, 2}, .key = "wrong"});
const struct scenario scenario_half_set =
    UPDATE("half-set", "a secure that demands a newer app is refused before anything is touched",
           SECURE, ANSWER_NEVER, scenario_fits_all, ONLY_OLD(1),
           {.counter = {1, 2}, .sectors = {1, 2}, .needs_app = 2}, ONLY_OLD(1));
