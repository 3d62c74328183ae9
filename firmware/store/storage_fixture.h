/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * firmware/store/storage_fixture.h - a storage for tests: a uid, an owner and a space name an
 * entry. */
#ifndef HF_STORE_STORAGE_FIXTURE_H
#define HF_STORE_STORAGE_FIXTURE_H

#include "firmware/store/storage.h"

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

#define ENTRIES 12u

static struct hf_vault vault;
static struct hf_vault_entry entries[ENTRIES];
static uint8_t work[64 + 16 + 544];
static uint8_t const root[32] = {7};

static const struct hf_vault_setup setup = {
    .half = {{0x08010000u, 0x2000u}, {0x08012000u, 0x2000u}},
    .work = work,
    .work_size = sizeof(work),
    .entries = entries,
    .entries_max = ENTRIES,
};

static const struct hf_vault_name its = {.uid = 1, .owner = -3, .space = HF_VAULT_ITS};
static const struct hf_vault_name ps = {.uid = 1, .owner = -3, .space = HF_VAULT_PS};
static const struct hf_vault_name uid0 = {.uid = 0, .owner = -3, .space = HF_VAULT_ITS};
static const struct hf_vault_name ps0 = {.uid = 0, .owner = -3, .space = HF_VAULT_PS};
static const uint8_t text[] = "the quick brown fox";
static const uint8_t untouched[64] = {0xa5, 0xa5, 0xa5, 0xa5, 0xa5, 0xa5, 0xa5, 0xa5};
static uint8_t buffer[2048];
static uint8_t large[2048];

static inline int fresh(void **state)
{
    (void)state;
    hf_fake_nvm_setup(&hf_fake_l5);
    hf_fake_counter_setup(64, HF_RETENTION_LIFE);
    memset(buffer, 0, sizeof(buffer));
    memcpy(buffer, untouched, sizeof(untouched));
    return hf_vault_format(&vault, &setup, root) == HF_OK ? 0 : -1;
}

/* What a reset does: everything in RAM is new. */
static inline void reopen(void)
{
    memset(&vault, 0, sizeof(vault));
    memset(entries, 0xee, sizeof(entries));
    memset(work, 0xee, sizeof(work));
    assert_int_equal(HF_OK, hf_vault_open(&vault, &setup, root));
}

static inline int set(const struct hf_vault_name *name, const void *data, size_t size,
                      uint32_t flags)
{
    return hf_storage_set(&vault, name, (hf_span_t){data, size}, flags);
}

static struct hf_storage_out out;

static inline int get(const struct hf_vault_name *name, size_t offset, size_t size)
{
    out = (struct hf_storage_out){buffer, size, 99};
    return hf_storage_get(&vault, name, offset, &out);
}

static inline void expect(const struct hf_vault_name *name, const void *data, size_t size)
{
    assert_int_equal(HF_STORAGE_SUCCESS, get(name, 0, sizeof(buffer)));
    assert_int_equal(size, out.length);
    assert_memory_equal(data, buffer, size);
}

static inline void expect_untouched(void)
{
    assert_int_equal(0, out.length);
    assert_memory_equal(untouched, buffer, sizeof(untouched));
}

static inline size_t size_of(const struct hf_vault_name *name)
{
    struct hf_storage_info info;

    assert_int_equal(HF_STORAGE_SUCCESS, hf_storage_get_info(&vault, name, &info));
    return info.size;
}

#endif
