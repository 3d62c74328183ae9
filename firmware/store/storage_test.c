/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * The strict cases of the PSA Secure Storage API that both spaces share. */
#include "firmware/store/storage_fixture.h"

static void uid_zero_is_an_invalid_argument_everywhere(void **state)
{
    struct hf_storage_info info;

    (void)state;
    assert_int_equal(HF_STORAGE_INVALID_ARGUMENT, set(&uid0, text, 4, 0));
    assert_int_equal(HF_STORAGE_INVALID_ARGUMENT, get(&uid0, 0, 4));
    expect_untouched();
    assert_int_equal(HF_STORAGE_INVALID_ARGUMENT, hf_storage_get_info(&vault, &uid0, &info));
    assert_int_equal(HF_STORAGE_INVALID_ARGUMENT, hf_storage_remove(&vault, &uid0));
    assert_int_equal(HF_STORAGE_INVALID_ARGUMENT, hf_storage_create(&vault, &ps0, 8, 0));
    assert_int_equal(HF_STORAGE_INVALID_ARGUMENT,
                     hf_storage_set_extended(&vault, &ps0, 0, (hf_span_t){text, 4}));
}

static void an_unknown_uid_does_not_exist(void **state)
{
    struct hf_storage_info info;

    (void)state;
    assert_int_equal(HF_STORAGE_DOES_NOT_EXIST, get(&its, 0, 4));
    expect_untouched();
    assert_int_equal(HF_STORAGE_DOES_NOT_EXIST, hf_storage_get_info(&vault, &its, &info));
    assert_int_equal(HF_STORAGE_DOES_NOT_EXIST, hf_storage_remove(&vault, &its));
}

static void a_removed_uid_does_not_exist(void **state)
{
    (void)state;
    assert_int_equal(HF_STORAGE_SUCCESS, set(&its, text, 4, 0));
    assert_int_equal(HF_STORAGE_SUCCESS, hf_storage_remove(&vault, &its));
    assert_int_equal(HF_STORAGE_DOES_NOT_EXIST, get(&its, 0, 4));
    assert_int_equal(HF_STORAGE_DOES_NOT_EXIST, hf_storage_remove(&vault, &its));
    reopen();
    assert_int_equal(HF_STORAGE_DOES_NOT_EXIST, get(&its, 0, 4));
}

static void what_was_set_is_read_after_a_reset(void **state)
{
    (void)state;
    assert_int_equal(HF_STORAGE_SUCCESS, set(&its, text, sizeof(text), 0));
    expect(&its, text, sizeof(text));
    reopen();
    expect(&its, text, sizeof(text));
}

static void no_data_and_length_zero_make_an_empty_entry(void **state)
{
    (void)state;
    assert_int_equal(HF_STORAGE_SUCCESS, set(&its, NULL, 0, 0));
    assert_int_equal(0, size_of(&its));
    reopen();
    assert_int_equal(0, size_of(&its));
}

static void no_data_but_a_length_is_an_invalid_argument(void **state)
{
    (void)state;
    assert_int_equal(HF_STORAGE_INVALID_ARGUMENT, set(&its, NULL, 1, 0));
    assert_int_equal(HF_STORAGE_DOES_NOT_EXIST, get(&its, 0, 4));
}

static void nothing_can_be_read_into_no_buffer(void **state)
{
    (void)state;
    assert_int_equal(HF_STORAGE_SUCCESS, set(&its, text, 4, 0));
    out = (struct hf_storage_out){NULL, 0, 99};
    assert_int_equal(HF_STORAGE_SUCCESS, hf_storage_get(&vault, &its, 0, &out));
    assert_int_equal(0, out.length);
    out = (struct hf_storage_out){NULL, 1, 99};
    assert_int_equal(HF_STORAGE_INVALID_ARGUMENT, hf_storage_get(&vault, &its, 0, &out));
}

static void reading_at_the_end_gives_nothing(void **state)
{
    (void)state;
    assert_int_equal(HF_STORAGE_SUCCESS, set(&its, text, 4, 0));
    assert_int_equal(HF_STORAGE_SUCCESS, get(&its, 4, 1));
    expect_untouched();
}

static void reading_behind_the_end_is_an_invalid_argument(void **state)
{
    (void)state;
    assert_int_equal(HF_STORAGE_SUCCESS, set(&its, text, 4, 0));
    assert_int_equal(HF_STORAGE_INVALID_ARGUMENT, get(&its, 5, 0));
    expect_untouched();
    assert_int_equal(HF_STORAGE_INVALID_ARGUMENT, get(&its, UINT32_MAX, 1));
    expect_untouched();
    assert_int_equal(HF_STORAGE_INVALID_ARGUMENT, get(&its, SIZE_MAX, 1));
    expect_untouched();
}

