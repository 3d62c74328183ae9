/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "core/cbor.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

#define SPAN(...)                                                                                  \
    (hf_span_t)                                                                                    \
    {                                                                                              \
        (const uint8_t[]){__VA_ARGS__}, sizeof((const uint8_t[]){__VA_ARGS__})                     \
    }

static hf_err_t first(hf_span_t bytes, enum hf_cbor_form form, struct hf_cbor_item *item)
{
    struct hf_cbor_walk walk = hf_cbor_begin(bytes, form);
    hf_err_t result = hf_cbor_next(&walk, item);

    assert_true(walk.offset <= walk.size);
    if (result != HF_OK) {
        assert_int_equal(0, walk.offset);
    }
    return result;
}

static hf_err_t strictly(hf_span_t bytes)
{
    struct hf_cbor_item item;

    return first(bytes, HF_CBOR_SHORTEST, &item);
}

static hf_err_t skipped(hf_span_t bytes)
{
    struct hf_cbor_walk walk = hf_cbor_begin(bytes, HF_CBOR_SHORTEST);
    hf_err_t result = hf_cbor_skip(&walk);

    assert_int_equal(result == HF_OK ? bytes.size : 0, walk.offset);
    return result;
}

static uint64_t value_of(hf_span_t bytes)
{
    struct hf_cbor_item item;

    assert_int_equal(HF_OK, first(bytes, HF_CBOR_SHORTEST, &item));
    return item.value;
}

static void numbers_of_every_width_are_read(void **state)
{
    (void)state;
    assert_int_equal(23, value_of(SPAN(0x17)));
    assert_int_equal(24, value_of(SPAN(0x18, 24)));
    assert_int_equal(0x100, value_of(SPAN(0x19, 1, 0)));
    assert_int_equal(0x10000, value_of(SPAN(0x1a, 0, 1, 0, 0)));
    assert_true(value_of(SPAN(0x1b, 0, 0, 0, 1, 0, 0, 0, 0)) == 0x100000000u);
    assert_true(value_of(SPAN(0x3b, 255, 255, 255, 255, 255, 255, 255, 255)) == UINT64_MAX);
}

static void a_number_one_width_too_wide_is_refused_as_not_shortest(void **state)
{
    (void)state;
    assert_int_equal(HF_ERR_CBOR_SHORTEST, strictly(SPAN(0x18, 23)));
    assert_int_equal(HF_ERR_CBOR_SHORTEST, strictly(SPAN(0x19, 0, 255)));
    assert_int_equal(HF_ERR_CBOR_SHORTEST, strictly(SPAN(0x1a, 0, 0, 255, 255)));
    assert_int_equal(HF_ERR_CBOR_SHORTEST, strictly(SPAN(0x3b, 0, 0, 0, 0, 255, 255, 255, 255)));
    assert_int_equal(HF_ERR_CBOR_SHORTEST, strictly(SPAN(0x58, 1, 7)));
    assert_int_equal(HF_ERR_CBOR_SHORTEST, strictly(SPAN(0xd8, 18, 0)));
}

static void a_number_of_any_width_is_read_where_that_is_allowed(void **state)
{
    struct hf_cbor_item item;

    (void)state;
    assert_int_equal(HF_OK, first(SPAN(0x1b, 0, 0, 0, 0, 0, 0, 0, 7), HF_CBOR_ANY_WIDTH, &item));
    assert_int_equal(HF_CBOR_UINT, item.kind);
    assert_int_equal(7, item.value);
    assert_int_equal(HF_OK, first(SPAN(0x79, 0, 2, 'h', 'f'), HF_CBOR_ANY_WIDTH, &item));
    assert_memory_equal("hf", item.span.bytes, 2);
}

