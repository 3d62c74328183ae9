/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * Steps 0 and 2 to 6 of the model: needs, levels, doubt, verdict.
 *
 * Everything that can fail - nine threats, the needs, the targets - is an item that passes or not
 * in a trial: one situation with the demands that go with it. An item is judged by trying it as the
 * profile stands, then with what the profile leaves out, then with a secure element. */
#include "host/assess/demands.h"

#include <stdlib.h>
#include <string.h>

const char *const hf_verdict_names[] = {"sufficient", "sufficient-if", "sufficient-with-se",
                                        "unknown",    "insufficient",  "other-architecture"};

bool hf_verdict_acceptable(enum hf_verdict verdict)
{
    return verdict <= HF_SUFFICIENT_IF;
}

/* Items are numbered: threats first, then needs, then targets. */
#define FIRST_NEED   HF_THREATS
#define FIRST_TARGET (FIRST_NEED + 16u)
#define ITEMS_MAX    (FIRST_TARGET + 16u)

struct judge {
    const struct hf_catalog *catalog;
    const struct hf_profile *profile;
    const struct hf_platform *platform;
    struct hf_platform with_se; /* the platform with an element */
    const struct hf_demands *demands;
    const struct hf_demands *moved;
    int strongest; /* attackers above this level are left out of account */
};

struct trial {
    struct hf_situation situation;
    const struct hf_demands *demands;
    int levels[HF_THREATS][2];
};

