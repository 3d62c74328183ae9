/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * urot's own sources decide about images where they lie in a fake flash. */
#include "firmware/proof/prove.h"
#include "firmware/urot/urot.h"
#include "hw/api/counter.h"
#include "hw/api/nvm.h"
#include "hw/fake/nvm.h"
#include "lab/boot/world.h"

/* clang-format off */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include <string.h>

#define SECURE_KEY "lab/keys/secure-1.pem"
#define APP_KEY    "lab/keys/app-1.pem"

static struct hf_subject subject;
static struct hf_slot_buffer buffer;

/* HF_OK when urot would enter exactly the image's reset vector. */
static hf_err_t decide(enum hf_role role)
{
    hf_err_t word = hf_urot_open(&subject, (uint8_t)role, hf_map_slot(role)->base, &buffer);
    uint32_t reset;
    uint32_t entry;

    if (word == HF_OK) {
        word = hf_prove_worth(&subject);
    }
    if (word != HF_OK) {
        return word;
    }
    reset = subject.reset - HF_BLIND_RESET;
    entry = hf_prove(&subject, &word);
    if (hf_prove_out_of_range(&subject, entry) != 0) {
        return word;
    }
    assert_int_equal(reset, entry);
    return HF_OK;
}

static hf_span_t install(const struct hf_sign_plan *plan, enum hf_role role, const char *key)
{
    hf_span_t const image = world_sign(plan, key);

    world_write(role == HF_ROLE_APP ? WORLD_APP : WORLD_SECURE, image);
    return image;
}

static hf_span_t install_good(enum hf_role role)
{
    struct hf_sign_plan const plan = world_plan(role);

    return install(&plan, role, role == HF_ROLE_APP ? APP_KEY : SECURE_KEY);
}

static int setup(void **state)
{
    (void)state;
    world_setup();
    return 0;
}

static void good_images_are_entered(void **state)
{
    (void)state;
    install_good(HF_ROLE_SECURE);
    install_good(HF_ROLE_APP);
    assert_int_equal(HF_OK, decide(HF_ROLE_SECURE));
    assert_int_equal(HF_OK, decide(HF_ROLE_APP));
}

static void one_key_has_one_role(void **state)
{
    struct hf_sign_plan const plan = world_plan(HF_ROLE_SECURE);

    (void)state;
    install(&plan, HF_ROLE_SECURE, APP_KEY);
    assert_int_equal(HF_ERR_IMAGE_KEY_UNKNOWN, decide(HF_ROLE_SECURE));
}

static void the_app_in_the_place_of_secure_is_refused(void **state)
{
    struct hf_sign_plan const plan = world_plan(HF_ROLE_APP);

    (void)state;
    install(&plan, HF_ROLE_SECURE, APP_KEY);
    assert_int_equal(HF_ERR_IMAGE_TARGET_CLASS, decide(HF_ROLE_SECURE));
}

static void no_byte_of_the_image_can_change(void **state)
{
    hf_span_t const image = install_good(HF_ROLE_SECURE);

    (void)state;
    for (size_t i = 0; i < image.size; i++) {
        world_flash(WORLD_SECURE)[i] ^= (uint8_t)(1u << (i % 8u));
        assert_int_not_equal(HF_OK, decide(HF_ROLE_SECURE));
        world_flash(WORLD_SECURE)[i] ^= (uint8_t)(1u << (i % 8u));
    }
    assert_int_equal(HF_OK, decide(HF_ROLE_SECURE));
}

static void an_unreadable_word_anywhere_in_the_image_is_refused(void **state)
{
    uint32_t const size = (uint32_t)install_good(HF_ROLE_APP).size;

    (void)state;
    for (uint32_t at = 0; at < size; at += 8) {
        hf_fake_nvm_poison(WORLD_APP + at);
        assert_int_not_equal(HF_OK, decide(HF_ROLE_APP));
        assert_int_equal(HF_OK, hf_nvm_erase(WORLD_APP));
        install_good(HF_ROLE_APP);
    }
}

static void each_role_has_its_own_floor(void **state)
{
    (void)state;
    install_good(HF_ROLE_SECURE);
    install_good(HF_ROLE_APP);
    assert_int_equal(HF_OK, hf_counter_raise(HF_ROLE_APP, 8));
    assert_int_equal(HF_OK, decide(HF_ROLE_SECURE));
    assert_int_equal(HF_ERR_IMAGE_ROLLBACK, decide(HF_ROLE_APP));
}

static void an_image_that_wants_to_be_loaded_is_refused(void **state)
{
    struct hf_sign_plan plan = world_plan(HF_ROLE_SECURE);

    (void)state;
    plan.draft.flags = HF_IMAGE_FLAG_RAM_LOAD;
    plan.draft.load_address = WORLD_LOAD;
    install(&plan, HF_ROLE_SECURE, SECURE_KEY);
    assert_int_equal(HF_ERR_IMAGE_FLAGS, decide(HF_ROLE_SECURE));
}

static void an_embedded_key_is_refused_here(void **state)
{
    struct hf_sign_plan plan = world_plan(HF_ROLE_SECURE);

    (void)state;
    plan.form = HF_KEY_EMBEDDED;
    install(&plan, HF_ROLE_SECURE, SECURE_KEY);
    assert_int_equal(HF_ERR_IMAGE_TLV_UNKNOWN, decide(HF_ROLE_SECURE));
}

static void change_flash(void)
{
    world_flash(WORLD_SECURE)[0x240] ^= 1u;
}

static void spoil_flash(void)
{
    hf_fake_nvm_poison(WORLD_SECURE + 0x240u);
}

static void change_claimed_key(void)
{
    subject.areas[subject.claims.key - subject.areas] ^= 1u;
}

static void the_second_pass_reads_the_flash_anew(void **state)
{
    static void (*const changes[])(void) = {change_flash, spoil_flash, change_claimed_key};

    (void)state;
    for (size_t i = 0; i < sizeof(changes) / sizeof(changes[0]); i++) {
        world_setup();
        install_good(HF_ROLE_SECURE);
        world_between_passes = changes[i];
        assert_int_equal(HF_ERR_CHAIN_STEP, decide(HF_ROLE_SECURE));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(good_images_are_entered, setup),
        cmocka_unit_test_setup(one_key_has_one_role, setup),
        cmocka_unit_test_setup(the_app_in_the_place_of_secure_is_refused, setup),
        cmocka_unit_test_setup(no_byte_of_the_image_can_change, setup),
        cmocka_unit_test_setup(an_unreadable_word_anywhere_in_the_image_is_refused, setup),
        cmocka_unit_test_setup(each_role_has_its_own_floor, setup),
        cmocka_unit_test_setup(an_image_that_wants_to_be_loaded_is_refused, setup),
        cmocka_unit_test_setup(an_embedded_key_is_refused_here, setup),
        cmocka_unit_test_setup(the_second_pass_reads_the_flash_anew, setup),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
