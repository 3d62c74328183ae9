/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "host/layout/layout.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#define LAYOUT_SIZE_MAX 65536u
#define NVM_SIZE_MAX    0x10000000u

/* The reader stops at the first thing that is wrong; `path` and `trouble` make the line. */
struct reader {
    const char *path;
    struct hf_arena *arena;
    struct hf_trouble *trouble;
};

static bool refuse(const struct reader *reader, const char *key, const char *wanted)
{
    return hf_trouble_set(reader->trouble, "%s: '%s' is not %s; build the board again",
                          reader->path, key, wanted);
}

static bool read_text(const struct reader *reader, const json_t *from, const char *key,
                      const char **text)
{
    const char *value = json_string_value(json_object_get(from, key));

    if (value == NULL) {
        return refuse(reader, key, "a text");
    }
    *text = hf_arena_copy(reader->arena, value, strlen(value));
    return true;
}

/* Numbers are "0x..." texts: JSON has no hexadecimal. */
static bool parse_number(const struct reader *reader, const json_t *value, const char *key,
                         uint64_t *number)
{
    const char *text = json_string_value(value);
    char *end = NULL;

    if (text == NULL || strncmp(text, "0x", 2) != 0) {
        return refuse(reader, key, "a \"0x...\" number");
    }
    *number = strtoull(text, &end, 16);
    return *end == '\0' || refuse(reader, key, "a \"0x...\" number");
}

static bool read_u64(const struct reader *reader, const json_t *from, const char *key,
                     uint64_t *number)
{
    return parse_number(reader, json_object_get(from, key), key, number);
}

static bool read_u32(const struct reader *reader, const json_t *from, const char *key,
                     uint32_t *number)
{
    uint64_t wide = 0;

    if (!read_u64(reader, from, key, &wide)) {
        return false;
    }
    *number = (uint32_t)wide;
    return wide <= UINT32_MAX || refuse(reader, key, "a 32-bit number");
}

static bool read_uuid(const struct reader *reader, const json_t *from, uint8_t uuid[HF_UUID_SIZE])
{
    const char *text = json_string_value(json_object_get(from, "uuid"));

    return (text != NULL && hf_uuid_parse(text, uuid)) || refuse(reader, "uuid", "a UUID");
}

static bool read_slots(const struct reader *reader, const json_t *from, struct hf_layout_role *role)
{
    const json_t *slots = json_object_get(from, "slots");

    role->slot_count = json_array_size(slots);
    if (role->slot_count == 0 || role->slot_count > HF_LAYOUT_SLOTS_MAX) {
        return refuse(reader, "slots", "one or two offsets");
    }
    for (size_t i = 0; i < role->slot_count; i++) {
        uint64_t offset = 0;

        if (!parse_number(reader, json_array_get(slots, i), "slots", &offset)) {
            return false;
        }
        role->slot_offset[i] = (uint32_t)offset;
    }
    if (json_object_get(from, "staging") != NULL &&
        (!read_u32(reader, from, "staging", &role->staging_offset) ||
         !read_u32(reader, from, "staging_size", &role->staging_size))) {
        return false;
    }
    return read_u32(reader, from, "slot_size", &role->slot_size);
}

static bool read_role(const struct reader *reader, const json_t *from, const char *name,
                      struct hf_layout_role *role)
{
    const json_t *object = json_object_get(from, name);
    const char *key = NULL;

    if (object == NULL) {
        return refuse(reader, name, "there");
    }
    if (!read_text(reader, object, "class", &role->class_name) ||
        !read_uuid(reader, object, role->class_id) ||
        !read_u32(reader, object, "load_address", &role->load_address) ||
        !read_u32(reader, object, "link_address", &role->link_address) ||
        !read_slots(reader, object, role) || !read_text(reader, object, "key", &key)) {
        return false;
    }
    role->form = strcmp(key, "embedded") == 0 ? HF_KEY_EMBEDDED : HF_KEY_HASHED;
    return true;
}

/* An image that is loaded says with its addresses how long its header is. */
static uint32_t header_of(const struct hf_layout_role *role, uint32_t usual)
{
    return role->load_address != 0 ? role->link_address - role->load_address : usual;
}

static bool read_roles(const struct reader *reader, const json_t *root, struct hf_layout *layout)
{
    static const char *const names[HF_ROLE_COUNT] = {"urot", "secure", "app"};
    const json_t *roles = json_object_get(root, "roles");
    uint32_t header_size = 0;

    if (!read_u32(reader, root, "header_size", &header_size)) {
        return false;
    }
    for (int i = 0; i < HF_ROLE_COUNT; i++) {
        if (!read_role(reader, roles, names[i], &layout->roles[i])) {
            return false;
        }
        layout->roles[i].header_size = header_of(&layout->roles[i], header_size);
    }
    return true;
}

static bool read_boot_log(const struct reader *reader, const json_t *log, struct hf_layout *layout)
{
    const json_t *halves = json_object_get(log, "halves");

    if (json_array_size(halves) != 2) {
        return refuse(reader, "boot_log", "two halves");
    }
    for (size_t i = 0; i < 2; i++) {
        uint64_t size = 0;

        if (!parse_number(reader, json_array_get(halves, i), "halves", &size)) {
            return false;
        }
        layout->boot_log_half[i] = (uint32_t)size;
    }
    return read_u32(reader, log, "offset", &layout->boot_log_offset);
}

