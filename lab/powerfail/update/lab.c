/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "lab/powerfail/update/lab.h"

#include <stdio.h>
#include <string.h>

#define KILLS_EACH 6u /* of one device; then it is left alone until its end */
#define STARTS     6u /* within which an update that is left alone must end */
#define SECONDS    60.0
#define SLACK      1.1 /* beyond the measured time: a busy machine is slower */

/* Of eight kills five fall while urot is at work, three of these in its walk, and one while the app
 * accepts: all that is short. The others fall anywhere in what is left of the update. */
#define KINDS         8u
#define KINDS_AT_UROT 5u
#define KINDS_AT_WALK 3u

/* One device that is being killed. */
struct victim {
    struct hf_case kase;
    const char *folder;
    uint64_t lot;
    double left;      /* of a delay that the last start did not use up */
    char delays[256]; /* for people */
};

const char *hf_cut_name(int cut)
{
    static const char *const names[HF_CUT_COUNT - HF_PHASE_COUNT] = {
        "boot", "download", "recovery_irot", "recovery_urot"};

    return cut < HF_PHASE_COUNT ? hf_phase_name((uint8_t)cut) : names[cut - HF_PHASE_COUNT];
}

/* splitmix64 */
static uint64_t draw(uint64_t *lot)
{
    uint64_t word = *lot += 0x9e3779b97f4a7c15u;

    word = (word ^ word >> 30) * 0xbf58476d1ce4e5b9u;
    word = (word ^ word >> 27) * 0x94d049bb133111ebu;
    return word ^ word >> 31;
}

static double draw_share(uint64_t *lot)
{
    return (double)(draw(lot) >> 11) / 9007199254740992.0;
}

/* Each device has a lot of its own, so that one can be tried alone. */
static uint64_t lot_of(const struct hf_lab *lab, unsigned number)
{
    uint64_t lot = lab->seed;

    for (const char *at = lab->scenario->name; *at != '\0'; at++) {
        lot = lot * 31u + (uint8_t)*at;
    }
    for (const char *at = lab->layout_board; *at != '\0'; at++) {
        lot = lot * 31u + (uint8_t)*at;
    }
    lot = lot * 1000003u + number;
    (void)draw(&lot);
    return lot;
}

/* A start that goes on with what a first one began: the trial is over, or accepted. */
static bool is_second(const struct hf_look *look)
{
    return look->phase == HF_PHASE_TRIAL || look->phase == HF_PHASE_ACCEPTED ||
           look->phase == HF_PHASE_REVERTING;
}

static enum hf_way way_of(const struct hf_case *kase)
{
    enum hf_way const way = kase->scenario->way;

    return way == HF_WAY_UPDATE && kase->look.phase != HF_PHASE_NONE ? HF_WAY_RUN : way;
}

static void draw_kill(const struct hf_lab *lab, struct victim *victim, struct hf_start_plan *plan)
{
    bool const second = is_second(&victim->kase.look);
    uint64_t const kind = draw(&victim->lot) % KINDS;
    double const share = draw_share(&victim->lot);

    plan->aim = HF_AIM_ANYWHERE;
    plan->delay = victim->left;
    victim->left = 0;
    if (plan->delay > 0) {
        return;
    }
    if (lab->scenario->staged && kind < KINDS_AT_UROT) {
        double const length = lab->pace.walk[1] - lab->pace.walk[0];
        bool const walk = kind < KINDS_AT_WALK && !second && length > 0;

        plan->aim = walk ? HF_AIM_AT_WALK : HF_AIM_AT_UROT;
        plan->watch = walk;
        plan->delay = share * SLACK * (walk ? length : lab->pace.at_urot[second]);
    } else if (lab->scenario->accepts && lab->pace.verdict > 0 && !second && kind == KINDS - 1u) {
        plan->aim = HF_AIM_AT_VERDICT;
        plan->delay = share * lab->pace.verdict * SLACK;
    } else {
        plan->delay = share * (lab->pace.whole[1] + (second ? 0 : lab->pace.whole[0]));
    }
}

