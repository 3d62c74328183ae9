/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * lab/powerfail/subjects.h - what is swept. */
#ifndef HF_LAB_POWERFAIL_SUBJECTS_H
#define HF_LAB_POWERFAIL_SUBJECTS_H

#include "lab/powerfail/sweep.h"

extern const struct subject subject_bootlog;
extern const struct subject subject_vault;

/* Two neighbouring halves of whole sectors. */
struct halves {
    uint32_t base[2];
    uint32_t size[2];
};

/* Finds two halves of at least `least` bytes each; unequal ones where sectors are unequal. */
struct halves halves_of(const struct hf_fake_nvm_geometry *geometry, uint32_t least);

#endif
