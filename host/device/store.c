/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * The files of a device that exists: slots, die, die page. */
#include "host/device/device.h"

#include "host/base/write.h"

#include <errno.h>
#include <fcntl.h>
#include <jansson.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

const char *hf_device_path(struct hf_device *device, const char *name)
{
    return hf_arena_print(&device->arena, "%s/%s", device->folder, name);
}

static bool check_schema(const char *path, struct hf_trouble *trouble)
{
    json_t *root = json_load_file(path, 0, NULL);
    const char *schema = json_string_value(json_object_get(root, "schema"));
    bool ours = schema != NULL && strcmp(schema, "holdfast.device/1") == 0;

    json_decref(root);
    return ours || hf_trouble_set(trouble,
                                  "%s: not a holdfast.device/1 file; make a device with "
                                  "`holdfast device new`",
                                  path);
}

static bool take_lock(const char *path, int *lock, struct hf_trouble *trouble)
{
    *lock = open(path, O_RDONLY | O_CLOEXEC);
    if (*lock < 0) {
        return hf_trouble_set(trouble, "%s: %s; make a device with `holdfast device new`", path,
                              strerror(errno));
    }
    if (flock(*lock, LOCK_EX | LOCK_NB) != 0) {
        close(*lock);
        return hf_trouble_set(trouble, "%s: the device is running or being changed; wait for it",
                              path);
    }
    return true;
}

bool hf_device_open(const char *folder, struct hf_device *device, struct hf_trouble *trouble)
{
    memset(device, 0, sizeof(*device));
    device->folder = hf_arena_print(&device->arena, "%s", folder);
    const char *path = hf_device_path(device, "device.json");

    device->lock = -1;
    if (take_lock(path, &device->lock, trouble) && check_schema(path, trouble) &&
        hf_layout_load(hf_device_path(device, "layout.json"), &device->arena, &device->layout,
                       trouble)) {
        return true;
    }
    hf_device_close(device);
    return false;
}

void hf_device_close(struct hf_device *device)
{
    if (device->lock >= 0) {
        close(device->lock);
        device->lock = -1;
    }
    hf_arena_free(&device->arena);
}

/* Reads or writes [offset, offset + size) of one of the device's files. */
static bool transfer(const char *path, bool writing, void *bytes, size_t size, uint32_t offset,
                     struct hf_trouble *trouble)
{
    int file = open(path, writing ? O_WRONLY | O_CLOEXEC : O_RDONLY | O_CLOEXEC);
    ssize_t moved = -1;

    if (file >= 0) {
        moved = writing ? pwrite(file, bytes, size, offset) : pread(file, bytes, size, offset);
    }
    int reason = errno;

    if (file >= 0) {
        close(file);
    }
    if (moved == (ssize_t)size) {
        return true;
    }
    return hf_trouble_set(trouble, "%s: cannot be %s: %s", path, writing ? "written" : "read",
                          moved < 0 ? strerror(reason) : "it is too short");
}

bool hf_device_write_slot(struct hf_device *device, enum hf_role role, size_t slot, hf_span_t image,
                          struct hf_trouble *trouble)
{
    const struct hf_layout_role *place = &device->layout.roles[role];

    if (slot >= place->slot_count) {
        return hf_trouble_set(trouble, "%s: %s has no slot %c", device->folder, place->class_name,
                              (char)('A' + (int)slot));
    }
    if (image.size > place->slot_size) {
        return hf_trouble_set(trouble, "%s: the image has %zu bytes, the slot of %s has %u",
                              device->folder, image.size, place->class_name, place->slot_size);
    }
    uint8_t *bytes = hf_arena_take(&device->arena, place->slot_size);

    memset(bytes, device->layout.erased, place->slot_size);
    memcpy(bytes, image.bytes, image.size);
    return transfer(hf_device_path(device, "nvm.bin"), true, bytes, place->slot_size,
                    place->slot_offset[slot], trouble);
}

bool hf_device_write_flash(struct hf_device *device, uint32_t offset, hf_span_t bytes,
                           struct hf_trouble *trouble)
{
    uint8_t *copy = hf_arena_take(&device->arena, bytes.size);

    memcpy(copy, bytes.bytes, bytes.size);
    return transfer(hf_device_path(device, "nvm.bin"), true, copy, bytes.size, offset, trouble);
}

bool hf_device_blank_staging(struct hf_device *device, enum hf_role role,
                             struct hf_trouble *trouble)
{
    const struct hf_layout_role *place = &device->layout.roles[role];
    uint8_t *bytes = hf_arena_take(&device->arena, place->staging_size + 1u);

    memset(bytes, device->layout.erased, place->staging_size);
    return transfer(hf_device_path(device, "nvm.bin"), true, bytes, place->staging_size,
                    place->staging_offset, trouble);
}

bool hf_device_write_key_page(struct hf_device *device, hf_span_t key, struct hf_trouble *trouble)
{
    uint32_t const size = device->layout.key_page_size;

    if (key.size > size) {
        return hf_trouble_set(trouble, "%s: %s has no place for a product's key", device->folder,
                              device->layout.board);
    }
    uint8_t *bytes = hf_arena_take(&device->arena, size);

    memset(bytes, device->layout.erased, size);
    memcpy(bytes, key.bytes, key.size);
    return transfer(hf_device_path(device, "nvm.bin"), true, bytes, size,
                    device->layout.key_page_offset, trouble);
}

bool hf_device_read_slot(struct hf_device *device, enum hf_role role, size_t slot, hf_span_t *bytes,
                         struct hf_trouble *trouble)
{
    const struct hf_layout_role *place = &device->layout.roles[role];
    uint8_t *buffer = hf_arena_take(&device->arena, place->slot_size);

    *bytes = (hf_span_t){buffer, place->slot_size};
    return transfer(hf_device_path(device, "nvm.bin"), false, buffer, place->slot_size,
                    place->slot_offset[slot], trouble);
}

bool hf_device_read_die(struct hf_device *device, struct hf_die *die, struct hf_trouble *trouble)
{
    const char *path = hf_device_path(device, "die.bin");

    if (!transfer(path, false, die, sizeof(*die), 0, trouble)) {
        return false;
    }
    if (die->magic != HF_DIE_MAGIC || die->version != HF_DIE_VERSION) {
        return hf_trouble_set(trouble, "%s: not a die of version %u", path, HF_DIE_VERSION);
    }
    return true;
}

static const char *page_path(struct hf_device *device)
{
    return hf_device_path(device, device->layout.die_page_apart ? "diepage.bin" : "nvm.bin");
}

bool hf_device_read_page(struct hf_device *device, struct hf_die_page *page,
                         struct hf_trouble *trouble)
{
    return transfer(page_path(device), false, page, sizeof(*page), device->layout.die_page_offset,
                    trouble);
}

bool hf_device_write_page(struct hf_device *device, const struct hf_die_page *page,
                          struct hf_trouble *trouble)
{
    return transfer(page_path(device), true, (void *)(uintptr_t)page, sizeof(*page),
                    device->layout.die_page_offset, trouble);
}

bool hf_page_raise(uint8_t *bytes, size_t size, uint32_t value)
{
    uint32_t now = hf_thermometer_read(bytes, size);

    if (value < now || value > size * 8u) {
        return false;
    }
    while (now < value) {
        bytes[now / 8u] = (uint8_t)(bytes[now / 8u] & ~(1u << (now % 8u)));
        now++;
    }
    return true;
}
