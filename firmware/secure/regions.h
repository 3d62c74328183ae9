/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * firmware/secure/regions.h - what the app owns, as a table: the first of the two answers to "may
 * the app itself use this span?". The second is the hardware's (the gate files). */
#ifndef HF_SECURE_REGIONS_H
#define HF_SECURE_REGIONS_H

#include "core/error.h"
#include "hw/api/map.h"

#include <stddef.h>

enum hf_access { HF_ACCESS_READ = 0x1b, HF_ACCESS_WRITE = 0xe4 };

/* True when the whole of [base, base + size) lies in `region`. An empty span lies nowhere. */
int hf_region_holds(const struct hf_region *region, uint32_t base, uint32_t size);

/* HF_OK when the app may use the whole span: its code for reading, its RAM for both. Devices are
 * not in the table: no service works on a device register.
 * HF_ERR_GATE_POINTER otherwise, for an empty span too */
HF_MUST_CHECK hf_err_t hf_regions_check(const struct hf_secure_map *map, uint32_t base, uint32_t size,
                                        enum hf_access access);

#endif
