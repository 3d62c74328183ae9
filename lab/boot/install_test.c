/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * urot's own sources install, try, accept and take back images in a fake flash, start by start. The
 * full sweep of power cuts is in lab/powerfail. */
#include "core/span.h"
#include "firmware/proof/prove.h"
#include "firmware/urot/install.h"
#include "hw/api/counter.h"
#include "hw/api/die.h"
#include "hw/api/note.h"
#include "hw/api/nvm.h"
#include "hw/fake/die.h"
#include "hw/fake/nvm.h"
#include "hw/fake/power.h"
#include "lab/boot/world.h"

/* clang-format off */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include <string.h>

#define SECURE (1u << HF_ROLE_SECURE)
#define APP    (1u << HF_ROLE_APP)
#define UROT   (1u << HF_ROLE_UROT)
#define OLD    7u /* security counters */
#define NEW    9u
#define BIG    9000u /* bytes of payload: three sectors with header and TLVs */

static struct hf_install install;
static uint8_t const log_key[HF_BOOTLOG_KEY] = {0x4c, 0x4f, 0x47};
static uint32_t resets;
static hf_err_t last_refusal;

void hf_note(enum hf_event event, uint8_t role, uint8_t slot, uint32_t word, uint32_t detail)
{
    struct hf_record const record = {HF_STAGE_UROT, (uint8_t)event, role, slot, word, detail};

    hf_records_add(hf_map.records, &record);
    if (event == HF_EVENT_REFUSED) {
        last_refusal = (hf_err_t)word;
    }
}

static const char *key_of(enum hf_role role)
{
    static const char *const keys[] = {WORLD_ROOT, "lab/keys/secure-1.pem", "lab/keys/app-1.pem"};

    return keys[role];
}

static struct hf_sign_plan plan_of(enum hf_role role, uint32_t counter, uint32_t size)
{
    static uint8_t payload[HF_ROLE_COUNT][BIG];
    struct hf_sign_plan plan = world_plan(role);

    for (uint32_t i = 0; i < size; i++) {
        payload[role][i] = (uint8_t)(i * counter + i / 251u);
    }
    memcpy(payload[role], plan.draft.payload.bytes, 8);
    plan.draft.payload = (hf_span_t){payload[role], size};
    plan.draft.version = (struct hf_version){(uint8_t)counter, 0, 0, 0};
    plan.counter = counter;
    return plan;
}

static void put(uint32_t at, enum hf_role role, const struct hf_sign_plan *plan)
{
    world_write(at, world_sign(plan, key_of(role)));
}

static void stage_plan(enum hf_role role, const struct hf_sign_plan *plan)
{
    struct hf_region place;

    assert_int_equal(HF_OK, hf_update_place(role, &place));
    for (uint32_t at = 0; at < place.size; at += WORLD_SECTOR) {
        assert_int_equal(HF_OK, hf_nvm_erase(place.base + at));
    }
    put(place.base, role, plan);
}

static void stage(enum hf_role role, uint32_t counter)
{
    struct hf_sign_plan const plan = plan_of(role, counter, BIG);

    stage_plan(role, &plan);
}

/* The log as secure has it, between two starts. */
static struct hf_bootlog *secure_log(void)
{
    static struct hf_bootlog log;

    assert_int_equal(HF_OK, hf_bootlog_open(&log, hf_map.boot_log, log_key));
    return &log;
}

static hf_err_t ask(uint32_t set)
{
    struct hf_bootlog_install update = {.flags = (uint8_t)set};

    return hf_update_request(secure_log(), &update);
}

static void accept_it(void)
{
    assert_int_equal(HF_OK, hf_update_accept(secure_log()));
}

static uint32_t boots(enum hf_role role, uint32_t at)
{
    hf_err_t why;
    uint32_t const entry = hf_install_judge(&install, role, at, &why);

    return hf_prove_out_of_range(&install.subject[role], entry) == 0;
}

/* What irot does: the slot asked for first, else A, then B. */
static int choose_slot(void)
{
    uint32_t const first = hf_trial_take(&world_trial);

    for (uint32_t i = 0; i < 2; i++) {
        uint32_t const slot = first ^ i;

        if (boots(HF_ROLE_UROT, hf_urot_places[slot].base)) {
            world_handoff.slot = slot;
            return 1;
        }
    }
    return 0;
}

