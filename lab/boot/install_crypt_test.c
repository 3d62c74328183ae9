/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * urot with the option that reads encrypted images installs them, takes them back and refuses what
 * is not for this device. The host encrypts; power cuts are in lab/powerfail. */
#include "firmware/urot/cover_key.h"
#include "host/image/crypt.h"
#include "host/key/digest.h"
#include "hw/api/console.h"
#include "hw/api/counter.h"
#include "hw/api/crypto.h"
#include "hw/api/die.h"
#include "hw/fake/nvm.h"
#include "lab/boot/starts.h"

/* clang-format off */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include <stdio.h>
#include <string.h>

#define LIFECYCLE 0x3000u

static const uint8_t urot_key[32] = {0x55, 1, 2, 3};
static const uint8_t other_key[32] = {0x55, 1, 2, 4};
static struct hf_arena arena;
static char said[256];

void hf_print(const char *text)
{
    (void)snprintf(said + strlen(said), sizeof(said) - strlen(said), "%s", text);
}

void hf_print_hex(uint32_t value)
{
    (void)snprintf(said + strlen(said), sizeof(said) - strlen(said), "%08x", value);
}

static int setup(void **state)
{
    said[0] = '\0';
    memset(&arena, 0, sizeof(arena));
    hf_cover_start(urot_key, LIFECYCLE);
    return lab_setup(state);
}

static int teardown(void **state)
{
    (void)state;
    hf_arena_free(&arena);
    return 0;
}

/* Whose image key comes from this K_urot. */
static struct hf_key *key_of_device(const uint8_t from[32])
{
    struct hf_key *key = NULL;
    uint8_t root[32];
    uint8_t scalar[32];

    hf_kdf(from, "image", LIFECYCLE, root);
    hf_derive(root, "image.key", 0, scalar);
    assert_true(hf_key_from_scalar(scalar, &key));
    return key;
}

/* An image of `role`, encrypted for the device with this key, in staging. Gives it in clear. */
static hf_span_t stage(enum hf_role role, uint32_t bits, const uint8_t device[32])
{
    struct hf_sign_plan plan = lab_plan(role, NEW, BIG);
    struct hf_key *recipient = key_of_device(device);
    struct hf_trouble trouble = {""};
    struct hf_region place;
    hf_span_t encrypted;
    hf_span_t clear;

    hf_crypt_prepare(&plan.draft, bits, &arena);
    lab_stage_plan(role, &plan); /* erases */
    clear = world_sign(&plan, lab_key_of(role));
    assert_true(hf_image_encrypt(clear, recipient, &arena, &encrypted, &trouble));
    assert_memory_not_equal(clear.bytes + 0x200, encrypted.bytes + 0x200, 64);
    assert_int_equal(HF_OK, hf_update_place(role, &place));
    world_write(place.base, encrypted);
    hf_key_free(recipient);
    return clear;
}

static void an_encrypted_app_stands_in_clear_in_its_slot_and_nowhere_else(void **state)
{
    static const uint32_t bits[] = {128, 256};

    for (uint32_t i = 0; i < 2; i++) {
        assert_int_equal(0, setup(state));
        hf_span_t const clear = stage(HF_ROLE_APP, bits[i], urot_key);

        assert_int_equal(HF_OK, lab_ask(APP));
        assert_true(lab_boot());
        assert_int_equal(NEW, lab_running(HF_ROLE_APP));
        assert_memory_equal(clear.bytes + 0x200, world_flash(WORLD_APP) + 0x200, BIG);
        lab_accept();
        assert_true(lab_boot());
        assert_int_equal(NEW, hf_counter_read(HF_ROLE_APP));
        for (uint32_t at = WORLD_APP_NEW; at < WORLD_FLASH + WORLD_FLASH_SIZE; at += 8) {
            assert_memory_not_equal(clear.bytes + 0x300, hf_fake_nvm_bytes(at), 8);
        }
        (void)teardown(state);
    }
}

static void without_an_accept_it_leaves_as_it_came(void **state)
{
    struct hf_region place;

    (void)state;
    hf_span_t const clear = stage(HF_ROLE_APP, 128, urot_key);

    assert_int_equal(HF_OK, lab_ask(APP));
    assert_true(lab_boot());
    assert_true(lab_boot());
    assert_int_equal(OLD, lab_running(HF_ROLE_APP));
    assert_int_equal(HF_OK, hf_update_place(HF_ROLE_APP, &place));
    assert_memory_not_equal(clear.bytes + 0x200, hf_fake_nvm_bytes(place.base) + 0x200, 64);
}

