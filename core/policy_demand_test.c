/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * What a stage demands of an image that has passed the rules of form. Each image is one step away
 * from one that is admitted (docs/formats/image.md, "Policy"). */
#include "core/policy.h"

#include "core/image_sample.h"

/* clang-format off */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#define ARRAY_SIZE(array) (sizeof(array) / sizeof((array)[0]))

static struct sample sample;
static struct hf_image image;
static struct hf_image_claims claims;

static int make(void **state)
{
    (void)state;
    sample_make(&sample);
    return 0;
}

static hf_err_t collect(void)
{
    uint32_t at = 0;

    return sample_collect(&sample, &image, &claims, &at);
}

static hf_err_t collect_encrypted(uint32_t flags, uint16_t size)
{
    make(NULL);
    hf_write_u32(sample.bytes + 16, flags);
    sample_add(&sample, HF_TLV_ENC_EC256, NULL, size);
    return collect();
}

static hf_err_t admit(const struct hf_image_demand *demand)
{
    assert_int_equal(HF_OK, collect());
    return hf_image_admit(&image, &claims, demand);
}

static struct hf_image_demand usual(void)
{
    return (struct hf_image_demand){
        .vendor_id = sample_vendor, .class_id = sample_class, .floor = 7};
}

static void the_counter_must_reach_the_floor(void **state)
{
    struct hf_image_demand demand = usual();

    (void)state;
    demand.floor = 6;
    assert_int_equal(HF_OK, admit(&demand));
    demand.floor = 7;
    assert_int_equal(HF_OK, admit(&demand));
    demand.floor = 8;
    assert_int_equal(HF_ERR_IMAGE_ROLLBACK, admit(&demand));
}

/* A signed comparison would let these pass or fall the wrong way. */
static void counters_are_compared_without_sign(void **state)
{
    static const uint32_t values[] = {0x7fffffffu, 0x80000000u, 0xffffffffu};
    struct hf_image_demand demand = usual();

    (void)state;
    assert_int_equal(HF_OK, collect());
    for (size_t i = 0; i < ARRAY_SIZE(values); i++) {
        demand.floor = values[i];
        claims.counter = values[i];
        assert_int_equal(HF_OK, hf_image_admit(&image, &claims, &demand));
        claims.counter = values[i] - 1u;
        assert_int_equal(HF_ERR_IMAGE_ROLLBACK, hf_image_admit(&image, &claims, &demand));
        claims.counter = 0;
        assert_int_equal(HF_ERR_IMAGE_ROLLBACK, hf_image_admit(&image, &claims, &demand));
    }
    demand.floor = 1;
    claims.counter = 0xffffffffu;
    assert_int_equal(HF_OK, hf_image_admit(&image, &claims, &demand));
}

static void each_bit_of_vendor_and_class_counts(void **state)
{
    struct hf_image_demand demand = usual();
    uint8_t other[HF_UUID_SIZE];

    (void)state;
    for (unsigned bit = 0; bit < 128; bit++) {
        memcpy(other, sample_vendor, sizeof(other));
        other[bit / 8] ^= (uint8_t)(1u << (bit % 8));
        demand = usual();
        demand.vendor_id = other;
        assert_int_equal(HF_ERR_IMAGE_TARGET_VENDOR, admit(&demand));
        memcpy(other, sample_class, sizeof(other));
        other[bit / 8] ^= (uint8_t)(1u << (bit % 8));
        demand = usual();
        demand.class_id = other;
        assert_int_equal(HF_ERR_IMAGE_TARGET_CLASS, admit(&demand));
    }
}

static void every_flag_that_is_not_ours_is_refused(void **state)
{
    struct hf_image_demand demand = usual();

    (void)state;
    assert_int_equal(HF_OK, collect());
    for (unsigned bit = 0; bit < 32; bit++) {
        image.flags = 1u << bit;
        if ((image.flags & (HF_IMAGE_FLAG_AES128 | HF_IMAGE_FLAG_AES256)) == 0) {
            assert_int_equal(HF_ERR_IMAGE_FLAGS, hf_image_admit(&image, &claims, &demand));
        }
    }
}

static void a_ram_load_image_must_name_the_very_address(void **state)
{
    struct hf_image_demand demand = usual();

    (void)state;
    demand.load_address = 0x38010000u;
    assert_int_equal(HF_ERR_IMAGE_FLAGS, admit(&demand));
    image.flags = HF_IMAGE_FLAG_RAM_LOAD;
    image.load_address = 0x38010000u;
    assert_int_equal(HF_OK, hf_image_admit(&image, &claims, &demand));
    image.load_address = 0x38010004u;
    assert_int_equal(HF_ERR_IMAGE_ADDRESS, hf_image_admit(&image, &claims, &demand));
    demand.load_address = 0;
    assert_int_equal(HF_ERR_IMAGE_FLAGS, hf_image_admit(&image, &claims, &demand));
}

static void an_image_in_place_must_not_name_an_address(void **state)
{
    struct hf_image_demand demand = usual();

    (void)state;
    hf_write_u32(sample.bytes + 4, 4);
    assert_int_equal(HF_ERR_IMAGE_ADDRESS, admit(&demand));
}

static void an_encrypted_image_needs_a_demand_that_allows_it(void **state)
{
    struct hf_image_demand demand = usual();

    (void)state;
    assert_int_equal(HF_OK, collect_encrypted(HF_IMAGE_FLAG_AES128, 113));
    assert_int_equal(HF_ERR_IMAGE_ENCRYPTED, hf_image_admit(&image, &claims, &demand));
    demand.encryption = 1;
    assert_int_equal(HF_OK, hf_image_admit(&image, &claims, &demand));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(the_counter_must_reach_the_floor, make),
        cmocka_unit_test_setup(counters_are_compared_without_sign, make),
        cmocka_unit_test_setup(each_bit_of_vendor_and_class_counts, make),
        cmocka_unit_test_setup(every_flag_that_is_not_ours_is_refused, make),
        cmocka_unit_test_setup(a_ram_load_image_must_name_the_very_address, make),
        cmocka_unit_test_setup(an_image_in_place_must_not_name_an_address, make),
        cmocka_unit_test_setup(an_encrypted_image_needs_a_demand_that_allows_it, make),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
