/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "lab/faults/device.h"

#include "lab/faults/stop.h"

#include <string.h>

#define VTOR        0xe000ed08u
#define MPC_CONTROL 0x00u
#define MPC_CONFIG  0x14u
#define MPC_INDEX   0x18u
#define MPC_TABLE   0x1cu
#define MPC_LOCKED  0x80000000u
#define CONFIG_1K   5u
#define TABLE_MASK  63u

/* The callbacks get an offset in the mapping; each mapping has a place of its own to say which. */
struct place {
    struct core *core;
    uint32_t base;
};

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
    if ((state->mpc_control & MPC_LOCKED) != 0) {
        return;
    }
    if (offset == MPC_CONTROL) {
        state->mpc_control = value;
    } else if (offset == MPC_INDEX) {
        state->mpc_index = value;
    } else if (offset == MPC_TABLE) {
        state->mpc_table[state->mpc_index & TABLE_MASK] = value;
    }
}

static uint64_t on_read(uc_engine *uc, uint64_t offset, unsigned size, void *context)
{
    const struct place *place = context;
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
    const struct place *place = context;
    const struct plan *plan = place->core->plan;
    uint32_t const address = place->base + (uint32_t)offset;

    (void)uc, (void)size;
    if (plan->mpc != 0 && address - plan->mpc < PAGE) {
        mpc_write(&place->core->devices, address - plan->mpc, (uint32_t)value);
    } else if (address == VTOR) {
        place->core->devices.vectors = (uint32_t)value;
    }
}

uc_err device_map(struct core *core, uint32_t base, uint32_t size)
{
    struct place *place = take(sizeof(*place));

    *place = (struct place){core, base};
    return uc_mmio_map(core->uc, base, size, on_read, place, on_write, place);
}

void device_reset(struct core *core)
{
    memset(&core->devices, 0, sizeof(core->devices));
}
