/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * PSA Firmware Update as a client sees it: every call in every state, and the downloads that go
 * wrong. Power cuts and other flash: fwu_store_test.c. */
#include "firmware/secure/fwu_world.h"
#include "psa/update.h"

_Static_assert(STATUS_SUCCESS_REBOOT == PSA_SUCCESS_REBOOT, "psa/update.h");
_Static_assert(STATUS_DEPENDENCY_NEEDED == PSA_ERROR_DEPENDENCY_NEEDED, "psa/update.h");
_Static_assert(STATUS_FLASH_ABUSE == PSA_ERROR_FLASH_ABUSE, "psa/update.h");
_Static_assert(STATUS_BAD_STATE == PSA_ERROR_BAD_STATE, "psa/error.h");
_Static_assert(STATUS_STORAGE_FAILURE == PSA_ERROR_STORAGE_FAILURE, "psa/error.h");
_Static_assert(STATUS_INSUFFICIENT_STORAGE == PSA_ERROR_INSUFFICIENT_STORAGE, "psa/error.h");
_Static_assert(HF_FWU_UPDATED == PSA_FWU_UPDATED && HF_FWU_TRIAL == PSA_FWU_TRIAL, "psa/update.h");
_Static_assert(HF_FWU_ALIGN == 1u << PSA_FWU_LOG2_WRITE_ALIGN, "psa/fwu_config.h");
_Static_assert(HF_GATE_FWU_BLOCK_MOST == PSA_FWU_MAX_WRITE_SIZE, "psa/fwu_config.h");

static const struct recipe app_2 = {HF_ROLE_APP, 9000, 6, 2, 0xff, 0};
static const struct recipe secure_2 = {HF_ROLE_SECURE, 5000, 6, 2, 0xff, 0};
static const struct recipe urot_2 = {HF_ROLE_UROT, 5000, 6, 2, 0xff, 0};
static struct made_image image;
static struct made_image other;

static int fresh(void **context)
{
    (void)context;
    start_world(&hf_fake_l5);
    return 0;
}

static struct hf_bootlog_install logged(uint32_t role)
{
    struct hf_bootlog_entry entry;

    assert_int_equal(HF_OK, hf_bootlog_state(hf_fwu.log, HF_BOOTLOG_INSTALL, role, &entry));
    return entry.as.install;
}

/* What urot does at a start, as far as the log shows it. */
static void urot_moves_to(uint8_t phase, uint32_t detail)
{
    struct hf_bootlog_entry entry = {.kind = HF_BOOTLOG_INSTALL};

    entry.as.install = logged(HF_ROLE_APP);
    entry.as.install.phase = phase;
    entry.as.install.detail = detail;
    assert_int_equal(HF_OK, hf_bootlog_append(hf_fwu.log, &entry));
    reset();
}

static void stage_app(void)
{
    make_image(&image, &app_2);
    assert_int_equal(PSA_SUCCESS, download(HF_ROLE_APP, &image));
    assert_int_equal(PSA_SUCCESS_REBOOT, hf_fwu_install());
}

/* The calls that take a component, as one function. */
enum call { START, WRITE, FINISH, CANCEL, CLEAN, INSTALL, REJECT, ACCEPT, CALLS };

static int32_t do_call(enum call call)
{
    switch (call) {
    case START:
        return hf_fwu_start(HF_ROLE_APP, 0);
    case WRITE:
        return hf_fwu_write(HF_ROLE_APP, 0, image.bytes, BLOCK);
    case FINISH:
        return hf_fwu_finish(HF_ROLE_APP);
    case CANCEL:
        return hf_fwu_cancel(HF_ROLE_APP);
    case CLEAN:
        return hf_fwu_clean(HF_ROLE_APP);
    case INSTALL:
        return hf_fwu_install();
    case REJECT:
        return hf_fwu_reject(-1000);
    default:
        return hf_fwu_accept();
    }
}

