/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * host/assess/situation.h - one platform under one reading of what is not certain: the answers to
 * all atoms, and the level of each link that follows from them. */
#ifndef HF_HOST_ASSESS_SITUATION_H
#define HF_HOST_ASSESS_SITUATION_H

#include "host/assess/profile.h"

/* What the profile leaves out and may be assumed, as bits: the measures by their number, and two
 * more. */
typedef uint32_t hf_assumed_t;
#define HF_ASSUME_MEASURE(measure)    (1u << (measure))
#define HF_ASSUME_STACK               (1u << 14)
#define HF_ASSUME_ELEMENT_CERTIFICATE (1u << 15)
#define HF_ASSUME_BITS                16u

struct hf_situation {
    const struct hf_catalog *catalog;
    const struct hf_part *part;
    const struct hf_element *element;
    const struct hf_stack *stack; /* NULL: none that runs on this part */
    unsigned context;
    bool external_code;
    bool optimistic; /* cells in doubt are read at their best */
    hf_assumed_t assumed;
    size_t measures[HF_MEASURES]; /* in effect; 0 is absent */
    uint64_t holds;               /* the atoms that hold */
    struct hf_effect effect;      /* what attacks on the stand-in boards showed */
};

/* `assumed` names what is taken as given although the profile leaves it out. What the profile
 * states, or the part cannot have, is never assumed. */
void hf_situation_make(struct hf_situation *situation, const struct hf_catalog *catalog,
                       const struct hf_platform *platform, unsigned context, bool optimistic,
                       hf_assumed_t assumed);

/* The things that hf_situation_make() would assume of `platform` if it were asked to. */
hf_assumed_t hf_situation_open(const struct hf_catalog *catalog, const struct hf_platform *platform,
                               bool optimistic);

bool hf_atoms_hold(const struct hf_situation *situation, const struct hf_atoms *atoms);

/* Whether the part can have `value` of `measure`. */
bool hf_measure_possible(const struct hf_situation *situation, size_t measure, size_t value);

/* Whether the stack runs on the part's line. */
bool hf_stack_fits(const struct hf_stack *stack, const struct hf_part *part);

/* The certificate of `scheme` (NULL: any) and at least `level` that covers the platform as it is
 * configured, or NULL. */
const struct hf_certificate *hf_situation_certificate(const struct hf_situation *situation,
                                                      const char *scheme, int level);

struct hf_link_result {
    const struct hf_link *link;
    const struct hf_rule *rule;     /* the one that decided */
    const struct hf_attack *attack; /* what lowered it further, or NULL */
    int level;
};

struct hf_link_result hf_link_level(const struct hf_situation *situation,
                                    const struct hf_link *link);

/* The weakest link of a chain; 3 for an empty one. */
int hf_chain_level(const struct hf_situation *situation, const struct hf_chain *chain);

bool hf_attack_applies(const struct hf_situation *situation, const struct hf_attack *attack);

#endif
