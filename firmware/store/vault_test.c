/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * The vault against whoever holds the flash, and against wear. Power cuts: lab/powerfail. */
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

static int fresh(void **state)
{
    (void)state;
    hf_fake_nvm_setup(&hf_fake_l5);
    hf_fake_counter_setup(100, HF_RETENTION_LIFE);
    setup.turns_per_epoch = 0;
    memset(&vault, 0, sizeof(vault));
    return hf_vault_format(&vault, &setup, root) == HF_OK ? 0 : -1;
}

static hf_err_t reopen(void)
{
    memset(&vault, 0, sizeof(vault));
    memset(entries, 0xee, sizeof(entries));
    return hf_vault_open(&vault, &setup, root);
}

static struct hf_vault_name name_of(uint64_t uid)
{
    return (struct hf_vault_name){.uid = uid, .owner = 1, .space = HF_VAULT_ITS};
}

static hf_err_t put(uint64_t uid, const char *text)
{
    uint32_t const size = (uint32_t)strlen(text);
    struct hf_vault_change const change = {.name = name_of(uid),
                                           .data = (const uint8_t *)text,
                                           .data_size = size,
                                           .size = size,
                                           .capacity = size};

    return hf_vault_put(&vault, &change);
}

static hf_err_t drop(uint64_t uid)
{
    struct hf_vault_name const name = name_of(uid);

    return hf_vault_remove(&vault, &name);
}

/* What reading says, and whether the value is `text`. */
static hf_err_t look(uint64_t uid, const char *text)
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

static void keep(void)
{
    memcpy(kept, hf_fake_nvm_bytes(BASE), sizeof(kept));
}

/* The attacker's move: the flash part of an earlier moment. */
static void put_back(void)
{
    hf_fake_nvm_touch(BASE, sizeof(kept));
    assert_int_equal(HF_OK, hf_nvm_erase(BASE));
    assert_int_equal(HF_OK, hf_nvm_erase(BASE + HALF));
    memcpy(hf_fake_nvm_bytes(BASE), kept, sizeof(kept));
}

/* Where the record of the entry lies. */
static uint32_t place_of(uint64_t uid)
{
    struct hf_vault_name const name = name_of(uid);

    return setup.half[vault.journal.active].base + hf_vault_find(&vault, &name)->at;
}

static void a_blank_flash_is_no_vault(void **state)
{
    (void)state;
    assert_int_equal(HF_OK, hf_vault_wipe(&vault));
    assert_int_equal(HF_ERR_JOURNAL_EMPTY, reopen());
    assert_false(hf_vault_is_open(&vault));
}

static void the_flash_of_another_die_yields_nothing(void **state)
{
    (void)state;
    assert_int_equal(HF_OK, put(1, "secret"));
    assert_int_equal(HF_ERR_JOURNAL_FOREIGN, hf_vault_open(&vault, &setup, other_root));
    assert_int_equal(HF_ERR_VAULT_ENTRY, look(1, ""));
    assert_int_equal(HF_OK, reopen());
    assert_int_equal(HF_OK, look(1, "secret"));
}

static void no_value_and_no_uid_stands_readable_in_the_flash(void **state)
{
    static const uint8_t uid[8] = {0x11, 0x22, 0x33, 0x44, 0x55, 0x66, 0x77, 0x08};

    (void)state;
    assert_int_equal(HF_OK, put(0x0877665544332211u, "the secret"));
    keep();
    assert_null(memmem(kept, sizeof(kept), "secret", 6));
    assert_null(memmem(kept, sizeof(kept), uid, sizeof(uid)));
}

static void the_same_value_twice_looks_different(void **state)
{
    uint32_t first;

    (void)state;
    assert_int_equal(HF_OK, put(1, "the same value, twice"));
    first = place_of(1);
    assert_int_equal(HF_OK, put(1, "the same value, twice"));
    assert_memory_not_equal(hf_fake_nvm_bytes(first + 32), hf_fake_nvm_bytes(place_of(1) + 32), 12);
    assert_memory_not_equal(hf_fake_nvm_bytes(first + 44), hf_fake_nvm_bytes(place_of(1) + 44), 32);
}

