/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * How the numbers of a board's layout.h must relate. Compiled once per board; makes no code. */
#include "core/die.h"
#include "core/handoff.h"
#include "core/journal.h"
#include "core/record.h"
#include "core/secrets.h"
#include "core/trial.h"
#include HF_LAYOUT

#define AT_OFFSET(slot, offset) ((slot)-HF_NVM_BASE == (offset))
#define BEHIND_HEADER(code, size, slot, slot_size)                                                 \
    ((code) == (slot) + HF_IMAGE_HEADER && (size) == (slot_size)-HF_IMAGE_HEADER)

_Static_assert(AT_OFFSET(HF_BOOT_LOG, HF_BOOT_LOG_OFFSET), "boot log");
_Static_assert(AT_OFFSET(HF_UROT_A_SLOT, HF_UROT_A_OFFSET), "urot slot A");
_Static_assert(AT_OFFSET(HF_UROT_B_SLOT, HF_UROT_B_OFFSET), "urot slot B");
_Static_assert(AT_OFFSET(HF_SECURE_SLOT, HF_SECURE_OFFSET), "secure slot");
_Static_assert(AT_OFFSET(HF_APP_SLOT, HF_APP_OFFSET), "app slot");
_Static_assert(AT_OFFSET(HF_SECURE_STAGING, HF_SECURE_STAGING_OFFSET), "secure staging");
_Static_assert(AT_OFFSET(HF_APP_STAGING, HF_APP_STAGING_OFFSET), "app staging");
_Static_assert(AT_OFFSET(HF_VAULT, HF_VAULT_OFFSET), "vault");
_Static_assert(HF_KEY_PAGE_SIZE == 0 ||
                   (AT_OFFSET(HF_KEY_PAGE, HF_KEY_PAGE_OFFSET) &&
                    HF_KEY_PAGE >= HF_BOOT_LOG + HF_BOOT_LOG_SIZE &&
                    HF_KEY_PAGE + HF_KEY_PAGE_SIZE <= HF_UROT_A_SLOT),
               "the key page lies between boot log and urot");
_Static_assert(HF_BOOT_LOG_A == HF_BOOT_LOG && HF_BOOT_LOG_B == HF_BOOT_LOG_A + HF_BOOT_LOG_A_SIZE,
               "the boot log's halves");
_Static_assert(HF_BOOT_LOG_A_SIZE + HF_BOOT_LOG_B_SIZE == HF_BOOT_LOG_SIZE, "the boot log's size");
_Static_assert(HF_BOOT_LOG_A % HF_NVM_SECTOR == 0 && HF_BOOT_LOG_A_SIZE % HF_NVM_SECTOR == 0 &&
                   HF_BOOT_LOG_B_SIZE % HF_NVM_SECTOR == 0 && HF_NVM_UNIT <= HF_JOURNAL_GRANULE,
               "each half is whole sectors, and a record starts with a unit");
_Static_assert(HF_SECURE_STAGING_SIZE > HF_SECURE_SLOT_SIZE &&
                   HF_APP_STAGING_SIZE > HF_APP_SLOT_SIZE,
               "staging holds a slot and a hole");
_Static_assert(HF_SECURE_STAGING + HF_SECURE_SLOT_SIZE <= HF_APP_STAGING &&
                   HF_APP_STAGING + HF_APP_STAGING_SIZE <= HF_VAULT,
               "staging areas may share a hole, and nothing else");
_Static_assert(HF_SECURE_SLOT_SIZE % (HF_SECURE_STAGING_SIZE - HF_SECURE_SLOT_SIZE) == 0 &&
                   HF_APP_SLOT_SIZE % (HF_APP_STAGING_SIZE - HF_APP_SLOT_SIZE) == 0,
               "a hole is one step of the walk, and so is each part of a slot");
_Static_assert(HF_UROT_SLOT_SIZE <= HF_SECURE_SLOT_SIZE, "a new urot waits in secure's staging");
_Static_assert(HF_VAULT_OFFSET + HF_VAULT_SIZE <= HF_NVM_SIZE, "the flash holds everything");
_Static_assert(HF_VAULT_B == HF_VAULT_A + HF_VAULT_HALF, "the vault's halves");
_Static_assert(HF_VAULT_HALF % HF_NVM_SECTOR == 0 ||
                   HF_VAULT_A >= HF_SECURE_RAM + HF_SECURE_RAM_SIZE,
               "a half is whole sectors of flash, or RAM that no stage uses");
_Static_assert(HF_NVM_SIZE <= HF_NVM_FILE_SIZE, "the file holds the flash");

_Static_assert(HF_UROT_CODE == HF_UROT_LOAD + HF_UROT_HEADER &&
                   HF_UROT_CODE_SIZE == HF_UROT_LOAD_SIZE - HF_UROT_HEADER,
               "urot runs behind its header, which has no filler: its slot may be one small sector");
_Static_assert(BEHIND_HEADER(HF_SECURE_CODE, HF_SECURE_CODE_SIZE, HF_SECURE_SLOT,
                             HF_SECURE_SLOT_SIZE),
               "secure runs behind its header");
_Static_assert(BEHIND_HEADER(HF_APP_CODE, HF_APP_CODE_SIZE, HF_APP_SLOT, HF_APP_SLOT_SIZE),
               "app runs behind its header");
_Static_assert(HF_UROT_SLOT_SIZE <= HF_UROT_LOAD_SIZE, "urot's slot fits its load area");
_Static_assert(HF_IMAGE_HEADER % 512 == 0 && HF_UROT_CODE % 512 == 0 && HF_SECURE_CODE % 512 == 0 &&
                   HF_APP_CODE % 512 == 0,
               "vector tables of 128 words are aligned");

_Static_assert(HF_RECORDS_BASE >= HF_IROT_RAM + HF_IROT_RAM_SIZE, "records behind irot's RAM");
_Static_assert(HF_RECORDS_BASE + sizeof(struct hf_records) <= HF_TRIAL_BASE, "records");
_Static_assert(HF_TRIAL_BASE + sizeof(struct hf_trial) <= HF_HANDOFF_BASE, "trial");
_Static_assert(HF_HANDOFF_BASE + sizeof(struct hf_handoff) <= HF_SECRETS_BASE, "hand-over");
_Static_assert(HF_SECRETS_BASE + sizeof(struct hf_secrets) <= HF_MODEL_BASE, "secrets");
_Static_assert(HF_SHARED_END <= HF_UROT_LOAD, "shared RAM ends before urot");
_Static_assert(HF_UROT_LOAD + HF_UROT_LOAD_SIZE <= HF_UROT_RAM, "urot's load area and RAM");

_Static_assert(HF_APP_RAM + HF_APP_RAM_SIZE == HF_LAB_PARAM, "parameters end the app's RAM");
_Static_assert(HF_APP_RAM_SIZE + HF_LAB_PARAM_SIZE == HF_APP_RAM_WHOLE, "app RAM");
_Static_assert((HF_APP_RAM_WHOLE & (HF_APP_RAM_WHOLE - 1)) == 0, "one MPU region holds app RAM");
_Static_assert((HF_APP_RAM & (HF_APP_RAM_WHOLE - 1)) == 0, "app RAM is aligned for the MPU");
_Static_assert(HF_LAB_PARAM - HF_APP_RAM == HF_LAB_PARAM_LOADER - HF_APP_RAM_LOADER, "aliases");
