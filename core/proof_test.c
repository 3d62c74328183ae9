/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "core/proof.h"

/* clang-format off */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#define SUBSETS (1u << HF_PROOF_COUNT)
#define FAR     (12u * 1024u * 1024u)
#define RESET   0x80040401u

static uint32_t sum_of(const uint32_t *grants, uint32_t subset)
{
    uint32_t sum = 0;

    for (uint32_t i = 0; i < HF_PROOF_COUNT; i++) {
        sum += (subset >> i & 1u) != 0 ? grants[i] : 0;
    }
    return sum;
}

static uint32_t steps_of(uint32_t first, uint32_t second)
{
    uint32_t steps = HF_STEPS_MIX(HF_STEPS_SEED, HF_STEP_PARSED, 0);

    steps = HF_STEPS_MIX(steps, HF_STEP_FORWARD, first);
    return HF_STEPS_MIX(steps, HF_STEP_BACKWARD, second);
}

static void assert_far(uint32_t entry)
{
    uint32_t const above = entry - RESET;
    uint32_t const below = RESET - entry;

    assert_true(above > FAR && below > FAR);
}

static void all_grants_in_order_give_the_reset_address(void **state)
{
    (void)state;
    assert_int_equal(HF_TOKEN_FORWARD, sum_of(hf_grants_forward, SUBSETS - 1u));
    assert_int_equal(HF_TOKEN_BACKWARD, sum_of(hf_grants_backward, SUBSETS - 1u));
    assert_int_equal(RESET,
                     hf_entry_from(RESET + HF_BLIND_RESET, HF_TOKEN_FORWARD, HF_TOKEN_BACKWARD,
                                   steps_of(HF_TOKEN_FORWARD, HF_TOKEN_BACKWARD)));
}

static void any_missing_grant_gives_an_address_far_away(void **state)
{
    (void)state;
    for (uint32_t f = 0; f < SUBSETS; f++) {
        for (uint32_t b = 0; b < SUBSETS; b++) {
            uint32_t const first = sum_of(hf_grants_forward, f);
            uint32_t const second = sum_of(hf_grants_backward, b);

            if (f != SUBSETS - 1u || b != SUBSETS - 1u) {
                assert_far(
                    hf_entry_from(RESET + HF_BLIND_RESET, first, second, steps_of(first, second)));
            }
        }
    }
}

static void a_missing_step_gives_an_address_far_away(void **state)
{
    uint32_t const parsed = HF_STEPS_MIX(HF_STEPS_SEED, HF_STEP_PARSED, 0);
    uint32_t const forward = HF_STEPS_MIX(parsed, HF_STEP_FORWARD, HF_TOKEN_FORWARD);
    uint32_t const wrong[] = {
        0,
        UINT32_MAX,
        HF_STEPS_SEED,
        parsed,
        forward,
        HF_STEPS_MIX(parsed, HF_STEP_BACKWARD, HF_TOKEN_BACKWARD),
        HF_STEPS_MIX(HF_STEPS_MIX(HF_STEPS_SEED, HF_STEP_FORWARD, HF_TOKEN_FORWARD),
                     HF_STEP_BACKWARD, HF_TOKEN_BACKWARD),
    };

    (void)state;
    for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
        assert_far(
            hf_entry_from(RESET + HF_BLIND_RESET, HF_TOKEN_FORWARD, HF_TOKEN_BACKWARD, wrong[i]));
    }
}

static void a_zeroed_or_filled_token_gives_an_address_far_away(void **state)
{
    uint32_t const steps = HF_STEPS_EXPECTED;

    (void)state;
    assert_far(hf_entry_from(RESET + HF_BLIND_RESET, 0, HF_TOKEN_BACKWARD, steps));
    assert_far(hf_entry_from(RESET + HF_BLIND_RESET, UINT32_MAX, HF_TOKEN_BACKWARD, steps));
    assert_far(hf_entry_from(RESET + HF_BLIND_RESET, HF_TOKEN_FORWARD, 0, steps));
    assert_far(hf_entry_from(RESET + HF_BLIND_RESET, HF_TOKEN_FORWARD, UINT32_MAX, steps));
}

static void equal_spans_fold_to_zero(void **state)
{
    static const uint8_t a[] = {1, 2, 3, 4, 5};
    static const uint8_t b[] = {1, 2, 3, 4, 5};

    (void)state;
    assert_int_equal(0, hf_fold_up(a, b, sizeof(a)));
    assert_int_equal(0, hf_fold_down(a, b, sizeof(a)));
}

static void one_different_bit_anywhere_does_not_fold_to_zero(void **state)
{
    uint8_t a[32] = {0};
    uint8_t b[32] = {0};

    (void)state;
    for (uint32_t bit = 0; bit < 8u * sizeof(a); bit++) {
        b[bit / 8u] = (uint8_t)(1u << (bit % 8u));
        assert_int_not_equal(0, hf_fold_up(a, b, sizeof(a)));
        assert_int_not_equal(0, hf_fold_down(a, b, sizeof(a)));
        b[bit / 8u] = 0;
    }
}

static void a_grant_is_paid_for_no_difference_only(void **state)
{
    (void)state;
    assert_int_equal(0x12345678, hf_grant(0, 0x12345678));
    assert_int_equal(0, hf_grant(1, 0x12345678));
    assert_int_equal(0, hf_grant(0x80000000u, 0x12345678));
    assert_int_equal(0, hf_grant(UINT32_MAX, 0x12345678));
}

static void a_value_below_the_floor_is_a_difference(void **state)
{
    (void)state;
    assert_int_not_equal(0, hf_fold_below(6, 7));
    assert_int_not_equal(0, hf_fold_below(0x7fffffff, 0x80000000u));
    assert_int_not_equal(0, hf_fold_below(0, UINT32_MAX));
}

static void a_value_at_or_above_the_floor_is_none(void **state)
{
    (void)state;
    assert_int_equal(0, hf_fold_below(7, 7));
    assert_int_equal(0, hf_fold_below(0x80000000u, 0x7fffffff));
    assert_int_equal(0, hf_fold_below(UINT32_MAX, 0));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(all_grants_in_order_give_the_reset_address),
        cmocka_unit_test(any_missing_grant_gives_an_address_far_away),
        cmocka_unit_test(a_missing_step_gives_an_address_far_away),
        cmocka_unit_test(a_zeroed_or_filled_token_gives_an_address_far_away),
        cmocka_unit_test(equal_spans_fold_to_zero),
        cmocka_unit_test(one_different_bit_anywhere_does_not_fold_to_zero),
        cmocka_unit_test(a_grant_is_paid_for_no_difference_only),
        cmocka_unit_test(a_value_below_the_floor_is_a_difference),
        cmocka_unit_test(a_value_at_or_above_the_floor_is_none),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
