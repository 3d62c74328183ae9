/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * lab/boot/world.h - a board in host memory, on which the boot stages' own sources run: fake flash,
 * fake die, a load area at a fixed address, and a moment between the two passes of a proof. */
#ifndef HF_LAB_BOOT_WORLD_H
#define HF_LAB_BOOT_WORLD_H

#include "core/handoff.h"
#include "core/record.h"
#include "core/trial.h"
#include "host/image/sign.h"

#define WORLD_FLASH       0x08000000u
#define WORLD_UROT_A      (WORLD_FLASH + 0x0000u)
#define WORLD_UROT_B      (WORLD_FLASH + 0x4000u)
#define WORLD_SECURE      (WORLD_FLASH + 0x8000u)
#define WORLD_APP         (WORLD_FLASH + 0xc000u)
#define WORLD_SLOT_SIZE   0x4000u
#define WORLD_SECTOR      0x1000u
#define WORLD_LOG         (WORLD_FLASH + 0x10000u) /* two halves of a sector each */
#define WORLD_SECURE_NEW  (WORLD_FLASH + 0x12000u) /* staging: a slot and a sector */
#define WORLD_APP_NEW     (WORLD_FLASH + 0x17000u)
#define WORLD_FLASH_SIZE  0x1c000u
#define WORLD_LOAD        0x38010000u
#define WORLD_ROOT        "lab/keys/root-1.pem"
#define WORLD_SPARE_ROOT  "lab/keys/root-2.pem"
#define WORLD_RESET(base) ((base) + 0x200u + 0x11u)

/* A new board: empty flash, a die with root-1 and root-2 fused, slots 2 and 3 unused. */
void world_setup(void);

/* What an image of `role` for this board looks like; change it, then sign it. */
struct hf_sign_plan world_plan(enum hf_role role);

/* Signs and gives the image; it lives until the next world_setup(). */
hf_span_t world_sign(const struct hf_sign_plan *plan, const char *key);

/* Writes bytes into the flash behind the driver's back. */
void world_write(uint32_t at, hf_span_t bytes);

/* What the stages share in RAM. */
extern struct hf_handoff world_handoff;
extern struct hf_records world_records;
extern struct hf_trial world_trial;

/* The flash's or the load area's own bytes. */
uint8_t *world_flash(uint32_t at);
uint8_t *world_load(void);

/* Called by hf_cpu_delay_random(), which the proof calls between its passes; NULL: nothing. */
extern void (*world_between_passes)(void);

#endif
