/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "hw/common/entropy_health.h"

/* clang-format off */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

static struct hf_health health;

static int setup(void **state)
{
    (void)state;
    hf_health_start(&health);
    return 0;
}

static void five_equal_bytes_pass(void **state)
{
    (void)state;
    for (int i = 0; i < 5; i++) {
        assert_int_equal(HF_OK, hf_health_take(&health, 0x5a));
    }
    assert_int_equal(HF_OK, hf_health_take(&health, 0x5b));
}

static void six_equal_bytes_are_a_stuck_source(void **state)
{
    (void)state;
    for (int i = 0; i < 5; i++) {
        assert_int_equal(HF_OK, hf_health_take(&health, 0));
    }
    assert_int_equal(HF_ERR_ENTROPY_STUCK, hf_health_take(&health, 0));
    assert_int_equal(HF_ERR_ENTROPY_STUCK, hf_health_take(&health, 0));
}

/* Feeds one whole window in which the first byte comes `matches` times, never twice in a row. */
static hf_err_t window_with(uint32_t matches)
{
    hf_err_t result = HF_OK;

    for (uint32_t i = 0; i < HF_HEALTH_WINDOW && result == HF_OK; i++) {
        uint8_t const other = (uint8_t)(1u + i % 200u);

        result = hf_health_take(&health, i % 2u == 0 && i / 2u < matches ? 0 : other);
    }
    return result;
}

static void sixty_one_of_512_pass(void **state)
{
    (void)state;
    assert_int_equal(HF_OK, window_with(HF_HEALTH_PROPORTION_CUTOFF - 1u));
}

static void sixty_two_of_512_are_a_biased_source(void **state)
{
    (void)state;
    assert_int_equal(HF_ERR_ENTROPY_BIASED, window_with(HF_HEALTH_PROPORTION_CUTOFF));
}

static void each_window_counts_anew(void **state)
{
    (void)state;
    for (int i = 0; i < 4; i++) {
        assert_int_equal(HF_OK, window_with(HF_HEALTH_PROPORTION_CUTOFF - 1u));
    }
}

static void a_counting_source_passes_as_these_tests_cannot_see_order(void **state)
{
    (void)state;
    for (uint32_t i = 0; i < 4096; i++) {
        assert_int_equal(HF_OK, hf_health_take(&health, (uint8_t)i));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(five_equal_bytes_pass, setup),
        cmocka_unit_test_setup(six_equal_bytes_are_a_stuck_source, setup),
        cmocka_unit_test_setup(sixty_one_of_512_pass, setup),
        cmocka_unit_test_setup(sixty_two_of_512_are_a_biased_source, setup),
        cmocka_unit_test_setup(each_window_counts_anew, setup),
        cmocka_unit_test_setup(a_counting_source_passes_as_these_tests_cannot_see_order, setup),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
