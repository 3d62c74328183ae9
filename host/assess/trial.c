/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "host/assess/trial.h"

void hf_trial_make(struct hf_trial *trial, const struct hf_judge *judge, bool with_se,
                   bool optimistic, hf_assumed_t assumed)
{
    hf_situation_make(&trial->situation, judge->catalog,
                      with_se ? &judge->with_se : judge->platform, judge->profile->context,
                      optimistic, assumed);
    trial->demands = with_se ? judge->moved : judge->demands;
    for (size_t i = 0; i < HF_THREATS; i++) {
        for (size_t place = 0; place < 2; place++) {
            trial->levels[i][place] =
                hf_chain_level(&trial->situation, &judge->catalog->threats[i].chains[place]);
        }
        /* an attack on a board shows nothing about what an element holds */
        if (trial->situation.effect.ceilings[i] < trial->levels[i][HF_PLACE_MCU]) {
            trial->levels[i][HF_PLACE_MCU] = trial->situation.effect.ceilings[i];
        }
    }
}

static bool threat_passes(const struct hf_judge *judge, const struct hf_trial *trial, size_t threat)
{
    for (size_t i = 0; i < trial->demands->count; i++) {
        const struct hf_demand *demand = &trial->demands->at[i];
        int level = demand->level < judge->strongest ? demand->level : judge->strongest;

        if (demand->threat == threat && trial->levels[threat][demand->place] < level) {
            return false;
        }
    }
    return true;
}

static bool need_passes(const struct hf_trial *trial, const struct hf_need *need)
{
    for (size_t i = 0; i < need->alternative_count; i++) {
        if (hf_atoms_hold(&trial->situation, &need->alternatives[i])) {
            return true;
        }
    }
    return false;
}

static bool target_passes(const struct hf_trial *trial, const struct hf_target *target)
{
    const struct hf_need *isolation = hf_catalog_need(trial->situation.catalog, "isolation");

    if (target->isolation && isolation != NULL && !need_passes(trial, isolation)) {
        return false;
    }
    return target->scheme == NULL ||
           hf_situation_certificate(&trial->situation, target->scheme, target->level) != NULL;
}

bool hf_item_passes(const struct hf_judge *judge, const struct hf_trial *trial, size_t item)
{
    if (item < HF_FIRST_NEED) {
        return threat_passes(judge, trial, item);
    }
    if (item < HF_FIRST_TARGET) {
        return need_passes(trial, judge->profile->needs[item - HF_FIRST_NEED]);
    }
    return target_passes(trial, judge->profile->targets[item - HF_FIRST_TARGET]);
}

bool hf_item_exists(const struct hf_judge *judge, size_t item)
{
    return item < HF_FIRST_NEED ||
           (item < HF_FIRST_TARGET && item - HF_FIRST_NEED < judge->profile->need_count) ||
           (item >= HF_FIRST_TARGET && item - HF_FIRST_TARGET < judge->profile->target_count);
}
