/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * Any flash as a boot log: raw bytes; a good log with damage, where a state may be missing or
 * older, but never one that was not written; authentic records with any content. */
#include "firmware/store/bootlog.h"
#include "hw/fake/power.h"
#include "lab/fuzz/store.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define MARK 0x4d41524bu

static struct hf_bootlog bootlog;
static const struct hf_region half[2] = {{STORE_BASE, STORE_HALF},
                                         {STORE_BASE + STORE_HALF, STORE_HALF}};
static uint8_t const key[32] = {5};
static struct hf_fake_snapshot *good;

static hf_err_t append(uint32_t number)
{
    struct hf_bootlog_entry entry = {.kind = HF_BOOTLOG_INSTALL};

    if (number % 2u == 0) {
        entry.as.install = (struct hf_bootlog_install){.role = (uint8_t)(number % HF_ROLE_COUNT),
                                                       .phase = 1,
                                                       .size = number,
                                                       .detail = number ^ MARK};
    } else {
        entry.kind = HF_BOOTLOG_BOOT;
        entry.as.history.record.word = number;
        entry.as.history.record.detail = number ^ MARK;
    }
    return hf_bootlog_append(&bootlog, &entry);
}

static void make_good(void)
{
    hf_fake_nvm_setup(&hf_fake_l5);
    need(hf_bootlog_open(&bootlog, half, key) == HF_ERR_JOURNAL_EMPTY);
    need(hf_bootlog_start(&bootlog) == HF_OK);
    for (uint32_t number = 0; number < 20; number++) {
        need(append(number) == HF_OK);
        if (number == 10) {
            need(hf_bootlog_compact(&bootlog) == HF_OK);
        }
    }
    good = hf_fake_snapshot_new();
}

/* Whatever is there was written once. */
static void check_entries(void)
{
    struct hf_journal_walk walk;
    struct hf_bootlog_entry entry;

    hf_journal_walk_start(&bootlog.journal, &walk);
    while (hf_bootlog_next(&bootlog, &walk, &entry) == HF_OK) {
        if (entry.kind == HF_BOOTLOG_INSTALL) {
            need((entry.as.install.size ^ MARK) == entry.as.install.detail);
        } else {
            need(entry.kind == HF_BOOTLOG_BOOT);
            need((entry.as.history.record.word ^ MARK) == entry.as.history.record.detail);
        }
    }
}

static void write_forged(struct input *input)
{
    uint32_t at;

    need(hf_bootlog_open(&bootlog, half, key) == HF_OK);
    while (input->size > 2) {
        uint8_t const kind = take_byte(input);
        uint32_t const length = take_byte(input) % (sizeof(bootlog.work) - 47u);

        for (uint32_t i = 0; i < length; i++) {
            hf_journal_body(&bootlog.journal)[i] = take_byte(input);
        }
        if (hf_journal_append(&bootlog.journal, kind, length, &at) != HF_OK) {
            return;
        }
    }
}

/* The log goes on: what is appended now is there now, after a compaction and after a reset. */
static void check_use(void)
{
    struct hf_bootlog_entry entry;

    need(hf_bootlog_compact(&bootlog) == HF_OK);
    need(append(100) == HF_OK);
    need(hf_bootlog_compact(&bootlog) == HF_OK);
    need(hf_bootlog_open(&bootlog, half, key) == HF_OK);
    need(hf_bootlog_state(&bootlog, HF_BOOTLOG_INSTALL, 100 % HF_ROLE_COUNT, &entry) == HF_OK);
    need(entry.as.install.size == 100);
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
    if (hf_bootlog_open(&bootlog, half, key) != HF_OK) {
        return 0;
    }
    if (mode != 2) {
        check_entries();
    }
    check_use();
    return 0;
}
