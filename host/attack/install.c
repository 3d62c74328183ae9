/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * Cases with `via: install`: an update is under way, and one of its two images is not what it
 * should be. The attacker has taken over secure, or has K_log in another way: he writes staging,
 * slot and boot log as he likes (docs/update.md has the phases). The control is the same update, in
 * the same phase, with an image that is as it should be: it must come to run. */
#include "host/attack/internal.h"
#include "host/cli/number.h"
#include "host/device/log.h"
#include "host/image/image.h"

#include <string.h>

/* docs/formats/bootlog.md: how the fields of an install record are used. */
enum phase { STAGED = 1, SWAPPING, TRIAL, ACCEPTED, REVERTING, DONE };

#define TRIALS_SHIFT 4u
#define SECOND_SLOT  1u
#define DAMAGED_AT   100u /* of the payload */

/* In the order of enum phase, but for the first, which has no state. */
const char *const hf_phase_names[] = {"staged",    "swapping", "trial", "accepted",
                                      "reverting", "done",     NULL};
const char *const hf_side_names[] = {"new", "old", NULL};
const char *const hf_ends_names[] = {"runs", "halts", NULL};

enum side { SIDE_NEW, SIDE_OLD, SIDE_COUNT };

struct update {
    struct hf_attempt *attempt;
    const struct hf_yaml_node *node;
    const struct hf_layout_role *place; /* slot and staging area: for urot, secure's staging area */
    enum hf_role role;
    enum phase phase;
    hf_span_t image[SIDE_COUNT];
    hf_span_t changed; /* one of the two */
    uint32_t step;     /* of the walk, in bytes; the hole */
    uint32_t steps;
    uint32_t moves; /* made so far */
    struct hf_die_page page;
};

/* What came of it. */
struct seen {
    bool rose;    /* a floor */
    bool stands;  /* the changed image, in a slot of its role */
    bool entered; /* an image of the role was entered in the last start */
    bool refused; /* with the word that the case names */
    enum hf_outcome outcome;
    uint32_t app_word;
};

static uint32_t counter_of(const struct update *update, hf_span_t image)
{
    const struct hf_layout *layout = update->attempt->layout;
    const struct hf_layout_role *role = &layout->roles[update->role];
    struct hf_image_rules const rules = {
        .form = role->form,
        .demand = {layout->vendor_id, role->class_id, 0, role->load_address, 0}};
    struct hf_image_answer answer;
    struct hf_image_view view;

    if (hf_image_open(image, UINT32_MAX, &view) != HF_OK) {
        return 0;
    }
    hf_image_judge(&view, &rules, &answer);
    return answer.claims.counter;
}

/* ---- where everything stands in that phase ---- */

static bool prepare(struct update *update, const struct hf_yaml_node *changes)
{
    const struct hf_layout *layout = update->attempt->layout;
    const struct hf_layout_role *staging =
        &layout->roles[update->role == HF_ROLE_UROT ? HF_ROLE_SECURE : update->role];
    enum side const side = (enum side)hf_yaml_number(update->node, "side", SIDE_NEW);

    update->place = staging;
    update->page = update->attempt->page;
    if (staging->staging_size <= staging->slot_size) {
        return hf_trouble_set(update->attempt->trouble, "%s has no staging area for %s",
                              layout->board, hf_role_names[update->role]);
    }
    update->step = staging->staging_size - staging->slot_size;
    update->image[1 - side] = update->attempt->images[update->role];
    if (!hf_change_apply(update->attempt, changes, update->role, &update->changed, &update->page)) {
        return false;
    }
    update->image[side] = update->changed;
    size_t const longer = update->image[SIDE_NEW].size > update->image[SIDE_OLD].size
                              ? update->image[SIDE_NEW].size
                              : update->image[SIDE_OLD].size;

    update->steps = (uint32_t)((longer + update->step - 1u) / update->step);
    update->moves = update->phase == STAGED ? 0 : 2u * update->steps;
    if (update->phase == SWAPPING || update->phase == REVERTING) {
        update->moves = (uint32_t)hf_yaml_number(update->node, "moves", 1);
    }
    return update->moves <= 2u * update->steps ||
           hf_yaml_refuse(&update->attempt->attack->document, update->node,
                          update->attempt->trouble, "this walk has %u 'moves' at most",
                          2u * update->steps);
}

/* The moves of docs/update.md, made by hand: out into the hole, and in. */
static void walk(const struct update *update, uint8_t *slot, uint8_t *staging)
{
    for (uint32_t move = 0; move < update->moves; move++) {
        uint8_t *inside = slot + move / 2u * update->step;
        uint8_t *outside = staging + (move + 1u) / 2u * update->step;

        if (move % 2u == 0) {
            memcpy(outside, inside, update->step);
        } else {
            memcpy(inside, outside, update->step);
        }
    }
}