/* One start of urot. */
static enum { DEAD, RESET, RUNS } start(void)
{
    hf_fake_nvm_reset();
    hf_fake_die_reset();
    if (!choose_slot()) {
        return DEAD;
    }
    memset(&install, 0xa5, sizeof(install));
    hf_install_open(&install, log_key);
    if (hf_install_run(&install) == HF_INSTALL_RESET) {
        hf_install_close(&install);
        return RESET;
    }
    if (!boots(HF_ROLE_SECURE, WORLD_SECURE) || !boots(HF_ROLE_APP, WORLD_APP)) {
        enum hf_install_next const next = hf_install_retreat(&install);

        hf_install_close(&install);
        return next == HF_INSTALL_RESET ? RESET : DEAD;
    }
    hf_install_settle(&install);
    hf_install_close(&install);
    return RUNS;
}

static int boot(void)
{
    for (resets = 0; resets < 6; resets++) {
        int const outcome = start();

        if (outcome != RESET) {
            return outcome == RUNS;
        }
    }
    return 0;
}

/* After boot(): the security counter of what runs. */
static uint32_t running(enum hf_role role)
{
    return install.subject[role].claims.counter;
}

static uint32_t in_slot_of_urot(uint32_t slot)
{
    return boots(HF_ROLE_UROT, hf_urot_places[slot].base)
               ? install.subject[HF_ROLE_UROT].claims.counter
               : 0;
}

static int setup(void **state)
{
    (void)state;
    world_setup();
    for (uint32_t role = 0; role < HF_ROLE_COUNT; role++) {
        struct hf_sign_plan const plan = plan_of((enum hf_role)role, OLD, 5000);

        put(hf_map_slot(role)->base, (enum hf_role)role, &plan);
        if (role == HF_ROLE_UROT) {
            put(WORLD_UROT_B, HF_ROLE_UROT, &plan);
        }
    }
    memcpy(world_handoff.measured[HF_ROLE_UROT].signer, hf_die_root_hash(0), HF_HASH_SIZE);
    world_handoff.measured[HF_ROLE_UROT].version[0] = (uint8_t)OLD;
    last_refusal = HF_OK;
    assert_true(boot());
    hf_fake_power_on();
    return 0;
}

static void a_new_app_is_tried_and_stays_when_it_was_accepted(void **state)
{
    (void)state;
    stage(HF_ROLE_APP, NEW);
    assert_int_equal(HF_OK, ask(APP));
    assert_true(boot());
    assert_int_equal(NEW, running(HF_ROLE_APP));
    assert_int_equal(OLD, running(HF_ROLE_SECURE));
    accept_it();
    assert_int_equal(0, hf_counter_read(HF_ROLE_APP));
    assert_true(boot());
    assert_int_equal(NEW, running(HF_ROLE_APP));
    assert_int_equal(NEW, hf_counter_read(HF_ROLE_APP));
    assert_int_equal(0, hf_counter_read(HF_ROLE_SECURE));
    assert_true(boot());
    assert_int_equal(NEW, running(HF_ROLE_APP));
}

static void without_an_accept_the_old_app_is_back(void **state)
{
    (void)state;
    stage(HF_ROLE_APP, NEW);
    assert_int_equal(HF_OK, ask(APP));
    assert_true(boot());
    assert_true(boot());
    assert_int_equal(OLD, running(HF_ROLE_APP));
    assert_int_equal(HF_ERR_UPDATE_TRIAL, last_refusal);
    assert_int_equal(0, hf_counter_read(HF_ROLE_APP));
    assert_true(boot());
    assert_int_equal(OLD, running(HF_ROLE_APP));
    assert_int_equal(HF_ERR_UPDATE_STATE, hf_update_accept(secure_log()));
}

static void secure_and_app_come_and_go_together(void **state)
{
    (void)state;
    for (uint32_t accepted = 0; accepted < 2; accepted++) {
        stage(HF_ROLE_SECURE, NEW);
        stage(HF_ROLE_APP, NEW);
        assert_int_equal(HF_OK, ask(SECURE | APP));
        assert_true(boot());
        assert_int_equal(NEW, running(HF_ROLE_SECURE));
        assert_int_equal(NEW, running(HF_ROLE_APP));
        if (accepted) {
            accept_it();
        }
        assert_true(boot());
        assert_int_equal(accepted ? NEW : OLD, running(HF_ROLE_SECURE));
        assert_int_equal(accepted ? NEW : OLD, running(HF_ROLE_APP));
    }
    assert_int_equal(NEW, hf_counter_read(HF_ROLE_SECURE));
    assert_int_equal(NEW, hf_counter_read(HF_ROLE_APP));
}

