/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "host/attack/card.h"

#include "host/attack/base.h"
#include "host/attack/crew.h"
#include "host/base/write.h"
#include "host/key/digest.h"

#include <stdlib.h>
#include <string.h>

static const char *const words[] = {"held", "broke"};

bool hf_card_run_odd(const struct hf_card_run *run)
{
    return run->result.surprises > 0 ||
           run->expected_held != (run->result.measured == HF_MEASURED_HELD);
}

bool hf_card_void(const struct hf_card *card)
{
    for (size_t i = 0; i < card->count; i++) {
        if (!card->runs[i].result.control) {
            return true;
        }
    }
    return false;
}

bool hf_card_surprise(const struct hf_card *card)
{
    for (size_t i = 0; i < card->count; i++) {
        if (hf_card_run_odd(&card->runs[i])) {
            return true;
        }
    }
    return false;
}

static bool wants(const struct hf_card_plan *plan, const struct hf_lab_attack *attack)
{
    for (size_t i = 0; i < plan->wanted_count; i++) {
        if (strcmp(plan->wanted[i], attack->threat) == 0 ||
            strcmp(plan->wanted[i], attack->id) == 0) {
            return true;
        }
    }
    return plan->wanted_count == 0;
}

bool hf_card_knows(const struct hf_lab_attacks *attacks, const char *word)
{
    struct hf_card_plan plan = {.wanted = &word, .wanted_count = 1};

    for (size_t i = 0; i < attacks->count; i++) {
        if (wants(&plan, &attacks->list[i])) {
            return true;
        }
    }
    return false;
}

/* The log's own hash names it, so an id in a report leads to exactly these bytes. */
static bool keep_evidence(const char *reports, const struct hf_attack_log *evidence,
                          char id[HF_EVIDENCE_DIGITS + 1u], struct hf_trouble *trouble)
{
    uint8_t digest[32];
    char hex[65];
    char path[4096];

    hf_digest(&(hf_span_t){(const uint8_t *)evidence->text, evidence->size}, 1, digest);
    hf_hex(digest, sizeof(digest), hex);
    snprintf(id, HF_EVIDENCE_DIGITS + 1u, "%.*s", (int)HF_EVIDENCE_DIGITS, hex);
    snprintf(path, sizeof(path), "%s/%s.log", reports, id);
    return hf_file_replace(path, evidence->text, evidence->size, 0666, trouble);
}

/* The attacks that one board is to see. */
struct turn {
    const struct hf_card_plan *plan;
    const struct hf_layout *layout;
    struct hf_attack_place place;
    const struct hf_lab_attack *attacks[HF_ATTACKS_MAX];
    size_t count;
};

static void run_one(void *context, size_t index, struct hf_crew_result *result)
{
    struct turn *turn = context;
    struct hf_attack_log evidence = {NULL, 0, NULL};

    result->done =
        hf_attack_run(turn->attacks[index], &turn->place, turn->layout, &evidence, &result->result,
                      &result->trouble) &&
        keep_evidence(turn->plan->reports, &evidence, result->evidence, &result->trouble);
    free(evidence.text);
}

static void leave(void *context)
{
    const struct turn *turn = context;

    hf_base_forget(turn->plan->reports, turn->layout->board);
}

static void say_progress(void *context, size_t done)
{
    const struct turn *turn = context;
    size_t const next = done < turn->count ? done : turn->count - 1u;

    turn->plan->progress(turn->layout->board, turn->attacks[next]->id, next, turn->count);
}

static void choose(struct turn *turn)
{
    const struct hf_lab_attacks *attacks = turn->plan->attacks;

    for (size_t i = 0; i < attacks->count; i++) {
        if (wants(turn->plan, &attacks->list[i]) &&
            hf_attack_expected(&attacks->list[i], turn->layout->board) != HF_EXPECTED_NOTHING) {
            turn->attacks[turn->count++] = &attacks->list[i];
        }
    }
}

static void add_gap(struct hf_card *card, const struct hf_card_run *run)
{
    struct hf_card_gap *gap = &card->gaps[card->gap_count++];

    gap->attack = run->attack;
    gap->board = run->board;
    memcpy(gap->why, run->result.note, sizeof(gap->why) - 1u);
    gap->why[sizeof(gap->why) - 1u] = '\0';
}

static void add(struct hf_card *card, const struct turn *turn, size_t index,
                const struct hf_crew_result *result)
{
    const struct hf_lab_attack *attack = turn->attacks[index];
    struct hf_card_run *run = &card->runs[card->count];

    *run = (struct hf_card_run){.attack = attack,
                                .board = turn->layout->board,
                                .expected_held = hf_attack_expected(attack, turn->layout->board) ==
                                                 HF_EXPECTED_HELD,
                                .result = result->result};
    memcpy(run->evidence, result->evidence, sizeof(run->evidence));
    if (run->result.unmeasured) {
        add_gap(card, run);
    } else {
        card->count++;
    }
}

