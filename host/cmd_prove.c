/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "host/base/write.h"
#include "host/cli/number.h"
#include "host/commands.h"
#include "host/prove/prove.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define SECONDS_DEFAULT 20u

static void progress(const char *board, const char *what, size_t done, size_t all)
{
    fprintf(stderr, "\r\033[K%s: attack %zu of %zu, %s", board, done + 1, all, what);
    fflush(stderr);
}

static int write_page(const char *path, const struct hf_proof *proof)
{
    struct hf_trouble trouble = {""};
    char *text = NULL;
    size_t size = 0;
    FILE *memory = open_memstream(&text, &size);

    if (memory == NULL) {
        return hf_broken("out of memory");
    }
    hf_proof_page(memory, proof);
    fclose(memory);
    bool done = hf_file_replace(path, text, size, 0666, &trouble);

    free(text);
    return done ? HF_EXIT_YES : hf_broken("%s", trouble.line);
}

/* build/reports/prove/<profile's name> */
static const char *report_folder(struct hf_arena *arena, const char *profile)
{
    const char *name = strrchr(profile, '/') != NULL ? strrchr(profile, '/') + 1 : profile;
    const char *dot = strrchr(name, '.');
    int size = dot != NULL && dot != name ? (int)(dot - name) : (int)strlen(name);

    return hf_arena_print(arena, "build/reports/prove/%.*s", size, name);
}

/* The way from a page to the logs of the attacks. NULL from without build/reports: a page that is
 * kept elsewhere does not have them. */
static const char *logs_from(struct hf_arena *arena, const char *page)
{
    static const char reports[] = "build/reports/";
    const char *way = "attacks";

    if (strncmp(page, reports, sizeof(reports) - 1u) != 0 || strstr(page, "..") != NULL) {
        return NULL;
    }
    for (const char *at = page + sizeof(reports) - 1u; *at != '\0'; at++) {
        way = *at == '/' ? hf_arena_print(arena, "../%s", way) : way;
    }
    return way;
}

static int report(const struct hf_arguments *arguments, const char *folder, struct hf_proof *proof)
{
    struct hf_conclusion conclusion;
    const char *page = hf_argument(arguments, "html");

    if (page == NULL) {
        page = hf_arena_print(&proof->arena, "%s/report.html", folder);
    }
    proof->logs = logs_from(&proof->arena, page);
    int code = write_page(page, proof);

    if (code != HF_EXIT_YES) {
        return code;
    }
    hf_conclude(proof, &conclusion);
    if (hf_argument_given(arguments, "json")) {
        json_t *json = hf_proof_json(proof);

        json_dumpf(json, stdout, JSON_COMPACT);
        putchar('\n');
        json_decref(json);
    } else {
        hf_proof_text(stdout, proof);
    }
    hf_say("the page is %s", page);
    return conclusion.kind == HF_CONCLUSION_PROVED ? HF_EXIT_YES : HF_EXIT_NO;
}

static int run_prove(const struct hf_arguments *arguments)
{
    static struct hf_proof proof;
    struct hf_trouble trouble = {""};
    uint64_t seconds = SECONDS_DEFAULT;

    if (!hf_argument_number(arguments, "timeout", 3600, &seconds)) {
        return HF_EXIT_USAGE;
    }
    struct hf_arena arena = {NULL};
    struct hf_prove_options options = {
        .profile = arguments->operands[0],
        .folder = report_folder(&arena, arguments->operands[0]),
        .program = hf_argument(arguments, "qemu"),
        .seconds = (double)seconds,
        .progress = isatty(STDERR_FILENO) ? progress : NULL,
    };
    bool done = hf_prove(&options, &proof, &trouble);

    if (options.progress != NULL) {
        fputs("\r\033[K", stderr);
    }
    int code = done ? report(arguments, options.folder, &proof) : hf_broken("%s", trouble.line);

    hf_proof_free(&proof);
    hf_arena_free(&arena);
    return code;
}

static const struct hf_option options[] = {
    {"html", "FILE", "the page; build/reports/prove/PROFILE/report.html by default", false, 0},
    {"json", NULL, "print holdfast.scorecard/1 with the assessment in it", false, 0},
    {"qemu", "PATH", "this QEMU instead of the PATH's qemu-system-arm", false, 0},
    {"timeout", "S", "seconds for one run, 20 by default", false, 0},
    {NULL, NULL, NULL, false, 0},
};

const struct hf_command hf_cmd_prove = {
    .noun = "prove",
    .operands = "PROFILE",
    .operands_min = 1,
    .operands_max = 1,
    .summary = "assess a product, then build, boot and attack what the answer relies on",
    .description =
        "Picks the boards that stand in for the parts of the profile, brings their firmware up to "
        "date, and runs every attack of the lab that applies. Exit 0 when the choice is "
        "acceptable on paper and everything measured is as expected; a measured failure lowers the "
        "answer, a measured pass raises nothing that rests on silicon. Run it at the top of the "
        "tree.",
    .options = options,
    .run = run_prove,
};
