/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * What a device serves in each state, and in which order its life ends. */
#include "firmware/secure/life.h"

#include "firmware/secure/abi/gate.h"
#include "firmware/secure/engine.h"
#include "firmware/secure/mount.h"
#include "firmware/secure/root.h"
#include "hw/api/map.h"
#include "hw/api/note.h"
#include "hw/api/tamper.h"
#include "hw/fake/counter.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

static struct hf_handoff handoff;
const struct hf_map hf_map = {.handoff = &handoff};

static uint32_t events;
static hf_err_t flash;   /* what the erase says */
static char steps[16];   /* r: roots wiped, e: engine, v: vault, t: tamper cleared */
static uint32_t at_wipe; /* life cycle when the vault was wiped */
static hf_err_t noted;
static uint32_t notes;

static void step(char what)
{
    size_t const used = strlen(steps);

    assert_true(used + 1u < sizeof(steps));
    steps[used] = what;
}

uint32_t hf_tamper_events(void)
{
    return events;
}

void hf_tamper_clear(void)
{
    step('t');
    events = 0;
}

void hf_root_wipe(void)
{
    step('r');
}

void hf_engine_wipe(void)
{
    step('e');
}

hf_err_t hf_mount_wipe(void)
{
    step('v');
    at_wipe = hf_lifecycle_read();
    return flash;
}

void hf_note(enum hf_event event, uint8_t role, uint8_t slot, uint32_t word, uint32_t detail)
{
    (void)role;
    (void)slot;
    (void)detail;
    assert_int_equal(HF_EVENT_REFUSED, event);
    noted = (hf_err_t)word;
    notes++;
}

static void boot(void)
{
    handoff.lifecycle = hf_lifecycle_read();
    noted = HF_OK;
    notes = 0;
    memset(steps, 0, sizeof(steps));
    hf_life_start();
}

static void age(uint32_t lifecycle)
{
    hf_fake_counter_setup(64, HF_RETENTION_LIFE);
    events = 0;
    flash = HF_OK;
    while (hf_lifecycle_read() != lifecycle) {
        assert_int_equal(HF_OK, hf_lifecycle_advance());
    }
    boot();
}

static void a_secured_device_serves(void **state)
{
    (void)state;
    age(HF_LIFECYCLE_SECURED);
    assert_int_equal(0, notes);
    for (uint32_t service = 1; service < 256; service++) {
        assert_int_equal(HF_OK, hf_life_check(service));
    }
}

static void every_other_state_serves_three_calls(void **state)
{
    static const uint32_t states[] = {HF_LIFECYCLE_ASSEMBLY, HF_LIFECYCLE_PROVISIONING,
                                      HF_LIFECYCLE_RECOVERABLE, HF_LIFECYCLE_DECOMMISSION};

    (void)state;
    for (size_t i = 0; i < 4; i++) {
        hf_err_t const word = i < 2 ? HF_ERR_LIFE_UNPROVISIONED : HF_ERR_LIFE_ENDED;

        age(states[i]);
        assert_int_equal(word, noted);
        for (uint32_t service = 1; service < 256; service++) {
            int const open = service == HF_SERVICE_VERSION || service == HF_SERVICE_ALIVE ||
                             service == HF_SERVICE_LIFE;

            assert_int_equal(open ? HF_OK : word, hf_life_check(service));
        }
    }
}

static void an_unknown_state_serves_nothing(void **state)
{
    (void)state;
    age(HF_LIFECYCLE_SECURED);
    handoff.lifecycle = HF_LIFECYCLE_SECURED | 1u;
    hf_life_start();
    assert_int_equal(HF_ERR_LIFE_ENDED, hf_life_check(HF_SERVICE_TOKEN));
}

static void an_event_wipes_within_the_next_call(void **state)
{
    (void)state;
    age(HF_LIFECYCLE_SECURED);
    assert_int_equal(HF_OK, hf_life_check(HF_SERVICE_TOKEN));
    events = 1;
    assert_int_equal(HF_OK, hf_life_check(HF_SERVICE_ALIVE)); /* any call notices */
    assert_string_equal("rev", steps);
    assert_int_equal(HF_ERR_TAMPER_EVENT, noted);
    assert_int_equal(HF_ERR_TAMPER_EVENT, hf_life_check(HF_SERVICE_TOKEN));
    assert_int_equal(HF_LIFECYCLE_SECURED, hf_lifecycle_read());
}

static void an_event_is_recorded_and_wiped_once(void **state)
{
    (void)state;
    age(HF_LIFECYCLE_SECURED);
    events = 1;
    for (uint32_t i = 0; i < 5; i++) {
        assert_int_equal(HF_ERR_TAMPER_EVENT, hf_life_check(HF_SERVICE_STORAGE_GET));
    }
    assert_int_equal(1, notes);
    assert_string_equal("rev", steps);
}

