/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * irot's own sources decide about images in a fake flash. */
#include "firmware/irot/irot.h"
#include "firmware/proof/prove.h"
#include "hw/api/counter.h"
#include "hw/api/die.h"
#include "hw/fake/die.h"
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

static struct hf_subject subject;

/* What irot does with slot A: HF_OK when it would leave for exactly the image's reset vector. */
static hf_err_t decide(void)
{
    hf_err_t word = hf_irot_load(&subject, 0);
    uint32_t reset;
    uint32_t entry;

    if (word == HF_OK) {
        word = hf_prove_worth(&subject);
    }
    if (word != HF_OK) {
        return word;
    }
    reset = hf_read_u32((const uint8_t *)(uintptr_t)subject.code + 4);
    entry = hf_prove(&subject, &word);
    if (hf_prove_out_of_range(&subject, entry) != 0) {
        return word;
    }
    assert_int_equal(reset, entry);
    return HF_OK;
}

static hf_span_t install(const struct hf_sign_plan *plan, const char *key)
{
    hf_span_t const image = world_sign(plan, key);

    world_write(WORLD_UROT_A, image);
    return image;
}

static hf_span_t install_good(void)
{
    struct hf_sign_plan const plan = world_plan(HF_ROLE_UROT);

    return install(&plan, WORLD_ROOT);
}

static int setup(void **state)
{
    (void)state;
    world_setup();
    return 0;
}

static void a_good_image_is_entered(void **state)
{
    (void)state;
    install_good();
    assert_int_equal(HF_OK, decide());
}

static void an_empty_slot_is_no_image(void **state)
{
    (void)state;
    assert_int_equal(HF_ERR_IMAGE_MAGIC, decide());
}

static void the_spare_root_signs_as_well(void **state)
{
    struct hf_sign_plan const plan = world_plan(HF_ROLE_UROT);

    (void)state;
    install(&plan, WORLD_SPARE_ROOT);
    assert_int_equal(HF_OK, decide());
}

static void a_revoked_root_is_refused_by_name(void **state)
{
    (void)state;
    install_good();
    assert_int_equal(HF_OK, hf_fuse_revoke(0));
    assert_int_equal(HF_ERR_IMAGE_KEY_REVOKED, decide());
}

static void a_key_that_nobody_fused_is_refused(void **state)
{
    struct hf_sign_plan const plan = world_plan(HF_ROLE_UROT);

    (void)state;
    install(&plan, "lab/keys/wrong-1.pem");
    assert_int_equal(HF_ERR_IMAGE_KEY_UNKNOWN, decide());
}

static void no_byte_of_the_image_can_change(void **state)
{
    hf_span_t const image = install_good();

    (void)state;
    for (size_t i = 0; i < image.size; i++) {
        world_flash(WORLD_UROT_A)[i] ^= (uint8_t)(1u << (i % 8u));
        assert_int_not_equal(HF_OK, decide());
        world_flash(WORLD_UROT_A)[i] ^= (uint8_t)(1u << (i % 8u));
    }
    assert_int_equal(HF_OK, decide());
}

static void a_truncated_image_is_refused(void **state)
{
    hf_span_t const image = install_good();

    (void)state;
    for (size_t kept = 0; kept < image.size; kept++) {
        memset(world_flash(WORLD_UROT_A) + kept, 0xff, image.size - kept);
        assert_int_not_equal(HF_OK, decide());
        memcpy(world_flash(WORLD_UROT_A) + kept, image.bytes + kept, image.size - kept);
    }
    assert_int_equal(HF_OK, decide());
}

static void an_unreadable_word_in_the_image_is_a_damaged_slot(void **state)
{
    hf_span_t const image = install_good();

    (void)state;
    hf_fake_nvm_poison(WORLD_UROT_A + (uint32_t)image.size - 1u);
    assert_int_equal(HF_ERR_NVM_ECC, decide());
}

static void an_unreadable_word_behind_the_image_is_nobodys_business(void **state)
{
    hf_span_t const image = install_good();

    (void)state;
    hf_fake_nvm_poison(WORLD_UROT_A + (uint32_t)image.size + 8u);
    assert_int_equal(HF_OK, decide());
}

static void a_counter_at_the_floor_boots_and_below_it_does_not(void **state)
{
    (void)state;
    install_good();
    assert_int_equal(HF_OK, hf_counter_raise(HF_ROLE_UROT, 7));
    assert_int_equal(HF_OK, decide());
    assert_int_equal(HF_OK, hf_counter_raise(HF_ROLE_UROT, 8));
    assert_int_equal(HF_ERR_IMAGE_ROLLBACK, decide());
}

