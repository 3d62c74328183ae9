/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "host/attest/registry.h"

#include "host/attest/policy.h"
#include "host/key/digest.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#define FILE_SIZE_MAX ((size_t)16 * 1024 * 1024)
#define SCHEMA        "holdfast.registry/1"

struct device {
    uint8_t instance_id[HF_TOKEN_UEID_SIZE];
    struct hf_attest_key *key;
    const struct hf_attest_policy *policy;
    const char *certificate; /* PEM, or NULL */
};

struct named_policy {
    const char *name;
    struct hf_attest_policy policy;
};

struct hf_attest_registry {
    struct hf_arena arena;
    struct named_policy *policies;
    size_t policy_count;
    struct device *devices;
    size_t device_count;
};

static const char *const device_fields[] = {"key", "policy", "certificate", NULL};
static const char *const file_fields[] = {"schema", "policies", "devices", NULL};

static bool read_policies(const json_t *policies, struct hf_attest_source *source,
                          struct hf_attest_registry *registry)
{
    const char *name;
    json_t *value;

    if (!json_is_object(policies)) {
        return hf_trouble_set(source->trouble, "%s: policies: must be an object", source->path);
    }
    registry->policies =
        hf_arena_take(source->arena, json_object_size(policies) * sizeof(*registry->policies));
    json_object_foreach((json_t *)(uintptr_t)policies, name, value)
    {
        struct named_policy *slot = &registry->policies[registry->policy_count];

        source->where = hf_arena_print(source->arena, "policies.%s", hf_quote(name).text);
        slot->name = hf_arena_copy(source->arena, name, strlen(name));
        if (!hf_attest_policy_read(value, source, &slot->policy)) {
            return false;
        }
        registry->policy_count++;
    }
    return true;
}

static const struct hf_attest_policy *policy_called(const struct hf_attest_registry *registry,
                                                    const char *name)
{
    for (size_t i = 0; name != NULL && i < registry->policy_count; i++) {
        if (strcmp(registry->policies[i].name, name) == 0) {
            return &registry->policies[i].policy;
        }
    }
    return NULL;
}

/* The key must be the one whose hash is the instance id, so that nobody is registered under the
 * key of another. */
static bool read_device(const char *id, const json_t *value, struct hf_attest_source *source,
                        struct hf_attest_registry *registry)
{
    struct device *device = &registry->devices[registry->device_count];
    const char *pem = json_string_value(json_object_get(value, "key"));
    const char *policy = json_string_value(json_object_get(value, "policy"));
    const char *where = hf_arena_print(source->arena, "%s: %s", source->path, source->where);

    if (!hf_unhex(id, device->instance_id, HF_TOKEN_UEID_SIZE) || device->instance_id[0] != 0x01) {
        return hf_trouble_set(source->trouble, "%s: an instance id is 66 hex digits, 01 first",
                              where);
    }
    if (!hf_attest_fields_known(value, device_fields, source)) {
        return false;
    }
    device->policy = policy_called(registry, policy);
    if (device->policy == NULL) {
        return hf_trouble_set(source->trouble, "%s: policy: must name one of the policies", where);
    }
    const json_t *certificate = json_object_get(value, "certificate");

    if (certificate != NULL && !json_is_string(certificate)) {
        return hf_trouble_set(source->trouble, "%s: certificate: must be PEM", where);
    }
    if (certificate != NULL) {
        const char *text = json_string_value(certificate);

        device->certificate = hf_arena_copy(source->arena, text, strlen(text));
    }
    if (pem == NULL) {
        return hf_trouble_set(source->trouble, "%s: key: must be a public key in PEM", where);
    }
    if (!hf_attest_key_read(where, (struct hf_bytes){pem, strlen(pem)}, &device->key,
                            source->trouble)) {
        return false;
    }
    registry->device_count++;
    if (memcmp(device->instance_id, hf_attest_key_instance_id(device->key), HF_TOKEN_UEID_SIZE) !=
        0) {
        char hex[2 * HF_TOKEN_UEID_SIZE + 1];

        hf_hex(hf_attest_key_instance_id(device->key), HF_TOKEN_UEID_SIZE, hex);
        return hf_trouble_set(source->trouble, "%s: the key's instance id is %s", where, hex);
    }
    return true;
}

static int by_instance_id(const void *a, const void *b)
{
    return memcmp(((const struct device *)a)->instance_id, ((const struct device *)b)->instance_id,
                  HF_TOKEN_UEID_SIZE);
}

