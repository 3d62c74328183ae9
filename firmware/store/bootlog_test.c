/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * What the boot log keeps, counts and forgets. Power cuts: lab/powerfail. */
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

static struct hf_bootlog bootlog;
static const struct hf_region half[2] = {{BASE, 0x2000}, {BASE + 0x2000, 0x2000}};
static uint8_t const key[32] = {0x4c, 0x4f, 0x47};

static hf_err_t reopen(void)
{
    memset(&bootlog, 0xee, sizeof(bootlog));
    return hf_bootlog_open(&bootlog, half, key);
}

static int fresh(void **state)
{
    (void)state;
    hf_fake_nvm_setup(&hf_fake_l5);
    return reopen() == HF_ERR_JOURNAL_EMPTY && hf_bootlog_start(&bootlog) == HF_OK ? 0 : -1;
}

static hf_err_t note(uint8_t kind, uint32_t word)
{
    struct hf_bootlog_entry entry = {.kind = kind};

    entry.as.history.record = (struct hf_record){
        .stage = HF_STAGE_UROT, .event = HF_EVENT_BOOTS, .role = 1, .slot = 0, .word = word};
    return hf_bootlog_append(&bootlog, &entry);
}

static hf_err_t install(uint8_t role, uint8_t phase)
{
    struct hf_bootlog_entry entry = {.kind = HF_BOOTLOG_INSTALL};

    entry.as.install = (struct hf_bootlog_install){
        .role = role, .phase = phase, .slot = 1, .counter = 5, .size = 60000, .hash = {1, 2, 3}};
    return hf_bootlog_append(&bootlog, &entry);
}

static hf_err_t progress(uint8_t role, uint32_t step)
{
    struct hf_bootlog_entry entry = {.kind = HF_BOOTLOG_PROGRESS};

    entry.as.progress = (struct hf_bootlog_progress){.role = role, .phase = 2, .step = step};
    return hf_bootlog_append(&bootlog, &entry);
}

static hf_err_t confirm(uint8_t role, uint8_t verdict)
{
    struct hf_bootlog_entry entry = {.kind = HF_BOOTLOG_CONFIRM};

    entry.as.confirm = (struct hf_bootlog_confirm){.role = role, .verdict = verdict, .counter = 7};
    return hf_bootlog_append(&bootlog, &entry);
}

static struct hf_bootlog_entry found;

static hf_err_t state_of(enum hf_bootlog_kind kind, uint32_t role)
{
    memset(&found, 0, sizeof(found));
    return hf_bootlog_state(&bootlog, kind, role, &found);
}

static uint32_t history_count(uint32_t *newest)
{
    struct hf_journal_walk walk;
    struct hf_bootlog_entry entry;
    uint32_t count = 0;

    hf_journal_walk_start(&bootlog.journal, &walk);
    while (hf_bootlog_next(&bootlog, &walk, &entry) == HF_OK) {
        if (entry.kind <= HF_BOOTLOG_NOTE) {
            count++;
            *newest = entry.as.history.record.word;
        }
    }
    return count;
}

static void a_new_log_has_no_state(void **state)
{
    (void)state;
    assert_int_equal(HF_ERR_JOURNAL_END, state_of(HF_BOOTLOG_INSTALL, 0));
    assert_int_equal(HF_ERR_JOURNAL_END, state_of(HF_BOOTLOG_CONFIRM, HF_ROLE_COUNT));
    assert_int_equal(HF_ERR_JOURNAL_END, state_of(HF_BOOTLOG_BOOT, 0));
}

static void the_newest_state_of_each_role_and_kind_counts(void **state)
{
    (void)state;
    assert_int_equal(HF_OK, install(HF_ROLE_SECURE, 1));
    assert_int_equal(HF_OK, install(HF_ROLE_APP, 3));
    assert_int_equal(HF_OK, confirm(HF_ROLE_APP, HF_BOOTLOG_TRIAL));
    assert_int_equal(HF_OK, progress(HF_ROLE_APP, 17));
    assert_int_equal(HF_OK, progress(HF_ROLE_APP, 18));
    assert_int_equal(HF_OK, install(HF_ROLE_SECURE, 2));
    assert_int_equal(HF_OK, reopen());
    assert_int_equal(HF_OK, state_of(HF_BOOTLOG_INSTALL, HF_ROLE_SECURE));
    assert_int_equal(2, found.as.install.phase);
    assert_int_equal(60000, found.as.install.size);
    assert_int_equal(HF_OK, state_of(HF_BOOTLOG_INSTALL, HF_ROLE_APP));
    assert_int_equal(3, found.as.install.phase);
    assert_int_equal(HF_OK, state_of(HF_BOOTLOG_PROGRESS, HF_ROLE_APP));
    assert_int_equal(18, found.as.progress.step);
    assert_int_equal(HF_OK, state_of(HF_BOOTLOG_CONFIRM, HF_ROLE_APP));
    assert_int_equal(HF_BOOTLOG_TRIAL, found.as.confirm.verdict);
    assert_int_equal(HF_ERR_JOURNAL_END, state_of(HF_BOOTLOG_CONFIRM, HF_ROLE_SECURE));
}

