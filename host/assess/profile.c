/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "host/assess/profile.h"
#include "host/assess/profile_words.h"

#include <string.h>

struct profile_reader {
    struct hf_profile *profile;
    const struct hf_catalog *catalog;
    struct hf_trouble *trouble;
    long today;
};

static struct hf_spot spot_of(const struct hf_yaml_node *node)
{
    return node != NULL ? (struct hf_spot){node->line, node->column} : (struct hf_spot){0, 0};
}

static struct hf_words words_of(struct hf_profile *profile, const struct hf_yaml_node *list)
{
    size_t count = list != NULL ? list->size : 0;
    const char **words = hf_arena_take(&profile->document.arena, (count + 1u) * sizeof(*words));
    size_t index = 0;

    for (const struct hf_yaml_node *item = count > 0 ? list->first : NULL; item != NULL;
         item = item->next) {
        words[index++] = item->text;
    }
    return (struct hf_words){words, count};
}

#define REFUSE(reader, node, ...)                                                                  \
    hf_yaml_refuse(&(reader)->profile->document, node, (reader)->trouble, __VA_ARGS__)

/* ---- product and context ---- */

static bool read_product(struct profile_reader *reader)
{
    struct hf_profile *profile = reader->profile;
    const struct hf_yaml_node *product = hf_yaml_get(profile->document.root, "product");
    const struct hf_yaml_node *context = hf_yaml_get(profile->document.root, "context");

    profile->product = hf_yaml_text(product, "name", "");
    profile->kind = hf_yaml_text(product, "kind", "");
    profile->first_sale = hf_yaml_text(product, "first_sale", NULL);
    profile->last_sale = hf_yaml_text(product, "last_sale", NULL);
    profile->first_sale_number = hf_yaml_number(product, "first_sale", 0);
    profile->last_sale_number = hf_yaml_number(product, "last_sale", 0);
    profile->support_years = hf_yaml_number(product, "support_years", 0);
    profile->connectivity = words_of(profile, hf_yaml_get(product, "connectivity"));
    profile->regulated_by = words_of(profile, hf_yaml_get(product, "regulated_by"));
    profile->product_spot = spot_of(product);
    profile->context_spot = spot_of(context);
    for (const struct hf_yaml_node *item = context != NULL ? context->first : NULL; item != NULL;
         item = item->next) {
        profile->context |= 1u << (unsigned)item->number;
    }
    if (profile->first_sale != NULL && profile->last_sale != NULL &&
        profile->last_sale_number < profile->first_sale_number) {
        return REFUSE(reader, hf_yaml_get(product, "last_sale"),
                      "last_sale %s is before first_sale %s; correct one of them",
                      profile->last_sale, profile->first_sale);
    }
    return true;
}

/* ---- platforms ---- */

struct hf_platform hf_platform_blank(const struct hf_part *part)
{
    struct hf_platform platform = {.name = part->line, .part = part};

    for (size_t i = 0; i < HF_MEASURES; i++) {
        platform.measures[i] = HF_MEASURE_LEFT_OUT;
    }
    return platform;
}

static bool read_part(struct profile_reader *reader, const struct hf_yaml_node *node,
                      struct hf_platform *platform)
{
    platform->part = hf_catalog_part(reader->catalog, node->text, &platform->other_lines);
    if (platform->part != NULL) {
        return true;
    }
    const char *nearest = hf_catalog_nearest_part(reader->catalog, node->text);

    if (nearest != NULL) {
        return REFUSE(reader, node, "no part '%s' is known; did you mean 'STM32%s'?",
                      hf_quote(node->text).text, nearest);
    }
    return REFUSE(reader, node, "no part '%s' is known; `holdfast part list` shows all lines",
                  hf_quote(node->text).text);
}

static void read_measures(const struct hf_yaml_node *measures, struct hf_platform *platform)
{
    for (size_t i = 0; i < HF_MEASURES; i++) {
        const struct hf_yaml_node *node = hf_yaml_get(measures, hf_measure_names[i]);

        platform->measures[i] = node != NULL ? (int)node->number : HF_MEASURE_LEFT_OUT;
        platform->measure_spots[i] = spot_of(node);
    }
}

static bool read_platform(struct profile_reader *reader, const struct hf_yaml_node *node,
                          struct hf_platform *platform)
{
    const struct hf_yaml_node *part = hf_yaml_get(node, "part");

