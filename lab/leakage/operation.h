/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * lab/leakage/operation.h - the emulated processor with secure's code, and what is run on it. */
#ifndef HF_LAB_LEAKAGE_OPERATION_H
#define HF_LAB_LEAKAGE_OPERATION_H

#include "lab/faults/elf.h"
#include "lab/leakage/welch.h"

#include <unicorn/unicorn.h>

/* Where secure's image and RAM lie on an505 (hw/board/an505/layout.h). */
#define CODE_AT   0x80040000u
#define CODE_SIZE 0x00040000u
#define RAM_AT    0x38040000u
#define RAM_SIZE  0x00010000u

#define REGISTERS 14u /* r0 to r12, and lr */

struct machine {
    struct elf elf;
    uc_engine *uc;
    uint32_t random_at; /* where secure asks for random numbers, or 0 */
    uint32_t from_at;   /* where the tracing starts, and after how many calls */
    unsigned calls_left;
    uint8_t ram[RAM_SIZE]; /* what secure's start makes of its RAM */
    uint32_t before[REGISTERS];
    uint32_t bus;               /* the word that memory gave or took last */
    uint32_t path[SAMPLES_MAX]; /* the instructions of the first run */
    size_t path_length;         /* 0 before it */
    uint16_t weight[SAMPLES_MAX];
    uint16_t distance[SAMPLES_MAX];
    size_t length;
    size_t window; /* where a run is cut */
    bool diverged; /* two runs did not take the same path: the time tells the secret */
    uint32_t stopped_at;
};

struct operation {
    const char *name;
    const char *function; /* of the ELF file; NULL: `code` */
    const uint16_t *code; /* Thumb instructions of a control */
    size_t code_size;     /* bytes */
    const char
        *from; /* traced from the call number `call` of this function; NULL: from the start */
    unsigned call;
    size_t window;    /* instructions at most; 0: to the end */
    bool both_random; /* both classes alike: nothing may be found */
    /* Writes secret and public inputs to memory, and gives r0 to r3 and the word on the stack. */
    void (*arrange)(struct machine *machine, const uint8_t secret[32], uint32_t arguments[6]);
};

/* The operation of that name, or NULL. */
const struct operation *operation_find(const char *name);

/* Ends the program with a line when the file cannot be used. */
void machine_start(struct machine *machine, const char *elf);

/* One run; the traces are in the machine. False: the code ended otherwise than by returning. */
bool machine_run(struct machine *machine, const struct operation *operation,
                 const uint8_t secret[32]);

void machine_write(struct machine *machine, uint32_t at, const void *bytes, size_t size);

/* The next byte of the generator that every run shares. */
uint8_t leakage_random(void);

#endif
