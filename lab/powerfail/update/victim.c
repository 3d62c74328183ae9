/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "lab/powerfail/update/victim.h"

#include "core/bootlog.h"
#include "host/base/write.h"
#include "host/cli/number.h"
#include "host/device/update.h"
#include "host/image/image.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#define SECTOR    4096u
#define FILE_MOST (64u * 1024u * 1024u)

const char *hf_phase_name(uint8_t phase)
{
    static const char *const names[HF_PHASE_COUNT] = {
        [HF_PHASE_NONE] = "none",         [HF_PHASE_STAGED] = "staged",
        [HF_PHASE_SWAPPING] = "swapping", [HF_PHASE_TRIAL] = "trial",
        [HF_PHASE_ACCEPTED] = "accepted", [HF_PHASE_REVERTING] = "reverting",
        [HF_PHASE_DONE] = "done",         [HF_PHASE_REJECTED] = "rejected",
    };

    return phase < HF_PHASE_COUNT ? names[phase] : "?";
}

static bool is_zero(const char *bytes, size_t size)
{
    return size == 0 || (bytes[0] == 0 && memcmp(bytes, bytes + 1, size - 1u) == 0);
}

/* Writes what is not zero, and makes the file as long as it was. */
static bool write_sparse(int file, const struct hf_bytes *bytes)
{
    for (size_t at = 0; at < bytes->size; at += SECTOR) {
        size_t const left = bytes->size - at;
        size_t const size = left < SECTOR ? left : SECTOR;

        if (!is_zero(bytes->data + at, size) &&
            pwrite(file, bytes->data + at, size, (off_t)at) != (ssize_t)size) {
            return false;
        }
    }
    return ftruncate(file, (off_t)bytes->size) == 0;
}

static bool copy_file(struct hf_arena *arena, const char *from, const char *to,
                      struct hf_trouble *trouble)
{
    struct hf_bytes bytes;

    if (!hf_file_read(from, FILE_MOST, arena, &bytes, trouble)) {
        return false;
    }
    int const file = open(to, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    bool const done = file >= 0 && write_sparse(file, &bytes);
    int const reason = errno;

    if (file >= 0) {
        close(file);
    }
    return done || hf_trouble_set(trouble, "%s: %s", to, strerror(reason));
}

bool hf_victim_copy(const char *from, const char *to, struct hf_trouble *trouble)
{
    static const char *const names[] = {"layout.json", "irot.elf", "die.bin", "nvm.bin",
                                        "device.json"};
    struct hf_arena arena = {NULL};
    bool done = hf_folder_make(to, trouble);

    for (size_t i = 0; i < sizeof(names) / sizeof(names[0]) && done; i++) {
        done = copy_file(&arena, hf_arena_print(&arena, "%s/%s", from, names[i]),
                         hf_arena_print(&arena, "%s/%s", to, names[i]), trouble);
    }
    hf_arena_free(&arena);
    return done;
}

/* The counter that an image carries; 0 when it is none. */
static uint32_t counter_of(hf_span_t file)
{
    struct hf_image_claims claims;
    struct hf_image_view view;
    uint32_t at;

    if (hf_image_open(file, UINT32_MAX, &view) != HF_OK ||
        (hf_image_collect(&view.header, &view.areas, HF_KEY_EMBEDDED, &claims, &at) != HF_OK &&
         hf_image_collect(&view.header, &view.areas, HF_KEY_HASHED, &claims, &at) != HF_OK)) {
        return 0;
    }
    return claims.counter;
}

bool hf_victim_images(struct hf_device *device, struct hf_images *images,
                      struct hf_trouble *trouble)
{
    memset(images, 0, sizeof(*images));
    for (int role = 0; role < HF_ROLE_COUNT; role++) {
        struct hf_image_view view;
        hf_span_t slot;

        if (!hf_device_read_slot(device, (enum hf_role)role, 0, &slot, trouble)) {
            return false;
        }
        if (hf_image_open(slot, (uint32_t)slot.size, &view) != HF_OK) {
            return hf_trouble_set(trouble, "%s: no image of %s stands in its slot", device->folder,
                                  hf_role_names[role]);
        }
        images->old[role] = (hf_span_t){slot.bytes, view.size};
        images->old_floor[role] = images->fresh_floor[role] = counter_of(images->old[role]);
    }
    return true;
}

bool hf_victim_add(struct hf_device *device, const char *path, struct hf_images *images,
                   struct hf_trouble *trouble)
{
    struct hf_bytes bytes;
    enum hf_role role;

    if (!hf_file_read(path, HF_IMAGE_FILE_MAX, &device->arena, &bytes, trouble)) {
        return false;
    }
    hf_span_t const file = {(const uint8_t *)bytes.data, bytes.size};