static void note_delay(struct victim *victim, const struct hf_start_plan *plan,
                       const struct hf_start *start)
{
    size_t const used = strlen(victim->delays);

    if (plan->aim != HF_AIM_NEVER) {
        snprintf(victim->delays + used, sizeof(victim->delays) - used, " %s+%.1fms%s",
                 plan->aim == HF_AIM_AT_UROT      ? "urot"
                 : plan->aim == HF_AIM_AT_VERDICT ? "verdict"
                 : plan->aim == HF_AIM_AT_WALK    ? "walk"
                                                  : "start",
                 plan->delay * 1e3, start->killed ? "" : "(late)");
    }
}

static int cut_of(const struct hf_case *kase, const struct hf_start *start)
{
    if (kase->scenario->way == HF_WAY_RECOVER) {
        return strcmp(start->stage, "irot") == 0   ? HF_CUT_RECOVERY_IROT
               : strcmp(start->stage, "urot") == 0 ? HF_CUT_RECOVERY_UROT
                                                   : HF_CUT_BOOT;
    }
    if (kase->look.phase == HF_PHASE_NONE) {
        return start->session ? HF_CUT_DOWNLOAD : HF_CUT_BOOT;
    }
    return kase->look.phase;
}

/* One start and its judgement. False for trouble. */
static bool start_once(struct hf_lab *lab, struct victim *victim, struct hf_start_plan *plan,
                       struct hf_start *start, struct hf_trouble *trouble)
{
    struct hf_look look;

    plan->folder = victim->folder;
    plan->images = &lab->images;
    plan->way = way_of(&victim->kase);
    plan->seconds = SECONDS;
    if (!hf_start_victim(plan, start, trouble) ||
        !hf_victim_look(victim->folder, &lab->images, &look, trouble)) {
        return false;
    }
    lab->tally.starts++;
    note_delay(victim, plan, start);
    (void)hf_judge_start(&victim->kase, start, &look);
    return true;
}

static bool make_victim(struct hf_lab *lab, struct victim *victim, unsigned number,
                        struct hf_trouble *trouble)
{
    memset(victim, 0, sizeof(*victim));
    victim->kase.scenario = lab->scenario;
    victim->kase.images = &lab->images;
    victim->kase.asked = lab->scenario->staged;
    victim->folder =
        hf_arena_print(&lab->opened.arena, "%s/%s-%u", lab->work, lab->scenario->name, number);
    victim->lot = lot_of(lab, number);
    return hf_victim_copy(lab->template_folder, victim->folder, trouble) &&
           hf_victim_look(victim->folder, &lab->images, &victim->kase.look, trouble);
}

static bool is_open(const struct victim *victim)
{
    return victim->kase.failure[0] == '\0' && !hf_judge_settled(&victim->kase);
}

static bool kill_some(struct hf_lab *lab, struct victim *victim, struct hf_trouble *trouble)
{
    bool late = false;

    for (unsigned i = 0; i < KILLS_EACH && lab->tally.kills < lab->kills && is_open(victim); i++) {
        struct hf_start_plan plan = {.folder = NULL};
        struct hf_start start;

        draw_kill(lab, victim, &plan);
        if (!start_once(lab, victim, &plan, &start, trouble)) {
            return false;
        }
        late = !start.killed;
        if (start.killed) {
            lab->tally.kills++;
            lab->tally.cuts[cut_of(&victim->kase, &start)]++;
        } else if (plan.aim == HF_AIM_ANYWHERE && plan.delay > start.whole) {
            victim->left = plan.delay - start.whole;
        }
    }
    lab->tally.late += late;
    return true;
}

/* Left alone, the update ends; and the start after that changes nothing. */
static bool leave_alone(struct hf_lab *lab, struct victim *victim, struct hf_pace *pace,
                        struct hf_trouble *trouble)
{
    struct hf_start_plan plan = {.aim = HF_AIM_NEVER};
    struct hf_start start;

