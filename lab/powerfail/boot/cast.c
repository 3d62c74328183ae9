/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "lab/powerfail/boot/scenario.h"

#include "hw/api/counter.h"
#include "hw/api/nvm.h"
#include "hw/fake/counter.h"
#include "lab/powerfail/boot/sight.h"
#include "lab/powerfail/boot/stage.h"

#include <stdlib.h>
#include <string.h>

#define FULL_SIZE  (60u * 1024u) /* what other boot loaders were measured with */
#define UROT_SIZE  (16u * 1024u)
#define UROT_SMALL 2048u

static struct hf_region slot_of(const struct play *play, enum hf_role role)
{
    static const enum board_area areas[] = {AREA_UROT_A, AREA_SECURE, AREA_APP};

    return play->board->areas[areas[role]];
}

static uint32_t sector_at(uint32_t at)
{
    uint32_t start;
    uint32_t size;

    if (hf_nvm_sector(at, &start, &size) != HF_OK) {
        abort();
    }
    return size;
}

/* A small image fills its last sector in part; where sectors are large it stays at some KB all the
 * same, and fills one. A full one has the size at which others were measured, or that of its slot.
 */
static uint32_t size_of(const struct play *play, enum hf_role role, uint32_t sectors, bool small)
{
    struct hf_region const slot = slot_of(play, role);
    uint32_t const sector = sector_at(slot.base);
    uint32_t size = FULL_SIZE + (sectors - 1u) * sector / 2u;

    if (role == HF_ROLE_UROT) {
        return small ? UROT_SMALL : UROT_SIZE - 64u * (sectors - 1u);
    }
    if (small) {
        size = sector < 1024u ? 1024u + sectors * sector : (sectors - 1u) * sector + 1024u;
        size = sector > 16384u ? 2048u * sectors : size;
    }
    return size < slot.size - 64u ? size : slot.size - 64u * sectors;
}

static void make(struct play *play, enum hf_role role, enum generation generation,
                 const struct cast_wish *wish, bool small)
{
    struct image_wish const image = {
        .role = role,
        .version = 1u + (uint32_t)generation,
        .counter = wish->counter[generation],
        .size = size_of(play, role, wish->sectors[generation], small),
        .code_at = role == HF_ROLE_UROT ? BOARD_LOAD : slot_of(play, role).base,
        .needs_app = generation == NEW ? wish->needs_app : 0,
        .key = generation == NEW ? wish->key : NULL,
        .encrypted = wish->encrypted,
    };

    image_make(&play->cast[role][generation], &image);
}

void cast_fill(struct play *play, bool small)
{
    const struct cast_wish *wishes = play->scenario->wishes;

    for (enum hf_role role = 0; role < HF_ROLE_COUNT; role++) {
        make(play, role, OLD, &wishes[role], small);
        if (wishes[role].sectors[NEW] != 0) {
            make(play, role, NEW, &wishes[role], small);
        }
        image_put(&play->cast[role][OLD], slot_of(play, role).base);
        hf_fake_counter_force((uint32_t)role, wishes[role].counter[OLD]);
        play->floors[role] = wishes[role].counter[OLD];
    }
    image_put(&play->cast[HF_ROLE_UROT][OLD], play->board->areas[AREA_UROT_B].base);
}

enum generation cast_in_slot(const struct play *play, enum hf_role role)
{
    for (enum generation i = OLD; i < GENERATIONS; i++) {
        const struct image *image = &play->cast[role][i];

        if (image->bytes == NULL) {
            continue;
        }
        if (role == HF_ROLE_UROT ? memcmp(hf_map.handoff->measured[role].hash, image->hash, 32) == 0
                                 : image_stands_at(image, slot_of(play, role).base)) {
            return i;
        }
    }
    return NEITHER;
}

uint64_t cast_slots(const struct play *play)
{
    uint64_t name = 1;

    for (enum hf_role role = HF_ROLE_SECURE; role < HF_ROLE_COUNT; role++) {
        struct hf_region const slot = slot_of(play, role);

        for (uint32_t at = 0; at < slot.size; at += HF_FAKE_NVM_PAGE) {
            uint64_t const stamp = hf_fake_nvm_stamp(slot.base + at);

            name = sight_ask(name, &stamp, sizeof(stamp));
        }
    }
    return name;
}

static const char *check_role(const struct play *play, enum hf_role role)
{
    enum generation const generation = cast_in_slot(play, role);
    const struct image *image;

    if (generation == NEITHER) {
        return "WRONG IMAGE: what runs is not one of the signed images";
    }
    image = &play->cast[role][generation];
    if (memcmp(hf_map.handoff->measured[role].hash, image->hash, 32) != 0) {
        return "the hand-over measures another image than the one that stands there";
    }
    if (image->wish.counter < hf_counter_read((uint32_t)role)) {
        return "WRONG IMAGE: an image below its floor runs";
    }
    return NULL;
}

const char *cast_check(const struct play *play)
{
    uint32_t const base = slot_of(play, HF_ROLE_SECURE).base;
    const char *wrong = NULL;

    if (stage_entry != base + 0x211u || stage_vectors != base + 0x200u) {
        return "secure was not entered at its reset vector";
    }
    for (enum hf_role role = 0; role < HF_ROLE_COUNT && wrong == NULL; role++) {
        wrong = check_role(play, role);
    }
    return wrong;
}

enum generation cast_generation(const struct play *play)
{
    enum generation found = GENERATIONS;

    for (enum hf_role role = 0; role < HF_ROLE_COUNT; role++) {
        enum generation const generation = cast_in_slot(play, role);

        if ((play->scenario->set >> (uint32_t)role & 1u) == 0) {
            if (generation != OLD) {
                return NEITHER;
            }
        } else if (found != GENERATIONS && found != generation) {
            return NEITHER;
        } else {
            found = generation;
        }
    }
    return found == GENERATIONS ? OLD : found;
}
