/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * The smallest change: widen what may change step by step until something suffices, then take back
 * what was not needed. */
#include "host/assess/change.h"
#include "host/assess/profile_words.h"

#include <string.h>

const char *const hf_step_names[] = {"none",   "measure", "configuration", "element",
                                     "series", "line",    "architecture",  "impossible"};

struct search {
    const struct hf_assessment *assessment;
    size_t index;
    const struct hf_platform *platform;
    struct hf_profile *profile; /* a copy whose assets may move into an element */
};

/* The strongest value that the part can have; 0 when it can have none. */
static int strongest(const struct hf_catalog *catalog, const struct hf_platform *platform,
                     size_t measure)
{
    struct hf_situation situation;
    size_t value = catalog->measures[measure].assume;

    hf_situation_make(&situation, catalog, platform, 0, false, 0);
    return hf_measure_possible(&situation, measure, value) ? (int)value : 0;
}

static void move_assets(struct search *search, bool into_element)
{
    const struct hf_profile *original = search->assessment->profile;

    for (size_t i = 0; i < original->asset_count; i++) {
        struct hf_asset *asset = &search->profile->assets[i];
        bool key = asset->kind == HF_ASSET_KEY || asset->kind == HF_ASSET_IDENTITY;

        *asset = original->assets[i];
        if (into_element && key && asset->on == search->index && asset->place == HF_PLACE_MCU) {
            asset->place = HF_PLACE_SE;
        }
    }
}

/* The verdict after `change`. */
static enum hf_verdict try_change(struct search *search, const struct hf_change *change)
{
    const struct hf_catalog *catalog = search->assessment->catalog;
    struct hf_platform platform = *search->platform;

    if (change->part != NULL) {
        platform.part = change->part;
    }
    if (change->stack != NULL) {
        platform.stack = change->stack;
    }
    if (change->element != NULL) {
        platform.element = change->element;
    }
    platform.external_code = platform.external_code && !change->internal_code;
    for (size_t i = 0; i < HF_MEASURES; i++) {
        if ((change->measures & HF_ASSUME_MEASURE(i)) != 0) {
            platform.measures[i] = strongest(catalog, &platform, i);
        }
    }
    move_assets(search, change->element != NULL);
    return hf_judge_candidate(catalog, search->profile, search->index, &platform).verdict;
}

static bool works(struct search *search, struct hf_change *change)
{
    change->verdict = try_change(search, change);
    return hf_verdict_acceptable(change->verdict);
}

/* Stated measures that are weaker than the part allows; what is left out becomes a condition of its
 * own and needs no change. */
static hf_assumed_t weak_measures(const struct search *search, const struct hf_platform *platform,
                                  bool configuration)
{
    const struct hf_catalog *catalog = search->assessment->catalog;
    hf_assumed_t weak = 0;

    for (size_t i = 0; i < HF_MEASURES; i++) {
        if (catalog->measures[i].configuration == configuration && platform->measures[i] >= 0 &&
            platform->measures[i] < strongest(catalog, platform, i)) {
            weak |= HF_ASSUME_MEASURE(i);
        }
    }
    return weak;
}

/* ---- taking back what is not needed ---- */

static void take_back(struct search *search, struct hf_change *change)
{
    struct hf_change less;

    for (unsigned bit = 0; bit < HF_ASSUME_BITS; bit++) {
        less = *change;
        less.measures &= ~(1u << bit);
        if ((change->measures & 1u << bit) != 0 && works(search, &less)) {
            *change = less;
        }
    }
    less = *change;
    less.stack = NULL;
    if (change->stack != NULL && works(search, &less)) {
        *change = less;
    }
    less = *change;
    less.internal_code = false;
    if (change->internal_code && works(search, &less)) {
        *change = less;
    }
    less = *change;
    less.element = NULL;
    if (change->element != NULL && works(search, &less)) {
        *change = less;
    }
}

/* ---- the steps ---- */

static bool try_stacks(struct search *search, struct hf_change *change)
{
    const struct hf_catalog *catalog = search->assessment->catalog;
    const struct hf_part *part = change->part != NULL ? change->part : search->platform->part;

    if (works(search, change)) {
        return true;
    }
    for (size_t i = 0; i < catalog->stacks.count; i++) {
        const struct hf_stack *stack = &catalog->stacks.at[i];

        if (hf_stack_fits(stack, part) && stack->brings.count > 0) {
            change->stack = stack;
            if (works(search, change)) {
                return true;
            }
        }
    }
    change->stack = NULL;
    return false;
}

