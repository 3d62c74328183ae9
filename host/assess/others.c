/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * Other architectures against the profile. They are held to what decides between them: the attacker
 * level, the needs, the evidence. What was not checked gives `check`, never `acceptable`. */
#include "host/assess/notes.h"

#include <string.h>

static int highest_demand(const struct hf_assessment *assessment)
{
    const struct hf_demands *demands = &assessment->platforms[0].demands;
    int highest = HF_LEVEL_REMOTE;

    for (size_t i = 0; i < demands->count; i++) {
        if (demands->at[i].place == HF_PLACE_MCU && demands->at[i].level > highest) {
            highest = demands->at[i].level;
        }
    }
    return highest;
}

static const char *missing_need(const struct hf_profile *profile,
                                const struct hf_alternative *other)
{
    for (size_t i = 0; i < profile->need_count; i++) {
        if (!hf_words_have(&other->offers, profile->needs[i]->name)) {
            return profile->needs[i]->title;
        }
    }
    return NULL;
}

static const char *missing_evidence(const struct hf_profile *profile,
                                    const struct hf_alternative *other)
{
    for (size_t i = 0; i < profile->target_count; i++) {
        if (profile->targets[i]->platform &&
            !hf_words_have(&other->evidence, profile->targets[i]->name)) {
            return profile->targets[i]->name;
        }
    }
    return NULL;
}

static void compare(struct hf_assessment *assessment, int level, struct hf_other *other)
{
    const struct hf_alternative *alternative = other->alternative;
    const char *need = missing_need(assessment->profile, alternative);
    const char *evidence = missing_evidence(assessment->profile, alternative);

    if (need != NULL) {
        other->verdict = "refused";
        other->why = hf_arena_print(&assessment->arena, "does not offer: %s", need);
    } else if (level > alternative->withstands && !alternative->evidence_open) {
        other->verdict = "refused";
        other->why = hf_arena_print(&assessment->arena, "%s is required, its record leaves %s",
                                    hf_level_name(level), hf_level_name(alternative->withstands));
    } else if (evidence != NULL && !alternative->evidence_open) {
        other->verdict = "refused";
        other->why = hf_arena_print(&assessment->arena, "no evidence for %s", evidence);
    } else if (level > alternative->withstands) {
        other->verdict = "check";
        other->why = hf_arena_print(&assessment->arena,
                                    "%s is required: that takes a certificate, which is to be "
                                    "checked",
                                    hf_level_name(level));
    } else if (evidence != NULL) {
        other->verdict = "check";
        other->why =
            hf_arena_print(&assessment->arena, "evidence for %s is to be checked", evidence);
    } else if (alternative->state != HF_STATE_VERIFIED) {
        other->verdict = "check";
        other->why =
            hf_arena_print(&assessment->arena, "not verified here: %s", alternative->tooling);
    } else {
        other->verdict = "acceptable";
        other->why = alternative->tooling;
    }
}

void hf_others_make(struct hf_assessment *assessment)
{
    const struct hf_catalog *catalog = assessment->catalog;
    bool cost_driven = (assessment->profile->context & HF_CONTEXT_COST_DRIVEN) != 0;
    int level = highest_demand(assessment);

    assessment->others = hf_arena_take(&assessment->arena, (catalog->alternatives.count + 1u) *
                                                               sizeof(struct hf_other));
    for (size_t i = 0; i < catalog->alternatives.count; i++) {
        struct hf_other *other = &assessment->others[assessment->other_count];

        if (catalog->alternatives.at[i].cost_driven && !cost_driven) {
            continue;
        }
        other->alternative = &catalog->alternatives.at[i];
        compare(assessment, level, other);
        assessment->other_count++;
    }
}
