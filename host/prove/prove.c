/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "host/prove/prove.h"

#include "host/assess/evidence.h"
#include "host/assess/report.h"
#include "host/base/write.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

static const char *text_of(const json_t *object, const char *key)
{
    const char *text = json_string_value(json_object_get(object, key));

    return text != NULL ? text : "";
}

/* On paper when `evidence` is NULL, else with the score cards of that folder. */
static bool assess(const char *path, const char *evidence_folder, json_t **answer,
                   struct hf_trouble *trouble)
{
    static struct hf_catalog catalog;
    static struct hf_profile profile;
    struct hf_evidence evidence = {.runs = NULL};

    if (!hf_catalog_load(NULL, &catalog, trouble)) {
        return false;
    }
    bool done = hf_profile_load(path, &catalog, hf_today(), &profile, trouble);

    if (done && evidence_folder != NULL) {
        done = hf_evidence_load(evidence_folder, &catalog, &evidence, trouble);
        hf_profile_use_evidence(&profile, done ? &evidence : NULL);
    }
    if (done) {
        struct hf_assessment *assessment = hf_assess(&catalog, &profile);

        *answer = hf_report_json(assessment);
        hf_assessment_free(assessment);
        hf_profile_free(&profile);
    }
    hf_evidence_free(&evidence);
    hf_catalog_free(&catalog);
    return done;
}

static void add_board(struct hf_proof *proof, const json_t *board, const char *part)
{
    const char *name = text_of(board, "board");

    for (size_t i = 0; i < proof->board_count; i++) {
        if (strcmp(proof->boards[i].board, name) == 0) {
            proof->boards[i].parts =
                hf_arena_print(&proof->arena, "%s, %s", proof->boards[i].parts, part);
            return;
        }
    }
    if (proof->board_count < HF_PROVE_BOARDS_MAX) {
        proof->boards[proof->board_count].board = hf_arena_print(&proof->arena, "%s", name);
        proof->boards[proof->board_count].title =
            hf_arena_print(&proof->arena, "%s", text_of(board, "title"));
        proof->boards[proof->board_count].parts = hf_arena_print(&proof->arena, "%s", part);
        proof->board_count++;
    }
}

/* A platform that boots by another stack relies on that one, which was not attacked. */
static void note_stack(struct hf_proof *proof, const json_t *platform)
{
    const char *stack = text_of(platform, "boot_stack");

    if (stack[0] != '\0' && strcmp(stack, "holdfast") != 0) {
        proof->other_stack = hf_arena_print(&proof->arena, "%s%s%s boots by %s", proof->other_stack,
                                            proof->other_stack[0] != '\0' ? ", " : "",
                                            text_of(platform, "name"), stack);
    }
}

/* The boards that the catalogue names for each platform of the profile. */
static void pick_boards(struct hf_proof *proof)
{
    const json_t *platform;
    const json_t *board;
    size_t i;
    size_t j;

    proof->without_board = "";
    proof->other_stack = "";
    json_array_foreach(json_object_get(proof->assessment, "platforms"), i, platform)
    {
        note_stack(proof, platform);
        if (json_array_size(json_object_get(platform, "boards")) == 0) {
            proof->without_board = hf_arena_print(&proof->arena, "%s%s%s", proof->without_board,
                                                  proof->without_board[0] != '\0' ? ", " : "",
                                                  text_of(platform, "name"));
        }
        json_array_foreach(json_object_get(platform, "boards"), j, board)
        {
            add_board(proof, board, text_of(platform, "name"));
        }
    }
}

static bool measure(const struct hf_prove_options *options, struct hf_proof *proof,
                    struct hf_trouble *trouble)
{
    struct hf_card_plan plan = {.attacks = &proof->attacks,
                                .lab = "lab/keys",
                                .reports = "build/reports/attacks",
                                .program = options->program,
                                .seconds = options->seconds,
                                .progress = options->progress};
    double started = hf_qemu_now();

    if (proof->board_count > 0 &&
        !hf_qemu_version(options->program, proof->qemu, sizeof(proof->qemu))) {
        return hf_trouble_set(trouble,
                              "%s cannot be run; install it (Debian: qemu-system-arm) or name it "
                              "with --qemu",
                              options->program != NULL ? options->program : HF_QEMU_PROGRAM);
    }
    for (size_t i = 0; i < proof->board_count; i++) {
        const char *board = proof->boards[i].board;

        if (!hf_prove_build(board, &proof->arena, trouble) ||
            !hf_card_fill(&plan, hf_arena_print(&proof->arena, "build/%s", board), &proof->arena,
                          &proof->card, trouble)) {
            return false;
        }
    }
    proof->seconds = hf_qemu_now() - started;
    return true;
}

/* The card goes to its folder first; what stands there is what the second assessment reads. */
static bool weigh(const struct hf_prove_options *options, struct hf_proof *proof,
                  struct hf_trouble *trouble)
{
    json_t *card = hf_card_json(&proof->card);
    char *text = json_dumps(card, JSON_INDENT(1));
    const char *path = hf_arena_print(&proof->arena, "%s/scorecard.json", options->folder);
    json_t *weighed = NULL;
    bool done = text != NULL && hf_folder_make(options->folder, trouble) &&
                hf_file_replace(path, text, strlen(text), 0666, trouble) &&
                assess(options->profile, options->folder, &weighed, trouble);

    if (done) {
        proof->paper = hf_arena_print(&proof->arena, "%s", text_of(proof->assessment, "verdict"));
        json_decref(proof->assessment);
        proof->assessment = weighed;
    }
    free(text);
    json_decref(card);
    return done;
}

bool hf_prove(const struct hf_prove_options *options, struct hf_proof *proof,
              struct hf_trouble *trouble)
{
    time_t now = time(NULL);
    struct tm parts;

    memset(proof, 0, sizeof(*proof));
    strftime(proof->when, sizeof(proof->when), "%Y-%m-%d %H:%M UTC", gmtime_r(&now, &parts));
    if (!assess(options->profile, NULL, &proof->assessment, trouble)) {
        return false;
    }
    pick_boards(proof);
    return hf_attacks_load("lab/threats", &proof->attacks, trouble) &&
           measure(options, proof, trouble) && weigh(options, proof, trouble);
}

void hf_proof_free(struct hf_proof *proof)
{
    json_decref(proof->assessment);
    hf_attacks_free(&proof->attacks);
    hf_arena_free(&proof->arena);
}

size_t hf_proof_count(const struct hf_proof *proof, const char *threat, const char *board,
                      size_t *broke)
{
    size_t count = 0;

    *broke = 0;
    for (size_t i = 0; i < proof->card.count; i++) {
        const struct hf_card_run *run = &proof->card.runs[i];

        if (strcmp(run->attack->threat, threat) == 0 && strcmp(run->board, board) == 0) {
            count++;
            *broke += run->result.measured == HF_MEASURED_BROKE;
        }
    }
    return count;
}
