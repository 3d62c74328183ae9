/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * lab/powerfail/update/victim.h - a virtual device that is killed in the middle of an update: its
 * copy of a folder, and what stands in its flash while it does not run. */
#ifndef HF_LAB_POWERFAIL_UPDATE_VICTIM_H
#define HF_LAB_POWERFAIL_UPDATE_VICTIM_H

#include "host/device/device.h"
#include "host/device/history.h"

#define HF_SLOTS_MAX HF_LAYOUT_SLOTS_MAX

/* Phases of an install record: docs/formats/bootlog.md. */
enum hf_phase {
    HF_PHASE_NONE,
    HF_PHASE_STAGED,
    HF_PHASE_SWAPPING,
    HF_PHASE_TRIAL,
    HF_PHASE_ACCEPTED,
    HF_PHASE_REVERTING,
    HF_PHASE_DONE,
    HF_PHASE_REJECTED,
    HF_PHASE_COUNT
};

/* The images of one update. A role that the update does not touch has no new one. */
struct hf_images {
    hf_span_t old[HF_ROLE_COUNT];
    hf_span_t fresh[HF_ROLE_COUNT];
    uint32_t old_floor[HF_ROLE_COUNT];
    uint32_t fresh_floor[HF_ROLE_COUNT];
    uint32_t set; /* bit per role that is updated */
};

/* What a slot holds, to the last byte of the image. */
enum hf_content { HF_CONTENT_OTHER, HF_CONTENT_OLD, HF_CONTENT_FRESH };

/* The flash of a device that does not run. */
struct hf_look {
    uint32_t floors[HF_ROLE_COUNT];
    uint8_t phase;
    uint32_t moves; /* of the walk, as the newest progress record says */
    size_t gaps;    /* places of the log where acknowledged records are missing */
    enum hf_content slots[HF_ROLE_COUNT][HF_SLOTS_MAX];
    enum hf_content staged_low[HF_ROLE_COUNT];  /* what lies at the start of the staging area */
    enum hf_content staged_high[HF_ROLE_COUNT]; /* and behind its first sector */
};

/* Copies the folder's files that a device needs; holes of the flash stay holes. */
bool hf_victim_copy(const char *from, const char *to, struct hf_trouble *trouble);

/* Reads the images that stand in the slots as the old ones, and the floors. */
bool hf_victim_images(struct hf_device *device, struct hf_images *images,
                      struct hf_trouble *trouble);

/* Adds a new image; its role is what its class id says. */
bool hf_victim_add(struct hf_device *device, const char *path, struct hf_images *images,
                   struct hf_trouble *trouble);

bool hf_victim_look(const char *folder, const struct hf_images *images, struct hf_look *look,
                    struct hf_trouble *trouble);

/* Erases the slots of the roles in `set`; with `staging` their staging areas too. */
bool hf_victim_destroy(const char *folder, uint32_t set, bool staging, struct hf_trouble *trouble);

/* Removes the folder and the files in it. */
void hf_victim_remove(const char *folder);

const char *hf_phase_name(uint8_t phase);

#endif
