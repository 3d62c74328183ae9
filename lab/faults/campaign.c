/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "lab/faults/campaign.h"

#include "lab/faults/models.h"
#include "lab/faults/stop.h"

#include <string.h>

/* A run may take so many times the blocks of the unharmed run before it counts as hanging. */
#define PATIENCE 4u

const char *const model_names[MODEL_COUNT] = {
    "skip",        "pc+2",         "pc+4",         "pc+6", "pc+8",   "pc+10", "flip",
    "register:=0", "register:=~0", "register-bit", "ram",  "pair20", "pair60"};

static void write_line(struct campaign *campaign, const struct shot *shot, enum outcome outcome,
                       uint32_t entered)
{
    FILE *out = campaign->hits;

    fprintf(out, "{%s\"fault\":\"%s\",\"pc\":\"0x%08x\",\"path\":%llu", campaign->label,
            model_names[shot->model], campaign->first.r[REG_PC],
            (unsigned long long)campaign->path);
    if (shot->what != NULL) {
        fprintf(out, ",\"detail\":\"%s%u\"", shot->what, shot->number);
    }
    if (shot->word_at != 0) {
        fprintf(out, ",\"word\":\"0x%08x\"", shot->word_at);
    }
    if (shot->model == MODEL_PAIR20 || shot->model == MODEL_PAIR60) {
        fprintf(out, ",\"behind\":\"0x%08x\"", shot->registers.r[REG_PC]);
    }
    fprintf(out, ",\"outcome\":\"%s\",\"entered\":\"0x%08x\"}\n", outcome_names[outcome], entered);
}

/* For people: one line for each place and outcome, not for each time round a loop. */
static void tell(struct campaign *campaign, const struct shot *shot, enum outcome outcome)
{
    uint32_t const pc = campaign->first.r[REG_PC];
    uint32_t offset;
    const char *function = elf_function_at(&campaign->plan->elf, pc, &offset);
    struct told const now = {pc, shot->model, outcome};

    if (memcmp(&now, &campaign->told, sizeof(now)) == 0) {
        return;
    }
    campaign->told = now;
    printf("  0x%08x %s+%u: %s: %s\n", pc, function, offset, model_names[shot->model],
           outcome_names[outcome]);
}

void count_end(struct campaign *campaign, const struct shot *shot, enum outcome outcome,
               uint32_t entered)
{
    campaign->counts[shot->model][outcome]++;
    if (!OUTCOME_IS_BREAK(outcome)) {
        return;
    }
    if (campaign->hits != NULL) {
        write_line(campaign, shot, outcome, entered);
    }
    if (campaign->tells) {
        tell(campaign, shot, outcome);
    }
}

static void change_word(struct core *core, uint32_t at, uint32_t change)
{
    uint8_t *bytes = core_at(core, at, 4);
    uint32_t value;

    memcpy(&value, bytes, 4);
    value ^= change;
    memcpy(bytes, &value, 4);
    core_forget_code(core, at, 4);
}

/* From every instruction of the path the run without a fault must end as it did from reset: an
 * emulator that a fault has upset is noticed here. */
static bool control_holds(struct campaign *campaign)
{
    struct core *runner = &campaign->runner;

    runner->upset = false;
    core_copy(runner, &campaign->walker);
    return core_run(runner, &campaign->first) == campaign->unharmed && !runner->upset;
}

void fire(struct campaign *campaign, const struct shot *shot)
{
    struct core *runner = &campaign->runner;
    enum outcome outcome;

    core_copy(runner, shot->from);
    if (shot->word_at != 0) {
        change_word(runner, shot->word_at, shot->word_change);
    }
    outcome = core_run(runner, &shot->registers);
    count_end(campaign, shot, outcome, runner->entered);
    if (runner->upset &&
        !campaign->fresh) { /* most survive it; a new one takes ten times as long */
        runner->upset = !control_holds(campaign);
    }
    runner->upset = runner->upset || (campaign->fresh && outcome == OUTCOME_CRASH);
}

static void end_walk(struct campaign *campaign, uint32_t pc)
{
    struct core *walker = &campaign->walker;

    if (campaign->path > PATH_MAX_INSNS) {
        stop("the path is longer than %u instructions: is a halt symbol missing?", PATH_MAX_INSNS);
    }
    if (plan_is_goal(campaign->plan, pc)) {
        core_end(walker, campaign->plan->judge(campaign->plan, walker, pc));
    } else if (plan_is_halt(campaign->plan, pc)) {
        core_end(walker, OUTCOME_HELD);
    }
}

static void attack_step(struct campaign *campaign, const struct registers *here)
{
    if (!control_holds(campaign)) {
        stop("control failed: from 0x%08x on (path %llu) the run without a fault ends otherwise",
             here->r[REG_PC], (unsigned long long)campaign->path);
    }
    if ((campaign->models >> MODEL_RAM & 1u) != 0) {
        inject_ram(campaign, here);
    }
    inject_all(campaign, here);
}

