/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "core/image.h"

#include "core/image_sample.h"

/* clang-format off */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

static struct sample sample;

static int make(void **state)
{
    (void)state;
    sample_make(&sample);
    return 0;
}

static hf_err_t read_header(uint32_t slot_size)
{
    struct hf_image image;

    return hf_image_read_header(sample.bytes, slot_size, &image);
}

static hf_err_t read_areas_of(hf_span_t bytes, struct hf_image_areas *areas)
{
    struct hf_image image;

    assert_int_equal(HF_OK, hf_image_read_header(sample.bytes, SAMPLE_SIZE_MAX, &image));
    return hf_image_read_areas(&image, bytes, areas);
}

static hf_err_t read_areas(void)
{
    struct hf_image_areas areas;
    size_t at = SAMPLE_HEADER_SIZE + SAMPLE_PAYLOAD_SIZE;

    return read_areas_of((hf_span_t){sample.bytes + at, sample.size - at}, &areas);
}

static void a_good_header_is_read(void **state)
{
    struct hf_image image;

    (void)state;
    assert_int_equal(HF_OK, hf_image_read_header(sample.bytes, SAMPLE_SIZE_MAX, &image));
    assert_int_equal(SAMPLE_HEADER_SIZE, image.header_size);
    assert_int_equal(SAMPLE_PAYLOAD_SIZE, image.payload_size);
    assert_int_equal(0, image.flags);
    assert_memory_equal("\x01\x02\x03\x00\x04\x00\x00\x00", image.version, 8);
}

static void each_flipped_bit_of_the_magic_is_refused(void **state)
{
    (void)state;
    for (unsigned bit = 0; bit < 32; bit++) {
        sample.bytes[bit / 8] ^= (uint8_t)(1u << (bit % 8));
        assert_int_equal(HF_ERR_IMAGE_MAGIC, read_header(SAMPLE_SIZE_MAX));
        sample.bytes[bit / 8] ^= (uint8_t)(1u << (bit % 8));
    }
}

static void a_header_size_outside_32_to_1024_is_refused(void **state)
{
    static const uint16_t bad[] = {0, 1, 31, 1025, 0x7fff, 0x8000, 0xffff};

    (void)state;
    for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
        hf_write_u16(sample.bytes + 8, bad[i]);
        assert_int_equal(HF_ERR_IMAGE_HEADER, read_header(UINT32_MAX));
    }
    hf_write_u16(sample.bytes + 8, 32);
    assert_int_equal(HF_OK, read_header(UINT32_MAX));
    hf_write_u16(sample.bytes + 8, 1024);
    assert_int_equal(HF_OK, read_header(UINT32_MAX));
}

static void a_pad_field_that_is_not_zero_is_refused(void **state)
{
    (void)state;
    for (unsigned bit = 0; bit < 32; bit++) {
        sample.bytes[28 + bit / 8] = (uint8_t)(1u << (bit % 8));
        assert_int_equal(HF_ERR_IMAGE_HEADER, read_header(SAMPLE_SIZE_MAX));
        sample.bytes[28 + bit / 8] = 0;
    }
}

static void an_empty_payload_is_refused(void **state)
{
    (void)state;
    hf_write_u32(sample.bytes + 12, 0);
    assert_int_equal(HF_ERR_IMAGE_SIZE, read_header(UINT32_MAX));
}

static void payload_sizes_that_would_overflow_32_bits_are_refused(void **state)
{
    static const uint32_t bad[] = {0xffffffffu, 0xfffffffeu, 0x80000000u, 0x7fffffffu,
                                   0xffffffffu - SAMPLE_HEADER_SIZE + 1u};

    (void)state;
    for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
        hf_write_u32(sample.bytes + 12, bad[i]);
        assert_int_equal(HF_ERR_IMAGE_SIZE, read_header(SAMPLE_SIZE_MAX));
    }
}

