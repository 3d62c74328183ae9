/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "host/yaml/yaml.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const char *const levels[] = {"low", "high", NULL};

static const struct hf_yaml_rule bool_rule = {.type = HF_YAML_BOOL};
static const struct hf_yaml_rule date_rule = {.type = HF_YAML_DATE};
static const struct hf_yaml_rule int_rule = {.type = HF_YAML_INT, .min = 1, .max = 50};
static const struct hf_yaml_rule text_rule = {.type = HF_YAML_TEXT, .max = 20};
static const struct hf_yaml_rule prose_rule = {.type = HF_YAML_PROSE};
static const struct hf_yaml_rule level_rule = {.type = HF_YAML_WORD, .words = levels};
static const struct hf_yaml_rule list_rule = {
    .type = HF_YAML_LIST, .item = &text_rule, .min = 1, .max = 3, .unique = true};
static const struct hf_yaml_rule table_rule = {.type = HF_YAML_MAP, .item = &int_rule};
static struct hf_yaml_rule tree_rule;
static const struct hf_yaml_rule trees_rule = {.type = HF_YAML_LIST, .item = &tree_rule};

static const struct hf_yaml_key keys[] = {
    {"name", &text_rule, true},   {"tls", &bool_rule, false},     {"years", &int_rule, false},
    {"since", &date_rule, false}, {"level", &level_rule, false},  {"words", &list_rule, false},
    {"why", &prose_rule, false},  {"counts", &table_rule, false}, {"trees", &trees_rule, false},
    {NULL, NULL, false},
};
static struct hf_yaml_rule tree_rule = {.type = HF_YAML_MAP, .keys = keys};

static struct hf_yaml_document document;
static struct hf_trouble trouble;

static bool reads(const char *text)
{
    trouble.line[0] = '\0';
    return hf_yaml_read("p.yaml", (struct hf_bytes){text, strlen(text)}, &tree_rule, &document,
                        &trouble);
}

static void accepts(const char *text)
{
    if (!reads(text)) {
        fail_msg("refused: %s", trouble.line);
    }
    hf_yaml_free(&document);
}

static void refuses(const char *line, const char *text)
{
    assert_false(reads(text));
    assert_string_equal(line, trouble.line);
}

/* For lines whose middle is libyaml's own wording. */
static void refuses_beginning(const char *beginning, const char *text)
{
    assert_false(reads(text));
    assert_memory_equal(beginning, trouble.line, strlen(beginning));
    assert_null(strchr(trouble.line, '\n'));
}

static void values_come_with_their_place(void **state)
{
    (void)state;
    assert_true(reads("name: one\ntls: true\nsince: 2027-06-01\nlevel: high\n"));
    assert_string_equal("one", hf_yaml_text(document.root, "name", ""));
    assert_int_equal(1, hf_yaml_number(document.root, "tls", 0));
    assert_int_equal(20270601, hf_yaml_number(document.root, "since", 0));
    assert_int_equal(1, hf_yaml_number(document.root, "level", 0));
    assert_int_equal(7, hf_yaml_number(document.root, "years", 7));
    const struct hf_yaml_node *since = hf_yaml_get(document.root, "since");

    assert_int_equal(3, since->line);
    assert_int_equal(8, since->column);
    assert_int_equal(1, since->key_column);
    hf_yaml_free(&document);
}

static void an_unknown_key_is_refused_with_the_nearest(void **state)
{
    (void)state;
    refuses("p.yaml:2:1: unknown key 'lebel'; did you mean 'level'?", "name: a\nlebel: high\n");
    refuses("p.yaml:2:1: unknown key 'zzzzzzzz'; known here: name, tls, years, since, level, "
            "words, why, counts, trees",
            "name: a\nzzzzzzzz: 1\n");
}

static void a_key_given_twice_is_refused(void **state)
{
    (void)state;
    refuses("p.yaml:3:1: key 'tls' appears twice; keep one", "name: a\ntls: true\ntls: false\n");
    refuses("p.yaml:2:16: key 'a' appears twice; keep one", "name: a\ncounts: {a: 1, a: 2}\n");
    accepts("name: a\ncounts: {a: 1, b: 2}\n");
}

static void a_missing_key_is_refused(void **state)
{
    (void)state;
    refuses("p.yaml:1:1: key 'name' is missing; add it", "tls: true\n");
    refuses("p.yaml:2:10: key 'name' is missing; add it", "name: a\ntrees: [ {tls: true} ]\n");
}

