/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * firmware/store/vault_fixture.h - a vault for tests, and the hand of whoever holds its flash. */
#ifndef HF_STORE_VAULT_FIXTURE_H
#define HF_STORE_VAULT_FIXTURE_H

#include "firmware/store/vault.h"

#include "hw/api/nvm.h"
#include "hw/fake/counter.h"
#include "hw/fake/nvm.h"

/* clang-format off */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include <string.h>

#define ENTRIES 40u
#define BASE    0x08010000u
#define HALF    0x1000u

static struct hf_vault vault;
static struct hf_vault_entry entries[ENTRIES];
static uint8_t work[640];
static uint8_t const root[32] = {1, 2, 3};
static uint8_t const other_root[32] = {1, 2, 2};
static uint8_t kept[2 * HALF];

static struct hf_vault_setup setup = {
    .half = {{BASE, HALF}, {BASE + HALF, HALF}},
    .work = work,
    .work_size = sizeof(work),
    .entries = entries,
    .entries_max = ENTRIES,
};

static inline int fresh(void **state)
{
    (void)state;
    hf_fake_nvm_setup(&hf_fake_l5);
    hf_fake_counter_setup(100, HF_RETENTION_LIFE);
    setup.turns_per_epoch = 0;
    memset(&vault, 0, sizeof(vault));
    return hf_vault_format(&vault, &setup, root) == HF_OK ? 0 : -1;
}

static inline hf_err_t reopen(void)
{
    memset(&vault, 0, sizeof(vault));
    memset(entries, 0xee, sizeof(entries));
    return hf_vault_open(&vault, &setup, root);
}

static inline struct hf_vault_name name_of(uint64_t uid)
{
    return (struct hf_vault_name){.uid = uid, .owner = 1, .space = HF_VAULT_ITS};
}

static inline hf_err_t put(uint64_t uid, const char *text)
{
    uint32_t const size = (uint32_t)strlen(text);
    struct hf_vault_change const change = {.name = name_of(uid),
                                           .data = (const uint8_t *)text,
                                           .data_size = size,
                                           .size = size,
                                           .capacity = size};

    return hf_vault_put(&vault, &change);
}

static inline hf_err_t drop(uint64_t uid)
{
    struct hf_vault_name const name = name_of(uid);

    return hf_vault_remove(&vault, &name);
}

/* What reading says, and whether the value is `text`. */
static inline hf_err_t look(uint64_t uid, const char *text)
{
    struct hf_vault_name const name = name_of(uid);
    const struct hf_vault_entry *entry = hf_vault_find(&vault, &name);
    hf_span_t value = {NULL, 0};
    hf_err_t result = HF_ERR_VAULT_ENTRY;

    if (entry != NULL) {
        result = hf_vault_read(&vault, entry, &value);
    }
    if (result == HF_OK) {
        assert_int_equal(strlen(text), value.size);
        assert_memory_equal(text, value.bytes, value.size);
    }
    hf_vault_done(&vault);
    return result;
}

static inline void keep(void)
{
    memcpy(kept, hf_fake_nvm_bytes(BASE), sizeof(kept));
}

/* The attacker's move: the flash part of an earlier moment. */
static inline void put_back(void)
{
    hf_fake_nvm_touch(BASE, sizeof(kept));
    assert_int_equal(HF_OK, hf_nvm_erase(BASE));
    assert_int_equal(HF_OK, hf_nvm_erase(BASE + HALF));
    memcpy(hf_fake_nvm_bytes(BASE), kept, sizeof(kept));
}

/* Where the record of the entry lies. */
static inline uint32_t place_of(uint64_t uid)
{
    struct hf_vault_name const name = name_of(uid);

    return setup.half[vault.journal.active].base + hf_vault_find(&vault, &name)->at;
}

#endif
