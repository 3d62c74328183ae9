/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * The board's layout as hw/api/map.h gives it to the stages. */
#include "hw/api/map.h"

#include HF_LAYOUT

const struct hf_region hf_urot_places[HF_SLOT_COUNT] = {
    [HF_SLOT_A] = {HF_UROT_A_SLOT, HF_UROT_SLOT_SIZE},
    [HF_SLOT_B] = {HF_UROT_B_SLOT, HF_UROT_SLOT_SIZE},
    [HF_SLOT_RAM] = {HF_UROT_LOAD, HF_UROT_LOAD_SIZE},
};

const struct hf_shared_map hf_shared_map = {
    .handoff = (struct hf_handoff *)HF_HANDOFF_BASE,
    .secrets = (struct hf_secrets *)HF_SECRETS_BASE,
    .records = (struct hf_records *)HF_RECORDS_BASE,
    .trial = (struct hf_trial *)HF_TRIAL_BASE,
};

const struct hf_map hf_map = {
    .secure_slot = {HF_SECURE_SLOT, HF_SECURE_SLOT_SIZE},
    .app_slot = {HF_APP_SLOT, HF_APP_SLOT_SIZE},
    .boot_log = {{HF_BOOT_LOG_A, HF_BOOT_LOG_A_SIZE}, {HF_BOOT_LOG_B, HF_BOOT_LOG_B_SIZE}},
    .staging = {{HF_SECURE_STAGING, HF_SECURE_STAGING_SIZE},
                {HF_SECURE_STAGING, HF_SECURE_STAGING_SIZE},
                {HF_APP_STAGING, HF_APP_STAGING_SIZE}},
    .handoff = (struct hf_handoff *)HF_HANDOFF_BASE,
    .secrets = (struct hf_secrets *)HF_SECRETS_BASE,
    .records = (struct hf_records *)HF_RECORDS_BASE,
    .trial = (struct hf_trial *)HF_TRIAL_BASE,
};

const struct hf_secure_map hf_secure_map = {
    .app_code = {HF_APP_SLOT, HF_APP_SLOT_SIZE},
    .app_ram = {HF_APP_RAM, HF_APP_RAM_WHOLE},
    .gate = {HF_SECURE_GATE, HF_SECURE_GATE_SIZE},
    .vault = {{HF_VAULT_A, HF_VAULT_HALF}, {HF_VAULT_B, HF_VAULT_HALF}},
};
