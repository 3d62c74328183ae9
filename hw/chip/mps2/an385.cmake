# SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
# What the two boards on QEMU's mps2-an385 share.
set(HF_BOARD_CPU_FLAGS -mcpu=cortex-m3 -mthumb -mfloat-abi=soft)
set(HF_BOARD_CHIP mps2)
set(HF_BOARD_CRYPTO hf_sha256_armv7m hf_p256_armv7m)
set(HF_BOARD_LOCK none)
set(HF_BOARD_WATCHDOG true)
set(HF_BOARD_RETENTION life)
set(HF_BOARD_MACHINE mps2-an385)
set(HF_BOARD_NVM_BACKED true)
set(HF_BOARD_DIE_PAGE [["offset": QUOTE(HF_DIE_PAGE_OFFSET)]])

set(HF_BOARD_SOURCES
  hw/chip/mps2/an385.c hw/common/cpu_v7m.c hw/common/interrupt_v7m.c hw/chip/mps2/uart.c hw/chip/mps2/console.c
  hw/chip/mps2/watchdog.c
  hw/chip/mps2/nvm.c hw/chip/mps2/entropy_line.c hw/chip/mps2/tamper_line.c hw/board/key_page.c hw/common/die_page.c hw/common/die_blob.c
  hw/chip/mps2/guard_an385.c ${HF_BOARD_CONFINE})
set(HF_BOARD_COLD_SOURCES hw/chip/mps2/start_cold.c hw/common/lock_none.c)
set(HF_BOARD_APP_SOURCES
  hw/chip/mps2/an385_app.c hw/common/cpu_v7m.c hw/chip/mps2/uart.c hw/chip/mps2/console.c)
