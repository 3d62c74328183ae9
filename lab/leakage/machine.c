/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "lab/leakage/operation.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define STACK_TOP 0x3804f000u

/* Where functions return to, and where the controls lie. */
#define RETURN_AT  0x00010000u
#define CONTROL_AT 0x00010100u

static const int register_ids[REGISTERS] = {
    UC_ARM_REG_R0,  UC_ARM_REG_R1,  UC_ARM_REG_R2,  UC_ARM_REG_R3, UC_ARM_REG_R4,
    UC_ARM_REG_R5,  UC_ARM_REG_R6,  UC_ARM_REG_R7,  UC_ARM_REG_R8, UC_ARM_REG_R9,
    UC_ARM_REG_R10, UC_ARM_REG_R11, UC_ARM_REG_R12, UC_ARM_REG_LR};

static void die(const char *what)
{
    fprintf(stderr, "leakage_trace: %s\n", what);
    exit(3);
}

static void read_registers(uc_engine *uc, uint32_t values[REGISTERS])
{
    void *places[REGISTERS];
    int ids[REGISTERS];

    for (size_t i = 0; i < REGISTERS; i++) {
        places[i] = &values[i];
        ids[i] = register_ids[i];
    }
    uc_reg_read_batch(uc, ids, places, (int)REGISTERS);
}

/* What the instruction before this one did to the registers belongs to its sample. */
static void close_sample(struct machine *machine)
{
    uint32_t now[REGISTERS];
    size_t const at = machine->length - 1u;

    read_registers(machine->uc, now);
    for (size_t i = 0; i < REGISTERS; i++) {
        if (now[i] != machine->before[i]) {
            machine->weight[at] += (uint16_t)__builtin_popcount(now[i]);
            machine->distance[at] += (uint16_t)__builtin_popcount(now[i] ^ machine->before[i]);
            machine->before[i] = now[i];
        }
    }
}

/* The processor's generator gives the same class of numbers to both: they are drawn anew. */
static void give_random(struct machine *machine)
{
    uint32_t to = 0;
    uint32_t size = 0;
    uint32_t back = 0;
    uint32_t const fine = 0;

    uc_reg_read(machine->uc, UC_ARM_REG_R0, &to);
    uc_reg_read(machine->uc, UC_ARM_REG_R1, &size);
    uc_reg_read(machine->uc, UC_ARM_REG_LR, &back);
    for (uint32_t i = 0; i < size; i++) {
        uint8_t const byte = leakage_random();

        machine_write(machine, to + i, &byte, 1);
    }
    uc_reg_write(machine->uc, UC_ARM_REG_R0, &fine);
    uc_reg_write(machine->uc, UC_ARM_REG_PC, &back);
}

static void on_instruction(uc_engine *uc, uint64_t address, uint32_t size, void *context)
{
    struct machine *machine = context;

    (void)size;
    if (machine->length != 0) {
        close_sample(machine);
    }
    if (machine->length == machine->window) {
        uc_emu_stop(uc);
        return;
    }
    if (machine->path_length == 0 || machine->length >= machine->path_length) {
        machine->path[machine->length] = (uint32_t)address;
    } else if (machine->path[machine->length] != (uint32_t)address) {
        machine->diverged = true;
        uc_emu_stop(uc);
        return;
    }
    machine->weight[machine->length] = 0;
    machine->distance[machine->length] = 0;
    machine->length++;
    if ((uint32_t)address == machine->random_at) {
        give_random(machine);
    }
}

static void on_memory(uc_engine *uc, uc_mem_type type, uint64_t address, int size, int64_t value,
                      void *context)
{
    struct machine *machine = context;
    uint32_t const mask = size >= 4 ? UINT32_MAX : ((uint32_t)1 << (8 * size)) - 1u;
    uint32_t const word = (uint32_t)value & mask;
    size_t const at = machine->length == 0 ? 0 : machine->length - 1u;

    (void)uc, (void)type, (void)address;
    machine->weight[at] += (uint16_t)__builtin_popcount(word);
    machine->distance[at] += (uint16_t)__builtin_popcount(word ^ machine->bus);
    machine->bus = word;
}

void machine_write(struct machine *machine, uint32_t at, const void *bytes, size_t size)
{
    if (uc_mem_write(machine->uc, at, bytes, size) != UC_ERR_OK) {
        die("an operation writes outside of the memory");
    }
}

/* Before the tracing: only the calls are seen, and the rest runs at full speed. */
static void on_call(uc_engine *uc, uint64_t address, uint32_t size, void *context)
{
    struct machine *machine = context;

    (void)size;
    if ((uint32_t)address == machine->random_at) {
        give_random(machine);
    } else if ((uint32_t)address == machine->from_at && --machine->calls_left == 0) {
        uc_emu_stop(uc);
    }
}

/* The initialised data of secure, where they are when it runs. */
static void load_ram(struct machine *machine)
{
    struct elf_segment segment;

    for (size_t i = 0; elf_segment_at(&machine->elf, i, &segment); i++) {
        if (segment.run >= RAM_AT && segment.run - RAM_AT < RAM_SIZE - segment.size) {
            memcpy(machine->ram + (segment.run - RAM_AT), segment.bytes, segment.size);
        }
    }
}

