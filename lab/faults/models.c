/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "lab/faults/models.h"

#include <string.h>

#define NEAR                 20u
#define FAR                  60u
#define HAS(campaign, model) (((campaign)->models >> (model)&1u) != 0)

struct thumb op_at(const struct core *core, uint32_t pc)
{
    uint8_t bytes[4] = {0};
    const uint8_t *at = core_at(core, pc, 4);

    if (at == NULL) {
        at = core_at(core, pc, 2);
        memcpy(bytes, at == NULL ? bytes : at, 2);
    } else {
        memcpy(bytes, at, 4);
    }
    return thumb_read(bytes);
}

uint8_t follow_it(struct follow *follow, const struct core *core, uint32_t pc)
{
    uint8_t it = follow->it;
    struct thumb op;

    while (it != 0 && follow->expected != pc) {
        follow->expected += op_at(core, follow->expected).size;
        it = thumb_advance_it(it);
    }
    op = op_at(core, pc);
    follow->expected = pc + op.size;
    follow->it = thumb_next_it(op, it);
    return it;
}

struct registers skipped(const struct core *core, const struct registers *at)
{
    struct registers after = *at;

    after.r[REG_PC] += op_at(core, at->r[REG_PC]).size;
    after.it = thumb_advance_it(at->it);
    return after;
}

static void inject_skip(struct campaign *campaign, const struct registers *at)
{
    struct shot shot = {.model = MODEL_SKIP, .from = &campaign->walker};

    shot.registers = skipped(shot.from, at);
    fire(campaign, &shot);
}

/* As a jump, which ends an IT block. */
static void inject_pc(struct campaign *campaign, const struct registers *at)
{
    for (uint32_t bytes = 2; bytes <= 10; bytes += 2) {
        struct shot shot = {.model = MODEL_PC_2 + (bytes / 2u - 1u), .from = &campaign->walker};

        if (HAS(campaign, shot.model)) {
            shot.registers = *at;
            shot.registers.r[REG_PC] += bytes;
            shot.registers.it = 0;
            fire(campaign, &shot);
        }
    }
}

static void inject_register(struct campaign *campaign, const struct registers *at)
{
    for (uint32_t n = 0; n <= REG_LR; n++) {
        struct shot shot = {.from = &campaign->walker, .what = "r", .number = n};

        if (n == REG_SP) {
            continue;
        }
        for (shot.model = MODEL_ZERO; shot.model <= MODEL_ONES; shot.model++) {
            if (HAS(campaign, shot.model)) {
                shot.registers = *at;
                shot.registers.r[n] = shot.model == MODEL_ZERO ? 0 : UINT32_MAX;
                fire(campaign, &shot);
            }
        }
    }
}

static void inject_bits(struct campaign *campaign, const struct registers *at)
{
    struct shot shot = {.model = MODEL_BITS, .from = &campaign->walker};
    uint32_t seen;
    bool flags;

    if (!thumb_decides(op_at(shot.from, at->r[REG_PC]), &seen, &flags)) {
        return;
    }
    for (uint32_t bit = 28; flags && bit < 32; bit++) {
        shot.registers = *at;
        shot.registers.flags ^= 1u << bit;
        shot.what = "flag ";
        shot.number = bit;
        fire(campaign, &shot);
    }
    for (uint32_t n = 0; n <= REG_LR; n++) {
        for (uint32_t bit = 0; (seen >> n & 1u) != 0 && bit < 32; bit++) {
            shot.registers = *at;
            shot.registers.r[n] ^= 1u << bit;
            shot.what = "register.bit ";
            shot.number = n * 100u + bit;
            fire(campaign, &shot);
        }
    }
}

/* The changed instruction runs alone in the changer; from the next one on the runner goes on with
 * the code as it should be. */
void on_changed_step(void *context, uint32_t pc)
{
    struct campaign *campaign = context;
    struct core *changer = &campaign->changer;
    struct shot shot = {.model = MODEL_FLIP, .from = changer, .what = "bit "};
    uint8_t const it = follow_it(&campaign->change, changer, pc);

    if (campaign->change_state != CHANGE_RUNS) {
        campaign->change_state += campaign->change_state == CHANGE_WAITS ? 1 : 0;
        return;
    }
    campaign->change_state = CHANGE_DONE;
    if (!campaign->probing) {
        memcpy(core_at(changer, campaign->changed_at, 4), campaign->original, 4);
        shot.number = campaign->changed_bit;
        core_read(changer, &shot.registers);
        shot.registers.r[REG_PC] = pc;
        shot.registers.it = it;
        fire(campaign, &shot);
    }
    core_end(changer, OUTCOME_HELD);
}

