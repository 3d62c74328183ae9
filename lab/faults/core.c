/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "lab/faults/core.h"

#include "lab/faults/device.h"
#include "lab/faults/stop.h"
#include "lab/faults/stub.h"

#include <stdlib.h>
#include <string.h>

#define INTERRUPT_SVC 2u
#define XPSR_THUMB    0x01000000u
#define XPSR_FLAGS    0xf8000000u
#define BLOCKS_FIRST  50000000u /* for the first, unharmed run */

static const int register_ids[17] = {
    UC_ARM_REG_R0,  UC_ARM_REG_R1,  UC_ARM_REG_R2,  UC_ARM_REG_R3, UC_ARM_REG_R4,  UC_ARM_REG_R5,
    UC_ARM_REG_R6,  UC_ARM_REG_R7,  UC_ARM_REG_R8,  UC_ARM_REG_R9, UC_ARM_REG_R10, UC_ARM_REG_R11,
    UC_ARM_REG_R12, UC_ARM_REG_R13, UC_ARM_REG_R14, UC_ARM_REG_PC, UC_ARM_REG_XPSR};

void core_end(struct core *core, enum outcome outcome)
{
    core->ended = true;
    core->outcome = outcome;
    uc_emu_stop(core->uc);
}

static void on_block(uc_engine *uc, uint64_t address, uint32_t size, void *context)
{
    struct core *core = context;

    (void)uc, (void)address, (void)size;
    if (++core->blocks > core->blocks_max) {
        core_end(core, OUTCOME_HANG);
    }
}

/* An SVC is a stub only where the plan put it; all other exceptions end in the stage's handler. */
static void on_interrupt(uc_engine *uc, uint32_t number, void *context)
{
    struct core *core = context;
    uint32_t pc = 0;

    uc_reg_read(uc, UC_ARM_REG_PC, &pc);
    if (number != INTERRUPT_SVC || !plan_is_stub(core->plan, pc - 2u) ||
        !stub_call(core, pc - 2u)) {
        core_end(core, OUTCOME_CRASH);
        core->upset = true;
    }
}

/* A jump to an even address ends in a usage fault: there is no other state than Thumb. */
static bool is_thumb(const struct core *core)
{
    uint32_t xpsr = 0;

    uc_reg_read(core->uc, UC_ARM_REG_XPSR, &xpsr);
    return (xpsr & XPSR_THUMB) != 0;
}

static bool on_refused(uc_engine *uc, uc_mem_type type, uint64_t address, int size, int64_t value,
                       void *context)
{
    struct core *core = context;
    uint32_t const at = (uint32_t)address;
    const struct area *area = plan_find(core->plan, at, 1);

    (void)uc, (void)size, (void)value;
    if ((type == UC_MEM_FETCH_PROT || type == UC_MEM_FETCH_UNMAPPED) && area != NULL &&
        !area->outside && is_thumb(core) && device_may_run(core, at)) {
        core->entered = at & ~1u;
        core_end(core, core->plan->judge(core->plan, core, core->entered));
    } else {
        core_end(core, OUTCOME_CRASH);
    }
    return false;
}

static void on_step(uc_engine *uc, uint64_t address, uint32_t size, void *context)
{
    const struct core_hooks *hooks = context;

    (void)uc, (void)size;
    hooks->step(hooks->context, (uint32_t)address);
}

static void on_stored(uc_engine *uc, uc_mem_type type, uint64_t address, int size, int64_t value,
                      void *context)
{
    const struct core_hooks *hooks = context;

    (void)uc, (void)type, (void)value;
    hooks->stored(hooks->context, (uint32_t)address, (uint32_t)size);
}

static void check(uc_err error, const char *what)
{
    if (error != UC_ERR_OK) {
        stop("emulator: %s: %s", what, uc_strerror(error));
    }
}