static void any_changed_bit_of_a_record_is_found(void **state)
{
    uint32_t at;

    (void)state;
    assert_int_equal(HF_OK, put(1, "old"));
    assert_int_equal(HF_OK, put(1, "new"));
    assert_int_equal(HF_OK, put(2, "last"));
    at = place_of(1);
    for (uint32_t bit = 0; bit < (32 + 12 + 20 + 3 + 16) * 8; bit++) {
        hf_fake_nvm_bytes(at)[bit / 8] ^= (uint8_t)(1u << bit % 8);
        assert_int_equal(HF_OK, reopen());
        assert_int_equal(HF_ERR_VAULT_SUSPECT, look(1, ""));
        assert_int_equal(HF_OK, look(2, "last"));
        assert_int_equal(1, vault.gaps);
        hf_fake_nvm_bytes(at)[bit / 8] ^= (uint8_t)(1u << bit % 8);
    }
    assert_int_equal(HF_OK, reopen());
    assert_int_equal(HF_OK, look(1, "new"));
}

static void a_lost_record_makes_older_entries_suspect_until_they_are_set_again(void **state)
{
    (void)state;
    assert_int_equal(HF_OK, put(1, "one"));
    assert_int_equal(HF_OK, put(2, "two"));
    assert_int_equal(HF_OK, put(3, "three"));
    hf_fake_nvm_poison(place_of(2));
    assert_int_equal(HF_OK, reopen());
    assert_int_equal(HF_ERR_VAULT_SUSPECT, look(1, ""));
    assert_int_equal(HF_ERR_VAULT_ENTRY, look(2, ""));
    assert_int_equal(HF_OK, look(3, "three"));
    assert_int_equal(HF_OK, hf_vault_scrub(&vault));
    assert_int_equal(HF_OK, reopen());
    assert_int_equal(HF_ERR_VAULT_SUSPECT, look(1, ""));
    assert_int_equal(HF_OK, put(1, "again"));
    assert_int_equal(HF_OK, reopen());
    assert_int_equal(HF_OK, look(1, "again"));
}

static void a_value_that_rots_while_open_stays_known_as_suspect(void **state)
{
    (void)state;
    assert_int_equal(HF_OK, put(1, "one"));
    assert_int_equal(HF_OK, put(2, "two"));
    hf_fake_nvm_poison(place_of(1) + 64);
    assert_int_equal(HF_ERR_NVM_ECC, look(1, ""));
    assert_int_equal(HF_OK, hf_vault_scrub(&vault));
    assert_int_equal(HF_ERR_VAULT_SUSPECT, look(1, ""));
    assert_int_equal(HF_OK, look(2, "two"));
}

static void a_spliced_record_of_the_same_generation_is_noticed(void **state)
{
    uint8_t record[96];

    (void)state;
    assert_int_equal(HF_OK, put(1, "first"));
    keep();
    assert_int_equal(HF_OK, put(2, "branch A"));
    memcpy(record, hf_fake_nvm_bytes(place_of(2)), sizeof(record));
    put_back();
    assert_int_equal(HF_OK, reopen());
    assert_int_equal(HF_OK, put(2, "branch B"));
    assert_int_equal(HF_OK, put(3, "third"));
    memcpy(hf_fake_nvm_bytes(place_of(2)), record, sizeof(record));
    assert_int_equal(HF_OK, reopen());
    assert_int_equal(HF_ERR_VAULT_SUSPECT, look(2, ""));
    assert_int_equal(HF_OK, look(3, "third"));
}

static void an_older_flash_of_an_earlier_epoch_is_refused(void **state)
{
    (void)state;
    assert_int_equal(HF_OK, put(1, "old"));
    keep();
    assert_int_equal(HF_OK, hf_vault_advance(&vault));
    assert_int_equal(HF_OK, look(1, "old"));
    put_back();
    assert_int_equal(HF_ERR_VAULT_STALE, reopen());
}

/* What is not stopped, on purpose a test: the page says the same. */
static void an_older_flash_of_the_same_epoch_is_taken(void **state)
{
    (void)state;
    assert_int_equal(HF_OK, put(1, "old"));
    keep();
    assert_int_equal(HF_OK, put(1, "new"));
    put_back();
    assert_int_equal(HF_OK, reopen());
    assert_int_equal(HF_OK, look(1, "old"));
}

