/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * Single rules of the model, each with its twin. */
#include "host/assess/assess.h"
#include "host/assess/catalog_data.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

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

/* One asset on one line with all measures on. */
static struct hf_profile one;

static void make_one(const char *line, enum hf_asset_kind kind, int level, unsigned context)
{
    static const char *const links[] = {"wifi"};
    size_t others;

    one = (struct hf_profile){.kind = "other",
                              .product = "one",
                              .connectivity = {links, 1},
                              .context = context,
                              .platform_count = 1,
                              .asset_count = 1};
    one.assets[0] = (struct hf_asset){.name = "a", .kind = kind, .level = level};
    one.platforms[0] = hf_platform_blank(hf_catalog_part(&catalog, line, &others));
    for (size_t i = 0; i < HF_MEASURES; i++) {
        one.platforms[0].measures[i] = (int)catalog.measures[i].assume;
    }
}

static enum hf_verdict verdict(void)
{
    return hf_judge_candidate(&catalog, &one, 0, &one.platforms[0]).verdict;
}

/* How one threat fares then. */
static const struct hf_threat_result *fate(const char *line, enum hf_asset_kind kind, int level,
                                           unsigned context, size_t threat)
{
    static struct hf_platform_result result;

    make_one(line, kind, level, context);
    hf_judge_platform(&catalog, &one, 0, &one.platforms[0], &result);
    return &result.threats[threat];
}

static void a_published_kit_lowers_the_lines_it_was_shown_on(void **state)
{
    (void)state;
    for (size_t t = 3; t < 8; t += 4) { /* t4 and t8 */
        assert_int_equal(HF_LEVEL_REMOTE, fate("F205", HF_ASSET_FIRMWARE, 1, 0, t)->achieved);
        assert_int_equal(HF_LEVEL_REMOTE, fate("F427", HF_ASSET_FIRMWARE, 1, 0, t)->achieved);
        assert_int_equal(HF_LEVEL_PROBE, fate("F767", HF_ASSET_FIRMWARE, 1, 0, t)->achieved);
    }
    assert_int_equal(HF_LEVEL_REMOTE, fate("F103C8", HF_ASSET_FIRMWARE, 1, 0, 7)->achieved);
}

static void a_certificate_of_an_engine_lifts_no_cap(void **state)
{
    (void)state;
    assert_int_equal(HF_LEVEL_PROBE, fate("H533", HF_ASSET_KEY, 2, 0, 4)->achieved);
    assert_int_equal(HF_LEVEL_BENCH, fate("U545", HF_ASSET_KEY, 2, 0, 4)->achieved);
    assert_int_equal(HF_LEVEL_PROBE, fate("U575", HF_ASSET_KEY, 2, 0, 4)->achieved);
}

static void an_unattended_product_has_hands_on_it(void **state)
{
    (void)state;
    assert_int_equal(HF_LEVEL_REMOTE, fate("U585", HF_ASSET_DATA, 0, 0, 3)->required);
    assert_int_equal(HF_LEVEL_PROBE,
                     fate("U585", HF_ASSET_DATA, 0, HF_CONTEXT_UNATTENDED, 3)->required);
    assert_int_equal(HF_LEVEL_PROBE,
                     fate("U585", HF_ASSET_DATA, 0, HF_CONTEXT_UNATTENDED, 7)->required);
    assert_int_equal(HF_LEVEL_REMOTE,
                     fate("U585", HF_ASSET_DATA, 0, HF_CONTEXT_UNATTENDED, 4)->required);
}

static void denial_of_service_is_required_against_a_remote_attacker_only(void **state)
{
    (void)state;
    assert_int_equal(HF_LEVEL_REMOTE, fate("U585", HF_ASSET_AVAILABILITY, 3, 0, 8)->required);
    assert_int_equal(HF_LEVEL_LAB, fate("U585", HF_ASSET_FIRMWARE, 3, 0, 3)->required);
}

static void an_asset_touches_what_the_table_of_the_model_says(void **state)
{
    static const char *const rows[] = {
        /* t1..t9: x when the asset, at level 2, raises the threat above the baseline */
        "..x.xxxx.", /* key */
        "..x.xxxx.", /* identity */
        "...x.x.x.", /* firmware */
        "xx..x..x.", /* data */
        ".........", /* availability: t9 stays at 0 */
    };

    (void)state;
    for (int kind = HF_ASSET_KEY; kind <= HF_ASSET_AVAILABILITY; kind++) {
        for (size_t t = 0; t < HF_THREATS; t++) {
            int required = fate("U585", (enum hf_asset_kind)kind, 2, 0, t)->required;

            assert_int_equal(rows[kind][t] == 'x', required == HF_LEVEL_BENCH);
        }
    }
}

static void a_level_of_two_takes_a_certificate_on_every_silicon_link(void **state)
{
    (void)state;
    for (size_t t = 3; t < 8; t++) { /* t4 to t8, on a line that has everything but a certificate */
        assert_int_equal(HF_LEVEL_PROBE, fate("H533", HF_ASSET_KEY, 2, 0, t)->achieved);
        assert_int_equal(HF_LEVEL_BENCH, fate("U585", HF_ASSET_KEY, 2, 0, t)->achieved);
    }
    assert_int_equal(HF_LEVEL_REMOTE, fate("H563", HF_ASSET_KEY, 2, 0, 5)->achieved); /* no SAES */
}