/* Asks, starts, and sees the refusal; the slots were not touched. */
static void is_refused(uint32_t set, hf_err_t word)
{
    uint32_t const secure = hf_fake_nvm_erases_of(WORLD_SECURE);
    uint32_t const app = hf_fake_nvm_erases_of(WORLD_APP);

    last_refusal = HF_OK;
    assert_int_equal(HF_OK, ask(set));
    assert_true(boot());
    assert_int_equal(word, last_refusal);
    assert_int_equal(secure, hf_fake_nvm_erases_of(WORLD_SECURE));
    assert_int_equal(app, hf_fake_nvm_erases_of(WORLD_APP));
    assert_int_equal(OLD, running(HF_ROLE_SECURE));
    assert_int_equal(OLD, running(HF_ROLE_APP));
}

static void an_image_below_the_floor_is_refused_before_anything_is_touched(void **state)
{
    (void)state;
    assert_int_equal(HF_OK, hf_counter_raise(HF_ROLE_APP, OLD));
    stage(HF_ROLE_APP, OLD - 1u);
    is_refused(APP, HF_ERR_IMAGE_ROLLBACK);
    stage(HF_ROLE_APP, OLD);
    assert_int_equal(HF_OK, ask(APP));
    assert_true(boot()); /* equal passes */
    assert_int_equal(HF_UPDATE_TRIAL, install.update.phase);
}

static void a_counter_that_the_floor_cannot_reach_is_refused(void **state)
{
    (void)state;
    stage(HF_ROLE_APP, hf_counter_steps(HF_ROLE_APP) + 1u);
    is_refused(APP, HF_ERR_COUNTER_WORN);
    stage(HF_ROLE_APP, UINT32_MAX);
    is_refused(APP, HF_ERR_COUNTER_WORN);
    stage(HF_ROLE_APP, hf_counter_steps(HF_ROLE_APP));
    assert_int_equal(HF_OK, ask(APP));
    assert_true(boot());
    assert_int_equal(hf_counter_steps(HF_ROLE_APP), running(HF_ROLE_APP));
}

static void a_bad_image_is_refused_before_anything_is_touched(void **state)
{
    struct hf_sign_plan plan = plan_of(HF_ROLE_APP, NEW, BIG);
    struct hf_region place;

    (void)state;
    assert_int_equal(HF_OK, hf_update_place(HF_ROLE_APP, &place));
    stage(HF_ROLE_APP, NEW);
    hf_fake_nvm_bytes(place.base)[BIG] ^= 1u;
    is_refused(APP, HF_ERR_IMAGE_HASH);
    stage(HF_ROLE_APP, NEW);
    hf_fake_nvm_poison(place.base + BIG);
    is_refused(APP, HF_ERR_IMAGE_HASH);
    world_write(place.base, world_sign(&plan, key_of(HF_ROLE_SECURE)));
    is_refused(APP, HF_ERR_IMAGE_KEY_UNKNOWN);
    plan = plan_of(HF_ROLE_SECURE, NEW, BIG); /* right signature, wrong place */
    world_write(place.base, world_sign(&plan, key_of(HF_ROLE_SECURE)));
    is_refused(APP, HF_ERR_IMAGE_TARGET_CLASS);
}

static void one_bad_image_refuses_the_whole_set(void **state)
{
    struct hf_region place;

    (void)state;
    assert_int_equal(HF_OK, hf_update_place(HF_ROLE_APP, &place));
    stage(HF_ROLE_SECURE, NEW);
    stage(HF_ROLE_APP, NEW);
    hf_fake_nvm_bytes(place.base)[BIG] ^= 1u;
    is_refused(SECURE | APP, HF_ERR_IMAGE_HASH);
}

static struct hf_sign_plan needing(enum hf_role role, enum hf_role other, uint32_t version)
{
    struct hf_sign_plan plan = plan_of(role, NEW, BIG);

