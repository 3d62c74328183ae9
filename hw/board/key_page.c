/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * Apart from map.c: only a urot that reads encrypted images links it. */
#include "hw/api/map.h"

#include HF_LAYOUT

const struct hf_region hf_key_page = {HF_KEY_PAGE, HF_KEY_PAGE_SIZE};
