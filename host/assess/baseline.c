/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "host/assess/baseline.h"
#include "host/assess/assess.h"

#include <string.h>

#define MODEL_SIZE_MAX 67108864u

struct comparison {
    json_t *changes;
    bool worse;
};

json_t *hf_baseline_load(const char *path, struct hf_trouble *trouble)
{
    struct hf_arena arena = {NULL};
    struct hf_bytes bytes;
    json_error_t error;
    json_t *model = NULL;

    if (hf_file_read(path, MODEL_SIZE_MAX, &arena, &bytes, trouble)) {
        model = json_loadb(bytes.data, bytes.size, JSON_REJECT_DUPLICATES, &error);
        if (model == NULL) {
            hf_trouble_set(trouble, "%s:%d:%d: not JSON: %s", path, error.line, error.column,
                           error.text);
        }
    }
    hf_arena_free(&arena);
    const char *schema = json_string_value(json_object_get(model, "schema"));

    if (model != NULL && (schema == NULL || strcmp(schema, "holdfast.assessment/1") != 0)) {
        json_decref(model);
        hf_trouble_set(trouble, "%s: not an assessment; give what `holdfast assess --json` printed",
                       path);
        return NULL;
    }
    return model;
}

static const char *text_of(const json_t *object, const char *key)
{
    const char *text = json_string_value(json_object_get(object, key));

    return text != NULL ? text : "-";
}

/* 0 is best. An unknown word counts as the worst. */
static int verdict_rank(const char *word)
{
    int rank = 0;

    while (rank <= HF_OTHER_ARCHITECTURE && strcmp(hf_verdict_names[rank], word) != 0) {
        rank++;
    }
    return rank;
}

/* `direction` is below 0 for worse, above 0 for better. Takes over `before` and `after`. */
static void note(struct comparison *comparison, const char *what, const char *id,
                 const char *platform, int direction, json_t *before, json_t *after)
{
    const char *change = direction < 0 ? "worse" : direction > 0 ? "better" : "other";

    json_array_append_new(comparison->changes,
                          json_pack("{s:s, s:s, s:s, s:s, s:o, s:o}", "what", what, "id", id,
                                    "platform", platform, "change", change, "before", before,
                                    "after", after));
    comparison->worse = comparison->worse || direction < 0;
}

static void compare_verdict(struct comparison *comparison, const char *what, const char *id,
                            const char *platform, const json_t *old, const json_t *now)
{
    const char *before = text_of(old, "verdict");
    const char *after = text_of(now, "verdict");

    if (strcmp(before, after) != 0) {
        note(comparison, what, id, platform, verdict_rank(before) - verdict_rank(after),
             json_string(before), json_string(after));
    }
}

static const json_t *find(const json_t *list, const char *key, const char *value)
{
    size_t index;
    json_t *item;

    json_array_foreach(list, index, item)
    {
        if (strcmp(text_of(item, key), value) == 0) {
            return item;
        }
    }
    return NULL;
}

static int integer_of(const json_t *object, const char *key, int missing)
{
    const json_t *value = json_object_get(object, key);

    return json_is_integer(value) ? (int)json_integer_value(value) : missing;
}

static void compare_level(struct comparison *comparison, const char *key, int sign,
                          const char *platform, const json_t *old, const json_t *now)
{
    int before = integer_of(old, key, HF_LEVEL_NONE);
    int after = integer_of(now, key, HF_LEVEL_NONE);

    if (before != after) {
        note(comparison, key, text_of(now, "id"), platform, sign * (after - before),
             json_string(hf_level_name(before)), json_string(hf_level_name(after)));
    }
}

/* A decision that is gone, or that another person or date now stands for. */
static void compare_residual(struct comparison *comparison, const char *platform, const json_t *old,
                             const json_t *now)
{
    static const char *const keys[] = {"decision", "owner", "expires"};
    const json_t *before = json_object_get(old, "residual");
    const json_t *after = json_object_get(now, "residual");

    for (size_t i = 0; i < 3; i++) {
        const char *was = text_of(before, keys[i]);
        const char *is = text_of(after, keys[i]);

        if (strcmp(was, is) != 0) {
            note(comparison, keys[i], text_of(now, "id"), platform,
                 i == 0 && strcmp(is, "-") == 0 ? -1 : 0, json_string(was), json_string(is));
        }
    }
}