static void a_string_gives_its_content(void **state)
{
    struct hf_cbor_item item;

    (void)state;
    assert_int_equal(HF_OK, first(SPAN(0x43, 1, 2, 3, 9), HF_CBOR_SHORTEST, &item));
    assert_int_equal(HF_CBOR_BYTES, item.kind);
    assert_int_equal(3, item.span.size);
    assert_int_equal(1, item.span.bytes[0]);
}

static void a_string_one_byte_short_is_refused(void **state)
{
    (void)state;
    assert_int_equal(HF_OK, strictly(SPAN(0x43, 1, 2, 3)));
    assert_int_equal(HF_ERR_CBOR_END, strictly(SPAN(0x43, 1, 2)));
    assert_int_equal(HF_ERR_CBOR_END, strictly(SPAN(0x19, 1)));
    assert_int_equal(HF_ERR_CBOR_END, strictly((hf_span_t){NULL, 0}));
}

static void lengths_and_counts_beyond_the_input_are_refused(void **state)
{
    (void)state;
    assert_int_equal(HF_ERR_CBOR_END, strictly(SPAN(0x5b, 0x80, 0, 0, 0, 0, 0, 0, 0, 1)));
    assert_int_equal(HF_ERR_CBOR_END,
                     strictly(SPAN(0x5b, 255, 255, 255, 255, 255, 255, 255, 255, 1)));
    assert_int_equal(HF_ERR_CBOR_END, strictly(SPAN(0x9a, 255, 255, 255, 255, 1)));
    assert_int_equal(HF_ERR_CBOR_END, strictly(SPAN(0xbb, 0x80, 0, 0, 0, 0, 0, 0, 1, 1, 1)));
    assert_int_equal(HF_OK, strictly(SPAN(0xa1, 1, 1)));
    assert_int_equal(HF_ERR_CBOR_END, strictly(SPAN(0xa1, 1)));
    assert_int_equal(HF_ERR_CBOR_END, strictly(SPAN(0xd2)));
}

static void indefinite_lengths_and_breaks_are_refused(void **state)
{
    (void)state;
    assert_int_equal(HF_ERR_CBOR_INDEFINITE, strictly(SPAN(0x5f, 0x41, 1, 0xff)));
    assert_int_equal(HF_ERR_CBOR_INDEFINITE, strictly(SPAN(0x7f, 0xff)));
    assert_int_equal(HF_ERR_CBOR_INDEFINITE, strictly(SPAN(0x9f, 0xff)));
    assert_int_equal(HF_ERR_CBOR_INDEFINITE, strictly(SPAN(0xbf, 0xff)));
    assert_int_equal(HF_ERR_CBOR_INDEFINITE, strictly(SPAN(0xff)));
    assert_int_equal(HF_ERR_CBOR_INDEFINITE, skipped(SPAN(0x81, 0x9f, 0xff)));
}

static void reserved_first_bytes_are_refused_in_every_kind(void **state)
{
    (void)state;
    for (unsigned kind = 0; kind < 8; kind++) {
        for (unsigned info = 28; info < 31; info++) {
            assert_int_equal(HF_ERR_CBOR_FORM, strictly(SPAN((uint8_t)(kind << 5 | info), 0, 0, 0,
                                                             0, 0, 0, 0, 0, 0, 0)));
        }
    }
}

static void a_simple_value_below_32_in_two_bytes_is_refused(void **state)
{
    (void)state;
    assert_int_equal(HF_ERR_CBOR_FORM, strictly(SPAN(0xf8, 31)));
    assert_int_equal(HF_OK, strictly(SPAN(0xf8, 32)));
    assert_int_equal(HF_OK, strictly(SPAN(0xf6)));
    assert_int_equal(HF_OK, strictly(SPAN(0xf9, 0, 0)));
}

static void a_skip_passes_over_all_that_an_item_holds(void **state)
{
    (void)state;
    assert_int_equal(HF_OK, skipped(SPAN(0xa2, 1, 0x82, 2, 0x41, 3, 4, 0xd2, 0x80)));
    assert_int_equal(HF_OK, skipped(SPAN(0x80)));
    assert_int_equal(HF_ERR_CBOR_END, skipped(SPAN(0xa2, 1, 0x82, 2, 0x41, 3, 4)));
}