/* Header, payload, protected area and the plain area's header count; one byte less does not fit. */
static void the_slot_bound_counts_every_part(void **state)
{
    uint32_t protected_size = hf_read_u16(sample.bytes + 10);
    uint32_t whole =
        SAMPLE_HEADER_SIZE + SAMPLE_PAYLOAD_SIZE + protected_size + HF_AREA_HEADER_SIZE;

    (void)state;
    assert_int_equal(HF_OK, read_header(whole));
    assert_int_equal(HF_ERR_IMAGE_SIZE, read_header(whole - 1));
    assert_int_equal(HF_ERR_IMAGE_SIZE, read_header(0));
}

static void a_refused_header_leaves_the_result_alone(void **state)
{
    struct hf_image image;
    struct hf_image before;

    (void)state;
    memset(&image, 0xa5, sizeof(image));
    before = image;
    sample.bytes[0] ^= 1;
    assert_int_equal(HF_ERR_IMAGE_MAGIC, hf_image_read_header(sample.bytes, 1024, &image));
    assert_memory_equal(&before, &image, sizeof(image));
}

static void good_areas_are_split(void **state)
{
    struct hf_image_areas areas;
    size_t at = SAMPLE_HEADER_SIZE + SAMPLE_PAYLOAD_SIZE;

    (void)state;
    assert_int_equal(HF_OK,
                     read_areas_of((hf_span_t){sample.bytes + at, SAMPLE_SIZE_MAX - at}, &areas));
    assert_int_equal(sample.size - at, areas.size);
    assert_int_equal(48, areas.protected_area.size);
    assert_int_equal(HF_AREA_HEADER_SIZE, areas.protected_area.base);
}

static void a_protected_total_that_is_not_the_headers_is_refused(void **state)
{
    static const uint16_t bad[] = {0, 3, 4, 51, 53, 0xffff};
    size_t at = SAMPLE_HEADER_SIZE + SAMPLE_PAYLOAD_SIZE;

    (void)state;
    for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
        hf_write_u16(sample.bytes + at + 2, bad[i]);
        assert_int_equal(HF_ERR_IMAGE_AREA, read_areas());
    }
    hf_write_u16(sample.bytes + at + 2, 52);
    assert_int_equal(HF_OK, read_areas());
}

static void a_protected_size_in_the_header_that_is_off_by_one_is_refused(void **state)
{
    (void)state;
    hf_write_u16(sample.bytes + 10, 51);
    assert_int_equal(HF_ERR_IMAGE_AREA, read_areas());
    hf_write_u16(sample.bytes + 10, 53);
    assert_int_equal(HF_ERR_IMAGE_AREA, read_areas());
    hf_write_u16(sample.bytes + 10, 0);
    assert_int_equal(HF_ERR_IMAGE_AREA, read_areas());
}

static void area_magics_in_the_wrong_order_are_refused(void **state)
{
    size_t at = SAMPLE_HEADER_SIZE + SAMPLE_PAYLOAD_SIZE;

    (void)state;
    hf_write_u16(sample.bytes + at, HF_AREA_MAGIC_PLAIN);
    assert_int_equal(HF_ERR_IMAGE_AREA, read_areas());
    hf_write_u16(sample.bytes + at, HF_AREA_MAGIC_PROTECTED);
    hf_write_u16(sample.bytes + at + 52, HF_AREA_MAGIC_PROTECTED);
    assert_int_equal(HF_ERR_IMAGE_AREA, read_areas());
}

static void a_plain_total_outside_what_is_there_is_refused(void **state)
{
    size_t at = SAMPLE_HEADER_SIZE + SAMPLE_PAYLOAD_SIZE + 52;
    uint16_t total = hf_read_u16(sample.bytes + at + 2);
    uint16_t const bad[] = {0, 3, (uint16_t)(total + 1), 0x7fff, 0xffff};

    (void)state;
    for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
        hf_write_u16(sample.bytes + at + 2, bad[i]);
        assert_int_equal(HF_ERR_IMAGE_AREA, read_areas());
    }
}

