/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * Are the maps right, and how do they look in a document? */
#include "firmware/store/update.h"
#include "lab/powerfail/boot/board.h"

#include <stdio.h>
#include <string.h>

const char *const board_area_names[AREA_COUNT] = {
    "irot", "urot A",         "urot B",      "boot log A", "boot log B", "secure",
    "app",  "secure staging", "app staging", "vault A",    "vault B"};

/* What each area must hold at least: irot's code limit, urot's signed image, the smallest log half.
 */
static const uint32_t least[AREA_COUNT] = {10240, 16384, 16384, 2048, 2048, 16384,
                                           16384, 16384, 16384, 4096, 4096};

const struct board *board_find(const char *name)
{
    for (uint32_t i = 0; i < BOARDS; i++) {
        if (strcmp(boards[i].geometry.name, name) == 0) {
            return &boards[i];
        }
    }
    return NULL;
}

/* The size of the sector that starts at `at`; 0 when none does. */
static uint32_t sector_from(const struct hf_fake_nvm_geometry *geometry, uint32_t at)
{
    uint32_t from = geometry->base;

    for (uint32_t i = 0; i < HF_FAKE_NVM_RUNS; i++) {
        uint32_t const size = geometry->runs[i].size;
        uint32_t const run = geometry->runs[i].count * size;

        if (at >= from && at - from < run) {
            return (at - from) % size == 0 ? size : 0;
        }
        from += run;
    }
    return 0;
}

/* Whole sectors of the area; 0 when it is not made of them. */
static uint32_t sectors_of(const struct board *board, enum board_area area)
{
    struct hf_region const place = board->areas[area];
    uint32_t count = 0;
    uint32_t done = 0;

    while (done < place.size) {
        uint32_t const size = sector_from(&board->geometry, place.base + done);

        if (size == 0) {
            return 0;
        }
        done += size;
        count++;
    }
    return done == place.size ? count : 0;
}

static bool may_share(enum board_area one, enum board_area other)
{
    return one == AREA_SECURE_STAGING && other == AREA_APP_STAGING;
}

static bool overlap(const struct board *board, enum board_area one, enum board_area other)
{
    struct hf_region const a = board->areas[one];
    struct hf_region const b = board->areas[other];

    return a.base < b.base + b.size && b.base < a.base + a.size && !may_share(one, other);
}

/* A staging area has room for its slot and one step of the walk more; both have sectors of one
 * size. */
static const char *check_staging(const struct board *board, enum board_area slot,
                                 enum board_area staging)
{
    uint32_t const sector = sector_from(&board->geometry, board->areas[slot].base);
    uint32_t const step = sector < HF_UPDATE_STEP ? HF_UPDATE_STEP : sector;

    if (sectors_of(board, slot) * sector != board->areas[slot].size ||
        sectors_of(board, staging) * sector != board->areas[staging].size) {
        return "a slot and its staging have sectors of different sizes";
    }
    return board->areas[staging].size >= board->areas[slot].size + step &&
                   board->areas[slot].size % step == 0
               ? NULL
               : "a staging area is not a step larger than its slot";
}

const char *board_check(const struct board *board)
{
    const char *wrong;

    for (enum board_area area = 0; area < AREA_COUNT; area++) {
        if (sectors_of(board, area) == 0) {
            return "an area is not made of whole sectors";
        }
        if (board->areas[area].size < least[area]) {
            return "an area is too small";
        }
        for (enum board_area other = area + 1; other < AREA_COUNT; other++) {
            if (overlap(board, area, other)) {
                return "two areas overlap";
            }
        }
    }
    if (board->areas[AREA_UROT_A].size != board->areas[AREA_UROT_B].size) {
        return "urot's slots differ";
    }
    wrong = check_staging(board, AREA_SECURE, AREA_SECURE_STAGING);
    return wrong != NULL ? wrong : check_staging(board, AREA_APP, AREA_APP_STAGING);
}

static void print_map(const struct board *board)
{
    const struct hf_fake_nvm_geometry *geometry = &board->geometry;
    uint32_t from = geometry->base;

    printf("\n## %s\n\nProgram unit %u bytes, erased 0x%02x; ", board->parts, geometry->unit,
           geometry->erased);
    for (uint32_t i = 0; i < HF_FAKE_NVM_RUNS && geometry->runs[i].count != 0; i++) {
        printf("%s%u x %u KB", i == 0 ? "" : ", ", geometry->runs[i].count,
               geometry->runs[i].size / 1024u);
    }
    puts(".\n\n| area | from | to | bytes | sectors |\n|---|---|---|---|---|");
    for (; from != UINT32_MAX;) { /* in the order of addresses */
        uint32_t next = UINT32_MAX;

        for (enum board_area area = 0; area < AREA_COUNT; area++) {
            struct hf_region const place = board->areas[area];

            if (place.base == from) {
                printf("| %s | 0x%08x | 0x%08x | %u | %u |\n", board_area_names[area], place.base,
                       place.base + place.size - 1u, place.size, sectors_of(board, area));
            } else if (place.base > from && place.base < next) {
                next = place.base;
            }
        }
        from = next;
    }
    printf("\n%s\n", board->note);
}

void board_print_maps(void)
{
    puts("# Flash maps\n\n"
         "Where the images, the boot log and the vault can lie on real parts. The tables are those "
         "on which the\n"
         "power-fail lab cuts the power (`lab/powerfail/boot/board.c`); this page is printed by\n"
         "`powerfail_boot --maps`, and a test holds that it is, that no two areas overlap, that "
         "all are made of\n"
         "whole sectors, and that each holds what it must: irot 10,240 bytes, urot's signed image "
         "16,384 bytes,\n"
         "a staging area one sector (or KB) more than its slot. None of these maps has run on "
         "silicon.");
    for (uint32_t i = 0; i < BOARDS; i++) {
        if (boards[i].published) {
            print_map(&boards[i]);
        }
    }
}
