/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "hw/fake/watch.h"

#include "hw/api/nvm.h"
#include "hw/fake/counter.h"

/* clang-format off */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include <string.h>

#define BASE 0x08000000u
#define PAGE HF_FAKE_NVM_PAGE

static const struct hf_fake_nvm_geometry shape = {"small", BASE, {{4, 4 * PAGE}}, 8, 0xff};
static const uint8_t data[16] = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16};
static const struct hf_fake_seen *seen;
static struct hf_fake_deed taken;
static uint8_t taken_data[16];

static int setup(void **state)
{
    (void)state;
    hf_fake_nvm_setup(&shape);
    hf_fake_counter_setup(16, HF_RETENTION_LIFE);
    hf_fake_watch_start();
    return 0;
}

static void read_at(uint32_t at)
{
    uint8_t out[16];

    assert_int_equal(HF_OK, hf_nvm_read(at, out, sizeof(out)));
}

static void program_at(uint32_t at)
{
    assert_int_equal(HF_OK, hf_nvm_program(at, data, sizeof(data)));
}

static void a_page_that_is_read_is_seen_once(void **state)
{
    (void)state;
    read_at(BASE + PAGE);
    read_at(BASE + PAGE + 512u);
    assert_int_equal(1, hf_fake_watch_seen(&seen));
    assert_int_equal(1, seen[0].page);
}

static void a_read_across_a_border_sees_both_pages(void **state)
{
    (void)state;
    read_at(BASE + PAGE - 8u);
    assert_int_equal(2, hf_fake_watch_seen(&seen));
}

static void a_page_that_is_programmed_is_seen(void **state)
{
    (void)state;
    program_at(BASE);
    assert_int_equal(1, hf_fake_watch_seen(&seen));
}

static void what_was_erased_before_is_not_seen(void **state)
{
    (void)state;
    assert_int_equal(HF_OK, hf_nvm_erase(BASE));
    program_at(BASE);
    read_at(BASE);
    assert_int_equal(0, hf_fake_watch_seen(&seen));
}

static void what_was_seen_and_then_erased_stays_seen(void **state)
{
    (void)state;
    read_at(BASE);
    assert_int_equal(HF_OK, hf_nvm_erase(BASE));
    assert_int_equal(1, hf_fake_watch_seen(&seen));
}

static void what_was_seen_is_found_until_it_changes(void **state)
{
    (void)state;
    read_at(BASE);
    uint32_t const count = hf_fake_watch_seen(&seen);

    assert_int_equal(1, hf_fake_watch_finds(seen, count));
    program_at(BASE + 8u * 4u);
    assert_int_equal(0, hf_fake_watch_finds(seen, count));
    assert_int_equal(HF_OK, hf_nvm_erase(BASE));
    assert_int_equal(1, hf_fake_watch_finds(seen, count));
}

static void a_change_in_another_page_changes_nothing(void **state)
{
    (void)state;
    read_at(BASE);
    program_at(BASE + PAGE);
    assert_int_equal(1, hf_fake_watch_finds(seen, 1));
}

static void an_unreadable_unit_is_a_change(void **state)
{
    (void)state;
    read_at(BASE);
    hf_fake_nvm_poison(BASE + 64u);
    assert_int_equal(0, hf_fake_watch_finds(seen, 1));
}

static void a_page_is_seen_as_it_was_at_the_start(void **state)
{
    uint64_t const name = hf_fake_watch_name(BASE);

    (void)state;
    program_at(BASE);
    assert_int_equal(1, hf_fake_watch_seen(&seen));
    assert_true(seen[0].name == name);
    assert_true(hf_fake_watch_name(BASE) != name);
}

static void a_counter_has_another_name_after_a_step(void **state)
{
    uint64_t const name = hf_fake_watch_counters();

    (void)state;
    assert_int_equal(HF_OK, hf_counter_raise(1, 1));
    assert_true(hf_fake_watch_counters() != name);
}

static void take(const struct hf_fake_deed *deed)
{
    taken = *deed;
    if (deed->data != NULL) {
        memcpy(taken_data, deed->data, sizeof(taken_data));
        taken.data = taken_data;
    }
}

static void film(uint32_t at)
{
    hf_fake_power_on();
    hf_fake_film(take);
    program_at(at);
    hf_fake_film(NULL);
}

static void a_deed_that_is_done_again_leaves_the_same(void **state)
{
    uint64_t name;

    (void)state;
    film(BASE);
    name = hf_fake_watch_name(BASE);
    assert_int_equal(HF_OK, hf_nvm_erase(BASE));
    hf_fake_deed_do(&taken);
    assert_true(hf_fake_watch_name(BASE) == name);
}

/* As the driver itself is cut there. */
static void a_deed_is_cut_as_the_call_is(void **state)
{
    static struct hf_fake_point point; /* not in a register that a jump may spoil */
    jmp_buf power;

    (void)state;
    film(BASE);
    for (uint32_t variant = 0; variant < hf_fake_variants(HF_FAKE_PROGRAM); variant++) {
        uint64_t name;

        assert_int_equal(HF_OK, hf_nvm_erase(BASE));
        hf_fake_deed_cut(&taken, variant);
        name = hf_fake_watch_name(BASE);
        assert_int_equal(HF_OK, hf_nvm_erase(BASE));
        point.variant = variant;
        if (setjmp(power) == 0) {
            hf_fake_power_cut(point, &power);
            (void)!hf_nvm_program(BASE, data, sizeof(data));
            fail_msg("variant %u was not cut", variant);
        }
        hf_fake_power_on();
        assert_true(hf_fake_watch_name(BASE) == name);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(a_page_that_is_read_is_seen_once, setup),
        cmocka_unit_test_setup(a_read_across_a_border_sees_both_pages, setup),
        cmocka_unit_test_setup(a_page_that_is_programmed_is_seen, setup),
        cmocka_unit_test_setup(what_was_erased_before_is_not_seen, setup),
        cmocka_unit_test_setup(what_was_seen_and_then_erased_stays_seen, setup),
        cmocka_unit_test_setup(what_was_seen_is_found_until_it_changes, setup),
        cmocka_unit_test_setup(a_change_in_another_page_changes_nothing, setup),
        cmocka_unit_test_setup(an_unreadable_unit_is_a_change, setup),
        cmocka_unit_test_setup(a_page_is_seen_as_it_was_at_the_start, setup),
        cmocka_unit_test_setup(a_counter_has_another_name_after_a_step, setup),
        cmocka_unit_test_setup(a_deed_that_is_done_again_leaves_the_same, setup),
        cmocka_unit_test_setup(a_deed_is_cut_as_the_call_is, setup),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
