/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * Any flash as a vault. Raw bytes; a good vault with damage, where a value may be missing or an
 * earlier one, but never one that was not set; and authentic records with any content, as a faulty
 * writer would leave them. After each the vault must go on, or refuse. */
#include "firmware/store/storage.h"
#include "hw/fake/counter.h"
#include "hw/fake/power.h"
#include "lab/fuzz/store.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define UIDS     4u
#define VERSIONS 4u

static struct hf_vault vault;
static struct hf_vault_entry entries[12];
static uint8_t work[512];
static uint8_t const root[32] = {3};
static const struct hf_vault_setup setup = {
    .half = {{STORE_BASE, STORE_HALF}, {STORE_BASE + STORE_HALF, STORE_HALF}},
    .work = work,
    .work_size = sizeof(work),
    .entries = entries,
    .entries_max = 12,
    .turns_per_epoch = 2,
};
static struct hf_fake_snapshot *good;

static struct hf_vault_name name_of(uint32_t uid)
{
    return (struct hf_vault_name){.uid = uid + 1u, .owner = 1, .space = HF_VAULT_PS};
}

/* A value says which uid and version it is, in every byte. */
static hf_storage_status_t set(uint32_t uid, uint32_t version)
{
    struct hf_vault_name const name = name_of(uid);
    uint8_t bytes[40];

    memset(bytes, (int)(uid * VERSIONS + version + 1u), sizeof(bytes));
    return hf_storage_set(&vault, &name, (hf_span_t){bytes, 10u + uid * VERSIONS + version}, 0);
}

static void make_good(void)
{
    hf_fake_nvm_setup(&hf_fake_l5);
    hf_fake_counter_setup(64, HF_RETENTION_LIFE);
    need(hf_vault_format(&vault, &setup, root) == HF_OK);
    for (uint32_t version = 0; version < VERSIONS; version++) {
        for (uint32_t uid = 0; uid < UIDS; uid++) {
            need(set(uid, version) == HF_STORAGE_SUCCESS);
        }
        if (version == 1) {
            need(hf_vault_scrub(&vault) == HF_OK);
        }
    }
    good = hf_fake_snapshot_new();
}

/* Whatever is read was set once. */
static void check_values(void)
{
    for (uint32_t uid = 0; uid < UIDS; uid++) {
        struct hf_vault_name const name = name_of(uid);
        uint8_t bytes[64];
        struct hf_storage_out out = {bytes, sizeof(bytes), 0};

        if (hf_storage_get(&vault, &name, 0, &out) != HF_STORAGE_SUCCESS) {
            continue;
        }
        need(out.length >= 10u + uid * VERSIONS && out.length < 10u + (uid + 1u) * VERSIONS);
        for (size_t i = 0; i < out.length; i++) {
            need(bytes[i] == out.length - 10u + 1u);
        }
    }
}

/* Authentic records with foreign content. */
static void write_forged(struct input *input)
{
    uint32_t at;

    need(hf_vault_open(&vault, &setup, root) == HF_OK);
    while (input->size > 2) {
        uint8_t const kind = take_byte(input);
        uint32_t const length = take_byte(input);

        for (uint32_t i = 0; i < length; i++) {
            hf_journal_body(&vault.journal)[i] = take_byte(input);
        }
        if (length < HF_VAULT_NONCE ||
            hf_journal_append(&vault.journal, kind, length, &at) != HF_OK) {
            return;
        }
    }
}

/* The vault goes on: what is set now is read now, after a compaction and after a reset. */
static void check_use(void)
{
    struct hf_vault_name const name = name_of(1);
    uint8_t bytes[64];
    struct hf_storage_out out = {bytes, sizeof(bytes), 0};

    for (uint32_t i = 0; i < vault.count; i++) {
        struct hf_vault_name const each = {entries[i].uid, entries[i].owner, entries[i].space};
        struct hf_storage_info info;

        (void)!hf_storage_get_info(&vault, &each, &info);
    }
    if (set(1, 2) != HF_STORAGE_SUCCESS) {
        return;
    }
    need(hf_vault_scrub(&vault) == HF_OK);
    need(hf_vault_open(&vault, &setup, root) == HF_OK);
    need(hf_storage_get(&vault, &name, 0, &out) == HF_STORAGE_SUCCESS);
    need(out.length == 10u + VERSIONS + 2u && bytes[0] == VERSIONS + 3u);
    (void)!hf_storage_remove(&vault, &name);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct input input = {data, size};
    uint8_t const mode = take_byte(&input) % 3u;

    if (good == NULL) {
        make_good();
    }
    hf_fake_snapshot_restore(good);
    hf_fake_power_on();
    if (mode == 0) {
        write_raw(&input);
    } else if (mode == 1) {
        write_edits(&input);
    } else {
        write_forged(&input);
    }
    if (hf_vault_open(&vault, &setup, root) != HF_OK) {
        return 0;
    }
    if (mode != 2) {
        check_values();
    }
    check_use();
    return 0;
}