static void a_flash_one_epoch_ahead_is_taken_and_the_counter_follows(void **state)
{
    uint32_t const epoch = hf_counter_read(HF_COUNTER_EPOCH);

    (void)state;
    assert_int_equal(HF_OK, put(1, "value"));
    assert_int_equal(HF_OK, hf_vault_advance(&vault));
    hf_fake_counter_force(HF_COUNTER_EPOCH, epoch);
    assert_int_equal(HF_OK, reopen());
    assert_int_equal(HF_OK, look(1, "value"));
    assert_int_equal(epoch + 1, hf_counter_read(HF_COUNTER_EPOCH));
}

static void a_flash_two_epochs_ahead_is_refused(void **state)
{
    (void)state;
    assert_int_equal(HF_OK, hf_vault_advance(&vault));
    assert_int_equal(HF_OK, hf_vault_advance(&vault));
    hf_fake_counter_force(HF_COUNTER_EPOCH, hf_counter_read(HF_COUNTER_EPOCH) - 2u);
    assert_int_equal(HF_ERR_VAULT_AHEAD, reopen());
}

static void epochs_advance_by_themselves_with_every_nth_compaction(void **state)
{
    uint32_t const epoch = hf_counter_read(HF_COUNTER_EPOCH);

    (void)state;
    setup.turns_per_epoch = 3;
    assert_int_equal(HF_OK, reopen());
    for (uint32_t turn = 1; turn <= 7; turn++) {
        assert_int_equal(HF_OK, hf_vault_scrub(&vault) == HF_OK ? reopen() : HF_ERR_UNSET);
        assert_int_equal(epoch + 2u * turn / 3u, hf_counter_read(HF_COUNTER_EPOCH));
    }
}

static void a_used_up_counter_ends_the_epochs_and_not_the_vault(void **state)
{
    (void)state;
    setup.turns_per_epoch = 1;
    hf_fake_counter_force(HF_COUNTER_EPOCH, 97);
    assert_int_equal(HF_OK, hf_vault_format(&vault, &setup, root));
    assert_int_equal(1, hf_vault_epochs_left());
    assert_int_equal(HF_OK, put(1, "value"));
    assert_int_equal(HF_OK, hf_vault_scrub(&vault));
    assert_int_equal(0, hf_vault_epochs_left());
    assert_int_equal(HF_ERR_COUNTER_WORN, hf_vault_advance(&vault));
    assert_int_equal(HF_OK, hf_vault_scrub(&vault));
    assert_int_equal(HF_OK, reopen());
    assert_int_equal(HF_OK, look(1, "value"));
}

static void without_a_lasting_counter_there_are_no_epochs(void **state)
{
    (void)state;
    hf_fake_counter_setup(100, HF_RETENTION_NONE);
    setup.turns_per_epoch = 1;
    assert_int_equal(HF_OK, hf_vault_format(&vault, &setup, root));
    assert_int_equal(HF_OK, put(1, "value"));
    assert_int_equal(HF_OK, hf_vault_scrub(&vault));
    assert_int_equal(0, hf_counter_read(HF_COUNTER_EPOCH));
    assert_int_equal(HF_ERR_COUNTER_WORN, hf_vault_advance(&vault));
    assert_int_equal(HF_OK, reopen());
    assert_int_equal(HF_OK, look(1, "value"));
}

static void a_wiped_vault_cannot_be_put_back(void **state)
{
    (void)state;
    assert_int_equal(HF_OK, put(1, "secret"));
    keep();
    assert_int_equal(HF_OK, hf_vault_wipe(&vault));
    put_back();
    assert_int_equal(HF_ERR_VAULT_STALE, reopen());
}

static void a_wiped_vault_that_was_one_epoch_ahead_cannot_be_put_back(void **state)
{
    (void)state;
    assert_int_equal(HF_OK, put(1, "secret"));
    assert_int_equal(HF_OK, hf_vault_advance(&vault));
    keep();
    hf_fake_counter_force(HF_COUNTER_EPOCH, hf_counter_read(HF_COUNTER_EPOCH) - 1u);
    assert_int_equal(HF_OK, hf_vault_wipe(&vault));
    put_back();
    assert_int_equal(HF_ERR_VAULT_STALE, reopen());
}

