/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * hw/board/stm32f205/layout.h - the STM32F205 map (1 MiB flash, 128 KiB RAM), as QEMU's netduino2
 * shows it. Plain literals, see hw/board/an505/layout.h. Sectors: 4 x 16 K, 64 K, 7 x 128 K. */
#ifndef HF_BOARD_LAYOUT_H
#define HF_BOARD_LAYOUT_H

/* The flash behind irot's sector: on the emulator a loader blob, and read-only. */
#define HF_NVM_BASE      0x08004000
#define HF_NVM_SIZE      0x000fc000
#define HF_NVM_FILE_SIZE 0x000fc000
#define HF_NVM_SECTOR    0x00004000
#define HF_NVM_UNIT      0x00000004
#define HF_NVM_ERASED    0xff

/* The die page is a file of its own here (diepage.bin), loaded into RAM: it lasts until the next
 * reset only. */
#define HF_DIE_PAGE_BASE         0x2001f000
#define HF_DIE_PAGE_OFFSET       0x00000000
#define HF_UROT_A_SLOT           0x08004000
#define HF_UROT_A_OFFSET         0x00000000
#define HF_UROT_B_SLOT           0x08008000
#define HF_UROT_B_OFFSET         0x00004000
#define HF_UROT_SLOT_SIZE        0x00004000
#define HF_BOOT_LOG              0x0800c000
#define HF_BOOT_LOG_OFFSET       0x00008000
#define HF_BOOT_LOG_SIZE         0x00014000
#define HF_BOOT_LOG_A            0x0800c000
#define HF_BOOT_LOG_A_SIZE       0x00004000
#define HF_BOOT_LOG_B            0x08010000
#define HF_BOOT_LOG_B_SIZE       0x00010000
/* No urot that reads encrypted images fits this part. */
#define HF_KEY_PAGE              0x08004000
#define HF_KEY_PAGE_OFFSET       0x00000000
#define HF_KEY_PAGE_SIZE         0x00000000
#define HF_SECURE_SLOT           0x08020000
#define HF_SECURE_OFFSET         0x0001c000
#define HF_SECURE_SLOT_SIZE      0x00020000
#define HF_APP_SLOT              0x08040000
#define HF_APP_OFFSET            0x0003c000
#define HF_APP_SLOT_SIZE         0x00020000
#define HF_SECURE_STAGING        0x08060000
#define HF_SECURE_STAGING_OFFSET 0x0005c000
#define HF_SECURE_STAGING_SIZE   0x00040000
#define HF_APP_STAGING           0x08080000
#define HF_APP_STAGING_OFFSET    0x0007c000
#define HF_APP_STAGING_SIZE      0x00040000
#define HF_VAULT                 0x080c0000
#define HF_VAULT_OFFSET          0x000bc000
#define HF_VAULT_SIZE            0x00040000

/* The boot log has two sectors, 16 K and 64 K, of which it uses 16 K each. A slot is one sector of
 * 128 K, so a staging area is two, and the two areas share the sector in the middle: one of secure
 * and app can be under way at a time. */

/* A part's vault is two sectors of flash, HF_VAULT and the one behind it. The emulator cannot write
 * flash, so there the halves are RAM behind secure's own (nvm_emulated.c), and volatile. */
#define HF_VAULT_A    0x2000e000
#define HF_VAULT_B    0x2000f000
#define HF_VAULT_HALF 0x00001000

#define HF_DIE_BASE 0x2001e000

#define HF_RECORDS_BASE 0x20002000
#define HF_TRIAL_BASE   0x20002100
#define HF_HANDOFF_BASE 0x20002400
#define HF_SECRETS_BASE 0x20002800
#define HF_MODEL_BASE   0x20002c00
#define HF_BENCH_BASE   0x20002e00
#define HF_SHARED_END   0x20003000

#define HF_IMAGE_HEADER     0x00000200
#define HF_UROT_HEADER      0x00000020
#define HF_IROT_CODE        0x08000000
#define HF_IROT_CODE_SIZE   0x00004000
#define HF_IROT_CODE_LIMIT  10240
#define HF_IROT_RAM         0x20000000
#define HF_IROT_RAM_SIZE    0x00002000
#define HF_UROT_LOAD        0x20003fe0
#define HF_UROT_LOAD_SIZE   0x00004000
#define HF_UROT_CODE        0x20004000
#define HF_UROT_CODE_SIZE   0x00003fe0
#define HF_UROT_RAM         0x20008000
#define HF_UROT_RAM_SIZE    0x00004000
#define HF_SECURE_CODE      0x08020200
#define HF_SECURE_CODE_SIZE 0x0001fe00
#define HF_SECURE_GATE      0x00000000
#define HF_SECURE_GATE_SIZE 0x00000000
#define HF_SECURE_RAM       0x20008000
#define HF_SECURE_RAM_SIZE  0x00006000
#define HF_APP_CODE         0x08040200
#define HF_APP_CODE_SIZE    0x0001fe00

#define HF_APP_RAM          0x20010000
#define HF_APP_RAM_LOADER   0x20010000
#define HF_APP_RAM_SIZE     0x00007c00
#define HF_APP_RAM_WHOLE    0x00008000
#define HF_LAB_PARAM        0x20017c00
#define HF_LAB_PARAM_LOADER 0x20017c00
#define HF_LAB_PARAM_SIZE   0x00000400

#endif