/* secure and app: staging begins with the hole. */
static bool write_pair(struct update *update)
{
    struct hf_device *device = &update->attempt->device;
    const struct hf_layout_role *place = update->place;
    uint8_t *slot = hf_arena_take(&device->arena, place->slot_size);
    uint8_t *staging = hf_arena_take(&device->arena, place->staging_size);

    memset(slot, device->layout.erased, place->slot_size);
    memset(staging, device->layout.erased, place->staging_size);
    memcpy(slot, update->image[SIDE_OLD].bytes, update->image[SIDE_OLD].size);
    memcpy(staging + update->step, update->image[SIDE_NEW].bytes, update->image[SIDE_NEW].size);
    walk(update, slot, staging);
    if (update->phase == DONE) { /* so there is a reason to fall back on what staging has kept */
        slot[place->header_size + DAMAGED_AT] ^= 1u;
    }
    return hf_device_write_flash(device, place->slot_offset[0], (hf_span_t){slot, place->slot_size},
                                 update->attempt->trouble) &&
           hf_device_write_flash(device, place->staging_offset,
                                 (hf_span_t){staging, place->staging_size},
                                 update->attempt->trouble);
}

/* urot: the new image waits behind secure's hole, and goes to slot B. */
static bool write_urot(struct update *update)
{
    struct hf_device *device = &update->attempt->device;
    struct hf_trouble *trouble = update->attempt->trouble;
    bool const waits = update->phase == STAGED || update->phase == SWAPPING;

    return hf_device_blank_staging(device, HF_ROLE_SECURE, trouble) &&
           hf_device_write_flash(device, update->place->staging_offset + update->step,
                                 update->image[SIDE_NEW], trouble) &&
           hf_device_write_slot(device, HF_ROLE_UROT, 0, update->image[SIDE_OLD], trouble) &&
           hf_device_write_slot(device, HF_ROLE_UROT, 1, update->image[waits ? SIDE_OLD : SIDE_NEW],
                                trouble);
}

static bool write_log(struct update *update)
{
    struct hf_bootlog_entry entries[2] = {{.kind = HF_BOOTLOG_INSTALL},
                                          {.kind = HF_BOOTLOG_PROGRESS}};
    struct hf_bootlog_install *install = &entries[0].as.install;
    hf_span_t const image = update->image[SIDE_NEW];
    struct hf_image_view view;

    memset(&entries[0].as, 0, sizeof(entries[0].as));
    memset(&entries[1].as, 0, sizeof(entries[1].as));
    install->role = (uint8_t)update->role;
    install->phase = (uint8_t)update->phase;
    install->slot = SECOND_SLOT;
    install->flags =
        (uint8_t)(1u << update->role | (update->phase >= TRIAL ? 1u : 0u) << TRIALS_SHIFT);
    install->counter = counter_of(update, image);
    install->size = (uint32_t)image.size;
    if (update->phase != STAGED && update->role != HF_ROLE_UROT) {
        install->detail = update->role == HF_ROLE_APP ? update->steps << 16 : update->steps;
    }
    if (hf_image_open(image, UINT32_MAX, &view) == HF_OK && view.hash != NULL) {
        memcpy(install->hash, view.hash, sizeof(install->hash));
    }
    entries[1].as.progress.role = install->role;
    entries[1].as.progress.phase = SWAPPING;
    entries[1].as.progress.step = update->moves;
    return hf_device_write_log(&update->attempt->device, entries, update->phase == STAGED ? 1 : 2,
                               update->attempt->trouble);
}

static bool set_up(struct update *update, const struct hf_yaml_node *changes)
{
    return hf_attempt_restore(update->attempt) && prepare(update, changes) &&
           (update->role == HF_ROLE_UROT ? write_urot(update) : write_pair(update)) &&
           write_log(update) && hf_attempt_write_page(update->attempt, &update->page);
}

/* ---- what the device does about it ---- */

static bool stands_in_slot(struct update *update, bool *stands)
{
    struct hf_device *device = &update->attempt->device;

    *stands = false;
    for (size_t slot = 0; slot < device->layout.roles[update->role].slot_count; slot++) {
        hf_span_t bytes;

        if (!hf_device_read_slot(device, update->role, slot, &bytes, update->attempt->trouble)) {
            return false;
        }
        *stands =
            *stands || (bytes.size >= update->changed.size &&
                        memcmp(bytes.bytes, update->changed.bytes, update->changed.size) == 0);
    }
    return true;
}

static uint32_t floor_in(const struct hf_die_page *page, int role)
{
    return hf_thermometer_read(page->floors[role], HF_DIE_COUNTER_BYTES);
}

