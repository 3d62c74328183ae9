# SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
# QEMU mps2-an385: Cortex-M3, MPU unused: stands for parts without one.
set(HF_BOARD_CLASS an385-flat)
set(HF_BOARD_GATE none)
set(HF_BOARD_CONFINE hw/common/confine_none.c)
set(HF_BOARD_LAYOUT hw/board/an385-flat/layout.h)
include(hw/chip/mps2/an385.cmake)
