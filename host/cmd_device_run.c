/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * device run, why and show: what looks at a device. */
#include "host/cli/number.h"
#include "host/commands.h"
#include "host/device/run.h"
#include "host/device/show.h"
#include "host/device/why.h"

#include <jansson.h>
#include <string.h>

#define SECONDS_DEFAULT 30u
#define SECONDS_MAX     86400u
#define LOG_MAX         (2u * 1024u * 1024u)

static void echo(enum hf_console console, const char *line)
{
    printf("%-6s| %s\n", console == HF_CONSOLE_SECURE ? "secure" : "app", line);
    fflush(stdout);
}

static int read_options(const struct hf_arguments *arguments, struct hf_run_options *options)
{
    static const char *const names[] = {"good", "stuck", "silent"};
    const char *entropy = hf_argument(arguments, "entropy");
    uint64_t seconds = SECONDS_DEFAULT;
    const char *when = hf_argument(arguments, "tamper");
    uint64_t tamper = 0;

    if (!hf_argument_number(arguments, "timeout", SECONDS_MAX, &seconds)) {
        return HF_EXIT_USAGE;
    }
    options->tamper_at_app = when != NULL && strcmp(when, "app") == 0;
    if (!options->tamper_at_app &&
        !hf_argument_number(arguments, "tamper", SECONDS_MAX * 1000u, &tamper)) {
        return HF_EXIT_USAGE;
    }
    options->tamper = (double)tamper / 1000.0;
    options->program = hf_argument(arguments, "qemu");
    options->seconds = (double)seconds;
    options->icount = hf_argument_given(arguments, "icount");
    options->past_faults = hf_argument_given(arguments, "past-faults");
    options->echo = hf_argument_given(arguments, "json") ? NULL : echo;
    for (int i = 0; entropy != NULL && i < 3; i++) {
        if (strcmp(entropy, names[i]) == 0) {
            options->entropy = (enum hf_entropy)i;
            return HF_EXIT_YES;
        }
    }
    return entropy == NULL
               ? HF_EXIT_YES
               : hf_misused("--entropy: '%s' is not good, stuck or silent", hf_quote(entropy).text);
}

static void say_outcome(const struct hf_device *device, const struct hf_run *run)
{
    const char *errors = hf_qemu_errors(run->qemu);

    switch (run->outcome) {
    case HF_OUTCOME_DONE:
        hf_say("done after %.1f s, the app says %u", run->seconds, run->app_word);
        break;
    case HF_OUTCOME_HALTED:
    case HF_OUTCOME_FAULT:
        hf_say("%s after %.1f s; `holdfast device why %s` tells more",
               hf_outcome_name(run->outcome), run->seconds, device->folder);
        break;
    case HF_OUTCOME_TIMEOUT:
        hf_say("stopped after %.1f s; --timeout gives it longer", run->seconds);
        break;
    case HF_OUTCOME_EXITED:
        hf_say("QEMU ended by itself%s%s", errors[0] != '\0' ? ": " : "", errors);
        break;
    case HF_OUTCOME_INTERRUPTED:
        hf_say("interrupted after %.1f s", run->seconds);
        break;
    }
}

static int run_device(struct hf_device *device, const struct hf_run_options *options, bool json)
{
    struct hf_trouble trouble = {""};
    static struct hf_run run;

    if (!hf_run_begin(device, options, &run, &trouble)) {
        return hf_broken("%s", trouble.line);
    }
    say_outcome(device, &run);
    if (!device->layout.nvm_backed) {
        hf_say("%s: what the device wrote is gone: flash and fuses of this board are volatile",
               device->layout.board);
    }
    if (json) {
        (void)hf_why_json(stdout, hf_outcome_name(run.outcome), run.secure, run.secure_count);
    }
    bool yes = run.outcome == HF_OUTCOME_DONE && run.app_word == 0;
    bool broken = run.outcome == HF_OUTCOME_EXITED;

    if (!hf_run_end(device, &run, &trouble)) {
        return hf_broken("%s", trouble.line);
    }
    return yes ? HF_EXIT_YES : broken ? HF_EXIT_BROKEN : HF_EXIT_NO;
}

static int run_run(const struct hf_arguments *arguments)
{
    struct hf_trouble trouble = {""};
    struct hf_run_options options = {.program = NULL};
    struct hf_device device;
    int code = read_options(arguments, &options);

    if (code != HF_EXIT_YES) {
        return code;
    }
    if (!hf_device_open(arguments->operands[0], &device, &trouble)) {
        return hf_broken("%s", trouble.line);
    }
    code = run_device(&device, &options, hf_argument_given(arguments, "json"));
    hf_device_close(&device);
    return code;
}

