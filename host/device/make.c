/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * A new device. Everything is written into FOLDER.new.<pid>, which is renamed at the end. */
#include "host/base/write.h"
#include "host/cli/number.h"
#include "host/device/device.h"
#include "host/image/image.h"
#include "host/key/digest.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#define SEED_MAX 65536u
#define ROM_MAX  (64u * 1024u * 1024u)

struct maker {
    const struct hf_device_recipe *recipe;
    struct hf_trouble *trouble;
    struct hf_device device; /* the folder in the making */
    struct hf_die_page page;
};

/* UID, hardware key and seed: real randomness, or three keys derived from the seed file. */
static bool make_secrets(struct maker *maker, struct hf_die *die)
{
    struct hf_bytes seed;
    uint8_t root[32];
    uint8_t uid[32];

    if (maker->recipe->seed == NULL) {
        if (getrandom(die->uid, sizeof(die->uid), 0) == (ssize_t)sizeof(die->uid) &&
            getrandom(die->huk, sizeof(die->huk), 0) == (ssize_t)sizeof(die->huk) &&
            getrandom(die->seed, sizeof(die->seed), 0) == (ssize_t)sizeof(die->seed)) {
            return true;
        }
        return hf_trouble_set(maker->trouble, "the system gives no random bytes");
    }
    if (!hf_file_read(maker->recipe->seed, SEED_MAX, &maker->device.arena, &seed, maker->trouble)) {
        return false;
    }
    hf_digest(&(hf_span_t){(const uint8_t *)seed.data, seed.size}, 1, root);
    hf_derive(root, "lab uid", 0, uid);
    memcpy(die->uid, uid, sizeof(die->uid));
    hf_derive(root, "lab huk", 0, die->huk);
    hf_derive(root, "lab seed", 0, die->seed);
    hf_wipe(root, sizeof(root));
    return true;
}

static bool write_die(struct maker *maker)
{
    struct hf_die die = {.magic = HF_DIE_MAGIC, .version = HF_DIE_VERSION};

    if (!make_secrets(maker, &die)) {
        return false;
    }
    for (size_t i = 0; i < maker->recipe->root_count; i++) {
        memcpy(die.root_hash[i], maker->recipe->roots[i].hash, sizeof(die.root_hash[i]));
    }
    bool done = hf_file_replace(hf_device_path(&maker->device, "die.bin"), &die, sizeof(die), 0600,
                                maker->trouble);

    hf_wipe(&die, sizeof(die));
    return done;
}

/* The flash of a new part is erased; what the file has beyond it is a hole. */
static bool write_flash(struct maker *maker)
{
    const struct hf_layout *layout = &maker->device.layout;
    const char *path = hf_device_path(&maker->device, "nvm.bin");
    uint8_t *erased = hf_arena_take(&maker->device.arena, layout->flash_size);

    memset(erased, layout->erased, layout->flash_size);
    if (!hf_file_replace(path, erased, layout->flash_size, 0666, maker->trouble)) {
        return false;
    }
    if (truncate(path, layout->nvm_size) != 0) {
        return hf_trouble_set(maker->trouble, "%s: %s", path, strerror(errno));
    }
    return true;
}

static bool install(struct maker *maker, enum hf_role role)
{
    struct hf_device *device = &maker->device;
    const char *path = maker->recipe->images[role];
    struct hf_bytes bytes;
    struct hf_image_view view;
    struct hf_image_answer answer;
    struct hf_image_rules rules = {.form = device->layout.roles[role].form,
                                   .demand = {device->layout.vendor_id,
                                              device->layout.roles[role].class_id, 0,
                                              device->layout.roles[role].load_address, 0}};

    if (path == NULL) {
        path =
            hf_arena_print(&device->arena, "%s/%s.img", maker->recipe->build, hf_role_names[role]);
    }
    if (!hf_file_read(path, HF_IMAGE_FILE_MAX, &device->arena, &bytes, maker->trouble)) {
        return false;
    }
    hf_span_t image = {(const uint8_t *)bytes.data, bytes.size};

    if (hf_image_open(image, device->layout.roles[role].slot_size, &view) != HF_OK) {
        return hf_trouble_set(maker->trouble,
                              "%s: not an image for %s; make one with `holdfast "
                              "image sign`",
                              path, device->layout.roles[role].class_name);
    }
    hf_image_judge(&view, &rules, &answer);
    for (size_t slot = 0; slot < device->layout.roles[role].slot_count; slot++) {
        if (!hf_device_write_slot(device, role, slot, image, maker->trouble)) {
            return false;
        }
    }
    return hf_page_raise(maker->page.floors[role], HF_DIE_COUNTER_BYTES, answer.claims.counter) ||
           hf_trouble_set(maker->trouble, "%s: security counter %u is more than a die can count",
                          path, answer.claims.counter);
}

