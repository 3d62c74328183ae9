/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "lab/faults/device.h"

#include <string.h>

#define VTOR        0xe000ed08u
#define MPC_CONTROL 0x00u
#define MPC_CONFIG  0x14u
#define MPC_INDEX   0x18u
#define MPC_TABLE   0x1cu
#define MPC_LOCKED  0x80000000u
#define CONFIG_1K   5u
#define TABLE_MASK  63u
#define MPU_CONTROL 0xe000ed94u
#define MPU_REGION  0xe000ed98u
#define MPU_BASE    0xe000ed9cu
#define MPU_RIGHTS  0xe000eda0u
#define MPU_REGIONS 16u
#define MPU_VALID   0x10u /* Armv7-M: the base register names its region */

static uint32_t mpc_read(const struct device_state *state, uint32_t offset)
{
    switch (offset) {
    case MPC_CONTROL:
        return state->mpc_control;
    case MPC_CONFIG:
        return CONFIG_1K;
    case MPC_INDEX:
        return state->mpc_index;
    case MPC_TABLE:
        return state->mpc_table[state->mpc_index & TABLE_MASK];
    default:
        return 0;
    }
}

static void mpc_write(struct device_state *state, uint32_t offset, uint32_t value)
{
    bool const locked = (state->mpc_control & MPC_LOCKED) != 0;

    if (offset == MPC_INDEX) {
        state->mpc_index = value;
    } else if (offset == MPC_CONTROL && !locked) {
        state->mpc_control = value;
    } else if (!locked && offset == MPC_TABLE) {
        state->mpc_table[state->mpc_index & TABLE_MASK] = value;
    }
}

static void mpu_write(struct core *core, uint32_t address, uint32_t value)
{
    struct device_state *state = &core->devices;
    bool const armv7 = core->plan->cpu != UC_CPU_ARM_CORTEX_M33;

    if (address == MPU_CONTROL) {
        state->mpu_control = value;
    } else if (address == MPU_REGION) {
        state->mpu_region = value % MPU_REGIONS;
    } else if (address == MPU_BASE) {
        if (armv7 && (value & MPU_VALID) != 0) {
            state->mpu_region = value & 15u;
        }
        state->mpu_base[state->mpu_region] = value;
    } else if (address == MPU_RIGHTS) {
        state->mpu_rights[state->mpu_region] = value;
    }
}

static bool forbids_v7(const struct device_state *state, uint32_t address)
{
    for (uint32_t i = MPU_REGIONS; i > 0; i--) {
        uint32_t const rights = state->mpu_rights[i - 1u];
        uint32_t const mask = (uint32_t)((UINT64_C(2) << (rights >> 1 & 31u)) - 1u);

        if ((rights & 1u) != 0 && ((state->mpu_base[i - 1u] ^ address) & ~mask) == 0) {
            return (rights >> 28 & 1u) != 0;
        }
    }
    return false;
}

static bool forbids_v8(const struct device_state *state, uint32_t address)
{
    for (uint32_t i = 0; i < MPU_REGIONS; i++) {
        uint32_t const from = state->mpu_base[i] & ~31u;
        uint32_t const last = state->mpu_rights[i] | 31u;

        if ((state->mpu_rights[i] & 1u) != 0 && address >= from && address <= last) {
            return (state->mpu_base[i] & 1u) != 0;
        }
    }
    return false;
}

bool device_may_run(const struct core *core, uint32_t address)
{
    const struct device_state *state = &core->devices;

    if ((state->mpu_control & 1u) == 0) {
        return true;
    }
    return core->plan->cpu == UC_CPU_ARM_CORTEX_M33 ? !forbids_v8(state, address)
                                                    : !forbids_v7(state, address);
}

static uint64_t on_read(uc_engine *uc, uint64_t offset, unsigned size, void *context)
{
    const struct device_place *place = context;
    const struct plan *plan = place->core->plan;
    uint32_t const address = place->base + (uint32_t)offset;

    (void)uc, (void)size;
    if (plan->mpc != 0 && address - plan->mpc < PAGE) {
        return mpc_read(&place->core->devices, address - plan->mpc);
    }
    if (address == VTOR) {
        return place->core->devices.vectors;
    }
    for (size_t i = 0; i < plan->value_count; i++) {
        if (plan->values[i].address == address) {
            return plan->values[i].value;
        }
    }
    return 0;
}

static void on_write(uc_engine *uc, uint64_t offset, unsigned size, uint64_t value, void *context)
{
    const struct device_place *place = context;
    const struct plan *plan = place->core->plan;
    uint32_t const address = place->base + (uint32_t)offset;

    (void)uc, (void)size;
    if (plan->mpc != 0 && address - plan->mpc < PAGE) {
        mpc_write(&place->core->devices, address - plan->mpc, (uint32_t)value);
    } else if (address == VTOR) {
        place->core->devices.vectors = (uint32_t)value;
    } else {
        mpu_write(place->core, address, (uint32_t)value);
    }
}

/* The callbacks get an offset in the mapping; each mapping has a place of its own to say which. */
uc_err device_map(struct core *core, size_t index)
{
    uint32_t const base = core->plan->devices[index].base;

    core->places[index].core = core;
    core->places[index].base = base;
    return uc_mmio_map(core->uc, base, core->plan->devices[index].size, on_read,
                       &core->places[index], on_write, &core->places[index]);
}

void device_reset(struct core *core)
{
    memset(&core->devices, 0, sizeof(core->devices));
}