/* Memory that lasts is shared, except by the core whose code gets changed. */
static void take_memory(struct core *core)
{
    for (size_t i = 0; i < core->plan->area_count; i++) {
        const struct area *area = &core->plan->areas[i];
        bool const changes = core->form == CORE_CHANGES && (area->rights & MAY_RUN) != 0;

        core->bytes[i] = area->bytes;
        if (!area->lasting || changes) {
            core->bytes[i] = take(area->size);
            memcpy(core->bytes[i], area->bytes, area->size);
        }
    }
}

static void map_memory(struct core *core)
{
    const struct plan *plan = core->plan;

    for (size_t i = 0; i < plan->area_count; i++) {
        const struct area *area = &plan->areas[i];
        uint32_t rights = UC_PROT_NONE;

        rights |= (area->rights & MAY_READ) != 0 ? (uint32_t)UC_PROT_READ : 0;
        rights |= (area->rights & MAY_WRITE) != 0 ? (uint32_t)UC_PROT_WRITE : 0;
        rights |= (area->rights & MAY_RUN) != 0 ? (uint32_t)UC_PROT_EXEC : 0;
        check(uc_mem_map_ptr(core->uc, area->base, area->size, rights, core->bytes[i]), "memory");
    }
    for (size_t i = 0; i < plan->device_count; i++) {
        check(device_map(core, i), "device");
    }
}

static void add_hook(struct core *core, int type, void *function, void *context)
{
    uc_hook hook;

    check(uc_hook_add(core->uc, &hook, type, function, context, 1, 0), "hook");
}

static void set_exits(struct core *core)
{
    uint64_t exits[2 * STOPS_MAX];
    size_t count = 0;

    for (size_t i = 0; i < core->plan->halt_count; i++) {
        exits[count++] = core->plan->halts[i];
    }
    for (size_t i = 0; i < core->plan->goal_count; i++) {
        exits[count++] = core->plan->goals[i];
    }
    check(uc_ctl_exits_enable(core->uc), "exits");
    check(uc_ctl_set_exits(core->uc, exits, count), "exits");
}

static void open_engine(struct core *core)
{
    void *hooks = (void *)(uintptr_t)core->hooks;

    check(uc_open(UC_ARCH_ARM, UC_MODE_THUMB | UC_MODE_MCLASS, &core->uc), "start");
    check(uc_ctl_set_cpu_model(core->uc, core->plan->cpu), "processor");
    map_memory(core);
    add_hook(core, UC_HOOK_INTR, (void *)(uintptr_t)on_interrupt, core);
    add_hook(core, UC_HOOK_MEM_INVALID, (void *)(uintptr_t)on_refused, core);
    if (core->form == CORE_RUNS) {
        add_hook(core, UC_HOOK_BLOCK, (void *)(uintptr_t)on_block, core);
        set_exits(core);
    } else {
        add_hook(core, UC_HOOK_CODE, (void *)(uintptr_t)on_step, hooks);
        if (core->hooks->stored != NULL) {
            add_hook(core, UC_HOOK_MEM_WRITE, (void *)(uintptr_t)on_stored, hooks);
        }
    }
    check(uc_context_alloc(core->uc, &core->clean), "context");
    check(uc_context_save(core->uc, core->clean), "context");
    core->upset = false;
}

static void close_engine(struct core *core)
{
    uc_context_free(core->clean);
    uc_close(core->uc);
}

void core_start(struct core *core, const struct plan *plan, enum core_form form,
                const struct core_hooks *hooks)
{
    memset(core, 0, sizeof(*core));
    core->plan = plan;
    core->form = form;
    core->hooks = hooks;
    core->blocks_max = BLOCKS_FIRST;
    take_memory(core);
    open_engine(core);
}

void core_renew(struct core *core)
{
    close_engine(core);
    open_engine(core);
}

void core_stop(struct core *core)
{
    close_engine(core);
    for (size_t i = 0; i < core->plan->area_count; i++) {
        if (core->bytes[i] != core->plan->areas[i].bytes) {
            free(core->bytes[i]);
        }
    }
}

