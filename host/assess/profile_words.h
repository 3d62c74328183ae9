/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * host/assess/profile_words.h - the words that a profile may use, each list ending with NULL. Their
 * order is the order of the enums in catalog.h and profile.h. */
#ifndef HF_HOST_ASSESS_PROFILE_WORDS_H
#define HF_HOST_ASSESS_PROFILE_WORDS_H

extern const char *const hf_kind_words[];
extern const char *const hf_context_words[];
extern const char *const hf_connectivity_words[];
extern const char *const hf_regulation_words[];
extern const char *const hf_element_words[];
extern const char *const hf_stack_words[];
extern const char *const hf_asset_words[];
extern const char *const hf_scope_words[];
extern const char *const hf_place_words[];
extern const char *const hf_attacker_words[];
extern const char *const hf_need_words[];
extern const char *const hf_target_words[];
extern const char *const hf_threat_words[];
extern const char *const hf_decision_words[];

/* By enum hf_measure: its name, and its values from absent to strongest. */
extern const char *const hf_measure_names[];
extern const char *const *const hf_measure_words[];

#endif