static void only_true_and_false_are_booleans(void **state)
{
    (void)state;
    accepts("name: a\ntls: false\n");
    refuses("p.yaml:2:6: 'tls' is 'fales'; write true or false, without quotes",
            "name: a\ntls: fales\n");
    refuses("p.yaml:2:6: 'tls' is 'True'; write true or false, without quotes",
            "name: a\ntls: True\n");
    refuses("p.yaml:2:6: 'tls' is 'yes'; write true or false, without quotes",
            "name: a\ntls: yes\n");
    refuses("p.yaml:2:6: 'tls' is 'true' in quotes, a text; write true or false, without quotes",
            "name: a\ntls: \"true\"\n");
    refuses("p.yaml:2:5: 'tls' is ''; write true or false, without quotes", "name: a\ntls:\n");
}

static void a_number_is_decimal_and_in_range(void **state)
{
    (void)state;
    accepts("name: a\nyears: 50\n");
    refuses("p.yaml:2:8: 'years' is '51'; write a number from 1 to 50", "name: a\nyears: 51\n");
    refuses("p.yaml:2:8: 'years' is '0'; write a number from 1 to 50", "name: a\nyears: 0\n");
    refuses("p.yaml:2:8: 'years' is '0x10'; write a whole number", "name: a\nyears: 0x10\n");
    refuses("p.yaml:2:8: 'years' is '9.5'; write a whole number", "name: a\nyears: 9.5\n");
    refuses("p.yaml:2:8: 'years' is '99999999999999999999'; write a whole number",
            "name: a\nyears: 99999999999999999999\n");
}

static void a_date_is_a_day_that_exists(void **state)
{
    (void)state;
    accepts("name: a\nsince: 2028-02-29\n");
    refuses("p.yaml:2:8: 'since' is '2027-02-29'; write a day that exists, as YYYY-MM-DD",
            "name: a\nsince: 2027-02-29\n");
    refuses("p.yaml:2:8: 'since' is '2027-6-1'; write a day that exists, as YYYY-MM-DD",
            "name: a\nsince: 2027-6-1\n");
    refuses("p.yaml:2:8: 'since' is '2027-13-01'; write a day that exists, as YYYY-MM-DD",
            "name: a\nsince: 2027-13-01\n");
}

static void a_word_is_one_of_the_list(void **state)
{
    (void)state;
    refuses("p.yaml:2:8: 'level' is 'hihg'; did you mean 'high'?", "name: a\nlevel: hihg\n");
    refuses("p.yaml:2:8: 'level' is 'medium'; write one of: low, high", "name: a\nlevel: medium\n");
}

static void a_list_has_bounds_and_no_item_twice(void **state)
{
    (void)state;
    accepts("name: a\nwords: [a, b, c]\n");
    refuses("p.yaml:2:8: more than 3 entries; shorten the list", "name: a\nwords: [a, b, c, d]\n");
    refuses("p.yaml:2:8: at least 1 entry is needed here; add one", "name: a\nwords: []\n");
    refuses("p.yaml:2:12: 'a' appears twice; keep one", "name: a\nwords: [a, a]\n");
}

static void a_value_of_another_shape_is_refused(void **state)
{
    (void)state;
    refuses("p.yaml:2:8: 'words' is a single value; write a list", "name: a\nwords: a\n");
    refuses("p.yaml:1:7: 'name' is a list; write a single value", "name: [a]\n");
    refuses("p.yaml:1:1: this is a list; write a map", "- name\n");
    refuses("p.yaml:1:1: a key must be a single word; quote it or remove the brackets", "[a]: b\n");
}

static void a_text_is_bounded_and_printable(void **state)
{
    (void)state;
    accepts("name: \"Z\xc3\xa4hler 3\"\n");
    refuses("p.yaml:1:7: 'name' is ''; write at least 1 character", "name: \"\"\n");
    refuses("p.yaml:1:7: 'name' is 'abcdefghijklmnopqrstu', longer than 20 bytes; shorten it",
            "name: abcdefghijklmnopqrstu\n");
    refuses("p.yaml:1:7: the text has a control character; remove it", "name: \"a\\x1b[2J\"\n");
    refuses("p.yaml:1:7: the text has a control character; remove it", "name: \"a\\0b\"\n");
    refuses("p.yaml:1:7: the text has a control character; remove it", "name: \"a\\u009b2J\"\n");
    refuses("p.yaml:1:7: the text has a control character; remove it", "name: \"a\\nb\"\n");
    accepts("name: a\nwhy: |\n  one\n  two\n");
}

