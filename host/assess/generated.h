/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * host/assess/generated.h - profiles made by chance for the tests: seeded, the same on every
 * machine, and mostly strong, since weak profiles all fail for the same reason. */
#ifndef HF_HOST_ASSESS_GENERATED_H
#define HF_HOST_ASSESS_GENERATED_H

#include "host/assess/assess.h"

void hf_generated_seed(uint32_t value); /* not 0 */
uint32_t hf_generated_pick(uint32_t below);
void hf_generated_profile(const struct hf_catalog *catalog, struct hf_profile *profile);

/* The result for the first platform; free() it. */
struct hf_platform_result *hf_generated_judge(const struct hf_catalog *catalog,
                                              const struct hf_profile *profile);

#endif
