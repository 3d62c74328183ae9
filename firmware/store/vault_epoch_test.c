/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * What stops old flash: epochs, and wiping. */
#include "firmware/store/vault_fixture.h"

static void an_older_flash_of_an_earlier_epoch_is_refused(void **state)
{
    (void)state;
    assert_int_equal(HF_OK, put(1, "old"));
    keep();
    assert_int_equal(HF_OK, hf_vault_advance(&vault));
    assert_int_equal(HF_OK, look(1, "old"));
    put_back();
    assert_int_equal(HF_ERR_VAULT_STALE, reopen());
}

/* What is not stopped, on purpose a test: the page says the same. */
static void an_older_flash_of_the_same_epoch_is_taken(void **state)
{
    (void)state;
    assert_int_equal(HF_OK, put(1, "old"));
    keep();
    assert_int_equal(HF_OK, put(1, "new"));
    put_back();
    assert_int_equal(HF_OK, reopen());
    assert_int_equal(HF_OK, look(1, "old"));
}

static void a_flash_one_epoch_ahead_is_taken_and_the_counter_follows(void **state)
{
    uint32_t const epoch = hf_counter_read(HF_COUNTER_EPOCH);

    (void)state;
    assert_int_equal(HF_OK, put(1, "value"));
    assert_int_equal(HF_OK, hf_vault_advance(&vault));
    hf_fake_counter_force(HF_COUNTER_EPOCH, epoch);
    assert_int_equal(HF_OK, reopen());
    assert_int_equal(HF_OK, look(1, "value"));
    assert_int_equal(epoch + 1, hf_counter_read(HF_COUNTER_EPOCH));
}

static void a_flash_two_epochs_ahead_is_refused(void **state)
{
    (void)state;
    assert_int_equal(HF_OK, hf_vault_advance(&vault));
    assert_int_equal(HF_OK, hf_vault_advance(&vault));
    hf_fake_counter_force(HF_COUNTER_EPOCH, hf_counter_read(HF_COUNTER_EPOCH) - 2u);
    assert_int_equal(HF_ERR_VAULT_AHEAD, reopen());
}

static void epochs_advance_by_themselves_with_every_nth_compaction(void **state)
{
    uint32_t const epoch = hf_counter_read(HF_COUNTER_EPOCH);

    (void)state;
    setup.turns_per_epoch = 3;
    assert_int_equal(HF_OK, reopen());
    for (uint32_t turn = 1; turn <= 7; turn++) {
        assert_int_equal(HF_OK, hf_vault_scrub(&vault) == HF_OK ? reopen() : HF_ERR_UNSET);
        assert_int_equal(epoch + 2u * turn / 3u, hf_counter_read(HF_COUNTER_EPOCH));
    }
}

static void a_used_up_counter_ends_the_epochs_and_not_the_vault(void **state)
{
    (void)state;
    setup.turns_per_epoch = 1;
    hf_fake_counter_force(HF_COUNTER_EPOCH, 97);
    assert_int_equal(HF_OK, hf_vault_format(&vault, &setup, root));
    assert_int_equal(1, hf_vault_epochs_left());
    assert_int_equal(HF_OK, put(1, "value"));
    assert_int_equal(HF_OK, hf_vault_scrub(&vault));
    assert_int_equal(0, hf_vault_epochs_left());
    assert_int_equal(HF_ERR_COUNTER_WORN, hf_vault_advance(&vault));
    assert_int_equal(HF_OK, hf_vault_scrub(&vault));
    assert_int_equal(HF_OK, reopen());
    assert_int_equal(HF_OK, look(1, "value"));
}

static void without_a_lasting_counter_there_are_no_epochs(void **state)
{
    (void)state;
    hf_fake_counter_setup(100, HF_RETENTION_NONE);
    setup.turns_per_epoch = 1;
    assert_int_equal(HF_OK, hf_vault_format(&vault, &setup, root));
    assert_int_equal(HF_OK, put(1, "value"));
    assert_int_equal(HF_OK, hf_vault_scrub(&vault));
    assert_int_equal(0, hf_counter_read(HF_COUNTER_EPOCH));
    assert_int_equal(HF_ERR_COUNTER_WORN, hf_vault_advance(&vault));
    assert_int_equal(HF_OK, reopen());
    assert_int_equal(HF_OK, look(1, "value"));
}

static void a_wiped_vault_cannot_be_put_back(void **state)
{
    (void)state;
    assert_int_equal(HF_OK, put(1, "secret"));
    keep();
    assert_int_equal(HF_OK, hf_vault_wipe(&vault));
    put_back();
    assert_int_equal(HF_ERR_VAULT_STALE, reopen());
}

static void a_wiped_vault_that_was_one_epoch_ahead_cannot_be_put_back(void **state)
{
    (void)state;
    assert_int_equal(HF_OK, put(1, "secret"));
    assert_int_equal(HF_OK, hf_vault_advance(&vault));
    keep();
    hf_fake_counter_force(HF_COUNTER_EPOCH, hf_counter_read(HF_COUNTER_EPOCH) - 1u);
    assert_int_equal(HF_OK, hf_vault_wipe(&vault));
    put_back();
    assert_int_equal(HF_ERR_VAULT_STALE, reopen());
}

static void wiping_forgets_keys_and_erases_both_halves(void **state)
{
    static const struct hf_vault_keys none;

    (void)state;
    assert_int_equal(HF_OK, put(1, "secret"));
    assert_int_equal(HF_OK, hf_vault_wipe(&vault));
    assert_memory_equal(&none, &vault.keys, sizeof(none));
    for (uint32_t i = 0; i < 2 * HALF; i++) {
        assert_int_equal(0xff, hf_fake_nvm_bytes(BASE)[i]);
    }
}

static void wiping_works_when_nothing_is_readable(void **state)
{
    (void)state;
    for (uint32_t i = 0; i < 2 * HALF; i += 8) {
        hf_fake_nvm_poison(BASE + i);
    }
    assert_int_equal(HF_ERR_JOURNAL_FOREIGN, reopen());
    assert_int_equal(HF_OK, hf_vault_wipe(&vault));
    assert_int_equal(HF_OK, hf_vault_format(&vault, &setup, root));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(an_older_flash_of_an_earlier_epoch_is_refused, fresh),
        cmocka_unit_test_setup(an_older_flash_of_the_same_epoch_is_taken, fresh),
        cmocka_unit_test_setup(a_flash_one_epoch_ahead_is_taken_and_the_counter_follows, fresh),
        cmocka_unit_test_setup(a_flash_two_epochs_ahead_is_refused, fresh),
        cmocka_unit_test_setup(epochs_advance_by_themselves_with_every_nth_compaction, fresh),
        cmocka_unit_test_setup(a_used_up_counter_ends_the_epochs_and_not_the_vault, fresh),
        cmocka_unit_test_setup(without_a_lasting_counter_there_are_no_epochs, fresh),
        cmocka_unit_test_setup(a_wiped_vault_cannot_be_put_back, fresh),
        cmocka_unit_test_setup(a_wiped_vault_that_was_one_epoch_ahead_cannot_be_put_back, fresh),
        cmocka_unit_test_setup(wiping_forgets_keys_and_erases_both_halves, fresh),
        cmocka_unit_test_setup(wiping_works_when_nothing_is_readable, fresh),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
