/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "host/attack/card.h"

#include "host/attack/base.h"
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

static bool run_one(const struct hf_card_plan *plan, const struct hf_attack_place *place,
                    const struct hf_layout *layout, struct hf_card_run *run,
                    struct hf_trouble *trouble)
{
    struct hf_attack_log evidence = {NULL, 0, NULL};
    bool done = hf_attack_run(run->attack, place, layout, &evidence, &run->result, trouble) &&
                keep_evidence(plan->reports, &evidence, run->evidence, trouble);

    free(evidence.text);
    return done;
}

static size_t count_wanted(const struct hf_card_plan *plan, const char *board)
{
    size_t count = 0;

    for (size_t i = 0; i < plan->attacks->count; i++) {
        count += wants(plan, &plan->attacks->list[i]) &&
                 hf_attack_expected(&plan->attacks->list[i], board) != HF_EXPECTED_NOTHING;
    }
    return count;
}

static void add_gap(struct hf_card *card, const struct hf_card_run *run)
{
    struct hf_card_gap *gap = &card->gaps[card->gap_count++];

    gap->attack = run->attack;
    gap->board = run->board;
    memcpy(gap->why, run->result.note, sizeof(gap->why) - 1u);
    gap->why[sizeof(gap->why) - 1u] = '\0';
}

static bool fill(const struct hf_card_plan *plan, const char *build, const struct hf_layout *layout,
                 struct hf_card *card, struct hf_trouble *trouble)
{
    struct hf_attack_place place = {build, plan->lab, plan->reports, plan->program, plan->seconds};
    size_t const all = count_wanted(plan, layout->board);
    size_t done = 0;

    if (all > HF_CARD_RUNS_MAX - card->count - card->gap_count) {
        return hf_trouble_set(trouble, "more than %u runs for one card; give fewer boards",
                              HF_CARD_RUNS_MAX);
    }
    for (size_t i = 0; i < plan->attacks->count; i++) {
        const struct hf_lab_attack *attack = &plan->attacks->list[i];
        enum hf_expected expected = hf_attack_expected(attack, layout->board);
        struct hf_card_run *run = &card->runs[card->count];

        if (expected == HF_EXPECTED_NOTHING || !wants(plan, attack)) {
            continue;
        }
        *run = (struct hf_card_run){.attack = attack,
                                    .board = layout->board,
                                    .expected_held = expected == HF_EXPECTED_HELD};
        if (plan->progress != NULL) {
            plan->progress(layout->board, attack->id, done++, all);
        }
        if (!run_one(plan, &place, layout, run, trouble)) {
            return false;
        }
        if (run->result.unmeasured) {
            add_gap(card, run);
        } else {
            card->count++;
        }
    }
    return true;
}

bool hf_card_fill(const struct hf_card_plan *plan, const char *build, struct hf_arena *arena,
                  struct hf_card *card, struct hf_trouble *trouble)
{
    struct hf_layout layout;

    if (!hf_layout_load(hf_arena_print(arena, "%s/layout.json", build), arena, &layout, trouble)) {
        return false;
    }
    bool done = fill(plan, build, &layout, card, trouble);

    hf_base_forget(plan->reports, layout.board);
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
