/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * lab/threats/attack_app/places.h - where the attacked things lie, under every address that reaches
 * them. An attacker knows the memory map: it is in the reference manual. places_<family>.c has the
 * aliases of that family. */
#ifndef LAB_PLACES_H
#define LAB_PLACES_H

#include <stdint.h>

struct lab_place {
    uint32_t base; /* 0 with size 0: this board has no such place */
    uint32_t size;
    int bit_band; /* each bit of the memory behind it is a word of its own */
};

/* What t5_read_alias reads. The same numbers on every board. */
enum lab_target {
    LAB_SECURE_RAM = 1,
    LAB_SECURE_RAM_ALIAS = 2,
    LAB_SECURE_RAM_BITS = 3,
    LAB_SECURE_CODE = 4,
    LAB_DIE = 5,
    LAB_DIE_ALIAS = 6,
    LAB_IROT = 7,
    LAB_IROT_ALIAS = 8,
    LAB_SECRETS = 9,
    LAB_HANDOFF = 10,
    LAB_DIE_PAGE = 11,
    LAB_SECURE_CONSOLE = 12,
    LAB_VAULT = 13,
    LAB_BOOT_LOG = 14,
    LAB_UROT_SLOT = 15,
    LAB_SECURE_STAGING = 16,
    LAB_UROT_IMAGE = 17, /* in RAM, where it ran */
    LAB_RECORDS = 18,
    LAB_TARGETS,
};

extern const struct lab_place lab_targets[LAB_TARGETS];

/* What t5_scan searches when it is given no area of its own. The same numbers on every board. */
enum lab_area {
    LAB_AREA_APP_RAM = 1,
    LAB_AREA_APP_SLOT = 2,
    LAB_AREA_RAM = 3, /* of the boot stages and of secure */
    LAB_AREA_RAM_ALIAS = 4,
    LAB_AREA_RAM_BITS = 5,   /* secure RAM by the bit-band alias */
    LAB_AREA_RAM_BEHIND = 6, /* behind the app's */
    LAB_AREA_FLASH_BEFORE = 7,
    LAB_AREA_FLASH_BEHIND = 8,
    LAB_AREA_ROM = 9,
    LAB_AREA_ROM_ALIAS = 10,
    LAB_AREA_INTERNAL = 11, /* RAM of the core's subsystem */
    LAB_AREAS,
};

extern const struct lab_place lab_areas[LAB_AREAS];

/* What t5_world_off writes to switch the wall off. */
struct lab_switch {
    uint32_t address; /* 0: end of the table */
    uint32_t value;
};

#define LAB_SWITCHES_MAX 6u

extern const struct lab_switch lab_switches[LAB_SWITCHES_MAX];

/* A register of the app's own device that never reads zero: the control of device attacks. */
extern const uint32_t lab_own_device;

/* A timer of the app's own, which raises its interrupt after `turns` of its clock. Quieting it
 * takes the request back. */
void lab_timer_start(uint32_t turns);
void lab_timer_quiet(void);

/* What t5_devices reaches for: a device of secure. */
struct lab_device {
    uint32_t base;  /* 0: this board has none */
    uint32_t read;  /* offset of what is read: data or a state that an attacker wants */
    uint32_t write; /* offset of what is written */
    uint32_t value;
};

enum lab_device_id {
    LAB_ENTROPY = 1,
    LAB_ENTROPY_OFF = 2,
    LAB_WATCHDOG = 3,
    LAB_WATCHDOG_LOCK = 4,
    LAB_FLASH_CONTROLLER = 5,
    LAB_CLOCKS = 6,
    LAB_REMAP = 7,
    LAB_DEVICES,
};

extern const struct lab_device lab_devices[LAB_DEVICES];

/* The registers of a DMA controller, under each address; 0: none. */
#define LAB_DMA_PLACES 4u

extern const uint32_t lab_dma_places[LAB_DMA_PLACES];

/* 1: its registers are those of a PL081, so the transfer can be programmed. */
extern const int lab_dma_is_pl081;

#endif