static void compare_threats(struct comparison *comparison, const json_t *old, const json_t *now)
{
    const char *platform = text_of(now, "name");
    size_t index;
    json_t *threat;

    json_array_foreach(json_object_get(now, "threats"), index, threat)
    {
        const json_t *before = find(json_object_get(old, "threats"), "id", text_of(threat, "id"));

        if (before == NULL) {
            continue;
        }
        compare_verdict(comparison, "verdict", text_of(threat, "id"), platform, before, threat);
        compare_level(comparison, "achieved", 1, platform, before, threat);
        compare_level(comparison, "required", -1, platform, before, threat);
        compare_residual(comparison, platform, before, threat);
    }
}

static void compare_items(struct comparison *comparison, const char *list, const char *what,
                          const json_t *old, const json_t *now)
{
    size_t index;
    json_t *item;

    json_array_foreach(json_object_get(now, list), index, item)
    {
        const json_t *before = find(json_object_get(old, list), "name", text_of(item, "name"));

        if (before == NULL) {
            int direction = verdict_rank(text_of(item, "verdict")) > HF_SUFFICIENT_IF ? -1 : 0;

            note(comparison, what, text_of(item, "name"), text_of(now, "name"), direction,
                 json_string("-"), json_string(text_of(item, "verdict")));
        } else {
            compare_verdict(comparison, what, text_of(item, "name"), text_of(now, "name"), before,
                            item);
        }
    }
}

static void compare_platforms(struct comparison *comparison, const json_t *old, const json_t *now)
{
    size_t index;
    json_t *platform;

    json_array_foreach(json_object_get(now, "platforms"), index, platform)
    {
        const char *name = text_of(platform, "name");
        const json_t *before = find(json_object_get(old, "platforms"), "name", name);

        if (before == NULL) { /* another part in the same place */
            before = json_array_get(json_object_get(old, "platforms"), index);
        }
        if (before == NULL) {
            note(comparison, "platform", name, name, 0, json_string("-"),
                 json_string(text_of(platform, "verdict")));
            continue;
        }
        if (strcmp(text_of(before, "part"), text_of(platform, "part")) != 0) {
            note(comparison, "part", name, name, 0, json_string(text_of(before, "part")),
                 json_string(text_of(platform, "part")));
        }
        compare_threats(comparison, before, platform);
        compare_items(comparison, "needs", "need", before, platform);
        compare_items(comparison, "targets", "target", before, platform);
    }
}

/* Conditions and warnings come and go by what they say. */
static void compare_texts(struct comparison *comparison, const char *list, const char *what,
                          int direction, const json_t *old, const json_t *now)
{
    size_t index;
    json_t *item;

    json_array_foreach(json_object_get(now, list), index, item)
    {
        if (find(json_object_get(old, list), "text", text_of(item, "text")) == NULL) {
            note(comparison, what, text_of(item, "id"), "-", direction, json_string("-"),
                 json_string(text_of(item, "text")));
        }
    }
    json_array_foreach(json_object_get(old, list), index, item)
    {
        if (find(json_object_get(now, list), "text", text_of(item, "text")) == NULL) {
            note(comparison, what, text_of(item, "id"), "-", -direction,
                 json_string(text_of(item, "text")), json_string("-"));
        }
    }
}

json_t *hf_baseline_compare(const json_t *old, const json_t *now, bool *worse)
{
    struct comparison comparison = {json_array(), false};

    compare_verdict(&comparison, "product", text_of(json_object_get(now, "product"), "name"), "-",
                    old, now);
    compare_platforms(&comparison, old, now);
    compare_texts(&comparison, "conditions", "condition", -1, old, now);
    compare_texts(&comparison, "warnings", "warning", 0, old, now);
    *worse = comparison.worse;
    return comparison.changes;
}
