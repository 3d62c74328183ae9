/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * The staging area of a download over resets, bad flash and power cuts. */
#include "firmware/secure/fwu_world.h"
#include "psa/update.h"

#define PLACE 0x08021000u /* of the app's image, behind the hole */

static const struct recipe app_2 = {HF_ROLE_APP, 13000, 6, 2, 0xff, 0};
static struct made_image image;

static int fresh(void **context)
{
    (void)context;
    start_world(&hf_fake_l5);
    make_image(&image, &app_2);
    return 0;
}

static void a_download_goes_on_at_the_last_whole_sector_after_a_reset(void **context)
{
    (void)context;
    assert_int_equal(PSA_SUCCESS, hf_fwu_start(HF_ROLE_APP, 0));
    assert_int_equal(PSA_SUCCESS, send(HF_ROLE_APP, &image, 0, 2 * SECTOR + BLOCK));
    reset();
    assert_int_equal(PSA_FWU_WRITING, state(HF_ROLE_APP));
    assert_int_equal(2 * SECTOR, written(HF_ROLE_APP));
    assert_int_equal(PSA_SUCCESS, send(HF_ROLE_APP, &image, 2 * SECTOR, image.size));
    assert_int_equal(PSA_SUCCESS, hf_fwu_finish(HF_ROLE_APP));
}

static void a_candidate_survives_a_reset(void **context)
{
    (void)context;
    assert_int_equal(PSA_SUCCESS, download(HF_ROLE_APP, &image));
    reset();
    assert_int_equal(PSA_FWU_CANDIDATE, state(HF_ROLE_APP));
    assert_int_equal(image.size, written(HF_ROLE_APP));
    assert_int_equal(PSA_SUCCESS_REBOOT, hf_fwu_install());
}

static void a_cancelled_download_is_gone_after_a_reset(void **context)
{
    (void)context;
    assert_int_equal(PSA_SUCCESS, download(HF_ROLE_APP, &image));
    assert_int_equal(PSA_SUCCESS, hf_fwu_cancel(HF_ROLE_APP));
    reset();
    assert_int_equal(PSA_FWU_READY, state(HF_ROLE_APP));
    assert_int_equal(0, written(HF_ROLE_APP));
}

static void a_failed_image_is_gone_after_a_reset(void **context)
{
    (void)context;
    image.bytes[HEADER + 5000] ^= 1u;
    assert_int_equal(PSA_ERROR_INVALID_SIGNATURE, download(HF_ROLE_APP, &image));
    reset();
    assert_int_equal(PSA_FWU_READY, state(HF_ROLE_APP));
}

static void a_staged_image_is_no_candidate_after_the_log_says_it_is_done(void **context)
{
    struct hf_bootlog_entry entry = {.kind = HF_BOOTLOG_INSTALL};

    (void)context;
    assert_int_equal(PSA_SUCCESS, download(HF_ROLE_APP, &image));
    assert_int_equal(PSA_SUCCESS_REBOOT, hf_fwu_install());
    entry.as.install.role = HF_ROLE_APP;
    entry.as.install.phase = HF_UPDATE_DONE;
    entry.as.install.flags = 1u << HF_ROLE_APP;
    assert_int_equal(HF_OK, hf_bootlog_append(hf_fwu.log, &entry));
    reset();
    assert_int_equal(PSA_FWU_READY, state(HF_ROLE_APP));
}

static void another_images_notes_are_not_taken(void **context)
{
    (void)context;
    assert_int_equal(PSA_SUCCESS, hf_fwu_start(HF_ROLE_UROT, 0));
    reset();
    assert_int_equal(PSA_FWU_WRITING, state(HF_ROLE_UROT));
    assert_int_equal(PSA_FWU_READY, state(HF_ROLE_SECURE));
}