/* Whether the changer still executes the instruction as it stands. */
static bool changer_works(struct campaign *campaign, const struct registers *at)
{
    campaign->changer.upset = false;
    campaign->probing = true;
    campaign->change_state = CHANGE_WAITS;
    core_copy(&campaign->changer, &campaign->walker);
    (void)core_run(&campaign->changer, at);
    campaign->probing = false;
    return campaign->change_state == CHANGE_DONE && !campaign->changer.upset;
}

static void flip_one(struct campaign *campaign, const struct registers *at, uint32_t bit)
{
    struct core *changer = &campaign->changer;
    uint32_t const pc = at->r[REG_PC];
    uint8_t *code;
    enum outcome outcome;

    core_copy(changer, &campaign->walker);
    code = core_at(changer, pc, 4);
    memcpy(campaign->original, code, 4);
    code[bit / 8u] ^= (uint8_t)(1u << (bit % 8u));
    core_forget_code(changer, pc, 4);
    campaign->changed_at = pc;
    campaign->changed_bit = bit;
    campaign->change_state = CHANGE_WAITS;
    campaign->change = (struct follow){pc, at->it};
    outcome = core_run(changer, at);
    memcpy(code, campaign->original, 4);
    core_forget_code(changer, pc, 4);
    if (campaign->change_state != CHANGE_DONE) { /* ended in this very instruction */
        struct shot const shot = {
            .model = MODEL_FLIP, .from = changer, .registers = *at, .what = "bit ", .number = bit};

        count_end(campaign, &shot, outcome, changer->entered);
    }
    if (changer->upset && !campaign->fresh) {
        changer->upset = !changer_works(campaign, at);
    }
}

static void inject_flips(struct campaign *campaign, const struct registers *at)
{
    uint32_t const size = op_at(&campaign->walker, at->r[REG_PC]).size;

    if (core_at(&campaign->changer, at->r[REG_PC], 4) == NULL) {
        return; /* the last two bytes of memory */
    }
    for (uint32_t bit = 0; bit < 8u * size; bit++) {
        flip_one(campaign, at, bit);
    }
}

void on_traced_step(void *context, uint32_t pc)
{
    struct campaign *campaign = context;
    struct core *tracer = &campaign->tracer;
    uint8_t const it = follow_it(&campaign->trace_it, tracer, pc);
    struct shot shot = {.from = tracer, .what = "distance "};
    struct registers now;

    shot.number = ++campaign->distance;
    shot.model = shot.number <= NEAR ? MODEL_PAIR20 : MODEL_PAIR60;
    if (HAS(campaign, shot.model) && !plan_is_stub(campaign->plan, pc)) {
        core_read(tracer, &now);
        now.r[REG_PC] = pc;
        now.it = it;
        shot.registers = skipped(tracer, &now);
        fire(campaign, &shot);
    }
    if (shot.number == (HAS(campaign, MODEL_PAIR60) ? FAR : NEAR) ||
        plan_is_halt(campaign->plan, pc) || plan_is_goal(campaign->plan, pc)) {
        core_end(tracer, OUTCOME_HELD);
    }
}

static void inject_pairs(struct campaign *campaign, const struct registers *at)
{
    struct registers const after = skipped(&campaign->walker, at);

    campaign->distance = 0;
    campaign->trace_it = (struct follow){after.r[REG_PC], after.it};
    core_copy(&campaign->tracer, &campaign->walker);
    (void)core_run(&campaign->tracer, &after);
}

void inject_ram(struct campaign *campaign, const struct registers *at)
{
    for (size_t i = 0; i < campaign->store_count; i++) {
        uint32_t const first = campaign->stores[i].address & ~3u;
        uint32_t const end = campaign->stores[i].address + campaign->stores[i].size;

        for (uint32_t word = first; word < end; word += 4) {
            struct shot shot = {.model = MODEL_RAM, .from = &campaign->walker, .registers = *at};
            const uint8_t *now = core_at(shot.from, word, 4);
            uint32_t value;

            if (now == NULL) {
                continue; /* a device */
            }
            memcpy(&value, now, 4);
            shot.what = "change ";
            shot.word_at = word;
            for (uint32_t n = 0; n < 34; n++) {
                shot.word_change = n < 32 ? 1u << n : n == 32 ? value : ~value;
                shot.number = n;
                fire(campaign, &shot);
            }
        }
    }
}

void inject_all(struct campaign *campaign, const struct registers *at)
{
    if (HAS(campaign, MODEL_SKIP)) {
        inject_skip(campaign, at);
    }
    inject_pc(campaign, at);
    if (HAS(campaign, MODEL_FLIP)) {
        inject_flips(campaign, at);
    }
    inject_register(campaign, at);
    if (HAS(campaign, MODEL_BITS)) {
        inject_bits(campaign, at);
    }
    if (HAS(campaign, MODEL_PAIR20) || HAS(campaign, MODEL_PAIR60)) {
        inject_pairs(campaign, at);
    }
}
