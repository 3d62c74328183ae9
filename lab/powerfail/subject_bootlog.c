/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * The boot log under power cuts: boots, refusals, the states of an install, compaction when it is
 * full. A history entry carries the number of its step, so that the order and what is missing show.
 */
#include "firmware/store/bootlog.h"
#include "lab/powerfail/subjects.h"

#include <stdlib.h>
#include <string.h>

#define KINDS 3u

struct state {
    uint32_t step; /* that made it, plus one; 0: none */
};

struct world {
    struct state states[KINDS][HF_ROLE_COUNT];
    uint32_t boots;
    uint32_t last_history; /* step of the newest history entry, plus one */
};

static struct world now;
static struct world before;
static uint32_t now_step;

static struct hf_bootlog bootlog;
static struct hf_region half[2];
static uint8_t const key[32] = {0x6c, 0x6f, 0x67};

static uint8_t kind_of(uint32_t step)
{
    static const uint8_t pattern[] = {HF_BOOTLOG_BOOT,     HF_BOOTLOG_INSTALL, HF_BOOTLOG_PROGRESS,
                                      HF_BOOTLOG_PROGRESS, HF_BOOTLOG_REFUSAL, HF_BOOTLOG_CONFIRM,
                                      HF_BOOTLOG_NOTE,     HF_BOOTLOG_INSTALL, HF_BOOTLOG_PROGRESS,
                                      HF_BOOTLOG_CONFIRM,  HF_BOOTLOG_BOOT};

    return pattern[step % sizeof(pattern)];
}

static int is_history(uint32_t step)
{
    return kind_of(step) <= HF_BOOTLOG_NOTE;
}

static uint8_t role_of(uint32_t step)
{
    return (uint8_t)(step / 3u % HF_ROLE_COUNT);
}

/* Every 5th install record ends the install. */
static uint8_t phase_of(uint32_t step)
{
    return step % 5u == 0 ? HF_BOOTLOG_PHASE_NONE : (uint8_t)(1u + step % 4u);
}

static struct hf_bootlog_entry entry_of(uint32_t step)
{
    struct hf_bootlog_entry entry = {.kind = kind_of(step)};

    switch (entry.kind) {
    case HF_BOOTLOG_INSTALL:
        entry.as.install = (struct hf_bootlog_install){.role = role_of(step),
                                                       .phase = phase_of(step),
                                                       .detail = step,
                                                       .hash = {(uint8_t)step, 1, 2}};
        break;
    case HF_BOOTLOG_PROGRESS:
        entry.as.progress =
            (struct hf_bootlog_progress){.role = role_of(step), .phase = 1, .step = step};
        break;
    case HF_BOOTLOG_CONFIRM:
        entry.as.confirm = (struct hf_bootlog_confirm){
            .role = role_of(step), .verdict = HF_BOOTLOG_CONFIRMED, .counter = step};
        break;
    default:
        entry.as.history.record.word = step;
        break;
    }
    return entry;
}

static void model_step(struct world *world, uint32_t step)
{
    struct hf_bootlog_entry const entry = entry_of(step);
    uint32_t const slot = hf_bootlog_state_index(&entry);

    if (slot == HF_BOOTLOG_STATES) {
        world->last_history = step + 1u;
        world->boots += entry.kind == HF_BOOTLOG_BOOT;
        return;
    }
    world->states[slot / HF_ROLE_COUNT][slot % HF_ROLE_COUNT].step =
        hf_bootlog_is_end(&entry) ? 0u : step + 1u;
}

static void model_to(uint32_t step)
{
    if (step + 1u < now_step) {
        abort();
    }
    while (now_step < step) {
        before = now;
        model_step(&now, now_step);
        now_step++;
    }
}

static uint32_t start(const struct hf_fake_nvm_geometry *geometry)
{
    struct halves halves;

    hf_fake_nvm_setup(geometry);
    halves = halves_of(geometry, HF_BOOTLOG_CAPACITY_MIN);
    for (uint32_t i = 0; i < 2; i++) {
        half[i] = (struct hf_region){halves.base[i], halves.size[i]};
    }
    memset(&now, 0, sizeof(now));
    now_step = 0;
    return halves.size[0] < 0x2000u ? 300u : halves.size[0] / 32u; /* two compactions at least */
}

