/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * hw/api/map.h - where things lie on this board, and what its images are called. The numbers come
 * from the board's layout.h (the linker scripts and build/<board>/layout.json are made from the
 * same file), the identifiers from the build. */
#ifndef HF_HW_API_MAP_H
#define HF_HW_API_MAP_H

#include "core/handoff.h"
#include "core/record.h"
#include "core/secrets.h"
#include "core/trial.h"

#include <stdint.h>

struct hf_region {
    uint32_t base;
    uint32_t size;
};

struct hf_map {
    struct hf_region secure_slot;
    struct hf_region app_slot;
    struct hf_region boot_log[2]; /* its two halves */
    /* Where new images wait, and old ones: the slot's sectors and one more. urot's is secure's. */
    struct hf_region staging[HF_ROLE_COUNT];
    struct hf_handoff *handoff;
    struct hf_secrets *secrets;
    struct hf_records *records; /* retained over a reset */
    struct hf_trial *trial;     /* retained over a reset: core/trial.h */
};

extern const struct hf_map hf_map;

/* What secure alone asks for. Apart from hf_map, since urot has no byte to spare. */
struct hf_secure_map {
    struct hf_region app_code; /* what the app may execute: its slot as the app sees it */
    struct hf_region app_ram;  /* as the app sees it */
    struct hf_region gate; /* the fixed place in secure's slot where the app enters; empty: SVC */
    struct hf_region vault[2]; /* its two halves */
};

extern const struct hf_secure_map hf_secure_map;

/* Where an image of urot may lie, by slot (enum hf_slot): both slots, and the RAM from which it
 * runs. Apart from hf_map, which irot does not link. */
extern const struct hf_region hf_urot_places[HF_SLOT_COUNT];

/* Where the factory leaves a product's decryption key, wrapped for the device: 129 bytes at its
 * start (docs/encryption.md). For the urot that reads encrypted images alone. */
extern const struct hf_region hf_key_page;

/* The slot of `role`; urot's A. */
static inline const struct hf_region *hf_map_slot(uint32_t role)
{
    return role == HF_ROLE_UROT     ? &hf_urot_places[0]
           : role == HF_ROLE_SECURE ? &hf_map.secure_slot
                                    : &hf_map.app_slot;
}

/* RAM that outlives a stage, as in hf_map: for irot, and what it shares with the others. */
struct hf_shared_map {
    struct hf_handoff *handoff;
    struct hf_secrets *secrets;
    struct hf_records *records;
    struct hf_trial *trial;
};

extern const struct hf_shared_map hf_shared_map;

/* The targets that this board admits: UUID_VID, and UUID_CID by enum hf_role. */
extern const uint8_t hf_vendor_id[16];
extern const uint8_t hf_class_id[HF_ROLE_COUNT][16];

#endif
