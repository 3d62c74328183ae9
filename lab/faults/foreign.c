/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "lab/faults/foreign.h"

#include "core/span.h"
#include "lab/faults/core.h"
#include "lab/faults/stop.h"

#include <stdlib.h>
#include <string.h>

/* What the judge knows. */
struct target {
    bool may_boot;
};

void foreign_option(struct foreign *foreign, enum foreign_option option, const char *value)
{
    if (foreign->counts[option] == FOREIGN_ITEMS_MAX) {
        misuse("an option is given more than %d times", FOREIGN_ITEMS_MAX);
    }
    foreign->items[option][foreign->counts[option]++] = value;
}

/* "0x1000:rest" or "0x1000=rest"; gives what stands behind the separator. */
static const char *split(const char *text, char separator, uint32_t *number)
{
    char *end = NULL;

    *number = (uint32_t)strtoul(text, &end, 0);
    if (end == text || *end != separator) {
        misuse("'%s': expected a number and '%c'", text, separator);
    }
    return end + 1;
}

static uint32_t number_of(const char *text)
{
    char *end = NULL;
    uint32_t const value = (uint32_t)strtoul(text, &end, 0);

    if (end == text || *end != '\0') {
        misuse("'%s' is not a number", text);
    }
    return value;
}

/* A symbol, a symbol with an offset ("halt+2"), or a number. */
static uint32_t place_of(const struct plan *plan, const char *text)
{
    char name[128];
    const char *plus = strchr(text, '+');
    size_t const size = plus != NULL ? (size_t)(plus - text) : strlen(text);
    uint32_t value;

    if (size < sizeof(name)) {
        memcpy(name, text, size);
        name[size] = '\0';
        if (elf_symbol(&plan->elf, name, &value)) {
            return value + (plus != NULL ? number_of(plus + 1) : 0);
        }
    }
    if (text[0] < '0' || text[0] > '9') {
        misuse("'%s': no such symbol in the ELF file", text);
    }
    return number_of(text) & ~1u;
}

static void set_cpu(const struct foreign *foreign, struct plan *plan)
{
    static const struct {
        const char *name;
        int cpu;
    } cpus[] = {{"m0", UC_CPU_ARM_CORTEX_M0},
                {"m3", UC_CPU_ARM_CORTEX_M3},
                {"m4", UC_CPU_ARM_CORTEX_M4},
                {"m7", UC_CPU_ARM_CORTEX_M7},
                {"m33", UC_CPU_ARM_CORTEX_M33}};
    const char *wanted = foreign->counts[FOREIGN_CPU] != 0 ? foreign->items[FOREIGN_CPU][0] : "m3";

    for (size_t i = 0; i < sizeof(cpus) / sizeof(cpus[0]); i++) {
        if (strcmp(cpus[i].name, wanted) == 0) {
            plan->cpu = cpus[i].cpu;
            return;
        }
    }
    misuse("--cpu: '%s' is not m0, m3, m4, m7 or m33", wanted);
}

static void add_flash(const char *text, struct plan *plan)
{
    uint32_t base;
    size_t size;
    const char *path = split(text, ':', &base);
    uint8_t *bytes = read_file(path, &size);
    struct area *area = plan_add_area(plan, base, (uint32_t)size, MAY_READ);

    memset(area->bytes, 0xff, area->size);
    memcpy(area->bytes, bytes, size);
    area->lasting = true;
    free(bytes);
}

static void add_memory(const struct foreign *foreign, struct plan *plan)
{
    uint32_t from;
    uint32_t to;
    struct area *code;

    elf_extent(&plan->elf, &from, &to);
    code = plan_add_area(plan, from & ~(PAGE - 1u), to - (from & ~(PAGE - 1u)), MAY_READ | MAY_RUN);
    elf_copy(&plan->elf, code->base, code->size, code->bytes);
    code->lasting = true;
    for (size_t i = 0; i < foreign->counts[FOREIGN_RAM]; i++) {
        uint32_t const size = number_of(split(foreign->items[FOREIGN_RAM][i], ':', &from));

        plan_add_area(plan, from, size, MAY_READ | MAY_WRITE);
    }
    for (size_t i = 0; i < foreign->counts[FOREIGN_FLASH]; i++) {
        add_flash(foreign->items[FOREIGN_FLASH][i], plan);
    }
    for (size_t i = 0; i < foreign->counts[FOREIGN_DEVICE]; i++) {
        const char *text = foreign->items[FOREIGN_DEVICE][i];

        if (strchr(text, '=') != NULL) {
            uint32_t const value = number_of(split(text, '=', &from));

            plan_add_value(plan, from, value);
        } else {
            uint32_t const size = number_of(split(text, ':', &from));

            plan_add_device(plan, from, size);
        }
    }
    plan_add_device(plan, 0xe000e000u, PAGE);
}

static void add_stubs(const struct foreign *foreign, struct plan *plan)
{
    for (size_t i = 0; i < foreign->counts[FOREIGN_STUB]; i++) {
        const char *text = foreign->items[FOREIGN_STUB][i];
        bool const hash = strncmp(text, "sha256=", 7) == 0;

        if (!hash && strncmp(text, "p256=", 5) != 0) {
            misuse("--stub: '%s' is not sha256=SYMBOL or p256=SYMBOL", text);
        }
        text = strchr(text, '=') + 1;
        if (!plan_add_stub(plan, text, hash ? STUB_SHA256_WHOLE : STUB_P256_STATUS)) {
            misuse("--stub: no symbol '%s' in the ELF file", text);
        }
    }
}

/* A goal is the only good way on; anything else that leaves the bootloader's code is a break. */
static enum outcome judge(const struct plan *plan, const struct core *core, uint32_t at)
{
    const struct target *target = plan->knowledge;

    (void)core;
    if (!plan_is_goal(plan, at)) {
        return OUTCOME_ENTRY;
    }
    return target->may_boot ? OUTCOME_GOOD : OUTCOME_BOOTS;
}

void foreign_plan(const struct foreign *foreign, const struct stage_case *wanted, struct plan *plan)
{
    struct target *target = take(sizeof(*target));
    uint32_t from;
    uint32_t to;

    if (foreign->counts[FOREIGN_GOAL] == 0 || foreign->counts[FOREIGN_HALT] == 0 ||
        foreign->counts[FOREIGN_RAM] == 0) {
        misuse("a bootloader of your own needs --goal, --halt and --ram");
    }
    plan->elf = elf_open(wanted->elf);
    set_cpu(foreign, plan);
    add_memory(foreign, plan);
    for (size_t i = 0; i < foreign->counts[FOREIGN_GOAL]; i++) {
        plan_add_goal(plan, place_of(plan, foreign->items[FOREIGN_GOAL][i]));
    }
    for (size_t i = 0; i < foreign->counts[FOREIGN_HALT]; i++) {
        plan_add_halt(plan, place_of(plan, foreign->items[FOREIGN_HALT][i]));
    }
    add_stubs(foreign, plan);
    elf_extent(&plan->elf, &from, &to);
    const struct area *code = plan_find(plan, from, 8);

    plan->stack = hf_read_u32(code->bytes + (from - code->base));
    plan->reset = hf_read_u32(code->bytes + (from - code->base) + 4u);
    target->may_boot = wanted->may_boot;
    plan->judge = judge;
    plan->knowledge = target;
}
