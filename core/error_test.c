/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "core/error.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

static int distance(uint32_t a, uint32_t b)
{
    return __builtin_popcount(a ^ b);
}

static void every_two_words_differ_in_12_bits(void **state)
{
    (void)state;
    for (size_t i = 0; hf_err_at(i) != NULL; i++) {
        for (size_t j = 0; j < i; j++) {
            assert_true(distance((uint32_t)hf_err_at(i)->word, (uint32_t)hf_err_at(j)->word) >= 12);
        }
    }
}

static void no_word_is_close_to_blank_memory(void **state)
{
    (void)state;
    for (size_t i = 0; hf_err_at(i) != NULL; i++) {
        assert_true(distance((uint32_t)hf_err_at(i)->word, 0) >= 8);
        assert_true(distance((uint32_t)hf_err_at(i)->word, UINT32_MAX) >= 8);
    }
}

static void every_name_is_unique_and_names_module_and_reason(void **state)
{
    (void)state;
    for (size_t i = 2; hf_err_at(i) != NULL; i++) {
        assert_non_null(strchr(hf_err_at(i)->name, '.'));
        for (size_t j = 0; j < i; j++) {
            assert_string_not_equal(hf_err_at(i)->name, hf_err_at(j)->name);
        }
    }
}

static void a_word_is_found_by_its_value(void **state)
{
    (void)state;
    assert_string_equal("image.hash", hf_err_find((uint32_t)HF_ERR_IMAGE_HASH)->name);
}

static void a_word_that_is_not_ours_is_not_found(void **state)
{
    (void)state;
    assert_null(hf_err_find(0));
    assert_null(hf_err_find((uint32_t)HF_ERR_IMAGE_HASH ^ 1u));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_two_words_differ_in_12_bits),
        cmocka_unit_test(no_word_is_close_to_blank_memory),
        cmocka_unit_test(every_name_is_unique_and_names_module_and_reason),
        cmocka_unit_test(a_word_is_found_by_its_value),
        cmocka_unit_test(a_word_that_is_not_ours_is_not_found),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
