/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "host/attack/card.h"
#include "host/attack/matrix.h"
#include "host/base/write.h"
#include "host/cli/number.h"
#include "host/commands.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define SECONDS_DEFAULT 20u
#define BOARDS_MAX      8u

static void progress(const char *board, const char *id, size_t done, size_t all)
{
    fprintf(stderr, "\r\033[K%s: %zu of %zu, %s", board, done + 1, all, id);
    fflush(stderr);
}

static int check_words(const struct hf_arguments *arguments, const struct hf_lab_attacks *attacks)
{
    for (size_t i = 0; i < arguments->operand_count; i++) {
        if (!hf_card_knows(attacks, arguments->operands[i])) {
            return hf_misused("no attack or threat '%s' in lab/threats; like t4 or t4_unsigned",
                              hf_quote(arguments->operands[i]).text);
        }
    }
    return HF_EXIT_YES;
}

static int fill(const struct hf_arguments *arguments, const struct hf_card_plan *plan,
                struct hf_arena *arena, struct hf_card *card)
{
    struct hf_trouble trouble = {""};
    const char *build = hf_argument(arguments, "build");
    const char *board;

    for (size_t i = 0; (board = hf_argument_at(arguments, "board", i)) != NULL; i++) {
        const char *folder = build != NULL ? build : hf_arena_print(arena, "build/%s", board);

        if (access(hf_arena_print(arena, "%s/layout.json", folder), R_OK) != 0) {
            return hf_broken("%s: no firmware is built there; run script/build %s", folder, board);
        }
        bool done = hf_card_fill(plan, folder, arena, card, &trouble);

        if (plan->progress != NULL) {
            fputs("\r\033[K", stderr);
        }
        if (!done) {
            return hf_broken("%s", trouble.line);
        }
    }
    return HF_EXIT_YES;
}

/* The matrix in one of its forms, whole or not at all. */
static int write_matrix(const char *path, const struct hf_matrix *matrix,
                        const struct hf_card *card)
{
    size_t const length = strlen(path);
    struct hf_trouble trouble = {""};
    char *text = NULL;
    size_t size = 0;
    FILE *memory = open_memstream(&text, &size);

    if (memory == NULL) {
        return hf_broken("out of memory");
    }
    if (length > 5 && strcmp(path + length - 5, ".html") == 0) {
        hf_matrix_html(memory, matrix, card);
    } else {
        hf_matrix_md(memory, matrix, card);
    }
    fclose(memory);
    bool done = hf_file_replace(path, text, size, 0666, &trouble);

    free(text);
    return done ? HF_EXIT_YES : hf_broken("%s", trouble.line);
}

static int write_matrices(const struct hf_arguments *arguments, const struct hf_matrix *matrix,
                          const struct hf_card *card)
{
    const char *path;
    int code = HF_EXIT_YES;

    for (size_t i = 0;
         code == HF_EXIT_YES && (path = hf_argument_at(arguments, "matrix", i)) != NULL; i++) {
        code = write_matrix(path, matrix, card);
    }
    return code;
}

static int print_card(const struct hf_arguments *arguments, const struct hf_lab_attacks *attacks,
                      const struct hf_card *card)
{
    static struct hf_matrix matrix;

    hf_matrix_make(card, attacks, &matrix);
    int code = write_matrices(arguments, &matrix, card);

    if (code != HF_EXIT_YES) {
        return code;
    }
    if (hf_argument_given(arguments, "json")) {
        json_t *json = hf_card_json(card);

        json_dumpf(json, stdout, JSON_COMPACT);
        putchar('\n');
        json_decref(json);
    } else {
        hf_card_text(stdout, card);
        if (arguments->operand_count == 0) {
            hf_matrix_text(stdout, &matrix);
        }
    }
    return hf_card_void(card) || hf_card_surprise(card) ? HF_EXIT_NO : HF_EXIT_YES;
}

static int run_attacks(const struct hf_arguments *arguments, const struct hf_lab_attacks *attacks,
                       uint64_t seconds, uint64_t jobs)
{
    static struct hf_card card;
    struct hf_arena arena = {NULL};
    struct hf_card_plan plan = {
        .attacks = attacks,
        .wanted = arguments->operands,
        .wanted_count = arguments->operand_count,
        .lab = "lab/keys",
        .reports = "build/reports/attacks",
        .program = hf_argument(arguments, "qemu"),
        .seconds = (double)seconds,
        .jobs = (size_t)jobs,
        .progress = isatty(STDERR_FILENO) ? progress : NULL,
    };
    int code = check_words(arguments, attacks);

    if (code == HF_EXIT_YES) {
        code = fill(arguments, &plan, &arena, &card);
    }
    if (code == HF_EXIT_YES && card.count + card.gap_count == 0) {
        code = hf_misused("none of these attacks applies to these boards, so nothing was tried");
    }
    if (code == HF_EXIT_YES) {
        code = print_card(arguments, attacks, &card);
    }
    hf_arena_free(&arena);
    return code;
}

static int run_attack(const struct hf_arguments *arguments)
{
    static struct hf_lab_attacks attacks;
    struct hf_trouble trouble = {""};
    uint64_t seconds = SECONDS_DEFAULT;
    uint64_t jobs = 0;

    if (!hf_argument_number(arguments, "timeout", 3600, &seconds) ||
        !hf_argument_number(arguments, "jobs", 16, &jobs)) {
        return HF_EXIT_USAGE;
    }
    if (arguments->operand_count > 0 &&
        (hf_argument_given(arguments, "all") || hf_argument(arguments, "matrix") != NULL)) {
        return hf_misused("--all and --matrix go with no threat or attack: they are about all");
    }
    if (hf_argument(arguments, "board") == NULL) {
        return hf_misused("attack needs --board, like --board an505");
    }
    if (hf_argument(arguments, "build") != NULL && hf_argument_at(arguments, "board", 1) != NULL) {
        return hf_misused("--build goes with one --board");
    }
    if (!hf_attacks_load("lab/threats", &attacks, &trouble)) {
        return hf_broken("%s", trouble.line);
    }
    int code = run_attacks(arguments, &attacks, seconds, jobs);

    hf_attacks_free(&attacks);
    return code;
}

static const struct hf_option options[] = {
    {"board", "BOARD", "an505, an385, an385-flat or stm32f205; may be given several times", true,
     0},
    {"all", NULL, "every attack, as without a threat or attack", false, 0},
    {"matrix", "FILE", "also write threats by boards: FILE.html or FILE.md; may be given twice",
     true, 0},
    {"build", "DIR", "where the firmware was built; build/BOARD by default", false, 0},
    {"qemu", "PATH", "this QEMU instead of the PATH's qemu-system-arm", false, 0},
    {"timeout", "S", "seconds for one run, 20 by default", false, 0},
    {"jobs", "N", "attacks at a time, up to 16; one for each processor by default", false, 0},
    {"json", NULL, "print holdfast.scorecard/1", false, 0},
    {NULL, NULL, NULL, false, 0},
};

const struct hf_command hf_cmd_attack = {
    .noun = "attack",
    .operands = "[THREAT|ATTACK...]",
    .operands_max = HF_ARGUMENTS_MAX,
    .summary = "attack a virtual device and print the score card",
    .description =
        "Runs the attacks of lab/threats against the built firmware. Each has a positive control; "
        "one that fails makes the whole card void. Exit 1 when the card is void or an attack did "
        "not end as expected. That an attack breaks a board without a wall is expected, and is "
        "said. Logs are kept in build/reports/attacks under the evidence id.",
    .options = options,
    .run = run_attack,
};
