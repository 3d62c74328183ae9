/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "host/device/show.h"

#include "host/cli/number.h"
#include "host/image/draft.h"
#include "host/image/image.h"
#include "host/key/digest.h"

#include <jansson.h>
#include <string.h>

static const char *lifecycle_name(const struct hf_die_page *page)
{
    switch (
        hf_lifecycle_from_steps(hf_thermometer_read(page->lifecycle, sizeof(page->lifecycle)))) {
    case HF_LIFECYCLE_ASSEMBLY:
        return "assembly";
    case HF_LIFECYCLE_PROVISIONING:
        return "provisioning";
    case HF_LIFECYCLE_SECURED:
        return "secured";
    case HF_LIFECYCLE_RECOVERABLE:
        return "recoverable";
    default:
        return "decommissioned";
    }
}

static json_t *describe_roots(const struct hf_die *die, const struct hf_die_page *page)
{
    static const uint8_t unused[32];
    json_t *list = json_array();
    char hex[65];

    for (size_t i = 0; i < HF_DIE_ROOTS; i++) {
        if (memcmp(die->root_hash[i], unused, sizeof(unused)) != 0) {
            hf_hex(die->root_hash[i], 32, hex);
            json_array_append_new(list, json_pack("{s:s,s:b,s:b}", "hash", hex, "revoked",
                                                  (page->revoked[0] & (1u << i)) == 0, "test_key",
                                                  hf_key_test_name(die->root_hash[i]) != NULL));
        }
    }
    return list;
}

static json_t *describe_slot(const char *role, size_t slot, hf_span_t bytes)
{
    char name[2] = {(char)('A' + (int)slot), '\0'};
    struct hf_image_view view;
    char version[32];
    char hex[65];

    if (hf_image_open(bytes, (uint32_t)bytes.size, &view) != HF_OK) {
        return json_pack("{s:s,s:s,s:b}", "role", role, "slot", name, "image", 0);
    }
    struct hf_version parts = hf_version_read(view.header.version);

    snprintf(version, sizeof(version), "%u.%u.%u+%u", parts.major, parts.minor, parts.revision,
             parts.build);
    hf_hex(view.digest, 32, hex);
    return json_pack("{s:s,s:s,s:b,s:s,s:I,s:s}", "role", role, "slot", name, "image", 1, "version",
                     version, "size", (json_int_t)view.size, "sha256", hex);
}

static json_t *describe(struct hf_device *device, struct hf_trouble *trouble)
{
    struct hf_die die;
    struct hf_die_page page;
    json_t *floors = json_object();
    json_t *slots = json_array();
    char uid[33];

    if (!hf_device_read_die(device, &die, trouble) ||
        !hf_device_read_page(device, &page, trouble)) {
        json_decref(floors);
        json_decref(slots);
        return NULL;
    }
    hf_hex(die.uid, sizeof(die.uid), uid);
    for (int role = 0; role < HF_ROLE_COUNT; role++) {
        uint32_t floor = hf_thermometer_read(page.floors[role], HF_DIE_COUNTER_BYTES);

        json_object_set_new(floors, hf_role_names[role], json_integer(floor));
        for (size_t slot = 0; slot < device->layout.roles[role].slot_count; slot++) {
            hf_span_t bytes;

            if (hf_device_read_slot(device, (enum hf_role)role, slot, &bytes, trouble)) {
                json_array_append_new(slots, describe_slot(hf_role_names[role], slot, bytes));
            }
        }
    }
    json_t *root =
        json_pack("{s:s,s:s,s:s,s:s,s:b,s:b,s:o,s:o,s:o}", "schema", "holdfast.device-show/1",
                  "board", device->layout.board, "uid", uid, "lifecycle", lifecycle_name(&page),
                  "persistent", device->layout.nvm_backed, "tampered",
                  memcmp(page.tamper_fired, page.tamper_cleared, sizeof(page.tamper_fired)) != 0,
                  "roots", describe_roots(&die, &page), "floors", floors, "slots", slots);

    hf_wipe(&die, sizeof(die));
    return root;
}

static const char *text_of(const json_t *object, const char *key)
{
    return json_string_value(json_object_get(object, key));
}

static void print_text(FILE *out, const json_t *root)
{
    const json_t *item;
    size_t i;

    fprintf(out, "board      %s%s\nuid        %s\nlife cycle %s%s\n", text_of(root, "board"),
            json_is_true(json_object_get(root, "persistent"))
                ? ""
                : " (volatile: flash and fuses are reloaded at every reset)",
            text_of(root, "uid"), text_of(root, "lifecycle"),
            json_is_true(json_object_get(root, "tampered")) ? ", a tamper event stands" : "");
    json_array_foreach(json_object_get(root, "roots"), i, item)
    {
        fprintf(out, "root %zu     %s%s%s\n", i, text_of(item, "hash"),
                json_is_true(json_object_get(item, "revoked")) ? " revoked" : "",
                json_is_true(json_object_get(item, "test_key")) ? " (public test key)" : "");
    }
    json_array_foreach(json_object_get(root, "slots"), i, item)
    {
        const char *role = text_of(item, "role");
        json_int_t floor =
            json_integer_value(json_object_get(json_object_get(root, "floors"), role));

        if (json_is_true(json_object_get(item, "image"))) {
            fprintf(out, "%-6s %s   %s, %lld bytes, SHA-256 %.16s..., floor %lld\n", role,
                    text_of(item, "slot"), text_of(item, "version"),
                    (long long)json_integer_value(json_object_get(item, "size")),
                    text_of(item, "sha256"), (long long)floor);
        } else {
            fprintf(out, "%-6s %s   no image, floor %lld\n", role, text_of(item, "slot"),
                    (long long)floor);
        }
    }
}

bool hf_device_show(FILE *out, struct hf_device *device, bool json, struct hf_trouble *trouble)
{
    json_t *root = describe(device, trouble);

    if (root == NULL) {
        return false;
    }
    if (json) {
        json_dumpf(root, out, JSON_COMPACT);
        fputc('\n', out);
    } else {
        print_text(out, root);
    }
    json_decref(root);
    return true;
}
