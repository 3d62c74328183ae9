/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "host/assess/notes.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

long hf_today(void)
{
    const char *epoch = getenv("SOURCE_DATE_EPOCH");
    time_t now = epoch != NULL ? (time_t)strtoll(epoch, NULL, 10) : time(NULL);
    struct tm day;

    if (gmtime_r(&now, &day) == NULL) {
        return 0;
    }
    return (day.tm_year + 1900L) * 10000L + (day.tm_mon + 1L) * 100L + day.tm_mday;
}

/* Best first: verdict, fewer conditions, held evidence that asks for less, then the name. */
static int compare_candidates(const void *a, const void *b)
{
    const struct hf_candidate *left = a;
    const struct hf_candidate *right = b;

    if (left->verdict != right->verdict) {
        return left->verdict < right->verdict ? -1 : 1;
    }
    if (left->conditions != right->conditions) {
        return left->conditions < right->conditions ? -1 : 1;
    }
    if (left->certified != right->certified) {
        return left->certified ? -1 : 1;
    }
    if (left->configured != right->configured) {
        return left->configured < right->configured ? -1 : 1;
    }
    return strcmp(left->part->line, right->part->line);
}

/* Every known line in the place of platform `index`, or on a blank one. */
static void rank(struct hf_assessment *assessment)
{
    const struct hf_catalog *catalog = assessment->catalog;
    const struct hf_profile *profile = assessment->profile;

    assessment->candidate_count = catalog->parts.count;
    assessment->candidates =
        hf_arena_take(&assessment->arena, catalog->parts.count * sizeof(struct hf_candidate));
    for (size_t i = 0; i < catalog->parts.count; i++) {
        struct hf_platform platform = profile->platform_count > 0
                                          ? profile->platforms[0]
                                          : hf_platform_blank(&catalog->parts.at[i]);

        platform.part = &catalog->parts.at[i];
        platform.evidence = profile->evidence;
        assessment->candidates[i] = hf_judge_candidate(catalog, profile, 0, &platform);
    }
    qsort(assessment->candidates, assessment->candidate_count, sizeof(struct hf_candidate),
          compare_candidates);
}

struct hf_assessment *hf_assess(const struct hf_catalog *catalog, const struct hf_profile *profile)
{
    struct hf_arena arena = {NULL};
    struct hf_assessment *assessment = hf_arena_take(&arena, sizeof(*assessment));

    assessment->arena = arena;
    assessment->catalog = catalog;
    assessment->profile = profile;
    rank(assessment);
    assessment->platform_count = profile->platform_count > 0 ? profile->platform_count : 1;
    assessment->platforms = hf_arena_take(
        &assessment->arena, assessment->platform_count * sizeof(struct hf_platform_result));
    assessment->best = hf_platform_blank(assessment->candidates[0].part);
    assessment->best.evidence = profile->evidence;
    for (size_t i = 0; i < assessment->platform_count; i++) {
        const struct hf_platform *platform =
            profile->platform_count > 0 ? &profile->platforms[i] : &assessment->best;

        hf_judge_platform(catalog, profile, i, platform, &assessment->platforms[i]);
        if (assessment->platforms[i].verdict > assessment->verdict) {
            assessment->verdict = assessment->platforms[i].verdict;
        }
    }
    hf_notes_make(assessment);
    hf_cra_make(assessment);
    hf_others_make(assessment);
    return assessment;
}

void hf_assessment_free(struct hf_assessment *assessment)
{
    struct hf_arena arena = assessment->arena; /* the assessment itself lies in it */

    hf_arena_free(&arena);
}

size_t hf_assess_boards(const struct hf_catalog *catalog, const struct hf_platform_result *result,
                        const struct hf_board **boards, size_t room)
{
    return hf_catalog_boards(catalog, result->platform->part,
                             result->assumed.measures[HF_MEASURE_TRUSTZONE] != 0, boards, room);
}
