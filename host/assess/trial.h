/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * host/assess/trial.h - everything that can fail - nine threats, the needs, the targets - is an
 * item that passes or not in a trial: one situation with the demands that go with it. An item is
 * judged by trying it as the profile stands, then with what the profile leaves out, then with a
 * secure element. */
#ifndef HF_HOST_ASSESS_TRIAL_H
#define HF_HOST_ASSESS_TRIAL_H

#include "host/assess/demands.h"

/* Items are numbered: threats first, then needs, then targets. */
#define HF_FIRST_NEED   HF_THREATS
#define HF_FIRST_TARGET (HF_FIRST_NEED + 16u)
#define HF_ITEMS_MAX    (HF_FIRST_TARGET + 16u)

struct hf_judge {
    const struct hf_catalog *catalog;
    const struct hf_profile *profile;
    const struct hf_platform *platform;
    struct hf_platform with_se; /* the platform with an element */
    const struct hf_demands *demands;
    const struct hf_demands *moved; /* with keys and identities in the element */
    int strongest;                  /* attackers above this level are left out of account */
};

struct hf_trial {
    struct hf_situation situation;
    const struct hf_demands *demands;
    int levels[HF_THREATS][2]; /* by place */
};

void hf_trial_make(struct hf_trial *trial, const struct hf_judge *judge, bool with_se,
                   bool optimistic, hf_assumed_t assumed);
bool hf_item_passes(const struct hf_judge *judge, const struct hf_trial *trial, size_t item);
bool hf_item_exists(const struct hf_judge *judge, size_t item);

/* ---- judge.c ---- */

/* Names the platform and the element that would help it. */
void hf_judge_init(struct hf_judge *judge, const struct hf_platform *platform);

/* The verdicts of all items, without conditions. */
void hf_judge_all(struct hf_judge *judge, struct hf_judgement *judgements);
enum hf_verdict hf_judge_worst(const struct hf_judgement *judgements);

/* The smallest set of assumptions, in a fixed order, under which all `items` still pass. */
hf_assumed_t hf_judge_conditions(const struct hf_judge *judge, bool with_se, const bool *items);

/* sufficient-if and sufficient-with-se hang on conditions. */
bool hf_verdict_conditional(enum hf_verdict verdict);

#endif