/* Brings the app into a state by the calls and resets that lead there. */
static void arrive(uint32_t wanted)
{
    start_world(&hf_fake_l5);
    make_image(&image, &app_2);
    switch (wanted) {
    case PSA_FWU_WRITING:
        assert_int_equal(PSA_SUCCESS, hf_fwu_start(HF_ROLE_APP, 0));
        assert_int_equal(PSA_SUCCESS, send(HF_ROLE_APP, &image, 0, image.size));
        break;
    case PSA_FWU_CANDIDATE:
        assert_int_equal(PSA_SUCCESS, download(HF_ROLE_APP, &image));
        break;
    case PSA_FWU_STAGED:
        stage_app();
        break;
    case PSA_FWU_FAILED:
        assert_int_equal(PSA_SUCCESS, hf_fwu_start(HF_ROLE_APP, 0));
        assert_int_equal(PSA_SUCCESS, hf_fwu_cancel(HF_ROLE_APP));
        break;
    case PSA_FWU_TRIAL:
        stage_app();
        urot_moves_to(HF_UPDATE_TRIAL, 0);
        break;
    case PSA_FWU_REJECTED:
        stage_app();
        urot_moves_to(HF_UPDATE_TRIAL, 0);
        assert_int_equal(PSA_SUCCESS_REBOOT, hf_fwu_reject(-1000));
        break;
    case PSA_FWU_UPDATED:
        stage_app();
        urot_moves_to(HF_UPDATE_TRIAL, 0);
        assert_int_equal(PSA_SUCCESS, hf_fwu_accept());
        break;
    default:
        break;
    }
    assert_int_equal(wanted, state(HF_ROLE_APP));
}

/* The standard's table: where each call leads from each state; NO means PSA_ERROR_BAD_STATE and
 * nothing changed. */
static void every_call_in_every_state_does_what_the_standard_says(void **context)
{
    enum { NO = 0xff };
    static const uint8_t leads_to[8][CALLS] = {
        /*            START WRITE FINISH CANCEL CLEAN INSTALL REJECT ACCEPT */
        [PSA_FWU_READY] = {1, NO, NO, NO, NO, NO, NO, NO},
        [PSA_FWU_WRITING] = {NO, 1, 2, 4, NO, NO, NO, NO},
        [PSA_FWU_CANDIDATE] = {NO, NO, NO, 4, NO, 3, NO, NO},
        [PSA_FWU_STAGED] = {NO, NO, NO, NO, NO, NO, 4, NO},
        [PSA_FWU_FAILED] = {NO, NO, NO, NO, 0, NO, NO, NO},
        [PSA_FWU_TRIAL] = {NO, NO, NO, NO, NO, NO, 6, 7},
        [PSA_FWU_REJECTED] = {NO, NO, NO, NO, NO, NO, NO, NO},
        [PSA_FWU_UPDATED] = {NO, NO, NO, NO, 0, NO, NO, NO},
    };

    (void)context;
    for (uint32_t from = 0; from < 8; from++) {
        for (uint32_t call = 0; call < CALLS; call++) {
            uint8_t const to = leads_to[from][call];

            arrive(from);
            int32_t const status = do_call((enum call)call);

            if (to == NO) {
                assert_int_equal(PSA_ERROR_BAD_STATE, status);
                assert_int_equal(from, state(HF_ROLE_APP));
            } else {
                assert_true(status >= 0);
                assert_int_equal(to, state(HF_ROLE_APP));
            }
        }
    }
}

static void a_component_that_does_not_exist_is_said_to_be_none(void **context)
{
    struct hf_fwu_answer answer;

    (void)context;
    assert_int_equal(PSA_ERROR_DOES_NOT_EXIST, hf_fwu_query(3, &answer));
    assert_int_equal(PSA_ERROR_DOES_NOT_EXIST, hf_fwu_start(3, 0));
    assert_int_equal(PSA_ERROR_DOES_NOT_EXIST, hf_fwu_write(0xffffffffu, 0, image.bytes, 32));
    assert_int_equal(PSA_ERROR_DOES_NOT_EXIST, hf_fwu_finish(3));
    assert_int_equal(PSA_ERROR_DOES_NOT_EXIST, hf_fwu_cancel(3));
    assert_int_equal(PSA_ERROR_DOES_NOT_EXIST, hf_fwu_clean(3));
}

