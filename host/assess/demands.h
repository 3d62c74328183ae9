/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * host/assess/demands.h - step 1 of the model: which threats are required at which level, and why.
 */
#ifndef HF_HOST_ASSESS_DEMANDS_H
#define HF_HOST_ASSESS_DEMANDS_H

#include "host/assess/assess.h"

/* The demands on platform `index` of the profile (0 when it names none). `moved`: as if its keys
 * and identities lived in a secure element. */
void hf_demands_make(const struct hf_catalog *catalog, const struct hf_profile *profile,
                     size_t index, bool moved, struct hf_demands *demands);

#endif
