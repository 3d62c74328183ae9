/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * lab/powerfail/boot/board.h - flash maps of the parts: the tables behind docs/flash-maps.md, and
 * the boards on which power is cut. */
#ifndef HF_LAB_POWERFAIL_BOARD_H
#define HF_LAB_POWERFAIL_BOARD_H

#include "hw/api/map.h"
#include "hw/fake/nvm.h"

#include <stdbool.h>
#include <stdint.h>

/* What has a place in the flash. Staging follows the role of its slot. */
enum board_area {
    AREA_IROT,
    AREA_UROT_A,
    AREA_UROT_B,
    AREA_LOG_A,
    AREA_LOG_B,
    AREA_SECURE,
    AREA_APP,
    AREA_SECURE_STAGING,
    AREA_APP_STAGING,
    AREA_VAULT_A,
    AREA_VAULT_B,
    AREA_COUNT
};

struct board {
    const char *parts;                    /* that have this flash */
    struct hf_fake_nvm_geometry geometry; /* its name is the board's */
    struct hf_region areas[AREA_COUNT];
    bool published; /* in docs/flash-maps.md */
    const char *note;
};

#define BOARDS 8u
extern const struct board boards[BOARDS];
extern const char *const board_area_names[AREA_COUNT];

/* NULL when there is no board of this name. */
const struct board *board_find(const char *name);

/* What is wrong with a map, or NULL: areas overlap, do not lie on sectors, are too small for what
 * they must hold, or reach beyond the flash. */
const char *board_check(const struct board *board);

/* Prints docs/flash-maps.md. */
void board_print_maps(void);

/* Sets up a blank flash of this board, and the hf_map that the stages see. */
void board_start(const struct board *board);

/* What a reset does to the lasting parts: locks are open again. `power`: RAM is lost as well. */
void board_reset(bool power);

/* RAM that no stage clears. */
struct board_ram {
    struct hf_handoff handoff;
    struct hf_secrets secrets;
    struct hf_records records;
    struct hf_trial trial;
};
void board_ram_take(struct board_ram *ram);
void board_ram_give(const struct board_ram *ram);

#define BOARD_LOAD      0x38010000u /* urot runs here on every board */
#define BOARD_LOAD_SIZE 0x10000u

#endif