static void a_stack_counts_only_where_it_exists(void **state)
{
    (void)state;
    make_one("U585", HF_ASSET_FIRMWARE, 0, 0);
    one.needs[one.need_count++] = hf_catalog_need(&catalog, "attestation");
    one.platforms[0].stack = hf_catalog_stack(&catalog, "secure-manager");
    assert_int_equal(HF_INSUFFICIENT, verdict());
    one.platforms[0].stack = hf_catalog_stack(&catalog, "holdfast");
    assert_int_equal(HF_SUFFICIENT, verdict());
    one.platforms[0].stack = hf_catalog_stack(&catalog, "mcuboot");
    assert_int_equal(HF_INSUFFICIENT, verdict());
}

static void a_target_of_level_two_takes_isolation(void **state)
{
    (void)state;
    make_one("F767", HF_ASSET_FIRMWARE, 0, 0);
    assert_int_equal(HF_SUFFICIENT, verdict());
    one.targets[one.target_count++] = hf_catalog_target(&catalog, "PSA-L2");
    assert_int_equal(HF_INSUFFICIENT, verdict());
    make_one("L552", HF_ASSET_FIRMWARE, 0, 0);
    one.targets[one.target_count++] = hf_catalog_target(&catalog, "PSA-L2");
    assert_int_equal(HF_SUFFICIENT, verdict());
}

static void one_certificate_does_not_stand_for_the_other_scheme(void **state)
{
    (void)state;
    make_one("U545", HF_ASSET_FIRMWARE, 2, 0);
    one.targets[one.target_count++] = hf_catalog_target(&catalog, "SESIP3");
    assert_int_equal(HF_SUFFICIENT, verdict());
    one.targets[0] = hf_catalog_target(&catalog, "PSA-L3");
    assert_int_equal(HF_INSUFFICIENT, verdict());
}

static void the_key_of_a_connected_product_is_where_its_keys_are(void **state)
{
    struct hf_platform_result result;

    (void)state;
    make_one("F767", HF_ASSET_IDENTITY, 0, HF_CONTEXT_THIRD_PARTY_CODE);
    one.platforms[0].element = hf_catalog_element(&catalog, "STSAFE-A120");
    hf_judge_platform(&catalog, &one, 0, &one.platforms[0], &result);
    assert_int_equal(HF_LEVEL_NEVER, result.threats[2].achieved);
    one.assets[0].place = HF_PLACE_SE;
    hf_judge_platform(&catalog, &one, 0, &one.platforms[0], &result);
    assert_int_equal(HF_LEVEL_PROBE, result.threats[2].achieved);
}

/* The built-in rules without the one that names the open debug port, so that only a doubtful SAES
 * makes a condition of the debug lock. */
static bool load_without_open_port(struct hf_catalog *changed)
{
    static const char line[] = "      - { level: 0, when: [debug_open]";
    char folder[] = "/tmp/holdfast-rules-XXXXXX";
    char path[64];
    struct hf_trouble trouble;
    struct hf_bytes bytes = hf_catalog_data("rules.yaml");
    const char *at = strstr(bytes.data, line);

    assert_non_null(mkdtemp(folder));
    assert_non_null(at);
    snprintf(path, sizeof(path), "%s/rules.yaml", folder);
    FILE *file = fopen(path, "w");

    assert_non_null(file);
    fprintf(file, "%.*s%s", (int)(at - bytes.data), bytes.data, strchr(at, '\n') + 1);
    fclose(file);
    bool loaded = hf_catalog_load(folder, changed, &trouble);

    unlink(path);
    rmdir(folder);
    return loaded;
}

static void doubt_between_sufficient_and_its_conditions_is_no_doubt(void **state)
{
    struct hf_platform_result result;
    struct hf_catalog changed;
    size_t others;

    (void)state;
    assert_true(load_without_open_port(&changed));
    make_one("U366", HF_ASSET_KEY, 1, 0); /* SAES by one source only; an element gives entropy */
    one.platforms[0].part = hf_catalog_part(&changed, "U366", &others);
    one.platforms[0].element = hf_catalog_element(&changed, "STSAFE-A120");
    one.platforms[0].measures[HF_MEASURE_DEBUG] = HF_MEASURE_LEFT_OUT;
    hf_judge_platform(&changed, &one, 0, &one.platforms[0], &result);
    assert_int_equal(HF_SUFFICIENT_IF, result.threats[4].judgement.low);
    assert_int_equal(HF_SUFFICIENT, result.threats[4].judgement.high);
    assert_int_equal(HF_SUFFICIENT_IF, result.threats[4].judgement.verdict);
    hf_catalog_free(&changed);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_published_kit_lowers_the_lines_it_was_shown_on),
        cmocka_unit_test(a_certificate_of_an_engine_lifts_no_cap),
        cmocka_unit_test(an_unattended_product_has_hands_on_it),
        cmocka_unit_test(denial_of_service_is_required_against_a_remote_attacker_only),
        cmocka_unit_test(an_asset_touches_what_the_table_of_the_model_says),
        cmocka_unit_test(a_level_of_two_takes_a_certificate_on_every_silicon_link),
        cmocka_unit_test(the_key_of_a_connected_product_is_where_its_keys_are),
        cmocka_unit_test(doubt_between_sufficient_and_its_conditions_is_no_doubt),
        cmocka_unit_test(a_stack_counts_only_where_it_exists),
        cmocka_unit_test(a_target_of_level_two_takes_isolation),
        cmocka_unit_test(one_certificate_does_not_stand_for_the_other_scheme),
    };

    return cmocka_run_group_tests(tests, load, unload);
}
