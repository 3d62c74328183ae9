/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * PSA Firmware Update: the downloads that go wrong, and what is refused before urot sees it. */
#include "firmware/secure/fwu_world.h"
#include "psa/update.h"

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

static void a_detached_manifest_is_refused(void **context)
{
    (void)context;
    assert_int_equal(PSA_ERROR_INVALID_ARGUMENT, hf_fwu_start(HF_ROLE_APP, 1));
    assert_int_equal(PSA_FWU_READY, state(HF_ROLE_APP));
}

static void sizes_and_offsets_are_bounded(void **context)
{
    uint32_t const room = STAGING_SIZE - SECTOR;

    (void)context;
    make_image(&image, &app_2);
    assert_int_equal(PSA_SUCCESS, hf_fwu_start(HF_ROLE_APP, 0));
    assert_int_equal(PSA_ERROR_INVALID_ARGUMENT, hf_fwu_write(HF_ROLE_APP, 0, image.bytes, 0));
    assert_int_equal(PSA_ERROR_INVALID_ARGUMENT, hf_fwu_write(HF_ROLE_APP, 0, image.bytes, 1025));
    assert_int_equal(PSA_ERROR_INVALID_ARGUMENT, hf_fwu_write(HF_ROLE_APP, 8, image.bytes, 32));
    assert_int_equal(PSA_ERROR_INVALID_ARGUMENT,
                     hf_fwu_write(HF_ROLE_APP, 0xffffffe0u, image.bytes, 64));
    assert_int_equal(PSA_ERROR_INVALID_ARGUMENT, hf_fwu_write(HF_ROLE_APP, room, image.bytes, 32));
    assert_int_equal(0, written(HF_ROLE_APP));
}

static void an_oversized_download_ends_at_the_edge_of_staging(void **context)
{
    uint32_t const room = STAGING_SIZE - SECTOR;
    uint32_t at = 0;

    (void)context;
    make_image(&image, &app_2);
    assert_int_equal(PSA_SUCCESS, hf_fwu_start(HF_ROLE_APP, 0));
    while (hf_fwu_write(HF_ROLE_APP, at, image.bytes, BLOCK) == PSA_SUCCESS) {
        at += BLOCK;
    }
    assert_int_equal(room, at);
    assert_int_equal(room, written(HF_ROLE_APP));
    assert_int_equal(0xff, *hf_fake_nvm_bytes(0x08020000u + STAGING_SIZE));
    assert_int_equal(PSA_ERROR_INVALID_ARGUMENT, hf_fwu_finish(HF_ROLE_APP));
    assert_int_equal(PSA_FWU_FAILED, state(HF_ROLE_APP));
}

static void blocks_may_repeat_but_not_jump_or_differ(void **context)
{
    uint8_t wrong[BLOCK];

    (void)context;
    make_image(&image, &app_2);
    memcpy(wrong, image.bytes, BLOCK);
    wrong[BLOCK - 1] ^= 1u;
    assert_int_equal(PSA_SUCCESS, hf_fwu_start(HF_ROLE_APP, 0));
    assert_int_equal(PSA_SUCCESS, send(HF_ROLE_APP, &image, 0, 2 * BLOCK));
    assert_int_equal(PSA_SUCCESS, hf_fwu_write(HF_ROLE_APP, 0, image.bytes, BLOCK));
    assert_int_equal(PSA_ERROR_INVALID_ARGUMENT, hf_fwu_write(HF_ROLE_APP, 0, wrong, BLOCK));
    assert_int_equal(PSA_ERROR_INVALID_ARGUMENT,
                     hf_fwu_write(HF_ROLE_APP, 3 * BLOCK, image.bytes + 3 * BLOCK, BLOCK));
    assert_int_equal(PSA_ERROR_INVALID_ARGUMENT, /* half of it is new */
                     hf_fwu_write(HF_ROLE_APP, BLOCK + 512, image.bytes + BLOCK + 512, BLOCK));
    assert_int_equal(2 * BLOCK, written(HF_ROLE_APP));
    assert_int_equal(PSA_SUCCESS, send(HF_ROLE_APP, &image, 2 * BLOCK, image.size));
    assert_int_equal(PSA_SUCCESS, hf_fwu_finish(HF_ROLE_APP));
}

