/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * What must be true of every profile, tried on generated ones: the generator is seeded, so a
 * failure can be looked at again. */
#include "host/assess/catalog_data.h"
#include "host/assess/generated.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#define PROFILES 2000

static struct hf_catalog catalog;

static int load(void **state)
{
    struct hf_trouble trouble;

    (void)state;
    return hf_catalog_load(NULL, &catalog, &trouble) ? 0 : -1;
}

static int unload(void **state)
{
    (void)state;
    hf_catalog_free(&catalog);
    return 0;
}

/* ---- properties ---- */

static void adding_a_measure_never_hurts(void **state)
{
    (void)state;
    hf_generated_seed(0x1234567u);
    for (int i = 0; i < PROFILES; i++) {
        struct hf_profile profile;
        size_t measure = hf_generated_pick(HF_MEASURES);

        hf_generated_profile(&catalog, &profile);
        int now = profile.platforms[0].measures[measure];
        int most = (int)catalog.measures[measure].values.count - 1;

        if (measure == HF_MEASURE_DEBUG || now >= most) {
            continue; /* `debug` is exempt: its values are no ladder on every line */
        }
        struct hf_platform_result *before = hf_generated_judge(&catalog, &profile);

        profile.platforms[0].measures[measure] = now < 1 ? most : now + 1;
        struct hf_platform_result *after = hf_generated_judge(&catalog, &profile);

        for (size_t t = 0; t < HF_THREATS; t++) {
            assert_true(after->threats[t].achieved >= before->threats[t].achieved);
        }
        assert_false(hf_verdict_acceptable(before->verdict) &&
                     !hf_verdict_acceptable(after->verdict));
        free(before);
        free(after);
    }
}

static void a_stronger_attacker_never_improves_a_verdict(void **state)
{
    (void)state;
    hf_generated_seed(0x2345678u);
    for (int i = 0; i < PROFILES; i++) {
        struct hf_profile profile;

        hf_generated_profile(&catalog, &profile);
        if (profile.asset_count == 0 || profile.assets[0].level == HF_LEVEL_LAB) {
            continue;
        }
        struct hf_platform_result *before = hf_generated_judge(&catalog, &profile);

        profile.assets[0].level++;
        struct hf_platform_result *after = hf_generated_judge(&catalog, &profile);

        assert_true(after->verdict >= before->verdict);
        for (size_t t = 0; t < HF_THREATS; t++) {
            assert_true(after->threats[t].judgement.verdict >=
                        before->threats[t].judgement.verdict);
        }
        free(before);
        free(after);
    }
}

static void an_element_never_changes_firmware_debug_or_availability(void **state)
{
    static const size_t threats[] = {3, 7, 8}; /* t4, t8, t9 */

    (void)state;
    hf_generated_seed(0x3456789u);
    for (int i = 0; i < PROFILES; i++) {
        struct hf_profile profile;

        hf_generated_profile(&catalog, &profile);
        if (profile.platforms[0].element != NULL) {
            continue;
        }
        struct hf_platform_result *before = hf_generated_judge(&catalog, &profile);

        do {
            profile.platforms[0].element =
                &catalog.elements.at[hf_generated_pick((uint32_t)catalog.elements.count)];
        } while (profile.platforms[0].element->tpm);
        struct hf_platform_result *after = hf_generated_judge(&catalog, &profile);

        for (size_t t = 0; t < 3; t++) {
            assert_int_equal(before->threats[threats[t]].achieved,
                             after->threats[threats[t]].achieved);
        }
        free(before);
        free(after);
    }
}

