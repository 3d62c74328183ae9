/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * host/layout/layout.h - where everything lies on a board, as the build wrote it to
 * build/<board>/layout.json. The host knows nothing of a board but this file. */
#ifndef HF_HOST_LAYOUT_LAYOUT_H
#define HF_HOST_LAYOUT_LAYOUT_H

#include "core/handoff.h"
#include "core/policy.h"
#include "host/base/file.h"

#define HF_LAYOUT_AREAS_MAX 16u
#define HF_LAYOUT_SLOTS_MAX 2u

/* One of the three images above irot. */
struct hf_layout_role {
    uint8_t class_id[HF_UUID_SIZE];
    const char *class_name; /* "an505/secure" */
    uint32_t load_address;  /* of a RAM_LOAD image; 0: runs in place */
    uint32_t header_size;
    uint32_t link_address;                     /* of the payload's first byte */
    uint32_t slot_offset[HF_LAYOUT_SLOTS_MAX]; /* in nvm.bin; A, then B */
    size_t slot_count;
    uint32_t slot_size;
    uint32_t staging_offset; /* in nvm.bin, where new images wait; urot has no place of its own */
    uint32_t staging_size;   /* 0: none */
    enum hf_key_form form;
};

/* A stretch of RAM that a memory scan may want to see. */
struct hf_layout_area {
    const char *name;
    uint64_t address;
    uint32_t size;
};

struct hf_layout {
    const char *board;
    const char *machine;   /* QEMU's name */
    const char *gate;      /* trustzone, mpu, none */
    const char *retention; /* what fuses and counters survive */
    const char *lock;      /* what irot's lock is worth: hidden, readonly, none */
    const char *vendor_name;
    uint8_t vendor_id[HF_UUID_SIZE];
    uint64_t die_address;
    uint64_t nvm_address;
    uint32_t nvm_size;        /* of nvm.bin */
    uint32_t flash_size;      /* the part of it that is flash */
    uint32_t boot_log_offset; /* in nvm.bin */
    uint32_t boot_log_half[2];
    uint32_t vault_offset; /* in nvm.bin */
    uint32_t vault_size;
    uint32_t key_page_offset; /* in nvm.bin */
    uint32_t key_page_size;   /* 0: none; devices made before there was one have none either */
    uint8_t erased;           /* what an erased byte reads as */
    bool nvm_backed;          /* machine RAM in a file; else a loader blob, and volatile */
    bool die_page_apart;      /* the die page is a file and blob of its own, not in nvm.bin */
    uint64_t die_page_address;
    uint32_t die_page_offset; /* in its file */
    uint64_t param_address;   /* of the lab's parameter block, as the loader must write it */
    uint32_t param_size;
    struct hf_layout_role roles[HF_ROLE_COUNT];
    struct hf_layout_area areas[HF_LAYOUT_AREAS_MAX];
    size_t area_count;
};

/* Reads layout.json; the strings live in `arena`. False, with the line, when the file is not a
 * whole layout. */
bool hf_layout_load(const char *path, struct hf_arena *arena, struct hf_layout *layout,
                    struct hf_trouble *trouble);

/* "8-4-4-4-12" hexadecimal. */
bool hf_uuid_parse(const char *text, uint8_t uuid[HF_UUID_SIZE]);
void hf_uuid_print(const uint8_t uuid[HF_UUID_SIZE], char text[37]);

/* The name-based UUID (version 5) of `name` in the name space `space`. */
void hf_uuid_of_name(const uint8_t space[HF_UUID_SIZE], const char *name,
                     uint8_t uuid[HF_UUID_SIZE]);

#endif
