/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * What must hold when urot or secure is entered. */
#include "lab/faults/core.h"
#include "lab/faults/stage.h"

#include <string.h>

#define MPC_LOCKED 0x80000000u
#define MPC_DIE                                                                                    \
    64u /* table word of the die blob: offset 0x200000 in blocks of 1 KiB, 32 a word               \
         */
#define WINDOW 8u

/* Eight bytes in a row of a secret, anywhere in RAM. */
static bool secret_lies_about(const struct stage *stage, const struct core *core)
{
    for (size_t i = 0; i < core->plan->area_count; i++) {
        const struct area *area = &core->plan->areas[i];

        if (area->lasting) {
            continue;
        }
        for (uint32_t from = 0; from < sizeof(stage->secret); from += WINDOW) {
            if (memmem(core->bytes[i], area->size, stage->secret + from, WINDOW) != NULL) {
                return true;
            }
        }
    }
    return false;
}

/* Every byte of the key and the seed counts. None of them is zero at the start. */
static bool die_is_wiped(const struct stage *stage, const struct core *core)
{
    const struct hf_die *die =
        (const struct hf_die *)(const void *)core_at(core, stage->die, sizeof(struct hf_die));
    uint32_t left = 0;

    for (size_t i = 0; i < sizeof(die->huk); i++) {
        left |= die->huk[i] == stage->secret[i];
        left |= die->seed[i] == stage->seed[i];
    }
    return left == 0;
}

static bool is_hidden(const struct core *core)
{
    const struct device_state *state = &core->devices;

    return state->mpc_table[0] == UINT32_MAX && state->mpc_table[1] == UINT32_MAX &&
           (state->mpc_table[MPC_DIE % 64u] & 1u) != 0 && (state->mpc_control & MPC_LOCKED) != 0;
}

/* All bits that the unharmed run has set. */
static bool is_write_locked(struct stage *stage, const struct core *core)
{
    const uint8_t *now = core_at(core, stage->lock_words, stage->lock_size);
    uint8_t missing = 0;

    if (!stage->locks_known) {
        memcpy(stage->locks, now, stage->lock_size);
        stage->locks_known = true;
    }
    for (uint32_t i = 0; i < stage->lock_size; i++) {
        missing |= (uint8_t)(stage->locks[i] & ~now[i]);
    }
    return missing == 0;
}

enum outcome stage_judge(const struct plan *plan, const struct core *core, uint32_t at)
{
    struct stage *stage = (struct stage *)plan->knowledge;
    bool in_order;

    if (at != stage->entry) {
        return OUTCOME_ENTRY;
    }
    if (!stage->may_boot) {
        return OUTCOME_BOOTS;
    }
    const uint8_t *now = core_at(core, stage->load, stage->image_size);

    if (now == NULL || memcmp(now, stage->image, stage->image_size) != 0) {
        return OUTCOME_CHANGED;
    }
    if (secret_lies_about(stage, core) || (stage->first && !die_is_wiped(stage, core))) {
        return OUTCOME_SECRET;
    }
    in_order = stage->first ? !stage->hidden || is_hidden(core) : is_write_locked(stage, core);
    return in_order ? OUTCOME_GOOD : OUTCOME_LOCK;
}