static void on_walk(void *context, uint32_t pc)
{
    struct campaign *campaign = context;
    struct core *walker = &campaign->walker;
    uint32_t const calls = places_follow(&campaign->places, pc, op_at(walker, pc));
    bool const stub = plan_is_stub(campaign->plan, pc);
    bool mine = !stub && places_visit(&campaign->places, pc, calls, campaign->few);
    struct registers *here = &campaign->first;

    if (!campaign->counting) {
        mine = (mine || campaign->few == 0) && !stub &&
               campaign->path % campaign->shards == campaign->shard;
        core_read(walker, here);
        here->r[REG_PC] = pc;
        here->it = follow_it(&campaign->walk, walker, pc);
        if (mine) {
            attack_step(campaign, here);
        }
        if (!stub && campaign->trace != NULL) {
            fprintf(campaign->trace, "%08x %08x\n", pc, calls);
        }
        campaign->path += stub ? 0 : 1;
    }
    campaign->store_count = 0;
    end_walk(campaign, pc);
}

static void on_walk_stored(void *context, uint32_t address, uint32_t size)
{
    struct campaign *campaign = context;

    if (campaign->store_count < STORES_MAX) {
        campaign->stores[campaign->store_count].address = address;
        campaign->stores[campaign->store_count++].size = size;
    }
}

static struct registers at_reset(const struct plan *plan)
{
    struct registers registers = {.it = 0};

    registers.r[REG_SP] = plan->stack;
    registers.r[REG_LR] = UINT32_MAX;
    registers.r[REG_PC] = plan->reset & ~1u;
    return registers;
}

/* A device starts its log once in its life: what the first run has written is there already when
 * the attacked one begins, and every injection begins with it. True when there is such memory. */
static bool keep_written(struct campaign *campaign)
{
    const struct plan *plan = campaign->plan;
    bool any = false;

    for (size_t i = 0; i < plan->area_count; i++) {
        if (plan->areas[i].kept) {
            memcpy(plan->areas[i].bytes, campaign->runner.bytes[i], plan->areas[i].size);
            any = true;
        }
    }
    return any;
}

enum outcome campaign_prepare(struct campaign *campaign)
{
    const struct plan *plan = campaign->plan;
    struct registers const reset = at_reset(plan);

    campaign->walker_hooks = (struct core_hooks){on_walk, on_walk_stored, campaign};
    campaign->changer_hooks = (struct core_hooks){on_changed_step, NULL, campaign};
    campaign->tracer_hooks = (struct core_hooks){on_traced_step, NULL, campaign};
    core_start(&campaign->runner, plan, CORE_RUNS, NULL);
    core_start(&campaign->walker, plan, CORE_STEPS, &campaign->walker_hooks);
    core_start(&campaign->changer, plan, CORE_CHANGES, &campaign->changer_hooks);
    core_start(&campaign->tracer, plan, CORE_STEPS, &campaign->tracer_hooks);
    core_reset(&campaign->runner);
    campaign->unharmed = core_run(&campaign->runner, &reset);
    if (keep_written(campaign)) {
        core_reset(&campaign->runner);
        campaign->unharmed = core_run(&campaign->runner, &reset);
    }
    campaign->runner.blocks_max = PATIENCE * campaign->runner.blocks + 1000u;
    return campaign->unharmed;
}

void campaign_attack(struct campaign *campaign)
{
    struct registers const reset = at_reset(campaign->plan);

    for (int pass = 0; pass < 2; pass++) {
        campaign->counting = pass == 0;
        campaign->walk = (struct follow){reset.r[REG_PC], 0};
        places_restart(&campaign->places);
        core_reset(&campaign->walker);
        if (core_run(&campaign->walker, &reset) != campaign->unharmed) {
            stop("control failed: the walk ended early, after %llu instructions",
                 (unsigned long long)campaign->path);
        }
        places_settle(&campaign->places);
    }
}

void campaign_finish(struct campaign *campaign)
{
    core_stop(&campaign->runner);
    core_stop(&campaign->walker);
    core_stop(&campaign->changer);
    core_stop(&campaign->tracer);
}

uint64_t campaign_injections(const struct campaign *campaign, enum model model)
{
    uint64_t sum = 0;

    for (size_t i = 0; i < OUTCOME_COUNT; i++) {
        sum += campaign->counts[model][i];
    }
    return sum;
}

uint64_t campaign_breaks(const struct campaign *campaign, enum model model)
{
    uint64_t sum = 0;

    for (size_t i = 0; i < OUTCOME_COUNT; i++) {
        sum += OUTCOME_IS_BREAK(i) ? campaign->counts[model][i] : 0;
    }
    return sum;
}