    platform->name = part->text;
    platform->spot = spot_of(node);
    platform->part_spot = spot_of(part);
    platform->element_spot = spot_of(hf_yaml_get(node, "secure_element"));
    platform->stack_spot = spot_of(hf_yaml_get(node, "boot_stack"));
    platform->external_spot = spot_of(hf_yaml_get(node, "external_code"));
    platform->element =
        hf_catalog_element(reader->catalog, hf_yaml_text(node, "secure_element", "none"));
    platform->stack = hf_catalog_stack(reader->catalog, hf_yaml_text(node, "boot_stack", ""));
    platform->external_code = hf_yaml_number(node, "external_code", 0) != 0;
    read_measures(hf_yaml_get(node, "measures"), platform);
    return read_part(reader, part, platform);
}

static bool read_platforms(struct profile_reader *reader)
{
    struct hf_profile *profile = reader->profile;
    const struct hf_yaml_node *list = hf_yaml_get(profile->document.root, "platforms");

    for (const struct hf_yaml_node *node = list != NULL ? list->first : NULL; node != NULL;
         node = node->next) {
        struct hf_platform *platform = &profile->platforms[profile->platform_count];

        if (!read_platform(reader, node, platform)) {
            return false;
        }
        for (size_t i = 0; i < profile->platform_count; i++) {
            if (strcmp(profile->platforms[i].name, platform->name) == 0) {
                return REFUSE(reader, hf_yaml_get(node, "part"),
                              "part '%s' appears twice; keep one platform of it",
                              hf_quote(platform->name).text);
            }
        }
        profile->platform_count++;
    }
    return true;
}

/* ---- assets ---- */

static bool read_asset_platform(struct profile_reader *reader, const struct hf_yaml_node *node,
                                struct hf_asset *asset)
{
    const struct hf_profile *profile = reader->profile;
    const struct hf_yaml_node *on = hf_yaml_get(node, "on");

    if (on == NULL && profile->platform_count > 1) {
        return REFUSE(reader, node, "asset '%s' must say on which platform it is; add `on: %s`",
                      hf_quote(asset->name).text, profile->platforms[0].name);
    }
    if (on == NULL) {
        return true;
    }
    for (size_t i = 0; i < profile->platform_count; i++) {
        if (strcmp(profile->platforms[i].name, on->text) == 0) {
            asset->on = i;
            return true;
        }
    }
    return REFUSE(reader, on,
                  "no platform '%s' in this profile; write its part as the platform does",
                  hf_quote(on->text).text);
}

static bool check_asset_place(struct profile_reader *reader, const struct hf_yaml_node *node,
                              const struct hf_asset *asset)
{
    const struct hf_profile *profile = reader->profile;
    const struct hf_yaml_node *place = hf_yaml_get(node, "lives_in");
    bool element = profile->platform_count > 0 && profile->platforms[asset->on].element != NULL;

    if (asset->place != HF_PLACE_MCU &&
        (asset->kind == HF_ASSET_FIRMWARE || asset->kind == HF_ASSET_AVAILABILITY)) {
        return REFUSE(reader, place, "%s lives in the mcu; remove lives_in",
                      hf_asset_words[asset->kind]);
    }
    if (asset->place == HF_PLACE_SE && !element) {
        return REFUSE(reader, place,
                      "'%s' lives in an element, but its platform has none; add secure_element or "
                      "write lives_in: mcu",
                      hf_quote(asset->name).text);
    }
    return true;
}

static bool read_asset(struct profile_reader *reader, const struct hf_yaml_node *node,
                       struct hf_asset *asset)
{
    long attacker = hf_yaml_number(node, "attacker", 0);

    asset->name = hf_yaml_text(node, "name", "");
    asset->kind = (enum hf_asset_kind)hf_yaml_number(node, "kind", 0);
    asset->fleet = hf_yaml_number(node, "scope", 0) == 1;
    asset->place = (enum hf_place)hf_yaml_number(node, "lives_in", HF_PLACE_MCU);
    asset->attacker = hf_attacker_words[attacker];
    asset->level = attacker > 0 ? (int)attacker - 1 : 0; /* remote and adjacent are both level 0 */
    asset->spot = spot_of(node);
    asset->attacker_spot = spot_of(hf_yaml_get(node, "attacker"));
    return read_asset_platform(reader, node, asset) && check_asset_place(reader, node, asset);
}

static bool read_assets(struct profile_reader *reader)
{
    struct hf_profile *profile = reader->profile;
    const struct hf_yaml_node *list = hf_yaml_get(profile->document.root, "assets");

    for (const struct hf_yaml_node *node = list->first; node != NULL; node = node->next) {
        struct hf_asset *asset = &profile->assets[profile->asset_count];

        if (!read_asset(reader, node, asset)) {
            return false;
        }
        for (size_t i = 0; i < profile->asset_count; i++) {
            if (strcmp(profile->assets[i].name, asset->name) == 0) {
                return REFUSE(reader, hf_yaml_get(node, "name"),
                              "asset '%s' appears twice; rename one", hf_quote(asset->name).text);
            }
        }
        profile->asset_count++;
    }
    return true;
}

