/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * hw/api/guard.h - what a chip has around its core to keep the worlds apart: memory and peripheral
 * protection controllers (MPC and PPC on Arm's subsystems, GTZC on STM32 parts with TrustZone). A
 * chip without them gives the app its devices and guards nothing. */
#ifndef HF_HW_API_GUARD_H
#define HF_HW_API_GUARD_H

#include "hw/api/map.h"

#include <stdint.h>

/* The devices that belong to the app, as the app addresses them; at most HF_APP_DEVICES_MAX, each
 * of a size that is a power of two and aligned to it. */
#define HF_APP_DEVICES_MAX 4u

extern const struct hf_region hf_app_devices[];
extern const uint32_t hf_app_device_count;

/* The interrupts of these devices, by the bits of holdfast/device.h: timer, console, network.
 * HF_INTERRUPT_NONE where the board has none. Used where secure takes them for the app. */
#define HF_APP_INTERRUPTS_MAX 3u
#define HF_INTERRUPT_NONE     0xffu

extern const uint8_t hf_app_interrupts[HF_APP_INTERRUPTS_MAX];

/* Gives the app its RAM and its devices, keeps everything else, locks what can be locked. */
void hf_guard_setup(void);

/* Reads every guard register again: 0 exactly when all are as hf_guard_setup() wants them, else the
 * differing bits of all of them, folded. 0 on a chip without guards. */
uint32_t hf_guard_difference(void);

#endif
