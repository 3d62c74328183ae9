/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "host/prove/prove.h"

/* clang-format off */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include <stdlib.h>
#include <string.h>

static struct hf_lab_attack attack = {
    .id = "t5_x", .threat = "t5", .title = "<b>X</b>", .kind = "measured"};
static struct hf_proof proof;

/* A product with one platform, one board and one run. */
static void make(const char *paper, const char *verdict, bool expected_held,
                 enum hf_measured measured)
{
    memset(&proof, 0, sizeof(proof));
    proof.paper = paper;
    proof.without_board = "";
    proof.other_stack = "";
    proof.assessment =
        json_pack("{s:s,s:b,s:{s:s,s:s},s:[{s:s,s:s,s:[{s:s,s:s,s:i,s:i,s:s}]}],s:[{s:s,s:s}]}",
                  "verdict", verdict, "acceptable", 1, "product", "name", "Meter <&>", "kind",
                  "smart-meter", "platforms", "name", "U585", "verdict", verdict, "threats", "id",
                  "t5", "verdict", verdict, "required", 1, "achieved", 2, "name", "key extraction",
                  "threats", "id", "t5", "name", "key extraction");
    assert_non_null(proof.assessment);
    proof.board_count = 1;
    proof.boards[0].board = "an505";
    proof.boards[0].title = "QEMU";
    proof.boards[0].parts = "U585";
    proof.card.count = 1;
    proof.card.runs[0].attack = &attack;
    proof.card.runs[0].board = "an505";
    proof.card.runs[0].expected_held = expected_held;
    proof.card.runs[0].result.measured = measured;
    proof.card.runs[0].result.control = true;
}

static enum hf_conclusion_kind conclude(void)
{
    struct hf_conclusion conclusion;

    hf_conclude(&proof, &conclusion);
    assert_true(strlen(conclusion.sentence) > 0);
    json_decref(proof.assessment);
    return conclusion.kind;
}

static void what_held_as_expected_is_proved(void **state)
{
    (void)state;
    make("sufficient", "sufficient", true, HF_MEASURED_HELD);
    assert_int_equal(HF_CONCLUSION_PROVED, conclude());
    make("sufficient-if", "sufficient-if", true, HF_MEASURED_HELD);
    assert_int_equal(HF_CONCLUSION_PROVED, conclude());
}

static void without_a_board_nothing_is_proved(void **state)
{
    (void)state;
    make("sufficient", "sufficient", true, HF_MEASURED_HELD);
    proof.card.count = 0;
    proof.board_count = 0;
    assert_int_equal(HF_CONCLUSION_UNMEASURED, conclude());
}

static void no_measurement_raises_what_is_not_sufficient_on_paper(void **state)
{
    (void)state;
    make("insufficient", "sufficient", true, HF_MEASURED_HELD);
    assert_int_equal(HF_CONCLUSION_PAPER, conclude());
    make("unknown", "unknown", true, HF_MEASURED_HELD);
    assert_int_equal(HF_CONCLUSION_PAPER, conclude());
}

static void a_measurement_lowers_what_is_sufficient_on_paper(void **state)
{
    (void)state;
    make("sufficient", "insufficient", false, HF_MEASURED_BROKE);
    assert_int_equal(HF_CONCLUSION_LOWERED, conclude());
}

static void what_did_not_end_as_expected_is_not_proved(void **state)
{
    (void)state;
    make("sufficient", "sufficient", true, HF_MEASURED_BROKE);
    assert_int_equal(HF_CONCLUSION_SURPRISE, conclude());
}

static void a_failed_control_comes_before_everything(void **state)
{
    (void)state;
    make("sufficient", "sufficient", true, HF_MEASURED_BROKE);
    proof.card.runs[0].result.control = false;
    assert_int_equal(HF_CONCLUSION_VOID, conclude());
}

static void another_boot_stack_was_not_attacked(void **state)
{
    struct hf_conclusion conclusion;

    (void)state;
    make("sufficient", "sufficient", true, HF_MEASURED_HELD);
    proof.other_stack = "U585 boots by mcuboot";
    hf_conclude(&proof, &conclusion);
    assert_non_null(strstr(conclusion.sentence, "U585 boots by mcuboot"));
    assert_null(strstr(conclusion.sentence, "The firmware that this relies on was built"));
    json_decref(proof.assessment);
}

static char *write_page(void)
{
    char *text = NULL;
    size_t size = 0;
    FILE *memory = open_memstream(&text, &size);

    assert_non_null(memory);
    proof.attacks.count = 1;
    proof.attacks.list[0] = attack;
    proof.card.runs[0].attack = &proof.attacks.list[0];
    hf_proof_page(memory, &proof);
    fclose(memory);
    json_decref(proof.assessment);
    return text;
}

/* A profile or an attack must not be able to put markup into the report. */
static void nothing_of_the_input_becomes_markup(void **state)
{
    (void)state;
    make("sufficient", "sufficient", true, HF_MEASURED_HELD);
    snprintf(proof.card.runs[0].result.note, sizeof(proof.card.runs[0].result.note),
             "<script>alert('1')</script>");
    char *page = write_page();

    assert_null(strstr(page, "<script"));
    assert_null(strstr(page, "<b>X</b>"));
    assert_non_null(strstr(page, "&lt;b&gt;X&lt;/b&gt;"));
    assert_non_null(strstr(page, "Meter &lt;&amp;&gt;"));
    assert_non_null(strstr(page, "&lt;script&gt;alert(&#39;1&#39;)"));
    free(page);
}

static void the_page_fetches_nothing(void **state)
{
    static const char *const fetching[] = {"http://", "https://", "url(",    "@import",
                                           "<link",   "<img",     "<iframe", " src="};

    (void)state;
    make("sufficient", "sufficient", true, HF_MEASURED_HELD);
    char *page = write_page();

    for (size_t i = 0; i < sizeof(fetching) / sizeof(fetching[0]); i++) {
        assert_null(strstr(page, fetching[i]));
    }
    free(page);
}

static void the_page_says_that_boards_stand_in(void **state)
{
    (void)state;
    make("sufficient", "sufficient", true, HF_MEASURED_HELD);
    char *page = write_page();

    assert_non_null(strstr(page, "Boards stand in."));
    free(page);
}

static void a_break_shows_in_the_matrix(void **state)
{
    (void)state;
    make("sufficient", "insufficient", false, HF_MEASURED_BROKE);
    char *page = write_page();

    assert_non_null(strstr(page, "0 of 1 held"));
    assert_null(strstr(page, "1 of 1 held"));
    free(page);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_held_as_expected_is_proved),
        cmocka_unit_test(without_a_board_nothing_is_proved),
        cmocka_unit_test(no_measurement_raises_what_is_not_sufficient_on_paper),
        cmocka_unit_test(a_measurement_lowers_what_is_sufficient_on_paper),
        cmocka_unit_test(what_did_not_end_as_expected_is_not_proved),
        cmocka_unit_test(a_failed_control_comes_before_everything),
        cmocka_unit_test(another_boot_stack_was_not_attacked),
        cmocka_unit_test(nothing_of_the_input_becomes_markup),
        cmocka_unit_test(the_page_fetches_nothing),
        cmocka_unit_test(the_page_says_that_boards_stand_in),
        cmocka_unit_test(a_break_shows_in_the_matrix),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
