/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "host/assess/demands.h"

/* t4 to t8: what an assurance target asks of the platform, and what hands on a device reach. */
#define FIRST_PLATFORM_THREAT 3u
#define LAST_PLATFORM_THREAT  7u
#define THREAT_SPOOFING       2u
#define THREAT_FIRMWARE       3u
#define THREAT_DEBUG          7u

struct maker {
    const struct hf_catalog *catalog;
    const struct hf_profile *profile;
    size_t platform;
    bool moved;
    struct hf_demands *demands;
};

static void demand(struct maker *maker, size_t threat, int level, enum hf_place place,
                   enum hf_origin origin, size_t index)
{
    const struct hf_threat *info = &maker->catalog->threats[threat];
    struct hf_demands *demands = maker->demands;

    if (demands->count == HF_DEMANDS_MAX) {
        return; /* 64 assets and 16 targets cannot reach it */
    }
    demands->at[demands->count++] = (struct hf_demand){
        .threat = threat,
        .level = level < info->cap ? level : info->cap,
        .place = place == HF_PLACE_SE && info->chains[HF_PLACE_SE].count > 0 ? HF_PLACE_SE
                                                                             : HF_PLACE_MCU,
        .origin = origin,
        .index = index,
    };
}

static enum hf_place place_of(const struct maker *maker, const struct hf_asset *asset)
{
    bool key = asset->kind == HF_ASSET_KEY || asset->kind == HF_ASSET_IDENTITY;

    return maker->moved && key && asset->place == HF_PLACE_MCU ? HF_PLACE_SE : asset->place;
}

static void demand_for_asset(struct maker *maker, size_t index)
{
    const struct hf_asset *asset = &maker->profile->assets[index];
    enum hf_place place = place_of(maker, asset);

    for (size_t threat = 0; threat < HF_THREATS; threat++) {
        if (maker->catalog->threats[threat].touched[asset->kind][place]) {
            demand(maker, threat, asset->level, place, HF_ORIGIN_ASSET, index);
        }
    }
}

/* The key with which a connected product proves who it is stands in the element when one is there
 * and the host keeps none. */
static enum hf_place baseline_place(const struct maker *maker)
{
    bool in_element = false;

    for (size_t i = 0; i < maker->profile->asset_count; i++) {
        const struct hf_asset *asset = &maker->profile->assets[i];

        if (asset->on != maker->platform ||
            (asset->kind != HF_ASSET_KEY && asset->kind != HF_ASSET_IDENTITY)) {
            continue;
        }
        if (place_of(maker, asset) == HF_PLACE_MCU) {
            return HF_PLACE_MCU;
        }
        in_element = in_element || place_of(maker, asset) == HF_PLACE_SE;
    }
    return in_element || maker->moved ? HF_PLACE_SE : HF_PLACE_MCU;
}

void hf_demands_make(const struct hf_catalog *catalog, const struct hf_profile *profile,
                     size_t index, bool moved, struct hf_demands *demands)
{
    struct maker maker = {catalog, profile, index, moved, demands};

    demands->count = 0;
    for (size_t threat = 0; threat < HF_THREATS && profile->connectivity.count > 0; threat++) {
        if (catalog->threats[threat].baseline) {
            demand(&maker, threat, HF_LEVEL_REMOTE,
                   threat == THREAT_SPOOFING ? baseline_place(&maker) : HF_PLACE_MCU,
                   HF_ORIGIN_BASELINE, 0);
        }
    }
    if ((profile->context & HF_CONTEXT_UNATTENDED) != 0) {
        demand(&maker, THREAT_FIRMWARE, HF_LEVEL_PROBE, HF_PLACE_MCU, HF_ORIGIN_UNATTENDED, 0);
        demand(&maker, THREAT_DEBUG, HF_LEVEL_PROBE, HF_PLACE_MCU, HF_ORIGIN_UNATTENDED, 0);
    }
    for (size_t i = 0; i < profile->asset_count; i++) {
        if (profile->assets[i].on == index) {
            demand_for_asset(&maker, i);
        }
    }
    for (size_t i = 0; i < profile->target_count; i++) {
        for (size_t threat = FIRST_PLATFORM_THREAT;
             threat <= LAST_PLATFORM_THREAT && profile->targets[i]->floor != HF_LEVEL_NONE;
             threat++) {
            demand(&maker, threat, profile->targets[i]->floor, HF_PLACE_MCU, HF_ORIGIN_TARGET, i);
        }
    }
}
