/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "host/attack/crew.h"

/* clang-format off */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define PIECES 40u
#define BAD    17u

static struct hf_crew_result *results;
static struct hf_trouble trouble;

static void count_up(void *context, size_t index, struct hf_crew_result *result)
{
    (void)context;
    result->result.cases = index + 1u;
    snprintf(result->evidence, sizeof(result->evidence), "%zu", index);
    result->done = true;
}

static void fail_at_one(void *context, size_t index, struct hf_crew_result *result)
{
    count_up(context, index, result);
    result->done = index != BAD || hf_trouble_set(&result->trouble, "piece %zu is broken", index);
}

static void die_at_one(void *context, size_t index, struct hf_crew_result *result)
{
    if (index == BAD) {
        _exit(1);
    }
    count_up(context, index, result);
}

static bool run(size_t size, void (*work)(void *, size_t, struct hf_crew_result *))
{
    struct hf_crew const crew = {.size = size, .count = PIECES, .work = work};

    trouble.line[0] = '\0';
    results = NULL;
    return hf_crew_run(&crew, &results, &trouble);
}

static void release(void)
{
    struct hf_crew const crew = {.count = PIECES};

    hf_crew_free(&crew, results);
}

static void every_piece_is_done_once_however_many_do_it(void **state)
{
    (void)state;
    for (size_t size = 0; size < 5; size++) {
        assert_true(run(size, count_up));
        for (size_t i = 0; i < PIECES; i++) {
            char text[8];

            snprintf(text, sizeof(text), "%zu", i);
            assert_int_equal(i + 1u, results[i].result.cases);
            assert_string_equal(text, results[i].evidence);
        }
        release();
    }
}

static void a_piece_that_cannot_be_done_ends_the_whole_with_its_line(void **state)
{
    (void)state;
    for (size_t size = 1; size < 4; size++) {
        assert_false(run(size, fail_at_one));
        assert_string_equal("piece 17 is broken", trouble.line);
        release();
    }
}

static void a_member_that_dies_is_no_result(void **state)
{
    (void)state;
    assert_false(run(3, die_at_one));
    assert_non_null(strstr(trouble.line, "ended before its time"));
    release();
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_piece_is_done_once_however_many_do_it),
        cmocka_unit_test(a_piece_that_cannot_be_done_ends_the_whole_with_its_line),
        cmocka_unit_test(a_member_that_dies_is_no_result),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