static bool look_at_floors(struct update *update, struct seen *seen)
{
    struct hf_die_page now;

    if (!hf_device_read_page(&update->attempt->device, &now, update->attempt->trouble)) {
        return false;
    }
    for (int role = 0; role < HF_ROLE_COUNT; role++) {
        seen->rose = seen->rose || floor_in(&now, role) > floor_in(&update->page, role);
    }
    return true;
}

static void look_for_refusal(const struct update *update, const struct hf_run *run,
                             struct seen *seen)
{
    const char *wanted = hf_yaml_text(update->node, "refusal", "");

    for (size_t i = 0; i < run->secure_count; i++) {
        const struct hf_report *report = &run->secure[i];
        const struct hf_err_text *why = hf_err_find(report->word);

        seen->refused = seen->refused || (strcmp(report->stage, "urot") == 0 &&
                                          strcmp(report->event, "refused") == 0 &&
                                          strcmp(report->role, hf_role_names[update->role]) == 0 &&
                                          why != NULL && strcmp(why->name, wanted) == 0);
    }
}

/* One start, and what it left. */
static bool start(struct update *update, const char *name, struct seen *seen)
{
    static struct hf_run run;

    if (!hf_attempt_start(update->attempt, name, NULL, &run)) {
        return false;
    }
    seen->outcome = run.outcome;
    seen->app_word = run.app_word;
    seen->entered =
        update->role == HF_ROLE_APP ? run.app_ran : hf_run_says_boots(&run, "urot", "secure");
    look_for_refusal(update, &run, seen);
    hf_run_stop(&run);
    return look_at_floors(update, seen);
}

static bool start_all(struct update *update, const char *name, struct seen *seen)
{
    long const starts = hf_yaml_number(update->node, "starts", 1);

    memset(seen, 0, sizeof(*seen));
    for (long i = 0; i < starts; i++) {
        if (!start(update, name, seen)) {
            return false;
        }
    }
    fprintf(update->attempt->evidence->file, "--- floors %s\n", seen->rose ? "rose" : "as before");
    return stands_in_slot(update, &seen->stands);
}

/* ---- what that means ---- */

/* With more than one start, the images were accepted in the first: then the floor must have risen,
 * or the attack on the moment of its rise is none. */
static void judge_control(struct update *update, const struct seen *seen)
{
    bool const accepted = hf_yaml_number(update->node, "starts", 1) > 1;

    if (!seen->stands || seen->outcome != HF_OUTCOME_DONE || seen->app_word != 0 ||
        seen->rose != accepted) {
        hf_attempt_fail(update->attempt, "%s: its control ends with '%s'%s%s",
                        hf_yaml_text(update->node, "name", ""), hf_outcome_name(seen->outcome),
                        seen->stands ? "" : ", and the image is not in its slot",
                        seen->rose == accepted ? "" : ", and the floor is wrong");
    }
}

static void judge(struct update *update, const struct seen *seen)
{
    const char *name = hf_yaml_text(update->node, "name", "");
    const char *wanted = hf_yaml_text(update->node, "refusal", "");
    enum hf_outcome const due =
        hf_yaml_number(update->node, "ends", 0) == 0 ? HF_OUTCOME_DONE : HF_OUTCOME_HALTED;

    if (seen->rose) {
        hf_case_count(update->attempt, update->node, true, "a floor rose");
    } else if (seen->stands && (seen->entered || update->role == HF_ROLE_UROT)) {
        hf_case_count(update->attempt, update->node, true, "the changed image was installed");
    } else if (seen->outcome != due && seen->outcome == HF_OUTCOME_HALTED) {
        hf_case_count(update->attempt, update->node, true, "the good images do not run any more");
    } else if (seen->outcome != due || seen->app_word != 0) {
        hf_attempt_fail(update->attempt, "%s: the run ended with '%s'", name,
                        hf_outcome_name(seen->outcome));
    } else if (!seen->refused && strcmp(wanted, "none") != 0) {
        hf_attempt_fail(update->attempt, "%s: not refused with %s", name, wanted);
    } else {
        hf_case_count(update->attempt, update->node, false, "");
    }
}

bool hf_run_install_case(struct hf_attempt *attempt, const struct hf_yaml_node *node)
{
    struct update update = {.attempt = attempt,
                            .node = node,
                            .role = (enum hf_role)hf_yaml_number(node, "role", 0),
                            .phase = (enum phase)(hf_yaml_number(node, "phase", 0) + STAGED)};
    struct seen seen;

    if (!set_up(&update, hf_yaml_get(node, "control")) ||
        !start_all(&update, "control of the case that follows", &seen)) {
        return false;
    }
    judge_control(&update, &seen);
    if (!set_up(&update, hf_yaml_get(node, "changes")) ||
        !start_all(&update, hf_yaml_text(node, "name", ""), &seen)) {
        return false;
    }
    judge(&update, &seen);
    return true;
}
