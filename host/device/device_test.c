/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "host/device/device.h"

#include "host/device/run.h"
#include "host/device/why.h"

/* clang-format off */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static void a_record_line_is_read(void **state)
{
    struct hf_report report;

    (void)state;
    assert_true(hf_report_parse("@irot refused urot A 3977a654 0000158c", &report));
    assert_string_equal("irot", report.stage);
    assert_string_equal("refused", report.event);
    assert_string_equal("urot", report.role);
    assert_string_equal("A", report.slot);
    assert_int_equal(HF_ERR_IMAGE_HASH, report.word);
    assert_int_equal(0x158c, report.detail);
}

static void a_line_that_is_no_record_is_passed_over(void **state)
{
    static const char *const bad[] = {
        "",
        "holdfast app 1.0.0",
        "@irot refused urot A 3977a654",
        "@irot refused urot A 3977a654 0000158c more",
        "@irot refused urot A 3977A654 0000158c",
        "@irot refused urot A 3977a65 0000158c",
        "@irot refused urot A 3977a6540 0000158c",
        "@irot refused urot A 0x77a654 0000158c",
        "irot refused urot A 3977a654 0000158c",
        "@averylongstage refused urot A 3977a654 0000158c",
    };
    struct hf_report report;

    (void)state;
    for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
        assert_false(hf_report_parse(bad[i], &report));
    }
}

static void records_are_found_between_other_lines(void **state)
{
    struct hf_report reports[4];

    (void)state;
    assert_int_equal(2, hf_reports_read("hello\r\n@irot start - - 00000000 00000000\r\n\r\nfoo\n"
                                        "@irot halted - - d8811c73 00000000\n",
                                        reports, 4));
    assert_string_equal("halted", reports[1].event);
    assert_int_equal(1, hf_reports_read("@irot start - - 00000000 00000000\n"
                                        "@irot halted - - d8811c73 00000000\n",
                                        reports, 1));
}

static void a_thermometer_goes_up_and_never_down(void **state)
{
    uint8_t bytes[2] = {0xff, 0xff};

    (void)state;
    assert_true(hf_page_raise(bytes, sizeof(bytes), 9));
    assert_int_equal(0x00, bytes[0]);
    assert_int_equal(0xfe, bytes[1]);
    assert_true(hf_page_raise(bytes, sizeof(bytes), 9));
    assert_false(hf_page_raise(bytes, sizeof(bytes), 8));
    assert_int_equal(9, hf_thermometer_read(bytes, sizeof(bytes)));
    assert_true(hf_page_raise(bytes, sizeof(bytes), 16));
    assert_false(hf_page_raise(bytes, sizeof(bytes), 17));
}

static void a_refusal_is_told_in_words_with_slot_and_advice(void **state)
{
    struct hf_report report = {"irot", "refused", "urot", "B", (uint32_t)HF_ERR_IMAGE_ROLLBACK, 3};
    char text[512];

    (void)state;
    hf_why_line(&report, text, sizeof(text));
    assert_string_equal("irot refused urot in slot B: the security counter is below the floor "
                        "(image.rollback, detail 0x3)",
                        text);
    assert_non_null(strstr(hf_why_advice(report.word), "--security-counter"));
}

/* Nobody who reads "refused" may be left without a next step. */
static void every_word_of_an_image_has_advice(void **state)
{
    const struct hf_err_text *text;

    (void)state;
    for (size_t i = 0; (text = hf_err_at(i)) != NULL; i++) {
        if (strncmp(text->name, "image.", 6) == 0) {
            assert_non_null(hf_why_advice((uint32_t)text->word));
        }
    }
}

static struct hf_device_recipe broken_recipe(const char *folder, const char *build)
{
    static struct hf_public root;

    return (struct hf_device_recipe){
        .folder = folder, .build = build, .roots = &root, .root_count = 1};
}

static void a_device_that_cannot_be_made_leaves_nothing_behind(void **state)
{
    char base[] = "/tmp/holdfast-device-XXXXXX";
    char folder[64];
    struct hf_trouble trouble = {""};

    (void)state;
    assert_non_null(mkdtemp(base));
    snprintf(folder, sizeof(folder), "%s/dev", base);
    struct hf_device_recipe recipe = broken_recipe(folder, "/nowhere");

    assert_false(hf_device_make(&recipe, &trouble));
    assert_non_null(strstr(trouble.line, "/nowhere/layout.json"));
    assert_int_equal(0, rmdir(base));
}

static void a_folder_with_something_in_it_is_not_overwritten(void **state)
{
    char base[] = "/tmp/holdfast-device-XXXXXX";
    char file[64];
    struct hf_trouble trouble = {""};

    (void)state;
    assert_non_null(mkdtemp(base));
    snprintf(file, sizeof(file), "%s/precious", base);
    fclose(fopen(file, "w"));
    struct hf_device_recipe recipe = broken_recipe(base, "/nowhere");

    assert_false(hf_device_make(&recipe, &trouble));
    assert_non_null(strstr(trouble.line, "not empty"));
    assert_int_equal(0, unlink(file));
    rmdir(base);
}

static void a_folder_that_is_no_device_is_refused(void **state)
{
    struct hf_device device;
    struct hf_trouble trouble = {""};

    (void)state;
    assert_false(hf_device_open("/tmp", &device, &trouble));
    assert_non_null(strstr(trouble.line, "/tmp/device.json"));
    assert_non_null(strstr(trouble.line, "holdfast device new"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_record_line_is_read),
        cmocka_unit_test(a_line_that_is_no_record_is_passed_over),
        cmocka_unit_test(records_are_found_between_other_lines),
        cmocka_unit_test(a_thermometer_goes_up_and_never_down),
        cmocka_unit_test(a_refusal_is_told_in_words_with_slot_and_advice),
        cmocka_unit_test(every_word_of_an_image_has_advice),
        cmocka_unit_test(a_device_that_cannot_be_made_leaves_nothing_behind),
        cmocka_unit_test(a_folder_with_something_in_it_is_not_overwritten),
        cmocka_unit_test(a_folder_that_is_no_device_is_refused),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
