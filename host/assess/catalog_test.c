/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "host/assess/catalog.h"
#include "host/assess/profile_words.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

static struct hf_catalog catalog;

static int load(void **state)
{
    struct hf_trouble trouble;

    (void)state;
    if (!hf_catalog_load(NULL, &catalog, &trouble)) {
        print_error("%s\n", trouble.line);
        return -1;
    }
    return 0;
}

static int unload(void **state)
{
    (void)state;
    hf_catalog_free(&catalog);
    return 0;
}

static const char *line_of(const char *name)
{
    size_t others;
    const struct hf_part *part = hf_catalog_part(&catalog, name, &others);

    return part != NULL ? part->line : "none";
}

static const char *value_of(const char *line, const char *name)
{
    size_t others;
    const struct hf_part *part = hf_catalog_part(&catalog, line, &others);
    const struct hf_column *column = hf_catalog_column(&catalog, name);

    assert_non_null(part);
    assert_non_null(column);
    return column->values.at[hf_cell_low(column, &part->cells[column - catalog.columns.at])];
}

static void all_280_lines_are_known(void **state)
{
    (void)state;
    assert_int_equal(280, catalog.parts.count);
}

static void a_part_is_found_by_line_name_and_order_code(void **state)
{
    (void)state;
    assert_string_equal("U585", line_of("STM32U585"));
    assert_string_equal("U585", line_of("U585"));
    assert_string_equal("U585", line_of("stm32u585"));
    assert_string_equal("U585", line_of("STM32U585CIU6"));
    assert_string_equal("F407", line_of("STM32F407VGT6"));
    assert_string_equal("WBA5M", line_of("STM32WBA5MMG"));
    assert_string_equal("H7B3", line_of("STM32H7B3LIH6Q"));
}

static void the_density_letter_picks_the_line(void **state)
{
    (void)state;
    assert_string_equal("F103(x6,xb,xe)", line_of("STM32F103C8T6"));
    assert_string_equal("F103(xg)", line_of("STM32F103ZGT6"));
    assert_string_equal("F103(xg)", line_of("F103(xg)"));
    assert_string_equal("L151(xba,xc)", line_of("STM32L151CBT6A"));
    assert_string_equal("L151(xb,xca,xd,xdx,xe)", line_of("STM32L151CBT6"));
    assert_string_equal("MP157(C,F)", line_of("STM32MP157CAA3"));
    assert_string_equal("MP157(A,D)", line_of("STM32MP157DAA1"));
}

static void a_name_that_fits_several_lines_gives_the_weaker_and_says_so(void **state)
{
    size_t others;

    (void)state;
    assert_string_equal("F103(x6,xb,xe)", hf_catalog_part(&catalog, "STM32F103", &others)->line);
    assert_int_equal(1, others);
    assert_string_equal("MP157(A,D)", hf_catalog_part(&catalog, "STM32MP157", &others)->line);
    assert_int_equal(1, others);
    hf_catalog_part(&catalog, "STM32U585", &others);
    assert_int_equal(0, others);
}

static void an_unknown_part_is_not_found_and_the_nearest_is_named(void **state)
{
    (void)state;
    assert_string_equal("none", line_of("STM32U586"));
    assert_string_equal("none", line_of("U5"));
    assert_string_equal("none", line_of("STM32"));
    assert_string_equal("none", line_of("STM32U585-rev-B"));
    assert_string_equal("U585", hf_catalog_nearest_part(&catalog, "STM32U58S"));
    assert_int_equal('U', hf_catalog_nearest_part(&catalog, "STM32U858")[0]);
}

static void every_line_is_found_by_its_own_name(void **state)
{
    (void)state;
    for (size_t i = 0; i < catalog.parts.count; i++) {
        assert_string_equal(catalog.parts.at[i].line, line_of(catalog.parts.at[i].line));
    }
}

static void the_family_table_is_corrected(void **state)
{
    (void)state;
    assert_string_equal("0", value_of("H743", "pka"));
    assert_string_equal("0", value_of("F437", "pka"));
    assert_string_equal("-", value_of("L552", "sym_engine"));
    assert_string_equal("AES", value_of("L562", "sym_engine"));
    assert_string_equal("-", value_of("U575", "sym_engine"));
    assert_string_equal("0", value_of("H503", "trustzone"));
    assert_string_equal("0", value_of("WBA50", "trustzone"));
    assert_string_equal("verify", value_of("H563", "pka"));
    assert_string_equal("1", value_of("WBA55", "saes"));
    assert_string_equal("rdp:0,1", value_of("F103C8", "lifecycle"));
}

static void a_cell_in_conflict_has_a_weaker_and_a_stronger_reading(void **state)
{
    size_t others;
    const struct hf_column *pka = hf_catalog_column(&catalog, "pka");
    const struct hf_part *part = hf_catalog_part(&catalog, "H7R3", &others);
    const struct hf_cell *cell = &part->cells[pka - catalog.columns.at];

    (void)state;
    assert_int_equal(HF_STATE_CONFLICT, cell->state);
    assert_string_equal("0", pka->values.at[hf_cell_low(pka, cell)]);
    assert_string_equal("1", pka->values.at[hf_cell_high(pka, cell)]);
}

static void every_cell_of_every_line_has_a_source(void **state)
{
    const char *sources[8];

    (void)state;
    for (size_t i = 0; i < catalog.parts.count; i++) {
        for (size_t j = 0; j < catalog.columns.count; j++) {
            assert_true(hf_catalog_cell_sources(&catalog, &catalog.parts.at[i], j, sources, 8) > 0);
        }
    }
}

static void every_word_of_a_profile_is_in_the_catalogue(void **state)
{
    (void)state;
    for (size_t i = 1; hf_element_words[i] != NULL; i++) {
        assert_non_null(hf_catalog_element(&catalog, hf_element_words[i]));
    }
    for (size_t i = 0; hf_stack_words[i] != NULL; i++) {
        assert_non_null(hf_catalog_stack(&catalog, hf_stack_words[i]));
    }
    for (size_t i = 0; hf_need_words[i] != NULL; i++) {
        assert_non_null(hf_catalog_need(&catalog, hf_need_words[i]));
    }
    for (size_t i = 0; hf_target_words[i] != NULL; i++) {
        assert_non_null(hf_catalog_target(&catalog, hf_target_words[i]));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(all_280_lines_are_known),
        cmocka_unit_test(a_part_is_found_by_line_name_and_order_code),
        cmocka_unit_test(the_density_letter_picks_the_line),
        cmocka_unit_test(a_name_that_fits_several_lines_gives_the_weaker_and_says_so),
        cmocka_unit_test(an_unknown_part_is_not_found_and_the_nearest_is_named),
        cmocka_unit_test(every_line_is_found_by_its_own_name),
        cmocka_unit_test(the_family_table_is_corrected),
        cmocka_unit_test(a_cell_in_conflict_has_a_weaker_and_a_stronger_reading),
        cmocka_unit_test(every_cell_of_every_line_has_a_source),
        cmocka_unit_test(every_word_of_a_profile_is_in_the_catalogue),
    };

    return cmocka_run_group_tests(tests, load, unload);
}
