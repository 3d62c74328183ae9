/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * hw/board/an385-flat/layout.h - mps2-an385 with the MPU unused. */
#ifndef HF_BOARD_LAYOUT_H
#define HF_BOARD_LAYOUT_H

#include "hw/chip/mps2/layout_an385.h"

/* The door is a table at a fixed place in secure's slot. */
#define HF_SECURE_GATE      0x21040400
#define HF_SECURE_GATE_SIZE 0x00000020

#endif
