# SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
# STM32F205, as QEMU's netduino2 shows it. The emulator has no watchdog, no RNG and no flash controller: the lines
# marked "part" name the drivers that a real part links instead.
set(HF_BOARD_CLASS stm32f205)
set(HF_BOARD_CPU_FLAGS -mcpu=cortex-m3 -mthumb -mfloat-abi=soft)
set(HF_BOARD_CHIP stm32f2)
set(HF_BOARD_CRYPTO hf_sha256_armv7m hf_p256_armv7m)
set(HF_BOARD_GATE mpu)
set(HF_BOARD_LOCK none)
set(HF_BOARD_WATCHDOG false)
set(HF_BOARD_RETENTION none)
set(HF_BOARD_MACHINE netduino2)
set(HF_BOARD_NVM_BACKED false)
set(HF_BOARD_DIE_PAGE [["address": QUOTE(HF_DIE_PAGE_BASE)]])
set(HF_BOARD_LAYOUT hw/board/stm32f205/layout.h)

# urot fills its sector: there is no room for the counters beside it.
set(HF_BOARD_BENCH_WITHOUT urot)

set(HF_BOARD_SOURCES
  hw/board/stm32f205/chip.c hw/common/cpu_v7m.c hw/common/interrupt_v7m.c hw/chip/stm32f2/usart.c hw/chip/stm32f2/console_secure.c
  hw/board/stm32f205/nvm_emulated.c  # part: hw/chip/stm32f2/nvm.c
  hw/common/watchdog_none.c       # part: hw/chip/stm32f2/iwdg.c
  hw/chip/stm32f2/entropy_line.c  # part: hw/chip/stm32f2/rng.c
  hw/common/tamper_none.c hw/common/die_page.c hw/common/die_blob.c
  hw/board/stm32f205/guard.c hw/common/confine_v7m.c)
set(HF_BOARD_COLD_SOURCES hw/board/stm32f205/start_cold.c hw/common/lock_none.c)
set(HF_BOARD_APP_SOURCES
  hw/common/cpu_v7m.c hw/chip/stm32f2/usart.c hw/chip/stm32f2/console_app.c)

# Drivers that only a real part can run: compiled with everything else, linked by nobody here.
set(HF_BOARD_PART_SOURCES hw/chip/stm32f2/iwdg.c hw/chip/stm32f2/nvm.c hw/chip/stm32f2/rng.c)
