/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * Vault and boot log over a flash of which one call fails, once, whichever it is. Power cuts:
 * lab/powerfail. */
#include "firmware/store/bootlog.h"
#include "firmware/store/storage.h"
#include "firmware/store/vault_fixture.h"

#include <stdio.h>

#define STEPS 60u /* over more than one compaction */
#define NAMES 5u

static struct hf_bootlog bootlog;
static const struct hf_region log_half[2] = {{BASE, HALF}, {BASE + HALF, HALF}};

/* What every name was last given and acknowledged; 0: nothing, or removed. */
static uint32_t kept_value[NAMES];
static uint32_t tried_value[NAMES]; /* what a call that failed may have left */

static const char *text_of(uint32_t value)
{
    static char text[40];

    (void)snprintf(text, sizeof(text), "the value of step %u", value);
    return text;
}

static void change(uint32_t step)
{
    uint32_t const name = step % NAMES;
    uint32_t const value = step % 7u == 6u ? 0u : step;
    hf_err_t const result = value == 0 ? drop(name + 1u) : put(name + 1u, text_of(value));

    tried_value[name] = value;
    if (result == HF_OK || result == HF_ERR_VAULT_ENTRY) {
        kept_value[name] = value;
    }
}

/* The value of a name is the acknowledged one, or that of the call that failed. A read that failed
 * may cost a value, but gives none that is older. */
static void is_known(uint32_t name, enum hf_fake_failure failure)
{
    struct hf_vault_name const known = name_of(name + 1u);
    const struct hf_vault_entry *entry = hf_vault_find(&vault, &known);
    hf_span_t value = {NULL, 0};
    hf_err_t const result =
        entry == NULL ? HF_ERR_VAULT_ENTRY : hf_vault_read(&vault, entry, &value);
    int const is_kept = kept_value[name] != 0 && result == HF_OK &&
                        value.size == strlen(text_of(kept_value[name])) &&
                        memcmp(value.bytes, text_of(kept_value[name]), value.size) == 0;
    int const is_tried = tried_value[name] != 0 && result == HF_OK &&
                         value.size == strlen(text_of(tried_value[name])) &&
                         memcmp(value.bytes, text_of(tried_value[name]), value.size) == 0;

    if (result == HF_OK) {
        assert_true(is_kept || is_tried);
    } else if (failure != HF_FAKE_READ_FAILED) {
        assert_int_equal(HF_ERR_VAULT_ENTRY, result);
        assert_true(kept_value[name] == 0 || tried_value[name] == 0);
    }
    hf_vault_done(&vault);
}

static void run_vault(void)
{
    memset(kept_value, 0, sizeof(kept_value));
    memset(tried_value, 0, sizeof(tried_value));
    for (uint32_t step = 1; step <= STEPS; step++) {
        if (!hf_vault_is_open(&vault)) {
            (void)reopen();
        }
        change(step);
        if (step % 16u == 0) {
            (void)reopen();
        }
        if (step % 24u == 0) {
            (void)!hf_vault_scrub(&vault);
        }
    }
}

static void a_vault_loses_nothing_that_it_acknowledged(void **state)
{
    uint32_t call = 1;
    enum hf_fake_failure failure;

    for (;; call++) {
        assert_int_equal(0, fresh(state));
        setup.turns_per_epoch = 2;
        hf_fake_nvm_fail(call);
        run_vault();
        failure = hf_fake_nvm_failed();
        hf_fake_nvm_fail(0);
        if (failure == HF_FAKE_NONE_FAILED) {
            break;
        }
        assert_int_equal(HF_OK, reopen());
        for (uint32_t name = 0; name < NAMES; name++) {
            is_known(name, failure);
        }
    }
    assert_true(call > 200);
}

static hf_err_t log_step(uint32_t step)
{
    struct hf_bootlog_entry entry = {.kind = step % 2u ? HF_BOOTLOG_INSTALL : HF_BOOTLOG_PROGRESS};
    hf_err_t result;

    if (entry.kind == HF_BOOTLOG_INSTALL) {
        entry.as.install = (struct hf_bootlog_install){.role = 1, .phase = 2, .detail = step};
    } else {
        entry.as.progress = (struct hf_bootlog_progress){.role = 1, .phase = 2, .step = step};
    }
    result = hf_bootlog_append(&bootlog, &entry);
    if (result != HF_OK) {
        result = hf_bootlog_compact(&bootlog);
        if (result == HF_OK) {
            result = hf_bootlog_append(&bootlog, &entry);
        }
    }
    return result;
}

static uint32_t log_state(enum hf_bootlog_kind kind)
{
    struct hf_bootlog_entry entry;

    if (hf_bootlog_state(&bootlog, kind, 1, &entry) != HF_OK) {
        return 0;
    }
    return kind == HF_BOOTLOG_INSTALL ? entry.as.install.detail : entry.as.progress.step;
}

static hf_err_t log_open(void)
{
    memset(&bootlog, 0xee, sizeof(bootlog));
    return hf_bootlog_open(&bootlog, log_half, root);
}

