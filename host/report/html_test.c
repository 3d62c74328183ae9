/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "host/report/escape.h"
#include "host/report/sample.h"
#include "host/report/view.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define DEPTH_MAX 64

/* ---- escaping ---- */

static char *written(void (*write)(FILE *, const char *), const char *text)
{
    char *result = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&result, &size);

    write(out, text);
    fclose(out);
    return result;
}

static void assert_written(void (*write)(FILE *, const char *), const char *text,
                           const char *expected)
{
    char *result = written(write, text);

    assert_string_equal(expected, result);
    free(result);
}

static void html_shows_markup_as_text(void **state)
{
    (void)state;
    assert_written(hf_html_escape, "<script>\"a\" & 'b'</script>",
                   "&lt;script&gt;&quot;a&quot; &amp; &#39;b&#39;&lt;/script&gt;");
}

static void letters_of_all_scripts_stay(void **state)
{
    (void)state;
    assert_written(hf_html_escape, "Z\u00e4hler \u05d0\u05d1 \u6c34 \U0001F512",
                   "Z\u00e4hler \u05d0\u05d1 \u6c34 \U0001F512");
}

static void characters_that_turn_direction_show_their_code(void **state)
{
    (void)state;
    assert_written(hf_html_escape, "a\u202Eb\u2066c\u200F", "a[U+202E]b[U+2066]c[U+200F]");
    assert_written(hf_md_escape, "a\u202Eb", "a[U+202E]b");
    assert_written(hf_html_escape, "\033[31m\xc2\x85", "[U+001B][31m[U+0085]");
}

static void markdown_keeps_a_value_in_its_cell(void **state)
{
    (void)state;
    assert_written(hf_md_escape, "a | b\n# `c` [d](e) <f> *g*",
                   "a \\| b \\# \\`c\\` \\[d\\](e) &lt;f\\> \\*g\\*");
}

/* ---- the page ---- */

static const char *const void_tags[] = {"meta", "br", "!DOCTYPE", "rect", "circle", "path"};

static int is_void(const char *name, size_t size)
{
    for (size_t i = 0; i < sizeof(void_tags) / sizeof(void_tags[0]); i++) {
        if (strlen(void_tags[i]) == size && strncmp(void_tags[i], name, size) == 0) {
            return 1;
        }
    }
    return 0;
}

/* Every element is closed, in order. */
static void assert_well_formed(const char *page)
{
    const char *open[DEPTH_MAX];
    size_t sizes[DEPTH_MAX];
    size_t depth = 0;

    for (const char *at = strchr(page, '<'); at != NULL; at = strchr(at + 1, '<')) {
        const char *name = at[1] == '/' ? at + 2 : at + 1;
        size_t size = strcspn(name, " >/\n");

        if (is_void(name, size)) {
            continue;
        }
        if (at[1] != '/') {
            assert_true(depth < DEPTH_MAX);
            open[depth] = name;
            sizes[depth++] = size;
            continue;
        }
        assert_true(depth > 0);
        depth--;
        if (sizes[depth] != size || strncmp(open[depth], name, size) != 0) {
            fail_msg("%.*s closes %.60s", (int)size, name, open[depth]);
        }
    }
    assert_int_equal(0, depth);
}

static void the_page_is_well_formed_and_complete(void **state)
{
    static const char *const profiles[] = {"examples/water-meter.yaml", "examples/smart-lock.yaml",
                                           "examples/industrial-gateway.yaml",
                                           "host/assess/cases/09-rich-os.yaml"};
    static const char *const sections[] = {"verdict", "conditions", "matrix",     "flow",
                                           "reasons", "residual",   "candidates", "cra",
                                           "method",  "facts",      "t1",         "t9"};
    char id[40];

    (void)state;
    for (size_t i = 0; i < sizeof(profiles) / sizeof(profiles[0]); i++) {
        json_t *model = hf_sample_model(profiles[i]);
        char *page = hf_sample_report("html", model, NULL);

        assert_well_formed(page);
        for (size_t j = 0; j < sizeof(sections) / sizeof(sections[0]); j++) {
            snprintf(id, sizeof(id), " id=\"%s\"", sections[j]);
            assert_non_null(strstr(page, id));
        }
        free(page);
        json_decref(model);
    }
}

static void every_link_of_the_page_leads_somewhere_on_it(void **state)
{
    json_t *model = hf_sample_model("examples/industrial-gateway.yaml");
    json_t *card = hf_sample_card();
    char *page = hf_sample_report("html", model, card);
    char id[128];
    size_t links = 0;

    (void)state;
    for (const char *at = strstr(page, "href=\"#"); at != NULL; at = strstr(at + 1, "href=\"#")) {
        snprintf(id, sizeof(id), " id=\"%.*s\"", (int)strcspn(at + 7, "\""), at + 7);
        if (strstr(page, id) == NULL) {
            fail_msg("no target for %s", id);
        }
        links++;
    }
    assert_true(links > 50);
    free(page);
    json_decref(card);
    json_decref(model);
}

