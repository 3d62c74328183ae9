/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * host/assess/assess.h - the answer: which part, with which measures, is sufficient for a profile.
 *
 *     struct hf_catalog catalog;
 *     struct hf_profile profile;
 *     struct hf_trouble trouble;
 *     if (!hf_catalog_load(NULL, &catalog, &trouble) ||
 *         !hf_profile_load(path, &catalog, hf_today(), &profile, &trouble)) {
 *         return hf_broken("%s", trouble.line);
 *     }
 *     struct hf_assessment *assessment = hf_assess(&catalog, &profile);
 *
 * docs/model.md explains the model; the rules themselves are catalog/rules.yaml. */
#ifndef HF_HOST_ASSESS_ASSESS_H
#define HF_HOST_ASSESS_ASSESS_H

#include "host/assess/situation.h"

/* From best to worst; the worst one of a platform's threats, needs and targets is its verdict. */
enum hf_verdict {
    HF_SUFFICIENT,
    HF_SUFFICIENT_IF,
    HF_SUFFICIENT_WITH_SE,
    HF_UNKNOWN,
    HF_INSUFFICIENT,
    HF_OTHER_ARCHITECTURE,
};
extern const char *const hf_verdict_names[];

/* Sufficient or sufficient-if: exit 0. */
bool hf_verdict_acceptable(enum hf_verdict verdict);

/* Why a threat is on the list at a level. */
enum hf_origin { HF_ORIGIN_BASELINE, HF_ORIGIN_ASSET, HF_ORIGIN_UNATTENDED, HF_ORIGIN_TARGET };

struct hf_demand {
    size_t threat;
    int level;
    enum hf_place place; /* HF_PLACE_MCU or HF_PLACE_SE */
    enum hf_origin origin;
    size_t index; /* of the asset or target */
};

#define HF_DEMANDS_MAX 512u

struct hf_demands {
    struct hf_demand at[HF_DEMANDS_MAX];
    size_t count;
};

/* How a threat, a need or a target fares. */
struct hf_judgement {
    enum hf_verdict verdict;
    enum hf_verdict low;     /* with every cell in doubt read at its worst */
    enum hf_verdict high;    /* and at its best */
    hf_assumed_t conditions; /* what must be so for sufficient-if and sufficient-with-se */
};

struct hf_threat_result {
    struct hf_judgement judgement;
    int required;        /* HF_LEVEL_NONE: not at all */
    int achieved;        /* as the profile states it; doubtful facts at their worst */
    int achieved_if;     /* with all that is left out in place */
    int achieved_se;     /* and with the keys in a secure element */
    enum hf_place place; /* of the chain that limits */
    size_t limiting;     /* index of the weakest link in it, as stated */
    size_t limiting_if;  /* and with all that is left out */
    const struct hf_scored_run *broken; /* the attack that limits more than any link, or NULL */
    const struct hf_demand *demand;     /* the one that is missed or closest, or NULL */
    struct hf_link_result links[2][HF_CHAIN_MAX];    /* by place, as stated */
    struct hf_link_result links_if[2][HF_CHAIN_MAX]; /* with all that is left out */
};

/* The link that holds a threat down: of those that no condition can mend, when the verdict is not
 * acceptable anyway. */
const struct hf_link_result *hf_threat_limit(const struct hf_threat_result *threat);

struct hf_platform_result {
    const struct hf_platform *platform;
    enum hf_verdict verdict;
    struct hf_demands demands;
    struct hf_demands moved;    /* with keys and identities in an element */
    struct hf_platform with_se; /* the platform with the element that would help */
    struct hf_situation stated;
    struct hf_situation assumed;
    struct hf_threat_result threats[HF_THREATS];
    struct hf_judgement needs[16];
    struct hf_judgement targets[16];
    hf_assumed_t conditions;
};

struct hf_candidate {
    const struct hf_part *part;
    enum hf_verdict verdict;
    unsigned conditions; /* how many */
    bool certified;      /* a platform certificate covers it as configured */
    size_t configured;   /* how much that certificate asks of the configuration */
};

/* A warning or an advice: one sentence, and where in the profile it points. */
struct hf_note {
    const char *id; /* "measure.impossible": for filters and SARIF */
    const char *text;
    struct hf_spot spot;
};

struct hf_notes {
    struct hf_note at[64];
    size_t count;
};

/* The Cyber Resilience Act, as far as a profile tells. Suggested, never decided. */
struct hf_cra {
    const char *as_of;
    const char *class; /* default ... undetermined */
    const char *basis;
    const char *condition; /* NULL, or what the class hangs on */
    struct hf_words routes;
    bool annex_one; /* units placed on the market from the date on owe it */
    const char *statements[8];
    size_t statement_count;
};

/* Another architecture, held against the profile. */
struct hf_other {
    const struct hf_alternative *alternative;
    const char *verdict; /* acceptable, check, refused */
    const char *why;
};

struct hf_assessment {
    const struct hf_catalog *catalog;
    const struct hf_profile *profile;
    enum hf_verdict verdict;
    struct hf_platform_result *platforms; /* without platforms in the profile: the best candidate */
    size_t platform_count;
    struct hf_platform best; /* what stands behind that */
    struct hf_candidate *candidates;
    size_t candidate_count;
    struct hf_notes warnings;
    struct hf_notes advice;
    struct hf_cra cra;
    struct hf_other *others;
    size_t other_count;
    struct hf_arena arena;
};

struct hf_assessment *hf_assess(const struct hf_catalog *catalog, const struct hf_profile *profile);
void hf_assessment_free(struct hf_assessment *assessment);

/* One platform alone. `result` is overwritten. */
void hf_judge_platform(const struct hf_catalog *catalog, const struct hf_profile *profile,
                       size_t index, const struct hf_platform *platform,
                       struct hf_platform_result *result);

/* The verdict alone, fast: for ranking and for the search of the smallest change. */
struct hf_candidate hf_judge_candidate(const struct hf_catalog *catalog,
                                       const struct hf_profile *profile, size_t index,
                                       const struct hf_platform *platform);

/* The boards that stand for a platform when the choice is proved, best first; `room` at most. The
 * board's isolation is what the platform *uses*: TrustZone that is not switched on counts as none.
 * 0 when none stands for it (application processors). */
size_t hf_assess_boards(const struct hf_catalog *catalog, const struct hf_platform_result *result,
                        const struct hf_board **boards, size_t room);

/* "remote", "probe", "bench", "lab"; "nobody" for -1 and "-" for HF_LEVEL_NONE. */
const char *hf_level_name(int level);

/* What one bit of hf_assumed_t asks for, in words that fit the part. */
const char *hf_condition_text(struct hf_arena *arena, const struct hf_platform_result *result,
                              unsigned bit);
/* Its id: "measures.trustzone", "boot_stack", "element.certificate". */
const char *hf_condition_id(unsigned bit);

/* Today as YYYYMMDD; SOURCE_DATE_EPOCH counts, so that reports can be made again. */
long hf_today(void);

#endif