/* Gives the last step of both kinds that was acknowledged. */
static void run_log(uint32_t last[2])
{
    for (uint32_t step = 1; step <= 2u * STEPS; step++) {
        if (log_step(step) == HF_OK) {
            last[step % 2u] = step;
        }
        if (step % 16u == 0) {
            (void)log_open();
        }
    }
}

static void a_boot_log_loses_no_state_that_it_acknowledged(void **state)
{
    uint32_t call = 1;

    (void)state;
    for (;; call++) {
        uint32_t last[2] = {0, 0};
        enum hf_fake_failure failure;

        hf_fake_nvm_setup(&hf_fake_l5);
        assert_int_equal(HF_ERR_JOURNAL_EMPTY, log_open());
        assert_int_equal(HF_OK, hf_bootlog_start(&bootlog));
        hf_fake_nvm_fail(call);
        run_log(last);
        failure = hf_fake_nvm_failed();
        hf_fake_nvm_fail(0);
        if (failure == HF_FAKE_NONE_FAILED) {
            break;
        }
        assert_int_equal(HF_OK, log_open());
        assert_int_equal(last[1], log_state(HF_BOOTLOG_INSTALL));
        assert_int_equal(last[0], log_state(HF_BOOTLOG_PROGRESS));
    }
    assert_true(call > 200);
}

static void a_format_that_failed_can_be_made_again(void **state)
{
    uint32_t call = 1;

    (void)state;
    for (;; call++) {
        hf_err_t result;

        hf_fake_nvm_setup(&hf_fake_l5);
        hf_fake_counter_setup(100, HF_RETENTION_LIFE);
        memset(&vault, 0, sizeof(vault));
        hf_fake_nvm_fail(call);
        result = hf_vault_format(&vault, &setup, root);
        if (hf_fake_nvm_failed() == HF_FAKE_NONE_FAILED) {
            assert_int_equal(HF_OK, result);
            break;
        }
        hf_fake_nvm_fail(0);
        if (result != HF_OK) {
            assert_false(hf_vault_is_open(&vault));
            assert_int_equal(HF_OK, hf_vault_format(&vault, &setup, root));
        }
        assert_int_equal(HF_OK, put(1, "first"));
        assert_int_equal(HF_OK, reopen());
        assert_int_equal(HF_OK, look(1, "first"));
    }
    assert_true(call > 5);
}

/* A read that fails is said in the words of each storage, and costs nothing. */
static void a_value_that_cannot_be_read_is_said_to_be_so(void **state)
{
    static const struct {
        uint8_t space;
        hf_storage_status_t status;
    } spaces[] = {{HF_VAULT_ITS, HF_STORAGE_STORAGE_FAILURE},
                  {HF_VAULT_PS, HF_STORAGE_DATA_CORRUPT}};

    assert_int_equal(0, fresh(state));
    for (uint32_t i = 0; i < 2; i++) {
        struct hf_vault_name const name = {.uid = 9, .owner = 1, .space = spaces[i].space};
        uint8_t text[8] = "nothing";
        struct hf_storage_out out = {text, sizeof(text), 0};

        assert_int_equal(
            HF_STORAGE_SUCCESS,
            hf_storage_set(&vault, &name, (hf_span_t){(const uint8_t *)"value", 5}, 0));
        for (uint32_t call = 1; call <= 2; call++) { /* head, rest */
            hf_fake_nvm_fail(call);
            assert_int_equal(spaces[i].status, hf_storage_get(&vault, &name, 0, &out));
            assert_int_equal(0, out.length);
            assert_string_equal("nothing", text);
        }
        hf_fake_nvm_fail(0);
        assert_int_equal(HF_STORAGE_SUCCESS, hf_storage_get(&vault, &name, 0, &out));
        assert_memory_equal("value", text, 5);
    }
}

static void a_name_in_no_space_is_none(void **state)
{
    struct hf_vault_name name = {.uid = 9, .owner = 1, .space = HF_VAULT_ITS - 1};
    struct hf_storage_info info;

    assert_int_equal(0, fresh(state));
    assert_int_equal(HF_STORAGE_INVALID_ARGUMENT, hf_storage_get_info(&vault, &name, &info));
    name.space = HF_VAULT_KEY + 1;
    assert_int_equal(HF_STORAGE_INVALID_ARGUMENT, hf_storage_get_info(&vault, &name, &info));
    name.space = HF_VAULT_KEY;
    assert_int_equal(HF_STORAGE_DOES_NOT_EXIST, hf_storage_get_info(&vault, &name, &info));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_vault_loses_nothing_that_it_acknowledged),
        cmocka_unit_test(a_format_that_failed_can_be_made_again),
        cmocka_unit_test(a_value_that_cannot_be_read_is_said_to_be_so),
        cmocka_unit_test(a_name_in_no_space_is_none),
        cmocka_unit_test(a_boot_log_loses_no_state_that_it_acknowledged),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
