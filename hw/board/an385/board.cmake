# SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
# QEMU mps2-an385: Cortex-M3 with MPU.
set(HF_BOARD_CLASS an385)
set(HF_BOARD_GATE mpu)
set(HF_BOARD_CONFINE hw/common/confine_v7m.c)
set(HF_BOARD_LAYOUT hw/board/an385/layout.h)
include(hw/chip/mps2/an385.cmake)