static void a_weak_word_costs_a_sector_and_the_offset_says_so(void **context)
{
    (void)context;
    assert_int_equal(PSA_SUCCESS, hf_fwu_start(HF_ROLE_APP, 0));
    assert_int_equal(PSA_SUCCESS, send(HF_ROLE_APP, &image, 0, SECTOR + BLOCK));
    hf_fake_nvm_weaken(PLACE + SECTOR + BLOCK + 64, 8);
    assert_int_equal(PSA_ERROR_STORAGE_FAILURE,
                     send(HF_ROLE_APP, &image, SECTOR + BLOCK, 2 * SECTOR));
    assert_int_equal(PSA_FWU_WRITING, state(HF_ROLE_APP));
    assert_int_equal(SECTOR, written(HF_ROLE_APP));
    assert_int_equal(PSA_SUCCESS, send(HF_ROLE_APP, &image, SECTOR, image.size));
    assert_int_equal(PSA_SUCCESS, hf_fwu_finish(HF_ROLE_APP));
}

static void an_unreadable_staging_area_is_written_over(void **context)
{
    (void)context;
    for (uint32_t at = 0; at < STAGING_SIZE; at += SECTOR) {
        hf_fake_nvm_poison(PLACE - SECTOR + at + 8);
    }
    reset();
    assert_int_equal(PSA_FWU_READY, state(HF_ROLE_APP));
    assert_int_equal(PSA_SUCCESS, download(HF_ROLE_APP, &image));
}

static void a_candidate_that_became_unreadable_fails_and_is_cleaned(void **context)
{
    (void)context;
    assert_int_equal(PSA_SUCCESS, download(HF_ROLE_APP, &image));
    hf_fake_nvm_poison(PLACE + 3000);
    assert_int_equal(PSA_ERROR_STORAGE_FAILURE, hf_fwu_install());
    assert_int_equal(PSA_FWU_FAILED, state(HF_ROLE_APP));
    assert_int_equal(PSA_SUCCESS, hf_fwu_clean(HF_ROLE_APP));
    assert_int_equal(PSA_SUCCESS, download(HF_ROLE_APP, &image));
}

static void other_flash_takes_images_too(void **context)
{
    static const struct hf_fake_nvm_geometry u5 = {"u5", 0x08000000u, {{64, 0x2000}}, 16, 0xff};
    static const struct hf_fake_nvm_geometry l0 = {"l0", 0x08000000u, {{4096, 0x80}}, 4, 0x00};
    static const struct hf_fake_nvm_geometry f1 = {"f1", 0x08000000u, {{512, 0x400}}, 2, 0xff};
    const struct hf_fake_nvm_geometry *geometries[] = {&u5, &l0, &f1};
    struct recipe small = app_2;

    (void)context;
    small.payload = 7000;
    make_image(&image, &small);
    for (size_t i = 0; i < sizeof(geometries) / sizeof(geometries[0]); i++) {
        start_world(geometries[i]);
        assert_int_equal(PSA_SUCCESS, hf_fwu_start(HF_ROLE_APP, 0));
        assert_int_equal(PSA_SUCCESS, send(HF_ROLE_APP, &image, 0, 6 * BLOCK));
        reset();
        assert_int_equal(PSA_FWU_WRITING, state(HF_ROLE_APP));
        assert_true(written(HF_ROLE_APP) <= 6 * BLOCK);
        assert_int_equal(PSA_SUCCESS, send(HF_ROLE_APP, &image, written(HF_ROLE_APP), image.size));
        assert_int_equal(PSA_SUCCESS, hf_fwu_finish(HF_ROLE_APP));
    }
}

/* From whatever state a cut left, what a client does: go on where the offset says. */
static void update_as_a_client_does(void)
{
    int32_t status = PSA_SUCCESS;

    switch (state(HF_ROLE_APP)) {
    case PSA_FWU_STAGED:
        return;
    case PSA_FWU_READY:
        status = hf_fwu_start(HF_ROLE_APP, 0);
        break;
    default:
        break;
    }
    assert_int_equal(PSA_SUCCESS, status);
    if (state(HF_ROLE_APP) == PSA_FWU_WRITING) {
        assert_int_equal(PSA_SUCCESS, send(HF_ROLE_APP, &image, written(HF_ROLE_APP), image.size));
        assert_int_equal(PSA_SUCCESS, hf_fwu_finish(HF_ROLE_APP));
    }
    status = hf_fwu_install();
    if (status == PSA_ERROR_STORAGE_FAILURE && state(HF_ROLE_APP) == PSA_FWU_CANDIDATE) {
        assert_int_equal(HF_OK, hf_bootlog_compact(hf_fwu.log)); /* a worn log: urot's work */
        reset();
        status = hf_fwu_install();
    }
    assert_int_equal(PSA_SUCCESS_REBOOT, status);
}

