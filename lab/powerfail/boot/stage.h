/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * lab/powerfail/boot/stage.h - a boot stage as a program of its own: its sources in a shared
 * object, with its own statics, which a reset sets back. */
#ifndef HF_LAB_POWERFAIL_STAGE_H
#define HF_LAB_POWERFAIL_STAGE_H

#include <stdbool.h>
#include <stdint.h>

struct stage;

/* How a stage ended. */
enum stage_end {
    STAGE_JUMPED, /* to the next one */
    STAGE_HALTED, /* hf_cpu_halt(): the watchdog resets the part later */
    STAGE_RESET,  /* hf_cpu_reset() */
};

/* Loads the stage whose object lies beside this program; ends the program when there is none. */
struct stage *stage_load(const char *name);

/* Runs its main() with fresh statics until it leaves. */
enum stage_end stage_run(struct stage *stage);

/* A stage that is built for coverage has it: writes out what the run has reached (counters.c). */
void stage_counters(void);

/* Where the last stage that jumped went. */
extern uint32_t stage_vectors;
extern uint32_t stage_entry;

/* The most erases between two meals of the watchdog in the last stage that ran. */
extern uint32_t stage_hunger;

/* Does what the stages print go to stderr? */
void stage_speak(bool aloud);

/* Bytes that the secure console receives, until all are read. */
void stage_feed(const uint8_t *bytes, uint32_t size);

/* Asked whenever all are read: feeds more and says true, or the line stays silent for ever. NULL:
 * silent. */
extern bool (*stage_line)(void);

/* The last whole line that was printed. */
extern char stage_last[96];

#endif
