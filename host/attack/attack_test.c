/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * What attack.yaml may say, and what a card makes of results. The attacks themselves need boards:
 * `holdfast attack`. */
#include "host/attack/believe.h"
#include "host/attack/card.h"
#include "host/attack/matrix.h"

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

static struct hf_lab_attacks attacks;
static struct hf_trouble trouble;

static const char head[] = "attack: t4_x\nthreat: t4\ntitle: X\nkind: measured\n";

/* Loads one attack whose file is `head` and `rest`, from a folder of its own. */
static bool loads(const char *rest)
{
    char base[] = "/tmp/holdfast-attack-XXXXXX";
    char folder[64];
    char path[96];

    assert_non_null(mkdtemp(base));
    snprintf(folder, sizeof(folder), "%s/t4_x", base);
    assert_int_equal(0, mkdir(folder, 0700));
    snprintf(path, sizeof(path), "%s/attack.yaml", folder);
    FILE *file = fopen(path, "w");

    assert_non_null(file);
    fprintf(file, "%s%s", head, rest);
    fclose(file);
    trouble.line[0] = '\0';
    bool loaded = hf_attacks_load(base, &attacks, &trouble);

    unlink(path);
    rmdir(folder);
    rmdir(base);
    return loaded;
}

static void refuses(const char *part, const char *rest)
{
    assert_false(loads(rest));
    if (strstr(trouble.line, part) == NULL) {
        fail_msg("'%s' is not in: %s", part, trouble.line);
    }
}

static void an_image_attack_is_read(void **state)
{
    (void)state;
    assert_true(loads("expect: { an505: held, an385: broke }\ncases:\n"
                      "  - name: one\n    role: app\n    refusal: image.hash\n"
                      "    an385: not-applicable\n    changes: [ { do: unsign } ]\n"));
    assert_int_equal(HF_ENGINE_IMAGES, attacks.list[0].engine);
    assert_int_equal(HF_EXPECTED_HELD, hf_attack_expected(&attacks.list[0], "an505"));
    assert_int_equal(HF_EXPECTED_NOTHING, hf_attack_expected(&attacks.list[0], "an385"));
    assert_int_equal(HF_EXPECTED_NOTHING, hf_attack_expected(&attacks.list[0], "stm32f205"));
    hf_attacks_free(&attacks);
}

static void one_case_that_is_expected_to_break_breaks_the_whole(void **state)
{
    (void)state;
    assert_true(loads("firmware: attack_app\nnumber: 1\ncases:\n"
                      "  - { name: a, case: 1, an505: empty }\n"
                      "  - { name: b, case: 2, an505: broke }\n"));
    assert_int_equal(HF_ENGINE_APP, attacks.list[0].engine);
    assert_int_equal(HF_EXPECTED_BROKE, hf_attack_expected(&attacks.list[0], "an505"));
    hf_attacks_free(&attacks);
}

static void a_case_that_lacks_what_it_needs_is_refused(void **state)
{
    (void)state;
    refuses("needs 'refusal'", "cases:\n  - name: a\n    role: app\n"
                               "    changes: [ { do: unsign } ]\n");
    refuses("needs 'present'", "cases:\n  - { name: a, secret: huk }\n");
    refuses("needs 'firmware' and 'number'", "cases:\n  - { name: a, case: 1 }\n");
}

static void an_install_is_told_with_its_phase_and_its_control(void **state)
{
    static const char changes[] = "    changes: [ { do: unsign } ]\n";
    char text[512];

    (void)state;
    snprintf(text, sizeof(text),
             "expect: { an505: held }\ncases:\n  - name: a\n    role: app\n    refusal: none\n"
             "    via: install\n    phase: trial\n    control: [ { do: sign } ]\n%s",
             changes);
    assert_true(loads(text));
    assert_int_equal(HF_ENGINE_IMAGES, attacks.list[0].engine);
    hf_attacks_free(&attacks);
    snprintf(text, sizeof(text),
             "cases:\n  - name: a\n    role: app\n    refusal: none\n"
             "    via: install\n    phase: trial\n%s",
             changes);
    refuses("needs a 'phase' and a 'control'", text);
    snprintf(text, sizeof(text),
             "cases:\n  - name: a\n    role: app\n    refusal: none\n"
             "    via: install\n    control: [ { do: sign } ]\n%s",
             changes);
    refuses("needs a 'phase' and a 'control'", text);
}

static void a_word_that_is_not_in_the_vocabulary_is_refused_with_its_place(void **state)
{
    (void)state;
    refuses("attack.yaml:9:22", "cases:\n  - name: a\n    role: app\n    refusal: x\n"
                                "    changes: [ { do: unsing } ]\n");
    refuses("attack.yaml:5:18",
            "expect: { an505: holds }\ncases:\n  - { name: a, secret: huk, present: true }\n");
    refuses("unknown key 'expects'", "expects: { an505: held }\ncases: [ { name: a, case: 1 } ]\n");
}