static bool try_elements(struct search *search, struct hf_change *change)
{
    const struct hf_catalog *catalog = search->assessment->catalog;

    if (search->platform->element != NULL) {
        change->element = search->platform->element; /* it is there: move the keys into it */
        return try_stacks(search, change);
    }
    for (size_t pass = 0; pass < 2; pass++) {
        for (size_t i = 0; i < catalog->elements.count; i++) {
            change->element = &catalog->elements.at[i];
            if (change->element->recommended == (pass == 0) && try_stacks(search, change)) {
                return true;
            }
        }
    }
    change->element = NULL;
    return false;
}

static bool is_application_core(const struct search *search, const struct hf_part *part)
{
    return strcmp(hf_part_isolation(search->assessment->catalog, part), "application-core") == 0;
}

static bool part_is_in_step(const struct search *search, const struct hf_part *part,
                            enum hf_step step)
{
    const struct hf_part *now = search->platform->part;
    bool other_kind = is_application_core(search, part) != is_application_core(search, now);

    if (part == now) {
        return false;
    }
    if (step == HF_STEP_SERIES) {
        return strcmp(part->series, now->series) == 0;
    }
    return other_kind == (step == HF_STEP_ARCHITECTURE);
}

/* The candidates are ranked with the platform's measures, so the first that works is the best. */
static bool try_parts(struct search *search, struct hf_change *change, enum hf_step step)
{
    const struct hf_assessment *assessment = search->assessment;

    for (size_t pass = 0; pass < 2; pass++) { /* without an element first */
        for (size_t i = 0; i < assessment->candidate_count; i++) {
            const struct hf_part *part = assessment->candidates[i].part;
            struct hf_platform platform = *search->platform;

            if (!part_is_in_step(search, part, step)) {
                continue;
            }
            platform.part = part;
            change->part = part;
            change->measures =
                weak_measures(search, &platform, false) | weak_measures(search, &platform, true);
            if (pass == 0 ? try_stacks(search, change) : try_elements(search, change)) {
                return true;
            }
        }
    }
    change->part = NULL;
    return false;
}

static bool try_step(struct search *search, struct hf_change *change, enum hf_step step)
{
    change->step = step;
    switch (step) {
    case HF_STEP_NONE:
        return works(search, change);
    case HF_STEP_MEASURE:
        change->measures = weak_measures(search, search->platform, false);
        return works(search, change);
    case HF_STEP_CONFIGURATION:
        change->measures |= weak_measures(search, search->platform, true);
        change->internal_code = search->platform->external_code;
        return try_stacks(search, change);
    case HF_STEP_ELEMENT:
        return try_elements(search, change);
    default:
        return try_parts(search, change, step);
    }
}

void hf_change_find(const struct hf_assessment *assessment, size_t platform,
                    struct hf_change *change)
{
    struct hf_profile profile = *assessment->profile;
    struct search search = {assessment, platform, assessment->platforms[platform].platform,
                            &profile};

    *change = (struct hf_change){.step = HF_STEP_IMPOSSIBLE, .verdict = HF_INSUFFICIENT};
    for (enum hf_step step = HF_STEP_NONE; step <= HF_STEP_ARCHITECTURE; step++) {
        if (try_step(&search, change, step)) {
            take_back(&search, change);
            works(&search, change);
            return;
        }
    }
    *change = (struct hf_change){.step = HF_STEP_IMPOSSIBLE,
                                 .verdict = assessment->platforms[platform].verdict};
}

size_t hf_change_words(struct hf_assessment *assessment, size_t platform,
                       const struct hf_change *change, const char **words, size_t room)
{
    const struct hf_catalog *catalog = assessment->catalog;
    struct hf_platform after = *assessment->platforms[platform].platform;
    struct hf_arena *arena = &assessment->arena;
    size_t count = 0;

    if (change->part != NULL && count < room) {
        after.part = change->part;
        words[count++] = hf_arena_print(arena, "part: STM32%s", change->part->line);
    }
    if (change->element != NULL && count < room) {
        words[count++] = hf_arena_print(arena, "secure_element: %s, with lives_in: se for the keys",
                                        change->element->name);
    }
    if (change->stack != NULL && count < room) {
        words[count++] = hf_arena_print(arena, "boot_stack: %s", change->stack->name);
    }
    if (change->internal_code && count < room) {
        words[count++] = "external_code: false";
    }
    for (size_t i = 0; i < HF_MEASURES && count < room; i++) {
        if ((change->measures & HF_ASSUME_MEASURE(i)) != 0) {
            words[count++] = hf_arena_print(arena, "%s: %s", hf_measure_names[i],
                                            hf_measure_words[i][strongest(catalog, &after, i)]);
        }
    }
    return count;
}