static void items_nest_eight_deep_and_no_deeper(void **state)
{
    uint8_t nested[HF_CBOR_DEPTH_MAX + 2u];

    (void)state;
    memset(nested, 0x81, sizeof(nested));
    nested[HF_CBOR_DEPTH_MAX] = 0;
    assert_int_equal(HF_OK, skipped((hf_span_t){nested, HF_CBOR_DEPTH_MAX + 1u}));
    nested[HF_CBOR_DEPTH_MAX] = 0x81;
    nested[HF_CBOR_DEPTH_MAX + 1u] = 0;
    assert_int_equal(HF_ERR_CBOR_DEPTH, skipped((hf_span_t){nested, sizeof(nested)}));
    memset(nested, 0xc1, sizeof(nested));
    assert_int_equal(HF_ERR_CBOR_DEPTH, skipped((hf_span_t){nested, sizeof(nested)}));
}

static void utf8_is_told_from_what_only_looks_like_it(void **state)
{
    (void)state;
    assert_int_equal(HF_OK, hf_cbor_check_utf8(SPAN('h', 0xc3, 0xa9, 0xe2, 0x82, 0xac)));
    assert_int_equal(HF_OK, hf_cbor_check_utf8(SPAN(0xf4, 0x8f, 0xbf, 0xbf)));
    assert_int_equal(HF_OK, hf_cbor_check_utf8(SPAN(0xc2, 0x80, 0xdf, 0xbf)));
    assert_int_equal(HF_OK, hf_cbor_check_utf8(SPAN(0xe0, 0xa0, 0x80, 0xed, 0x9f, 0xbf)));
    assert_int_equal(HF_OK, hf_cbor_check_utf8(SPAN(0xf0, 0x90, 0x80, 0x80)));
    assert_int_equal(HF_ERR_CBOR_UTF8, hf_cbor_check_utf8(SPAN(0xf0, 0x8f, 0xbf, 0xbf)));
    assert_int_equal(HF_ERR_CBOR_UTF8, hf_cbor_check_utf8(SPAN(0xc1, 0xbf)));
    assert_int_equal(HF_ERR_CBOR_UTF8, hf_cbor_check_utf8(SPAN(0xf5, 0x80, 0x80, 0x80)));
    assert_int_equal(HF_ERR_CBOR_UTF8, hf_cbor_check_utf8(SPAN(0xf4, 0x90, 0x80, 0x80)));
    assert_int_equal(HF_ERR_CBOR_UTF8, hf_cbor_check_utf8(SPAN(0xc0, 0x80)));
    assert_int_equal(HF_ERR_CBOR_UTF8, hf_cbor_check_utf8(SPAN(0xe0, 0x80, 0x80)));
    assert_int_equal(HF_ERR_CBOR_UTF8, hf_cbor_check_utf8(SPAN(0xed, 0xa0, 0x80)));
    assert_int_equal(HF_ERR_CBOR_UTF8, hf_cbor_check_utf8(SPAN(0xe2, 0x82)));
    assert_int_equal(HF_ERR_CBOR_UTF8, hf_cbor_check_utf8(SPAN(0xe2, 0x82, 'x')));
    assert_int_equal(HF_ERR_CBOR_UTF8, hf_cbor_check_utf8(SPAN(0x80)));
    assert_int_equal(HF_ERR_CBOR_UTF8, hf_cbor_check_utf8(SPAN(0x80, 'a', 'b', 'c', 'd')));
}