static void set_area(struct core *core, size_t index, const uint8_t *bytes)
{
    const struct area *area = &core->plan->areas[index];

    if (core->bytes[index] == bytes || area->lasting) {
        return;
    }
    if ((area->rights & MAY_RUN) != 0) {
        if (memcmp(core->bytes[index], bytes, area->size) == 0) {
            return;
        }
        memcpy(core->bytes[index], bytes, area->size);
        core_forget_code(core, area->base, area->size);
        return;
    }
    memcpy(core->bytes[index], bytes, area->size);
}

void core_reset(struct core *core)
{
    for (size_t i = 0; i < core->plan->area_count; i++) {
        set_area(core, i, core->plan->areas[i].bytes);
    }
    device_reset(core);
}

void core_copy(struct core *core, const struct core *from)
{
    for (size_t i = 0; i < core->plan->area_count; i++) {
        set_area(core, i, from->bytes[i]);
    }
    core->devices = from->devices;
}

void core_read(const struct core *core, struct registers *registers)
{
    uint32_t values[17];
    void *places[17];

    for (size_t i = 0; i < 17; i++) {
        places[i] = &values[i];
    }
    uc_reg_read_batch(core->uc, (int *)register_ids, places, 17);
    memcpy(registers->r, values, sizeof(registers->r));
    registers->flags = values[16] & XPSR_FLAGS;
}

static void write_registers(struct core *core, const struct registers *registers)
{
    uint32_t values[17];
    void *places[17];

    memcpy(values, registers->r, sizeof(registers->r));
    values[16] = registers->flags | XPSR_THUMB | (uint32_t)(registers->it & 3u) << 25 |
                 (uint32_t)(registers->it >> 2) << 10;
    for (size_t i = 0; i < 17; i++) {
        places[i] = &values[i];
    }
    uc_reg_write_batch(core->uc, (int *)register_ids, places, 15);
    uc_reg_write(core->uc, UC_ARM_REG_XPSR, &values[16]);
}

enum outcome core_run(struct core *core, const struct registers *from)
{
    uint32_t pc = 0;
    uc_err error;

    if (core->upset) {
        core_renew(core);
    }
    core->ended = false;
    core->blocks = 0;
    check(uc_context_restore(core->uc, core->clean), "context");
    write_registers(core, from);
    error = uc_emu_start(core->uc, from->r[REG_PC] | 1u, UINT32_MAX, 0, 0);
    if (core->ended) {
        return core->outcome;
    }
    uc_reg_read(core->uc, UC_ARM_REG_PC, &pc);
    if (error != UC_ERR_OK) {
        core->upset = true;
        return OUTCOME_CRASH;
    }
    if (plan_is_goal(core->plan, pc & ~1u)) {
        core->entered = pc & ~1u;
        return core->plan->judge(core->plan, core, core->entered);
    }
    if (plan_is_halt(core->plan, pc & ~1u)) {
        return OUTCOME_HELD;
    }
    core->upset = true; /* stopped without a reason that we know: asleep, for one */
    return OUTCOME_CRASH;
}

uint8_t *core_at(const struct core *core, uint32_t address, uint32_t size)
{
    const struct area *area = plan_find(core->plan, address, size);

    return area == NULL ? NULL : core->bytes[area - core->plan->areas] + (address - area->base);
}

uint8_t *core_at_writable(const struct core *core, uint32_t address, uint32_t size)
{
    const struct area *area = plan_find(core->plan, address, size);

    return area != NULL && (area->rights & MAY_WRITE) != 0 ? core_at(core, address, size) : NULL;
}

void core_forget_code(struct core *core, uint32_t address, uint32_t size)
{
    uc_ctl_remove_cache(core->uc, (uint64_t)address, (uint64_t)address + size);
}
