/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "host/prove/prove.h"

#include "host/assess/report.h"

#include <string.h>
#include <time.h>

static const char *text_of(const json_t *object, const char *key)
{
    const char *text = json_string_value(json_object_get(object, key));

    return text != NULL ? text : "";
}

static bool assess(const char *path, struct hf_proof *proof, struct hf_trouble *trouble)
{
    static struct hf_catalog catalog;
    static struct hf_profile profile;

    if (!hf_catalog_load(NULL, &catalog, trouble)) {
        return false;
    }
    if (!hf_profile_load(path, &catalog, hf_today(), &profile, trouble)) {
        hf_catalog_free(&catalog);
        return false;
    }
    struct hf_assessment *assessment = hf_assess(&catalog, &profile);

    proof->assessment = hf_report_json(assessment);
    hf_assessment_free(assessment);
    hf_profile_free(&profile);
    hf_catalog_free(&catalog);
    return true;
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

/* The boards that the catalogue names for each platform of the profile. */
static void pick_boards(struct hf_proof *proof)
{
    const json_t *platform;
    const json_t *board;
    size_t i;
    size_t j;

    json_array_foreach(json_object_get(proof->assessment, "platforms"), i, platform)
    {
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

bool hf_prove(const struct hf_prove_options *options, struct hf_proof *proof,
              struct hf_trouble *trouble)
{
    time_t now = time(NULL);
    struct tm parts;

    memset(proof, 0, sizeof(*proof));
    strftime(proof->when, sizeof(proof->when), "%Y-%m-%d %H:%M UTC", gmtime_r(&now, &parts));
    if (!assess(options->profile, proof, trouble)) {
        return false;
    }
    pick_boards(proof);
    return hf_attacks_load("lab/threats", &proof->attacks, trouble) &&
           measure(options, proof, trouble);
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
