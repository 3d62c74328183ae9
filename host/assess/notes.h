/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * host/assess/notes.h - what an assessment says beside its verdicts. */
#ifndef HF_HOST_ASSESS_NOTES_H
#define HF_HOST_ASSESS_NOTES_H

#include "host/assess/assess.h"

/* Warnings and advice; the verdicts must be there. */
void hf_notes_make(struct hf_assessment *assessment);

/* assessment->cra. */
void hf_cra_make(struct hf_assessment *assessment);

/* assessment->others: the alternatives that the profile lets one offer. */
void hf_others_make(struct hf_assessment *assessment);

#endif
