/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * host/device/log.h - a boot log for a virtual device, written with its K_log: what urot and secure
 * can write, and so whoever has taken over secure (docs/formats/bootlog.md). */
#ifndef HF_HOST_DEVICE_LOG_H
#define HF_HOST_DEVICE_LOG_H

#include "core/bootlog.h"
#include "host/device/device.h"

/* Writes a log with these entries, oldest first, into one erased half. False when an entry does not
 * exist or they do not fit. */
bool hf_log_write(uint8_t *half, size_t size, const uint8_t key[32],
                  const struct hf_bootlog_entry *entries, size_t count);

/* Puts a new log with these entries in the place of the device's. False, with the line, as above.
 */
bool hf_device_write_log(struct hf_device *device, const struct hf_bootlog_entry *entries,
                         size_t count, struct hf_trouble *trouble);

/* K_log of this device: irot: kdf(HUK, "urot"); urot: kdf(K_urot, "log"). */
bool hf_device_log_key(struct hf_device *device, uint8_t key[32], struct hf_trouble *trouble);

#endif
