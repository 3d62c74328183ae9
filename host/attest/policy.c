/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "host/attest/policy.h"

#include "host/key/digest.h"

#include <string.h>

static const char *const policy_fields[] = {"implementation_ids", "components",     "client_ids",
                                            "lifecycles",         "unknown_claims", NULL};
static const char *const component_fields[] = {"type", "signers", "measurements", "min_version",
                                               NULL};

static bool wrong(const struct hf_attest_source *source, const char *field, const char *what)
{
    return hf_trouble_set(source->trouble, "%s: %s: %s: %s", source->path, source->where, field,
                          what);
}

static size_t count_of(const char *const *fields)
{
    size_t count = 0;

    while (fields[count] != NULL) {
        count++;
    }
    return count;
}

bool hf_attest_fields_known(const json_t *value, const char *const *fields,
                            const struct hf_attest_source *source)
{
    const char *name;
    json_t *field;

    if (!json_is_object(value)) {
        return hf_trouble_set(source->trouble, "%s: %s: must be an object", source->path,
                              source->where);
    }
    json_object_foreach((json_t *)(uintptr_t)value, name, field)
    {
        size_t i = 0;

        while (fields[i] != NULL && strcmp(fields[i], name) != 0) {
            i++;
        }
        if (fields[i] == NULL) {
            const char *near = hf_nearest(name, fields, count_of(fields));

            return hf_trouble_set(source->trouble, "%s: %s: no field '%s'%s%s%s", source->path,
                                  source->where, hf_quote(name).text,
                                  near != NULL ? "; did you mean '" : "", near != NULL ? near : "",
                                  near != NULL ? "'?" : "");
        }
    }
    return true;
}

static bool is_hash_size(size_t size, bool sha256_only)
{
    return size == 32 || (!sha256_only && (size == 48 || size == 64));
}

/* A list of hex strings of 32 bytes, or of 32, 48 or 64. An absent list is an empty one; an empty
 * list in the file would allow everything without saying so, and is refused. */
static bool read_hashes(const json_t *list, const char *field,
                        const struct hf_attest_source *source, bool sha256_only,
                        struct hf_attest_hashes *hashes)
{
    size_t count = json_array_size(list);

    if (list == NULL) {
        return true;
    }
    if (!json_is_array(list) || count == 0) {
        return wrong(source, field, "must be a list with at least one entry");
    }
    hf_span_t *spans = hf_arena_take(source->arena, count * sizeof(*spans));

    for (size_t i = 0; i < count; i++) {
        const char *text = json_string_value(json_array_get(list, i));
        size_t size = text != NULL ? strlen(text) / 2u : 0;
        uint8_t *bytes = hf_arena_take(source->arena, size);

        if (!is_hash_size(size, sha256_only) || !hf_unhex(text, bytes, size)) {
            return wrong(source, field,
                         sha256_only ? "each must be 64 hex digits"
                                     : "each must be 64, 96 or 128 hex digits");
        }
        spans[i] = (hf_span_t){bytes, size};
    }
    hashes->list = spans;
    hashes->count = count;
    return true;
}

static bool read_min_version(const json_t *value, const struct hf_attest_source *source,
                             struct hf_attest_component *component)
{
    const char *text = json_string_value(value);
    uint32_t version[4];

    if (value == NULL) {
        return true;
    }
    if (text == NULL || !hf_attest_version_read(text, strlen(text), version)) {
        return wrong(source, "min_version", "must be \"major.minor.revision\" or \"...+build\"");
    }
    component->min_version = hf_arena_copy(source->arena, text, strlen(text));
    return true;
}

static bool read_component(const json_t *value, const struct hf_attest_source *source,
                           struct hf_attest_component *component)
{
    const char *type = json_string_value(json_object_get(value, "type"));

    if (!hf_attest_fields_known(value, component_fields, source)) {
        return false;
    }
    if (type == NULL || type[0] == '\0') {
        return wrong(source, "type", "must be a measurement type such as \"BL\"");
    }
    component->type = hf_arena_copy(source->arena, type, strlen(type));
    if (!read_hashes(json_object_get(value, "signers"), "signers", source, false,
                     &component->signers) ||
        !read_hashes(json_object_get(value, "measurements"), "measurements", source, false,
                     &component->measurements) ||
        !read_min_version(json_object_get(value, "min_version"), source, component)) {
        return false;
    }
    if (component->signers.count == 0 && component->measurements.count == 0) {
        return wrong(source, "signers", "say who must have signed it, or what it must measure");
    }
    return true;
}

