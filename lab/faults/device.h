/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * lab/faults/device.h - devices, as far as a boot stage can tell: serial lines that are always
 * ready and never bring a byte, registers that take every write, and one memory protection
 * controller that keeps its table. What was written is judged, not enforced: the emulator has no
 * bus guards. */
#ifndef HF_LAB_FAULTS_DEVICE_H
#define HF_LAB_FAULTS_DEVICE_H

#include "lab/faults/core.h"

/* Maps device `index` of the plan. */
uc_err device_map(struct core *core, size_t index);
void device_reset(struct core *core);

/* False when the MPU, as the firmware has set it up, forbids to execute at `address`. */
bool device_may_run(const struct core *core, uint32_t address);

#endif
