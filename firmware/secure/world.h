/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * firmware/secure/world.h - the wall between app and secure. world_trustzone.c (SAU and the chip's
 * guards), world_mpu.c (Armv7-M MPU), world_none.c (there is none); the board's link line picks
 * one. What each does not stop is written in docs/doors.md. */
#ifndef HF_SECURE_WORLD_H
#define HF_SECURE_WORLD_H

#include <stdint.h>

/* Builds the wall from hf_map and hf_app_devices. Does not say whether it stands:
 * hf_world_difference() does. */
void hf_world_setup(void);

/* Reads all isolation registers again: 0 exactly when all are as they must be, else the differing
 * bits, folded. No status word: main.c builds the app's entry address from two such reads. */
uint32_t hf_world_difference(void);

#endif