static void reading_more_than_there_is_gives_what_there_is(void **state)
{
    (void)state;
    assert_int_equal(HF_STORAGE_SUCCESS, set(&its, text, 4, 0));
    assert_int_equal(HF_STORAGE_SUCCESS, get(&its, 0, 5));
    assert_int_equal(4, out.length);
    assert_int_equal(HF_STORAGE_SUCCESS, get(&its, 3, 1000));
    assert_int_equal(1, out.length);
    assert_int_equal(text[3], buffer[0]);
}

static void a_length_that_no_buffer_has_is_refused(void **state)
{
    (void)state;
    assert_int_equal(HF_STORAGE_SUCCESS, set(&its, text, 4, 0));
    assert_int_equal(HF_STORAGE_INVALID_ARGUMENT, get(&its, 0, UINT32_MAX));
    expect_untouched();
    assert_int_equal(HF_STORAGE_INVALID_ARGUMENT, get(&its, 2, UINT32_MAX - 1));
    expect_untouched();
}

static void a_part_is_read_and_nothing_beside_it(void **state)
{
    (void)state;
    assert_int_equal(HF_STORAGE_SUCCESS, set(&its, text, sizeof(text), 0));
    assert_int_equal(HF_STORAGE_SUCCESS, get(&its, 4, 5));
    assert_memory_equal("quick", buffer, 5);
    assert_memory_equal(untouched + 5, buffer + 5, sizeof(untouched) - 5);
}

static void setting_again_changes_size_and_leaves_no_tail(void **state)
{
    struct hf_storage_info info;

    (void)state;
    assert_int_equal(HF_STORAGE_SUCCESS, set(&its, text, sizeof(text), 0));
    assert_int_equal(HF_STORAGE_SUCCESS, set(&its, "xy", 2, 0));
    expect(&its, "xy", 2);
    assert_int_equal(HF_STORAGE_SUCCESS, hf_storage_get_info(&vault, &its, &info));
    assert_int_equal(2, info.size);
    assert_int_equal(2, info.capacity);
    reopen();
    expect(&its, "xy", 2);
}

static void a_set_that_fails_leaves_the_old_value(void **state)
{
    (void)state;
    assert_int_equal(HF_STORAGE_SUCCESS, set(&its, text, sizeof(text), 0));
    assert_int_equal(HF_STORAGE_INSUFFICIENT_STORAGE, set(&its, large, sizeof(large), 0));
    assert_int_equal(HF_STORAGE_INSUFFICIENT_STORAGE, set(&its, large, UINT32_MAX, 0));
    assert_int_equal(HF_STORAGE_NOT_SUPPORTED, set(&its, "xy", 2, 8));
    assert_int_equal(HF_OK, hf_nvm_lock(0x08010000u, 0x4000));
    assert_int_equal(HF_STORAGE_STORAGE_FAILURE, set(&its, "xy", 2, 0));
    expect(&its, text, sizeof(text));
    hf_fake_nvm_reset();
    reopen();
    expect(&its, text, sizeof(text));
}

static void write_once_can_be_put_on_an_existing_entry_and_is_final(void **state)
{
    struct hf_storage_info info;

    (void)state;
    assert_int_equal(HF_STORAGE_SUCCESS, set(&its, text, 4, 0));
    assert_int_equal(HF_STORAGE_SUCCESS, set(&its, "once", 4, HF_VAULT_WRITE_ONCE));
    assert_int_equal(HF_STORAGE_NOT_PERMITTED, set(&its, "more", 4, 0));
    assert_int_equal(HF_STORAGE_NOT_PERMITTED, set(&its, "more", 4, HF_VAULT_WRITE_ONCE));
    assert_int_equal(HF_STORAGE_NOT_PERMITTED, hf_storage_remove(&vault, &its));
    reopen();
    assert_int_equal(HF_STORAGE_NOT_PERMITTED, set(&its, "more", 4, 0));
    assert_int_equal(HF_STORAGE_NOT_PERMITTED, hf_storage_remove(&vault, &its));
    expect(&its, "once", 4);
    assert_int_equal(HF_STORAGE_SUCCESS, hf_storage_get_info(&vault, &its, &info));
    assert_int_equal(HF_VAULT_WRITE_ONCE, info.flags);
}

static void write_once_survives_compaction(void **state)
{
    (void)state;
    assert_int_equal(HF_STORAGE_SUCCESS, set(&its, "once", 4, HF_VAULT_WRITE_ONCE));
    assert_int_equal(HF_OK, hf_vault_scrub(&vault));
    assert_int_equal(HF_STORAGE_NOT_PERMITTED, set(&its, "more", 4, 0));
    expect(&its, "once", 4);
}

