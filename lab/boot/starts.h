/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * lab/boot/starts.h - a board whose urot installs, tries, accepts and takes back images, start by
 * start, from its own sources. What does not work fails the test that asked for it. */
#ifndef HF_LAB_BOOT_STARTS_H
#define HF_LAB_BOOT_STARTS_H

#include "firmware/urot/install.h"
#include "lab/boot/world.h"

#define SECURE (1u << HF_ROLE_SECURE)
#define APP    (1u << HF_ROLE_APP)
#define UROT   (1u << HF_ROLE_UROT)
#define OLD    7u /* security counters */
#define NEW    9u
#define BIG    9000u /* bytes of payload: three sectors with header and TLVs */

/* Of the last start: what urot had before it, how many resets it took, the last word of a refusal.
 */
extern struct hf_install lab_install;
extern uint32_t lab_resets;
extern hf_err_t lab_refusal;

/* For cmocka: a board with OLD in all slots, started once. */
int lab_setup(void **state);

/* An image of `role` with this counter, which is its version too, and so many bytes of payload. */
struct hf_sign_plan lab_plan(enum hf_role role, uint32_t counter, uint32_t size);

/* The file of the key that signs for a role. */
const char *lab_key_of(enum hf_role role);

/* Puts an image into its staging place, as secure does. */
void lab_stage_plan(enum hf_role role, const struct hf_sign_plan *plan);
void lab_stage(enum hf_role role, uint32_t counter);

/* The log as secure has it, between two starts; an update asked for, and accepted. */
struct hf_bootlog *lab_log(void);
hf_err_t lab_ask(uint32_t set);
void lab_accept(void);

/* Starts until something runs (1) or nothing can (0). */
int lab_boot(void);

/* Asks for an update of `set` and sees it refused with `word`, and no slot touched. */
void lab_is_refused(uint32_t set, hf_err_t word);

/* Starts, and cuts the power at `operation`. True when it came to that. */
int lab_cut_at(uint32_t operation, uint32_t variant);

/* After a start: the security counter of what runs, and of what is in a slot of urot (0: nothing
 * that boots). */
uint32_t lab_running(enum hf_role role);
uint32_t lab_in_slot(uint32_t slot);

#endif
