/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * hw/api/note.h - a stage says what happened: one line on the secure console and one entry in the
 * retained ring, both from the same five values. docs/formats/record.md has the line's form. */
#ifndef HF_HW_API_NOTE_H
#define HF_HW_API_NOTE_H

#include "core/error.h"
#include "core/handoff.h"
#include "core/record.h"

#include <stdint.h>

#define HF_SLOT_NONE 0xffu

/* Which stage this is; defined once per stage by hw/common/stage.c. */
extern const uint8_t hf_stage_number; /* enum hf_stage */
extern const char hf_stage_name[];

/* Records `event` of the image in `role` (HF_ROLE_COUNT: none) and `slot` (HF_SLOT_NONE: none). */
void hf_note(enum hf_event event, uint8_t role, uint8_t slot, uint32_t word, uint32_t detail);

#endif