static void an_ended_install_is_gone(void **state)
{
    (void)state;
    assert_int_equal(HF_OK, install(HF_ROLE_APP, 3));
    assert_int_equal(HF_OK, install(HF_ROLE_APP, HF_BOOTLOG_PHASE_NONE));
    assert_int_equal(HF_ERR_JOURNAL_END, state_of(HF_BOOTLOG_INSTALL, HF_ROLE_APP));
    assert_int_equal(HF_OK, reopen());
    assert_int_equal(HF_ERR_JOURNAL_END, state_of(HF_BOOTLOG_INSTALL, HF_ROLE_APP));
    assert_int_equal(HF_OK, hf_bootlog_compact(&bootlog));
    assert_int_equal(HF_ERR_JOURNAL_END, state_of(HF_BOOTLOG_INSTALL, HF_ROLE_APP));
}

static void states_survive_compaction_and_reset(void **state)
{
    (void)state;
    assert_int_equal(HF_OK, install(HF_ROLE_APP, 3));
    assert_int_equal(HF_OK, confirm(HF_ROLE_UROT, HF_BOOTLOG_CONFIRMED));
    for (uint32_t i = 0; i < 5; i++) {
        assert_int_equal(HF_OK, hf_bootlog_compact(&bootlog));
        assert_int_equal(HF_OK, reopen());
    }
    assert_int_equal(HF_OK, state_of(HF_BOOTLOG_INSTALL, HF_ROLE_APP));
    assert_int_equal(3, found.as.install.phase);
    assert_int_equal(HF_OK, state_of(HF_BOOTLOG_CONFIRM, HF_ROLE_UROT));
    assert_int_equal(HF_BOOTLOG_CONFIRMED, found.as.confirm.verdict);
    assert_int_equal(7, found.as.confirm.counter);
}

static void compaction_keeps_the_newest_history(void **state)
{
    uint32_t newest = 0;
    uint32_t kept;

    (void)state;
    for (uint32_t i = 0; i < 100; i++) {
        assert_int_equal(HF_OK, note(HF_BOOTLOG_REFUSAL, i));
    }
    assert_int_equal(100, history_count(&newest));
    assert_int_equal(HF_OK, hf_bootlog_compact(&bootlog));
    kept = history_count(&newest);
    assert_int_equal(0x2000 / 4 / 64, kept);
    assert_int_equal(99, newest);
}

static void boots_are_numbered_across_compactions(void **state)
{
    (void)state;
    for (uint32_t boot = 1; boot <= 200; boot++) {
        if (hf_bootlog_room(&bootlog) == 0) {
            assert_int_equal(HF_OK, hf_bootlog_compact(&bootlog));
        }
        assert_int_equal(HF_OK, note(HF_BOOTLOG_BOOT, 0));
        assert_int_equal(boot, bootlog.boot);
        assert_int_equal(HF_OK, note(HF_BOOTLOG_NOTE, 0));
        assert_int_equal(boot, bootlog.boot);
    }
    for (uint32_t i = 0; i < 100; i++) {
        (void)note(HF_BOOTLOG_NOTE, 0);
    }
    assert_int_equal(HF_OK, hf_bootlog_compact(&bootlog));
    assert_int_equal(HF_OK, reopen());
    assert_int_equal(200, bootlog.boot);
}

static void a_full_log_says_so_and_loses_nothing(void **state)
{
    (void)state;
    assert_int_equal(HF_OK, install(HF_ROLE_APP, 3));
    while (note(HF_BOOTLOG_NOTE, 1) == HF_OK) {
    }
    assert_int_equal(HF_ERR_JOURNAL_FULL, note(HF_BOOTLOG_NOTE, 1));
    assert_int_equal(HF_OK, reopen());
    assert_int_equal(HF_OK, state_of(HF_BOOTLOG_INSTALL, HF_ROLE_APP));
    assert_int_equal(HF_OK, hf_bootlog_compact(&bootlog));
    assert_int_equal(HF_OK, note(HF_BOOTLOG_NOTE, 1));
    assert_int_equal(HF_OK, state_of(HF_BOOTLOG_INSTALL, HF_ROLE_APP));
}

static void an_entry_that_cannot_be_is_refused(void **state)
{
    (void)state;
    assert_int_equal(HF_ERR_BOOTLOG_FORM, install(HF_ROLE_COUNT, 1));
    assert_int_equal(HF_ERR_BOOTLOG_FORM, progress(HF_ROLE_COUNT, 1));
    assert_int_equal(HF_ERR_BOOTLOG_FORM, confirm(HF_ROLE_APP, 1));
    assert_int_equal(HF_ERR_BOOTLOG_FORM, note(4, 1));
    assert_int_equal(HF_ERR_BOOTLOG_FORM, note(0, 1));
}