    plan.dependency_count = 1;
    plan.dependencies[0].image = (uint8_t)other;
    plan.dependencies[0].version = (struct hf_version){(uint8_t)version, 0, 0, 0};
    return plan;
}

static void what_an_image_needs_is_looked_for_in_the_set_and_in_the_slots(void **state)
{
    struct hf_sign_plan plan = needing(HF_ROLE_APP, HF_ROLE_SECURE, NEW);

    (void)state;
    stage_plan(HF_ROLE_APP, &plan);
    is_refused(APP, HF_ERR_UPDATE_DEPENDENCY); /* secure in the slot is older */
    stage(HF_ROLE_SECURE, NEW - 1u);
    is_refused(SECURE | APP, HF_ERR_UPDATE_DEPENDENCY);
    plan = needing(HF_ROLE_APP, HF_ROLE_UROT, OLD + 1u);
    stage_plan(HF_ROLE_APP, &plan);
    is_refused(APP, HF_ERR_UPDATE_DEPENDENCY);
    plan = needing(HF_ROLE_APP, HF_ROLE_SECURE, NEW);
    stage_plan(HF_ROLE_APP, &plan);
    stage(HF_ROLE_SECURE, NEW);
    assert_int_equal(HF_OK, ask(SECURE | APP));
    assert_true(boot());
    assert_int_equal(NEW, running(HF_ROLE_APP));
}

static void what_stays_keeps_what_it_needs(void **state)
{
    struct hf_sign_plan plan = needing(HF_ROLE_APP, HF_ROLE_SECURE, OLD);

    (void)state;
    stage_plan(HF_ROLE_APP, &plan);
    assert_int_equal(HF_OK, ask(APP));
    assert_true(boot());
    accept_it();
    assert_true(boot());
    stage(HF_ROLE_SECURE, OLD - 1u); /* the floor of secure would let it pass */
    last_refusal = HF_OK;
    assert_int_equal(HF_OK, ask(SECURE));
    assert_true(boot());
    assert_int_equal(HF_ERR_UPDATE_DEPENDENCY, last_refusal);
}

static void one_update_at_a_time(void **state)
{
    (void)state;
    stage(HF_ROLE_APP, NEW);
    assert_int_equal(HF_ERR_UPDATE_SET, ask(0));
    assert_int_equal(HF_ERR_UPDATE_SET, ask(UROT | APP));
    assert_int_equal(HF_OK, ask(APP));
    assert_int_equal(HF_ERR_UPDATE_BUSY, ask(APP));
    assert_int_equal(HF_OK, hf_update_reject(secure_log(), HF_ERR_UPDATE_STATE));
    assert_true(boot());
    assert_int_equal(OLD, running(HF_ROLE_APP));
    assert_int_equal(HF_OK, ask(APP));
}

static void an_old_image_that_cannot_be_read_is_replaced(void **state)
{
    (void)state;
    stage(HF_ROLE_APP, NEW);
    assert_int_equal(HF_OK, ask(APP));
    hf_fake_nvm_poison(WORLD_APP + 3000u);
    assert_true(boot());
    assert_int_equal(NEW, running(HF_ROLE_APP));
    assert_true(boot()); /* there is nothing to go back to: the new one stays, unaccepted */
    assert_int_equal(NEW, running(HF_ROLE_APP));
    assert_int_equal(0, hf_counter_read(HF_ROLE_APP));
}

/* Starts, and cuts the power at `operation`. True when it came to that. */
static int cut_at(uint32_t operation, uint32_t variant)
{
    struct hf_fake_point const point = {operation, variant};
    jmp_buf off;

    if (setjmp(off) == 0) {
        hf_fake_power_cut(point, &off);
        (void)boot();
        hf_fake_power_on();
        return 0;
    }
    hf_fake_power_on();
    return 1;
}

