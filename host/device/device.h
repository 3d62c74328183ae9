/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * host/device/device.h - a virtual device: a folder with everything that silicon and flash own.
 *
 *   device.json   schema, board, when it was made
 *   layout.json   where things lie (copied from the build)
 *   irot.elf      the immutable ROM (copied from the build)
 *   die.bin       UID, hardware key, seed, root hashes: core/die.h
 *   nvm.bin       the flash; on boards with file-backed memory it also holds the die page
 *   diepage.bin   the die page, on boards where it is a blob of its own
 *   secure.log, app.log, qemu.log, run.json   what the last run said
 *
 * docs/formats/device.md has the tables. A folder is locked while it runs or is changed. */
#ifndef HF_HOST_DEVICE_DEVICE_H
#define HF_HOST_DEVICE_DEVICE_H

#include "core/die.h"
#include "host/key/key.h"
#include "host/layout/layout.h"

struct hf_device {
    struct hf_arena arena;
    const char *folder;
    struct hf_layout layout;
    int lock;
};

/* What a new device is made of. */
struct hf_device_recipe {
    const char *folder; /* must not exist, or be empty */
    const char *build;  /* build/<board>: irot.elf, layout.json and, unless named, images */
    const struct hf_public *roots;
    size_t root_count;        /* 1..HF_DIE_ROOTS */
    const char *seed;         /* file whose bytes make the die, or NULL for real randomness */
    uint32_t lifecycle_steps; /* 0 assembly, 1 provisioning, 2 secured */
    const char *images[HF_ROLE_COUNT]; /* NULL: build/<role>.img */
};

/* Makes the folder: all of it, or nothing. The rollback floors are the security counters of the
 * installed images. */
bool hf_device_make(const struct hf_device_recipe *recipe, struct hf_trouble *trouble);

/* Opens and locks the folder. */
bool hf_device_open(const char *folder, struct hf_device *device, struct hf_trouble *trouble);
void hf_device_close(struct hf_device *device);

/* "FOLDER/name", in the device's arena. */
const char *hf_device_path(struct hf_device *device, const char *name);

/* Writes `image` to the start of a slot and erases the rest of it. False when it does not fit. */
bool hf_device_write_slot(struct hf_device *device, enum hf_role role, size_t slot, hf_span_t image,
                          struct hf_trouble *trouble);

/* Writes a product's wrapped key to the page where urot looks for it. False when the board has no
 * such page. */
bool hf_device_write_key_page(struct hf_device *device, hf_span_t key, struct hf_trouble *trouble);

/* Writes `bytes` at `offset` of the flash. What is written is not erased first. */
bool hf_device_write_flash(struct hf_device *device, uint32_t offset, hf_span_t bytes,
                           struct hf_trouble *trouble);

/* Erases the staging area of a role that has one. */
bool hf_device_blank_staging(struct hf_device *device, enum hf_role role,
                             struct hf_trouble *trouble);

/* The whole slot. */
bool hf_device_read_slot(struct hf_device *device, enum hf_role role, size_t slot, hf_span_t *bytes,
                         struct hf_trouble *trouble);

bool hf_device_read_die(struct hf_device *device, struct hf_die *die, struct hf_trouble *trouble);
bool hf_device_read_page(struct hf_device *device, struct hf_die_page *page,
                         struct hf_trouble *trouble);
bool hf_device_write_page(struct hf_device *device, const struct hf_die_page *page,
                          struct hf_trouble *trouble);

/* The attestation key pair of this die in its life cycle, as secure derives it. */
bool hf_device_attest_key(struct hf_device *device, struct hf_key **key,
                          struct hf_trouble *trouble);

/* The key pair for which images are encrypted, as urot derives it. */
bool hf_device_image_key(struct hf_device *device, struct hf_key **key, struct hf_trouble *trouble);

/* The identity key pair, the same way. */
bool hf_device_identity_key(struct hf_device *device, struct hf_key **key,
                            struct hf_trouble *trouble);

/* Sets a thermometer to `value`; false when it would have to go back, or has no room. */
bool hf_page_raise(uint8_t *bytes, size_t size, uint32_t value);

#endif
