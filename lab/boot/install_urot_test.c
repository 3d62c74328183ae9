/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * urot renews itself: from B, and after an accept in both slots. */
#include "hw/api/counter.h"
#include "hw/fake/nvm.h"
#include "lab/boot/starts.h"

/* clang-format off */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

static void a_new_urot_is_tried_from_b_and_after_an_accept_stands_in_both(void **state)
{
    (void)state;
    lab_stage(HF_ROLE_UROT, NEW);
    assert_int_equal(HF_OK, lab_ask(UROT));
    assert_true(lab_boot());
    assert_int_equal(1, lab_resets);
    assert_int_equal(1, world_handoff.slot);
    assert_int_equal(OLD, lab_in_slot(0));
    assert_int_equal(NEW, lab_in_slot(1));
    lab_accept();
    assert_int_equal(0, hf_counter_read(HF_ROLE_UROT));
    assert_true(lab_boot());
    assert_int_equal(0, world_handoff.slot);
    assert_int_equal(NEW, lab_in_slot(0));
    assert_int_equal(NEW, lab_in_slot(1));
    assert_int_equal(NEW, hf_counter_read(HF_ROLE_UROT));
}

static void a_new_urot_that_was_not_accepted_is_overwritten(void **state)
{
    (void)state;
    lab_stage(HF_ROLE_UROT, NEW);
    assert_int_equal(HF_OK, lab_ask(UROT));
    assert_true(lab_boot());
    assert_true(lab_boot());
    assert_int_equal(0, world_handoff.slot);
    assert_int_equal(OLD, lab_in_slot(0));
    assert_int_equal(OLD, lab_in_slot(1));
    assert_int_equal(HF_ERR_UPDATE_TRIAL, lab_refusal);
    assert_int_equal(0, hf_counter_read(HF_ROLE_UROT));
}

static void a_urot_of_another_signer_or_below_the_floor_is_refused(void **state)
{
    struct hf_sign_plan const plan = lab_plan(HF_ROLE_UROT, NEW, BIG);
    struct hf_region place;

    (void)state;
    assert_int_equal(HF_OK, hf_update_place(HF_ROLE_UROT, &place));
    lab_stage(HF_ROLE_UROT, NEW);
    world_write(place.base, world_sign(&plan, "lab/keys/wrong-1.pem"));
    lab_is_refused(UROT, HF_ERR_IMAGE_KEY_UNKNOWN);
    assert_int_equal(HF_OK, hf_counter_raise(HF_ROLE_UROT, OLD));
    lab_stage(HF_ROLE_UROT, OLD - 1u);
    lab_is_refused(UROT, HF_ERR_IMAGE_ROLLBACK);
    assert_int_equal(OLD, lab_in_slot(1));
}

static void no_slot_of_urot_is_erased_while_the_other_is_bad(void **state)
{
    (void)state;
    hf_fake_nvm_poison(WORLD_UROT_A + 3000u);
    lab_stage(HF_ROLE_UROT, NEW);
    assert_int_equal(HF_OK, lab_ask(UROT));
    assert_true(lab_boot()); /* from B, into A; then A is tried: it is what any reset starts */
    assert_int_equal(0, world_handoff.slot);
    assert_int_equal(OLD, lab_in_slot(1));
    assert_true(lab_boot());
    assert_int_equal(OLD, lab_in_slot(0)); /* taken back all the same */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(a_new_urot_is_tried_from_b_and_after_an_accept_stands_in_both,
                               lab_setup),
        cmocka_unit_test_setup(a_new_urot_that_was_not_accepted_is_overwritten, lab_setup),
        cmocka_unit_test_setup(a_urot_of_another_signer_or_below_the_floor_is_refused, lab_setup),
        cmocka_unit_test_setup(no_slot_of_urot_is_erased_while_the_other_is_bad, lab_setup),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
