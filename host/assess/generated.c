/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "host/assess/generated.h"

#include <stdlib.h>
#include <string.h>

static uint32_t seed = 1;

void hf_generated_seed(uint32_t value)
{
    seed = value;
}

uint32_t hf_generated_pick(uint32_t below)
{
    seed ^= seed << 13; /* xorshift: the same on every machine */
    seed ^= seed >> 17;
    seed ^= seed << 5;
    return seed % below;
}

static size_t value_count(const struct hf_catalog *catalog, size_t measure)
{
    return catalog->measures[measure].values.count;
}

static void make_platform(const struct hf_catalog *catalog, struct hf_platform *platform)
{
    *platform =
        hf_platform_blank(&catalog->parts.at[hf_generated_pick((uint32_t)catalog->parts.count)]);
    platform->element =
        hf_generated_pick(3) == 0
            ? &catalog->elements.at[hf_generated_pick((uint32_t)catalog->elements.count)]
            : NULL;
    platform->stack = hf_generated_pick(4) != 0
                          ? &catalog->stacks.at[hf_generated_pick((uint32_t)catalog->stacks.count)]
                          : NULL;
    platform->external_code = hf_generated_pick(4) == 0;
    for (size_t i = 0; i < HF_MEASURES; i++) {
        uint32_t choice = hf_generated_pick(10);

        /* mostly strong: weak profiles all fail for the same reason */
        platform->measures[i] = choice < 2 ? HF_MEASURE_LEFT_OUT
                                : choice < 4
                                    ? (int)hf_generated_pick((uint32_t)value_count(catalog, i))
                                    : (int)catalog->measures[i].assume;
    }
}

static void make_asset(struct hf_profile *profile)
{
    struct hf_asset *asset = &profile->assets[profile->asset_count++];
    bool element = profile->platforms[0].element != NULL;

    asset->name = "asset";
    asset->kind = (enum hf_asset_kind)hf_generated_pick(5);
    asset->level = (int)hf_generated_pick(4);
    asset->fleet = hf_generated_pick(2) == 0;
    asset->place = HF_PLACE_MCU;
    if (asset->kind <= HF_ASSET_IDENTITY && hf_generated_pick(2) == 0) {
        asset->place = element && hf_generated_pick(4) != 0 ? HF_PLACE_SE : HF_PLACE_MCU;
    }
}

void hf_generated_profile(const struct hf_catalog *catalog, struct hf_profile *profile)
{
    static const char *const links[] = {"wifi"};

    memset(profile, 0, sizeof(*profile));
    profile->kind = "other";
    profile->product = "generated";
    profile->connectivity = (struct hf_words){links, hf_generated_pick(8) != 0 ? 1 : 0};
    profile->context = hf_generated_pick(32);
    profile->platform_count = 1;
    make_platform(catalog, &profile->platforms[0]);
    for (uint32_t count = hf_generated_pick(5); count > 0; count--) {
        make_asset(profile);
    }
    for (uint32_t count = hf_generated_pick(3); count > 0; count--) {
        profile->needs[profile->need_count++] =
            &catalog->needs.at[hf_generated_pick((uint32_t)catalog->needs.count)];
    }
    for (uint32_t count = hf_generated_pick(2); count > 0; count--) {
        profile->targets[profile->target_count++] =
            &catalog->targets.at[hf_generated_pick((uint32_t)catalog->targets.count)];
    }
}

struct hf_platform_result *hf_generated_judge(const struct hf_catalog *catalog,
                                              const struct hf_profile *profile)
{
    struct hf_platform_result *result = malloc(sizeof(*result));

    if (result == NULL) {
        abort();
    }
    hf_judge_platform(catalog, profile, 0, &profile->platforms[0], result);
    return result;
}