static void unknown_flags_are_not_supported(void **state)
{
    (void)state;
    for (uint32_t bit = 3; bit < 32; bit++) {
        assert_int_equal(HF_STORAGE_NOT_SUPPORTED, set(&its, text, 4, 1u << bit));
        assert_int_equal(HF_STORAGE_NOT_SUPPORTED, hf_storage_create(&vault, &ps, 4, 1u << bit));
    }
    assert_int_equal(HF_STORAGE_SUCCESS, set(&its, text, 4, 6));
}

static void the_suspect_flag_cannot_be_set_from_outside(void **state)
{
    (void)state;
    assert_int_equal(HF_STORAGE_NOT_SUPPORTED, set(&its, text, 4, HF_VAULT_SUSPECT));
}

static void two_spaces_do_not_share_uids(void **state)
{
    (void)state;
    assert_int_equal(HF_STORAGE_SUCCESS, set(&its, "its", 3, 0));
    assert_int_equal(HF_STORAGE_DOES_NOT_EXIST, get(&ps, 0, 4));
    assert_int_equal(HF_STORAGE_SUCCESS, set(&ps, "ps", 2, 0));
    expect(&its, "its", 3);
    assert_int_equal(HF_STORAGE_SUCCESS, hf_storage_remove(&vault, &ps));
    expect(&its, "its", 3);
}

static void two_owners_do_not_share_uids(void **state)
{
    struct hf_vault_name other = its;
    struct hf_storage_info info;

    (void)state;
    other.owner = 5;
    assert_int_equal(HF_STORAGE_SUCCESS, set(&its, "mine", 4, 0));
    assert_int_equal(HF_STORAGE_DOES_NOT_EXIST, get(&other, 0, 4));
    assert_int_equal(HF_STORAGE_DOES_NOT_EXIST, hf_storage_get_info(&vault, &other, &info));
    assert_int_equal(HF_STORAGE_DOES_NOT_EXIST, hf_storage_remove(&vault, &other));
    assert_int_equal(HF_STORAGE_SUCCESS, set(&other, "other", 5, 0));
    reopen();
    expect(&its, "mine", 4);
    expect(&other, "other", 5);
}

static void a_uid_has_64_bits(void **state)
{
    struct hf_vault_name high = its;

    (void)state;
    high.uid = 0x100000001u;
    assert_int_equal(HF_STORAGE_SUCCESS, set(&its, "low", 3, 0));
    assert_int_equal(HF_STORAGE_DOES_NOT_EXIST, get(&high, 0, 4));
    assert_int_equal(HF_STORAGE_SUCCESS, set(&high, "high", 4, 0));
    expect(&its, "low", 3);
}

/* Fills the space with entries of 512 bytes and says how many went in. */
static uint64_t fill(void)
{
    struct hf_vault_name name = {.uid = 100, .owner = 1, .space = HF_VAULT_ITS};

    while (set(&name, large, 512, 0) == HF_STORAGE_SUCCESS) {
        name.uid++;
    }
    assert_int_equal(HF_STORAGE_INSUFFICIENT_STORAGE, set(&name, large, 512, 0));
    return name.uid - 100u;
}

static void a_full_storage_says_so_and_removing_frees_it(void **state)
{
    struct hf_vault_name name = {.uid = 100, .owner = 1, .space = HF_VAULT_ITS};
    uint64_t const count = fill();

    (void)state;
    assert_true(count >= 8);
    reopen();
    assert_int_equal(HF_STORAGE_INSUFFICIENT_STORAGE, set(&its, large, 512, 0));
    assert_int_equal(HF_STORAGE_SUCCESS, hf_storage_remove(&vault, &name));
    assert_int_equal(HF_STORAGE_SUCCESS, set(&its, large, 512, 0));
    assert_int_equal(HF_STORAGE_INSUFFICIENT_STORAGE, set(&name, large, 512, 0));
}

static void a_full_storage_still_changes_what_is_there(void **state)
{
    struct hf_vault_name name = {.uid = 100, .owner = 1, .space = HF_VAULT_ITS};
    uint64_t const count = fill();

    (void)state;
    for (uint32_t i = 0; i < 100; i++) {
        name.uid = 100 + i % count;
        memset(large, (int)i, 512);
        assert_int_equal(HF_STORAGE_SUCCESS, set(&name, large, 512, 0));
        expect(&name, large, 512);
    }
    memset(large, 0, sizeof(large));
}

static void a_full_index_says_so_and_takes_changes(void **state)
{
    struct hf_vault_name name = {.uid = 1, .owner = 1, .space = HF_VAULT_ITS};

    (void)state;
    for (; name.uid <= ENTRIES; name.uid++) {
        assert_int_equal(HF_STORAGE_SUCCESS, set(&name, text, 4, 0));
    }
    assert_int_equal(HF_STORAGE_INSUFFICIENT_STORAGE, set(&name, text, 4, 0));
    name.uid = 3;
    assert_int_equal(HF_STORAGE_SUCCESS, set(&name, "more", 4, 0));
    reopen();
    expect(&name, "more", 4);
}

