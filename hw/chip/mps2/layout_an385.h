/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * hw/chip/mps2/layout_an385.h - where everything lies on mps2-an385 (Cortex-M3). The two boards on
 * this machine, with and without the MPU, share it. Plain literals, see hw/board/an505/layout.h. */
#ifndef HF_CHIP_LAYOUT_AN385_H
#define HF_CHIP_LAYOUT_AN385_H

#define HF_NVM_BASE      0x21000000
#define HF_NVM_SIZE      0x00400000
#define HF_NVM_FILE_SIZE 0x01000000
#define HF_NVM_SECTOR    0x00001000
#define HF_NVM_UNIT      0x00000008
#define HF_NVM_ERASED    0xff

#define HF_DIE_PAGE_BASE         0x21000000
#define HF_DIE_PAGE_OFFSET       0x00000000
#define HF_BOOT_LOG              0x21004000
#define HF_BOOT_LOG_OFFSET       0x00004000
#define HF_BOOT_LOG_SIZE         0x00004000
#define HF_BOOT_LOG_A            0x21004000
#define HF_BOOT_LOG_A_SIZE       0x00002000
#define HF_BOOT_LOG_B            0x21006000
#define HF_BOOT_LOG_B_SIZE       0x00002000
#define HF_KEY_PAGE              0x21008000
#define HF_KEY_PAGE_OFFSET       0x00008000
#define HF_KEY_PAGE_SIZE         0x00001000
#define HF_UROT_A_SLOT           0x21010000
#define HF_UROT_A_OFFSET         0x00010000
#define HF_UROT_B_SLOT           0x21020000
#define HF_UROT_B_OFFSET         0x00020000
#define HF_UROT_SLOT_SIZE        0x00010000
#define HF_SECURE_SLOT           0x21040000
#define HF_SECURE_OFFSET         0x00040000
#define HF_SECURE_SLOT_SIZE      0x00040000
#define HF_APP_SLOT              0x21080000
#define HF_APP_OFFSET            0x00080000
#define HF_APP_SLOT_SIZE         0x00080000
#define HF_SECURE_STAGING        0x21100000
#define HF_SECURE_STAGING_OFFSET 0x00100000
#define HF_SECURE_STAGING_SIZE   0x00041000
#define HF_APP_STAGING           0x21150000
#define HF_APP_STAGING_OFFSET    0x00150000
#define HF_APP_STAGING_SIZE      0x00081000
#define HF_VAULT                 0x21200000
#define HF_VAULT_OFFSET          0x00200000
#define HF_VAULT_SIZE            0x00010000
#define HF_VAULT_A               0x21200000
#define HF_VAULT_B               0x21208000
#define HF_VAULT_HALF            0x00008000

/* Nothing guards the die blob on this machine: irot wipes it, and that is all. */
#define HF_DIE_BASE 0x20100000

#define HF_RECORDS_BASE 0x20008000
#define HF_TRIAL_BASE   0x20008100
#define HF_HANDOFF_BASE 0x20009000
#define HF_SECRETS_BASE 0x20009800
#define HF_MODEL_BASE   0x20009c00
#define HF_BENCH_BASE   0x20009e00
#define HF_SHARED_END   0x2000a000

#define HF_IMAGE_HEADER     0x00000200
#define HF_UROT_HEADER      0x00000020
#define HF_IROT_CODE        0x00000000
#define HF_IROT_CODE_SIZE   0x00010000
#define HF_IROT_CODE_LIMIT  10240
#define HF_IROT_RAM         0x20000000
#define HF_IROT_RAM_SIZE    0x00004000
#define HF_UROT_LOAD        0x2000ffe0
#define HF_UROT_LOAD_SIZE   0x00010000
#define HF_UROT_CODE        0x20010000
#define HF_UROT_CODE_SIZE   0x0000ffe0
#define HF_UROT_RAM         0x20030000
#define HF_UROT_RAM_SIZE    0x00008000
#define HF_SECURE_CODE      0x21040200
#define HF_SECURE_CODE_SIZE 0x0003fe00
#define HF_SECURE_RAM       0x20040000
#define HF_SECURE_RAM_SIZE  0x00010000
#define HF_APP_CODE         0x21080200
#define HF_APP_CODE_SIZE    0x0007fe00

#define HF_APP_RAM          0x20200000
#define HF_APP_RAM_LOADER   0x20200000
#define HF_APP_RAM_SIZE     0x0003f000
#define HF_APP_RAM_WHOLE    0x00040000
#define HF_LAB_PARAM        0x2023f000
#define HF_LAB_PARAM_LOADER 0x2023f000
#define HF_LAB_PARAM_SIZE   0x00001000

#endif
