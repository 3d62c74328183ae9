/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * host/device/history.h - what happened on a device: its boot log, read out of its flash
 * (docs/formats/bootlog.md). The records are authenticated with K_log where the die is at hand, as
 * it is for a virtual device; one that does not authenticate is shown to nobody. */
#ifndef HF_HOST_DEVICE_HISTORY_H
#define HF_HOST_DEVICE_HISTORY_H

#include "core/bootlog.h"
#include "host/device/device.h"

#include <stdio.h>

#define HF_HISTORY_MAX 512u

struct hf_history {
    struct hf_bootlog_entry entries[HF_HISTORY_MAX]; /* oldest first */
    size_t count;
    uint32_t generation; /* of the log: how often it was compacted */
    size_t gaps;         /* places where acknowledged records are missing */
    size_t foreign;      /* records that are not this device's */
};

/* Picks the half that counts and reads it. `halves` are what lies in flash, `key` is K_log. False
 * when neither half holds a log of this key. */
bool hf_history_read(const hf_span_t halves[2], const uint8_t key[32], struct hf_history *history);

/* The same of a device. */
bool hf_device_history(struct hf_device *device, struct hf_history *history,
                       struct hf_trouble *trouble);

/* One line per record, or JSON (holdfast.history/1). */
void hf_history_print(FILE *out, const struct hf_history *history);
void hf_history_json(FILE *out, const struct hf_history *history);

#endif