static void wiping_forgets_keys_and_erases_both_halves(void **state)
{
    static const struct hf_vault_keys none;

    (void)state;
    assert_int_equal(HF_OK, put(1, "secret"));
    assert_int_equal(HF_OK, hf_vault_wipe(&vault));
    assert_memory_equal(&none, &vault.keys, sizeof(none));
    for (uint32_t i = 0; i < 2 * HALF; i++) {
        assert_int_equal(0xff, hf_fake_nvm_bytes(BASE)[i]);
    }
}

static void wiping_works_when_nothing_is_readable(void **state)
{
    (void)state;
    for (uint32_t i = 0; i < 2 * HALF; i += 8) {
        hf_fake_nvm_poison(BASE + i);
    }
    assert_int_equal(HF_ERR_JOURNAL_FOREIGN, reopen());
    assert_int_equal(HF_OK, hf_vault_wipe(&vault));
    assert_int_equal(HF_OK, hf_vault_format(&vault, &setup, root));
}

static void scrubbing_leaves_nothing_of_a_removed_entry(void **state)
{
    uint8_t record[96];

    (void)state;
    assert_int_equal(HF_OK, put(1, "secret"));
    memcpy(record, hf_fake_nvm_bytes(place_of(1)), sizeof(record));
    assert_int_equal(HF_OK, drop(1));
    keep();
    assert_non_null(memmem(kept, sizeof(kept), record, sizeof(record)));
    assert_int_equal(HF_OK, hf_vault_scrub(&vault));
    keep();
    assert_null(memmem(kept, sizeof(kept), record, sizeof(record)));
}

static void both_halves_wear_alike(void **state)
{
    uint32_t first;
    uint32_t second;

    (void)state;
    for (uint32_t i = 0; i < 2000; i++) {
        assert_int_equal(HF_OK, put(1 + i % 5, "a value that changes all the time"));
    }
    first = hf_fake_nvm_erases_of(BASE);
    second = hf_fake_nvm_erases_of(BASE + HALF);
    assert_true(first > 20);
    assert_in_range(first, second - 1, second + 1);
}

static void a_place_that_takes_no_program_costs_a_compaction_and_no_data(void **state)
{
    (void)state;
    assert_int_equal(HF_OK, put(1, "one"));
    hf_fake_nvm_weaken(place_of(1) + 96, 96);
    assert_int_equal(HF_OK, put(2, "two"));
    assert_int_equal(HF_OK, reopen());
    assert_int_equal(HF_OK, look(1, "one"));
    assert_int_equal(HF_OK, look(2, "two"));
}

static void a_locked_flash_fails_and_everything_stays_readable(void **state)
{
    (void)state;
    assert_int_equal(HF_OK, put(1, "one"));
    assert_int_equal(HF_OK, hf_nvm_lock(BASE, 2 * HALF));
    assert_int_equal(HF_ERR_NVM_LOCKED, put(1, "two"));
    assert_int_equal(HF_OK, look(1, "one"));
    assert_int_equal(HF_ERR_NVM_LOCKED, drop(1));
    assert_int_equal(HF_OK, look(1, "one"));
    hf_fake_nvm_reset();
    assert_int_equal(HF_OK, reopen());
    assert_int_equal(HF_OK, put(1, "two"));
}

static void a_full_vault_still_takes_some_changes_between_two_erases(void **state)
{
    static const char large[] = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
                                "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
                                "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";
    uint32_t before;
    uint64_t uid = 1;

    (void)state;
    while (put(uid, uid % 2 != 0 ? "tiny" : large) == HF_OK) {
        uid++;
    }
    while (put(uid, "tiny") == HF_OK) {
        uid++;
    }
    before = hf_fake_nvm_erases();
    for (uint32_t i = 0; i < 100; i++) {
        assert_int_equal(HF_OK, put(1, "tiny"));
    }
    assert_in_range(hf_fake_nvm_erases() - before, 1, 25);
}

