/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "hw/fake/nvm.h"

#include "hw/api/nvm.h"

/* clang-format off */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include <string.h>

#define BASE HF_FAKE_NVM_BASE

/* An F2 in small: unequal sectors. */
static const uint32_t sectors[] = {0x400, 0x400, 0x1000, 0x2000};
static const struct hf_fake_nvm_shape shape = {8, 0xff, sectors, 4};
static const uint8_t data[16] = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16};
static jmp_buf power;

static int setup(void **state)
{
    (void)state;
    hf_fake_nvm_setup(&shape);
    return 0;
}

static void leave(void)
{
    longjmp(power, 1);
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
    assert_int_equal(1 & 9, hf_fake_nvm_bytes()[0]);
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
    memset(hf_fake_nvm_bytes(), 0, 0x3800);
    assert_int_equal(HF_OK, hf_nvm_erase(BASE + 0x800));
    assert_int_equal(0, hf_fake_nvm_bytes()[0x7ff]);
    assert_int_equal(0xff, hf_fake_nvm_bytes()[0x800]);
    assert_int_equal(0xff, hf_fake_nvm_bytes()[0x17ff]);
    assert_int_equal(0, hf_fake_nvm_bytes()[0x1800]);
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

/* Programs two units with a cut at the second. */
static void program_with_cut(enum hf_fake_cut cut)
{
    hf_fake_nvm_cut(1, cut, leave);
    if (setjmp(power) == 0) {
        (void)!hf_nvm_program(BASE, data, 16);
        fail_msg("the power did not fail");
    }
    hf_fake_nvm_reset();
}

static void a_cut_leaves_the_unit_old(void **state)
{
    uint8_t out[16];

    (void)state;
    program_with_cut(HF_FAKE_CUT_BEFORE);
    assert_int_equal(HF_OK, hf_nvm_read(BASE, out, 16));
    assert_memory_equal(data, out, 8);
    assert_int_equal(0xff, out[8]);
}

static void a_cut_leaves_half_a_unit(void **state)
{
    (void)state;
    program_with_cut(HF_FAKE_CUT_HALF);
    assert_memory_equal(data, hf_fake_nvm_bytes(), 12);
    assert_int_equal(0xff, hf_fake_nvm_bytes()[12]);
}

static void a_cut_leaves_an_unreadable_unit(void **state)
{
    uint8_t out[16];

    (void)state;
    program_with_cut(HF_FAKE_CUT_POISON);
    assert_int_equal(HF_OK, hf_nvm_read(BASE, out, 8));
    assert_int_equal(HF_ERR_NVM_ECC, hf_nvm_read(BASE + 8, out, 8));
}

static void a_torn_erase_leaves_an_unreadable_sector(void **state)
{
    uint8_t out[8];

    (void)state;
    hf_fake_nvm_cut(0, HF_FAKE_CUT_POISON, leave);
    if (setjmp(power) == 0) {
        (void)!hf_nvm_erase(BASE);
        fail_msg("the power did not fail");
    }
    assert_int_equal(HF_ERR_NVM_ECC, hf_nvm_read(BASE + 0x3f8, out, 8));
    assert_int_equal(HF_OK, hf_nvm_read(BASE + 0x400, out, 8));
}

static void an_l0_is_erased_to_zero_and_programs_ones(void **state)
{
    static const uint32_t pages[] = {128, 128};
    static const struct hf_fake_nvm_shape l0 = {4, 0x00, pages, 2};

    (void)state;
    hf_fake_nvm_setup(&l0);
    assert_int_equal(0, hf_nvm_erased_value());
    assert_int_equal(HF_OK, hf_nvm_program(BASE, data, 4));
    assert_int_equal(HF_ERR_NVM_VERIFY, hf_nvm_program(BASE, data + 4, 4));
    assert_int_equal(1 | 5, hf_fake_nvm_bytes()[0]);
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
        cmocka_unit_test_setup(a_cut_leaves_the_unit_old, setup),
        cmocka_unit_test_setup(a_cut_leaves_half_a_unit, setup),
        cmocka_unit_test_setup(a_cut_leaves_an_unreadable_unit, setup),
        cmocka_unit_test_setup(a_torn_erase_leaves_an_unreadable_sector, setup),
        cmocka_unit_test_setup(an_l0_is_erased_to_zero_and_programs_ones, setup),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