/* The hash TLV of `image`: the first of its last area. */
static const uint8_t *candidate_hash(void)
{
    return image.bytes + image.size - (4 + 71) - (4 + 32) - 32;
}

static void a_staged_update_is_in_the_log_with_its_hash(void **context)
{
    struct hf_bootlog_install entry;

    (void)context;
    stage_app();
    entry = logged(HF_ROLE_APP);
    assert_int_equal(HF_UPDATE_STAGED, entry.phase);
    assert_int_equal(1u << HF_ROLE_APP, entry.flags & HF_UPDATE_SET);
    assert_int_equal(6, entry.counter);
    assert_int_equal(image.size, entry.size);
    assert_memory_equal(candidate_hash(), entry.hash, 32);
}

static void interleaved_downloads_of_two_components_do_not_mix(void **context)
{
    (void)context;
    make_image(&image, &app_2);
    make_image(&other, &secure_2);
    assert_int_equal(PSA_SUCCESS, hf_fwu_start(HF_ROLE_APP, 0));
    assert_int_equal(PSA_SUCCESS, hf_fwu_start(HF_ROLE_SECURE, 0));
    for (uint32_t at = 0; at < image.size; at += BLOCK) {
        uint32_t const app_end = at + BLOCK < image.size ? at + BLOCK : image.size;
        uint32_t const end = at + BLOCK < other.size ? at + BLOCK : other.size;

        assert_int_equal(PSA_SUCCESS, send(HF_ROLE_APP, &image, at, app_end));
        assert_int_equal(PSA_SUCCESS, send(HF_ROLE_SECURE, &other, at, end));
    }
    assert_int_equal(PSA_SUCCESS, hf_fwu_finish(HF_ROLE_APP));
    assert_int_equal(PSA_SUCCESS, hf_fwu_finish(HF_ROLE_SECURE));
    assert_int_equal(PSA_SUCCESS_REBOOT, hf_fwu_install());
    assert_int_equal(6, logged(HF_ROLE_SECURE).flags & HF_UPDATE_SET);
}

static void urot_goes_alone(void **context)
{
    (void)context;
    make_image(&image, &urot_2);
    assert_int_equal(PSA_SUCCESS, download(HF_ROLE_UROT, &image));
    make_image(&image, &app_2);
    assert_int_equal(PSA_SUCCESS, download(HF_ROLE_APP, &image));
    assert_int_equal(PSA_ERROR_NOT_PERMITTED, hf_fwu_install());
    assert_int_equal(PSA_FWU_CANDIDATE, state(HF_ROLE_APP));
    assert_int_equal(PSA_SUCCESS, hf_fwu_cancel(HF_ROLE_APP));
    assert_int_equal(PSA_SUCCESS_REBOOT, hf_fwu_install());
}

static void what_urot_refused_is_failed_until_it_is_cleaned(void **context)
{
    (void)context;
    stage_app();
    urot_moves_to(HF_UPDATE_REJECTED, (uint32_t)HF_ERR_IMAGE_SIGNATURE);
    assert_int_equal(PSA_FWU_FAILED, state(HF_ROLE_APP));
    assert_int_equal(PSA_ERROR_INVALID_SIGNATURE, error_of_role(HF_ROLE_APP));
    reset();
    assert_int_equal(PSA_FWU_FAILED, state(HF_ROLE_APP));
    assert_int_equal(PSA_SUCCESS, hf_fwu_clean(HF_ROLE_APP));
    reset();
    assert_int_equal(PSA_FWU_READY, state(HF_ROLE_APP));
}

static void a_rejected_trial_keeps_its_reason_until_the_reset(void **context)
{
    (void)context;
    stage_app();
    urot_moves_to(HF_UPDATE_TRIAL, 0);
    assert_int_equal(PSA_SUCCESS_REBOOT, hf_fwu_reject(-1234));
    assert_int_equal(-1234, error_of_role(HF_ROLE_APP));
    assert_int_equal(HF_UPDATE_TRIAL, logged(HF_ROLE_APP).phase);
    urot_moves_to(HF_UPDATE_REJECTED, (uint32_t)HF_ERR_UPDATE_TRIAL);
    assert_int_equal(PSA_FWU_FAILED, state(HF_ROLE_APP));
    assert_true(error_of_role(HF_ROLE_APP) < 0);
}