static void without_the_key_there_is_no_log(void **state)
{
    static uint8_t const other[32] = {0x4c, 0x4f, 0x46};

    (void)state;
    assert_int_equal(HF_OK, install(HF_ROLE_APP, 3));
    assert_int_equal(HF_ERR_JOURNAL_FOREIGN, hf_bootlog_open(&bootlog, half, other));
    assert_int_equal(HF_OK, reopen());
    assert_int_equal(HF_OK, state_of(HF_BOOTLOG_INSTALL, HF_ROLE_APP));
}

static void any_changed_bit_of_a_record_loses_it_and_is_counted(void **state)
{
    uint32_t at;

    (void)state;
    assert_int_equal(HF_OK, install(HF_ROLE_APP, 3));
    at = BASE + bootlog.journal.active * 0x2000u + bootlog.journal.tail.at - 96u;
    assert_int_equal(HF_OK, note(HF_BOOTLOG_NOTE, 1));
    for (uint32_t bit = 0; bit < 96 * 8; bit++) {
        hf_fake_nvm_bytes(at)[bit / 8] ^= (uint8_t)(1u << bit % 8);
        assert_int_equal(HF_OK, reopen());
        assert_int_equal(HF_ERR_JOURNAL_END, state_of(HF_BOOTLOG_INSTALL, HF_ROLE_APP));
        assert_int_equal(1, bootlog.gaps);
        hf_fake_nvm_bytes(at)[bit / 8] ^= (uint8_t)(1u << bit % 8);
    }
    assert_int_equal(HF_OK, reopen());
    assert_int_equal(0, bootlog.gaps);
}

static void a_lost_log_can_be_started_anew(void **state)
{
    (void)state;
    assert_int_equal(HF_OK, install(HF_ROLE_APP, 3));
    for (uint32_t i = 0; i < 0x4000; i += 8) {
        hf_fake_nvm_poison(BASE + i);
    }
    assert_int_equal(HF_ERR_JOURNAL_FOREIGN, reopen());
    assert_int_equal(HF_OK, hf_bootlog_start(&bootlog));
    assert_int_equal(HF_OK, note(HF_BOOTLOG_NOTE, 1));
    assert_int_equal(HF_OK, reopen());
}

static void halves_below_the_least_capacity_are_refused(void **state)
{
    static const struct hf_region small[2] = {{BASE, 1024}, {BASE + 1024, 1024}};

    (void)state;
    hf_fake_nvm_setup(&hf_fake_f1);
    assert_int_equal(HF_ERR_JOURNAL_AREA, hf_bootlog_open(&bootlog, small, key));
}

static void unequal_halves_use_what_the_smaller_one_has(void **state)
{
    static const struct hf_region f2[2] = {{0x0800c000u, 0x4000}, {0x08010000u, 0x10000}};

    (void)state;
    hf_fake_nvm_setup(&hf_fake_f2);
    assert_int_equal(HF_ERR_JOURNAL_EMPTY, hf_bootlog_open(&bootlog, f2, key));
    assert_int_equal(HF_OK, hf_bootlog_start(&bootlog));
    for (uint32_t turn = 0; turn < 3; turn++) {
        uint32_t count = 0;

        while (note(HF_BOOTLOG_NOTE, 1) == HF_OK) {
            count++;
        }
        assert_in_range(count, 0x4000 / 2 / 64, 0x4000 / 64);
        assert_int_equal(HF_OK, hf_bootlog_compact(&bootlog));
    }
}

static void closing_forgets_the_key(void **state)
{
    static uint8_t const zeros[32];

    (void)state;
    hf_bootlog_close(&bootlog);
    assert_memory_equal(zeros, bootlog.key, sizeof(zeros));
    assert_int_equal(HF_ERR_JOURNAL_WORN, note(HF_BOOTLOG_NOTE, 1));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(a_new_log_has_no_state, fresh),
        cmocka_unit_test_setup(the_newest_state_of_each_role_and_kind_counts, fresh),
        cmocka_unit_test_setup(an_ended_install_is_gone, fresh),
        cmocka_unit_test_setup(states_survive_compaction_and_reset, fresh),
        cmocka_unit_test_setup(compaction_keeps_the_newest_history, fresh),
        cmocka_unit_test_setup(boots_are_numbered_across_compactions, fresh),
        cmocka_unit_test_setup(a_full_log_says_so_and_loses_nothing, fresh),
        cmocka_unit_test_setup(an_entry_that_cannot_be_is_refused, fresh),
        cmocka_unit_test_setup(without_the_key_there_is_no_log, fresh),
        cmocka_unit_test_setup(any_changed_bit_of_a_record_loses_it_and_is_counted, fresh),
        cmocka_unit_test_setup(a_lost_log_can_be_started_anew, fresh),
        cmocka_unit_test_setup(halves_below_the_least_capacity_are_refused, fresh),
        cmocka_unit_test_setup(unequal_halves_use_what_the_smaller_one_has, fresh),
        cmocka_unit_test_setup(closing_forgets_the_key, fresh),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
