/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "hw/fake/nvm.h"

#include "hw/api/nvm.h"
#include "hw/fake/counter.h"
#include "hw/fake/power.h"

/* clang-format off */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include <string.h>

#define BASE 0x08000000u

/* An F2 in small: unequal sectors. */
static const struct hf_fake_nvm_geometry shape = {
    "small", BASE, {{2, 0x400}, {1, 0x1000}, {1, 0x2000}}, 8, 0xff};
static const uint8_t data[16] = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16};
static jmp_buf power;

static int setup(void **state)
{
    (void)state;
    hf_fake_nvm_setup(&shape);
    hf_fake_counter_setup(16, HF_RETENTION_LIFE);
    return 0;
}

static void what_was_programmed_reads_back(void **state)
{
    uint8_t out[16];

    (void)state;
    assert_int_equal(HF_OK, hf_nvm_program(BASE + 0x400, data, 16));
    assert_int_equal(HF_OK, hf_nvm_read(BASE + 0x400, out, 16));
    assert_memory_equal(data, out, 16);
}

static void a_unit_cannot_be_programmed_twice(void **state)
{
    (void)state;
    assert_int_equal(HF_OK, hf_nvm_program(BASE, data, 8));
    assert_int_equal(HF_ERR_NVM_VERIFY, hf_nvm_program(BASE, data + 8, 8));
    assert_int_equal(1 & 9, hf_fake_nvm_bytes(BASE)[0]);
}

static void an_erased_sector_can_be_programmed_again(void **state)
{
    (void)state;
    assert_int_equal(HF_OK, hf_nvm_program(BASE, data, 8));
    assert_int_equal(HF_OK, hf_nvm_erase(BASE));
    assert_int_equal(HF_OK, hf_nvm_program(BASE, data + 8, 8));
}

static void an_erase_takes_its_sector_and_no_more(void **state)
{
    (void)state;
    memset(hf_fake_nvm_bytes(BASE), 0, 0x3800);
    assert_int_equal(HF_OK, hf_nvm_erase(BASE + 0x800));
    assert_int_equal(0, hf_fake_nvm_bytes(BASE)[0x7ff]);
    assert_int_equal(0xff, hf_fake_nvm_bytes(BASE)[0x800]);
    assert_int_equal(0xff, hf_fake_nvm_bytes(BASE)[0x17ff]);
    assert_int_equal(0, hf_fake_nvm_bytes(BASE)[0x1800]);
}

static void alignment_and_range_are_kept(void **state)
{
    (void)state;
    assert_int_equal(HF_ERR_NVM_ALIGN, hf_nvm_program(BASE + 4, data, 8));
    assert_int_equal(HF_ERR_NVM_ALIGN, hf_nvm_program(BASE, data, 7));
    assert_int_equal(HF_ERR_NVM_ALIGN, hf_nvm_erase(BASE + 8));
    assert_int_equal(HF_ERR_NVM_RANGE, hf_nvm_program(BASE + 0x3800, data, 8));
    assert_int_equal(HF_ERR_NVM_RANGE, hf_nvm_program(BASE - 8, data, 8));
    assert_int_equal(HF_ERR_NVM_RANGE, hf_nvm_erase(BASE + 0x3800));
}

static void a_locked_sector_stays_as_it_is_until_a_reset(void **state)
{
    (void)state;
    assert_int_equal(HF_OK, hf_nvm_lock(BASE + 0x400, 0x1400));
    assert_int_equal(0, hf_nvm_unlocked(BASE + 0x400, 0x1400));
    assert_int_not_equal(0, hf_nvm_unlocked(BASE + 0x400, 0x1480));
    assert_int_equal(HF_ERR_NVM_LOCKED, hf_nvm_program(BASE + 0x17f8, data, 8));
    assert_int_equal(HF_ERR_NVM_LOCKED, hf_nvm_erase(BASE + 0x400));
    assert_int_equal(HF_OK, hf_nvm_program(BASE + 0x1800, data, 8));
    hf_fake_nvm_reset();
    assert_int_equal(HF_OK, hf_nvm_erase(BASE + 0x400));
}

static void a_lock_takes_whole_sectors_only(void **state)
{
    (void)state;
    assert_int_equal(HF_ERR_NVM_ALIGN, hf_nvm_lock(BASE + 0x400, 0x800));
    assert_int_equal(HF_ERR_NVM_ALIGN, hf_nvm_lock(BASE + 0x200, 0x200));
}

static void a_poisoned_unit_is_an_error_until_it_is_erased(void **state)
{
    uint8_t out[16];

    (void)state;
    hf_fake_nvm_poison(BASE + 0x408);
    assert_int_equal(HF_OK, hf_nvm_read(BASE + 0x400, out, 8));
    assert_int_equal(HF_ERR_NVM_ECC, hf_nvm_read(BASE + 0x400, out, 9));
    assert_int_equal(HF_OK, hf_nvm_erase(BASE + 0x400));
    assert_int_equal(HF_OK, hf_nvm_read(BASE + 0x400, out, 16));
}