static void a_new_image_that_rots_on_the_way_in_turns_the_walk_round(void **state)
{
    (void)state;
    stage(HF_ROLE_APP, NEW);
    assert_int_equal(HF_OK, ask(APP));
    assert_true(cut_at(60, 0)); /* in the second of three sectors */
    hf_fake_nvm_poison(WORLD_APP_NEW + 3u * WORLD_SECTOR + 100u);
    assert_true(boot());
    assert_int_equal(OLD, running(HF_ROLE_APP));
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
    stage(HF_ROLE_APP, NEW);
    assert_int_equal(HF_OK, ask(APP));
    before = hf_fake_snapshot_new();
    for (;; points++) {
        hf_fake_snapshot_restore(before);
        *hf_fake_die_page() = page;
        if (!cut_at(points * 5u, points % hf_fake_variants(HF_FAKE_ERASE))) {
            break;
        }
        assert_true(boot());
        if (install.update.phase == HF_UPDATE_TRIAL && points % 2u == 0) {
            accept_it();
            assert_true(boot());
            assert_int_equal(NEW, running(HF_ROLE_APP));
            assert_int_equal(NEW, hf_counter_read(HF_ROLE_APP));
            continue;
        }
        assert_true(boot());
        assert_int_equal(OLD, running(HF_ROLE_APP));
        assert_int_equal(0, hf_counter_read(HF_ROLE_APP)); /* never before an accept */
    }
    assert_true(points > 10u);
    hf_fake_snapshot_free(before);
}

/* Installs and accepts an app with this counter. */
static void make_done(uint32_t counter)
{
    stage(HF_ROLE_APP, counter);
    assert_int_equal(HF_OK, ask(APP));
    assert_true(boot());
    accept_it();
    assert_true(boot());
    assert_int_equal(counter, running(HF_ROLE_APP));
}

static void a_damaged_image_falls_back_to_the_one_before_if_the_floor_allows(void **state)
{
    (void)state;
    assert_int_equal(HF_OK, hf_counter_raise(HF_ROLE_APP, OLD));
    make_done(OLD);
    hf_fake_nvm_poison(WORLD_APP + 3000u);
    assert_true(boot());
    assert_int_equal(1, resets);
    assert_int_equal(OLD, running(HF_ROLE_APP));
}

static void a_damaged_image_never_falls_back_below_the_floor(void **state)
{
    (void)state;
    make_done(NEW);
    hf_fake_nvm_poison(WORLD_APP + 3000u);
    assert_false(boot());
    assert_int_equal(OLD, install.subject[HF_ROLE_APP].claims.counter); /* it was looked at */
}

static void a_lost_log_stops_no_boot(void **state)
{
    (void)state;
    assert_int_equal(HF_OK, hf_nvm_erase(WORLD_LOG));
    assert_int_equal(HF_OK, hf_nvm_erase(WORLD_LOG + WORLD_SECTOR));
    assert_true(boot());
    hf_fake_nvm_poison(WORLD_LOG);
    hf_fake_nvm_poison(WORLD_LOG + WORLD_SECTOR);
    assert_true(boot());
    hf_fake_nvm_weaken(WORLD_LOG, WORLD_SECTOR);
    assert_true(boot());
    assert_int_equal(OLD, running(HF_ROLE_APP));
}

static void a_new_urot_is_tried_from_b_and_after_an_accept_stands_in_both(void **state)
{
    (void)state;
    stage(HF_ROLE_UROT, NEW);
    assert_int_equal(HF_OK, ask(UROT));
    assert_true(boot());
    assert_int_equal(1, resets);
    assert_int_equal(1, world_handoff.slot);
    assert_int_equal(OLD, in_slot_of_urot(0));
    assert_int_equal(NEW, in_slot_of_urot(1));
    accept_it();
    assert_int_equal(0, hf_counter_read(HF_ROLE_UROT));
    assert_true(boot());
    assert_int_equal(0, world_handoff.slot);
    assert_int_equal(NEW, in_slot_of_urot(0));
    assert_int_equal(NEW, in_slot_of_urot(1));
    assert_int_equal(NEW, hf_counter_read(HF_ROLE_UROT));
}

static void a_new_urot_that_was_not_accepted_is_overwritten(void **state)
{
    (void)state;
    stage(HF_ROLE_UROT, NEW);
    assert_int_equal(HF_OK, ask(UROT));
    assert_true(boot());
    assert_true(boot());
    assert_int_equal(0, world_handoff.slot);
    assert_int_equal(OLD, in_slot_of_urot(0));
    assert_int_equal(OLD, in_slot_of_urot(1));
    assert_int_equal(HF_ERR_UPDATE_TRIAL, last_refusal);
    assert_int_equal(0, hf_counter_read(HF_ROLE_UROT));
}

