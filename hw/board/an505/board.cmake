# SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
# QEMU mps2-an505: Cortex-M33 with TrustZone.
set(HF_BOARD_CLASS an505)
set(HF_BOARD_CPU_FLAGS -mcpu=cortex-m33 -mthumb -mfloat-abi=soft)
set(HF_BOARD_CHIP mps2)
set(HF_BOARD_CRYPTO hf_sha256_armv7m hf_p256_armv8m_dsp)
set(HF_BOARD_GATE trustzone)
set(HF_BOARD_LOCK hidden)
set(HF_BOARD_WATCHDOG true)
set(HF_BOARD_RETENTION life)
set(HF_BOARD_MACHINE mps2-an505)
set(HF_BOARD_NVM_BACKED true)
set(HF_BOARD_DIE_PAGE [["offset": QUOTE(HF_DIE_PAGE_OFFSET)]])
set(HF_BOARD_LAYOUT hw/board/an505/layout.h)

# Everybody who drives hardware on the secure side; the linker takes what a stage uses.
set(HF_BOARD_SOURCES
  hw/board/an505/chip.c hw/common/cpu_v8m.c hw/chip/mps2/uart.c hw/chip/mps2/console.c hw/chip/mps2/watchdog.c
  hw/chip/mps2/nvm.c hw/chip/mps2/entropy_line.c hw/chip/mps2/tamper_line.c hw/board/key_page.c hw/common/die_page.c hw/common/die_blob.c
  hw/board/an505/guard.c hw/common/confine_v8m.c)
# The first stage alone.
set(HF_BOARD_COLD_SOURCES hw/chip/mps2/start_cold.c hw/board/an505/lock_mpc.c)
# The app's own devices, seen from its side.
set(HF_BOARD_APP_SOURCES
  hw/board/an505/chip_app.c hw/common/cpu_v8m.c hw/chip/mps2/uart.c hw/chip/mps2/console.c)
