/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * device history: each boot, refusal and update that the boot log knows of. */
#include "host/commands.h"
#include "host/device/history.h"

static int run_history(const struct hf_arguments *arguments)
{
    static struct hf_history history;
    struct hf_trouble trouble = {""};
    struct hf_device device;

    if (!hf_device_open(arguments->operands[0], &device, &trouble)) {
        return hf_broken("%s", trouble.line);
    }
    bool const done = hf_device_history(&device, &history, &trouble);

    if (done && hf_argument_given(arguments, "json")) {
        hf_history_json(stdout, &history);
    } else if (done) {
        hf_history_print(stdout, &history);
    }
    if (done && history.count == 0) {
        hf_say("%s: the boot log is empty", device.folder);
    }
    hf_device_close(&device);
    return done ? HF_EXIT_YES : hf_broken("%s", trouble.line);
}

static const struct hf_option history_options[] = {
    {"json", NULL, "print holdfast.history/1", false, 0},
    {NULL, NULL, NULL, false, 0},
};

const struct hf_command hf_cmd_device_history = {
    .noun = "device",
    .verb = "history",
    .operands = "DIR",
    .operands_min = 1,
    .operands_max = 1,
    .summary = "what happened on a device: boots, refusals, updates",
    .description =
        "Reads the boot log out of the device's flash, oldest record first. Only records that "
        "authenticate with the die's own key are shown. `device why` explains the last run alone.",
    .options = history_options,
    .run = run_history,
};