static void an_attack_by_firmware_says_how_it_is_held(void **state)
{
    static const char file[] = "firmware: attack_app\nnumber: 1\n"
                               "expect: { an505: 'error -129', an385: empty }\ncases:\n"
                               "  - { name: a, case: 1, an505: fault 00000008 }\n"
                               "  - { name: b, case: 2 }\n";

    (void)state;
    assert_true(loads(file));
    const struct hf_yaml_node *first = attacks.list[0].cases->first;
    struct hf_end const fault = hf_case_end(&attacks.list[0], first, "an505");
    struct hf_end const error = hf_case_end(&attacks.list[0], first->next, "an505");
    struct hf_end const empty = hf_case_end(&attacks.list[0], first, "an385");

    assert_int_equal(HF_END_FAULT, fault.kind);
    assert_int_equal(8, fault.word);
    assert_int_equal(HF_END_ERROR, error.kind);
    assert_int_equal(-129, (int32_t)error.word);
    assert_int_equal(HF_END_EMPTY, empty.kind);
    assert_int_equal(HF_EXPECTED_HELD, empty.expected);
    assert_false(hf_end_same(&fault, &error));
    hf_attacks_free(&attacks);
    refuses("say how it is held",
            "firmware: attack_app\nnumber: 1\ncases:\n  - { name: a, case: 1, an505: held }\n");
}

static void an_outcome_that_is_none_is_refused(void **state)
{
    static const char *const wrong[] = {"fault 8",     "fault 0000008g", "fault 000000082",
                                        "error 129",   "error -",        "error -129x",
                                        "error -1000", "Held",           "faulted 00000008"};

    (void)state;
    for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
        struct hf_end end;

        assert_false(hf_end_parse(wrong[i], &end));
    }
}

/* Two faults are not the same because both are faults: that was the mistake of the first judge. */
static void another_fault_is_another_end(void **state)
{
    struct hf_end expected;
    struct hf_end actual = {HF_EXPECTED_HELD, HF_END_FAULT, 0x82};

    (void)state;
    assert_true(hf_end_parse("fault 00000082", &expected));
    assert_true(hf_end_same(&expected, &actual));
    actual.word = 0x01;
    assert_false(hf_end_same(&expected, &actual));
    actual = (struct hf_end){HF_EXPECTED_HELD, HF_END_EMPTY, 0x82};
    assert_false(hf_end_same(&expected, &actual));
}

static void a_folder_that_cannot_be_read_is_named(void **state)
{
    (void)state;
    assert_false(hf_attacks_load("/nowhere", &attacks, &trouble));
    assert_non_null(strstr(trouble.line, "/nowhere"));
}

/* Every attack of the lab is readable and says what each of its boards is expected to do. */
static void the_attacks_of_the_lab_are_whole(void **state)
{
    static const char *const boards[] = {"an505", "an385", "an385-flat", "stm32f205"};

    (void)state;
    if (!hf_attacks_load("lab/threats", &attacks, &trouble)) {
        fail_msg("%s", trouble.line);
    }
    assert_true(attacks.count >= 14);
    for (size_t i = 0; i < attacks.count; i++) {
        size_t applies = 0;

        for (size_t j = 0; j < 4; j++) {
            applies += hf_attack_expected(&attacks.list[i], boards[j]) != HF_EXPECTED_NOTHING;
        }
        assert_true(applies > 0);
    }
    assert_true(hf_card_knows(&attacks, "t4"));
    assert_true(hf_card_knows(&attacks, "t4_rollback"));
    assert_false(hf_card_knows(&attacks, "t4_nothing"));
    hf_attacks_free(&attacks);
}

/* A refusal word that nobody says could never be met. */
static void every_expected_refusal_is_a_word_of_core_or_of_the_verifier(void **state)
{
    (void)state;
    assert_true(hf_attacks_load("lab/threats", &attacks, &trouble));
    for (size_t i = 0; i < attacks.count; i++) {
        const struct hf_yaml_node *node = attacks.list[i].cases->first;

        for (; node != NULL; node = node->next) {
            const char *refusal = hf_yaml_text(node, "refusal", "ok");
            const struct hf_err_text *text = NULL;

            for (size_t j = 0; (text = hf_err_at(j)) != NULL; j++) {
                if (strcmp(text->name, refusal) == 0) {
                    break;
                }
            }
            assert_true(text != NULL || hf_believe_knows(refusal) ||
                        (strcmp(refusal, "none") == 0 && hf_yaml_get(node, "phase") != NULL));
        }
    }
    hf_attacks_free(&attacks);
}

/* ---- the card ---- */

static struct hf_lab_attack attack = {
    .id = "t4_x", .threat = "t4", .title = "X", .kind = "measured"};
static struct hf_card card;

static void make_card(bool expected_held, enum hf_measured measured)
{
    memset(&card, 0, sizeof(card));
    card.count = 1;
    card.runs[0].attack = &attack;
    card.runs[0].board = "an505";
    card.runs[0].expected_held = expected_held;
    card.runs[0].result.measured = measured;
    card.runs[0].result.control = true;
}