static const char *last_outcome(struct hf_device *device)
{
    json_t *root = json_load_file(hf_device_path(device, "run.json"), 0, NULL);
    const char *name = json_string_value(json_object_get(root, "outcome"));

    name = name != NULL ? hf_arena_print(&device->arena, "%s", name) : NULL;
    json_decref(root);
    return name;
}

static int explain(struct hf_device *device, bool json)
{
    static struct hf_report reports[HF_RUN_RECORDS_MAX];
    struct hf_trouble trouble = {""};
    const char *outcome = last_outcome(device);
    struct hf_bytes log;

    if (outcome == NULL) {
        return hf_broken("%s: has not run yet; start it with `holdfast device run %s`",
                         device->folder, device->folder);
    }
    if (!hf_file_read(hf_device_path(device, "secure.log"), LOG_MAX, &device->arena, &log,
                      &trouble)) {
        return hf_broken("%s", trouble.line);
    }
    size_t count = hf_reports_read(log.data, reports, HF_RUN_RECORDS_MAX);

    if (json) {
        (void)hf_why_json(stdout, outcome, reports, count);
        return HF_EXIT_YES;
    }
    printf("the last run: %s\n", outcome);
    if (hf_why_print(stdout, reports, count) == 0) {
        puts(count == 0 ? "no stage left a record" : "nothing was refused");
    }
    return HF_EXIT_YES;
}

static int run_why(const struct hf_arguments *arguments)
{
    struct hf_trouble trouble = {""};
    struct hf_device device;

    if (!hf_device_open(arguments->operands[0], &device, &trouble)) {
        return hf_broken("%s", trouble.line);
    }
    int code = explain(&device, hf_argument_given(arguments, "json"));

    hf_device_close(&device);
    return code;
}

static int run_show(const struct hf_arguments *arguments)
{
    struct hf_trouble trouble = {""};
    struct hf_device device;

    if (!hf_device_open(arguments->operands[0], &device, &trouble)) {
        return hf_broken("%s", trouble.line);
    }
    bool done = hf_device_show(stdout, &device, hf_argument_given(arguments, "json"), &trouble);

    hf_device_close(&device);
    return done ? HF_EXIT_YES : hf_broken("%s", trouble.line);
}

static const struct hf_option run_options[] = {
    {"qemu", "PATH", "this QEMU instead of the PATH's qemu-system-arm", false, 0},
    {"timeout", "S", "seconds after which the run is stopped, 30 by default", false, 0},
    {"entropy", "KIND", "good (default), stuck or silent", false, 0},
    {"tamper", "WHEN",
     "fire the tamper input after so many milliseconds, or when the app speaks: app", false, 0},
    {"past-faults", NULL, "go on after a fault: the app may be told of it, or the watchdog resets",
     false, 0},
    {"icount", NULL, "deterministic time: one instruction is one nanosecond", false, 0},
    {"json", NULL, "print holdfast.why/1 instead of the consoles", false, 0},
    {NULL, NULL, NULL, false, 0},
};

const struct hf_command hf_cmd_device_run = {
    .noun = "device",
    .verb = "run",
    .operands = "DIR",
    .operands_min = 1,
    .operands_max = 1,
    .summary = "start a virtual device and show its consoles",
    .description = "The run ends when the app says it is done, when a stage halts or catches a "
                   "fault, or when the time is over. Exit 0 only when the app was done without an "
                   "error. The consoles are kept in the device's folder.",
    .options = run_options,
    .run = run_run,
};

static const struct hf_option json_options[] = {
    {"json", NULL, "for programs", false, 0},
    {NULL, NULL, NULL, false, 0},
};

const struct hf_command hf_cmd_device_why = {
    .noun = "device",
    .verb = "why",
    .operands = "DIR",
    .operands_min = 1,
    .operands_max = 1,
    .summary = "why did the last run end as it did?",
    .options = json_options,
    .run = run_why,
};

const struct hf_command hf_cmd_device_show = {
    .noun = "device",
    .verb = "show",
    .operands = "DIR",
    .operands_min = 1,
    .operands_max = 1,
    .summary = "show fuses, counters and slots of a device",
    .options = json_options,
    .run = run_show,
};