static void another_role_or_board_is_refused(void **state)
{
    struct hf_sign_plan plan = world_plan(HF_ROLE_UROT);

    (void)state;
    memcpy(plan.class_id, hf_class_id[HF_ROLE_APP], sizeof(plan.class_id));
    install(&plan, WORLD_ROOT);
    assert_int_equal(HF_ERR_IMAGE_TARGET_CLASS, decide());
    plan = world_plan(HF_ROLE_UROT);
    plan.vendor_id[15] ^= 1u;
    install(&plan, WORLD_ROOT);
    assert_int_equal(HF_ERR_IMAGE_TARGET_VENDOR, decide());
}

static void another_load_address_is_refused(void **state)
{
    struct hf_sign_plan plan = world_plan(HF_ROLE_UROT);

    (void)state;
    plan.draft.load_address += 0x100;
    install(&plan, WORLD_ROOT);
    assert_int_equal(HF_ERR_IMAGE_ADDRESS, decide());
}

static void an_entry_outside_of_the_payload_is_refused(void **state)
{
    struct hf_sign_plan plan = world_plan(HF_ROLE_UROT);
    uint8_t payload[700];

    (void)state;
    memcpy(payload, plan.draft.payload.bytes, sizeof(payload));
    plan.draft.payload.bytes = payload;
    hf_write_u32(payload + 4, WORLD_LOAD + 0x200u + sizeof(payload) + 1u);
    install(&plan, WORLD_ROOT);
    assert_int_not_equal(HF_OK, decide());
    hf_write_u32(payload + 4, WORLD_LOAD + 0x1ffu);
    install(&plan, WORLD_ROOT);
    assert_int_not_equal(HF_OK, decide());
    hf_write_u32(payload + 4, WORLD_LOAD + 0x210u); /* no Thumb bit */
    install(&plan, WORLD_ROOT);
    assert_int_not_equal(HF_OK, decide());
}

static void change_payload(void)
{
    world_load()[0x240] ^= 1u;
}

static void change_hash(void)
{
    subject.areas[subject.claims.hash - subject.areas] ^= 1u;
}

static void change_signature(void)
{
    subject.areas[subject.areas_size - 1u] ^= 1u;
}

static void raise_floor(void)
{
    assert_int_equal(HF_OK, hf_counter_raise(HF_ROLE_UROT, 8));
}

static void revoke_root(void)
{
    assert_int_equal(HF_OK, hf_fuse_revoke(0));
}

static void forget_load_address(void)
{
    subject.load_address += 0x1000;
}

static void turn_into_another_class(void)
{
    subject.role = HF_ROLE_APP;
}

/* As a fault in the first pass would: what is wrong shows to the second pass alone. */
static void the_second_pass_proves_everything_on_its_own(void **state)
{
    static void (*const changes[])(void) = {
        change_payload, change_hash,         change_signature,       raise_floor,
        revoke_root,    forget_load_address, turn_into_another_class};

    (void)state;
    for (size_t i = 0; i < sizeof(changes) / sizeof(changes[0]); i++) {
        world_setup();
        install_good();
        world_between_passes = changes[i];
        assert_int_equal(HF_ERR_CHAIN_STEP, decide());
    }
}

static void the_measurement_says_what_was_proved(void **state)
{
    hf_span_t const image = install_good();
    struct hf_measurement measured;

    (void)state;
    assert_int_equal(HF_OK, decide());
    hf_prove_measure(&subject, &measured);
    assert_int_equal(7, measured.counter);
    assert_int_equal(image.size, measured.size);
    assert_int_equal(1, measured.version[0]);
    assert_memory_equal(hf_die_root_hash(0), measured.signer, 32);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(a_good_image_is_entered, setup),
        cmocka_unit_test_setup(an_empty_slot_is_no_image, setup),
        cmocka_unit_test_setup(the_spare_root_signs_as_well, setup),
        cmocka_unit_test_setup(a_revoked_root_is_refused_by_name, setup),
        cmocka_unit_test_setup(a_key_that_nobody_fused_is_refused, setup),
        cmocka_unit_test_setup(no_byte_of_the_image_can_change, setup),
        cmocka_unit_test_setup(a_truncated_image_is_refused, setup),
        cmocka_unit_test_setup(an_unreadable_word_in_the_image_is_a_damaged_slot, setup),
        cmocka_unit_test_setup(an_unreadable_word_behind_the_image_is_nobodys_business, setup),
        cmocka_unit_test_setup(a_counter_at_the_floor_boots_and_below_it_does_not, setup),
        cmocka_unit_test_setup(another_role_or_board_is_refused, setup),
        cmocka_unit_test_setup(another_load_address_is_refused, setup),
        cmocka_unit_test_setup(an_entry_outside_of_the_payload_is_refused, setup),
        cmocka_unit_test_setup(the_second_pass_proves_everything_on_its_own, setup),
        cmocka_unit_test_setup(the_measurement_says_what_was_proved, setup),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
