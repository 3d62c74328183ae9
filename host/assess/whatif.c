/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "host/assess/change.h"
#include "host/assess/profile_words.h"

#include <stdio.h>
#include <string.h>

/* The index of `word` in a list, or -1 with a line that names the nearest. */
static int find_word(const char *key, const char *word, const char *const *words,
                     struct hf_trouble *trouble)
{
    size_t count = 0;
    char known[240] = "";
    int used = 0;

    for (; words[count] != NULL; count++) {
        if (strcmp(words[count], word) == 0) {
            return (int)count;
        }
        if (used < (int)sizeof(known) - 40) {
            used += snprintf(known + used, sizeof(known) - (size_t)used, "%s %s",
                             count > 0 ? "," : "", words[count]);
        }
    }
    hf_trouble_set(trouble, "--what-if %s=%s: write one of:%s", hf_quote(key).text,
                   hf_quote(word).text, known);
    return -1;
}

static bool set_part(struct hf_platform *platform, const struct hf_catalog *catalog,
                     const char *value, struct hf_trouble *trouble)
{
    size_t others;
    const struct hf_part *part = hf_catalog_part(catalog, value, &others);

    if (part == NULL) {
        const char *nearest = hf_catalog_nearest_part(catalog, value);

        return hf_trouble_set(trouble, "--what-if part=%s: no such part%s%s%s",
                              hf_quote(value).text, nearest != NULL ? "; did you mean 'STM32" : "",
                              nearest != NULL ? nearest : "; `holdfast part list` shows all",
                              nearest != NULL ? "'?" : "");
    }
    platform->part = part;
    platform->name = value;
    platform->other_lines = others;
    return true;
}

static bool set_measure(struct hf_platform *platform, const char *key, const char *value,
                        struct hf_trouble *trouble)
{
    const char *name = strncmp(key, "measures.", 9) == 0 ? key + 9 : key;
    int measure = find_word("KEY", name, hf_measure_names, trouble);

    if (measure < 0) {
        return hf_trouble_set(trouble,
                              "--what-if: no key '%s'; use part, secure_element, boot_stack, "
                              "external_code, a measure, attacker:ASSET or lives_in:ASSET",
                              hf_quote(key).text);
    }
    int index = find_word(key, value, hf_measure_words[measure], trouble);

    platform->measures[measure] = index;
    return index >= 0;
}

bool hf_platform_set(struct hf_platform *platform, const struct hf_catalog *catalog,
                     const char *key, const char *value, struct hf_trouble *trouble)
{
    static const char *const flags[] = {"false", "true", NULL};
    int index;

    if (strcmp(key, "part") == 0) {
        return set_part(platform, catalog, value, trouble);
    }
    if (strcmp(key, "secure_element") == 0) {
        index = find_word(key, value, hf_element_words, trouble);
        platform->element = index > 0 ? hf_catalog_element(catalog, value) : NULL;
        return index >= 0;
    }
    if (strcmp(key, "boot_stack") == 0) {
        platform->stack = hf_catalog_stack(catalog, value);
        return find_word(key, value, hf_stack_words, trouble) >= 0;
    }
    if (strcmp(key, "external_code") == 0) {
        index = find_word(key, value, flags, trouble);
        platform->external_code = index == 1;
        return index >= 0;
    }
    return set_measure(platform, key, value, trouble);
}

static struct hf_asset *find_asset(struct hf_profile *profile, const char *name,
                                   struct hf_trouble *trouble)
{
    for (size_t i = 0; i < profile->asset_count; i++) {
        if (strcmp(profile->assets[i].name, name) == 0) {
            return &profile->assets[i];
        }
    }
    hf_trouble_set(trouble, "--what-if: no asset '%s' in the profile", hf_quote(name).text);
    return NULL;
}

static bool set_asset(struct hf_profile *profile, const char *key, const char *value,
                      struct hf_trouble *trouble)
{
    bool attacker = strncmp(key, "attacker:", 9) == 0;
    struct hf_asset *asset = find_asset(profile, key + 9, trouble);
    int index = asset != NULL
                    ? find_word(key, value, attacker ? hf_attacker_words : hf_place_words, trouble)
                    : -1;

    if (index < 0) {
        return false;
    }
    if (attacker) {
        asset->attacker = hf_attacker_words[index];
        asset->level = index > 0 ? index - 1 : 0;
        return true;
    }
    if (index != HF_PLACE_MCU && asset->kind != HF_ASSET_KEY && asset->kind != HF_ASSET_IDENTITY &&
        asset->kind != HF_ASSET_DATA) {
        return hf_trouble_set(trouble, "--what-if %s: %s lives in the mcu", hf_quote(key).text,
                              hf_asset_words[asset->kind]);
    }
    asset->place = (enum hf_place)index;
    return true;
}

/* `PART:KEY` names a platform; without it the first one is meant. */
static struct hf_platform *find_platform(struct hf_profile *profile, const char **key)
{
    const char *colon = strchr(*key, ':');

    for (size_t i = 0; colon != NULL && i < profile->platform_count; i++) {
        size_t size = (size_t)(colon - *key);

        if (strlen(profile->platforms[i].name) == size &&
            strncmp(profile->platforms[i].name, *key, size) == 0) {
            *key = colon + 1;
            return &profile->platforms[i];
        }
    }
    return &profile->platforms[0];
}

bool hf_what_if(const struct hf_catalog *catalog, struct hf_profile *profile, const char *change,
                struct hf_trouble *trouble)
{
    char key[160];
    const char *equals = strchr(change, '=');

    if (equals == NULL || equals == change || (size_t)(equals - change) >= sizeof(key)) {
        return hf_trouble_set(trouble, "--what-if %s: write KEY=VALUE, as in part=STM32H573",
                              hf_quote(change).text);
    }
    snprintf(key, sizeof(key), "%.*s", (int)(equals - change), change);
    if (strncmp(key, "attacker:", 9) == 0 || strncmp(key, "lives_in:", 9) == 0) {
        return set_asset(profile, key, equals + 1, trouble);
    }
    if (profile->platform_count == 0) {
        return hf_trouble_set(trouble, "--what-if %s: the profile names no platform; add one",
                              hf_quote(key).text);
    }
    const char *name = key;
    struct hf_platform *platform = find_platform(profile, &name);

    return hf_platform_set(platform, catalog, name, equals + 1, trouble);
}

bool hf_what_if_check(const struct hf_profile *profile, struct hf_trouble *trouble)
{
    for (size_t i = 0; i < profile->asset_count; i++) {
        const struct hf_asset *asset = &profile->assets[i];

        if (asset->place == HF_PLACE_SE && profile->platforms[asset->on].element == NULL) {
            return hf_trouble_set(trouble,
                                  "--what-if: '%s' lives in an element and its platform has none; "
                                  "add --what-if secure_element=STSAFE-A120",
                                  hf_quote(asset->name).text);
        }
    }
    return true;
}
