/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * The strict cases that Protected Storage alone has: create and set_extended. */
#include "firmware/store/storage_fixture.h"

static void a_write_once_entry_cannot_be_extended(void **state)
{
    (void)state;
    assert_int_equal(HF_STORAGE_SUCCESS, set(&ps, text, 4, HF_VAULT_WRITE_ONCE));
    assert_int_equal(HF_STORAGE_NOT_PERMITTED,
                     hf_storage_set_extended(&vault, &ps, 0, (hf_span_t){(const uint8_t *)"x", 1}));
}

static void create_reserves_and_starts_empty(void **state)
{
    struct hf_storage_info info;

    (void)state;
    assert_int_equal(HF_STORAGE_SUCCESS, hf_storage_create(&vault, &ps, 100, 0));
    reopen();
    assert_int_equal(HF_STORAGE_SUCCESS, hf_storage_get_info(&vault, &ps, &info));
    assert_int_equal(100, info.capacity);
    assert_int_equal(0, info.size);
}

static void create_refuses_write_once(void **state)
{
    (void)state;
    assert_int_equal(HF_STORAGE_NOT_SUPPORTED,
                     hf_storage_create(&vault, &ps, 4, HF_VAULT_WRITE_ONCE));
}

static void create_refuses_an_existing_uid(void **state)
{
    (void)state;
    assert_int_equal(HF_STORAGE_SUCCESS, hf_storage_create(&vault, &ps, 4, 0));
    assert_int_equal(HF_STORAGE_ALREADY_EXISTS, hf_storage_create(&vault, &ps, 4, 0));
    assert_int_equal(HF_STORAGE_INSUFFICIENT_STORAGE,
                     hf_storage_create(&vault, &ps, UINT32_MAX, 0));
}

static void what_create_reserved_cannot_be_taken_by_others(void **state)
{
    struct hf_vault_name name = {.uid = 200, .owner = 1, .space = HF_VAULT_PS};

    (void)state;
    while (hf_storage_create(&vault, &name, 512, 0) == HF_STORAGE_SUCCESS) {
        name.uid++;
    }
    assert_int_equal(HF_STORAGE_INSUFFICIENT_STORAGE, set(&its, large, 512, 0));
    while (name.uid-- > 200) {
        assert_int_equal(HF_STORAGE_SUCCESS,
                         hf_storage_set_extended(&vault, &name, 0, (hf_span_t){large, 512}));
    }
}

static void its_has_no_create_and_no_set_extended(void **state)
{
    (void)state;
    assert_int_equal(HF_STORAGE_NOT_SUPPORTED, hf_storage_create(&vault, &its, 4, 0));
    assert_int_equal(HF_STORAGE_NOT_SUPPORTED,
                     hf_storage_set_extended(&vault, &its, 0, (hf_span_t){text, 4}));
}

static void set_extended_fills_and_overwrites(void **state)
{
    (void)state;
    assert_int_equal(HF_STORAGE_SUCCESS, hf_storage_create(&vault, &ps, 10, 0));
    assert_int_equal(
        HF_STORAGE_SUCCESS,
        hf_storage_set_extended(&vault, &ps, 0, (hf_span_t){(const uint8_t *)"abcd", 4}));
    assert_int_equal(
        HF_STORAGE_SUCCESS,
        hf_storage_set_extended(&vault, &ps, 4, (hf_span_t){(const uint8_t *)"efghij", 6}));
    expect(&ps, "abcdefghij", 10);
    assert_int_equal(
        HF_STORAGE_SUCCESS,
        hf_storage_set_extended(&vault, &ps, 2, (hf_span_t){(const uint8_t *)"XY", 2}));
    reopen();
    expect(&ps, "abXYefghij", 10);
}

static void set_extended_keeps_what_it_does_not_cover_over_a_compaction(void **state)
{
    uint8_t model[400];

    (void)state;
    memset(model, 'm', sizeof(model));
    assert_int_equal(HF_STORAGE_SUCCESS, set(&ps, model, sizeof(model), 0));
    for (uint32_t i = 0; i < 100; i++) {
        model[i] = (uint8_t)i;
        assert_int_equal(HF_STORAGE_SUCCESS,
                         hf_storage_set_extended(&vault, &ps, i, (hf_span_t){model + i, 1}));
    }
    assert_true(hf_fake_nvm_erases() > 8);
    expect(&ps, model, sizeof(model));
}

static void set_extended_of_an_unknown_uid_does_not_exist(void **state)
{
    (void)state;
    assert_int_equal(HF_STORAGE_DOES_NOT_EXIST,
                     hf_storage_set_extended(&vault, &ps, 0, (hf_span_t){text, 4}));
}

static void set_extended_refuses_gaps_and_overruns(void **state)
{
    (void)state;
    assert_int_equal(HF_STORAGE_SUCCESS, hf_storage_create(&vault, &ps, 10, 0));
    assert_int_equal(HF_STORAGE_SUCCESS,
                     hf_storage_set_extended(&vault, &ps, 0, (hf_span_t){text, 4}));
    assert_int_equal(HF_STORAGE_INVALID_ARGUMENT,
                     hf_storage_set_extended(&vault, &ps, 5, (hf_span_t){text, 1}));
    assert_int_equal(HF_STORAGE_INVALID_ARGUMENT,
                     hf_storage_set_extended(&vault, &ps, 4, (hf_span_t){text, 7}));
    assert_int_equal(HF_STORAGE_INVALID_ARGUMENT,
                     hf_storage_set_extended(&vault, &ps, 4, (hf_span_t){text, UINT32_MAX - 3}));
    assert_int_equal(HF_STORAGE_INVALID_ARGUMENT,
                     hf_storage_set_extended(&vault, &ps, UINT32_MAX, (hf_span_t){text, 4}));
    assert_int_equal(HF_STORAGE_INVALID_ARGUMENT,
                     hf_storage_set_extended(&vault, &ps, 0, (hf_span_t){NULL, 1}));
    expect(&ps, text, 4);
}

static void set_extended_with_nothing_at_a_valid_offset_succeeds(void **state)
{
    (void)state;
    assert_int_equal(HF_STORAGE_SUCCESS, hf_storage_create(&vault, &ps, 10, 0));
    assert_int_equal(HF_STORAGE_SUCCESS,
                     hf_storage_set_extended(&vault, &ps, 0, (hf_span_t){NULL, 0}));
    assert_int_equal(0, size_of(&ps));
}

static void support_says_what_there_is(void **state)
{
    (void)state;
    assert_int_equal(1, hf_storage_support());
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(a_write_once_entry_cannot_be_extended, fresh),
        cmocka_unit_test_setup(create_reserves_and_starts_empty, fresh),
        cmocka_unit_test_setup(create_refuses_write_once, fresh),
        cmocka_unit_test_setup(create_refuses_an_existing_uid, fresh),
        cmocka_unit_test_setup(what_create_reserved_cannot_be_taken_by_others, fresh),
        cmocka_unit_test_setup(its_has_no_create_and_no_set_extended, fresh),
        cmocka_unit_test_setup(set_extended_fills_and_overwrites, fresh),
        cmocka_unit_test_setup(set_extended_keeps_what_it_does_not_cover_over_a_compaction, fresh),
        cmocka_unit_test_setup(set_extended_of_an_unknown_uid_does_not_exist, fresh),
        cmocka_unit_test_setup(set_extended_refuses_gaps_and_overruns, fresh),
        cmocka_unit_test_setup(set_extended_with_nothing_at_a_valid_offset_succeeds, fresh),
        cmocka_unit_test_setup(support_says_what_there_is, fresh),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
