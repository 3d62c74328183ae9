/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "lab/powerfail/sweep.h"

#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The operations of one uncut run. */
struct trace {
    uint32_t count;
    enum hf_fake_operation kinds[4096];
};

static void take_trace(struct trace *trace)
{
    trace->count = hf_fake_operations();
    if (trace->count > sizeof(trace->kinds) / sizeof(trace->kinds[0])) {
        abort();
    }
    for (uint32_t i = 0; i < trace->count; i++) {
        trace->kinds[i] = hf_fake_operation_at(i);
    }
}

static bool has_erase(const struct trace *trace)
{
    bool found = false;

    for (uint32_t i = 0; i < trace->count; i++) {
        found = found || trace->kinds[i] != HF_FAKE_PROGRAM;
    }
    return found;
}

static void complain(struct sweep *sweep, const struct sweep_point *point, const char *what)
{
    sweep->failures++;
    fprintf(stderr, "powerfail: %s %s --point %u", sweep->subject->name, sweep->geometry->name,
            point->step);
    for (uint32_t i = 0; i < point->cuts; i++) {
        fprintf(stderr, ":%u:%u", point->cut[i].operation, point->cut[i].variant);
    }
    fprintf(stderr, "  %s\n", what);
}

/* Boots and does the step, as a device does after a reset. */
static const char *boot_and_step(const struct subject *subject, uint32_t step)
{
    const char *wrong = subject->boot(step);

    return wrong != NULL ? wrong : subject->step(step);
}

/* The power is back after a cut in `step`. What was acknowledged is there, the step is whole or not
 * there at all, and the device goes on. */
static const char *recover(const struct subject *subject, uint32_t step)
{
    const char *wrong;

    hf_fake_power_on();
    wrong = subject->boot(step);
    if (wrong == NULL) {
        wrong = subject->check(step, true);
    }
    if (wrong == NULL) {
        wrong = subject->step(step);
    }
    if (wrong == NULL) {
        wrong = subject->check(step + 1, false);
    }
    if (wrong == NULL) {
        wrong = subject->boot(step + 1);
    }
    return wrong != NULL ? wrong : subject->check(step + 1, false);
}

/* Runs `what` with a cut at `point`. True when power failed on the way. */
static bool run_into_cut(const char *(*what)(const struct subject *, uint32_t),
                         const struct subject *subject, uint32_t step, struct hf_fake_point point)
{
    jmp_buf off;

    if (setjmp(off) == 0) {
        hf_fake_power_cut(point, &off);
        (void)what(subject, step);
        return false;
    }
    return true;
}

static const char *only_step(const struct subject *subject, uint32_t step)
{
    return subject->step(step);
}

/* From the moment before the step to the moment of the first cut. */
static bool cut_once(struct sweep *sweep, const struct hf_fake_snapshot *before,
                     const struct sweep_point *point)
{
    const char *wrong;

    hf_fake_snapshot_restore(before);
    hf_fake_power_on();
    wrong = sweep->subject->boot(point->step);
    if (wrong == NULL && !run_into_cut(only_step, sweep->subject, point->step, point->cut[0])) {
        wrong = "the cut was not reached";
    }
    if (wrong != NULL) {
        complain(sweep, point, wrong);
    }
    return wrong == NULL;
}

static bool finish_point(struct sweep *sweep, const struct sweep_point *point)
{
    const char *wrong = recover(sweep->subject, point->step);

    sweep->points++;
    if (wrong != NULL) {
        complain(sweep, point, wrong);
    }
    return wrong == NULL;
}

/* All second cuts, in the recovery from the first one. */
static void sweep_second(struct sweep *sweep, struct hf_fake_snapshot *between,
                         struct sweep_point point)
{
    static struct trace trace;
    static uint32_t lot;