/* The variant of this name. */
static uint32_t variant(enum hf_fake_operation operation, const char *name)
{
    uint32_t i = 0;

    while (strcmp(hf_fake_variant_name(operation, i), name) != 0) {
        i++;
        assert_true(i < hf_fake_variants(operation));
    }
    return i;
}

static const uint8_t data24[24] = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16};

/* Programs three units and cuts as `name` says. */
static void program_with_cut(const char *name)
{
    struct hf_fake_point const point = {0, variant(HF_FAKE_PROGRAM, name)};

    hf_fake_power_cut(point, &power);
    if (setjmp(power) == 0) {
        (void)!hf_nvm_program(BASE, data24, 24);
        fail_msg("the power did not fail");
    }
    hf_fake_nvm_reset();
}

static void a_cut_before_a_program_changes_nothing(void **state)
{
    (void)state;
    program_with_cut("before");
    assert_int_equal(0xff, hf_fake_nvm_bytes(BASE)[0]);
    assert_int_equal(HF_OK, hf_nvm_program(BASE, data, 8));
}

static void a_cut_after_a_program_keeps_it(void **state)
{
    (void)state;
    program_with_cut("after");
    assert_memory_equal(data24, hf_fake_nvm_bytes(BASE), 24);
}

static void a_torn_program_keeps_the_units_before_and_mixes_one(void **state)
{
    (void)state;
    program_with_cut("torn-middle");
    assert_memory_equal(data24, hf_fake_nvm_bytes(BASE), 8);
    assert_memory_not_equal(data24 + 8, hf_fake_nvm_bytes(BASE) + 8, 8);
    assert_int_equal(0xff, hf_fake_nvm_bytes(BASE)[16]);
    for (uint32_t i = 8; i < 16; i++) {
        assert_int_equal(data24[i], hf_fake_nvm_bytes(BASE)[i] & data24[i]);
    }
    assert_int_equal(HF_ERR_NVM_VERIFY, hf_nvm_program(BASE + 8, data, 8));
}

static void a_poisoning_cut_leaves_an_unreadable_unit(void **state)
{
    uint8_t out[8];

    (void)state;
    program_with_cut("poison-last");
    assert_int_equal(HF_OK, hf_nvm_read(BASE + 8, out, 8));
    assert_int_equal(HF_ERR_NVM_ECC, hf_nvm_read(BASE + 16, out, 8));
}

static void a_weak_unit_reads_as_erased_and_takes_no_program(void **state)
{
    uint8_t out[8];

    (void)state;
    program_with_cut("weak");
    assert_int_equal(HF_OK, hf_nvm_read(BASE, out, 8));
    assert_int_equal(0xff, out[0]);
    assert_int_equal(HF_ERR_NVM_VERIFY, hf_nvm_program(BASE, data, 8));
    assert_int_equal(HF_OK, hf_nvm_erase(BASE));
    assert_int_equal(HF_OK, hf_nvm_program(BASE, data, 8));
}

static void erase_with_cut(const char *name)
{
    struct hf_fake_point const point = {0, variant(HF_FAKE_ERASE, name)};

    memset(hf_fake_nvm_bytes(BASE), 0, 0x800);
    hf_fake_power_cut(point, &power);
    if (setjmp(power) == 0) {
        (void)!hf_nvm_erase(BASE);
        fail_msg("the power did not fail");
    }
}

static void a_torn_erase_can_leave_an_unreadable_sector(void **state)
{
    uint8_t out[8];

    (void)state;
    erase_with_cut("poison");
    assert_int_equal(HF_ERR_NVM_ECC, hf_nvm_read(BASE + 0x3f8, out, 8));
    assert_int_equal(HF_OK, hf_nvm_read(BASE + 0x400, out, 8));
}

static void a_torn_erase_can_leave_either_half(void **state)
{
    (void)state;
    erase_with_cut("first-half");
    assert_int_equal(0xff, hf_fake_nvm_bytes(BASE)[0x1ff]);
    assert_int_equal(0, hf_fake_nvm_bytes(BASE)[0x200]);
    erase_with_cut("last-half");
    assert_int_equal(0, hf_fake_nvm_bytes(BASE)[0x1ff]);
    assert_int_equal(0xff, hf_fake_nvm_bytes(BASE)[0x200]);
}

static void the_same_point_leaves_the_same_bytes(void **state)
{
    uint8_t once[0x400];

    (void)state;
    erase_with_cut("mixed");
    memcpy(once, hf_fake_nvm_bytes(BASE), sizeof(once));
    assert_int_not_equal(0, once[0] | once[1] | once[2]);
    erase_with_cut("mixed");
    assert_memory_equal(once, hf_fake_nvm_bytes(BASE), sizeof(once));
}

