/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * host/assess/change.h - counterfactuals: what if, and the smallest change that suffices. */
#ifndef HF_HOST_ASSESS_CHANGE_H
#define HF_HOST_ASSESS_CHANGE_H

#include "host/assess/assess.h"

/* Applies one "KEY=VALUE" to the profile. KEY is `part`, `secure_element`, `boot_stack`,
 * `external_code` or a measure, of the first platform or of `PART:KEY`; or `attacker:ASSET`, or
 * `lives_in:ASSET`. False with a line in `trouble` when it cannot be. `change` must outlive the
 * profile. */
bool hf_what_if(const struct hf_catalog *catalog, struct hf_profile *profile, const char *change,
                struct hf_trouble *trouble);

/* After the last change: whether the profile still makes sense. */
bool hf_what_if_check(const struct hf_profile *profile, struct hf_trouble *trouble);

enum hf_step {
    HF_STEP_NONE,          /* it is acceptable as it is */
    HF_STEP_MEASURE,       /* software measures */
    HF_STEP_CONFIGURATION, /* of the silicon, and the boot stack */
    HF_STEP_ELEMENT,
    HF_STEP_SERIES,       /* another line of the same series */
    HF_STEP_LINE,         /* any other line */
    HF_STEP_ARCHITECTURE, /* an application processor, or another vendor */
    HF_STEP_IMPOSSIBLE,   /* nothing in the catalogue suffices */
};
extern const char *const hf_step_names[];

/* What to change on one platform so that its verdict becomes acceptable. The steps are tried in
 * their order, each with those before it; within the step that works, what is not needed is left
 * out again. */
struct hf_change {
    enum hf_step step;
    hf_assumed_t measures;            /* to be brought to their strongest value */
    const struct hf_stack *stack;     /* NULL: keep */
    bool internal_code;               /* move code out of external flash */
    const struct hf_element *element; /* that is to hold keys and identities; NULL: none */
    const struct hf_part *part;       /* NULL: keep */
    enum hf_verdict verdict;          /* after the change */
};

void hf_change_find(const struct hf_assessment *assessment, size_t platform,
                    struct hf_change *change);

/* The change in words, one item each; gives their number. */
size_t hf_change_words(struct hf_assessment *assessment, size_t platform,
                       const struct hf_change *change, const char **words, size_t room);

#endif
