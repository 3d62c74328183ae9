/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "host/base/write.h"
#include "host/commands.h"
#include "host/sbom/sbom.h"

#include <stdlib.h>
#include <string.h>

static int deliver(json_t *bom, const char *path)
{
    struct hf_trouble trouble;
    char *text = json_dumps(bom, JSON_INDENT(2));
    bool done = true;

    if (text == NULL) {
        return hf_broken("out of memory");
    }
    if (path != NULL) {
        done = hf_file_replace(path, text, strlen(text), 0666, &trouble);
    } else if (puts(text) == EOF || fflush(stdout) != 0) {
        done = hf_trouble_set(&trouble, "the SBOM cannot be written to stdout");
    }
    free(text);
    return done ? HF_EXIT_YES : hf_broken("%s", trouble.line);
}

static int run_sbom(const struct hf_arguments *arguments)
{
    const char *board = hf_argument(arguments, "board");
    struct hf_trouble trouble;
    char build[512];
    json_t *bom;

    if (board == NULL || strchr(board, '/') != NULL || strlen(board) > 64) {
        return hf_misused("name the board whose firmware is meant: --board an505");
    }
    snprintf(build, sizeof(build), "%s/%s",
             hf_argument(arguments, "build") != NULL ? hf_argument(arguments, "build") : "build",
             board);
    if (!hf_sbom_make(build, board, HF_VERSION, &bom, &trouble)) {
        return hf_broken("%s", trouble.line);
    }
    int code = deliver(bom, hf_argument(arguments, "output"));

    json_decref(bom);
    return code;
}

static const struct hf_option options[] = {
    {"board", "BOARD", "the board: an505, an385, an385-flat, stm32f205", false, 0},
    {"build", "DIR", "where the builds are; build by default", false, 0},
    {"output", "FILE", "write it there, whole or not at all; stdout by default", false, 'o'},
    {NULL, NULL, NULL, false, 0},
};

const struct hf_command hf_cmd_sbom = {
    .noun = "sbom",
    .summary = "list what a board's firmware is made of (CycloneDX 1.6)",
    .description =
        "From what was linked: the objects in each stage's link map and their sources, each with "
        "its SHA-256, the libraries with the versions that their headers state. It looks up no "
        "vulnerability: the VEX part is empty and says so. Run it at the top of the tree after "
        "script/build.",
    .options = options,
    .run = run_sbom,
};