static const char *boot(uint32_t step)
{
    hf_err_t result;

    memset(&bootlog, 0xa5, sizeof(bootlog));
    hf_fake_nvm_reset();
    result = hf_bootlog_open(&bootlog, half, key);
    if (result == HF_ERR_JOURNAL_EMPTY || result == HF_ERR_JOURNAL_FOREIGN) {
        return step != 0 ? "the log is lost" : NULL;
    }
    return result == HF_OK ? NULL : "the log does not open";
}

/* As urot does: a log that is not there is started, a full or worn one is compacted. */
static const char *do_step(uint32_t step)
{
    struct hf_bootlog_entry entry = entry_of(step);
    hf_err_t result = HF_ERR_JOURNAL_FULL;

    if (bootlog.journal.state == HF_JOURNAL_CLOSED && hf_bootlog_start(&bootlog) != HF_OK) {
        return "the log does not start";
    }
    if (hf_bootlog_room(&bootlog) != 0) {
        result = hf_bootlog_append(&bootlog, &entry);
    }
    if (result != HF_OK) {
        result = hf_bootlog_compact(&bootlog);
        if (result == HF_OK) {
            result = hf_bootlog_append(&bootlog, &entry);
        }
    }
    return result == HF_OK ? NULL : "an append failed";
}

/* The step that a state entry says it comes from, plus one. */
static uint32_t step_in(const struct hf_bootlog_entry *entry)
{
    switch (entry->kind) {
    case HF_BOOTLOG_INSTALL:
        return entry->as.install.hash[0] == (uint8_t)entry->as.install.detail
                   ? entry->as.install.detail + 1u
                   : UINT32_MAX;
    case HF_BOOTLOG_PROGRESS:
        return entry->as.progress.step + 1u;
    default:
        return entry->as.confirm.counter + 1u;
    }
}

static const char *compare(const struct world *world)
{
    static const enum hf_bootlog_kind kinds[KINDS] = {HF_BOOTLOG_INSTALL, HF_BOOTLOG_PROGRESS,
                                                      HF_BOOTLOG_CONFIRM};
    struct hf_bootlog_entry entry;

    for (uint32_t i = 0; i < KINDS * HF_ROLE_COUNT; i++) {
        uint32_t const expected = world->states[i / HF_ROLE_COUNT][i % HF_ROLE_COUNT].step;
        hf_err_t const result =
            hf_bootlog_state(&bootlog, kinds[i / HF_ROLE_COUNT], i % HF_ROLE_COUNT, &entry);

        if (expected == 0 && result != HF_ERR_JOURNAL_END) {
            return "a state is there that was ended";
        }
        if (expected != 0 && (result != HF_OK || step_in(&entry) != expected)) {
            return "a state is lost or old";
        }
    }
    return bootlog.boot < world->boots ? "a boot was not counted" : NULL;
}

/* The history step before `step`. */
static uint32_t history_before(uint32_t step)
{
    while (step-- > 0) {
        if (is_history(step)) {
            return step;
        }
    }
    return UINT32_MAX;
}

/* In order, none missing in between, and the newest acknowledged one is there. An interrupted step
 * may stand there twice. */
static const char *check_history(const struct world *least)
{
    struct hf_journal_walk walk;
    struct hf_bootlog_entry entry;
    uint32_t last = UINT32_MAX;

    hf_journal_walk_start(&bootlog.journal, &walk);
    while (hf_bootlog_next(&bootlog, &walk, &entry) == HF_OK) {
        uint32_t const word = entry.as.history.record.word;

        if (entry.kind > HF_BOOTLOG_NOTE) {
            continue;
        }
        if (last != UINT32_MAX && word != last && history_before(word) != last) {
            return "history is missing or out of order";
        }
        last = word;
    }
    return least->last_history != 0 && (last == UINT32_MAX || last + 1u < least->last_history)
               ? "the newest history is lost"
               : NULL;
}

static const char *check(uint32_t step, bool maybe)
{
    const char *wrong;

    model_to(maybe ? step + 1u : step);
    if (bootlog.gaps != 0) {
        return "records are missing";
    }
    if (!maybe) {
        const struct world *world = step == now_step ? &now : &before;

        wrong = compare(world);
        return wrong != NULL ? wrong : check_history(world);
    }
    wrong = compare(&before);
    if (wrong != NULL && compare(&now) == NULL) {
        wrong = NULL;
    }
    return wrong != NULL ? wrong : check_history(&before);
}

const struct subject subject_bootlog = {"bootlog", start, boot, do_step, check};