static void every_size_up_to_the_largest_is_kept(void **state)
{
    (void)state;
    for (uint32_t i = 0; i < sizeof(large); i++) {
        large[i] = (uint8_t)(i * 7u);
    }
    for (uint32_t size = 0; size <= hf_vault_value_max(&vault); size += size < 70 ? 1 : 31) {
        assert_int_equal(HF_STORAGE_SUCCESS, set(&its, large, size, 0));
        expect(&its, large, size);
    }
    assert_true(hf_vault_value_max(&vault) >= 512);
    memset(large, 0, sizeof(large));
}

static void a_closed_vault_fails_and_does_not_say_that_nothing_is_there(void **state)
{
    struct hf_storage_info info;

    (void)state;
    assert_int_equal(HF_STORAGE_SUCCESS, set(&its, text, 4, 0));
    hf_vault_close(&vault);
    assert_int_equal(HF_STORAGE_STORAGE_FAILURE, get(&its, 0, 4));
    expect_untouched();
    assert_int_equal(HF_STORAGE_STORAGE_FAILURE, set(&its, text, 4, 0));
    assert_int_equal(HF_STORAGE_STORAGE_FAILURE, hf_storage_remove(&vault, &its));
    assert_int_equal(HF_STORAGE_STORAGE_FAILURE, hf_storage_get_info(&vault, &its, &info));
    assert_int_equal(HF_STORAGE_STORAGE_FAILURE, hf_storage_create(&vault, &ps, 4, 0));
}

static void no_value_stays_in_the_work_buffer(void **state)
{
    (void)state;
    assert_int_equal(HF_STORAGE_SUCCESS, set(&its, text, sizeof(text), 0));
    assert_null(memmem(work, sizeof(work), "quick", 5));
    expect(&its, text, sizeof(text));
    assert_null(memmem(work, sizeof(work), "quick", 5));
    assert_int_equal(HF_OK, hf_vault_scrub(&vault));
    assert_null(memmem(work, sizeof(work), "quick", 5));
    reopen();
    assert_null(memmem(work, sizeof(work), "quick", 5));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(uid_zero_is_an_invalid_argument_everywhere, fresh),
        cmocka_unit_test_setup(an_unknown_uid_does_not_exist, fresh),
        cmocka_unit_test_setup(a_removed_uid_does_not_exist, fresh),
        cmocka_unit_test_setup(what_was_set_is_read_after_a_reset, fresh),
        cmocka_unit_test_setup(no_data_and_length_zero_make_an_empty_entry, fresh),
        cmocka_unit_test_setup(no_data_but_a_length_is_an_invalid_argument, fresh),
        cmocka_unit_test_setup(nothing_can_be_read_into_no_buffer, fresh),
        cmocka_unit_test_setup(reading_at_the_end_gives_nothing, fresh),
        cmocka_unit_test_setup(reading_behind_the_end_is_an_invalid_argument, fresh),
        cmocka_unit_test_setup(reading_more_than_there_is_gives_what_there_is, fresh),
        cmocka_unit_test_setup(a_length_that_no_buffer_has_is_refused, fresh),
        cmocka_unit_test_setup(a_part_is_read_and_nothing_beside_it, fresh),
        cmocka_unit_test_setup(setting_again_changes_size_and_leaves_no_tail, fresh),
        cmocka_unit_test_setup(a_set_that_fails_leaves_the_old_value, fresh),
        cmocka_unit_test_setup(write_once_can_be_put_on_an_existing_entry_and_is_final, fresh),
        cmocka_unit_test_setup(write_once_survives_compaction, fresh),
        cmocka_unit_test_setup(unknown_flags_are_not_supported, fresh),
        cmocka_unit_test_setup(the_suspect_flag_cannot_be_set_from_outside, fresh),
        cmocka_unit_test_setup(two_spaces_do_not_share_uids, fresh),
        cmocka_unit_test_setup(two_owners_do_not_share_uids, fresh),
        cmocka_unit_test_setup(a_uid_has_64_bits, fresh),
        cmocka_unit_test_setup(a_full_storage_says_so_and_removing_frees_it, fresh),
        cmocka_unit_test_setup(a_full_storage_still_changes_what_is_there, fresh),
        cmocka_unit_test_setup(a_full_index_says_so_and_takes_changes, fresh),
        cmocka_unit_test_setup(every_size_up_to_the_largest_is_kept, fresh),
        cmocka_unit_test_setup(a_closed_vault_fails_and_does_not_say_that_nothing_is_there, fresh),
        cmocka_unit_test_setup(no_value_stays_in_the_work_buffer, fresh),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
