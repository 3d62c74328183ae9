/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * The hf_map and the hf_urot_places that the stages see. To them they are constants; here they are
 * filled per board, before a stage runs. */
#define hf_map         hf_map_as_declared
#define hf_urot_places hf_urot_places_as_declared
#define hf_shared_map  hf_shared_map_as_declared
#include "hw/api/map.h"
#undef hf_map
#undef hf_shared_map
#undef hf_urot_places

#include "hw/fake/counter.h"
#include "hw/fake/power.h"
#include "lab/powerfail/boot/board.h"

#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#define COUNTER_STEPS 64u

struct hf_map_as_declared hf_map; /* the macro renamed the struct as well */
struct hf_shared_map_as_declared hf_shared_map;
struct hf_region hf_urot_places[HF_SLOT_COUNT];
const struct hf_region hf_key_page; /* no product has keys here */

const uint8_t hf_vendor_id[16] = "a vendor's name";
const uint8_t hf_class_id[HF_ROLE_COUNT][16] = {"power/urot", "power/secure", "power/app"};

static struct board_ram ram_of_board;

/* A part's addresses are 32 bits wide, so urot's RAM lies where a part could have it. */
static void make_load_area(void)
{
    void *const at = (void *)(uintptr_t)BOARD_LOAD;

    if (mmap(at, BOARD_LOAD_SIZE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED,
             -1, 0) != at) {
        abort();
    }
}

void board_start(const struct board *board)
{
    const struct hf_region *areas = board->areas;

    make_load_area();
    hf_fake_nvm_setup(&board->geometry);
    hf_fake_counter_setup(COUNTER_STEPS, HF_RETENTION_LIFE);
    hf_map = (struct hf_map_as_declared){
        .secure_slot = areas[AREA_SECURE],
        .app_slot = areas[AREA_APP],
        .boot_log = {areas[AREA_LOG_A], areas[AREA_LOG_B]},
        .staging = {areas[AREA_SECURE_STAGING], areas[AREA_SECURE_STAGING],
                    areas[AREA_APP_STAGING]},
        .handoff = &ram_of_board.handoff,
        .secrets = &ram_of_board.secrets,
        .records = &ram_of_board.records,
        .trial = &ram_of_board.trial,
    };
    hf_shared_map = (struct hf_shared_map_as_declared){&ram_of_board.handoff, &ram_of_board.secrets,
                                                       &ram_of_board.records, &ram_of_board.trial};
    hf_urot_places[HF_SLOT_A] = areas[AREA_UROT_A];
    hf_urot_places[HF_SLOT_B] = areas[AREA_UROT_B];
    hf_urot_places[HF_SLOT_RAM] = (struct hf_region){BOARD_LOAD, BOARD_LOAD_SIZE};
    board_reset(true);
}

void board_reset(bool power)
{
    hf_fake_nvm_reset();
    hf_fake_counter_reset();
    if (power) {
        memset(&ram_of_board, 0x5a, sizeof(ram_of_board));
        memset((void *)(uintptr_t)BOARD_LOAD, 0x5a, BOARD_LOAD_SIZE);
    }
}

void board_ram_take(struct board_ram *ram)
{
    *ram = ram_of_board;
}

void board_ram_give(const struct board_ram *ram)
{
    ram_of_board = *ram;
}
