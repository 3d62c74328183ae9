/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * lab/faults/core.h - one emulated processor with its memory. A campaign has four of them on the
 * same plan: one walks the path without a fault, one runs on from a fault to the end at full speed,
 * one executes single changed instructions, one walks on from a first fault to a second.
 *
 * What the emulator (Unicorn 2.0) demands, and what is done about it: hooks are added before the
 * first run; no run has an instruction limit (a counter of blocks stops it); every run starts from
 * a saved clean context, so that no exception of the run before is left in it; code that the host
 * changes is thrown out of the translation cache. */
#ifndef HF_LAB_FAULTS_CORE_H
#define HF_LAB_FAULTS_CORE_H

#include "lab/faults/plan.h"

#include <unicorn/unicorn.h>

#define REG_SP 13
#define REG_LR 14
#define REG_PC 15

struct registers {
    uint32_t r[16]; /* r0..r12, sp, lr, pc */
    uint32_t flags; /* N Z C V Q, as in xPSR */
    uint8_t it;     /* ITSTATE */
};

/* What devices remember. */
struct device_state {
    uint32_t mpc_control;
    uint32_t mpc_index;
    uint32_t mpc_table[64];
    uint32_t vectors;
    uint32_t mpu_control;
    uint32_t mpu_region;
    uint32_t mpu_base[16];
    uint32_t mpu_rights[16]; /* RASR (Armv7-M) or RLAR (Armv8-M) */
};

enum core_form {
    CORE_RUNS,   /* to the end, at full speed */
    CORE_STEPS,  /* `step` is called before every instruction, and `stored` after every store */
    CORE_CHANGES /* as CORE_STEPS, and its code may be changed */
};

struct core_hooks {
    void (*step)(void *context, uint32_t pc);
    void (*stored)(void *context, uint32_t address, uint32_t size);
    void *context;
};

struct core {
    const struct plan *plan;
    enum core_form form;
    const struct core_hooks *hooks;
    uc_engine *uc;
    uc_context *clean;
    uint8_t *bytes[AREAS_MAX]; /* own copies, except of areas that last */
    struct device_state devices;
    uint64_t blocks;
    uint64_t blocks_max;
    bool ended; /* a hook knows the outcome */
    enum outcome outcome;
    uint32_t entered; /* where a break led */
    uint32_t stub_calls;
    bool upset; /* the run ended in a way after which the emulator is not to be trusted */
    struct device_place {
        struct core *core;
        uint32_t base;
    } places[DEVICES_MAX]; /* what the callback of a device must know */
};

/* `hooks` may be NULL for CORE_RUNS; it must live as long as the core. */
void core_start(struct core *core, const struct plan *plan, enum core_form form,
                const struct core_hooks *hooks);
void core_stop(struct core *core);

/* A new emulator in place of one that is upset; memory keeps its content. */
void core_renew(struct core *core);

/* Memory and devices as the plan has them at reset. */
void core_reset(struct core *core);

/* Memory and devices of `from`. */
void core_copy(struct core *core, const struct core *from);

void core_read(const struct core *core, struct registers *registers);

/* Runs from these registers to an end; `core->entered` is set for a break. */
enum outcome core_run(struct core *core, const struct registers *from);

/* Ends the run from inside a hook. */
void core_end(struct core *core, enum outcome outcome);

/* This core's own bytes of [address, address + size), or NULL. */
uint8_t *core_at(const struct core *core, uint32_t address, uint32_t size);

/* The same for what the firmware may write. */
uint8_t *core_at_writable(const struct core *core, uint32_t address, uint32_t size);

/* To be called after the host has changed code. */
void core_forget_code(struct core *core, uint32_t address, uint32_t size);

#endif
