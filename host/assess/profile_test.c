/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * What a profile must not be: one clear line with file, line and column. */
#include "host/assess/change.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#define TODAY 20261122

static struct hf_catalog catalog;
static struct hf_profile profile;
static struct hf_trouble trouble;

static int load(void **state)
{
    (void)state;
    return hf_catalog_load(NULL, &catalog, &trouble) ? 0 : -1;
}

static int unload(void **state)
{
    (void)state;
    hf_catalog_free(&catalog);
    return 0;
}

#define HEAD "holdfast: 1\nproduct: { name: P, kind: other, connectivity: [wifi] }\n"

static bool reads(const char *text)
{
    return hf_profile_read("p.yaml", (struct hf_bytes){text, strlen(text)}, &catalog, TODAY,
                           &profile, &trouble);
}

static void accepts(const char *text)
{
    if (!reads(text)) {
        fail_msg("refused: %s", trouble.line);
    }
    hf_profile_free(&profile);
}

static void refuses(const char *line, const char *text)
{
    assert_false(reads(text));
    assert_string_equal(line, trouble.line);
}

static void the_smallest_profile_is_accepted(void **state)
{
    (void)state;
    accepts(HEAD "assets: []\n");
    refuses("p.yaml:1:1: key 'assets' is missing; add it", HEAD);
    refuses("p.yaml:1:11: 'holdfast' is '2'; write a number from 1 to 1",
            "holdfast: 2\nproduct: { name: P, kind: other, connectivity: [] }\nassets: []\n");
}

static void an_unknown_part_is_refused_with_the_nearest(void **state)
{
    (void)state;
    refuses("p.yaml:4:20: no part 'STM32U58S' is known; did you mean 'STM32U585'?",
            HEAD "assets: []\nplatforms: [{part: STM32U58S}]\n");
}

static void a_part_is_needed_once(void **state)
{
    (void)state;
    accepts(HEAD "assets: []\nplatforms: [{ part: U585 }, { part: F407 }]\n");
    refuses("p.yaml:4:37: part 'U585' appears twice; keep one platform of it",
            HEAD "assets: []\nplatforms: [{ part: U585 }, { part: U585 }]\n");
    refuses("p.yaml:4:12: at least 1 entry is needed here; add one",
            HEAD "assets: []\nplatforms: []\n");
}

static void an_asset_has_one_name_and_one_platform(void **state)
{
    (void)state;
    refuses("p.yaml:5:13: asset 'a' appears twice; rename one",
            HEAD "assets:\n  - { name: a, kind: key, attacker: lab }\n"
                 "  - { name: a, kind: data, attacker: lab }\n");
    refuses("p.yaml:4:5: asset 'a' must say on which platform it is; add `on: U585`",
            HEAD "assets:\n  - { name: a, kind: key, attacker: lab }\n"
                 "platforms: [{ part: U585 }, { part: F407 }]\n");
    refuses("p.yaml:4:46: no platform 'H573' in this profile; write its part as the platform does",
            HEAD "assets:\n  - { name: a, kind: key, attacker: lab, on: H573 }\n"
                 "platforms: [{ part: U585 }, { part: F407 }]\n");
    accepts(HEAD "assets:\n  - { name: a, kind: key, attacker: lab, on: F407 }\n"
                 "platforms: [{ part: U585 }, { part: F407 }]\n");
}

static void an_asset_in_an_element_needs_an_element(void **state)
{
    (void)state;
    refuses("p.yaml:5:37: 'a' lives in an element, but its platform has none; add secure_element "
            "or write lives_in: mcu",
            HEAD "platforms: [{ part: U585 }]\nassets:\n"
                 "  - { name: a, kind: key, lives_in: se, attacker: lab }\n");
    accepts(HEAD "platforms: [{ part: U585, secure_element: SE050 }]\nassets:\n"
                 "  - { name: a, kind: key, lives_in: se, attacker: lab }\n");
    refuses("p.yaml:5:42: firmware lives in the mcu; remove lives_in",
            HEAD "platforms: [{ part: U585, secure_element: SE050 }]\nassets:\n"
                 "  - { name: a, kind: firmware, lives_in: se, attacker: lab }\n");
}

static void dates_are_days_in_order(void **state)
{
    (void)state;
    refuses(
        "p.yaml:2:87: last_sale 2026-01-01 is before first_sale 2027-01-01; correct one of them",
        "holdfast: 1\nproduct: { name: P, kind: other, connectivity: [], first_sale: 2027-01-01, "
        "last_sale: 2026-01-01 }\nassets: []\n");
}

static void a_decision_expires(void **state)
{
    (void)state;
    accepts(HEAD "assets: []\nresiduals:\n  - { threat: t6, decision: accepted, owner: o, "
                 "expires: 2026-11-22, why: w }\n");
    refuses(
        "p.yaml:5:58: the decision on t6 expired on 2026-11-21; decide again and set a new date",
        HEAD "assets: []\nresiduals:\n  - { threat: t6, decision: accepted, owner: o, "
             "expires: 2026-11-21, why: w }\n");
    refuses("p.yaml:6:5: a second decision on t6; keep one",
            HEAD "assets: []\nresiduals:\n"
                 "  - { threat: t6, decision: accepted, owner: o, why: w }\n"
                 "  - { threat: t6, decision: controlled, owner: o, why: w }\n");
}

static void what_if_changes_one_key(void **state)
{
    (void)state;
    assert_true(reads(HEAD "assets: [{ name: a b, kind: key, attacker: remote }]\n"
                           "platforms: [{ part: U585 }]\n"));
    assert_true(hf_what_if(&catalog, &profile, "part=STM32H573", &trouble));
    assert_string_equal("H573", profile.platforms[0].part->line);
    assert_true(hf_what_if(&catalog, &profile, "debug=closed", &trouble));
    assert_int_equal(2, profile.platforms[0].measures[HF_MEASURE_DEBUG]);
    assert_true(hf_what_if(&catalog, &profile, "attacker:a b=lab", &trouble));
    assert_int_equal(HF_LEVEL_LAB, profile.assets[0].level);
    assert_true(hf_what_if(&catalog, &profile, "secure_element=SE050", &trouble));
    assert_true(hf_what_if(&catalog, &profile, "lives_in:a b=se", &trouble));
    assert_true(hf_what_if_check(&profile, &trouble));
    assert_true(hf_what_if(&catalog, &profile, "secure_element=none", &trouble));
    assert_false(hf_what_if_check(&profile, &trouble));
    assert_false(hf_what_if(&catalog, &profile, "debug=shut", &trouble));
    assert_false(hf_what_if(&catalog, &profile, "colour=red", &trouble));
    assert_false(hf_what_if(&catalog, &profile, "attacker:c=lab", &trouble));
    assert_false(hf_what_if(&catalog, &profile, "part", &trouble));
    hf_profile_free(&profile);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_smallest_profile_is_accepted),
        cmocka_unit_test(an_unknown_part_is_refused_with_the_nearest),
        cmocka_unit_test(a_part_is_needed_once),
        cmocka_unit_test(an_asset_has_one_name_and_one_platform),
        cmocka_unit_test(an_asset_in_an_element_needs_an_element),
        cmocka_unit_test(dates_are_days_in_order),
        cmocka_unit_test(a_decision_expires),
        cmocka_unit_test(what_if_changes_one_key),
    };

    return cmocka_run_group_tests(tests, load, unload);
}
