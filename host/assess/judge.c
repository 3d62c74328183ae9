/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * Steps 0 and 3 to 6 of the model: verdicts, doubt and conditions. */
#include "host/assess/trial.h"

#include <string.h>

const char *const hf_verdict_names[] = {"sufficient", "sufficient-if", "sufficient-with-se",
                                        "unknown",    "insufficient",  "other-architecture"};

bool hf_verdict_acceptable(enum hf_verdict verdict)
{
    return verdict <= HF_SUFFICIENT_IF;
}

/* The verdicts of all items under one reading of the doubtful cells. */
static void judge_items(const struct hf_judge *judge, bool optimistic, enum hf_verdict *verdicts)
{
    struct hf_trial stated;
    struct hf_trial assumed;
    struct hf_trial moved;

    hf_trial_make(&stated, judge, false, optimistic, 0);
    hf_trial_make(&assumed, judge, false, optimistic,
                  hf_situation_open(judge->catalog, judge->platform, optimistic));
    hf_trial_make(&moved, judge, true, optimistic,
                  hf_situation_open(judge->catalog, &judge->with_se, optimistic));
    for (size_t item = 0; item < HF_ITEMS_MAX; item++) {
        verdicts[item] = !hf_item_exists(judge, item)            ? HF_SUFFICIENT
                         : hf_item_passes(judge, &stated, item)  ? HF_SUFFICIENT
                         : hf_item_passes(judge, &assumed, item) ? HF_SUFFICIENT_IF
                         : hf_item_passes(judge, &moved, item)   ? HF_SUFFICIENT_WITH_SE
                                                                 : HF_INSUFFICIENT;
    }
}

/* rich_os_tee on a microcontroller: no measure, element or other line of the kind helps. */
static bool wants_other_architecture(const struct hf_judge *judge, size_t item)
{
    struct hf_trial trial;
    const struct hf_need *need = item >= HF_FIRST_NEED && item < HF_FIRST_TARGET
                                     ? judge->profile->needs[item - HF_FIRST_NEED]
                                     : NULL;

    if (need == NULL || need->architecture == NULL) {
        return false;
    }
    hf_trial_make(&trial, judge, false, true, 0);
    return !hf_atoms_hold(&trial.situation, need->architecture);
}

static bool has_doubt(const struct hf_judge *judge)
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
static void judge_doubt(struct hf_judge *judge, struct hf_judgement *judgements)
{
    enum hf_verdict low[HF_ITEMS_MAX];
    enum hf_verdict high[HF_ITEMS_MAX];

    for (judge->strongest = HF_LEVEL_REMOTE; judge->strongest <= HF_LEVEL_LAB; judge->strongest++) {
        judge_items(judge, false, low);
        judge_items(judge, true, high);
        for (size_t item = 0; item < HF_ITEMS_MAX; item++) {
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

void hf_judge_all(struct hf_judge *judge, struct hf_judgement *judgements)
{
    enum hf_verdict verdicts[HF_ITEMS_MAX];

    memset(judgements, 0, HF_ITEMS_MAX * sizeof(*judgements));
    if (has_doubt(judge)) {
        judge_doubt(judge, judgements);
    } else {
        judge_items(judge, false, verdicts);
        for (size_t item = 0; item < HF_ITEMS_MAX; item++) {
            judgements[item] =
                (struct hf_judgement){verdicts[item], verdicts[item], verdicts[item], 0};
        }
    }
    for (size_t item = 0; item < HF_ITEMS_MAX; item++) {
        if (judgements[item].verdict == HF_INSUFFICIENT && wants_other_architecture(judge, item)) {
            judgements[item].verdict = HF_OTHER_ARCHITECTURE;
        }
    }
}

enum hf_verdict hf_judge_worst(const struct hf_judgement *judgements)
{
    enum hf_verdict worst = HF_SUFFICIENT;

    for (size_t item = 0; item < HF_ITEMS_MAX; item++) {
        worst = judgements[item].verdict > worst ? judgements[item].verdict : worst;
    }
    return worst;
}

/* ---- conditions ---- */

static bool all_pass(const struct hf_judge *judge, const struct hf_trial *trial, const bool *items)
{
    for (size_t item = 0; item < HF_ITEMS_MAX; item++) {
        if (items[item] && !hf_item_passes(judge, trial, item)) {
            return false;
        }
    }
    return true;
}

hf_assumed_t hf_judge_conditions(const struct hf_judge *judge, bool with_se, const bool *items)
{
    hf_assumed_t kept =
        hf_situation_open(judge->catalog, with_se ? &judge->with_se : judge->platform, false);

    for (unsigned bit = 0; bit < HF_ASSUME_BITS; bit++) {
        struct hf_trial trial;

        if ((kept & 1u << bit) == 0) {
            continue;
        }
        hf_trial_make(&trial, judge, with_se, false, kept & ~(1u << bit));
        if (all_pass(judge, &trial, items)) {
            kept &= ~(1u << bit);
        }
    }
    return kept;
}

bool hf_verdict_conditional(enum hf_verdict verdict)
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

void hf_judge_init(struct hf_judge *judge, const struct hf_platform *platform)
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
    struct hf_judge judge = {
        .catalog = catalog, .profile = profile, .demands = &demands, .moved = &moved};
    struct hf_judgement judgements[HF_ITEMS_MAX];
    bool items[HF_ITEMS_MAX];
    struct hf_trial trial;

    hf_demands_make(catalog, profile, index, false, &demands);
    hf_demands_make(catalog, profile, index, true, &moved);
    hf_judge_init(&judge, platform);
    hf_judge_all(&judge, judgements);
    struct hf_candidate candidate = {.part = platform->part, .verdict = hf_judge_worst(judgements)};

    if (hf_verdict_conditional(candidate.verdict)) {
        for (size_t item = 0; item < HF_ITEMS_MAX; item++) {
            items[item] = hf_item_exists(&judge, item);
        }
        candidate.conditions = (unsigned)__builtin_popcount(
            hf_judge_conditions(&judge, candidate.verdict == HF_SUFFICIENT_WITH_SE, items));
    }
    hf_trial_make(&trial, &judge, false, false, hf_situation_open(catalog, platform, false));
    const struct hf_certificate *certificate =
        hf_situation_certificate(&trial.situation, NULL, HF_LEVEL_LAB);

    candidate.certified = certificate != NULL;
    candidate.configured = certificate != NULL ? certificate->requires.count : 0;
    return candidate;
}
