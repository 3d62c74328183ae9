/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "lab/powerfail/update/judge.h"

#include "host/cli/number.h"

#include <stdarg.h>
#include <string.h>

#define BIT(phase) (1u << (phase))

/* Where one start may lead from a phase: on, and back only from a trial that was cut. */
static const uint32_t leads_to[HF_PHASE_COUNT] = {
    [HF_PHASE_NONE] = BIT(HF_PHASE_NONE) | BIT(HF_PHASE_STAGED) | BIT(HF_PHASE_SWAPPING) |
                      BIT(HF_PHASE_TRIAL) | BIT(HF_PHASE_ACCEPTED),
    [HF_PHASE_STAGED] = BIT(HF_PHASE_STAGED) | BIT(HF_PHASE_SWAPPING) | BIT(HF_PHASE_TRIAL) |
                        BIT(HF_PHASE_ACCEPTED),
    [HF_PHASE_SWAPPING] = BIT(HF_PHASE_SWAPPING) | BIT(HF_PHASE_TRIAL) | BIT(HF_PHASE_ACCEPTED),
    [HF_PHASE_TRIAL] = BIT(HF_PHASE_TRIAL) | BIT(HF_PHASE_ACCEPTED) | BIT(HF_PHASE_REVERTING) |
                       BIT(HF_PHASE_REJECTED),
    [HF_PHASE_ACCEPTED] = BIT(HF_PHASE_ACCEPTED) | BIT(HF_PHASE_DONE),
    [HF_PHASE_REVERTING] = BIT(HF_PHASE_REVERTING) | BIT(HF_PHASE_REJECTED),
    [HF_PHASE_DONE] = BIT(HF_PHASE_DONE),
    [HF_PHASE_REJECTED] = BIT(HF_PHASE_REJECTED),
};

bool hf_judge_fail(struct hf_case *kase, const char *format, ...)
{
    va_list arguments;

    if (kase->failure[0] == '\0') {
        va_start(arguments, format);
        vsnprintf(kase->failure, sizeof(kase->failure), format, arguments);
        va_end(arguments);
    }
    return false;
}

static bool in_set(const struct hf_case *kase, int role)
{
    return (kase->images->set & 1u << role) != 0;
}

static bool judge_floors(struct hf_case *kase, const struct hf_look *look)
{
    bool const may_rise = look->phase == HF_PHASE_ACCEPTED || look->phase == HF_PHASE_DONE;

    for (int role = 0; role < HF_ROLE_COUNT; role++) {
        uint32_t const floor = look->floors[role];
        uint32_t const old = kase->images->old_floor[role];

        if (floor < kase->look.floors[role]) {
            return hf_judge_fail(kase, "the floor of %s went down from %u to %u",
                                 hf_role_names[role], kase->look.floors[role], floor);
        }
        if (floor > old && (!may_rise || floor > kase->images->fresh_floor[role])) {
            return hf_judge_fail(kase, "the floor of %s is %u in phase %s", hf_role_names[role],
                                 floor, hf_phase_name(look->phase));
        }
    }
    return true;
}

static bool judge_phase(struct hf_case *kase, const struct hf_look *look)
{
    uint8_t const before = kase->look.phase;

    if (look->phase >= HF_PHASE_COUNT || (leads_to[before] & BIT(look->phase)) == 0) {
        return hf_judge_fail(kase, "from phase %s it came to %s", hf_phase_name(before),
                             hf_phase_name(look->phase));
    }
    if (kase->asked && look->phase == HF_PHASE_NONE) {
        return hf_judge_fail(kase, "the install was asked for, and is forgotten");
    }
    if (kase->accepted && look->phase != HF_PHASE_ACCEPTED && look->phase != HF_PHASE_DONE) {
        return hf_judge_fail(kase, "a lost confirm: it was accepted, and the phase is %s",
                             hf_phase_name(look->phase));
    }
    if (!kase->scenario->accepts &&
        (look->phase == HF_PHASE_ACCEPTED || look->phase == HF_PHASE_DONE)) {
        return hf_judge_fail(kase, "nobody accepted it, and the phase is %s",
                             hf_phase_name(look->phase));
    }
    return look->gaps == 0 || hf_judge_fail(kase, "%zu gaps in the log", look->gaps);
}

/* Of urot one slot is whole at every moment, whatever was cut. */
static bool judge_pair(struct hf_case *kase, const struct hf_look *look)
{
    const enum hf_content *pair = look->slots[HF_ROLE_UROT];

    return kase->scenario->way == HF_WAY_RECOVER || pair[0] != HF_CONTENT_OTHER ||
           pair[1] != HF_CONTENT_OTHER || hf_judge_fail(kase, "neither slot holds a whole urot");
}

