/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * The vault against whoever holds the flash, and against wear. Power cuts: lab/powerfail. */
#include "firmware/store/vault_fixture.h"

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

static void closing_leaves_no_key_behind(void **state)
{
    static const struct hf_vault_keys none;

    (void)state;
    assert_memory_not_equal(&none, &vault.keys, sizeof(none));
    hf_vault_close(&vault);
    assert_memory_equal(&none, &vault.keys, sizeof(none));
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
        cmocka_unit_test_setup(closing_leaves_no_key_behind, fresh),
        cmocka_unit_test_setup(no_value_and_no_uid_stands_readable_in_the_flash, fresh),
        cmocka_unit_test_setup(the_same_value_twice_looks_different, fresh),
        cmocka_unit_test_setup(any_changed_bit_of_a_record_is_found, fresh),
        cmocka_unit_test_setup(a_lost_record_makes_older_entries_suspect_until_they_are_set_again,
                               fresh),
        cmocka_unit_test_setup(a_value_that_rots_while_open_stays_known_as_suspect, fresh),
        cmocka_unit_test_setup(a_spliced_record_of_the_same_generation_is_noticed, fresh),
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