static void the_page_fetches_nothing_and_runs_nothing(void **state)
{
    static const char *const words[] = {"<script",  "<img",    "<link",
                                        "url(http", "<iframe", "@import"};
    json_t *model = hf_sample_model_of(hf_sample_hostile);
    char *page = hf_sample_report("html", model, NULL);

    (void)state;
    for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
        assert_null(strstr(page, words[i]));
    }
    assert_well_formed(page);
    assert_non_null(strstr(page, "&lt;script&gt;alert(1)&lt;/script&gt;"));
    assert_non_null(strstr(page, "[U+202E]evil"));
    assert_null(strstr(page, "\u202E"));
    assert_null(strstr(page, "<b>owner</b>"));
    free(page);
    json_decref(model);
}

static void the_same_model_gives_the_same_page(void **state)
{
    json_t *model = hf_sample_model("examples/smart-lock.yaml");
    json_t *again = hf_sample_model("examples/smart-lock.yaml");
    char *one = hf_sample_report("html", model, NULL);
    char *other = hf_sample_report("html", again, NULL);

    (void)state;
    assert_string_equal(one, other);
    free(one);
    free(other);
    json_decref(again);
    json_decref(model);
}

/* ---- a score card on the page ---- */

static void a_card_shows_what_held_what_broke_and_what_surprised(void **state)
{
    json_t *model = hf_sample_model("examples/water-meter.yaml");
    json_t *card = hf_sample_card();
    char *page = hf_sample_report("html", model, card);

    (void)state;
    assert_well_formed(page);
    assert_non_null(strstr(page, "id=\"measured\""));
    /* in the matrix of the part, in that of the boards, and beside the reasons */
    const char *first = strstr(page, "1 of 2 held");

    assert_non_null(first);
    assert_non_null(strstr(first + 1, "1 of 2 held"));
    assert_non_null(strstr(page, "1 of 2 attacks held on an505"));
    assert_non_null(strstr(page, "0 of 1 held"));
    assert_non_null(strstr(page, "not as expected"));
    assert_non_null(strstr(page, "0123456789abcdef"));
    assert_non_null(strstr(page, "an &lt;i&gt;attack&lt;/i&gt;"));
    free(page);
    json_decref(card);
    json_decref(model);
}

static void what_could_not_be_measured_is_said_in_its_cell_and_in_its_table(void **state)
{
    json_t *model = hf_sample_model("examples/water-meter.yaml");
    json_t *card = hf_sample_card();
    char *page;

    (void)state;
    json_object_set_new(card, "unmeasured",
                        json_pack("[{s:s,s:s,s:s,s:s}]", "threat", "t6", "attack", "t6_one",
                                  "board", "an505", "why", "the <b>campaign</b> was not run"));
    page = hf_sample_report("html", model, card);
    assert_well_formed(page);
    assert_non_null(strstr(page, "href=\"#attacks-t6\""));
    assert_non_null(strstr(page, "id=\"attacks-t6\""));
    assert_non_null(strstr(page, "not yet measured"));
    assert_non_null(strstr(page, "the &lt;b&gt;campaign&lt;/b&gt; was not run"));
    free(page);
    json_decref(card);
    json_decref(model);
}

static void without_a_card_nothing_is_called_measured(void **state)
{
    json_t *model = hf_sample_model("examples/water-meter.yaml");
    char *page = hf_sample_report("html", model, NULL);

    (void)state;
    assert_null(strstr(page, "id=\"measured\""));
    assert_null(strstr(page, "What was measured"));
    free(page);
    json_decref(model);
}

static void a_void_card_is_the_verdict_of_the_page(void **state)
{
    json_t *model = hf_sample_model("examples/water-meter.yaml");
    json_t *card = hf_sample_card();
    char *page;

    (void)state;
    json_object_set_new(card, "void", json_true());
    page = hf_sample_report("html", model, card);
    assert_non_null(strstr(page, "<header class=\"bad\">"));
    assert_non_null(strstr(page, "id=\"verdict\">void</p>"));
    assert_non_null(strstr(page, "does not count"));
    assert_null(strstr(page, " of 2 held"));
    free(page);
    json_decref(card);
    json_decref(model);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(html_shows_markup_as_text),
        cmocka_unit_test(letters_of_all_scripts_stay),
        cmocka_unit_test(characters_that_turn_direction_show_their_code),
        cmocka_unit_test(markdown_keeps_a_value_in_its_cell),
        cmocka_unit_test(the_page_is_well_formed_and_complete),
        cmocka_unit_test(every_link_of_the_page_leads_somewhere_on_it),
        cmocka_unit_test(the_page_fetches_nothing_and_runs_nothing),
        cmocka_unit_test(the_same_model_gives_the_same_page),
        cmocka_unit_test(a_card_shows_what_held_what_broke_and_what_surprised),
        cmocka_unit_test(what_could_not_be_measured_is_said_in_its_cell_and_in_its_table),
        cmocka_unit_test(without_a_card_nothing_is_called_measured),
        cmocka_unit_test(a_void_card_is_the_verdict_of_the_page),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
