/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#ifndef HF_HOST_DEVICE_SHOW_H
#define HF_HOST_DEVICE_SHOW_H

#include "host/device/device.h"

#include <stdio.h>

/* What may be known of a device: everything but its secrets. */
bool hf_device_show(FILE *out, struct hf_device *device, bool json, struct hf_trouble *trouble);

#endif
