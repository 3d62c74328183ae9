/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * Compiled once per stage, with its name and number from the build. */
#include "hw/api/note.h"

const uint8_t hf_stage_number = HF_STAGE_NUMBER;
const char hf_stage_name[] = HF_STAGE_NAME;