static void more_entries_than_the_index_holds_are_refused_at_opening(void **state)
{
    (void)state;
    for (uint64_t uid = 1; uid <= 5; uid++) {
        assert_int_equal(HF_OK, put(uid, "value"));
    }
    setup.entries_max = 4;
    assert_int_equal(HF_ERR_VAULT_FULL, reopen());
    setup.entries_max = ENTRIES;
    assert_int_equal(HF_OK, reopen());
}

static void halves_that_are_not_whole_sectors_are_refused_before_any_erase(void **state)
{
    struct hf_vault_setup wrong = setup;
    uint32_t const erases = hf_fake_nvm_erases();

    (void)state;
    wrong.half[1].size = HALF / 2;
    assert_int_equal(HF_ERR_JOURNAL_AREA, hf_vault_open(&vault, &wrong, root));
    assert_int_equal(HF_ERR_JOURNAL_AREA, hf_vault_format(&vault, &wrong, root));
    wrong = setup;
    wrong.half[0].base += 8;
    assert_int_equal(HF_ERR_JOURNAL_AREA, hf_vault_format(&vault, &wrong, root));
    wrong = setup;
    wrong.work_size = 95;
    assert_int_equal(HF_ERR_JOURNAL_AREA, hf_vault_open(&vault, &wrong, root));
    assert_int_equal(erases, hf_fake_nvm_erases());
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(a_blank_flash_is_no_vault, fresh),
        cmocka_unit_test_setup(the_flash_of_another_die_yields_nothing, fresh),
        cmocka_unit_test_setup(no_value_and_no_uid_stands_readable_in_the_flash, fresh),
        cmocka_unit_test_setup(the_same_value_twice_looks_different, fresh),
        cmocka_unit_test_setup(any_changed_bit_of_a_record_is_found, fresh),
        cmocka_unit_test_setup(a_lost_record_makes_older_entries_suspect_until_they_are_set_again,
                               fresh),
        cmocka_unit_test_setup(a_value_that_rots_while_open_stays_known_as_suspect, fresh),
        cmocka_unit_test_setup(a_spliced_record_of_the_same_generation_is_noticed, fresh),
        cmocka_unit_test_setup(an_older_flash_of_an_earlier_epoch_is_refused, fresh),
        cmocka_unit_test_setup(an_older_flash_of_the_same_epoch_is_taken, fresh),
        cmocka_unit_test_setup(a_flash_one_epoch_ahead_is_taken_and_the_counter_follows, fresh),
        cmocka_unit_test_setup(a_flash_two_epochs_ahead_is_refused, fresh),
        cmocka_unit_test_setup(epochs_advance_by_themselves_with_every_nth_compaction, fresh),
        cmocka_unit_test_setup(a_used_up_counter_ends_the_epochs_and_not_the_vault, fresh),
        cmocka_unit_test_setup(without_a_lasting_counter_there_are_no_epochs, fresh),
        cmocka_unit_test_setup(a_wiped_vault_cannot_be_put_back, fresh),
        cmocka_unit_test_setup(a_wiped_vault_that_was_one_epoch_ahead_cannot_be_put_back, fresh),
        cmocka_unit_test_setup(wiping_forgets_keys_and_erases_both_halves, fresh),
        cmocka_unit_test_setup(wiping_works_when_nothing_is_readable, fresh),
        cmocka_unit_test_setup(scrubbing_leaves_nothing_of_a_removed_entry, fresh),
        cmocka_unit_test_setup(both_halves_wear_alike, fresh),
        cmocka_unit_test_setup(a_place_that_takes_no_program_costs_a_compaction_and_no_data, fresh),
        cmocka_unit_test_setup(a_locked_flash_fails_and_everything_stays_readable, fresh),
        cmocka_unit_test_setup(a_full_vault_still_takes_some_changes_between_two_erases, fresh),
        cmocka_unit_test_setup(more_entries_than_the_index_holds_are_refused_at_opening, fresh),
        cmocka_unit_test_setup(halves_that_are_not_whole_sectors_are_refused_before_any_erase,
                               fresh),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