static void a_counter_step_is_cut_before_or_after(void **state)
{
    struct hf_fake_point point = {1, variant(HF_FAKE_COUNTER, "before")};

    (void)state;
    hf_fake_power_cut(point, &power);
    if (setjmp(power) == 0) {
        (void)!hf_counter_raise(HF_COUNTER_EPOCH, 5);
        fail_msg("the power did not fail");
    }
    assert_int_equal(1, hf_counter_read(HF_COUNTER_EPOCH));
    point.variant = variant(HF_FAKE_COUNTER, "after");
    hf_fake_power_cut(point, &power);
    if (setjmp(power) == 0) {
        (void)!hf_counter_raise(HF_COUNTER_EPOCH, 5);
        fail_msg("the power did not fail");
    }
    assert_int_equal(3, hf_counter_read(HF_COUNTER_EPOCH));
}

static void a_counter_refuses_more_than_its_steps(void **state)
{
    (void)state;
    assert_int_equal(HF_ERR_COUNTER_WORN, hf_counter_raise(HF_COUNTER_EPOCH, 17));
    assert_int_equal(0, hf_counter_read(HF_COUNTER_EPOCH));
    assert_int_equal(HF_OK, hf_counter_raise(HF_COUNTER_EPOCH, 16));
}

static void a_snapshot_brings_everything_back(void **state)
{
    struct hf_fake_snapshot *snapshot;
    uint8_t out[8];

    (void)state;
    assert_int_equal(HF_OK, hf_nvm_program(BASE, data, 8));
    assert_int_equal(HF_OK, hf_counter_raise(HF_COUNTER_EPOCH, 1));
    snapshot = hf_fake_snapshot_new();
    assert_int_equal(HF_OK, hf_nvm_erase(BASE));
    hf_fake_nvm_poison(BASE + 0x2000);
    assert_int_equal(HF_OK, hf_counter_raise(HF_COUNTER_EPOCH, 2));
    hf_fake_snapshot_restore(snapshot);
    assert_memory_equal(data, hf_fake_nvm_bytes(BASE), 8);
    assert_int_equal(HF_ERR_NVM_VERIFY, hf_nvm_program(BASE, data, 8));
    assert_int_equal(HF_OK, hf_nvm_read(BASE + 0x2000, out, 8));
    assert_int_equal(1, hf_counter_read(HF_COUNTER_EPOCH));
    hf_fake_snapshot_free(snapshot);
}

static void an_l0_is_erased_to_zero_and_programs_ones(void **state)
{
    (void)state;
    hf_fake_nvm_setup(&hf_fake_l0);
    assert_int_equal(0, hf_nvm_erased_value());
    assert_int_equal(HF_OK, hf_nvm_program(BASE, data, 4));
    assert_int_equal(HF_ERR_NVM_VERIFY, hf_nvm_program(BASE, data + 4, 4));
    assert_int_equal(1 | 5, hf_fake_nvm_bytes(BASE)[0]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(what_was_programmed_reads_back, setup),
        cmocka_unit_test_setup(a_unit_cannot_be_programmed_twice, setup),
        cmocka_unit_test_setup(an_erased_sector_can_be_programmed_again, setup),
        cmocka_unit_test_setup(an_erase_takes_its_sector_and_no_more, setup),
        cmocka_unit_test_setup(alignment_and_range_are_kept, setup),
        cmocka_unit_test_setup(a_locked_sector_stays_as_it_is_until_a_reset, setup),
        cmocka_unit_test_setup(a_lock_takes_whole_sectors_only, setup),
        cmocka_unit_test_setup(a_poisoned_unit_is_an_error_until_it_is_erased, setup),
        cmocka_unit_test_setup(a_cut_before_a_program_changes_nothing, setup),
        cmocka_unit_test_setup(a_cut_after_a_program_keeps_it, setup),
        cmocka_unit_test_setup(a_torn_program_keeps_the_units_before_and_mixes_one, setup),
        cmocka_unit_test_setup(a_poisoning_cut_leaves_an_unreadable_unit, setup),
        cmocka_unit_test_setup(a_weak_unit_reads_as_erased_and_takes_no_program, setup),
        cmocka_unit_test_setup(a_torn_erase_can_leave_an_unreadable_sector, setup),
        cmocka_unit_test_setup(a_torn_erase_can_leave_either_half, setup),
        cmocka_unit_test_setup(the_same_point_leaves_the_same_bytes, setup),
        cmocka_unit_test_setup(a_counter_step_is_cut_before_or_after, setup),
        cmocka_unit_test_setup(a_counter_refuses_more_than_its_steps, setup),
        cmocka_unit_test_setup(a_snapshot_brings_everything_back, setup),
        cmocka_unit_test_setup(an_l0_is_erased_to_zero_and_programs_ones, setup),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
