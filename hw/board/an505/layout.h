/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * hw/board/an505/layout.h - where everything lies on mps2-an505 (Cortex-M33, TrustZone).
 * Plain literals: C, the linker script and layout.json are made from this one file, and
 * hw/board/layout_check.c asserts how the numbers relate. Addresses are the secure aliases unless
 * the name says otherwise. */
#ifndef HF_BOARD_LAYOUT_H
#define HF_BOARD_LAYOUT_H

/* The flash: 16 MiB of file-backed PSRAM, of which the chip model serves the first HF_NVM_SIZE.
 * No memory protection controller guards it: between the worlds stands the SAU alone. */
#define HF_NVM_BASE      0x80000000
#define HF_NVM_SIZE      0x00400000
#define HF_NVM_FILE_SIZE 0x01000000
#define HF_NVM_SECTOR    0x00001000
#define HF_NVM_UNIT      0x00000008
#define HF_NVM_ERASED    0xff

/* Offsets are those in the file nvm.bin. */
#define HF_DIE_PAGE_BASE         0x80000000
#define HF_DIE_PAGE_OFFSET       0x00000000
#define HF_BOOT_LOG              0x80004000
#define HF_BOOT_LOG_OFFSET       0x00004000
#define HF_BOOT_LOG_SIZE         0x00004000
#define HF_BOOT_LOG_A            0x80004000
#define HF_BOOT_LOG_A_SIZE       0x00002000
#define HF_BOOT_LOG_B            0x80006000
#define HF_BOOT_LOG_B_SIZE       0x00002000
#define HF_KEY_PAGE              0x80008000
#define HF_KEY_PAGE_OFFSET       0x00008000
#define HF_KEY_PAGE_SIZE         0x00001000
#define HF_UROT_A_SLOT           0x80010000
#define HF_UROT_A_OFFSET         0x00010000
#define HF_UROT_B_SLOT           0x80020000
#define HF_UROT_B_OFFSET         0x00020000
#define HF_UROT_SLOT_SIZE        0x00010000
#define HF_SECURE_SLOT           0x80040000
#define HF_SECURE_OFFSET         0x00040000
#define HF_SECURE_SLOT_SIZE      0x00040000
#define HF_APP_SLOT              0x80080000
#define HF_APP_OFFSET            0x00080000
#define HF_APP_SLOT_SIZE         0x00080000
#define HF_SECURE_STAGING        0x80100000
#define HF_SECURE_STAGING_OFFSET 0x00100000
#define HF_SECURE_STAGING_SIZE   0x00041000
#define HF_APP_STAGING           0x80150000
#define HF_APP_STAGING_OFFSET    0x00150000
#define HF_APP_STAGING_SIZE      0x00081000
#define HF_VAULT                 0x80200000
#define HF_VAULT_OFFSET          0x00200000
#define HF_VAULT_SIZE            0x00010000
#define HF_VAULT_A               0x80200000
#define HF_VAULT_B               0x80208000
#define HF_VAULT_HALF            0x00008000

/* What silicon owns: a blob in RAM that is secure at reset and given away by irot's lock. */
#define HF_DIE_BASE 0x10200000

/* RAM that outlives a stage. */
#define HF_RECORDS_BASE 0x38008000
#define HF_TRIAL_BASE   0x38008100
#define HF_HANDOFF_BASE 0x38009000
#define HF_SECRETS_BASE 0x38009800
#define HF_MODEL_BASE   0x38009c00
#define HF_BENCH_BASE   0x38009e00
#define HF_SHARED_END   0x3800a000

/* Per stage: where its image runs, and its RAM. The payload starts behind the image header. */
#define HF_IMAGE_HEADER     0x00000200
#define HF_UROT_HEADER      0x00000020
#define HF_IROT_CODE        0x10000000
#define HF_IROT_CODE_SIZE   0x00010000
#define HF_IROT_CODE_LIMIT  10240
#define HF_IROT_RAM         0x38000000
#define HF_IROT_RAM_SIZE    0x00004000
#define HF_UROT_LOAD        0x3800ffe0
#define HF_UROT_LOAD_SIZE   0x00010000
#define HF_UROT_CODE        0x38010000
#define HF_UROT_CODE_SIZE   0x0000ffe0
#define HF_UROT_RAM         0x38030000
#define HF_UROT_RAM_SIZE    0x00008000
#define HF_SECURE_CODE      0x80040200
#define HF_SECURE_CODE_SIZE 0x0003fe00
#define HF_SECURE_GATE      0x80040400
#define HF_SECURE_GATE_SIZE 0x00000020
#define HF_SECURE_RAM       0x38040000
#define HF_SECURE_RAM_SIZE  0x00010000
#define HF_APP_CODE         0x80080200
#define HF_APP_CODE_SIZE    0x0007fe00

/* The app's RAM as the app sees it, and the last part of it: parameters that the lab writes. The
 * loader must use the secure alias. */
#define HF_APP_RAM          0x28200000
#define HF_APP_RAM_LOADER   0x38200000
#define HF_APP_RAM_SIZE     0x0003f000
#define HF_APP_RAM_WHOLE    0x00040000
#define HF_LAB_PARAM        0x2823f000
#define HF_LAB_PARAM_LOADER 0x3823f000
#define HF_LAB_PARAM_SIZE   0x00001000

#endif
