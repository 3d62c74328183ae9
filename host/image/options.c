/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "host/image/options.h"

#include "host/image/image.h"

#include <string.h>

#define HEADER_SIZE_USUAL 0x200u

static int read_layout(const struct hf_arguments *arguments, struct hf_arena *arena,
                       struct hf_image_target *target)
{
    const char *path = hf_argument(arguments, "layout");
    const char *role_name = hf_argument(arguments, "role");
    struct hf_trouble trouble = {""};
    struct hf_layout layout;

    if (role_name == NULL) {
        return hf_misused("--layout needs --role urot, secure or app");
    }
    enum hf_role role = hf_role_find(role_name);

    if (role == HF_ROLE_COUNT) {
        return hf_misused("--role: '%s' is not urot, secure or app", hf_quote(role_name).text);
    }
    if (!hf_layout_load(path, arena, &layout, &trouble)) {
        return hf_broken("%s", trouble.line);
    }
    memcpy(target->vendor_id, layout.vendor_id, HF_UUID_SIZE);
    memcpy(target->class_id, layout.roles[role].class_id, HF_UUID_SIZE);
    target->load_address = layout.roles[role].load_address;
    target->slot_size = layout.roles[role].slot_size;
    target->form = layout.roles[role].form;
    target->header_size = layout.roles[role].header_size;
    target->given = true;
    return HF_EXIT_YES;
}

static int read_ids(const struct hf_arguments *arguments, struct hf_image_target *target)
{
    const char *vendor = hf_argument(arguments, "vendor-id");
    const char *class = hf_argument(arguments, "class-id");

    if (vendor == NULL && class == NULL) {
        return HF_EXIT_YES;
    }
    if (vendor == NULL || class == NULL) {
        return hf_misused("--vendor-id and --class-id belong together");
    }
    if (!hf_uuid_parse(vendor, target->vendor_id) || !hf_uuid_parse(class, target->class_id)) {
        return hf_misused("--vendor-id and --class-id are UUIDs like "
                          "6ba7b810-9dad-11d1-80b4-00c04fd430c8");
    }
    target->given = true;
    return HF_EXIT_YES;
}

static int read_numbers(const struct hf_arguments *arguments, struct hf_image_target *target)
{
    uint64_t load = target->load_address;
    uint64_t header = target->header_size;
    uint64_t slot = target->slot_size;

    if (!hf_argument_number(arguments, "load-address", UINT32_MAX, &load) ||
        !hf_argument_number(arguments, "header-size", HF_IMAGE_HEADER_MAX, &header) ||
        !hf_argument_number(arguments, "slot-size", UINT32_MAX, &slot)) {
        return HF_EXIT_USAGE;
    }
    target->load_address = (uint32_t)load;
    target->header_size = (uint32_t)header;
    target->slot_size = (uint32_t)slot;
    if (hf_argument_given(arguments, "embed-key")) {
        target->form = HF_KEY_EMBEDDED;
    }
    return HF_EXIT_YES;
}

int hf_image_target_read(const struct hf_arguments *arguments, struct hf_arena *arena,
                         struct hf_image_target *target)
{
    int code;

    memset(target, 0, sizeof(*target));
    target->header_size = HEADER_SIZE_USUAL;
    target->slot_size = HF_IMAGE_FILE_MAX;
    target->form = HF_KEY_HASHED;
    if (hf_argument(arguments, "layout") != NULL) {
        code = read_layout(arguments, arena, target);
    } else if (hf_argument(arguments, "role") != NULL) {
        code = hf_misused("--role needs --layout build/<board>/layout.json");
    } else {
        code = HF_EXIT_YES;
    }
    if (code == HF_EXIT_YES) {
        code = read_ids(arguments, target);
    }
    return code == HF_EXIT_YES ? read_numbers(arguments, target) : code;
}