static int32_t step_on(uint32_t *offset)
{
    if (state(HF_ROLE_APP) == PSA_FWU_READY) {
        return hf_fwu_start(HF_ROLE_APP, 0);
    }
    if (*offset < image.size) {
        uint32_t const part = image.size - *offset < BLOCK ? image.size - *offset : BLOCK;
        int32_t const status = hf_fwu_write(HF_ROLE_APP, *offset, image.bytes + *offset, part);

        *offset += part;
        return status;
    }
    return state(HF_ROLE_APP) == PSA_FWU_WRITING ? hf_fwu_finish(HF_ROLE_APP) : hf_fwu_install();
}

static void after_any_power_cut_a_client_can_finish_the_update(void **context)
{
    static jmp_buf off;
    static struct hf_fake_point point;
    static uint32_t offset;
    static uint32_t variants[512];
    uint32_t operations;

    (void)context;
    hf_fake_power_on();
    for (offset = 0; state(HF_ROLE_APP) != PSA_FWU_STAGED;) {
        assert_true(step_on(&offset) >= 0);
    }
    operations = hf_fake_operations();
    assert_true(operations > 20 && operations < sizeof(variants) / sizeof(variants[0]));
    for (uint32_t i = 0; i < operations; i++) {
        variants[i] = hf_fake_variants(hf_fake_operation_at(i));
    }
    for (point.operation = 0; point.operation < operations; point.operation++) {
        for (point.variant = 0; point.variant < variants[point.operation]; point.variant++) {
            start_world(&hf_fake_l5);
            offset = 0;
            hf_fake_power_cut(point, &off);
            if (setjmp(off) == 0) {
                while (state(HF_ROLE_APP) != PSA_FWU_STAGED) {
                    (void)step_on(&offset);
                }
            }
            hf_fake_power_on();
            reset();
            update_as_a_client_does();
            assert_int_equal(PSA_FWU_STAGED, state(HF_ROLE_APP));
        }
    }
}

/* One call fails at a time; what it costs is said, and after a reset the client can finish. */
static void after_any_call_that_fails_a_client_can_finish_the_update(void **context)
{
    uint32_t call = 1;

    (void)context;
    for (;; call++) {
        uint32_t offset = 0;

        start_world(&hf_fake_l5);
        hf_fake_nvm_fail(call);
        for (uint32_t i = 0; i < 40 && state(HF_ROLE_APP) != PSA_FWU_STAGED; i++) {
            if (step_on(&offset) < 0) {
                assert_int_not_equal(HF_FAKE_NONE_FAILED, hf_fake_nvm_failed());
                break;
            }
        }
        if (hf_fake_nvm_failed() == HF_FAKE_NONE_FAILED) {
            break;
        }
        hf_fake_nvm_fail(0);
        reset();
        update_as_a_client_does();
        assert_int_equal(PSA_FWU_STAGED, state(HF_ROLE_APP));
    }
    assert_true(call > 50);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(a_download_goes_on_at_the_last_whole_sector_after_a_reset, fresh),
        cmocka_unit_test_setup(a_candidate_survives_a_reset, fresh),
        cmocka_unit_test_setup(a_cancelled_download_is_gone_after_a_reset, fresh),
        cmocka_unit_test_setup(a_failed_image_is_gone_after_a_reset, fresh),
        cmocka_unit_test_setup(a_staged_image_is_no_candidate_after_the_log_says_it_is_done, fresh),
        cmocka_unit_test_setup(another_images_notes_are_not_taken, fresh),
        cmocka_unit_test_setup(a_weak_word_costs_a_sector_and_the_offset_says_so, fresh),
        cmocka_unit_test_setup(an_unreadable_staging_area_is_written_over, fresh),
        cmocka_unit_test_setup(a_candidate_that_became_unreadable_fails_and_is_cleaned, fresh),
        cmocka_unit_test_setup(other_flash_takes_images_too, fresh),
        cmocka_unit_test_setup(after_any_power_cut_a_client_can_finish_the_update, fresh),
        cmocka_unit_test_setup(after_any_call_that_fails_a_client_can_finish_the_update, fresh),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