static void a_urot_of_another_signer_or_below_the_floor_is_refused(void **state)
{
    struct hf_sign_plan const plan = plan_of(HF_ROLE_UROT, NEW, BIG);
    struct hf_region place;

    (void)state;
    assert_int_equal(HF_OK, hf_update_place(HF_ROLE_UROT, &place));
    stage(HF_ROLE_UROT, NEW);
    world_write(place.base, world_sign(&plan, "lab/keys/wrong-1.pem"));
    is_refused(UROT, HF_ERR_IMAGE_KEY_UNKNOWN);
    assert_int_equal(HF_OK, hf_counter_raise(HF_ROLE_UROT, OLD));
    stage(HF_ROLE_UROT, OLD - 1u);
    is_refused(UROT, HF_ERR_IMAGE_ROLLBACK);
    assert_int_equal(OLD, in_slot_of_urot(1));
}

static void no_slot_of_urot_is_erased_while_the_other_is_bad(void **state)
{
    (void)state;
    hf_fake_nvm_poison(WORLD_UROT_A + 3000u);
    stage(HF_ROLE_UROT, NEW);
    assert_int_equal(HF_OK, ask(UROT));
    assert_true(boot()); /* from B, into A; then A is tried: it is what any reset starts */
    assert_int_equal(0, world_handoff.slot);
    assert_int_equal(OLD, in_slot_of_urot(1));
    assert_true(boot());
    assert_int_equal(OLD, in_slot_of_urot(0)); /* taken back all the same */
}

static void the_ring_goes_into_the_log(void **state)
{
    struct hf_journal_walk walk;
    struct hf_bootlog_entry entry;
    uint32_t found = 0;

    (void)state;
    hf_note(HF_EVENT_REFUSED, HF_ROLE_UROT, 0, 0x12345678u, 3);
    hf_note(HF_EVENT_START, HF_ROLE_COUNT, HF_SLOT_NONE, 0, 0);
    assert_true(boot());
    assert_int_equal(0, world_records.written);
    hf_journal_walk_start(&secure_log()->journal, &walk);
    while (hf_bootlog_next(secure_log(), &walk, &entry) == HF_OK) {
        found += entry.kind == HF_BOOTLOG_REFUSAL && entry.as.history.record.word == 0x12345678u;
    }
    assert_int_equal(1, found);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(a_new_app_is_tried_and_stays_when_it_was_accepted, setup),
        cmocka_unit_test_setup(without_an_accept_the_old_app_is_back, setup),
        cmocka_unit_test_setup(secure_and_app_come_and_go_together, setup),
        cmocka_unit_test_setup(an_image_below_the_floor_is_refused_before_anything_is_touched,
                               setup),
        cmocka_unit_test_setup(a_counter_that_the_floor_cannot_reach_is_refused, setup),
        cmocka_unit_test_setup(a_bad_image_is_refused_before_anything_is_touched, setup),
        cmocka_unit_test_setup(one_bad_image_refuses_the_whole_set, setup),
        cmocka_unit_test_setup(what_an_image_needs_is_looked_for_in_the_set_and_in_the_slots,
                               setup),
        cmocka_unit_test_setup(what_stays_keeps_what_it_needs, setup),
        cmocka_unit_test_setup(one_update_at_a_time, setup),
        cmocka_unit_test_setup(an_old_image_that_cannot_be_read_is_replaced, setup),
        cmocka_unit_test_setup(a_new_image_that_rots_on_the_way_in_turns_the_walk_round, setup),
        cmocka_unit_test_setup(no_cut_of_power_stops_it, setup),
        cmocka_unit_test_setup(a_damaged_image_falls_back_to_the_one_before_if_the_floor_allows,
                               setup),
        cmocka_unit_test_setup(a_damaged_image_never_falls_back_below_the_floor, setup),
        cmocka_unit_test_setup(a_lost_log_stops_no_boot, setup),
        cmocka_unit_test_setup(a_new_urot_is_tried_from_b_and_after_an_accept_stands_in_both,
                               setup),
        cmocka_unit_test_setup(a_new_urot_that_was_not_accepted_is_overwritten, setup),
        cmocka_unit_test_setup(a_urot_of_another_signer_or_below_the_floor_is_refused, setup),
        cmocka_unit_test_setup(no_slot_of_urot_is_erased_while_the_other_is_bad, setup),
        cmocka_unit_test_setup(the_ring_goes_into_the_log, setup),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
