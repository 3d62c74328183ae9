/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * The one-way counters and fuses behind hw/api/counter.h. Every step is an operation that power can
 * cut. */
#include "hw/fake/counter.h"

#include "core/die.h"
#include "hw/fake/internal.h"

#include <string.h>

static uint32_t locked; /* one bit per counter, and FUSES */
static uint32_t limit;
static enum hf_retention kept;

#define FUSES 0x80000000u

void hf_fake_counter_reset(void)
{
    locked = 0;
}

void hf_fake_counter_setup(uint32_t steps, enum hf_retention retention)
{
    memset(&fake_counters, 0, sizeof(fake_counters));
    locked = 0;
    limit = steps;
    kept = retention;
}

void hf_fake_counter_force(uint32_t which, uint32_t value)
{
    fake_counters.values[which] = value;
}

uint32_t hf_counter_steps(uint32_t which)
{
    (void)which;
    return limit;
}

enum hf_retention hf_counter_retention(uint32_t which)
{
    (void)which;
    return kept;
}

uint32_t hf_counter_read(uint32_t which)
{
    return fake_counters.values[which];
}

static void step(uint32_t *value, uint32_t to)
{
    uint32_t const cut = fake_operation_start(
        &(struct hf_fake_deed){.kind = HF_FAKE_COUNTER, .value = value, .to = to});

    if (cut != COUNTER_BEFORE) {
        *value = to;
    }
    if (cut != FAKE_NO_CUT) {
        fake_power_off();
    }
}

hf_err_t hf_counter_raise(uint32_t which, uint32_t value)
{
    if (value <= fake_counters.values[which]) {
        return HF_OK;
    }
    if ((locked & (1u << which)) != 0) {
        return HF_ERR_COUNTER_LOCKED;
    }
    if (value > limit || fake_call_fails(HF_FAKE_RAISE_FAILED)) {
        return HF_ERR_COUNTER_WORN;
    }
    while (fake_counters.values[which] < value) {
        step(&fake_counters.values[which], fake_counters.values[which] + 1u);
    }
    return HF_OK;
}

void hf_counter_lock(uint32_t which)
{
    locked |= 1u << which;
}

uint32_t hf_fuse_revoked(void)
{
    return fake_counters.revoked;
}

hf_err_t hf_fuse_revoke(uint32_t index)
{
    if ((locked & FUSES) != 0 || index >= HF_DIE_ROOTS) {
        return HF_ERR_FUSE_LOCKED;
    }
    step(&fake_counters.revoked, fake_counters.revoked | 1u << index);
    return HF_OK;
}

void hf_fuse_lock(void)
{
    locked |= FUSES;
}

uint32_t hf_lifecycle_read(void)
{
    return hf_lifecycle_from_steps(fake_counters.lifecycle);
}

hf_err_t hf_lifecycle_advance(void)
{
    if ((locked & FUSES) != 0) {
        return HF_ERR_FUSE_LOCKED;
    }
    step(&fake_counters.lifecycle, fake_counters.lifecycle + 1u);
    return HF_OK;
}