static void a_rejected_update_keeps_its_reason_while_it_is_staged(void **context)
{
    (void)context;
    stage_app();
    assert_int_equal(PSA_SUCCESS, hf_fwu_reject(-1234));
    reset();
    assert_int_equal(PSA_FWU_FAILED, state(HF_ROLE_APP));
    assert_int_equal(-1234, error_of_role(HF_ROLE_APP));
}

static void an_accepted_update_is_over_after_the_next_start(void **context)
{
    (void)context;
    stage_app();
    urot_moves_to(HF_UPDATE_TRIAL, 0);
    assert_int_equal(PSA_SUCCESS, hf_fwu_accept());
    assert_int_equal(HF_UPDATE_ACCEPTED, logged(HF_ROLE_APP).phase);
    urot_moves_to(HF_UPDATE_DONE, 0);
    assert_int_equal(PSA_FWU_READY, state(HF_ROLE_APP));
}

/* An update that urot has begun is none that the app can touch. */
static void what_urot_is_at_shows_as_staged_or_rejected(void **context)
{
    (void)context;
    stage_app();
    urot_moves_to(HF_UPDATE_SWAPPING, 0);
    assert_int_equal(PSA_FWU_STAGED, state(HF_ROLE_APP));
    assert_true(hf_fwu_reject(0) < 0);
    urot_moves_to(HF_UPDATE_REVERTING, 0);
    assert_int_equal(PSA_FWU_REJECTED, state(HF_ROLE_APP));
    assert_int_equal(PSA_ERROR_BAD_STATE, hf_fwu_accept());
}

static void a_reason_that_the_log_cannot_keep_is_a_generic_error(void **context)
{
    static const int32_t reasons[] = {INT32_MIN, -0x8000, 0x8000, INT32_MAX};

    (void)context;
    for (uint32_t i = 0; i < 4; i++) {
        start_world(&hf_fake_l5);
        stage_app();
        assert_int_equal(PSA_SUCCESS, hf_fwu_reject(reasons[i]));
        reset();
        assert_int_equal(PSA_ERROR_GENERIC_ERROR, error_of_role(HF_ROLE_APP));
    }
    start_world(&hf_fake_l5);
    stage_app();
    assert_int_equal(PSA_SUCCESS, hf_fwu_reject(0x7fff));
    reset();
    assert_int_equal(0x7fff, error_of_role(HF_ROLE_APP));
}

/* Downloads go on; nothing can be asked of urot. */
static void without_a_log_nothing_is_installed(void **context)
{
    (void)context;
    hf_fwu_open(NULL);
    make_image(&image, &app_2);
    assert_int_equal(PSA_SUCCESS, download(HF_ROLE_APP, &image));
    assert_int_equal(PSA_ERROR_STORAGE_FAILURE, hf_fwu_install());
    assert_int_equal(PSA_FWU_CANDIDATE, state(HF_ROLE_APP));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(every_call_in_every_state_does_what_the_standard_says, fresh),
        cmocka_unit_test_setup(a_component_that_does_not_exist_is_said_to_be_none, fresh),
        cmocka_unit_test_setup(a_staged_update_is_in_the_log_with_its_hash, fresh),
        cmocka_unit_test_setup(interleaved_downloads_of_two_components_do_not_mix, fresh),
        cmocka_unit_test_setup(urot_goes_alone, fresh),
        cmocka_unit_test_setup(what_urot_refused_is_failed_until_it_is_cleaned, fresh),
        cmocka_unit_test_setup(a_rejected_trial_keeps_its_reason_until_the_reset, fresh),
        cmocka_unit_test_setup(a_rejected_update_keeps_its_reason_while_it_is_staged, fresh),
        cmocka_unit_test_setup(an_accepted_update_is_over_after_the_next_start, fresh),
        cmocka_unit_test_setup(what_urot_is_at_shows_as_staged_or_rejected, fresh),
        cmocka_unit_test_setup(a_reason_that_the_log_cannot_keep_is_a_generic_error, fresh),
        cmocka_unit_test_setup(without_a_log_nothing_is_installed, fresh),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
