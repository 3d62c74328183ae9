/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "firmware/secure/regions.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#define CODE      0x21080000u
#define CODE_SIZE 0x80000u
#define RAM       0x20200000u
#define RAM_SIZE  0x40000u

static const struct hf_secure_map map = {.app_code = {CODE, CODE_SIZE}, .app_ram = {RAM, RAM_SIZE}};

static hf_err_t may_read(uint32_t base, uint32_t size)
{
    return hf_regions_check(&map, base, size, HF_ACCESS_READ);
}

static hf_err_t may_write(uint32_t base, uint32_t size)
{
    return hf_regions_check(&map, base, size, HF_ACCESS_WRITE);
}

static void the_whole_of_the_apps_ram_is_its_own(void **state)
{
    (void)state;
    assert_int_equal(HF_OK, may_read(RAM, RAM_SIZE));
    assert_int_equal(HF_OK, may_write(RAM, RAM_SIZE));
}

static void one_byte_more_is_not(void **state)
{
    (void)state;
    assert_int_equal(HF_ERR_GATE_POINTER, may_read(RAM, RAM_SIZE + 1));
    assert_int_equal(HF_ERR_GATE_POINTER, may_read(RAM + 1, RAM_SIZE));
    assert_int_equal(HF_ERR_GATE_POINTER, may_read(RAM - 1, 2));
}

static void the_last_byte_is_the_apps_and_the_next_is_not(void **state)
{
    (void)state;
    assert_int_equal(HF_OK, may_write(RAM + RAM_SIZE - 1, 1));
    assert_int_equal(HF_ERR_GATE_POINTER, may_write(RAM + RAM_SIZE, 1));
}

static void code_can_be_read_and_not_written(void **state)
{
    (void)state;
    assert_int_equal(HF_OK, may_read(CODE, CODE_SIZE));
    assert_int_equal(HF_ERR_GATE_POINTER, may_write(CODE, 1));
}

static void a_span_that_wraps_round_is_refused(void **state)
{
    (void)state;
    assert_int_equal(HF_ERR_GATE_POINTER, may_read(RAM, UINT32_MAX));
    assert_int_equal(HF_ERR_GATE_POINTER, may_read(RAM + 16, 0u - 16u));
    assert_int_equal(HF_ERR_GATE_POINTER, may_read(UINT32_MAX, 2));
    assert_int_equal(HF_ERR_GATE_POINTER, may_read(RAM, 0x80000000u));
}

static void an_empty_span_lies_nowhere(void **state)
{
    (void)state;
    assert_int_equal(HF_ERR_GATE_POINTER, may_read(RAM, 0));
    assert_int_equal(HF_ERR_GATE_POINTER, may_read(0, 0));
}

/* Against the plain definition, near every border. */
static void the_answer_is_that_of_the_definition(void **state)
{
    static const uint32_t near[] = {
        0, RAM - 2, RAM, RAM + RAM_SIZE - 2, RAM + RAM_SIZE, UINT32_MAX - 2};
    static const uint32_t sizes[] = {1, 2, 3, RAM_SIZE - 1, RAM_SIZE, RAM_SIZE + 1, UINT32_MAX};

    (void)state;
    for (size_t i = 0; i < sizeof(near) / sizeof(near[0]); i++) {
        for (uint32_t shift = 0; shift < 4; shift++) {
            for (size_t k = 0; k < sizeof(sizes) / sizeof(sizes[0]); k++) {
                uint64_t from = (uint64_t)(uint32_t)(near[i] + shift);
                int inside = from >= RAM && from + sizes[k] <= (uint64_t)RAM + RAM_SIZE;

                assert_int_equal(inside, may_write((uint32_t)from, sizes[k]) == HF_OK);
            }
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_whole_of_the_apps_ram_is_its_own),
        cmocka_unit_test(one_byte_more_is_not),
        cmocka_unit_test(the_last_byte_is_the_apps_and_the_next_is_not),
        cmocka_unit_test(code_can_be_read_and_not_written),
        cmocka_unit_test(a_span_that_wraps_round_is_refused),
        cmocka_unit_test(an_empty_span_lies_nowhere),
        cmocka_unit_test(the_answer_is_that_of_the_definition),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
