/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "lab/faults/place.h"
#include "lab/faults/thumb.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>

#include <cmocka.h>

#define OP(first, second)                                                                          \
    thumb_read((const uint8_t[]){(first)&0xff, (first) >> 8, (second)&0xff, (second) >> 8})

static void a_wide_instruction_has_four_bytes(void **state)
{
    (void)state;
    assert_int_equal(2, OP(0xe7fe, 0xffff).size); /* b . */
    assert_int_equal(4, OP(0xe92d, 0x41f0).size); /* push.w */
    assert_int_equal(4, OP(0xf000, 0xf814).size); /* bl */
}

static void an_it_block_ends_after_its_instructions(void **state)
{
    uint8_t it = thumb_next_it(OP(0xbf0c, 0), 0); /* ite eq */

    (void)state;
    assert_int_equal(0x0c, it);
    it = thumb_next_it(OP(0x2101, 0), it);
    assert_int_equal(0x18, it);
    it = thumb_next_it(OP(0x2102, 0), it);
    assert_int_equal(0, it);
}

static void a_nop_starts_no_it_block(void **state)
{
    (void)state;
    assert_int_equal(0, thumb_next_it(OP(0xbf00, 0), 0));
}

static void assert_looks_at(struct thumb op, uint32_t registers, bool flags)
{
    uint32_t seen;
    bool seen_flags;

    assert_true(thumb_decides(op, &seen, &seen_flags));
    assert_int_equal(registers, seen);
    assert_int_equal(flags, seen_flags);
}

static void a_compare_looks_at_its_registers(void **state)
{
    (void)state;
    assert_looks_at(OP(0x2800, 0), 1u << 0, false);                /* cmp r0, #0 */
    assert_looks_at(OP(0x429a, 0), 1u << 2 | 1u << 3, false);      /* cmp r2, r3 */
    assert_looks_at(OP(0x45a0, 0), 1u << 8 | 1u << 4, false);      /* cmp r8, r4 */
    assert_looks_at(OP(0xf5b1, 0x3f80), 1u << 1, false);           /* cmp.w r1, #65536 */
    assert_looks_at(OP(0xebb0, 0x0f01), 1u << 0 | 1u << 1, false); /* cmp.w r0, r1 */
}

static void a_branch_looks_at_flags_or_a_register(void **state)
{
    (void)state;
    assert_looks_at(OP(0xd10d, 0), 0, true);        /* bne */
    assert_looks_at(OP(0xf040, 0x8010), 0, true);   /* bne.w */
    assert_looks_at(OP(0xb108, 0), 1u << 0, false); /* cbz r0 */
    assert_looks_at(OP(0x4710, 0), 1u << 2, false); /* bx r2 */
}

static void what_decides_nothing_is_no_target(void **state)
{
    uint32_t registers;
    bool flags;

    (void)state;
    assert_false(thumb_decides(OP(0xe7fe, 0), &registers, &flags));      /* b . */
    assert_false(thumb_decides(OP(0x2101, 0), &registers, &flags));      /* movs r1, #1 */
    assert_false(thumb_decides(OP(0xde00, 0), &registers, &flags));      /* udf */
    assert_false(thumb_decides(OP(0xdf05, 0), &registers, &flags));      /* svc */
    assert_false(thumb_decides(OP(0xf000, 0xf814), &registers, &flags)); /* bl */
}

/* The same instruction: called from 0x100 and from 0x200, and twice round a loop. */
static void a_place_is_an_instruction_with_its_calls(void **state)
{
    struct places places = {.table = NULL};
    uint32_t first;
    uint32_t second;

    (void)state;
    places_restart(&places);
    (void)places_follow(&places, 0x100, OP(0xf000, 0xf814));
    first = places_follow(&places, 0x500, OP(0x4770, 0));
    assert_true(places_visit(&places, 0x500, first, 1));
    (void)places_follow(&places, 0x104, OP(0xbf00, 0));
    (void)places_follow(&places, 0x200, OP(0xf000, 0xf814));
    second = places_follow(&places, 0x500, OP(0x4770, 0));
    assert_int_not_equal(first, second);
    assert_true(places_visit(&places, 0x500, second, 1));
    assert_false(places_visit(&places, 0x500, second, 1));
    free(places.table);
}

static void the_last_visit_counts_too(void **state)
{
    struct places places = {.table = NULL};
    bool taken[5];

    (void)state;
    for (int walk = 0; walk < 2; walk++) {
        places_restart(&places);
        for (int i = 0; i < 5; i++) {
            taken[i] = places_visit(&places, 0x500, 1, 2);
        }
        places_settle(&places);
    }
    assert_true(taken[0] && taken[1] && taken[4]);
    assert_false(taken[2] || taken[3]);
    free(places.table);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_wide_instruction_has_four_bytes),
        cmocka_unit_test(an_it_block_ends_after_its_instructions),
        cmocka_unit_test(a_nop_starts_no_it_block),
        cmocka_unit_test(a_compare_looks_at_its_registers),
        cmocka_unit_test(a_branch_looks_at_flags_or_a_register),
        cmocka_unit_test(what_decides_nothing_is_no_target),
        cmocka_unit_test(a_place_is_an_instruction_with_its_calls),
        cmocka_unit_test(the_last_visit_counts_too),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