bool hf_card_fill(const struct hf_card_plan *plan, const char *build, struct hf_arena *arena,
                  struct hf_card *card, struct hf_trouble *trouble)
{
    struct hf_layout layout;
    struct turn turn = {.plan = plan,
                        .layout = &layout,
                        .place = {build, plan->lab, plan->reports, plan->program, plan->seconds}};
    struct hf_crew crew = {.size = plan->jobs,
                           .work = run_one,
                           .leave = leave,
                           .progress = plan->progress != NULL ? say_progress : NULL,
                           .context = &turn};
    struct hf_crew_result *results = NULL;

    if (!hf_layout_load(hf_arena_print(arena, "%s/layout.json", build), arena, &layout, trouble)) {
        return false;
    }
    choose(&turn);
    crew.count = turn.count;
    if (turn.count > HF_CARD_RUNS_MAX - card->count - card->gap_count) {
        return hf_trouble_set(trouble, "more than %u runs for one card; give fewer boards",
                              HF_CARD_RUNS_MAX);
    }
    bool const done = turn.count == 0 || hf_crew_run(&crew, &results, trouble);

    for (size_t i = 0; done && i < turn.count; i++) {
        add(card, &turn, i, &results[i]);
    }
    hf_crew_free(&crew, results);
    return done;
}

static json_t *gaps_json(const struct hf_card *card)
{
    json_t *gaps = json_array();

    for (size_t i = 0; i < card->gap_count; i++) {
        const struct hf_card_gap *gap = &card->gaps[i];

        json_array_append_new(gaps, json_pack("{s:s,s:s,s:s,s:s}", "threat", gap->attack->threat,
                                              "attack", gap->attack->id, "board", gap->board, "why",
                                              gap->why));
    }
    return gaps;
}

json_t *hf_card_json(const struct hf_card *card)
{
    json_t *runs = json_array();

    for (size_t i = 0; i < card->count; i++) {
        const struct hf_card_run *run = &card->runs[i];

        json_array_append_new(
            runs,
            json_pack("{s:s,s:s,s:s,s:s,s:s,s:s,s:s,s:s,s:s,s:I,s:I,s:I,s:s}", "threat",
                      run->attack->threat, "attack", run->attack->id, "board", run->board,
                      "expected", words[run->expected_held ? 0 : 1], "measured",
                      words[run->result.measured], "control", run->result.control ? "ok" : "failed",
                      "kind", run->attack->kind, "evidence", run->evidence, "title",
                      run->attack->title, "cases", (json_int_t)run->result.cases, "broken",
                      (json_int_t)run->result.broken, "surprises",
                      (json_int_t)run->result.surprises, "note", run->result.note));
    }
    return json_pack("{s:s,s:b,s:o,s:o}", "schema", "holdfast.scorecard/1", "void",
                     hf_card_void(card), "runs", runs, "unmeasured", gaps_json(card));
}

void hf_card_text(FILE *out, const struct hf_card *card)
{
    size_t held = 0;

    fprintf(out, "%-6s %-26s %-11s %-9s %-9s %-8s %s\n", "threat", "attack", "board", "expected",
            "measured", "control", "evidence");
    for (size_t i = 0; i < card->count; i++) {
        const struct hf_card_run *run = &card->runs[i];
        bool odd = hf_card_run_odd(run) || !run->result.control;

        fprintf(out, "%-6s %-26s %-11s %-9s %-9s %-8s %s\n", run->attack->threat, run->attack->id,
                run->board, words[run->expected_held ? 0 : 1], words[run->result.measured],
                run->result.control ? "ok" : "FAILED", run->evidence);
        if (odd || run->result.measured == HF_MEASURED_BROKE) {
            fprintf(out, "       %s%s\n", hf_card_run_odd(run) ? "NOT AS EXPECTED: " : "",
                    run->result.note);
        }
        held += run->result.measured == HF_MEASURED_HELD;
    }
    for (size_t i = 0; i < card->gap_count; i++) {
        fprintf(out, "%-6s %-26s %-11s not yet measured: %s\n", card->gaps[i].attack->threat,
                card->gaps[i].attack->id, card->gaps[i].board, card->gaps[i].why);
    }
    if (hf_card_void(card)) {
        fputs("\nVOID: a control failed, so nothing on this card counts\n", out);
    } else {
        fprintf(out, "\n%zu runs: %zu held, %zu broke%s\n", card->count, held, card->count - held,
                hf_card_surprise(card) ? "; NOT AS EXPECTED" : ", all as expected");
    }
}