void machine_start(struct machine *machine, const char *elf)
{
    static uint8_t code[CODE_SIZE];

    machine->elf = elf_open(elf);
    elf_copy(&machine->elf, CODE_AT, CODE_SIZE, code);
    if (!elf_symbol(&machine->elf, "p256_generate_random", &machine->random_at)) {
        machine->random_at = 0;
    }
    load_ram(machine);
    if (uc_open(UC_ARCH_ARM, UC_MODE_THUMB | UC_MODE_MCLASS, &machine->uc) != UC_ERR_OK ||
        uc_ctl_set_cpu_model(machine->uc, UC_CPU_ARM_CORTEX_M33) != UC_ERR_OK ||
        uc_mem_map(machine->uc, CODE_AT, CODE_SIZE, UC_PROT_READ | UC_PROT_EXEC) != UC_ERR_OK ||
        uc_mem_map(machine->uc, RAM_AT, RAM_SIZE, UC_PROT_READ | UC_PROT_WRITE) != UC_ERR_OK ||
        uc_mem_map(machine->uc, RETURN_AT, 4096, UC_PROT_READ | UC_PROT_EXEC) != UC_ERR_OK) {
        die("the emulator does not start");
    }
    machine_write(machine, CODE_AT, code, sizeof(code));
}

static uc_hook add_hook(struct machine *machine, int type, void *function, uint64_t at)
{
    uc_hook hook = 0;

    /* from 1 to 0 is everywhere */
    if (uc_hook_add(machine->uc, &hook, type, function, machine, at, at == 1 ? 0 : at) !=
        UC_ERR_OK) {
        die("the emulator takes no hook");
    }
    return hook;
}

static void forget_code(struct machine *machine)
{
    uc_ctl_remove_cache(machine->uc, CODE_AT, CODE_AT + CODE_SIZE);
}

/* At full speed to where the tracing starts; gives the place. */
static uint32_t run_ahead(struct machine *machine, const struct operation *operation,
                          uint32_t entry)
{
    uint32_t pc = 0;
    uc_hook hooks[2];

    if (!elf_symbol(&machine->elf, operation->from, &machine->from_at)) {
        fprintf(stderr, "leakage_trace: no function %s in the ELF file\n", operation->from);
        exit(3);
    }
    machine->calls_left = operation->call;
    hooks[0] = add_hook(machine, UC_HOOK_CODE, (void *)(uintptr_t)on_call, machine->from_at);
    hooks[1] = add_hook(machine, UC_HOOK_CODE, (void *)(uintptr_t)on_call, machine->random_at);
    uc_emu_start(machine->uc, entry | 1u, RETURN_AT, 0, 0);
    uc_reg_read(machine->uc, UC_ARM_REG_PC, &pc);
    uc_hook_del(machine->uc, hooks[0]);
    uc_hook_del(machine->uc, hooks[1]);
    forget_code(machine);
    return pc;
}

static uc_err run_traced(struct machine *machine, uint32_t entry)
{
    uc_hook hooks[2];
    uc_err error;

    hooks[0] = add_hook(machine, UC_HOOK_CODE, (void *)(uintptr_t)on_instruction, 1);
    hooks[1] = add_hook(machine, UC_HOOK_MEM_READ_AFTER | UC_HOOK_MEM_WRITE,
                        (void *)(uintptr_t)on_memory, 1);
    read_registers(machine->uc, machine->before);
    error = uc_emu_start(machine->uc, entry | 1u, RETURN_AT, 0, 0);
    uc_hook_del(machine->uc, hooks[0]);
    uc_hook_del(machine->uc, hooks[1]);
    forget_code(machine);
    return error;
}

static uint32_t place_code(struct machine *machine, const struct operation *operation)
{
    uint32_t at = CONTROL_AT;

    if (operation->function == NULL) {
        machine_write(machine, CONTROL_AT, operation->code, operation->code_size);
    } else if (!elf_symbol(&machine->elf, operation->function, &at)) {
        fprintf(stderr, "leakage_trace: no function %s in the ELF file\n", operation->function);
        exit(3);
    }
    return at;
}

static void set_registers(struct machine *machine, const uint32_t arguments[6])
{
    uint32_t const stack = STACK_TOP - 64u;
    uint32_t const back = RETURN_AT | 1u;
    uint32_t const zero = 0;

    for (size_t i = 0; i < REGISTERS - 1u; i++) {
        uc_reg_write(machine->uc, register_ids[i], i < 4u ? &arguments[i] : &zero);
    }
    machine_write(machine, stack, &arguments[4], 8);
    uc_reg_write(machine->uc, UC_ARM_REG_SP, &stack);
    uc_reg_write(machine->uc, UC_ARM_REG_LR, &back);
}

/* The paths of all runs are compared as far as the shortest went. */
static void trim(struct machine *machine)
{
    if (machine->path_length == 0 || machine->length < machine->path_length) {
        machine->path_length = machine->length;
    }
    machine->length = machine->path_length;
}

bool machine_run(struct machine *machine, const struct operation *operation,
                 const uint8_t secret[32])
{
    uint32_t arguments[6] = {0};
    uint32_t entry = place_code(machine, operation);
    uc_err error;

    machine_write(machine, RAM_AT, machine->ram, sizeof(machine->ram));
    operation->arrange(machine, secret, arguments);
    set_registers(machine, arguments);
    machine->bus = 0;
    machine->length = 0;
    machine->window = operation->window != 0 ? operation->window : SAMPLES_MAX;
    if (operation->from != NULL) {
        entry = run_ahead(machine, operation, entry);
    }
    error = run_traced(machine, entry);
    uc_reg_read(machine->uc, UC_ARM_REG_PC, &machine->stopped_at);
    if (error != UC_ERR_OK || machine->length == 0) {
        return false;
    }
    close_sample(machine);
    trim(machine);
    return machine->diverged || operation->window != 0 || (machine->stopped_at & ~1u) == RETURN_AT;
}