static void the_order_of_assets_and_needs_does_not_matter(void **state)
{
    (void)state;
    hf_generated_seed(0x456789au);
    for (int i = 0; i < PROFILES; i++) {
        struct hf_profile profile;

        hf_generated_profile(&catalog, &profile);
        struct hf_platform_result *before = hf_generated_judge(&catalog, &profile);

        for (size_t a = 0; a < profile.asset_count / 2; a++) {
            struct hf_asset other = profile.assets[a];

            profile.assets[a] = profile.assets[profile.asset_count - 1u - a];
            profile.assets[profile.asset_count - 1u - a] = other;
        }
        if (profile.need_count == 2) {
            const struct hf_need *other = profile.needs[0];

            profile.needs[0] = profile.needs[1];
            profile.needs[1] = other;
        }
        struct hf_platform_result *after = hf_generated_judge(&catalog, &profile);

        assert_int_equal(before->verdict, after->verdict);
        assert_int_equal(before->conditions, after->conditions);
        for (size_t t = 0; t < HF_THREATS; t++) {
            assert_int_equal(before->threats[t].achieved, after->threats[t].achieved);
            assert_int_equal(before->threats[t].required, after->threats[t].required);
        }
        free(before);
        free(after);
    }
}

static void the_order_of_measures_in_the_file_does_not_matter(void **state)
{
    static const char *const texts[] = {
        "holdfast: 1\nproduct: { name: a, kind: other, connectivity: [x] }\nassets: []\n"
        "platforms: [ { part: U585, measures: { tls: true, debug: closed, watchdog: false } } ]\n",
        "platforms: [ { measures: { watchdog: false, debug: closed, tls: true }, part: U585 } ]\n"
        "assets: []\nproduct: { connectivity: [x], name: a, kind: other }\nholdfast: 1\n",
    };
    struct hf_profile profiles[2];
    struct hf_trouble trouble;

    (void)state;
    for (size_t i = 0; i < 2; i++) {
        assert_true(hf_profile_read("p", (struct hf_bytes){texts[i], strlen(texts[i])}, &catalog,
                                    20261122, &profiles[i], &trouble));
    }
    assert_memory_equal(profiles[0].platforms[0].measures, profiles[1].platforms[0].measures,
                        sizeof(profiles[0].platforms[0].measures));
    for (size_t i = 0; i < 2; i++) {
        hf_profile_free(&profiles[i]);
    }
}

/* The verdict that ranking gives and the one of the full report are made by different callers. */
static void ranking_and_report_agree(void **state)
{
    (void)state;
    hf_generated_seed(0x56789abu);
    for (int i = 0; i < PROFILES; i++) {
        struct hf_profile profile;

        hf_generated_profile(&catalog, &profile);
        struct hf_platform_result *result = hf_generated_judge(&catalog, &profile);

        assert_int_equal(result->verdict,
                         hf_judge_candidate(&catalog, &profile, 0, &profile.platforms[0]).verdict);
        free(result);
    }
}

/* The two numbers of a threat say the same as its verdict. */
static void achieved_covers_required_exactly_when_the_threat_is_sufficient(void **state)
{
    (void)state;
    hf_generated_seed(0x89abcdeu);
    for (int i = 0; i < PROFILES; i++) {
        struct hf_profile profile;

        hf_generated_profile(&catalog, &profile);
        struct hf_platform_result *result = hf_generated_judge(&catalog, &profile);

        for (size_t t = 0; t < HF_THREATS; t++) {
            const struct hf_threat_result *threat = &result->threats[t];

            if (threat->judgement.low == threat->judgement.high &&
                threat->judgement.verdict != HF_UNKNOWN) {
                assert_int_equal(threat->judgement.verdict == HF_SUFFICIENT,
                                 threat->achieved >= threat->required);
            }
        }
        free(result);
    }
}

/* With all conditions stated the verdict is sufficient, with one of them stated absent it is not
 * acceptable any more. */
