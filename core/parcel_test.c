/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "core/parcel.h"

/* clang-format off */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include <string.h>

static uint8_t frame[HF_PARCEL_MOST];
static uint8_t block[HF_PARCEL_BLOCK];
static struct hf_parcel_line line;
static struct hf_parcel got;

static size_t make(uint32_t size)
{
    struct hf_parcel const parcel = {HF_PARCEL_WRITE, 2, 0x01020304, {block, size}};

    for (uint32_t i = 0; i < sizeof(block); i++) {
        block[i] = (uint8_t)(i * 3u + 1u);
    }
    memset(&line, 0, sizeof(line));
    return hf_parcel_write(&parcel, frame);
}

/* Feeds bytes and gives what the last of them said. */
static hf_err_t feed(const uint8_t *bytes, size_t size)
{
    hf_err_t result = HF_ERR_UNSET;

    for (size_t i = 0; i < size; i++) {
        result = hf_parcel_take(&line, bytes[i], &got);
    }
    return result;
}

static void what_was_written_is_taken(void **state)
{
    static const uint32_t sizes[] = {0, 1, 31, HF_PARCEL_BLOCK};

    (void)state;
    for (size_t i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++) {
        size_t const size = make(sizes[i]);

        assert_int_equal(HF_ERR_UNSET, feed(frame, size - 1u));
        assert_int_equal(HF_OK, feed(frame + size - 1u, 1));
        assert_int_equal(HF_PARCEL_WRITE, got.command);
        assert_int_equal(2, got.component);
        assert_int_equal(0x01020304, got.value);
        assert_int_equal(sizes[i], got.block.size);
        assert_memory_equal(block, got.block.bytes, sizes[i]);
    }
}

static void the_check_sum_is_that_of_ieee_802_3(void **state)
{
    static const uint8_t expected[] = {0x48, 0x46, 0x55, 0x31, 0, 1, 0, 0, 0, 0, 0, 0};
    struct hf_parcel const parcel = {HF_PARCEL_QUERY, 1, 0, {NULL, 0}};

    (void)state;
    assert_int_equal(16, hf_parcel_write(&parcel, frame));
    assert_memory_equal(expected, frame, sizeof(expected));
    assert_int_equal(0xb34746e4u, hf_read_u32(frame + 12));
}

static void a_block_that_is_too_long_is_not_written(void **state)
{
    struct hf_parcel const parcel = {HF_PARCEL_WRITE, 2, 0, {frame, HF_PARCEL_BLOCK + 1u}};

    (void)state;
    assert_int_equal(0, hf_parcel_write(&parcel, frame));
}

static void each_flipped_bit_is_noticed_or_swallowed(void **state)
{
    size_t const size = make(40);

    (void)state;
    for (size_t bit = 0; bit < 8u * size; bit++) {
        frame[bit / 8u] ^= (uint8_t)(1u << (bit % 8u));
        memset(&line, 0, sizeof(line));
        assert_int_not_equal(HF_OK, feed(frame, size));
        frame[bit / 8u] ^= (uint8_t)(1u << (bit % 8u));
    }
    memset(&line, 0, sizeof(line));
    assert_int_equal(HF_OK, feed(frame, size));
}

static void an_announced_length_is_bounded_before_it_is_believed(void **state)
{
    (void)state;
    (void)make(0);
    hf_write_u16(frame + 6, HF_PARCEL_BLOCK + 1u);
    assert_int_equal(HF_ERR_PARCEL_FRAME, feed(frame, HF_PARCEL_HEAD));
    assert_int_equal(0, line.filled);
}

static void an_unknown_command_is_no_frame(void **state)
{
    struct hf_parcel const parcel = {HF_PARCEL_COMMANDS, 2, 0, {NULL, 0}};
    size_t const size = hf_parcel_write(&parcel, frame);

    (void)state;
    memset(&line, 0, sizeof(line));
    assert_int_equal(HF_ERR_PARCEL_FRAME, feed(frame, size));
}

static void a_frame_is_found_behind_noise_and_false_starts(void **state)
{
    static const uint8_t noise[] = {'x', 'H', 'F', 'H', 'F', 'U', 'H', 0, 0xff, 'H', 'F', 'U'};
    size_t const size = make(8);

    (void)state;
    assert_int_equal(HF_ERR_UNSET, feed(noise, sizeof(noise)));
    assert_int_equal(HF_OK, feed(frame, size));
}

static void zeros_end_a_frame_that_was_left_in_the_middle(void **state)
{
    static const uint8_t zeros[HF_PARCEL_MOST];
    size_t const size = make(HF_PARCEL_BLOCK);

    (void)state;
    assert_int_equal(HF_ERR_UNSET, feed(frame, size / 2u));
    (void)feed(zeros, sizeof(zeros));
    assert_int_equal(HF_OK, feed(frame, size));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_was_written_is_taken),
        cmocka_unit_test(the_check_sum_is_that_of_ieee_802_3),
        cmocka_unit_test(a_block_that_is_too_long_is_not_written),
        cmocka_unit_test(each_flipped_bit_is_noticed_or_swallowed),
        cmocka_unit_test(an_announced_length_is_bounded_before_it_is_believed),
        cmocka_unit_test(an_unknown_command_is_no_frame),
        cmocka_unit_test(a_frame_is_found_behind_noise_and_false_starts),
        cmocka_unit_test(zeros_end_a_frame_that_was_left_in_the_middle),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
