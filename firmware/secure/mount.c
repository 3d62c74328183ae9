/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "firmware/secure/mount.h"

#include "core/span.h"
#include "firmware/secure/abi/gate.h"
#include "firmware/secure/root.h"
#include "hw/api/counter.h"
#include "hw/api/map.h"
#include "hw/api/note.h"

#define ENTRIES    32u
#define WORK_BYTES 1120u /* hf_vault_record_size(HF_GATE_VALUE_MOST) */

static struct hf_vault vault;
static struct hf_vault_entry entries[ENTRIES];
_Alignas(8) static uint8_t work[WORK_BYTES];
static uint32_t tried;

int hf_mount_lasts(void)
{
    return hf_counter_retention(HF_COUNTER_EPOCH) != HF_RETENTION_NONE;
}

/* Blank flash may become the vault of a die that never had one. Flash with something in it only
 * where this die has begun to make its first: then power was cut there. */
static int may_make(hf_err_t found)
{
    uint32_t const epoch = hf_counter_read(HF_COUNTER_EPOCH);

    if (found != HF_ERR_JOURNAL_EMPTY && found != HF_ERR_JOURNAL_FOREIGN) {
        return 0;
    }
    if (!hf_mount_lasts()) {
        return 1;
    }
    return epoch < HF_VAULT_IN_SERVICE && (found == HF_ERR_JOURNAL_EMPTY || epoch != 0);
}

/* From the last of these steps on, an empty flash is a stolen vault. */
static hf_err_t put_into_service(void)
{
    hf_err_t result = HF_OK;

    while (result == HF_OK && hf_mount_lasts() &&
           hf_counter_read(HF_COUNTER_EPOCH) < HF_VAULT_IN_SERVICE) {
        result = hf_vault_advance(&vault);
    }
    return result;
}

/* place() adds where it lies: hf_map is a constant of another file. */
static struct hf_vault_setup setup = {
    .work = work,
    .work_size = sizeof(work),
    .entries = entries,
    .entries_max = ENTRIES,
    .turns_per_epoch = 1,
};

static void place(void)
{
    setup.half[0] = hf_secure_map.vault[0];
    setup.half[1] = hf_secure_map.vault[1];
}

static hf_err_t open(void)
{
    uint8_t root[HF_VAULT_ROOT];
    hf_err_t result;

    place();
    hf_root_derive(HF_ROOT_VAULT, "vault.root", 0, root);
    result = hf_vault_open(&vault, &setup, root);
    if (may_make(result)) {
        result = hf_vault_format(&vault, &setup, root);
    }
    hf_wipe(root, sizeof(root));
    return result == HF_OK ? put_into_service() : result;
}

struct hf_vault *hf_mount(void)
{
    hf_err_t result;

    if (!tried) {
        tried = 1;
        result = open();
        if (result != HF_OK) {
            hf_vault_close(&vault);
            hf_note(HF_EVENT_REFUSED, HF_ROLE_COUNT, HF_SLOT_NONE, (uint32_t)result,
                    hf_counter_read(HF_COUNTER_EPOCH));
        }
    }
    return &vault;
}

hf_err_t hf_mount_wipe(void)
{
    place();
    tried = 1;
    vault.setup = setup;
    vault.journal.setup.half[0] = setup.half[0];
    vault.journal.setup.half[1] = setup.half[1];
    vault.journal.setup.work = setup.work;
    vault.journal.setup.work_size = setup.work_size;
    return hf_vault_wipe(&vault);
}
