/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * host/device/why.h - why did it not boot? Records in words, and what to do about them. */
#ifndef HF_HOST_DEVICE_WHY_H
#define HF_HOST_DEVICE_WHY_H

#include "host/device/run.h"

#include <stdio.h>

/* "irot refused urot in slot A: the SHA-256 of ... is not the one in the image (image.hash)" */
void hf_why_line(const struct hf_report *report, char *text, size_t size);

/* What helps against this word, or NULL. */
const char *hf_why_advice(uint32_t word);

/* One line per record that matters, with advice below it. Gives how many refusals, faults and
 * halts there were. */
size_t hf_why_print(FILE *out, const struct hf_report *reports, size_t count);
size_t hf_why_json(FILE *out, const char *outcome, const struct hf_report *reports, size_t count);

#endif