static void a_truncated_image_fails(void **context)
{
    (void)context;
    make_image(&image, &app_2);
    image.size -= 1;
    assert_int_equal(PSA_ERROR_INVALID_ARGUMENT, download(HF_ROLE_APP, &image));
    assert_int_equal(PSA_FWU_FAILED, state(HF_ROLE_APP));
    assert_int_equal(PSA_ERROR_INVALID_ARGUMENT, error_of_role(HF_ROLE_APP));
    assert_int_equal(PSA_SUCCESS, hf_fwu_clean(HF_ROLE_APP));
    image.size += 1;
    assert_int_equal(PSA_SUCCESS, download(HF_ROLE_APP, &image));
}

static void a_header_alone_and_nothing_at_all_fail(void **context)
{
    (void)context;
    make_image(&image, &app_2);
    for (uint32_t size = 0; size <= 32; size += 32) {
        image.size = size;
        assert_int_equal(PSA_ERROR_INVALID_ARGUMENT, download(HF_ROLE_APP, &image));
        assert_int_equal(PSA_SUCCESS, hf_fwu_clean(HF_ROLE_APP));
    }
}

static void bytes_behind_the_image_fail(void **context)
{
    (void)context;
    make_image(&image, &app_2);
    image.size += 1;
    assert_int_equal(PSA_ERROR_INVALID_ARGUMENT, download(HF_ROLE_APP, &image));
    assert_int_equal(PSA_FWU_FAILED, state(HF_ROLE_APP));
}

static void one_flipped_bit_is_a_wrong_hash(void **context)
{
    (void)context;
    make_image(&image, &app_2);
    image.bytes[HEADER + 4000] ^= 1u;
    assert_int_equal(PSA_ERROR_INVALID_SIGNATURE, download(HF_ROLE_APP, &image));
    assert_int_equal(PSA_FWU_FAILED, state(HF_ROLE_APP));
}

static void an_image_below_the_floor_is_not_permitted_and_at_the_floor_it_is(void **context)
{
    struct recipe recipe = app_2;

    (void)context;
    recipe.counter = 4;
    make_image(&image, &recipe);
    assert_int_equal(PSA_ERROR_NOT_PERMITTED, download(HF_ROLE_APP, &image));
    assert_int_equal(PSA_SUCCESS, hf_fwu_clean(HF_ROLE_APP));
    recipe.counter = 5;
    make_image(&image, &recipe);
    assert_int_equal(PSA_SUCCESS, download(HF_ROLE_APP, &image));
}

static void an_image_for_another_component_fails(void **context)
{
    (void)context;
    make_image(&image, &secure_2);
    assert_int_equal(PSA_ERROR_INVALID_ARGUMENT, download(HF_ROLE_APP, &image));
    make_image(&image, &urot_2);
    assert_int_equal(PSA_ERROR_INVALID_ARGUMENT, download(HF_ROLE_SECURE, &image));
}

static void urot_and_secure_share_one_staging_area(void **context)
{
    (void)context;
    make_image(&image, &urot_2);
    assert_int_equal(PSA_SUCCESS, download(HF_ROLE_UROT, &image));
    assert_int_equal(PSA_ERROR_INSUFFICIENT_STORAGE, hf_fwu_start(HF_ROLE_SECURE, 0));
    assert_int_equal(PSA_SUCCESS, hf_fwu_start(HF_ROLE_APP, 0));
    assert_int_equal(PSA_SUCCESS, hf_fwu_cancel(HF_ROLE_UROT));
    assert_int_equal(PSA_SUCCESS, hf_fwu_start(HF_ROLE_SECURE, 0));
}

static void endless_updates_are_flash_abuse(void **context)
{
    int32_t status = PSA_SUCCESS;
    uint32_t rounds = 0;

    (void)context;
    make_image(&image, &app_2);
    while (status == PSA_SUCCESS && rounds < 10000) {
        status = download(HF_ROLE_APP, &image);
        if (status == PSA_SUCCESS) {
            assert_int_equal(PSA_SUCCESS, hf_fwu_cancel(HF_ROLE_APP));
            assert_int_equal(PSA_SUCCESS, hf_fwu_clean(HF_ROLE_APP));
        }
        rounds++;
    }
    assert_int_equal(PSA_ERROR_FLASH_ABUSE, status);
    assert_true(hf_fake_nvm_erases() < 2u * HF_FWU_ERASES_MAX);
    assert_true(rounds > 100);
}