static bool read_components(const json_t *list, const struct hf_attest_source *source,
                            struct hf_attest_policy *policy)
{
    size_t count = json_array_size(list);
    struct hf_attest_source inner = *source;

    if (!json_is_array(list) || count == 0 || count > HF_TOKEN_COMPONENTS_MAX) {
        return wrong(source, "components", "must be a list of 1 to 16 software components");
    }
    struct hf_attest_component *components =
        hf_arena_take(source->arena, count * sizeof(*components));

    for (size_t i = 0; i < count; i++) {
        inner.where = hf_arena_print(source->arena, "%s.components[%zu]", source->where, i);
        if (!read_component(json_array_get(list, i), &inner, &components[i])) {
            return false;
        }
        for (size_t j = 0; j < i; j++) {
            if (strcmp(components[j].type, components[i].type) == 0) {
                return wrong(&inner, "type", "stands there twice");
            }
        }
    }
    policy->components = components;
    policy->component_count = count;
    return true;
}

static bool read_client_ids(const json_t *list, const struct hf_attest_source *source,
                            struct hf_attest_policy *policy)
{
    size_t count = json_array_size(list);

    if (list == NULL) {
        return true;
    }
    int32_t *ids = hf_arena_take(source->arena, count * sizeof(*ids));

    for (size_t i = 0; i < count; i++) {
        const json_t *value = json_array_get(list, i);
        json_int_t id = json_integer_value(value);

        if (!json_is_integer(value) || id == 0 || id < INT32_MIN || id > INT32_MAX) {
            return wrong(source, "client_ids", "each must be a 32-bit number, not 0");
        }
        ids[i] = (int32_t)id;
    }
    policy->client_ids = ids;
    policy->client_id_count = count;
    return count > 0 ||
           wrong(source, "client_ids", "must be a list with at least one number, or be left out");
}

static bool read_lifecycles(const json_t *list, const struct hf_attest_source *source,
                            struct hf_attest_policy *policy)
{
    size_t count = json_array_size(list);

    policy->lifecycles = list == NULL ? HF_ATTEST_SECURED : 0;
    for (size_t i = 0; i < count; i++) {
        const char *name = json_string_value(json_array_get(list, i));

        if (name != NULL && strcmp(name, "secured") == 0) {
            policy->lifecycles |= HF_ATTEST_SECURED;
        } else if (name != NULL && strcmp(name, "debug") == 0) {
            policy->lifecycles |= HF_ATTEST_DEBUG;
        } else {
            return wrong(source, "lifecycles",
                         "each must be \"secured\" or \"debug\": in no other state can the root "
                         "of trust be believed");
        }
    }
    return policy->lifecycles != 0 ||
           wrong(source, "lifecycles", "must be a list with at least one state, or be left out");
}

static bool read_unknown_claims(const json_t *value, const struct hf_attest_source *source,
                                struct hf_attest_policy *policy)
{
    const char *text = json_string_value(value);

    if (value == NULL || (text != NULL && strcmp(text, "accept") == 0)) {
        return true;
    }
    policy->refuse_unknown_claims = text != NULL && strcmp(text, "refuse") == 0;
    return policy->refuse_unknown_claims ||
           wrong(source, "unknown_claims", "must be \"accept\" or \"refuse\"");
}

bool hf_attest_policy_read(const json_t *value, const struct hf_attest_source *source,
                           struct hf_attest_policy *policy)
{
    *policy = (struct hf_attest_policy){.lifecycles = 0};
    if (!hf_attest_fields_known(value, policy_fields, source)) {
        return false;
    }
    if (json_object_get(value, "implementation_ids") == NULL) {
        return wrong(source, "implementation_ids", "say which hardware is allowed");
    }
    return read_hashes(json_object_get(value, "implementation_ids"), "implementation_ids", source,
                       true, &policy->implementation_ids) &&
           read_components(json_object_get(value, "components"), source, policy) &&
           read_client_ids(json_object_get(value, "client_ids"), source, policy) &&
           read_lifecycles(json_object_get(value, "lifecycles"), source, policy) &&
           read_unknown_claims(json_object_get(value, "unknown_claims"), source, policy);
}