/* A device that was made before there was a key page has none in its layout. */
static bool read_key_page(const struct reader *reader, const json_t *page, struct hf_layout *layout)
{
    return page == NULL || (read_u32(reader, page, "offset", &layout->key_page_offset) &&
                            read_u32(reader, page, "size", &layout->key_page_size));
}

static bool read_flash(const struct reader *reader, const json_t *root, struct hf_layout *layout)
{
    const json_t *nvm = json_object_get(root, "nvm");
    const json_t *vault = json_object_get(root, "vault");
    uint32_t erased = 0;

    if (!read_u64(reader, nvm, "address", &layout->nvm_address) ||
        !read_u32(reader, nvm, "size", &layout->nvm_size) ||
        !read_u32(reader, nvm, "flash_size", &layout->flash_size) ||
        !read_u32(reader, nvm, "erased", &erased)) {
        return false;
    }
    layout->nvm_backed = json_is_true(json_object_get(nvm, "backed"));
    layout->erased = (uint8_t)erased;
    return read_boot_log(reader, json_object_get(root, "boot_log"), layout) &&
           read_key_page(reader, json_object_get(root, "key_page"), layout) &&
           read_u32(reader, vault, "offset", &layout->vault_offset) &&
           read_u32(reader, vault, "size", &layout->vault_size);
}

static bool read_memory(const struct reader *reader, const json_t *root, struct hf_layout *layout)
{
    const json_t *page = json_object_get(root, "die_page");
    const json_t *param = json_object_get(root, "lab_param");

    if (!read_u64(reader, json_object_get(root, "die"), "address", &layout->die_address) ||
        !read_flash(reader, root, layout) ||
        !read_text(reader, page, "retention", &layout->retention) ||
        !read_u64(reader, param, "address", &layout->param_address) ||
        !read_u32(reader, param, "size", &layout->param_size)) {
        return false;
    }
    layout->die_page_apart = json_object_get(page, "address") != NULL;
    return layout->die_page_apart ? read_u64(reader, page, "address", &layout->die_page_address)
                                  : read_u32(reader, page, "offset", &layout->die_page_offset);
}

static bool read_areas(const struct reader *reader, const json_t *root, struct hf_layout *layout)
{
    const json_t *areas = json_object_get(root, "ram");

    layout->area_count = json_array_size(areas);
    if (layout->area_count > HF_LAYOUT_AREAS_MAX) {
        return refuse(reader, "ram", "a list of at most 16 areas");
    }
    for (size_t i = 0; i < layout->area_count; i++) {
        const json_t *area = json_array_get(areas, i);

        if (!read_text(reader, area, "name", &layout->areas[i].name) ||
            !read_u64(reader, area, "address", &layout->areas[i].address) ||
            !read_u32(reader, area, "size", &layout->areas[i].size)) {
            return false;
        }
    }
    return true;
}

/* What is written into nvm.bin must fit it. */
static bool check_slots(const struct reader *reader, const struct hf_layout *layout)
{
    if (layout->flash_size > layout->nvm_size || layout->nvm_size > NVM_SIZE_MAX) {
        return refuse(reader, "flash_size", "inside nvm");
    }
    if ((uint64_t)layout->key_page_offset + layout->key_page_size > layout->flash_size) {
        return refuse(reader, "key_page", "inside nvm");
    }
    for (int i = 0; i < HF_ROLE_COUNT; i++) {
        const struct hf_layout_role *role = &layout->roles[i];

        if ((uint64_t)role->staging_offset + role->staging_size > layout->flash_size) {
            return refuse(reader, "staging", "inside nvm");
        }
        for (size_t slot = 0; slot < role->slot_count; slot++) {
            if ((uint64_t)role->slot_offset[slot] + role->slot_size > layout->flash_size) {
                return refuse(reader, "slots", "inside nvm");
            }
        }
    }
    return true;
}

static bool read_layout(const struct reader *reader, const json_t *root, struct hf_layout *layout)
{
    const json_t *vendor = json_object_get(root, "vendor");
    const char *schema = NULL;

    if (!read_text(reader, root, "schema", &schema)) {
        return false;
    }
    if (strcmp(schema, "holdfast.layout/1") != 0) {
        return refuse(reader, "schema", "holdfast.layout/1");
    }

    return read_text(reader, root, "board", &layout->board) &&
           read_text(reader, root, "machine", &layout->machine) &&
           read_text(reader, root, "gate", &layout->gate) &&
           read_text(reader, root, "lock", &layout->lock) &&
           read_text(reader, vendor, "name", &layout->vendor_name) &&
           read_uuid(reader, vendor, layout->vendor_id) && read_memory(reader, root, layout) &&
           read_roles(reader, root, layout) && read_areas(reader, root, layout) &&
           check_slots(reader, layout);
}

bool hf_layout_load(const char *path, struct hf_arena *arena, struct hf_layout *layout,
                    struct hf_trouble *trouble)
{
    struct reader reader = {path, arena, trouble};
    struct hf_bytes bytes;
    json_error_t error;

    memset(layout, 0, sizeof(*layout));
    if (!hf_file_read(path, LAYOUT_SIZE_MAX, arena, &bytes, trouble)) {
        return false;
    }
    json_t *root = json_loadb(bytes.data, bytes.size, JSON_REJECT_DUPLICATES, &error);

    if (root == NULL) {
        return hf_trouble_set(trouble, "%s:%d:%d: %s; build the board again", path, error.line,
                              error.column, error.text);
    }
    bool done = read_layout(&reader, root, layout);

    json_decref(root);
    return done;
}