static void an_image_changed_in_flash_after_its_check_is_not_installed(void **context)
{
    (void)context;
    make_image(&image, &app_2);
    assert_int_equal(PSA_SUCCESS, download(HF_ROLE_APP, &image));
    *hf_fake_nvm_bytes(0x08021000u + HEADER + 10) ^= 1u;
    hf_fake_nvm_touch(0x08021000u + HEADER, 32);
    assert_int_equal(PSA_ERROR_INVALID_SIGNATURE, hf_fwu_install());
    assert_int_equal(PSA_FWU_FAILED, state(HF_ROLE_APP));
}

static void a_dependency_counts_candidates_and_what_is_active(void **context)
{
    struct recipe needs_secure = app_2;

    (void)context;
    needs_secure.depends_on = HF_ROLE_SECURE;
    needs_secure.depends_major = 2;
    make_image(&image, &needs_secure);
    make_image(&other, &secure_2);
    assert_int_equal(PSA_SUCCESS, download(HF_ROLE_APP, &image));
    assert_int_equal(PSA_ERROR_DEPENDENCY_NEEDED, hf_fwu_install());
    assert_int_equal(PSA_FWU_CANDIDATE, state(HF_ROLE_APP));
    assert_int_equal(PSA_SUCCESS, download(HF_ROLE_SECURE, &other));
    assert_int_equal(PSA_SUCCESS_REBOOT, hf_fwu_install());
}

static void a_dependency_that_is_active_is_met(void **context)
{
    struct recipe needs_secure = app_2;

    (void)context;
    needs_secure.depends_on = HF_ROLE_SECURE;
    needs_secure.depends_major = 1;
    make_image(&image, &needs_secure);
    assert_int_equal(PSA_SUCCESS, download(HF_ROLE_APP, &image));
    assert_int_equal(PSA_SUCCESS_REBOOT, hf_fwu_install());
}

static void an_image_that_nobody_has_is_no_met_dependency(void **context)
{
    struct recipe recipe = app_2;

    (void)context;
    recipe.depends_on = 7;
    make_image(&image, &recipe);
    assert_int_equal(PSA_SUCCESS, download(HF_ROLE_APP, &image));
    assert_int_equal(PSA_ERROR_DEPENDENCY_NEEDED, hf_fwu_install());
}

/* One call fails at a time: an image that is wrong is never a candidate, now or after a reset. */
static void no_call_that_fails_lets_a_wrong_image_pass(void **context)
{
    uint32_t call = 1;

    (void)context;
    make_image(&image, &app_2);
    image.bytes[HEADER + 4000] ^= 1u;
    for (;; call++) {
        start_world(&hf_fake_l5);
        hf_fake_nvm_fail(call);
        assert_true(download(HF_ROLE_APP, &image) < 0);
        if (hf_fake_nvm_failed() == HF_FAKE_NONE_FAILED) {
            break;
        }
        hf_fake_nvm_fail(0);
        assert_int_not_equal(PSA_FWU_CANDIDATE, state(HF_ROLE_APP));
        reset();
        assert_int_not_equal(PSA_FWU_CANDIDATE, state(HF_ROLE_APP));
    }
    assert_true(call > 50);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(a_detached_manifest_is_refused, fresh),
        cmocka_unit_test_setup(sizes_and_offsets_are_bounded, fresh),
        cmocka_unit_test_setup(an_oversized_download_ends_at_the_edge_of_staging, fresh),
        cmocka_unit_test_setup(blocks_may_repeat_but_not_jump_or_differ, fresh),
        cmocka_unit_test_setup(a_truncated_image_fails, fresh),
        cmocka_unit_test_setup(a_header_alone_and_nothing_at_all_fail, fresh),
        cmocka_unit_test_setup(bytes_behind_the_image_fail, fresh),
        cmocka_unit_test_setup(one_flipped_bit_is_a_wrong_hash, fresh),
        cmocka_unit_test_setup(an_image_below_the_floor_is_not_permitted_and_at_the_floor_it_is,
                               fresh),
        cmocka_unit_test_setup(an_image_for_another_component_fails, fresh),
        cmocka_unit_test_setup(urot_and_secure_share_one_staging_area, fresh),
        cmocka_unit_test_setup(endless_updates_are_flash_abuse, fresh),
        cmocka_unit_test_setup(an_image_changed_in_flash_after_its_check_is_not_installed, fresh),
        cmocka_unit_test_setup(a_dependency_counts_candidates_and_what_is_active, fresh),
        cmocka_unit_test_setup(a_dependency_that_is_active_is_met, fresh),
        cmocka_unit_test_setup(an_image_that_nobody_has_is_no_met_dependency, fresh),
        cmocka_unit_test_setup(no_call_that_fails_lets_a_wrong_image_pass, fresh),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