    hf_fake_snapshot_save(between);
    hf_fake_power_on();
    (void)boot_and_step(sweep->subject, point.step);
    take_trace(&trace);
    point.cuts = 2;
    for (point.cut[1].operation = 0; point.cut[1].operation < trace.count;
         point.cut[1].operation++) {
        uint32_t const variants = hf_fake_variants(trace.kinds[point.cut[1].operation]);

        for (point.cut[1].variant = 0; point.cut[1].variant < variants; point.cut[1].variant++) {
            lot = lot * 1103515245u + 12345u;
            if ((lot >> 16) % sweep->nested != 0 || sweep->failures >= sweep->max_failures) {
                continue;
            }
            hf_fake_snapshot_restore(between);
            if (!run_into_cut(boot_and_step, sweep->subject, point.step, point.cut[1])) {
                complain(sweep, &point, "the second cut was not reached");
            }
            (void)finish_point(sweep, &point);
        }
    }
    hf_fake_snapshot_restore(between);
}

static void sweep_step(struct sweep *sweep, uint32_t step, const struct trace *trace,
                       const struct hf_fake_snapshot *before, struct hf_fake_snapshot *between)
{
    struct sweep_point point = {.step = step, .cuts = 1};

    for (uint32_t i = 0; i < trace->count; i++) {
        point.cut[0].operation = i;
        for (uint32_t v = 0; v < hf_fake_variants(trace->kinds[i]); v++) {
            point.cut[0].variant = v;
            sweep->cut[trace->kinds[i]]++;
            if (sweep->failures >= sweep->max_failures || !cut_once(sweep, before, &point)) {
                return;
            }
            if (sweep->nested != 0) {
                sweep_second(sweep, between, point);
            }
            (void)finish_point(sweep, &point);
        }
    }
}

/* Does the step without a cut. `whole`: after a reset, and with a check of everything. */
static bool do_step(struct sweep *sweep, uint32_t step, struct trace *trace, bool whole)
{
    struct sweep_point const point = {.step = step};
    const char *wrong = whole ? sweep->subject->boot(step) : NULL;

    hf_fake_power_on();
    if (wrong == NULL) {
        wrong = sweep->subject->step(step);
    }
    take_trace(trace);
    if (wrong == NULL && whole) {
        wrong = sweep->subject->check(step + 1, false);
    }
    if (wrong != NULL) {
        complain(sweep, &point, wrong);
    }
    return wrong == NULL;
}

void sweep_run(struct sweep *sweep)
{
    static struct trace trace;
    uint32_t const steps = sweep->subject->start(sweep->geometry);
    struct hf_fake_snapshot *before = hf_fake_snapshot_new();
    struct hf_fake_snapshot *between = hf_fake_snapshot_new();
    struct hf_fake_snapshot *after = hf_fake_snapshot_new();
    bool ram_is_lost = true;

    sweep->steps = steps;
    for (uint32_t step = 0; step < steps && sweep->failures < sweep->max_failures; step++) {
        bool const due = step % sweep->stride == 0;

        hf_fake_snapshot_save(before);
        if (!do_step(sweep, step, &trace, due || ram_is_lost)) {
            break;
        }
        ram_is_lost = due || has_erase(&trace);
        if (ram_is_lost) {
            hf_fake_snapshot_save(after);
            sweep_step(sweep, step, &trace, before, between);
            hf_fake_snapshot_restore(after);
        }
    }
    hf_fake_snapshot_free(before);
    hf_fake_snapshot_free(between);
    hf_fake_snapshot_free(after);
}

bool sweep_replay(struct sweep *sweep, const struct sweep_point *point)
{
    static struct trace trace;
    uint32_t const steps = sweep->subject->start(sweep->geometry);
    struct hf_fake_snapshot *before = hf_fake_snapshot_new();
    bool good = point->step < steps;

    for (uint32_t step = 0; good && step < point->step; step++) {
        good = do_step(sweep, step, &trace, true);
    }
    hf_fake_snapshot_save(before);
    good = good && (point->cuts == 0 ? do_step(sweep, point->step, &trace, true)
                                     : cut_once(sweep, before, point));
    if (good && point->cuts == 2) {
        good = run_into_cut(boot_and_step, sweep->subject, point->step, point->cut[1]);
    }
    good = good && (point->cuts == 0 || finish_point(sweep, point));
    hf_fake_snapshot_free(before);
    return good;
}
