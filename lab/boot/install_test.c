/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * urot's own sources install, try, accept and take back images in a fake flash, start by start. */
#include "hw/api/counter.h"
#include "hw/api/note.h"
#include "hw/api/nvm.h"
#include "hw/fake/nvm.h"
#include "lab/boot/starts.h"

/* clang-format off */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

static void a_new_app_is_tried_and_stays_when_it_was_accepted(void **state)
{
    (void)state;
    lab_stage(HF_ROLE_APP, NEW);
    assert_int_equal(HF_OK, lab_ask(APP));
    assert_true(lab_boot());
    assert_int_equal(NEW, lab_running(HF_ROLE_APP));
    assert_int_equal(OLD, lab_running(HF_ROLE_SECURE));
    lab_accept();
    assert_int_equal(0, hf_counter_read(HF_ROLE_APP));
    assert_true(lab_boot());
    assert_int_equal(NEW, lab_running(HF_ROLE_APP));
    assert_int_equal(NEW, hf_counter_read(HF_ROLE_APP));
    assert_int_equal(0, hf_counter_read(HF_ROLE_SECURE));
    assert_true(lab_boot());
    assert_int_equal(NEW, lab_running(HF_ROLE_APP));
}

static void without_an_accept_the_old_app_is_back(void **state)
{
    (void)state;
    lab_stage(HF_ROLE_APP, NEW);
    assert_int_equal(HF_OK, lab_ask(APP));
    assert_true(lab_boot());
    assert_true(lab_boot());
    assert_int_equal(OLD, lab_running(HF_ROLE_APP));
    assert_int_equal(HF_ERR_UPDATE_TRIAL, lab_refusal);
    assert_int_equal(0, hf_counter_read(HF_ROLE_APP));
    assert_true(lab_boot());
    assert_int_equal(OLD, lab_running(HF_ROLE_APP));
    assert_int_equal(HF_ERR_UPDATE_STATE, hf_update_accept(lab_log()));
}

static void secure_and_app_come_and_go_together(void **state)
{
    (void)state;
    for (uint32_t accepted = 0; accepted < 2; accepted++) {
        lab_stage(HF_ROLE_SECURE, NEW);
        lab_stage(HF_ROLE_APP, NEW);
        assert_int_equal(HF_OK, lab_ask(SECURE | APP));
        assert_true(lab_boot());
        assert_int_equal(NEW, lab_running(HF_ROLE_SECURE));
        assert_int_equal(NEW, lab_running(HF_ROLE_APP));
        if (accepted) {
            lab_accept();
        }
        assert_true(lab_boot());
        assert_int_equal(accepted ? NEW : OLD, lab_running(HF_ROLE_SECURE));
        assert_int_equal(accepted ? NEW : OLD, lab_running(HF_ROLE_APP));
    }
    assert_int_equal(NEW, hf_counter_read(HF_ROLE_SECURE));
    assert_int_equal(NEW, hf_counter_read(HF_ROLE_APP));
}

static void an_image_below_the_floor_is_refused_before_anything_is_touched(void **state)
{
    (void)state;
    assert_int_equal(HF_OK, hf_counter_raise(HF_ROLE_APP, OLD));
    lab_stage(HF_ROLE_APP, OLD - 1u);
    lab_is_refused(APP, HF_ERR_IMAGE_ROLLBACK);
    lab_stage(HF_ROLE_APP, OLD);
    assert_int_equal(HF_OK, lab_ask(APP));
    assert_true(lab_boot()); /* equal passes */
    assert_int_equal(HF_UPDATE_TRIAL, lab_install.update.phase);
}

static void a_counter_that_the_floor_cannot_reach_is_refused(void **state)
{
    (void)state;
    lab_stage(HF_ROLE_APP, hf_counter_steps(HF_ROLE_APP) + 1u);
    lab_is_refused(APP, HF_ERR_COUNTER_WORN);
    lab_stage(HF_ROLE_APP, UINT32_MAX);
    lab_is_refused(APP, HF_ERR_COUNTER_WORN);
    lab_stage(HF_ROLE_APP, hf_counter_steps(HF_ROLE_APP));
    assert_int_equal(HF_OK, lab_ask(APP));
    assert_true(lab_boot());
    assert_int_equal(hf_counter_steps(HF_ROLE_APP), lab_running(HF_ROLE_APP));
}

