/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "lab/faults/plan.h"

#include "lab/faults/stop.h"

#define STUB_SIZE 4u

const char *const outcome_names[OUTCOME_COUNT] = {"held",  "crash", "hang", "reset",  "good",
                                                  "boots", "entry", "lock", "secret", "changed"};

struct area *plan_add_area(struct plan *plan, uint32_t base, uint32_t size, uint32_t rights)
{
    struct area *area = &plan->areas[plan->area_count];

    if (plan->area_count == AREAS_MAX) {
        misuse("more than %d areas of memory", AREAS_MAX);
    }
    if (base % PAGE != 0 || size == 0) {
        misuse("memory at 0x%08x: not at a multiple of 4096, or empty", base);
    }
    plan->area_count++;
    *area = (struct area){.base = base, .size = (size + PAGE - 1u) / PAGE * PAGE, .rights = rights};
    area->bytes = take(area->size);
    return area;
}

void plan_add_device(struct plan *plan, uint32_t base, uint32_t size)
{
    if (plan->device_count == DEVICES_MAX) {
        misuse("more than %d devices", DEVICES_MAX);
    }
    plan->devices[plan->device_count].base = base;
    plan->devices[plan->device_count++].size = (size + PAGE - 1u) / PAGE * PAGE;
}

void plan_add_value(struct plan *plan, uint32_t address, uint32_t value)
{
    if (plan->value_count == VALUES_MAX) {
        misuse("more than %d device values", VALUES_MAX);
    }
    plan->values[plan->value_count].address = address;
    plan->values[plan->value_count++].value = value;
}

void plan_add_halt(struct plan *plan, uint32_t address)
{
    if (plan->halt_count == STOPS_MAX) {
        misuse("more than %d places to halt", STOPS_MAX);
    }
    plan->halts[plan->halt_count++] = address;
}

void plan_add_goal(struct plan *plan, uint32_t address)
{
    if (plan->goal_count == STOPS_MAX) {
        misuse("more than %d goals", STOPS_MAX);
    }
    plan->goals[plan->goal_count++] = address;
}

static struct area *find(const struct plan *plan, uint32_t address, uint32_t size)
{
    for (size_t i = 0; i < plan->area_count; i++) {
        const struct area *area = &plan->areas[i];

        if (address >= area->base && address - area->base < area->size &&
            size <= area->size - (address - area->base)) {
            return (struct area *)area;
        }
    }
    return NULL;
}

const struct area *plan_find(const struct plan *plan, uint32_t address, uint32_t size)
{
    return find(plan, address, size);
}

bool plan_add_stub(struct plan *plan, const char *symbol, enum stub_kind kind)
{
    uint32_t at;
    struct area *area;

    if (!elf_symbol(&plan->elf, symbol, &at)) {
        return false;
    }
    area = find(plan, at, STUB_SIZE);
    if (area == NULL || plan->stub_count == STUBS_MAX) {
        stop("%s at 0x%08x: not in the memory of this machine", symbol, at);
    }
    uint8_t const code[STUB_SIZE] = {(uint8_t)kind, 0xdf, 0x70, 0x47}; /* svc #kind; bx lr */

    for (uint32_t i = 0; i < STUB_SIZE; i++) {
        area->bytes[at - area->base + i] = code[i];
    }
    plan->stubs[plan->stub_count].at = at;
    plan->stubs[plan->stub_count++].kind = kind;
    return true;
}

bool plan_is_stub(const struct plan *plan, uint32_t address)
{
    for (size_t i = 0; i < plan->stub_count; i++) {
        if (address - plan->stubs[i].at < STUB_SIZE) {
            return true;
        }
    }
    return false;
}

static bool is_in(const uint32_t *list, size_t count, uint32_t address)
{
    for (size_t i = 0; i < count; i++) {
        if (list[i] == address) {
            return true;
        }
    }
    return false;
}

bool plan_is_halt(const struct plan *plan, uint32_t address)
{
    return is_in(plan->halts, plan->halt_count, address);
}

bool plan_is_goal(const struct plan *plan, uint32_t address)
{
    return is_in(plan->goals, plan->goal_count, address);
}
