/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * lab/powerfail/boot/device.h - a device in host memory: irot's and urot's own code over a flash
 * model. What stands behind urot, secure and the app, is played by a scenario. */
#ifndef HF_LAB_POWERFAIL_DEVICE_H
#define HF_LAB_POWERFAIL_DEVICE_H

#include "lab/powerfail/boot/board.h"

/* Loads irot and urot; `control` names a urot that is broken on purpose, NULL is the real one. */
void device_load(const char *control);

/* From now on the urot that reads encrypted images runs, or the base one. */
void device_choose(bool encrypted);

/* K_urot of this die, as irot derives it. */
void device_root(uint32_t lifecycle, uint8_t key[32]);

/* A new die on a blank board, root-1 and root-2 fused. */
void device_new(const struct board *board);

/* How one start of the chain ended. */
enum device_end {
    DEVICE_RUNS,       /* secure was entered */
    DEVICE_RESETS,     /* a stage reset the part */
    DEVICE_IROT_HALTS, /* nothing bootable for irot */
    DEVICE_UROT_HALTS, /* nothing bootable for urot */
};

/* One start. `power`: RAM was lost before it. */
enum device_end device_start(bool power);

#endif