static void a_bad_image_is_refused_before_anything_is_touched(void **state)
{
    struct hf_sign_plan plan = lab_plan(HF_ROLE_APP, NEW, BIG);
    struct hf_region place;

    (void)state;
    assert_int_equal(HF_OK, hf_update_place(HF_ROLE_APP, &place));
    lab_stage(HF_ROLE_APP, NEW);
    hf_fake_nvm_bytes(place.base)[BIG] ^= 1u;
    lab_is_refused(APP, HF_ERR_IMAGE_HASH);
    lab_stage(HF_ROLE_APP, NEW);
    hf_fake_nvm_poison(place.base + BIG);
    lab_is_refused(APP, HF_ERR_IMAGE_HASH);
    world_write(place.base, world_sign(&plan, lab_key_of(HF_ROLE_SECURE)));
    lab_is_refused(APP, HF_ERR_IMAGE_KEY_UNKNOWN);
    plan = lab_plan(HF_ROLE_SECURE, NEW, BIG); /* right signature, wrong place */
    world_write(place.base, world_sign(&plan, lab_key_of(HF_ROLE_SECURE)));
    lab_is_refused(APP, HF_ERR_IMAGE_TARGET_CLASS);
}

static void one_bad_image_refuses_the_whole_set(void **state)
{
    struct hf_region place;

    (void)state;
    assert_int_equal(HF_OK, hf_update_place(HF_ROLE_APP, &place));
    lab_stage(HF_ROLE_SECURE, NEW);
    lab_stage(HF_ROLE_APP, NEW);
    hf_fake_nvm_bytes(place.base)[BIG] ^= 1u;
    lab_is_refused(SECURE | APP, HF_ERR_IMAGE_HASH);
}

static struct hf_sign_plan needing(enum hf_role role, enum hf_role other, uint32_t version)
{
    struct hf_sign_plan plan = lab_plan(role, NEW, BIG);

    plan.dependency_count = 1;
    plan.dependencies[0].image = (uint8_t)other;
    plan.dependencies[0].version = (struct hf_version){(uint8_t)version, 0, 0, 0};
    return plan;
}

static void what_an_image_needs_is_looked_for_in_the_set_and_in_the_slots(void **state)
{
    struct hf_sign_plan plan = needing(HF_ROLE_APP, HF_ROLE_SECURE, NEW);

    (void)state;
    lab_stage_plan(HF_ROLE_APP, &plan);
    lab_is_refused(APP, HF_ERR_UPDATE_DEPENDENCY); /* secure in the slot is older */
    lab_stage(HF_ROLE_SECURE, NEW - 1u);
    lab_is_refused(SECURE | APP, HF_ERR_UPDATE_DEPENDENCY);
    plan = needing(HF_ROLE_APP, HF_ROLE_UROT, OLD + 1u);
    lab_stage_plan(HF_ROLE_APP, &plan);
    lab_is_refused(APP, HF_ERR_UPDATE_DEPENDENCY);
    plan = needing(HF_ROLE_APP, HF_ROLE_SECURE, NEW);
    lab_stage_plan(HF_ROLE_APP, &plan);
    lab_stage(HF_ROLE_SECURE, NEW);
    assert_int_equal(HF_OK, lab_ask(SECURE | APP));
    assert_true(lab_boot());
    assert_int_equal(NEW, lab_running(HF_ROLE_APP));
}

static void what_stays_keeps_what_it_needs(void **state)
{
    struct hf_sign_plan plan = needing(HF_ROLE_APP, HF_ROLE_SECURE, OLD);

    (void)state;
    lab_stage_plan(HF_ROLE_APP, &plan);
    assert_int_equal(HF_OK, lab_ask(APP));
    assert_true(lab_boot());
    lab_accept();
    assert_true(lab_boot());
    lab_stage(HF_ROLE_SECURE, OLD - 1u); /* the floor of secure would let it pass */
    lab_refusal = HF_OK;
    assert_int_equal(HF_OK, lab_ask(SECURE));
    assert_true(lab_boot());
    assert_int_equal(HF_ERR_UPDATE_DEPENDENCY, lab_refusal);
}

