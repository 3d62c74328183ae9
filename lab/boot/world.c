/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "lab/boot/world.h"

#include "hw/api/cpu.h"
#include "hw/api/map.h"
#include "hw/api/watchdog.h"
#include "hw/fake/die.h"
#include "hw/fake/nvm.h"

#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#define PAYLOAD_SIZE 700u

const struct hf_region hf_urot_places[HF_SLOT_COUNT] = {{WORLD_UROT_A, WORLD_SLOT_SIZE},
                                                        {WORLD_UROT_B, WORLD_SLOT_SIZE},
                                                        {WORLD_LOAD, WORLD_SLOT_SIZE}};
struct hf_handoff world_handoff;
struct hf_records world_records;
struct hf_trial world_trial;

const struct hf_region hf_key_page; /* no product has keys here */
const struct hf_map hf_map = {
    .secure_slot = {WORLD_SECURE, WORLD_SLOT_SIZE},
    .app_slot = {WORLD_APP, WORLD_SLOT_SIZE},
    .boot_log = {{WORLD_LOG, WORLD_SECTOR}, {WORLD_LOG + WORLD_SECTOR, WORLD_SECTOR}},
    .staging = {{WORLD_SECURE_NEW, WORLD_SLOT_SIZE + WORLD_SECTOR},
                {WORLD_SECURE_NEW, WORLD_SLOT_SIZE + WORLD_SECTOR},
                {WORLD_APP_NEW, WORLD_SLOT_SIZE + WORLD_SECTOR}},
    .handoff = &world_handoff,
    .records = &world_records,
    .trial = &world_trial,
};

const uint8_t hf_vendor_id[16] = "the vendor's id";
const uint8_t hf_class_id[HF_ROLE_COUNT][16] = {"board/urot", "board/secure", "board/app"};

void (*world_between_passes)(void);

static struct hf_arena arena;
static uint8_t payloads[HF_ROLE_COUNT][PAYLOAD_SIZE];

void hf_cpu_delay_random(void)
{
    if (world_between_passes != NULL) {
        world_between_passes();
    }
}

void hf_watchdog_feed(void)
{
}

static void fuse_root(struct hf_die *die, uint32_t slot, const char *path)
{
    struct hf_trouble trouble;
    struct hf_public half;
    struct hf_key *key;

    if (!hf_key_load(path, &key, &trouble)) {
        abort();
    }
    hf_key_public(key, &half);
    memcpy(die->root_hash[slot], half.hash, sizeof(half.hash));
    hf_key_free(key);
}

void world_setup(void)
{
    static const struct hf_fake_nvm_geometry geometry = {
        .name = "four slots",
        .base = WORLD_FLASH,
        .runs = {{WORLD_FLASH_SIZE / WORLD_SECTOR, WORLD_SECTOR}},
        .unit = 8,
        .erased = 0xff,
    };
    struct hf_die die = {.magic = HF_DIE_MAGIC, .version = HF_DIE_VERSION};

    if (mmap((void *)(uintptr_t)WORLD_LOAD, WORLD_SLOT_SIZE, PROT_READ | PROT_WRITE,
             MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0) != (void *)(uintptr_t)WORLD_LOAD) {
        abort();
    }
    hf_fake_nvm_setup(&geometry);
    fuse_root(&die, 0, WORLD_ROOT);
    fuse_root(&die, 1, WORLD_SPARE_ROOT);
    hf_fake_die_setup(&die);
    hf_arena_free(&arena);
    memset(&arena, 0, sizeof(arena));
    memset(&world_handoff, 0, sizeof(world_handoff));
    memset(&world_records, 0, sizeof(world_records));
    memset(&world_trial, 0, sizeof(world_trial));
    world_between_passes = NULL;
}

/* A vector table whose reset vector points behind it, and some bytes. */
static hf_span_t payload_of(enum hf_role role)
{
    static const uint32_t bases[HF_ROLE_COUNT] = {WORLD_LOAD, WORLD_SECURE, WORLD_APP};
    uint8_t *payload = payloads[role];

    for (uint32_t i = 0; i < PAYLOAD_SIZE; i++) {
        payload[i] = (uint8_t)(i * 13u + (uint32_t)role);
    }
    hf_write_u32(payload + 4, WORLD_RESET(bases[role]));
    return (hf_span_t){payload, PAYLOAD_SIZE};
}

struct hf_sign_plan world_plan(enum hf_role role)
{
    struct hf_sign_plan plan;

    memset(&plan, 0, sizeof(plan));
    plan.draft.header_size = 0x200;
    plan.draft.version = (struct hf_version){1, 2, 3, 4};
    plan.draft.payload = payload_of(role);
    plan.draft.load_address = role == HF_ROLE_UROT ? WORLD_LOAD : 0;
    plan.draft.flags = role == HF_ROLE_UROT ? HF_IMAGE_FLAG_RAM_LOAD : 0;
    plan.form = role == HF_ROLE_UROT ? HF_KEY_EMBEDDED : HF_KEY_HASHED;
    plan.counter = 7;
    plan.targeted = true;
    memcpy(plan.vendor_id, hf_vendor_id, sizeof(plan.vendor_id));
    memcpy(plan.class_id, hf_class_id[role], sizeof(plan.class_id));
    return plan;
}

hf_span_t world_sign(const struct hf_sign_plan *plan, const char *path)
{
    struct hf_trouble trouble;
    struct hf_key *key;
    hf_span_t image;

    if (!hf_key_load(path, &key, &trouble) || !hf_image_sign(plan, key, &arena, &image, &trouble)) {
        abort();
    }
    hf_key_free(key);
    return image;
}

void world_write(uint32_t at, hf_span_t bytes)
{
    hf_fake_nvm_touch(at, (uint32_t)bytes.size);
    memcpy(hf_fake_nvm_bytes(at), bytes.bytes, bytes.size);
}

uint8_t *world_flash(uint32_t at)
{
    hf_fake_nvm_touch(at, WORLD_SLOT_SIZE - (at - WORLD_FLASH) % WORLD_SLOT_SIZE);
    return hf_fake_nvm_bytes(at);
}

uint8_t *world_load(void)
{
    return (uint8_t *)(uintptr_t)WORLD_LOAD;
}
