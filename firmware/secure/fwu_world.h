/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * firmware/secure/fwu_world.h - a device for the tests of firmware update: fake flash, a boot log,
 * and images whose hash is right. Included by one test program each. */
#ifndef HF_SECURE_FWU_WORLD_H
#define HF_SECURE_FWU_WORLD_H

#include "firmware/secure/fwu.h"
#include "firmware/secure/fwu_internal.h"
#include "hw/api/crypto.h"
#include "hw/api/nvm.h"
#include "hw/fake/counter.h"
#include "hw/fake/nvm.h"
#include "hw/fake/power.h"

/* clang-format off */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include <string.h>

#define IMAGE_MOST   0x9000u
#define HEADER       512u
#define BLOCK        1024u
#define URBOOT       0x20010000u
#define STAGING_SIZE 0x9000u
#define SECTOR       0x1000u
#define SLOT         (STAGING_SIZE - SECTOR)

static struct hf_handoff handoff;
const uint8_t hf_vendor_id[16] = {0x11};
const uint8_t hf_class_id[HF_ROLE_COUNT][16] = {{1}, {2}, {3}};
const struct hf_region hf_urot_places[HF_SLOT_COUNT] = {
    {0x08030000, SLOT}, {0x08038000, SLOT}, {URBOOT, 0x10000}};
const struct hf_map hf_map = {
    .secure_slot = {0x08030000, SLOT},
    .app_slot = {0x08030000, SLOT},
    .boot_log = {{0x08004000, 0x2000}, {0x08006000, 0x2000}},
    .staging = {{0x08010000, STAGING_SIZE}, {0x08010000, STAGING_SIZE}, {0x08020000, STAGING_SIZE}},
    .handoff = &handoff,
};
static const uint8_t log_key[32] = {0x4c};
static struct hf_bootlog world_log;

struct made_image {
    uint8_t bytes[IMAGE_MOST];
    uint32_t size;
};

struct recipe {
    uint32_t role;
    uint32_t payload;
    uint32_t counter;
    uint8_t major;
    uint8_t depends_on;    /* enum hf_role, or 0xff */
    uint8_t depends_major; /* the least it may be */
};

static void add_tlv(struct made_image *image, uint16_t type, const uint8_t *value, uint16_t size)
{
    hf_write_u16(image->bytes + image->size, type);
    hf_write_u16(image->bytes + image->size + 2, size);
    if (value != NULL) {
        memcpy(image->bytes + image->size + 4, value, size);
    } else {
        memset(image->bytes + image->size + 4, 0x30, size);
    }
    image->size += 4u + size;
}

static void add_protected(struct made_image *image, const struct recipe *recipe)
{
    uint32_t const area = image->size;
    uint8_t counter[4];
    uint8_t dependency[12] = {recipe->depends_on, 0, 0, 0, recipe->depends_major};

    hf_write_u16(image->bytes + area, HF_AREA_MAGIC_PROTECTED);
    image->size += 4;
    hf_write_u32(counter, recipe->counter);
    add_tlv(image, HF_TLV_SEC_CNT, counter, 4);
    if (recipe->depends_on != 0xff) {
        add_tlv(image, HF_TLV_DEPENDENCY, dependency, sizeof(dependency));
    }
    add_tlv(image, HF_TLV_UUID_VID, hf_vendor_id, 16);
    add_tlv(image, HF_TLV_UUID_CID, hf_class_id[recipe->role], 16);
    hf_write_u16(image->bytes + area + 2, (uint16_t)(image->size - area));
    hf_write_u16(image->bytes + 10, (uint16_t)(image->size - area));
}

static void make_image(struct made_image *image, const struct recipe *recipe)
{
    struct hf_sha256 hash;
    uint8_t digest[32];
    uint32_t area;

    memset(image, 0, sizeof(*image));
    hf_write_u32(image->bytes, HF_IMAGE_MAGIC);
    hf_write_u16(image->bytes + 8, HEADER);
    hf_write_u32(image->bytes + 12, recipe->payload);
    if (recipe->role == HF_ROLE_UROT) {
        hf_write_u32(image->bytes + 4, URBOOT);
        hf_write_u32(image->bytes + 16, HF_IMAGE_FLAG_RAM_LOAD);
    }
    image->bytes[20] = recipe->major;
    for (uint32_t i = 0; i < recipe->payload; i++) {
        image->bytes[HEADER + i] = (uint8_t)(i * 7u + recipe->major + recipe->role);
    }
    image->size = HEADER + recipe->payload;
    add_protected(image, recipe);
    hf_sha256_start(&hash);
    hf_sha256_update(&hash, image->bytes, image->size);
    hf_sha256_finish(&hash, digest);
    area = image->size;
    hf_write_u16(image->bytes + area, HF_AREA_MAGIC_PLAIN);
    image->size += 4;
    add_tlv(image, HF_TLV_SHA256, digest, 32);
    add_tlv(image, recipe->role == HF_ROLE_UROT ? HF_TLV_PUBKEY : HF_TLV_KEYHASH, NULL,
            recipe->role == HF_ROLE_UROT ? HF_PUBKEY_SIZE : HF_KEYHASH_SIZE);
    add_tlv(image, HF_TLV_ECDSA_SIG, NULL, 71);
    hf_write_u16(image->bytes + area + 2, (uint16_t)(image->size - area));
}

/* What a reset does. */
static inline void reset(void)
{
    hf_fake_nvm_reset();
    memset(&hf_fwu, 0xee, sizeof(hf_fwu));
    hf_fwu_open(hf_bootlog_open(&world_log, hf_map.boot_log, log_key) == HF_OK ? &world_log : NULL);
}

static inline void start_world(const struct hf_fake_nvm_geometry *geometry)
{
    hf_fake_nvm_setup(geometry);
    hf_fake_counter_setup(64, HF_RETENTION_LIFE);
    memset(&handoff, 0, sizeof(handoff));
    for (uint32_t role = 0; role < HF_ROLE_COUNT; role++) {
        handoff.measured[role].version[0] = 1;
        hf_fake_counter_force(role, 5);
    }
    if (hf_bootlog_open(&world_log, hf_map.boot_log, log_key) == HF_ERR_JOURNAL_EMPTY) {
        assert_int_equal(HF_OK, hf_bootlog_start(&world_log));
    }
    reset();
}

static inline uint32_t state(uint32_t role)
{
    struct hf_fwu_answer answer;

    assert_int_equal(0, hf_fwu_query(role, &answer));
    return answer.state;
}

static inline uint32_t written(uint32_t role)
{
    struct hf_fwu_answer answer;

    assert_int_equal(0, hf_fwu_query(role, &answer));
    return answer.written;
}

static inline int32_t error_of_role(uint32_t role)
{
    struct hf_fwu_answer answer;

    assert_int_equal(0, hf_fwu_query(role, &answer));
    return answer.error;
}

/* Sends image bytes from `from` up to `to`. */
static inline int32_t send(uint32_t role, const struct made_image *image, uint32_t from,
                           uint32_t to)
{
    int32_t status = 0;

    for (uint32_t at = from; at < to && status == 0; at += BLOCK) {
        uint32_t const part = to - at < BLOCK ? to - at : BLOCK;

        status = hf_fwu_write(role, at, image->bytes + at, part);
    }
    return status;
}

/* READY to CANDIDATE, or what stops it. */
static inline int32_t download(uint32_t role, const struct made_image *image)
{
    int32_t status = hf_fwu_start(role, 0);

    status = status == 0 ? send(role, image, 0, image->size) : status;
    return status == 0 ? hf_fwu_finish(role) : status;
}

#endif
