/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * What urot does when flash, log or power fail while it installs. The full sweep of power cuts is
 * in lab/powerfail. */
#include "hw/api/counter.h"
#include "hw/api/note.h"
#include "hw/api/nvm.h"
#include "hw/fake/die.h"
#include "hw/fake/nvm.h"
#include "hw/fake/power.h"
#include "lab/boot/starts.h"

/* clang-format off */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

static void an_old_image_that_cannot_be_read_is_replaced(void **state)
{
    (void)state;
    lab_stage(HF_ROLE_APP, NEW);
    assert_int_equal(HF_OK, lab_ask(APP));
    hf_fake_nvm_poison(WORLD_APP + 3000u);
    assert_true(lab_boot());
    assert_int_equal(NEW, lab_running(HF_ROLE_APP));
    assert_true(lab_boot()); /* there is nothing to go back to: the new one stays, unaccepted */
    assert_int_equal(NEW, lab_running(HF_ROLE_APP));
    assert_int_equal(0, hf_counter_read(HF_ROLE_APP));
}

static void a_new_image_that_rots_on_the_way_in_turns_the_walk_round(void **state)
{
    (void)state;
    lab_stage(HF_ROLE_APP, NEW);
    assert_int_equal(HF_OK, lab_ask(APP));
    assert_true(lab_cut_at(60, 0)); /* in the second of three sectors */
    hf_fake_nvm_poison(WORLD_APP_NEW + 3u * WORLD_SECTOR + 100u);
    assert_true(lab_boot());
    assert_int_equal(OLD, lab_running(HF_ROLE_APP));
    assert_int_equal(0, hf_counter_read(HF_ROLE_APP));
    assert_true(hf_fake_nvm_erases_of(WORLD_APP) > 1); /* it had begun */
}

/* Every fifth driver call, in turn in each way in which it can be cut. */
static void no_cut_of_power_stops_it(void **state)
{
    struct hf_die_page const page = *hf_fake_die_page();
    struct hf_fake_snapshot *before;
    uint32_t points = 0;

    (void)state;
    lab_stage(HF_ROLE_APP, NEW);
    assert_int_equal(HF_OK, lab_ask(APP));
    before = hf_fake_snapshot_new();
    for (;; points++) {
        hf_fake_snapshot_restore(before);
        *hf_fake_die_page() = page;
        if (!lab_cut_at(points * 5u, points % hf_fake_variants(HF_FAKE_ERASE))) {
            break;
        }
        assert_true(lab_boot());
        if (lab_install.update.phase == HF_UPDATE_TRIAL && points % 2u == 0) {
            lab_accept();
            assert_true(lab_boot());
            assert_int_equal(NEW, lab_running(HF_ROLE_APP));
            assert_int_equal(NEW, hf_counter_read(HF_ROLE_APP));
            continue;
        }
        assert_true(lab_boot());
        assert_int_equal(OLD, lab_running(HF_ROLE_APP));
        assert_int_equal(0, hf_counter_read(HF_ROLE_APP)); /* never before an accept */
    }
    assert_true(points > 10u);
    hf_fake_snapshot_free(before);
}

/* What lasts, and what a reset keeps. */
struct kept {
    struct hf_fake_snapshot *flash;
    struct hf_die_page page;
    struct hf_trial trial;
    struct hf_handoff handoff;
};

static struct kept keep(void)
{
    return (struct kept){hf_fake_snapshot_new(), *hf_fake_die_page(), world_trial, world_handoff};
}

static void restore(const struct kept *kept)
{
    hf_fake_snapshot_restore(kept->flash);
    *hf_fake_die_page() = kept->page;
    world_trial = kept->trial;
    world_handoff = kept->handoff;
    hf_fake_power_on();
}

/* Starts again and again from here; each time another call of the driver fails, once. Whatever the
 * first start comes to, the next one finds something to run. */
