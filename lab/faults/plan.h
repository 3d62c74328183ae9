/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * lab/faults/plan.h - the machine under attack, and what counts as a break: memory, devices, where
 * the run starts, where it may end. One plan serves all emulators of a campaign. */
#ifndef HF_LAB_FAULTS_PLAN_H
#define HF_LAB_FAULTS_PLAN_H

#include "lab/faults/elf.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define AREAS_MAX   24
#define DEVICES_MAX 24
#define VALUES_MAX  24
#define STOPS_MAX   8
#define STUBS_MAX   8
#define PAGE        4096u

/* How a run ended. */
enum outcome {
    OUTCOME_HELD,    /* in a halt loop */
    OUTCOME_CRASH,   /* a processor fault: the stage's fault handler ends in the halt loop */
    OUTCOME_HANG,    /* ran on without an end: the watchdog's case */
    OUTCOME_RESET,   /* asked for a reset */
    OUTCOME_GOOD,    /* an image that may boot was entered, and everything was in order */
    OUTCOME_BOOTS,   /* break: an image that may not boot was entered */
    OUTCOME_ENTRY,   /* break: a jump into memory at a place that is no entry */
    OUTCOME_LOCK,    /* break: a good image was entered, but a lock was left open */
    OUTCOME_SECRET,  /* break: a good image was entered, but a secret lies about */
    OUTCOME_CHANGED, /* a good image was entered, and the fault itself has damaged a word of it */
    OUTCOME_COUNT
};

#define OUTCOME_IS_BREAK(outcome) ((outcome) >= OUTCOME_BOOTS && (outcome) < OUTCOME_CHANGED)

extern const char *const outcome_names[OUTCOME_COUNT];

enum rights { MAY_READ = 1, MAY_WRITE = 2, MAY_RUN = 4 };

struct area {
    uint32_t base;
    uint32_t size; /* whole pages */
    uint32_t rights;
    uint8_t *bytes; /* what it holds at the start */
    bool lasting;   /* the run cannot change it: one copy serves all emulators */
    bool kept;    /* starts as the unharmed run leaves it: flash that the firmware prepares once */
    bool outside; /* a jump into it leads nowhere of interest: a crash */
};

/* What the stubs replace; the number is that of the SVC. */
enum stub_kind {
    STUB_SHA256_START = 0xa0,
    STUB_SHA256_UPDATE,
    STUB_SHA256_FINISH,
    STUB_P256_VERIFY,
    STUB_P256_STATUS, /* int f(key, hash, signature): 0 when good, for other people's code */
    STUB_SHA256_WHOLE /* void f(bytes, size, digest) */
};

struct core;

struct plan {
    struct elf elf;
    int cpu; /* UC_CPU_ARM_... */
    struct area areas[AREAS_MAX];
    size_t area_count;
    struct {
        uint32_t base;
        uint32_t size;
    } devices[DEVICES_MAX];
    size_t device_count;
    struct {
        uint32_t address;
        uint32_t value;
    } values[VALUES_MAX]; /* what device registers read as; all others read 0 */
    size_t value_count;
    uint32_t mpc; /* a memory protection controller with a table; 0: none */
    uint32_t stack;
    uint32_t reset;
    uint32_t halts[STOPS_MAX];
    size_t halt_count;
    uint32_t goals[STOPS_MAX]; /* executing one of these is a boot */
    size_t goal_count;
    struct {
        uint32_t at;
        enum stub_kind kind;
    } stubs[STUBS_MAX];
    size_t stub_count;
    /* What it means that `at` was entered. */
    enum outcome (*judge)(const struct plan *plan, const struct core *core, uint32_t at);
    const void *knowledge; /* of the judge */
};

/* Adds memory; `bytes` may be NULL (zeros). Gives the area, for filling in. */
struct area *plan_add_area(struct plan *plan, uint32_t base, uint32_t size, uint32_t rights);
void plan_add_device(struct plan *plan, uint32_t base, uint32_t size);
void plan_add_value(struct plan *plan, uint32_t address, uint32_t value);
void plan_add_halt(struct plan *plan, uint32_t address);
void plan_add_goal(struct plan *plan, uint32_t address);

/* Puts a call of the host in place of the function `symbol`. False when the ELF file lacks it. */
bool plan_add_stub(struct plan *plan, const char *symbol, enum stub_kind kind);

/* The area that holds [address, address + size), or NULL. */
const struct area *plan_find(const struct plan *plan, uint32_t address, uint32_t size);

/* True when `address` lies in the few bytes that replace a function. */
bool plan_is_stub(const struct plan *plan, uint32_t address);

bool plan_is_halt(const struct plan *plan, uint32_t address);
bool plan_is_goal(const struct plan *plan, uint32_t address);

#endif