/* What stands in the slot of secure or app while secure runs in this phase. */
static enum hf_content expected(const struct hf_case *kase, int role, uint8_t phase)
{
    switch (phase) {
    case HF_PHASE_NONE:
    case HF_PHASE_STAGED:
    case HF_PHASE_REJECTED:
        return HF_CONTENT_OLD;
    case HF_PHASE_TRIAL:
    case HF_PHASE_ACCEPTED:
    case HF_PHASE_DONE:
        return in_set(kase, role) ? HF_CONTENT_FRESH : HF_CONTENT_OLD;
    default:
        return HF_CONTENT_OTHER; /* in the middle of a walk nothing may run */
    }
}

static const char *const contents[] = {"neither image", "the old image", "the new image"};

static bool judge_entered(struct hf_case *kase, const struct hf_look *look)
{
    for (int role = HF_ROLE_SECURE; role < HF_ROLE_COUNT; role++) {
        enum hf_content const content = look->slots[role][0];

        if (content == HF_CONTENT_OTHER || content != expected(kase, role, look->phase)) {
            return hf_judge_fail(kase, "entered in phase %s with %s of %s",
                                 hf_phase_name(look->phase), contents[content],
                                 hf_role_names[role]);
        }
    }
    return true;
}

/* Slot A of urot may be the one that a kill has left half copied; nothing else may be refused. */
static bool judge_words(struct hf_case *kase, const struct hf_start *start)
{
    bool const urot_alone = in_set(kase, HF_ROLE_UROT);

    if (kase->scenario->way == HF_WAY_RECOVER) {
        return true;
    }
    if (start->stopped[0] != '\0' && (kase->scenario->accepts || !start->done)) {
        return hf_judge_fail(kase, "%s", start->stopped);
    }
    if (start->refused[0] != '\0' &&
        !(urot_alone && strncmp(start->refused, "@irot refused urot", 18) == 0)) {
        return hf_judge_fail(kase, "%s", start->refused);
    }
    return true;
}

bool hf_judge_start(struct hf_case *kase, const struct hf_start *start, const struct hf_look *look)
{
    bool good = true;

    kase->asked = kase->asked || start->asked;
    kase->accepted = kase->accepted || start->accepted;
    if (!start->killed && !start->done) {
        good = hf_judge_fail(kase, "a brick: it did not come to its app: %s %s %s", start->stopped,
                             start->refused, start->trouble);
    }
    good = good && judge_words(kase, start) && judge_floors(kase, look) &&
           judge_phase(kase, look) && judge_pair(kase, look) &&
           (!start->entered || judge_entered(kase, look));
    kase->look = *look;
    return good;
}

static bool all_old(const struct hf_look *look)
{
    return look->slots[HF_ROLE_UROT][0] == HF_CONTENT_OLD &&
           look->slots[HF_ROLE_UROT][1] == HF_CONTENT_OLD &&
           look->slots[HF_ROLE_SECURE][0] == HF_CONTENT_OLD &&
           look->slots[HF_ROLE_APP][0] == HF_CONTENT_OLD;
}

bool hf_judge_settled(const struct hf_case *kase)
{
    if (kase->scenario->way == HF_WAY_RECOVER) {
        return all_old(&kase->look);
    }
    return kase->look.phase == HF_PHASE_DONE || kase->look.phase == HF_PHASE_REJECTED;
}

/* The images that were swapped out are whole, where the walk leaves them. */
static bool judge_staging(struct hf_case *kase, int role, bool fresh)
{
    const struct hf_look *look = &kase->look;

    if (role == HF_ROLE_UROT || !in_set(kase, role)) {
        return true;
    }
    return (fresh ? look->staged_low[role] == HF_CONTENT_OLD
                  : look->staged_high[role] == HF_CONTENT_FRESH) ||
           hf_judge_fail(kase, "staging has lost the %s image of %s", fresh ? "old" : "new",
                         hf_role_names[role]);
}

static bool judge_role(struct hf_case *kase, int role, bool fresh)
{
    enum hf_content const content = fresh && in_set(kase, role) ? HF_CONTENT_FRESH : HF_CONTENT_OLD;
    uint32_t const floor = fresh ? kase->images->fresh_floor[role] : kase->images->old_floor[role];
    const enum hf_content *slots = kase->look.slots[role];

    if (slots[0] != content || (role == HF_ROLE_UROT && slots[1] != content)) {
        return hf_judge_fail(kase, "at the end %s holds %s and %s", hf_role_names[role],
                             contents[slots[0]],
                             role == HF_ROLE_UROT ? contents[slots[1]] : "has no other slot");
    }
    if (kase->look.floors[role] != floor) {
        return hf_judge_fail(kase, "at the end the floor of %s is %u, not %u", hf_role_names[role],
                             kase->look.floors[role], floor);
    }
    return judge_staging(kase, role, fresh);
}

bool hf_judge_end(struct hf_case *kase)
{
    bool const fresh = kase->look.phase == HF_PHASE_DONE;
    bool good = true;

    if (!hf_judge_settled(kase)) {
        return hf_judge_fail(kase, "it does not come to its end: phase %s after %u moves",
                             hf_phase_name(kase->look.phase), kase->look.moves);
    }
    for (int role = 0; role < HF_ROLE_COUNT && good; role++) {
        good = judge_role(kase, role, fresh);
    }
    return good;
}
