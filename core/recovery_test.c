/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "core/recovery.h"

/* clang-format off */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include <string.h>

#define LIMIT 1024u

static uint8_t image[LIMIT + 1u];
static uint8_t received[LIMIT];
static struct hf_recovery line;

static int setup(void **state)
{
    (void)state;
    memset(&line, 0, sizeof(line));
    memset(received, 0, sizeof(received));
    for (size_t i = 0; i < sizeof(image); i++) {
        image[i] = (uint8_t)(i * 7u + i / 251u);
    }
    return 0;
}

/* What the last byte of `bytes` leads to; nothing may come before. */
static hf_err_t feed(const void *bytes, size_t size)
{
    hf_err_t result = HF_ERR_UNSET;

    for (size_t i = 0; i < size; i++) {
        assert_int_equal(HF_ERR_UNSET, result);
        result = hf_recovery_take(&line, ((const uint8_t *)bytes)[i], LIMIT);
    }
    return result;
}

static struct hf_recovery_frame frame_at(uint32_t offset, size_t size)
{
    struct hf_recovery_frame frame;

    assert_int_equal(HF_OK, hf_recovery_fill(&frame, (hf_span_t){image, size}, offset));
    return frame;
}

static hf_err_t send(uint32_t offset, size_t size)
{
    struct hf_recovery_frame const frame = frame_at(offset, size);

    return feed(&frame, sizeof(frame));
}

/* Sends what is wanted until the empty frame. */
static void receive_whole(size_t size)
{
    do {
        uint32_t const at = line.wanted;

        assert_int_equal(HF_OK, send(at, size));
        assert_true(line.wanted <= LIMIT);
        memcpy(received + at, line.frame.block, line.frame.length);
    } while (line.frame.length != 0);
    assert_int_equal(size, line.wanted);
    assert_memory_equal(image, received, size);
}

static void an_image_of_any_length_arrives(void **state)
{
    for (size_t size = 1; size <= LIMIT; size++) {
        (void)setup(state);
        receive_whole(size);
    }
}

static void the_check_sum_is_the_one_that_everybody_has(void **state)
{
    struct hf_recovery_frame frame = frame_at(0, 0);
    uint32_t sum = UINT32_MAX; /* byte by byte from the table-free definition, highest bit last */

    (void)state;
    for (size_t i = 0; i < offsetof(struct hf_recovery_frame, check); i++) {
        for (unsigned bit = 0; bit < 8; bit++) {
            uint32_t const in = (uint32_t)(((const uint8_t *)&frame)[i] >> bit & 1u);

            sum = (sum >> 1) ^ ((sum & 1u) != in ? 0xedb88320u : 0u);
        }
    }
    assert_int_equal(~sum, frame.check);
}

static void one_flipped_bit_is_a_damaged_frame_or_none(void **state)
{
    for (size_t bit = 0; bit < 8u * sizeof(struct hf_recovery_frame); bit++) {
        struct hf_recovery_frame frame = frame_at(0, 700);

        (void)setup(state);
        ((uint8_t *)&frame)[bit / 8u] ^= (uint8_t)(1u << bit % 8u);
        assert_int_equal(bit < 32 ? HF_ERR_UNSET : HF_ERR_RECOVERY_FRAME,
                         feed(&frame, sizeof(frame)));
        assert_int_equal(0, line.wanted);
    }
}

static void a_block_that_is_not_wanted_changes_nothing(void **state)
{
    (void)state;
    assert_int_equal(HF_ERR_RECOVERY_ORDER, send(256, 700));
    assert_int_equal(0, line.wanted);
    assert_int_equal(HF_OK, send(0, 700));
    assert_int_equal(HF_ERR_RECOVERY_ORDER, send(512, 700));
    assert_int_equal(HF_ERR_RECOVERY_ORDER, send(255, 700));
    assert_int_equal(256, line.wanted);
    assert_int_equal(HF_OK, send(256, 700));
}

