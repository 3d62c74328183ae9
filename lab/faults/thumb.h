/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * lab/faults/thumb.h - as much of the Thumb instruction set as a fault needs to know. */
#ifndef HF_LAB_FAULTS_THUMB_H
#define HF_LAB_FAULTS_THUMB_H

#include <stdbool.h>
#include <stdint.h>

/* An instruction as it stands in memory: `second` counts only when size is 4. */
struct thumb {
    uint16_t first;
    uint16_t second;
    uint32_t size; /* 2 or 4 bytes */
};

struct thumb thumb_read(const uint8_t bytes[4]);

/* ITSTATE behind this instruction, from the one before it: an IT instruction sets it, any other
 * uses one step of it up. */
uint8_t thumb_next_it(struct thumb op, uint8_t it);

/* ITSTATE when the instruction was skipped. */
uint8_t thumb_advance_it(uint8_t it);

/* What a compare or a branch looks at: the registers (bit n: rn), and whether it is the flags.
 * False for all other instructions. */
bool thumb_decides(struct thumb op, uint32_t *registers, bool *flags);

#endif
