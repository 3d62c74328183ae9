/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * Emulated faults on somebody's own bootloader. The work is done by holdfast-faults, a program of
 * its own beside this one: it links an emulator under GPL-2, which this command must not. */
#include "host/commands.h"

#include <errno.h>
#include <limits.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define PROGRAM            "holdfast-faults"
#define LINE_MAX_ARGUMENTS 80

struct line {
    char *words[LINE_MAX_ARGUMENTS + 1];
    size_t count;
};

static void add(struct line *line, const char *option, const char *value)
{
    line->words[line->count++] = (char *)(uintptr_t)option;
    if (value != NULL) {
        line->words[line->count++] = (char *)(uintptr_t)value;
    }
    line->words[line->count] = NULL;
}

/* Beside this program, or in the PATH. */
static void find_program(char path[PATH_MAX])
{
    ssize_t const size = readlink("/proc/self/exe", path, PATH_MAX - sizeof(PROGRAM) - 1u);
    char *slash;

    path[size > 0 ? size : 0] = '\0';
    slash = strrchr(path, '/');
    if (slash != NULL) {
        strcpy(slash + 1, PROGRAM);
    }
    if (slash == NULL || access(path, X_OK) != 0) {
        strcpy(path, PROGRAM);
    }
}

/* The child's exit code; 127 when it cannot be started. */
static int run_program(const struct line *line, bool quiet)
{
    int status = 0;
    pid_t child;

    fflush(stdout);
    child = fork();
    if (child == 0) {
        if (quiet && freopen("/dev/null", "w", stdout) == NULL) {
            _exit(127);
        }
        execvp(line->words[0], line->words);
        _exit(127);
    }
    while (child > 0 && waitpid(child, &status, 0) < 0 && errno == EINTR) {
    }
    return child > 0 && WIFEXITED(status) ? WEXITSTATUS(status) : 127;
}

static void add_machine(const struct hf_arguments *arguments, struct line *line)
{
    static const char *const names[] = {"goal", "halt", "ram", "device", "cpu", "stub"};
    static const char *const options[] = {"--goal",   "--halt", "--ram",
                                          "--device", "--cpu",  "--stub"};

    add(line, "--elf", arguments->operands[0]);
    for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
        const char *value;

        for (size_t n = 0; (value = hf_argument_at(arguments, names[i], n)) != NULL; n++) {
            add(line, options[i], value);
        }
    }
}

/* One run with `image` in the flash. */
static int attack(const struct hf_arguments *arguments, const char *image, const char *expect,
                  const char *models)
{
    const char *hits = hf_argument(arguments, "hits");
    char program[PATH_MAX];
    char flash[PATH_MAX + 32];
    struct line line = {.count = 0};

    find_program(program);
    snprintf(flash, sizeof(flash), "%s:%s", hf_argument(arguments, "at"), image);
    add(&line, program, NULL);
    add_machine(arguments, &line);
    add(&line, "--flash", flash);
    add(&line, "--expect", expect);
    add(&line, "--models", models);
    if (strcmp(expect, "held") == 0) {
        add(&line, "--table", NULL);
        if (hits != NULL) {
            add(&line, "--hits", hits);
        }
    }
    return run_program(&line, strcmp(expect, "held") != 0);
}

static int run_faults(const struct hf_arguments *arguments)
{
    static const char *const needed[] = {"goal", "halt", "ram", "at", "good", "tampered"};
    const char *models = hf_argument(arguments, "models");
    int code;

    for (size_t i = 0; i < sizeof(needed) / sizeof(needed[0]); i++) {
        if (hf_argument(arguments, needed[i]) == NULL) {
            return hf_misused("faults needs --%s; see `holdfast faults --help`", needed[i]);
        }
    }
    code = attack(arguments, hf_argument(arguments, "good"), "boots", "control");
    if (code == 127) {
        return hf_broken("cannot start %s: it is built with the host command where libunicorn-dev "
                         "is installed",
                         PROGRAM);
    }
    if (code != HF_EXIT_YES) {
        return code <= HF_EXIT_BROKEN ? code : HF_EXIT_BROKEN; /* it has said why */
    }
    code = attack(arguments, hf_argument(arguments, "tampered"), "held",
                  models != NULL ? models : "single,pair20");
    return code <= HF_EXIT_BROKEN ? code : HF_EXIT_BROKEN;
}

static const struct hf_option faults_options[] = {
    {"goal", "PLACE", "a symbol or an address: reached means booted", true, 0},
    {"halt", "PLACE", "reached means refused; the loop that a refusal ends in", true, 0},
    {"good", "IMAGE", "an image that must boot: the control", false, 0},
    {"tampered", "IMAGE", "an image that must not boot", false, 0},
    {"at", "ADDR", "where the images lie", false, 0},
    {"ram", "ADDR:SIZE", "memory that is written and never runs", true, 0},
    {"device", "ADDR:SIZE", "registers that read 0, or ADDR=VALUE for one that does not", true, 0},
    {"cpu", "CORE", "m0, m3 (default), m4, m7 or m33", false, 0},
    {"stub", "KIND=SYMBOL", "let the host compute sha256 or p256: faster", true, 0},
    {"models", "LIST", "faults to try; single,pair20 by default", false, 0},
    {"hits", "FILE", "write every break as a JSON line", false, 0},
    {NULL, NULL, NULL, false, 0},
};

const struct hf_command hf_cmd_faults = {
    .noun = "faults",
    .operands = "ELF",
    .operands_min = 1,
    .operands_max = 1,
    .summary = "try emulated faults on a bootloader of your own",
    .description =
        "Walks a bootloader's path from reset with an image that it must refuse, and tries at "
        "every "
        "instruction: to skip it, to jump over 2 to 10 bytes, to flip each of its bits, to clear "
        "and to fill each register, and pairs of skips. Prints where that boots the image. Exit 1 "
        "when it does. docs/faults.md explains the models and what an emulator cannot say.",
    .options = faults_options,
    .run = run_faults,
};
