/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * Fuses, counters and the identity, over the fake die. */
#include "core/span.h"
#include "hw/api/counter.h"
#include "hw/api/crypto.h"
#include "hw/api/die.h"
#include "hw/fake/die.h"

/* clang-format off */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include <string.h>

static int setup(void **state)
{
    struct hf_die die = {.magic = HF_DIE_MAGIC, .version = HF_DIE_VERSION};

    (void)state;
    memset(die.huk, 'H', sizeof(die.huk));
    memset(die.uid, 'U', sizeof(die.uid));
    memset(die.root_hash[1], 0x11, sizeof(die.root_hash[1]));
    hf_fake_die_setup(&die);
    return 0;
}

static void a_new_counter_is_zero(void **state)
{
    (void)state;
    for (uint32_t which = 0; which < HF_COUNTER_COUNT; which++) {
        assert_int_equal(0, hf_counter_read(which));
    }
}

static void a_counter_rises_to_its_value(void **state)
{
    (void)state;
    assert_int_equal(HF_OK, hf_counter_raise(HF_ROLE_APP, 11));
    assert_int_equal(11, hf_counter_read(HF_ROLE_APP));
    assert_int_equal(0, hf_counter_read(HF_ROLE_SECURE));
}

static void a_counter_never_falls(void **state)
{
    (void)state;
    assert_int_equal(HF_OK, hf_counter_raise(HF_ROLE_APP, 11));
    assert_int_equal(HF_OK, hf_counter_raise(HF_ROLE_APP, 3));
    assert_int_equal(11, hf_counter_read(HF_ROLE_APP));
}

static void a_counter_says_when_it_is_worn(void **state)
{
    uint32_t const steps = hf_counter_steps(HF_ROLE_UROT);

    (void)state;
    assert_int_equal(1024, steps);
    assert_int_equal(4096, hf_counter_steps(HF_COUNTER_EPOCH));
    assert_int_equal(HF_ERR_COUNTER_WORN, hf_counter_raise(HF_ROLE_UROT, steps + 1u));
    assert_int_equal(0, hf_counter_read(HF_ROLE_UROT));
    assert_int_equal(HF_OK, hf_counter_raise(HF_ROLE_UROT, steps));
    assert_int_equal(steps, hf_counter_read(HF_ROLE_UROT));
}

static void a_locked_counter_stays_until_a_reset(void **state)
{
    (void)state;
    hf_counter_lock(HF_ROLE_UROT);
    assert_int_equal(HF_ERR_COUNTER_LOCKED, hf_counter_raise(HF_ROLE_UROT, 1));
    assert_int_equal(HF_OK, hf_counter_raise(HF_ROLE_SECURE, 1));
    hf_fake_die_reset();
    assert_int_equal(HF_OK, hf_counter_raise(HF_ROLE_UROT, 1));
}

static void a_revoked_root_stays_revoked(void **state)
{
    (void)state;
    assert_int_equal(0, hf_fuse_revoked());
    assert_int_equal(HF_OK, hf_fuse_revoke(2));
    hf_fake_die_reset();
    assert_int_equal(1u << 2, hf_fuse_revoked());
}

static void locked_fuses_refuse(void **state)
{
    (void)state;
    hf_fuse_lock();
    assert_int_equal(HF_ERR_FUSE_LOCKED, hf_fuse_revoke(0));
    assert_int_equal(HF_ERR_FUSE_LOCKED, hf_lifecycle_advance());
    assert_int_equal(0, hf_fuse_revoked());
}

static void there_is_no_root_beyond_the_last(void **state)
{
    (void)state;
    assert_int_equal(HF_ERR_FUSE_LOCKED, hf_fuse_revoke(HF_DIE_ROOTS));
    assert_null(hf_die_root_hash(HF_DIE_ROOTS));
}

static void the_life_cycle_goes_one_way(void **state)
{
    static const uint32_t states[] = {HF_LIFECYCLE_ASSEMBLY,     HF_LIFECYCLE_PROVISIONING,
                                      HF_LIFECYCLE_SECURED,      HF_LIFECYCLE_RECOVERABLE,
                                      HF_LIFECYCLE_DECOMMISSION, HF_LIFECYCLE_DECOMMISSION};

    (void)state;
    for (size_t i = 0; i < sizeof(states) / sizeof(states[0]); i++) {
        assert_int_equal(states[i], hf_lifecycle_read());
        assert_int_equal(HF_OK, hf_lifecycle_advance());
    }
}

static void an_unused_root_slot_has_no_hash(void **state)
{
    (void)state;
    assert_null(hf_die_root_hash(0));
    assert_non_null(hf_die_root_hash(1));
}

static void a_blank_die_is_missing(void **state)
{
    static const struct hf_die blank;

    (void)state;
    assert_int_equal(HF_OK, hf_die_check());
    hf_fake_die_setup(&blank);
    assert_int_equal(HF_ERR_DIE_MISSING, hf_die_check());
}

static void the_hardware_key_derives_what_the_kdf_says(void **state)
{
    uint8_t huk[32];
    uint8_t want[32];
    uint8_t got[32];

    (void)state;
    memset(huk, 'H', sizeof(huk));
    hf_kdf(huk, "urot", HF_LIFECYCLE_SECURED, want);
    assert_int_equal(HF_OK, hf_huk_derive("urot", HF_LIFECYCLE_SECURED, got));
    assert_memory_equal(want, got, sizeof(want));
}

static void a_locked_die_derives_nothing_until_a_reset(void **state)
{
    uint8_t got[32];

    (void)state;
    assert_int_equal(HF_OK, hf_die_lock());
    assert_int_equal(HF_ERR_DIE_MISSING, hf_die_check());
    assert_int_equal(HF_ERR_HUK_LOCKED, hf_huk_derive("urot", 0, got));
    hf_fake_die_reset();
    assert_int_equal(HF_OK, hf_huk_derive("urot", 0, got));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(a_new_counter_is_zero, setup),
        cmocka_unit_test_setup(a_counter_rises_to_its_value, setup),
        cmocka_unit_test_setup(a_counter_never_falls, setup),
        cmocka_unit_test_setup(a_counter_says_when_it_is_worn, setup),
        cmocka_unit_test_setup(a_locked_counter_stays_until_a_reset, setup),
        cmocka_unit_test_setup(a_revoked_root_stays_revoked, setup),
        cmocka_unit_test_setup(locked_fuses_refuse, setup),
        cmocka_unit_test_setup(there_is_no_root_beyond_the_last, setup),
        cmocka_unit_test_setup(the_life_cycle_goes_one_way, setup),
        cmocka_unit_test_setup(an_unused_root_slot_has_no_hash, setup),
        cmocka_unit_test_setup(a_blank_die_is_missing, setup),
        cmocka_unit_test_setup(the_hardware_key_derives_what_the_kdf_says, setup),
        cmocka_unit_test_setup(a_locked_die_derives_nothing_until_a_reset, setup),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