static void whichever_call_fails(uint32_t stride, void (*check)(void))
{
    struct kept const kept = keep();
    uint32_t call = 2;

    for (;; call += stride) {
        restore(&kept);
        hf_fake_nvm_fail(call);
        (void)lab_boot();
        if (!hf_fake_nvm_failed()) {
            break;
        }
        hf_fake_nvm_fail(0);
        assert_true(lab_boot());
        check();
    }
    assert_true(call > 100u);
    hf_fake_nvm_fail(0);
    hf_fake_snapshot_free(kept.flash);
}

/* It runs as long as it is on trial. Nobody accepted it, so no floor has moved. */
static void the_new_app_is_on_trial_or_gone(void)
{
    assert_true(lab_running(HF_ROLE_APP) == OLD || lab_running(HF_ROLE_APP) == NEW);
    assert_int_equal(lab_running(HF_ROLE_APP) == NEW, lab_install.update.phase == HF_UPDATE_TRIAL);
    assert_int_equal(0, hf_counter_read(HF_ROLE_APP));
}

static void a_call_that_fails_while_an_app_is_installed_leaves_no_doubt(void **state)
{
    (void)state;
    lab_stage(HF_ROLE_APP, NEW);
    assert_int_equal(HF_OK, lab_ask(APP));
    whichever_call_fails(3, the_new_app_is_on_trial_or_gone);
}

/* A record of the log or an image that cannot be read once may take the accept back. The floor is
 * that of what runs, never above it. */
static void floor_and_app_agree(void)
{
    uint32_t const app = lab_running(HF_ROLE_APP);

    assert_true(app == OLD || app == NEW);
    assert_true(lab_boot());
    assert_int_equal(app, lab_running(HF_ROLE_APP));
    assert_int_equal(app == NEW ? NEW : 0u, hf_counter_read(HF_ROLE_APP));
}

static void a_call_that_fails_after_the_accept_parts_no_floor_from_its_app(void **state)
{
    (void)state;
    lab_stage(HF_ROLE_APP, NEW);
    assert_int_equal(HF_OK, lab_ask(APP));
    assert_true(lab_boot());
    lab_accept();
    whichever_call_fails(1, floor_and_app_agree);
}

static void the_old_app_is_back(void)
{
    assert_int_equal(OLD, lab_running(HF_ROLE_APP));
    assert_int_equal(0, hf_counter_read(HF_ROLE_APP));
}

static void a_call_that_fails_on_the_way_back_keeps_nothing_new(void **state)
{
    (void)state;
    lab_stage(HF_ROLE_APP, NEW);
    assert_int_equal(HF_OK, lab_ask(APP));
    assert_true(lab_boot());
    whichever_call_fails(3, the_old_app_is_back);
}

/* One slot at least boots at every moment, and the floor is not above the image of either. */
static void both_slots_of_urot_are_within_the_floor(void)
{
    uint32_t const floor = hf_counter_read(HF_ROLE_UROT);

    for (uint32_t slot = 0; slot < 2; slot++) {
        assert_true(lab_in_slot(slot) == OLD || lab_in_slot(slot) == NEW);
        assert_true(lab_in_slot(slot) >= floor);
    }
}

static void a_call_that_fails_while_urot_renews_itself_leaves_both_slots_good(void **state)
{
    (void)state;
    lab_stage(HF_ROLE_UROT, NEW);
    assert_int_equal(HF_OK, lab_ask(UROT));
    whichever_call_fails(11, both_slots_of_urot_are_within_the_floor);
}

static void a_call_that_fails_while_urot_spreads_leaves_both_slots_good(void **state)
{
    (void)state;
    lab_stage(HF_ROLE_UROT, NEW);
    assert_int_equal(HF_OK, lab_ask(UROT));
    assert_true(lab_boot());
    lab_accept();
    whichever_call_fails(11, both_slots_of_urot_are_within_the_floor);
}

