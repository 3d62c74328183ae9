/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * What the host wraps, urot unwraps: the two sides share no code but the key derivation's
 * definition. */
#include "firmware/urot/cover_key.h"
#include "host/image/crypt.h"
#include "host/key/digest.h"

/* clang-format off */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include <string.h>

static const uint8_t root[32] = {0x42, 0x17};
static const uint8_t other[32] = {0x42, 0x18};
static const uint8_t image_key[16] = {9, 8, 7, 6, 5, 4, 3, 2, 1, 0, 1, 2, 3, 4, 5, 6};
static uint8_t value[HF_ENC_EC256_AES128];

static int wrap(void **state)
{
    struct hf_trouble trouble = {""};
    struct hf_key *device = NULL;
    struct hf_key *once = NULL;
    uint8_t scalar[32];

    (void)state;
    hf_derive(root, "image.key", 0, scalar);
    bool const done = hf_key_from_scalar(scalar, &device) && hf_key_new(&once, &trouble) &&
                      hf_crypt_wrap(device, once, image_key, value, &trouble);

    hf_key_free(device);
    hf_key_free(once);
    return done ? 0 : -1;
}

static void the_device_unwraps_what_the_host_wrapped_for_it(void **state)
{
    uint8_t key[16] = {0};

    (void)state;
    assert_int_equal(HF_OK, hf_cover_unwrap(root, value, key));
    assert_memory_equal(image_key, key, sizeof(key));
}

static void another_device_does_not(void **state)
{
    static const uint8_t zero[16];
    uint8_t key[16] = {1};

    (void)state;
    assert_int_equal(HF_ERR_IMAGE_ENCRYPTED, hf_cover_unwrap(other, value, key));
    assert_memory_equal(zero, key, sizeof(key));
}

static void no_bit_of_a_wrapped_key_may_differ(void **state)
{
    uint8_t key[16];

    (void)state;
    for (size_t i = 0; i < sizeof(value); i++) {
        value[i] ^= 0x04u;
        assert_int_equal(HF_ERR_IMAGE_ENCRYPTED, hf_cover_unwrap(root, value, key));
        value[i] ^= 0x04u;
    }
}

static void the_stream_is_the_hosts_at_every_offset(void **state)
{
    uint8_t whole[700];
    uint8_t part[300];

    (void)state;
    memset(whole, 0x5c, sizeof(whole));
    hf_crypt_apply(image_key, whole, sizeof(whole));
    for (uint32_t offset = 0; offset < 400; offset += 7) {
        memset(part, 0x5c, sizeof(part));
        hf_cover_stream(image_key, offset, part, sizeof(part));
        assert_memory_equal(whole + offset, part, sizeof(part));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_device_unwraps_what_the_host_wrapped_for_it),
        cmocka_unit_test(another_device_does_not),
        cmocka_unit_test(no_bit_of_a_wrapped_key_may_differ),
        cmocka_unit_test(the_stream_is_the_hosts_at_every_offset),
    };

    return cmocka_run_group_tests(tests, wrap, NULL);
}