    if (!hf_update_role_of(&device->layout, file, &role, trouble)) {
        return false;
    }
    images->fresh[role] = file;
    images->fresh_floor[role] = counter_of(file);
    images->set |= 1u << role;
    return true;
}

/* What lies at `bytes`, of which `size` can be read. */
static enum hf_content content(const struct hf_images *images, int role, const uint8_t *bytes,
                               size_t size)
{
    hf_span_t const *old = &images->old[role];
    hf_span_t const *fresh = &images->fresh[role];

    if (old->size <= size && memcmp(bytes, old->bytes, old->size) == 0) {
        return HF_CONTENT_OLD;
    }
    if (fresh->bytes != NULL && fresh->size <= size &&
        memcmp(bytes, fresh->bytes, fresh->size) == 0) {
        return HF_CONTENT_FRESH;
    }
    return HF_CONTENT_OTHER;
}

static void look_at_role(const struct hf_layout *layout, const struct hf_images *images, int role,
                         const uint8_t *nvm, struct hf_look *look)
{
    const struct hf_layout_role *place = &layout->roles[role];
    const uint8_t *staging = nvm + place->staging_offset;

    for (size_t slot = 0; slot < place->slot_count; slot++) {
        look->slots[role][slot] =
            content(images, role, nvm + place->slot_offset[slot], place->slot_size);
    }
    if (place->staging_size > SECTOR) {
        look->staged_low[role] = content(images, role, staging, place->staging_size);
        look->staged_high[role] =
            content(images, role, staging + SECTOR, place->staging_size - SECTOR);
    }
}

/* The newest install record, and how far its walk had come. */
static void look_at_log(const struct hf_history *history, struct hf_look *look)
{
    look->gaps = history->gaps;
    for (size_t i = 0; i < history->count; i++) {
        const struct hf_bootlog_entry *entry = &history->entries[i];

        if (entry->kind == HF_BOOTLOG_INSTALL) {
            look->phase = entry->as.install.phase;
        } else if (entry->kind == HF_BOOTLOG_PROGRESS) {
            look->moves = entry->as.progress.step;
        }
    }
}

static bool look_into(struct hf_device *device, const struct hf_images *images,
                      struct hf_look *look, struct hf_trouble *trouble)
{
    static struct hf_history history;
    struct hf_die_page page;
    struct hf_bytes nvm;

    if (!hf_device_read_page(device, &page, trouble) ||
        !hf_device_history(device, &history, trouble) ||
        !hf_file_read(hf_device_path(device, "nvm.bin"), FILE_MOST, &device->arena, &nvm,
                      trouble)) {
        return false;
    }
    look_at_log(&history, look);
    for (int role = 0; role < HF_ROLE_COUNT; role++) {
        look->floors[role] = hf_thermometer_read(page.floors[role], HF_DIE_COUNTER_BYTES);
        look_at_role(&device->layout, images, role, (const uint8_t *)nvm.data, look);
    }
    return true;
}

bool hf_victim_look(const char *folder, const struct hf_images *images, struct hf_look *look,
                    struct hf_trouble *trouble)
{
    struct hf_device device;

    memset(look, 0, sizeof(*look));
    if (!hf_device_open(folder, &device, trouble)) {
        return false;
    }
    bool const done = look_into(&device, images, look, trouble);

    hf_device_close(&device);
    return done;
}

bool hf_victim_destroy(const char *folder, uint32_t set, bool staging, struct hf_trouble *trouble)
{
    static const uint8_t nothing[1] = {0};
    hf_span_t const blank = {nothing, 0};
    struct hf_device device;
    bool done = hf_device_open(folder, &device, trouble);

    for (int role = 0; role < HF_ROLE_COUNT && done; role++) {
        const struct hf_layout_role *place = &device.layout.roles[role];

        for (size_t slot = 0; slot < place->slot_count && (set & 1u << role) != 0 && done; slot++) {
            done = hf_device_write_slot(&device, (enum hf_role)role, slot, blank, trouble);
        }
        if (done && staging && (set & 1u << role) != 0 && place->staging_size != 0) {
            done = hf_device_blank_staging(&device, (enum hf_role)role, trouble);
        }
    }
    hf_device_close(&device);
    return done;
}

void hf_victim_remove(const char *folder)
{
    DIR *list = opendir(folder);
    struct dirent *entry;

    while (list != NULL && (entry = readdir(list)) != NULL) {
        (void)unlinkat(dirfd(list), entry->d_name,
                       0); /* not the folder itself, nor the one above */
    }
    if (list != NULL) {
        closedir(list);
    }
    (void)rmdir(folder);
}
