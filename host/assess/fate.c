/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * How each threat fares on one platform: required, achieved, what limits it. */
#include "host/assess/trial.h"

#include <string.h>

static int required_of(const struct hf_demands *demands, size_t threat)
{
    int required = HF_LEVEL_NONE;

    for (size_t i = 0; i < demands->count; i++) {
        if (demands->at[i].threat == threat && demands->at[i].level > required) {
            required = demands->at[i].level;
        }
    }
    return required;
}

/* What a threat achieves over all its demands, as one number that compares with the highest level
 * required: an asset that is protected well enough does not limit. *limiting is the demand that is
 * missed by most, or else the highest. */
static int achieved_of(const struct hf_trial *trial, size_t threat, int required,
                       const struct hf_demand **limiting)
{
    int achieved = HF_LEVEL_LAB;
    bool missed = false;

    *limiting = NULL;
    for (size_t i = 0; i < trial->demands->count; i++) {
        const struct hf_demand *demand = &trial->demands->at[i];

        if (demand->threat != threat) {
            continue;
        }
        int level = trial->levels[threat][demand->place];
        bool misses = level < demand->level;
        int counts = misses || level > required ? level : required;

        if (*limiting == NULL || counts < achieved ||
            (misses == missed && counts == achieved && demand->level > (*limiting)->level)) {
            *limiting = demand;
        }
        missed = missed || misses;
        achieved = counts < achieved ? counts : achieved;
    }
    return *limiting != NULL ? achieved : trial->levels[threat][HF_PLACE_MCU];
}

static void fill_links(const struct hf_situation *situation, const struct hf_threat *threat,
                       struct hf_link_result links[2][HF_CHAIN_MAX])
{
    for (size_t place = 0; place < 2; place++) {
        for (size_t i = 0; i < threat->chains[place].count; i++) {
            links[place][i] = hf_link_level(situation, threat->chains[place].links[i]);
        }
    }
}

static size_t weakest(const struct hf_link_result *links, size_t count)
{
    size_t found = 0;

    for (size_t i = 1; i < count; i++) {
        if (links[i].level < links[found].level) {
            found = i;
        }
    }
    return found;
}

const struct hf_link_result *hf_threat_limit(const struct hf_threat_result *threat)
{
    bool beyond_conditions = threat->judgement.verdict > HF_SUFFICIENT_IF;

    return beyond_conditions ? &threat->links_if[threat->place][threat->limiting_if]
                             : &threat->links[threat->place][threat->limiting];
}

static void fill_threat(const struct hf_judge *judge, size_t index, const struct hf_trial trials[3],
                        struct hf_threat_result *threat)
{
    const struct hf_threat *info = &judge->catalog->threats[index];
    const struct hf_demand *ignored;

    threat->required = required_of(judge->demands, index);
    threat->achieved = achieved_of(&trials[0], index, threat->required, &threat->demand);
    threat->achieved_if = achieved_of(&trials[1], index, threat->required, &ignored);
    threat->achieved_se = achieved_of(&trials[2], index, threat->required, &ignored);
    fill_links(&trials[0].situation, info, threat->links);
    fill_links(&trials[1].situation, info, threat->links_if);
    threat->place = threat->demand != NULL ? threat->demand->place : HF_PLACE_MCU;
    threat->limiting = weakest(threat->links[threat->place], info->chains[threat->place].count);
    threat->limiting_if =
        weakest(threat->links_if[threat->place], info->chains[threat->place].count);
    if (threat->place == HF_PLACE_MCU && trials[0].situation.effect.ceilings[index] <
                                             threat->links[HF_PLACE_MCU][threat->limiting].level) {
        threat->broken = trials[0].situation.effect.broken[index];
    }
}

static void fill_conditions(const struct hf_judge *judge, struct hf_judgement *judgements,
                            struct hf_platform_result *result)
{
    for (size_t item = 0; item < HF_ITEMS_MAX; item++) {
        bool items[HF_ITEMS_MAX] = {false};

        items[item] = true;
        if (hf_item_exists(judge, item) && hf_verdict_conditional(judgements[item].verdict)) {
            judgements[item].conditions = hf_judge_conditions(
                judge, judgements[item].verdict == HF_SUFFICIENT_WITH_SE, items);
            result->conditions |= judgements[item].conditions;
        }
    }
}

void hf_judge_platform(const struct hf_catalog *catalog, const struct hf_profile *profile,
                       size_t index, const struct hf_platform *platform,
                       struct hf_platform_result *result)
{
    struct hf_judge judge = {.catalog = catalog,
                             .profile = profile,
                             .demands = &result->demands,
                             .moved = &result->moved};
    struct hf_judgement judgements[HF_ITEMS_MAX];
    struct hf_trial trials[3];

    memset(result, 0, sizeof(*result));
    result->platform = platform;
    hf_demands_make(catalog, profile, index, false, &result->demands);
    hf_demands_make(catalog, profile, index, true, &result->moved);
    hf_judge_init(&judge, platform);
    result->with_se = judge.with_se;
    hf_judge_all(&judge, judgements);
    fill_conditions(&judge, judgements, result);
    hf_trial_make(&trials[0], &judge, false, false, 0);
    hf_trial_make(&trials[1], &judge, false, false, hf_situation_open(catalog, platform, false));
    hf_trial_make(&trials[2], &judge, true, false,
                  hf_situation_open(catalog, &judge.with_se, false));
    result->stated = trials[0].situation;
    result->assumed = trials[1].situation;
    for (size_t i = 0; i < HF_THREATS; i++) {
        result->threats[i].judgement = judgements[i];
        fill_threat(&judge, i, trials, &result->threats[i]);
    }
    memcpy(result->needs, &judgements[HF_FIRST_NEED], sizeof(result->needs));
    memcpy(result->targets, &judgements[HF_FIRST_TARGET], sizeof(result->targets));
    result->verdict = hf_judge_worst(judgements);
    if (!hf_verdict_conditional(result->verdict)) {
        result->conditions = 0; /* meeting them would not be enough */
    }
}
