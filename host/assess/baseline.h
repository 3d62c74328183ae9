/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * host/assess/baseline.h - an assessment held against an older one: what changed, and whether
 * anything got worse. For a build server: known risk passes, new risk does not. */
#ifndef HF_HOST_ASSESS_BASELINE_H
#define HF_HOST_ASSESS_BASELINE_H

#include "host/base/file.h"

#include <jansson.h>

/* Reads an assessment that `assess --json` printed. NULL with a line in `trouble` when it is none.
 */
json_t *hf_baseline_load(const char *path, struct hf_trouble *trouble);

/* The changes from `old` to `now`, a new array of {what, id, platform, before, after, change},
 * where change is "worse", "better" or "other". *worse says whether one got worse. */
json_t *hf_baseline_compare(const json_t *old, const json_t *now, bool *worse);

#endif