static void a_standing_event_refuses_at_the_next_boot(void **state)
{
    (void)state;
    age(HF_LIFECYCLE_SECURED);
    events = 1;
    boot();
    assert_int_equal(HF_ERR_TAMPER_EVENT, noted);
    assert_string_equal("", steps); /* the flash is not worn by reboots */
    assert_int_equal(HF_ERR_TAMPER_EVENT, hf_life_check(HF_SERVICE_STORAGE_GET));
}

static void a_flash_that_is_not_erased_is_said(void **state)
{
    (void)state;
    age(HF_LIFECYCLE_SECURED);
    events = 1;
    flash = HF_ERR_NVM_BUSY;
    assert_int_equal(HF_ERR_TAMPER_EVENT, hf_life_check(HF_SERVICE_TOKEN));
    assert_int_equal(HF_ERR_NVM_VERIFY, noted);
}

static void keys_and_vault_go_before_the_life_cycle_moves(void **state)
{
    (void)state;
    age(HF_LIFECYCLE_SECURED);
    assert_int_equal(HF_OK, hf_life_end(HF_LIFECYCLE_RECOVERABLE));
    assert_string_equal("revt", steps);
    assert_int_equal(HF_LIFECYCLE_SECURED, at_wipe);
    assert_int_equal(HF_LIFECYCLE_RECOVERABLE, hf_lifecycle_read());
    assert_int_equal(HF_ERR_LIFE_ENDED, hf_life_check(HF_SERVICE_TOKEN));
}

static void a_vault_that_cannot_be_wiped_keeps_the_life_cycle(void **state)
{
    (void)state;
    age(HF_LIFECYCLE_SECURED);
    flash = HF_ERR_NVM_BUSY;
    assert_int_equal(HF_ERR_NVM_BUSY, hf_life_end(HF_LIFECYCLE_RECOVERABLE));
    assert_int_equal(HF_LIFECYCLE_SECURED, hf_lifecycle_read());
    assert_int_equal(HF_ERR_LIFE_ENDED, hf_life_check(HF_SERVICE_TOKEN));
}

static void locked_fuses_keep_the_life_cycle(void **state)
{
    (void)state;
    age(HF_LIFECYCLE_SECURED);
    hf_fuse_lock();
    assert_int_equal(HF_ERR_FUSE_LOCKED, hf_life_end(HF_LIFECYCLE_DECOMMISSION));
    assert_int_equal(HF_LIFECYCLE_SECURED, hf_lifecycle_read());
}

static void a_returned_device_can_be_decommissioned_and_not_returned_again(void **state)
{
    (void)state;
    age(HF_LIFECYCLE_RECOVERABLE);
    assert_int_equal(HF_ERR_LIFE_STATE, hf_life_end(HF_LIFECYCLE_RECOVERABLE));
    assert_int_equal(HF_LIFECYCLE_RECOVERABLE, hf_lifecycle_read());
    assert_int_equal(HF_OK, hf_life_end(HF_LIFECYCLE_DECOMMISSION));
    assert_int_equal(HF_LIFECYCLE_DECOMMISSION, hf_lifecycle_read());
    assert_int_equal(HF_ERR_LIFE_STATE, hf_life_end(HF_LIFECYCLE_DECOMMISSION));
}

static void a_device_that_was_never_secured_has_no_end(void **state)
{
    (void)state;
    age(HF_LIFECYCLE_PROVISIONING);
    assert_int_equal(HF_ERR_LIFE_STATE, hf_life_end(HF_LIFECYCLE_DECOMMISSION));
    assert_string_equal("", steps);
    assert_int_equal(HF_LIFECYCLE_PROVISIONING, hf_lifecycle_read());
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_secured_device_serves),
        cmocka_unit_test(every_other_state_serves_three_calls),
        cmocka_unit_test(an_unknown_state_serves_nothing),
        cmocka_unit_test(an_event_wipes_within_the_next_call),
        cmocka_unit_test(an_event_is_recorded_and_wiped_once),
        cmocka_unit_test(a_standing_event_refuses_at_the_next_boot),
        cmocka_unit_test(a_flash_that_is_not_erased_is_said),
        cmocka_unit_test(keys_and_vault_go_before_the_life_cycle_moves),
        cmocka_unit_test(a_vault_that_cannot_be_wiped_keeps_the_life_cycle),
        cmocka_unit_test(locked_fuses_keep_the_life_cycle),
        cmocka_unit_test(a_returned_device_can_be_decommissioned_and_not_returned_again),
        cmocka_unit_test(a_device_that_was_never_secured_has_no_end),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
