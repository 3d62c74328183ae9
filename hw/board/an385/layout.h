/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * hw/board/an385/layout.h - mps2-an385 with the MPU in use. */
#ifndef HF_BOARD_LAYOUT_H
#define HF_BOARD_LAYOUT_H

#include "hw/chip/mps2/layout_an385.h"

/* The door is SVC: no place of its own. */
#define HF_SECURE_GATE      0x00000000
#define HF_SECURE_GATE_SIZE 0x00000000

#endif