static void the_first_block_starts_over(void **state)
{
    (void)state;
    assert_int_equal(HF_OK, send(0, 700));
    assert_int_equal(HF_OK, send(256, 700));
    assert_int_equal(HF_OK, send(0, 700));
    assert_int_equal(256, line.wanted);
}

static void noise_before_a_frame_is_skipped(void **state)
{
    static const char noise[] = "HHFHFHFRHFR0\xff@irot";

    (void)state;
    assert_int_equal(HF_ERR_UNSET, feed(noise, sizeof(noise)));
    assert_int_equal(HF_OK, send(0, 700));
}

static void half_a_frame_costs_one_frame(void **state)
{
    struct hf_recovery_frame const frame = frame_at(0, 700);

    (void)state;
    assert_int_equal(HF_ERR_UNSET, feed(&frame, 100));
    assert_int_equal(HF_ERR_RECOVERY_FRAME, feed(&frame, sizeof(frame) - 100u));
    assert_int_equal(HF_ERR_UNSET, feed((const uint8_t *)&frame + sizeof(frame) - 100u, 100));
    assert_int_equal(HF_OK, send(0, 700));
}

static void an_image_of_the_limit_fits_and_a_byte_more_does_not(void **state)
{
    (void)state;
    receive_whole(LIMIT);
    (void)setup(state);
    for (uint32_t at = 0; at < LIMIT; at += HF_RECOVERY_BLOCK) {
        assert_int_equal(HF_OK, send(at, LIMIT + 1u));
    }
    assert_int_equal(HF_ERR_RECOVERY_SIZE, send(LIMIT, LIMIT + 1u));
    assert_int_equal(LIMIT, line.wanted);
}

/* Signed numbers, sums that wrap: with a check sum that is right. */
static void no_length_or_offset_leads_out_of_the_area(void **state)
{
    static const uint32_t values[] = {257, 0x100, 0x7fffffff, 0x80000000, 0xffffff00, 0xffffffff};
    struct hf_recovery_frame frame;

    (void)state;
    for (size_t i = 0; i < sizeof(values) / sizeof(values[0]); i++) {
        for (uint32_t start = 0; start < 2; start++) {
            uint32_t sum = UINT32_MAX;

            (void)setup(state);
            frame = frame_at(0, 700);
            frame.length = values[i];
            frame.offset = start == 0 ? 0 : 0u - values[i];
            for (size_t byte = 0; byte < offsetof(struct hf_recovery_frame, check); byte++) {
                sum ^= ((const uint8_t *)&frame)[byte];
                for (unsigned bit = 0; bit < 8; bit++) {
                    sum = (sum >> 1) ^ (0xedb88320u & (0u - (sum & 1u)));
                }
            }
            frame.check = ~sum;
            if (feed(&frame, sizeof(frame)) == HF_OK) {
                assert_int_equal(0x100, values[i]);
                assert_int_equal(0, frame.offset);
            }
            assert_true(line.wanted <= LIMIT);
        }
    }
}

static void there_is_no_block_behind_the_end(void **state)
{
    struct hf_recovery_frame frame;

    (void)state;
    assert_int_equal(HF_ERR_RECOVERY_ORDER, hf_recovery_fill(&frame, (hf_span_t){image, 700}, 701));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(an_image_of_any_length_arrives, setup),
        cmocka_unit_test_setup(the_check_sum_is_the_one_that_everybody_has, setup),
        cmocka_unit_test_setup(one_flipped_bit_is_a_damaged_frame_or_none, setup),
        cmocka_unit_test_setup(a_block_that_is_not_wanted_changes_nothing, setup),
        cmocka_unit_test_setup(the_first_block_starts_over, setup),
        cmocka_unit_test_setup(noise_before_a_frame_is_skipped, setup),
        cmocka_unit_test_setup(half_a_frame_costs_one_frame, setup),
        cmocka_unit_test_setup(an_image_of_the_limit_fits_and_a_byte_more_does_not, setup),
        cmocka_unit_test_setup(no_length_or_offset_leads_out_of_the_area, setup),
        cmocka_unit_test_setup(there_is_no_block_behind_the_end, setup),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