static bool write_page(struct maker *maker)
{
    if (maker->device.layout.die_page_apart &&
        !hf_file_replace(hf_device_path(&maker->device, "diepage.bin"), &maker->page,
                         sizeof(maker->page), 0666, maker->trouble)) {
        return false;
    }
    hf_page_raise(maker->page.lifecycle, sizeof(maker->page.lifecycle),
                  maker->recipe->lifecycle_steps);
    return hf_device_write_page(&maker->device, &maker->page, maker->trouble);
}

static bool copy_in(struct maker *maker, const char *name)
{
    const char *from = hf_arena_print(&maker->device.arena, "%s/%s", maker->recipe->build, name);
    struct hf_bytes bytes;

    return hf_file_read(from, ROM_MAX, &maker->device.arena, &bytes, maker->trouble) &&
           hf_file_replace(hf_device_path(&maker->device, name), bytes.data, bytes.size, 0666,
                           maker->trouble);
}

static bool write_json(struct maker *maker)
{
    char when[32];
    time_t now = time(NULL);
    struct tm parts;

    strftime(when, sizeof(when), "%Y-%m-%dT%H:%M:%SZ", gmtime_r(&now, &parts));
    const char *text =
        hf_arena_print(&maker->device.arena,
                       "{\"schema\":\"holdfast.device/1\",\"board\":\"%s\",\"made\":\"%s\"}\n",
                       maker->device.layout.board, when);

    return hf_file_replace(hf_device_path(&maker->device, "device.json"), text, strlen(text), 0666,
                           maker->trouble);
}

static bool fill(struct maker *maker)
{
    memset(&maker->page, 0xff, sizeof(maker->page));
    if (!copy_in(maker, "layout.json") || !copy_in(maker, "irot.elf") ||
        !hf_layout_load(hf_device_path(&maker->device, "layout.json"), &maker->device.arena,
                        &maker->device.layout, maker->trouble) ||
        !write_die(maker) || !write_flash(maker)) {
        return false;
    }
    for (int role = 0; role < HF_ROLE_COUNT; role++) {
        if (!install(maker, (enum hf_role)role)) {
            return false;
        }
    }
    return write_page(maker) && write_json(maker);
}

static void remove_folder(struct maker *maker)
{
    static const char *const names[] = {"layout.json", "irot.elf",    "die.bin",
                                        "nvm.bin",     "diepage.bin", "device.json"};

    for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
        unlink(hf_device_path(&maker->device, names[i]));
    }
    rmdir(maker->device.folder);
}

bool hf_device_make(const struct hf_device_recipe *recipe, struct hf_trouble *trouble)
{
    struct maker maker = {.recipe = recipe, .trouble = trouble};
    struct hf_device *device = &maker.device;
    struct stat existing;

    if (stat(recipe->folder, &existing) == 0 && rmdir(recipe->folder) != 0) {
        return hf_trouble_set(trouble, "%s: exists and is not empty; name another folder",
                              recipe->folder);
    }
    device->folder = hf_arena_print(&device->arena, "%s.new.%ld", recipe->folder, (long)getpid());
    bool done = hf_folder_make(device->folder, trouble) && fill(&maker);

    if (done && rename(device->folder, recipe->folder) != 0) {
        done = hf_trouble_set(trouble, "%s: %s", recipe->folder, strerror(errno));
    }
    if (!done) {
        remove_folder(&maker);
    }
    hf_arena_free(&device->arena);
    return done;
}