/* JSON takes upper-case digits for another name, so a device may still stand there twice. */
static bool sort_devices(struct hf_attest_registry *registry, const struct hf_attest_source *source)
{
    qsort(registry->devices, registry->device_count, sizeof(*registry->devices), by_instance_id);
    for (size_t i = 1; i < registry->device_count; i++) {
        if (by_instance_id(&registry->devices[i - 1u], &registry->devices[i]) == 0) {
            char hex[2 * HF_TOKEN_UEID_SIZE + 1];

            hf_hex(registry->devices[i].instance_id, HF_TOKEN_UEID_SIZE, hex);
            return hf_trouble_set(source->trouble, "%s: device %s stands there twice", source->path,
                                  hex);
        }
    }
    return true;
}

static bool read_devices(const json_t *devices, struct hf_attest_source *source,
                         struct hf_attest_registry *registry)
{
    const char *id;
    json_t *value;

    if (!json_is_object(devices)) {
        return hf_trouble_set(source->trouble, "%s: devices: must be an object", source->path);
    }
    registry->devices =
        hf_arena_take(source->arena, json_object_size(devices) * sizeof(*registry->devices));
    json_object_foreach((json_t *)(uintptr_t)devices, id, value)
    {
        source->where = hf_arena_print(source->arena, "devices.%s", hf_quote(id).text);
        if (!read_device(id, value, source, registry)) {
            return false;
        }
    }
    return sort_devices(registry, source);
}

static bool read_registry(const json_t *root, struct hf_attest_source *source,
                          struct hf_attest_registry *registry)
{
    const char *schema = json_string_value(json_object_get(root, "schema"));

    source->where = "the file";
    if (!hf_attest_fields_known(root, file_fields, source)) {
        return false;
    }
    if (schema == NULL || strcmp(schema, SCHEMA) != 0) {
        return hf_trouble_set(source->trouble, "%s: schema: must be \"" SCHEMA "\"", source->path);
    }
    return read_policies(json_object_get(root, "policies"), source, registry) &&
           read_devices(json_object_get(root, "devices"), source, registry);
}

static json_t *parse(const char *path, struct hf_arena *arena, struct hf_trouble *trouble)
{
    struct hf_bytes text;
    json_error_t error;

    if (!hf_file_read(path, FILE_SIZE_MAX, arena, &text, trouble)) {
        return NULL;
    }
    json_t *root = json_loadb(text.data, text.size, JSON_REJECT_DUPLICATES, &error);

    if (root == NULL) {
        hf_trouble_set(trouble, "%s:%d:%d: %s", path, error.line, error.column, error.text);
    }
    return root;
}

bool hf_attest_registry_load(const char *path, struct hf_attest_registry **registry,
                             struct hf_trouble *trouble)
{
    struct hf_attest_registry *made = calloc(1, sizeof(*made));

    if (made == NULL) {
        return hf_trouble_set(trouble, "out of memory");
    }
    struct hf_attest_source source = {path, "", &made->arena, trouble};
    json_t *root = parse(path, &made->arena, trouble);
    bool done = root != NULL && read_registry(root, &source, made);

    json_decref(root);
    if (!done) {
        hf_attest_registry_free(made);
        return false;
    }
    *registry = made;
    return true;
}

void hf_attest_registry_free(struct hf_attest_registry *registry)
{
    if (registry != NULL) {
        for (size_t i = 0; i < registry->device_count; i++) {
            hf_attest_key_free(registry->devices[i].key);
        }
        hf_arena_free(&registry->arena);
        free(registry);
    }
}

static const struct device *find_device(const struct hf_attest_registry *registry,
                                        const uint8_t *instance_id)
{
    struct device wanted;

    memcpy(wanted.instance_id, instance_id, HF_TOKEN_UEID_SIZE);
    return registry->device_count == 0 ? NULL
                                       : bsearch(&wanted, registry->devices, registry->device_count,
                                                 sizeof(wanted), by_instance_id);
}

const char *hf_attest_registry_certificate(const struct hf_attest_registry *registry,
                                           const uint8_t *instance_id)
{
    const struct device *device = find_device(registry, instance_id);

    return device != NULL ? device->certificate : NULL;
}

static bool find(void *context, const uint8_t *instance_id, struct hf_attest_key **key,
                 const struct hf_attest_policy **policy)
{
    const struct device *device = find_device(context, instance_id);

    if (device == NULL) {
        return false;
    }
    *key = device->key;
    *policy = device->policy;
    return true;
}

struct hf_attest_lookup hf_attest_registry_lookup(struct hf_attest_registry *registry)
{
    return (struct hf_attest_lookup){find, registry, NULL};
}
