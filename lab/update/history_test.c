/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * The host reads the log that the device's own code has written, and nothing else. */
#include "host/device/history.h"
#include "host/device/log.h"

#include "firmware/store/bootlog.h"
#include "hw/fake/nvm.h"

/* clang-format off */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include <string.h>

#define BASE 0x08004000u

static const struct hf_region half[2] = {{BASE, 0x2000}, {BASE + 0x2000, 0x2000}};
static const uint8_t key[32] = {7};
static struct hf_bootlog bootlog;
static struct hf_history history;

static bool read_back(void)
{
    hf_span_t const halves[2] = {{hf_fake_nvm_bytes(BASE), 0x2000},
                                 {hf_fake_nvm_bytes(BASE + 0x2000), 0x2000}};

    return hf_history_read(halves, key, &history);
}

static void boots(uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) {
        struct hf_bootlog_entry entry = {.kind = HF_BOOTLOG_BOOT};

        entry.as.history.record = (struct hf_record){HF_STAGE_UROT, HF_EVENT_BOOTS, 1, 0, i, 0};
        assert_int_equal(HF_OK, hf_bootlog_append(&bootlog, &entry));
    }
}

static int fresh(void **state)
{
    (void)state;
    hf_fake_nvm_setup(&hf_fake_l5);
    return hf_bootlog_open(&bootlog, half, key) == HF_ERR_JOURNAL_EMPTY &&
                   hf_bootlog_start(&bootlog) == HF_OK
               ? 0
               : -1;
}

static void what_the_device_wrote_is_read(void **state)
{
    (void)state;
    boots(3);
    assert_true(read_back());
    assert_int_equal(3, history.count);
    assert_int_equal(3, history.entries[2].as.history.boot);
    assert_int_equal(2, history.entries[2].as.history.record.word);
    assert_int_equal(0, history.gaps);
    assert_int_equal(0, history.foreign);
}

static void the_device_reads_what_the_host_wrote(void **state)
{
    struct hf_bootlog_entry entries[2] = {{.kind = HF_BOOTLOG_INSTALL},
                                          {.kind = HF_BOOTLOG_PROGRESS}};
    struct hf_bootlog_entry found;

    (void)state;
    memset(&entries[0].as, 0, sizeof(entries[0].as));
    memset(&entries[1].as, 0, sizeof(entries[1].as));
    entries[0].as.install = (struct hf_bootlog_install){.role = 2, .phase = 3, .counter = 9};
    entries[1].as.progress = (struct hf_bootlog_progress){.role = 2, .phase = 2, .step = 6};
    hf_fake_nvm_setup(&hf_fake_l5);
    assert_true(hf_log_write(hf_fake_nvm_bytes(BASE), 0x2000, key, entries, 2));
    assert_int_equal(HF_OK, hf_bootlog_open(&bootlog, half, key));
    assert_int_equal(0, bootlog.gaps);
    assert_int_equal(HF_OK, hf_bootlog_state(&bootlog, HF_BOOTLOG_INSTALL, 2, &found));
    assert_int_equal(9, found.as.install.counter);
    assert_int_equal(HF_OK, hf_bootlog_state(&bootlog, HF_BOOTLOG_PROGRESS, 2, &found));
    assert_int_equal(6, found.as.progress.step);
    boots(1); /* and writes on behind it */
    assert_true(read_back());
    assert_int_equal(3, history.count);
    assert_false(hf_log_write(hf_fake_nvm_bytes(BASE), 64, key, entries, 2));
    entries[0].as.install.role = 9;
    assert_false(hf_log_write(hf_fake_nvm_bytes(BASE), 0x2000, key, entries, 2));
}

static void after_a_compaction_the_newer_half_counts(void **state)
{
    (void)state;
    boots(3);
    assert_int_equal(HF_OK, hf_bootlog_compact(&bootlog));
    boots(2);
    assert_true(read_back());
    assert_int_equal(2, history.generation);
    assert_int_equal(5, history.count);
}

static void a_record_with_one_bit_turned_is_not_shown(void **state)
{
    (void)state;
    boots(2);
    for (uint32_t i = 0; i < 2; i++) { /* the word of the first boot, behind the commit */
        hf_fake_nvm_bytes(half[i].base)[64 + 32 + 4] ^= 1u;
    }
    assert_true(read_back());
    assert_int_equal(1, history.count);
    assert_int_equal(1, history.foreign);
    assert_int_equal(1, history.gaps);
}

static void another_devices_log_is_none(void **state)
{
    hf_span_t const halves[2] = {{hf_fake_nvm_bytes(BASE), 0x2000},
                                 {hf_fake_nvm_bytes(BASE + 0x2000), 0x2000}};
    static const uint8_t other[32] = {8};

    (void)state;
    boots(2);
    assert_false(hf_history_read(halves, other, &history));
    assert_int_equal(0, history.count);
    assert_true(history.foreign > 0);
}

static void noise_is_none(void **state)
{
    static uint8_t noise[0x2000];
    hf_span_t const halves[2] = {{noise, sizeof(noise)}, {noise, 100}};
    uint32_t seed = 1;

    (void)state;
    for (size_t i = 0; i < sizeof(noise); i++) {
        seed = seed * 1664525u + 1013904223u;
        noise[i] = (uint8_t)(seed >> 24);
    }
    assert_false(hf_history_read(halves, key, &history));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(what_the_device_wrote_is_read, fresh),
        cmocka_unit_test_setup(the_device_reads_what_the_host_wrote, fresh),
        cmocka_unit_test_setup(after_a_compaction_the_newer_half_counts, fresh),
        cmocka_unit_test_setup(a_record_with_one_bit_turned_is_not_shown, fresh),
        cmocka_unit_test_setup(another_devices_log_is_none, fresh),
        cmocka_unit_test_setup(noise_is_none, fresh),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