static void conditions_are_enough_and_each_is_needed(void **state)
{
    int seen = 0;

    (void)state;
    hf_generated_seed(0x6789abcu);
    for (int i = 0; i < PROFILES * 2; i++) {
        struct hf_profile profile;

        hf_generated_profile(&catalog, &profile);
        struct hf_platform_result *result = hf_generated_judge(&catalog, &profile);
        struct hf_platform *platform = &profile.platforms[0];
        hf_assumed_t measures = result->conditions & ((1u << HF_MEASURES) - 1u);

        if (result->verdict == HF_SUFFICIENT_IF && measures == result->conditions) {
            for (size_t m = 0; m < HF_MEASURES; m++) {
                bool met = (measures & HF_ASSUME_MEASURE(m)) != 0;

                platform->measures[m] =
                    met ? (int)catalog.measures[m].assume : platform->measures[m];
            }
            assert_int_equal(HF_SUFFICIENT,
                             hf_judge_candidate(&catalog, &profile, 0, platform).verdict);
            platform->measures[__builtin_ctz(measures)] = 0;
            assert_false(
                hf_verdict_acceptable(hf_judge_candidate(&catalog, &profile, 0, platform).verdict));
            seen++;
        }
        free(result);
    }
    assert_true(seen > 50); /* or the test shows nothing */
}

/* ---- notes ---- */

/* The built-in parts.tsv with the last field, the note, emptied in every row. */
static void write_without_notes(const char *path)
{
    struct hf_bytes bytes = hf_catalog_data("parts.tsv");
    char *copy = strndup(bytes.data, bytes.size);
    char *rest = copy;
    FILE *file = fopen(path, "w");

    assert_non_null(copy);
    assert_non_null(file);
    for (char *line = strsep(&rest, "\n"); line != NULL; line = strsep(&rest, "\n")) {
        char *tab = strrchr(line, '\t');

        if (line[0] != '#' && tab != NULL && strncmp(line, "series\t", 7) != 0) {
            fprintf(file, "%.*s\t-\n", (int)(tab - line), line);
        } else {
            fprintf(file, "%s\n", line);
        }
    }
    fclose(file);
    free(copy);
}

static void no_verdict_depends_on_a_note(void **state)
{
    char folder[] = "/tmp/holdfast-notes-XXXXXX";
    char path[64];
    struct hf_catalog bare;
    struct hf_trouble trouble;

    (void)state;
    assert_non_null(mkdtemp(folder));
    snprintf(path, sizeof(path), "%s/parts.tsv", folder);
    write_without_notes(path);
    assert_true(hf_catalog_load(folder, &bare, &trouble));
    assert_string_equal("", bare.parts.at[0].note);
    assert_string_not_equal("", catalog.parts.at[0].note);
    hf_generated_seed(0x789abcdu);
    for (size_t i = 0; i < catalog.parts.count; i++) {
        struct hf_profile profile;

        hf_generated_profile(&catalog, &profile);
        profile.platforms[0].part = &catalog.parts.at[i];
        enum hf_verdict with =
            hf_judge_candidate(&catalog, &profile, 0, &profile.platforms[0]).verdict;

        profile.platforms[0].part = &bare.parts.at[i];
        assert_int_equal(with,
                         hf_judge_candidate(&catalog, &profile, 0, &profile.platforms[0]).verdict);
    }
    hf_catalog_free(&bare);
    unlink(path);
    rmdir(folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(adding_a_measure_never_hurts),
        cmocka_unit_test(a_stronger_attacker_never_improves_a_verdict),
        cmocka_unit_test(an_element_never_changes_firmware_debug_or_availability),
        cmocka_unit_test(the_order_of_assets_and_needs_does_not_matter),
        cmocka_unit_test(the_order_of_measures_in_the_file_does_not_matter),
        cmocka_unit_test(ranking_and_report_agree),
        cmocka_unit_test(achieved_covers_required_exactly_when_the_threat_is_sufficient),
        cmocka_unit_test(conditions_are_enough_and_each_is_needed),
        cmocka_unit_test(no_verdict_depends_on_a_note),
    };

    return cmocka_run_group_tests(tests, load, unload);
}
