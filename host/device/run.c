/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "host/device/run.h"

#include "host/base/write.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define ARGUMENTS_MAX 32u

/* QEMU takes a comma in a file name when it is doubled. */
static const char *escape(struct hf_arena *arena, const char *path)
{
    char *text = hf_arena_take(arena, 2u * strlen(path) + 1u);
    size_t used = 0;

    for (const char *at = path; *at != '\0'; at++) {
        text[used++] = *at;
        if (*at == ',') {
            text[used++] = ',';
        }
    }
    return text;
}

struct arguments {
    struct hf_device *device;
    const char *list[ARGUMENTS_MAX];
    size_t count;
};

static void add(struct arguments *arguments, const char *option, const char *value)
{
    arguments->list[arguments->count++] = option;
    arguments->list[arguments->count++] = value;
}

static void add_blob(struct arguments *arguments, const char *path, uint64_t address)
{
    struct hf_arena *arena = &arguments->device->arena;

    add(arguments, "-device",
        hf_arena_print(arena, "loader,file=%s,addr=0x%llx,force-raw=on", escape(arena, path),
                       (unsigned long long)address));
}

static void build_arguments(struct arguments *arguments, const struct hf_run_options *options)
{
    struct hf_device *device = arguments->device;
    const struct hf_layout *layout = &device->layout;
    struct hf_arena *arena = &device->arena;
    const char *nvm = hf_device_path(device, "nvm.bin");

    if (layout->nvm_backed) {
        add(arguments, "-object",
            hf_arena_print(arena, "memory-backend-file,id=nvm,size=%u,mem-path=%s,share=on",
                           layout->nvm_size, escape(arena, nvm)));
        add(arguments, "-M", hf_arena_print(arena, "%s,memory-backend=nvm", layout->machine));
    } else {
        add(arguments, "-M", layout->machine);
        add_blob(arguments, nvm, layout->nvm_address);
    }
    add(arguments, "-kernel", hf_device_path(device, "irot.elf"));
    add_blob(arguments, hf_device_path(device, "die.bin"), layout->die_address);
    if (layout->die_page_apart) {
        add_blob(arguments, hf_device_path(device, "diepage.bin"), layout->die_page_address);
    }
    if (options->param != NULL) {
        add_blob(arguments, options->param, layout->param_address);
    }
    if (options->icount) {
        add(arguments, "-icount", "shift=0");
    }
    arguments->list[arguments->count] = NULL;
}

static bool hear_secure(struct hf_run *run, const struct hf_report *report)
{
    if (run->secure_count < HF_RUN_RECORDS_MAX && strcmp(report->event, "wants") != 0) {
        run->secure[run->secure_count++] = *report;
    }
    if (run->options.answer != NULL) {
        enum hf_answer const answer = run->options.answer(run->options.answerer, run, report);

        if (answer != HF_ANSWER_NONE) {
            return answer == HF_ANSWER_STOP;
        }
    }
    if (strcmp(report->event, "halted") == 0) {
        run->outcome = HF_OUTCOME_HALTED;
        return true;
    }
    if (strcmp(report->event, "fault") == 0 && !run->options.past_faults) {
        run->outcome = HF_OUTCOME_FAULT;
        return true;
    }
    return false;
}

static bool hear_app(struct hf_run *run, const struct hf_report *report)
{
    if (run->app_count < HF_RUN_RECORDS_MAX) {
        run->app[run->app_count++] = *report;
    }
    if (strcmp(report->stage, "app") == 0 && strcmp(report->event, "done") == 0) {
        run->outcome = HF_OUTCOME_DONE;
        run->app_word = report->word;
        return true;
    }
    return false;
}