/* Installs and accepts an app with this counter. */
static void make_done(uint32_t counter)
{
    lab_stage(HF_ROLE_APP, counter);
    assert_int_equal(HF_OK, lab_ask(APP));
    assert_true(lab_boot());
    lab_accept();
    assert_true(lab_boot());
    assert_int_equal(counter, lab_running(HF_ROLE_APP));
}

static void a_damaged_image_falls_back_to_the_one_before_if_the_floor_allows(void **state)
{
    (void)state;
    assert_int_equal(HF_OK, hf_counter_raise(HF_ROLE_APP, OLD));
    make_done(OLD);
    hf_fake_nvm_poison(WORLD_APP + 3000u);
    assert_true(lab_boot());
    assert_int_equal(1, lab_resets);
    assert_int_equal(OLD, lab_running(HF_ROLE_APP));
}

static void a_damaged_image_never_falls_back_below_the_floor(void **state)
{
    (void)state;
    make_done(NEW);
    hf_fake_nvm_poison(WORLD_APP + 3000u);
    assert_false(lab_boot());
    assert_int_equal(OLD, lab_install.subject[HF_ROLE_APP].claims.counter); /* it was looked at */
}

/* secure does not compact: where urot finds that a half takes nothing more, it does so at once. */
static void secure_never_finds_a_worn_log(void **state)
{
    const struct hf_journal *journal = &lab_log()->journal;
    uint32_t const tail = journal->setup.half[journal->active].base + journal->tail.at;

    (void)state;
    hf_fake_nvm_weaken(tail, HF_JOURNAL_GRANULE);
    hf_note(HF_EVENT_REFUSED, HF_ROLE_UROT, 0, 0x12345678u, 3);
    assert_true(lab_boot());
    lab_stage(HF_ROLE_APP, NEW);
    assert_int_equal(HF_OK, lab_ask(APP));
}

static void a_lost_log_stops_no_boot(void **state)
{
    (void)state;
    assert_int_equal(HF_OK, hf_nvm_erase(WORLD_LOG));
    assert_int_equal(HF_OK, hf_nvm_erase(WORLD_LOG + WORLD_SECTOR));
    assert_true(lab_boot());
    hf_fake_nvm_poison(WORLD_LOG);
    hf_fake_nvm_poison(WORLD_LOG + WORLD_SECTOR);
    assert_true(lab_boot());
    hf_fake_nvm_weaken(WORLD_LOG, WORLD_SECTOR);
    assert_true(lab_boot());
    assert_int_equal(OLD, lab_running(HF_ROLE_APP));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(an_old_image_that_cannot_be_read_is_replaced, lab_setup),
        cmocka_unit_test_setup(a_new_image_that_rots_on_the_way_in_turns_the_walk_round, lab_setup),
        cmocka_unit_test_setup(no_cut_of_power_stops_it, lab_setup),
        cmocka_unit_test_setup(a_call_that_fails_while_an_app_is_installed_leaves_no_doubt,
                               lab_setup),
        cmocka_unit_test_setup(a_call_that_fails_after_the_accept_parts_no_floor_from_its_app,
                               lab_setup),
        cmocka_unit_test_setup(a_call_that_fails_on_the_way_back_keeps_nothing_new, lab_setup),
        cmocka_unit_test_setup(a_call_that_fails_while_urot_renews_itself_leaves_both_slots_good,
                               lab_setup),
        cmocka_unit_test_setup(a_call_that_fails_while_urot_spreads_leaves_both_slots_good,
                               lab_setup),
        cmocka_unit_test_setup(a_damaged_image_falls_back_to_the_one_before_if_the_floor_allows,
                               lab_setup),
        cmocka_unit_test_setup(a_damaged_image_never_falls_back_below_the_floor, lab_setup),
        cmocka_unit_test_setup(secure_never_finds_a_worn_log, lab_setup),
        cmocka_unit_test_setup(a_lost_log_stops_no_boot, lab_setup),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
