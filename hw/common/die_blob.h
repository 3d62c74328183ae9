/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * hw/common/die_blob.h - where the die's identity lies, for boards that get it as a struct hf_die
 * in RAM. The chip defines it. */
#ifndef HF_HW_COMMON_DIE_BLOB_H
#define HF_HW_COMMON_DIE_BLOB_H

#include "core/die.h"

extern struct hf_die *const hf_die_blob;

#endif