static bool on_line(void *context, enum hf_console console, const char *line)
{
    struct hf_run *run = context;
    struct hf_report report;

    if (run->options.echo != NULL) {
        run->options.echo(console, line);
    }
    if (console == HF_CONSOLE_APP) {
        if (run->options.tamper_at_app && !run->app_ran) {
            hf_qemu_tamper(run->qemu);
        }
        run->app_ran = true;
    }
    if (run->options.hear != NULL && run->options.hear(run->options.context, run, console, line)) {
        run->outcome = HF_OUTCOME_DONE;
        return true;
    }
    if (!hf_report_parse(line, &report)) {
        return false;
    }
    return console == HF_CONSOLE_APP ? hear_app(run, &report) : hear_secure(run, &report);
}

/* In two parts when the tamper input fires in between. */
static enum hf_qemu_state wait(struct hf_run *run, const struct hf_run_options *options,
                               bool *expired)
{
    enum hf_qemu_state state = HF_QEMU_RUNNING;
    double left = options->seconds;

    if (options->tamper > 0 && options->tamper < left) {
        left -= options->tamper;
        state = hf_qemu_wait(run->qemu, options->tamper, expired);
        if (!*expired) {
            return state;
        }
        hf_qemu_tamper(run->qemu);
    }
    return hf_qemu_wait(run->qemu, left, expired);
}

bool hf_run_launch(struct hf_device *device, const struct hf_run_options *options,
                   hf_qemu_line_fn *line, void *context, struct hf_qemu **qemu,
                   struct hf_trouble *trouble)
{
    struct arguments arguments = {.device = device};
    struct hf_qemu_setup setup = {options->program, arguments.list,     options->entropy, line,
                                  context,          options->debug_port};

    build_arguments(&arguments, options);
    hf_qemu_catch_signals();
    return hf_qemu_start(&setup, qemu, trouble);
}

bool hf_run_begin(struct hf_device *device, const struct hf_run_options *options,
                  struct hf_run *run, struct hf_trouble *trouble)
{
    double started = hf_qemu_now();
    bool expired = false;

    memset(run, 0, sizeof(*run));
    run->options = *options;
    if (!hf_run_launch(device, options, on_line, run, &run->qemu, trouble)) {
        return false;
    }
    run->outcome = HF_OUTCOME_TIMEOUT;
    enum hf_qemu_state state = wait(run, options, &expired);

    if (state == HF_QEMU_EXITED && run->outcome == HF_OUTCOME_TIMEOUT) {
        run->outcome = HF_OUTCOME_EXITED;
    } else if (state == HF_QEMU_INTERRUPTED) {
        run->outcome = HF_OUTCOME_INTERRUPTED;
    }
    run->seconds = hf_qemu_now() - started;
    return true;
}

static bool write_log(struct hf_device *device, const char *name, const char *bytes, size_t size,
                      struct hf_trouble *trouble)
{
    return hf_file_replace(hf_device_path(device, name), bytes != NULL ? bytes : "", size, 0666,
                           trouble);
}

void hf_run_stop(struct hf_run *run)
{
    hf_qemu_stop(run->qemu);
    run->qemu = NULL;
}

bool hf_run_end(struct hf_device *device, struct hf_run *run, struct hf_trouble *trouble)
{
    const struct hf_qemu_log *secure = hf_qemu_log(run->qemu, HF_CONSOLE_SECURE);
    const struct hf_qemu_log *app = hf_qemu_log(run->qemu, HF_CONSOLE_APP);
    const char *errors = hf_qemu_errors(run->qemu);
    const char *json = hf_arena_print(
        &device->arena,
        "{\"schema\":\"holdfast.run/1\",\"outcome\":\"%s\",\"seconds\":%.3f,\"app_word\":%u}\n",
        hf_outcome_name(run->outcome), run->seconds, run->app_word);
    bool done = write_log(device, "secure.log", secure->bytes, secure->size, trouble) &&
                write_log(device, "app.log", app->bytes, app->size, trouble) &&
                write_log(device, "qemu.log", errors, strlen(errors), trouble) &&
                write_log(device, "run.json", json, strlen(json), trouble);

    hf_run_stop(run);
    return done;
}