static void what_is_written_is_read_again_in_the_strict_form(void **state)
{
    static const int64_t values[] = {
        0,   23,  24,         255,  256,  65535, 65536,      4294967295,  INT64_MAX, -1,
        -24, -25, 4294967296, -256, -257, 2400,  2147483647, -2147483648, INT64_MIN, 18};

    (void)state;
    for (size_t i = 0; i < sizeof(values) / sizeof(values[0]); i++) {
        uint8_t bytes[9];
        struct hf_cbor_out out = hf_cbor_out(bytes, sizeof(bytes));
        struct hf_cbor_item item;
        size_t size = 0;

        hf_cbor_write_int(&out, values[i]);
        assert_int_equal(HF_OK, hf_cbor_end(&out, &size));
        assert_int_equal(HF_OK, first((hf_span_t){bytes, size}, HF_CBOR_SHORTEST, &item));
        int64_t back = (int64_t)item.value;

        assert_true((item.kind == HF_CBOR_NINT ? -1 - back : back) == values[i]);
        assert_int_equal(size, 1u + item.width);
    }
}

static void a_writer_without_room_says_so_and_writes_nothing_beyond(void **state)
{
    uint8_t bytes[4] = {9, 9, 9, 9};
    struct hf_cbor_out out = hf_cbor_out(bytes, 3);
    size_t size = 77;

    (void)state;
    hf_cbor_write_bytes(&out, SPAN(1, 2));
    assert_int_equal(HF_OK, hf_cbor_end(&out, &size));
    assert_int_equal(3, size);
    hf_cbor_write_int(&out, 0);
    assert_int_equal(HF_ERR_CBOR_ROOM, hf_cbor_end(&out, &size));
    assert_int_equal(3, size);
    assert_int_equal(9, bytes[3]);
}

static void a_writer_that_ran_out_of_room_writes_nothing_smaller_either(void **state)
{
    uint8_t bytes[2];
    struct hf_cbor_out out = hf_cbor_out(bytes, sizeof(bytes));
    size_t size;

    (void)state;
    hf_cbor_write_bytes(&out, SPAN(1, 2));
    hf_cbor_write_int(&out, 0);
    assert_int_equal(1, out.offset);
    assert_int_equal(HF_ERR_CBOR_ROOM, hf_cbor_end(&out, &size));
}

static void a_writer_without_a_buffer_counts(void **state)
{
    struct hf_cbor_out out = hf_cbor_out(NULL, SIZE_MAX);
    size_t size = 0;

    (void)state;
    hf_cbor_write_head(&out, HF_CBOR_MAP, 1);
    hf_cbor_write_int(&out, 2400);
    hf_cbor_write_text(&out, SPAN('h', 'f'));
    assert_int_equal(HF_OK, hf_cbor_end(&out, &size));
    assert_int_equal(7, size);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_of_every_width_are_read),
        cmocka_unit_test(a_number_one_width_too_wide_is_refused_as_not_shortest),
        cmocka_unit_test(a_number_of_any_width_is_read_where_that_is_allowed),
        cmocka_unit_test(a_string_gives_its_content),
        cmocka_unit_test(a_string_one_byte_short_is_refused),
        cmocka_unit_test(lengths_and_counts_beyond_the_input_are_refused),
        cmocka_unit_test(indefinite_lengths_and_breaks_are_refused),
        cmocka_unit_test(reserved_first_bytes_are_refused_in_every_kind),
        cmocka_unit_test(a_simple_value_below_32_in_two_bytes_is_refused),
        cmocka_unit_test(a_skip_passes_over_all_that_an_item_holds),
        cmocka_unit_test(items_nest_eight_deep_and_no_deeper),
        cmocka_unit_test(utf8_is_told_from_what_only_looks_like_it),
        cmocka_unit_test(what_is_written_is_read_again_in_the_strict_form),
        cmocka_unit_test(a_writer_without_room_says_so_and_writes_nothing_beyond),
        cmocka_unit_test(a_writer_that_ran_out_of_room_writes_nothing_smaller_either),
        cmocka_unit_test(a_writer_without_a_buffer_counts),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