static void trial_make(struct trial *trial, const struct judge *judge, bool with_se,
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

static bool threat_passes(const struct judge *judge, const struct trial *trial, size_t threat)
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

static bool need_passes(const struct trial *trial, const struct hf_need *need)
{
    for (size_t i = 0; i < need->alternative_count; i++) {
        if (hf_atoms_hold(&trial->situation, &need->alternatives[i])) {
            return true;
        }
    }
    return false;
}

static bool target_passes(const struct trial *trial, const struct hf_target *target)
{
    const struct hf_need *isolation = hf_catalog_need(trial->situation.catalog, "isolation");

    if (target->isolation && isolation != NULL && !need_passes(trial, isolation)) {
        return false;
    }
    return target->scheme == NULL ||
           hf_situation_certificate(&trial->situation, target->scheme, target->level) != NULL;
}

static bool item_passes(const struct judge *judge, const struct trial *trial, size_t item)
{
    if (item < FIRST_NEED) {
        return threat_passes(judge, trial, item);
    }
    if (item < FIRST_TARGET) {
        return need_passes(trial, judge->profile->needs[item - FIRST_NEED]);
    }
    return target_passes(trial, judge->profile->targets[item - FIRST_TARGET]);
}

static bool item_exists(const struct judge *judge, size_t item)
{
    return item < FIRST_NEED ||
           (item < FIRST_TARGET && item - FIRST_NEED < judge->profile->need_count) ||
           (item >= FIRST_TARGET && item - FIRST_TARGET < judge->profile->target_count);
}

/* The verdicts of all items under one reading of the doubtful cells. */
static void judge_items(const struct judge *judge, bool optimistic, enum hf_verdict *verdicts)
{
    struct trial stated;
    struct trial assumed;
    struct trial moved;

    trial_make(&stated, judge, false, optimistic, 0);
    trial_make(&assumed, judge, false, optimistic,
               hf_situation_open(judge->catalog, judge->platform, optimistic));
    trial_make(&moved, judge, true, optimistic,
               hf_situation_open(judge->catalog, &judge->with_se, optimistic));
    for (size_t item = 0; item < ITEMS_MAX; item++) {
        verdicts[item] = !item_exists(judge, item)            ? HF_SUFFICIENT
                         : item_passes(judge, &stated, item)  ? HF_SUFFICIENT
                         : item_passes(judge, &assumed, item) ? HF_SUFFICIENT_IF
                         : item_passes(judge, &moved, item)   ? HF_SUFFICIENT_WITH_SE
                                                              : HF_INSUFFICIENT;
    }
}

/* rich_os_tee on a microcontroller: no measure, element or other line of the kind helps. */
static bool wants_other_architecture(const struct judge *judge, size_t item)
{
    struct trial trial;
    const struct hf_need *need =
        item >= FIRST_NEED && item < FIRST_TARGET ? judge->profile->needs[item - FIRST_NEED] : NULL;

    if (need == NULL || need->architecture == NULL) {
        return false;
    }
    trial_make(&trial, judge, false, true, 0);
    return !hf_atoms_hold(&trial.situation, need->architecture);
}

static bool has_doubt(const struct judge *judge)
{
    for (size_t i = 0; i < judge->catalog->columns.count; i++) {
        if (judge->platform->part->cells[i].state != HF_STATE_VERIFIED) {
            return true;
        }
    }
    for (size_t i = 0; i < judge->catalog->certificates.count; i++) {
        const struct hf_certificate *certificate = &judge->catalog->certificates.at[i];

        if (certificate->state != HF_STATE_VERIFIED &&
            hf_words_have(&certificate->lines, judge->platform->part->line)) {
            return true;
        }
    }
    return false;
}

/* Step 5. A fact in doubt gives `unknown` when it decides. It does not decide between sufficient
 * and sufficient-if: the conditions of the weaker reading are enough under both. */
static enum hf_verdict weigh_doubt(enum hf_verdict low, enum hf_verdict high)
{
    if (low == high || (hf_verdict_acceptable(low) && hf_verdict_acceptable(high))) {
        return low > high ? low : high;
    }
    return HF_UNKNOWN;
}

/* Doubt does not go away when the attacker gets stronger: what is unknown against a weaker one is
 * not answered by an element that a stronger one makes necessary anyway. So each weaker attacker is
 * asked about as well, and the worst answer stands. */
static void judge_doubt(struct judge *judge, struct hf_judgement *judgements)
{
    enum hf_verdict low[ITEMS_MAX];
    enum hf_verdict high[ITEMS_MAX];

    for (judge->strongest = HF_LEVEL_REMOTE; judge->strongest <= HF_LEVEL_LAB; judge->strongest++) {
        judge_items(judge, false, low);
        judge_items(judge, true, high);
        for (size_t item = 0; item < ITEMS_MAX; item++) {
            enum hf_verdict verdict = weigh_doubt(low[item], high[item]);

            judgements[item].low = low[item];
            judgements[item].high = high[item];
            if (verdict > judgements[item].verdict) {
                judgements[item].verdict = verdict;
            }
        }
    }
    judge->strongest = HF_LEVEL_LAB;
}

static void judge_all(struct judge *judge, struct hf_judgement *judgements)
{
    enum hf_verdict verdicts[ITEMS_MAX];

    memset(judgements, 0, ITEMS_MAX * sizeof(*judgements));
    if (has_doubt(judge)) {
        judge_doubt(judge, judgements);
    } else {
        judge_items(judge, false, verdicts);
        for (size_t item = 0; item < ITEMS_MAX; item++) {
            judgements[item] =
                (struct hf_judgement){verdicts[item], verdicts[item], verdicts[item], 0};
        }
    }
    for (size_t item = 0; item < ITEMS_MAX; item++) {
        if (judgements[item].verdict == HF_INSUFFICIENT && wants_other_architecture(judge, item)) {
            judgements[item].verdict = HF_OTHER_ARCHITECTURE;
        }
    }
}

static enum hf_verdict worst_of(const struct hf_judgement *judgements)
{
    enum hf_verdict worst = HF_SUFFICIENT;

    for (size_t item = 0; item < ITEMS_MAX; item++) {
        worst = judgements[item].verdict > worst ? judgements[item].verdict : worst;
    }
    return worst;
}

/* ---- conditions ---- */

static bool all_pass(const struct judge *judge, const struct trial *trial, const bool *items)
{
    for (size_t item = 0; item < ITEMS_MAX; item++) {
        if (items[item] && !item_passes(judge, trial, item)) {
            return false;
        }
    }
    return true;
}

/* The smallest set of assumptions, in a fixed order, under which all `items` still pass. */
static hf_assumed_t conditions_of(const struct judge *judge, bool with_se, const bool *items)
{
    hf_assumed_t kept =
        hf_situation_open(judge->catalog, with_se ? &judge->with_se : judge->platform, false);

    for (unsigned bit = 0; bit < HF_ASSUME_BITS; bit++) {
        struct trial trial;

        if ((kept & 1u << bit) == 0) {
            continue;
        }
        trial_make(&trial, judge, with_se, false, kept & ~(1u << bit));
        if (all_pass(judge, &trial, items)) {
            kept &= ~(1u << bit);
        }
    }
    return kept;
}

static bool is_conditional(enum hf_verdict verdict)
{
    return verdict == HF_SUFFICIENT_IF || verdict == HF_SUFFICIENT_WITH_SE;
}

/* ---- the judge ---- */

static const struct hf_element *helping_element(const struct hf_catalog *catalog)
{
    for (size_t i = 0; i < catalog->elements.count; i++) {
        if (catalog->elements.at[i].recommended) {
            return &catalog->elements.at[i];
        }
    }
    return catalog->elements.count > 0 ? &catalog->elements.at[0] : NULL;
}

static void judge_init(struct judge *judge, const struct hf_platform *platform)
{
    judge->platform = platform;
    judge->strongest = HF_LEVEL_LAB;
    judge->with_se = *platform;
    if (platform->element == NULL) {
        judge->with_se.element = helping_element(judge->catalog);
    }
}

struct hf_candidate hf_judge_candidate(const struct hf_catalog *catalog,
                                       const struct hf_profile *profile, size_t index,
                                       const struct hf_platform *platform)
{
    struct hf_demands demands;
    struct hf_demands moved;
    struct judge judge = {
        .catalog = catalog, .profile = profile, .demands = &demands, .moved = &moved};
    struct hf_judgement judgements[ITEMS_MAX];
    bool items[ITEMS_MAX];
    struct trial trial;

    hf_demands_make(catalog, profile, index, false, &demands);
    hf_demands_make(catalog, profile, index, true, &moved);
    judge_init(&judge, platform);
    judge_all(&judge, judgements);
    struct hf_candidate candidate = {.part = platform->part, .verdict = worst_of(judgements)};

    if (is_conditional(candidate.verdict)) {
        for (size_t item = 0; item < ITEMS_MAX; item++) {
            items[item] = item_exists(&judge, item);
        }
        candidate.conditions = (unsigned)__builtin_popcount(
            conditions_of(&judge, candidate.verdict == HF_SUFFICIENT_WITH_SE, items));
    }
    trial_make(&trial, &judge, false, false, hf_situation_open(catalog, platform, false));
    candidate.certified = hf_situation_certificate(&trial.situation, NULL, HF_LEVEL_LAB) != NULL;
    return candidate;
}

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
static int achieved_of(const struct trial *trial, size_t threat, int required,
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

static void fill_threat(const struct judge *judge, size_t index, const struct trial trials[3],
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
    threat->limiting = 0;
    for (size_t i = 1; i < info->chains[threat->place].count; i++) {
        if (threat->links[threat->place][i].level <
            threat->links[threat->place][threat->limiting].level) {
            threat->limiting = i;
        }
    }
    if (threat->place == HF_PLACE_MCU && trials[0].situation.effect.ceilings[index] <
                                             threat->links[HF_PLACE_MCU][threat->limiting].level) {
        threat->broken = trials[0].situation.effect.broken[index];
    }
}

static void fill_conditions(const struct judge *judge, struct hf_judgement *judgements,
                            struct hf_platform_result *result)
{
    for (size_t item = 0; item < ITEMS_MAX; item++) {
        bool items[ITEMS_MAX] = {false};

        items[item] = true;
        if (item_exists(judge, item) && is_conditional(judgements[item].verdict)) {
            judgements[item].conditions =
                conditions_of(judge, judgements[item].verdict == HF_SUFFICIENT_WITH_SE, items);
            result->conditions |= judgements[item].conditions;
        }
    }
}

void hf_judge_platform(const struct hf_catalog *catalog, const struct hf_profile *profile,
                       size_t index, const struct hf_platform *platform,
                       struct hf_platform_result *result)
{
    struct judge judge = {.catalog = catalog,
                          .profile = profile,
                          .demands = &result->demands,
                          .moved = &result->moved};
    struct hf_judgement judgements[ITEMS_MAX];
    struct trial trials[3];

    memset(result, 0, sizeof(*result));
    result->platform = platform;
    hf_demands_make(catalog, profile, index, false, &result->demands);
    hf_demands_make(catalog, profile, index, true, &result->moved);
    judge_init(&judge, platform);
    result->with_se = judge.with_se;
    judge_all(&judge, judgements);
    fill_conditions(&judge, judgements, result);
    trial_make(&trials[0], &judge, false, false, 0);
    trial_make(&trials[1], &judge, false, false, hf_situation_open(catalog, platform, false));
    trial_make(&trials[2], &judge, true, false, hf_situation_open(catalog, &judge.with_se, false));
    result->stated = trials[0].situation;
    result->assumed = trials[1].situation;
    for (size_t i = 0; i < HF_THREATS; i++) {
        result->threats[i].judgement = judgements[i];
        fill_threat(&judge, i, trials, &result->threats[i]);
    }
    memcpy(result->needs, &judgements[FIRST_NEED], sizeof(result->needs));
    memcpy(result->targets, &judgements[FIRST_TARGET], sizeof(result->targets));
    result->verdict = worst_of(judgements);
    if (!is_conditional(result->verdict)) {
        result->conditions = 0; /* meeting them would not be enough */
    }
}