static void one_update_at_a_time(void **state)
{
    (void)state;
    lab_stage(HF_ROLE_APP, NEW);
    assert_int_equal(HF_ERR_UPDATE_SET, lab_ask(0));
    assert_int_equal(HF_ERR_UPDATE_SET, lab_ask(UROT | APP));
    assert_int_equal(HF_OK, lab_ask(APP));
    assert_int_equal(HF_ERR_UPDATE_BUSY, lab_ask(APP));
    assert_int_equal(HF_OK, hf_update_reject(lab_log(), HF_ERR_UPDATE_STATE));
    assert_true(lab_boot());
    assert_int_equal(OLD, lab_running(HF_ROLE_APP));
    assert_int_equal(HF_OK, lab_ask(APP));
}

static void an_update_is_accepted_and_rejected_in_its_phases_alone(void **state)
{
    (void)state;
    assert_int_equal(HF_ERR_UPDATE_STATE, hf_update_accept(lab_log()));
    assert_int_equal(HF_ERR_UPDATE_STATE, hf_update_reject(lab_log(), HF_ERR_UPDATE_STATE));
    lab_stage(HF_ROLE_APP, NEW);
    assert_int_equal(HF_OK, lab_ask(APP));
    assert_int_equal(HF_ERR_UPDATE_STATE, hf_update_accept(lab_log())); /* staged, not tried */
    assert_true(lab_boot());
    assert_int_equal(HF_OK, hf_update_reject(lab_log(), HF_ERR_UPDATE_STATE)); /* on trial */
    lab_accept();
    lab_accept(); /* twice is once */
    assert_int_equal(HF_ERR_UPDATE_STATE, hf_update_reject(lab_log(), HF_ERR_UPDATE_STATE));
    assert_true(lab_boot());
    assert_int_equal(NEW, hf_counter_read(HF_ROLE_APP));
}

static void the_ring_goes_into_the_log(void **state)
{
    struct hf_journal_walk walk;
    struct hf_bootlog_entry entry;
    uint32_t found = 0;

    (void)state;
    hf_note(HF_EVENT_REFUSED, HF_ROLE_UROT, 0, 0x12345678u, 3);
    hf_note(HF_EVENT_START, HF_ROLE_COUNT, HF_SLOT_NONE, 0, 0);
    assert_true(lab_boot());
    assert_int_equal(0, world_records.written);
    hf_journal_walk_start(&lab_log()->journal, &walk);
    while (hf_bootlog_next(lab_log(), &walk, &entry) == HF_OK) {
        found += entry.kind == HF_BOOTLOG_REFUSAL && entry.as.history.record.word == 0x12345678u;
    }
    assert_int_equal(1, found);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(a_new_app_is_tried_and_stays_when_it_was_accepted, lab_setup),
        cmocka_unit_test_setup(without_an_accept_the_old_app_is_back, lab_setup),
        cmocka_unit_test_setup(secure_and_app_come_and_go_together, lab_setup),
        cmocka_unit_test_setup(an_image_below_the_floor_is_refused_before_anything_is_touched,
                               lab_setup),
        cmocka_unit_test_setup(a_counter_that_the_floor_cannot_reach_is_refused, lab_setup),
        cmocka_unit_test_setup(a_bad_image_is_refused_before_anything_is_touched, lab_setup),
        cmocka_unit_test_setup(one_bad_image_refuses_the_whole_set, lab_setup),
        cmocka_unit_test_setup(what_an_image_needs_is_looked_for_in_the_set_and_in_the_slots,
                               lab_setup),
        cmocka_unit_test_setup(what_stays_keeps_what_it_needs, lab_setup),
        cmocka_unit_test_setup(one_update_at_a_time, lab_setup),
        cmocka_unit_test_setup(an_update_is_accepted_and_rejected_in_its_phases_alone, lab_setup),
        cmocka_unit_test_setup(the_ring_goes_into_the_log, lab_setup),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
