/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * hw/fake/die.h - a die for host tests: hw/common/die_page.c and die_blob.c over these bytes. */
#ifndef HF_HW_FAKE_DIE_H
#define HF_HW_FAKE_DIE_H

#include "core/die.h"

/* A new die: nothing fused, the identity as given, nothing locked. */
void hf_fake_die_setup(const struct hf_die *die);

/* What a reset does: the identity is back, the locks are open, fuses and counters stay. */
void hf_fake_die_reset(void);

struct hf_die_page *hf_fake_die_page(void);

#endif