static void an_image_for_another_device_is_refused_before_anything_is_touched(void **state)
{
    (void)state;
    (void)stage(HF_ROLE_APP, 128, other_key);
    lab_is_refused(APP, HF_ERR_IMAGE_ENCRYPTED);
    (void)stage(HF_ROLE_APP, 256, other_key);
    lab_is_refused(APP, HF_ERR_IMAGE_ENCRYPTED);
}

static void one_bit_of_the_covered_payload_or_of_the_wrapped_key_counts(void **state)
{
    struct hf_region place;

    (void)state;
    assert_int_equal(HF_OK, hf_update_place(HF_ROLE_APP, &place));
    (void)stage(HF_ROLE_APP, 128, urot_key);
    world_flash(place.base)[0x200 + 4000] ^= 1u;
    lab_is_refused(APP, HF_ERR_IMAGE_HASH);
    hf_span_t const clear = stage(HF_ROLE_APP, 128, urot_key);

    world_flash(place.base)[clear.size + 40] ^= 1u; /* the key's TLV is the last */
    lab_is_refused(APP, HF_ERR_IMAGE_ENCRYPTED);
}

static void urot_itself_is_never_encrypted(void **state)
{
    (void)state;
    (void)stage(HF_ROLE_UROT, 128, urot_key);
    assert_int_equal(HF_OK, lab_ask(UROT));
    assert_true(lab_boot());
    assert_int_equal(OLD, lab_in_slot(0));
    assert_int_equal(OLD, lab_in_slot(1));
}

static void a_set_of_one_encrypted_and_one_clear_image_comes_and_goes_together(void **state)
{
    (void)state;
    for (uint32_t accepted = 0; accepted < 2; accepted++) {
        lab_stage(HF_ROLE_SECURE, NEW);
        (void)stage(HF_ROLE_APP, 256, urot_key);
        assert_int_equal(HF_OK, lab_ask(SECURE | APP));
        assert_true(lab_boot());
        assert_int_equal(NEW, lab_running(HF_ROLE_SECURE));
        assert_int_equal(NEW, lab_running(HF_ROLE_APP));
        if (accepted) {
            lab_accept();
        }
        assert_true(lab_boot());
        assert_int_equal(accepted ? NEW : OLD, lab_running(HF_ROLE_APP));
        assert_int_equal(accepted ? NEW : OLD, lab_running(HF_ROLE_SECURE));
    }
}

static void a_damaged_image_falls_back_to_one_in_clear(void **state)
{
    (void)state;
    (void)stage(HF_ROLE_APP, 128, urot_key);
    assert_int_equal(HF_OK, hf_counter_raise(HF_ROLE_APP, OLD));
    assert_int_equal(HF_OK, lab_ask(APP));
    assert_true(lab_boot());
    hf_fake_nvm_poison(WORLD_APP + 3000u);
    assert_true(lab_boot());
    assert_int_equal(OLD, lab_running(HF_ROLE_APP));
}

/* The factory learns for whom to wrap while it provisions, and nobody later. */
static void the_public_key_is_said_in_provisioning_alone(void **state)
{
    (void)state;
    assert_string_equal("", said);
    world_handoff.lifecycle = HF_LIFECYCLE_PROVISIONING;
    hf_cover_start(urot_key, LIFECYCLE);
    assert_int_equal(strlen("image key ") + 128 + 1, strlen(said));
    hf_cover_end();
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_encrypted_app_stands_in_clear_in_its_slot_and_nowhere_else),
        cmocka_unit_test_setup_teardown(without_an_accept_it_leaves_as_it_came, setup, teardown),
        cmocka_unit_test_setup_teardown(
            an_image_for_another_device_is_refused_before_anything_is_touched, setup, teardown),
        cmocka_unit_test_setup_teardown(one_bit_of_the_covered_payload_or_of_the_wrapped_key_counts,
                                        setup, teardown),
        cmocka_unit_test_setup_teardown(urot_itself_is_never_encrypted, setup, teardown),
        cmocka_unit_test_setup_teardown(
            a_set_of_one_encrypted_and_one_clear_image_comes_and_goes_together, setup, teardown),
        cmocka_unit_test_setup_teardown(a_damaged_image_falls_back_to_one_in_clear, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(the_public_key_is_said_in_provisioning_alone, setup,
                                        teardown),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