/* ---- needs, targets, residuals ---- */

static bool read_needs(struct profile_reader *reader)
{
    struct hf_profile *profile = reader->profile;
    const struct hf_yaml_node *needs = hf_yaml_get(profile->document.root, "needs");
    const struct hf_yaml_node *targets = hf_yaml_get(profile->document.root, "targets");

    for (const struct hf_yaml_node *node = needs != NULL ? needs->first : NULL; node != NULL;
         node = node->next) {
        profile->need_spots[profile->need_count] = spot_of(node);
        profile->needs[profile->need_count++] = hf_catalog_need(reader->catalog, node->text);
        if (profile->needs[profile->need_count - 1u] == NULL) {
            return REFUSE(reader, node, "the catalogue in use has no need '%s'", node->text);
        }
    }
    for (const struct hf_yaml_node *node = targets != NULL ? targets->first : NULL; node != NULL;
         node = node->next) {
        profile->target_spots[profile->target_count] = spot_of(node);
        profile->targets[profile->target_count++] = hf_catalog_target(reader->catalog, node->text);
        if (profile->targets[profile->target_count - 1u] == NULL) {
            return REFUSE(reader, node, "the catalogue in use has no target '%s'", node->text);
        }
    }
    return true;
}

static bool read_residuals(struct profile_reader *reader)
{
    struct hf_profile *profile = reader->profile;
    const struct hf_yaml_node *list = hf_yaml_get(profile->document.root, "residuals");

    for (const struct hf_yaml_node *node = list != NULL ? list->first : NULL; node != NULL;
         node = node->next) {
        struct hf_residual *residual = &profile->residuals[profile->residual_count];

        residual->threat = (size_t)hf_yaml_number(node, "threat", 0);
        residual->decision = (size_t)hf_yaml_number(node, "decision", 0);
        residual->owner = hf_yaml_text(node, "owner", "");
        residual->expires = hf_yaml_text(node, "expires", NULL);
        residual->expires_number = hf_yaml_number(node, "expires", 0);
        residual->why = hf_yaml_text(node, "why", "");
        residual->spot = spot_of(node);
        if (residual->expires != NULL && residual->expires_number < reader->today) {
            return REFUSE(reader, hf_yaml_get(node, "expires"),
                          "the decision on %s expired on %s; decide again and set a new date",
                          hf_threat_words[residual->threat], residual->expires);
        }
        for (size_t i = 0; i < profile->residual_count; i++) {
            if (profile->residuals[i].threat == residual->threat) {
                return REFUSE(reader, node, "a second decision on %s; keep one",
                              hf_threat_words[residual->threat]);
            }
        }
        profile->residual_count++;
    }
    return true;
}

/* ---- the whole ---- */

static bool read_profile(struct profile_reader *reader)
{
    return read_product(reader) && read_platforms(reader) && read_assets(reader) &&
           read_needs(reader) && read_residuals(reader);
}

bool hf_profile_read(const char *name, struct hf_bytes bytes, const struct hf_catalog *catalog,
                     long today, struct hf_profile *profile, struct hf_trouble *trouble)
{
    struct profile_reader reader = {profile, catalog, trouble, today};

    *profile = (struct hf_profile){.path = name};
    if (!hf_yaml_read(name, bytes, &hf_schema_profile, &profile->document, trouble)) {
        return false;
    }
    if (read_profile(&reader)) {
        return true;
    }
    hf_profile_free(profile);
    return false;
}

bool hf_profile_load(const char *path, const struct hf_catalog *catalog, long today,
                     struct hf_profile *profile, struct hf_trouble *trouble)
{
    struct hf_arena arena = {NULL};
    struct hf_bytes bytes;
    bool done = hf_file_read(path, HF_YAML_SIZE_MAX, &arena, &bytes, trouble) &&
                hf_profile_read(path, bytes, catalog, today, profile, trouble);

    hf_arena_free(&arena);
    return done;
}

void hf_profile_free(struct hf_profile *profile)
{
    hf_yaml_free(&profile->document);
}

void hf_profile_use_evidence(struct hf_profile *profile, const struct hf_evidence *evidence)
{
    profile->evidence = evidence;
    for (size_t i = 0; i < profile->platform_count; i++) {
        profile->platforms[i].evidence = evidence;
    }
}