static void what_is_as_expected_is_no_surprise(void **state)
{
    (void)state;
    make_card(true, HF_MEASURED_HELD);
    assert_false(hf_card_surprise(&card));
    make_card(false, HF_MEASURED_BROKE);
    assert_false(hf_card_surprise(&card));
}

static void what_is_not_as_expected_is_a_surprise_either_way(void **state)
{
    (void)state;
    make_card(true, HF_MEASURED_BROKE);
    assert_true(hf_card_surprise(&card));
    make_card(false, HF_MEASURED_HELD);
    assert_true(hf_card_surprise(&card));
}

static void one_odd_case_is_a_surprise_though_the_whole_is_as_expected(void **state)
{
    (void)state;
    make_card(false, HF_MEASURED_BROKE);
    card.runs[0].result.surprises = 1;
    assert_true(hf_card_surprise(&card));
}

static void one_failed_control_voids_the_card(void **state)
{
    (void)state;
    make_card(true, HF_MEASURED_HELD);
    assert_false(hf_card_void(&card));
    card.runs[0].result.control = false;
    assert_true(hf_card_void(&card));
    json_t *json = hf_card_json(&card);

    assert_true(json_is_true(json_object_get(json, "void")));
    json_decref(json);
}

/* ---- the matrix ---- */

static struct hf_matrix matrix;

static const char *cell_of_t4(void)
{
    static char text[64];

    attacks.count = 1;
    attacks.list[0] = attack;
    hf_matrix_make(&card, &attacks, &matrix);
    attacks.count = 0;
    return hf_cell_text(&matrix.cells[3][0], text);
}

static void a_cell_says_the_worst_that_is_true_of_it(void **state)
{
    (void)state;
    make_card(true, HF_MEASURED_HELD);
    assert_string_equal("held 1 of 1", cell_of_t4());
    make_card(false, HF_MEASURED_BROKE);
    assert_string_equal("broke as expected 1 of 1", cell_of_t4());
    make_card(true, HF_MEASURED_BROKE);
    assert_string_equal("BROKE 1 of 1", cell_of_t4());
    make_card(false, HF_MEASURED_HELD);
    assert_string_equal("NOT AS EXPECTED", cell_of_t4());
    make_card(true, HF_MEASURED_HELD);
    card.runs[0].result.control = false;
    assert_string_equal("VOID", cell_of_t4());
}

static void what_is_modelled_is_no_measurement(void **state)
{
    (void)state;
    make_card(false, HF_MEASURED_BROKE);
    attack.kind = "modelled";
    assert_string_equal("modelled 1", cell_of_t4());
    attack.kind = "measured";
}

static void a_threat_without_attacks_is_not_yet_measured(void **state)
{
    char text[64];

    (void)state;
    make_card(true, HF_MEASURED_HELD);
    (void)cell_of_t4();
    assert_string_equal("not yet measured", hf_cell_text(&matrix.cells[0][0], text));
}

static void what_could_not_be_measured_is_a_gap_and_no_run(void **state)
{
    (void)state;
    memset(&card, 0, sizeof(card));
    card.gap_count = 1;
    card.gaps[0] = (struct hf_card_gap){&attack, "an505", "no report"};
    assert_string_equal("not yet measured", cell_of_t4());
    json_t *json = hf_card_json(&card);

    assert_int_equal(0, json_array_size(json_object_get(json, "runs")));
    assert_int_equal(1, json_array_size(json_object_get(json, "unmeasured")));
    json_decref(json);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_image_attack_is_read),
        cmocka_unit_test(one_case_that_is_expected_to_break_breaks_the_whole),
        cmocka_unit_test(a_case_that_lacks_what_it_needs_is_refused),
        cmocka_unit_test(an_install_is_told_with_its_phase_and_its_control),
        cmocka_unit_test(a_word_that_is_not_in_the_vocabulary_is_refused_with_its_place),
        cmocka_unit_test(an_attack_by_firmware_says_how_it_is_held),
        cmocka_unit_test(an_outcome_that_is_none_is_refused),
        cmocka_unit_test(another_fault_is_another_end),
        cmocka_unit_test(a_folder_that_cannot_be_read_is_named),
        cmocka_unit_test(the_attacks_of_the_lab_are_whole),
        cmocka_unit_test(every_expected_refusal_is_a_word_of_core_or_of_the_verifier),
        cmocka_unit_test(what_is_as_expected_is_no_surprise),
        cmocka_unit_test(what_is_not_as_expected_is_a_surprise_either_way),
        cmocka_unit_test(one_odd_case_is_a_surprise_though_the_whole_is_as_expected),
        cmocka_unit_test(one_failed_control_voids_the_card),
        cmocka_unit_test(a_cell_says_the_worst_that_is_true_of_it),
        cmocka_unit_test(what_is_modelled_is_no_measurement),
        cmocka_unit_test(a_threat_without_attacks_is_not_yet_measured),
        cmocka_unit_test(what_could_not_be_measured_is_a_gap_and_no_run),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