static void areas_cut_off_at_any_byte_are_refused(void **state)
{
    struct hf_image_areas areas;
    size_t at = SAMPLE_HEADER_SIZE + SAMPLE_PAYLOAD_SIZE;

    (void)state;
    for (size_t size = 0; size < sample.size - at; size++) {
        assert_int_equal(HF_ERR_IMAGE_AREA,
                         read_areas_of((hf_span_t){sample.bytes + at, size}, &areas));
    }
}

static void a_walk_gives_each_tlv_with_its_offset(void **state)
{
    static const uint8_t bytes[] = {0x50, 0, 2, 0, 9, 8, 0x60, 0, 0, 0};
    struct hf_tlv_walk walk = {bytes, 4, 0, sizeof(bytes)};
    struct hf_tlv tlv;

    (void)state;
    assert_int_equal(HF_OK, hf_tlv_next(&walk, &tlv));
    assert_int_equal(0x50, tlv.type);
    assert_int_equal(2, tlv.value.size);
    assert_int_equal(4, tlv.offset);
    assert_int_equal(HF_OK, hf_tlv_next(&walk, &tlv));
    assert_int_equal(0x60, tlv.type);
    assert_int_equal(10, tlv.offset);
    assert_true(hf_tlv_done(&walk));
}

static void a_tlv_that_spills_is_refused_and_changes_nothing(void **state)
{
    uint8_t bytes[] = {0x50, 0, 2, 0, 9, 8};
    static const uint16_t bad[] = {3, 4, 0x7fff, 0xffff};

    (void)state;
    for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
        struct hf_tlv_walk walk = {bytes, 4, 0, sizeof(bytes)};
        struct hf_tlv tlv = {0x1234, {NULL, 0}, 0};

        hf_write_u16(bytes + 2, bad[i]);
        assert_int_equal(HF_ERR_IMAGE_SPILL, hf_tlv_next(&walk, &tlv));
        assert_int_equal(0, walk.offset);
        assert_int_equal(0x1234, tlv.type);
    }
}

static void a_partial_tlv_header_spills(void **state)
{
    static const uint8_t bytes[] = {0x50, 0, 0};

    (void)state;
    for (uint32_t size = 1; size <= sizeof(bytes); size++) {
        struct hf_tlv_walk walk = {bytes, 0, 0, size};
        struct hf_tlv tlv;

        assert_int_equal(HF_ERR_IMAGE_SPILL, hf_tlv_next(&walk, &tlv));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(a_good_header_is_read, make),
        cmocka_unit_test_setup(each_flipped_bit_of_the_magic_is_refused, make),
        cmocka_unit_test_setup(a_header_size_outside_32_to_1024_is_refused, make),
        cmocka_unit_test_setup(a_pad_field_that_is_not_zero_is_refused, make),
        cmocka_unit_test_setup(an_empty_payload_is_refused, make),
        cmocka_unit_test_setup(payload_sizes_that_would_overflow_32_bits_are_refused, make),
        cmocka_unit_test_setup(the_slot_bound_counts_every_part, make),
        cmocka_unit_test_setup(a_refused_header_leaves_the_result_alone, make),
        cmocka_unit_test_setup(good_areas_are_split, make),
        cmocka_unit_test_setup(a_protected_total_that_is_not_the_headers_is_refused, make),
        cmocka_unit_test_setup(a_protected_size_in_the_header_that_is_off_by_one_is_refused, make),
        cmocka_unit_test_setup(area_magics_in_the_wrong_order_are_refused, make),
        cmocka_unit_test_setup(a_plain_total_outside_what_is_there_is_refused, make),
        cmocka_unit_test_setup(areas_cut_off_at_any_byte_are_refused, make),
        cmocka_unit_test(a_walk_gives_each_tlv_with_its_offset),
        cmocka_unit_test(a_tlv_that_spills_is_refused_and_changes_nothing),
        cmocka_unit_test(a_partial_tlv_header_spills),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