static void anchors_aliases_and_tags_are_refused(void **state)
{
    (void)state;
    refuses("p.yaml:1:7: anchors are not allowed; write the value out", "name: &a b\n");
    refuses("p.yaml:2:7: anchors are not allowed; write the value out",
            "name: a\nwhy:  &x [a, b]\n");
    refuses("p.yaml:1:7: aliases are not allowed; write the value out", "name: *a\n");
    refuses("p.yaml:1:7: tags are not allowed; remove it", "name: !!str a\n");
    refuses("p.yaml:1:1: tags are not allowed; remove it", "!x {name: a}\n");
}

static void a_second_document_is_refused(void **state)
{
    (void)state;
    accepts("---\nname: a\n...\n");
    refuses("p.yaml:2:1: a second document; put each document into a file of its own",
            "name: a\n---\nname: b\n");
}

static void bad_yaml_is_named_with_its_place(void **state)
{
    (void)state;
    refuses_beginning("p.yaml:2:1: not YAML: ", "name: [a\n");
    refuses_beginning("p.yaml:2:4: not YAML: ", "name: a\n  b: c\n");
    refuses_beginning("p.yaml:1:", "\xff\xfe\x00");
    refuses("p.yaml:1:1: the file is empty; write a document into it", "");
    refuses("p.yaml:2:1: the file is empty; write a document into it", "# only a comment\n");
}

static void nesting_stops_at_16_levels(void **state)
{
    char text[400] = "";

    (void)state;
    /* each `{trees: [` is two levels */
    for (int i = 0; i < 7; i++) {
        strcat(text, "{name: a, trees: [");
    }
    strcat(text, "{name: a, words: [a]}");
    for (int i = 0; i < 7; i++) {
        strcat(text, "]}");
    }
    accepts(text);
    refuses("p.yaml:1:17: nested more than 16 levels deep; flatten the document",
            "[[[[[[[[[[[[[[[[[[[[[[[[");
}

static char *filled(const char *beginning, const char *piece, size_t size)
{
    char *text = malloc(size + 1u);
    size_t used = strlen(beginning);
    size_t step = strlen(piece);

    assert_non_null(text);
    memcpy(text, beginning, used);
    for (; used + step <= size; used += step) {
        memcpy(text + used, piece, step);
    }
    text[used] = '\0';
    return text;
}

static void a_file_of_more_than_a_mebibyte_is_refused(void **state)
{
    char *text = filled("", "# a comment line\n", 10u * 1024u * 1024u);

    (void)state;
    refuses("p.yaml: larger than 1024 KiB; is it the right file?", text);
    free(text);
}

static void a_flood_of_values_is_refused(void **state)
{
    char *text = filled("name: a\nwords: [", "a,", 1000000);

    (void)state;
    assert_false(reads(text));
    assert_non_null(strstr(trouble.line, "more than 65536 values; is it the right file?"));
    free(text);
    text = filled("", "[", 1000000);
    assert_false(reads(text));
    free(text);
}

static void a_file_that_cannot_be_read_is_named(void **state)
{
    (void)state;
    assert_false(hf_yaml_load("/nonexistent/p.yaml", &tree_rule, &document, &trouble));
    assert_string_equal("/nonexistent/p.yaml: No such file or directory; give the path of a file "
                        "that can be read",
                        trouble.line);
    assert_false(hf_yaml_load("/", &tree_rule, &document, &trouble));
    assert_string_equal("/: cannot be read: Is a directory", trouble.line);
    assert_false(hf_yaml_load("/dev/zero", &tree_rule, &document, &trouble));
    assert_string_equal("/dev/zero: larger than 1024 KiB; is it the right file?", trouble.line);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(values_come_with_their_place),
        cmocka_unit_test(an_unknown_key_is_refused_with_the_nearest),
        cmocka_unit_test(a_key_given_twice_is_refused),
        cmocka_unit_test(a_missing_key_is_refused),
        cmocka_unit_test(only_true_and_false_are_booleans),
        cmocka_unit_test(a_number_is_decimal_and_in_range),
        cmocka_unit_test(a_date_is_a_day_that_exists),
        cmocka_unit_test(a_word_is_one_of_the_list),
        cmocka_unit_test(a_list_has_bounds_and_no_item_twice),
        cmocka_unit_test(a_value_of_another_shape_is_refused),
        cmocka_unit_test(a_text_is_bounded_and_printable),
        cmocka_unit_test(anchors_aliases_and_tags_are_refused),
        cmocka_unit_test(a_second_document_is_refused),
        cmocka_unit_test(bad_yaml_is_named_with_its_place),
        cmocka_unit_test(nesting_stops_at_16_levels),
        cmocka_unit_test(a_file_of_more_than_a_mebibyte_is_refused),
        cmocka_unit_test(a_flood_of_values_is_refused),
        cmocka_unit_test(a_file_that_cannot_be_read_is_named),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