    plan.watch = pace != NULL;
    for (unsigned i = 0; i < STARTS && (i == 0 || is_open(victim)); i++) {
        bool const was_open = is_open(victim);

        if (!start_once(lab, victim, &plan, &start, trouble)) {
            return false;
        }
        if (pace != NULL && i < 2) {
            pace->whole[i] = start.whole;
            pace->at_urot[i] = start.to_boot;
            pace->verdict += start.to_accept;
            memcpy(pace->walk, i == 0 ? start.walk : pace->walk, sizeof(pace->walk));
        }
        if (was_open && !is_open(victim) && victim->kase.failure[0] == '\0' &&
            !start_once(lab, victim, &plan, &start, trouble)) {
            return false;
        }
    }
    if (victim->kase.failure[0] == '\0') {
        (void)hf_judge_end(&victim->kase);
    }
    return true;
}

static void conclude(struct hf_lab *lab, const struct victim *victim, unsigned number)
{
    const struct hf_case *kase = &victim->kase;

    lab->tally.devices++;
    if (kase->failure[0] != '\0') {
        lab->tally.failures++;
        fprintf(stderr, "FAILED: %s %s, seed %llu, device %u, kills at%s: %s; kept in %s\n",
                lab->layout_board, lab->scenario->name, (unsigned long long)lab->seed, number,
                victim->delays, kase->failure, victim->folder);
        return;
    }
    lab->tally.fresh += kase->look.phase == HF_PHASE_DONE;
    lab->tally.old += kase->look.phase != HF_PHASE_DONE;
    hf_victim_remove(victim->folder);
}

bool hf_lab_run(struct hf_lab *lab, struct hf_trouble *trouble)
{
    static struct victim victim;
    double const began = hf_qemu_now();
    unsigned const most = lab->kills * 4u + 4u;

    for (unsigned number = 1; number <= most && lab->tally.kills < lab->kills; number++) {
        if (lab->only != 0 && number != lab->only) {
            continue;
        }
        if (!make_victim(lab, &victim, number, trouble) ||
            (lab->control == NULL && !kill_some(lab, &victim, trouble)) ||
            !hf_control_break(lab, &victim.kase, victim.folder, trouble) ||
            !leave_alone(lab, &victim, NULL, trouble)) {
            return false;
        }
        conclude(lab, &victim, number);
        if (lab->control != NULL) {
            break;
        }
    }
    lab->tally.seconds = hf_qemu_now() - began;
    return true;
}

/* Downloads the images into staging and asks for the install; the power is cut at the answer. */
static bool stage(struct hf_lab *lab, struct hf_trouble *trouble)
{
    struct hf_start_plan const plan = {.folder = lab->template_folder,
                                       .images = &lab->images,
                                       .way = HF_WAY_UPDATE,
                                       .aim = HF_AIM_ASKED,
                                       .seconds = SECONDS};
    struct hf_start start;

    return hf_start_victim(&plan, &start, trouble) &&
           ((start.asked && start.killed) ||
            hf_trouble_set(trouble, "%s: the update cannot be asked for: %s", lab->device,
                           start.trouble));
}

bool hf_lab_prepare(struct hf_lab *lab, char **paths, size_t count, struct hf_trouble *trouble)
{
    static struct victim whole;

    if (!hf_device_open(lab->device, &lab->opened, trouble) ||
        !hf_victim_images(&lab->opened, &lab->images, trouble)) {
        return false;
    }
    for (size_t i = 0; i < count && lab->scenario->way != HF_WAY_RECOVER; i++) {
        if (!hf_victim_add(&lab->opened, paths[i], &lab->images, trouble)) {
            return false;
        }
    }
    lab->layout_board = lab->opened.layout.board;
    lab->template_folder =
        hf_arena_print(&lab->opened.arena, "%s/%s", lab->work, lab->scenario->name);
    if (!hf_victim_copy(lab->device, lab->template_folder, trouble) ||
        (lab->scenario->staged && !stage(lab, trouble)) ||
        (lab->scenario->way == HF_WAY_RECOVER &&
         !hf_victim_destroy(lab->template_folder, 7u, true, trouble)) ||
        !make_victim(lab, &whole, 0, trouble) || !leave_alone(lab, &whole, &lab->pace, trouble)) {
        return false;
    }
    if (whole.kase.failure[0] != '\0') {
        return hf_trouble_set(trouble, "%s: without any kill: %s", whole.folder,
                              whole.kase.failure);
    }
    lab->tally = (struct hf_tally){.devices = 0};
    hf_victim_remove(whole.folder);
    return true;
}
