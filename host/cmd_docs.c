/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "host/commands.h"

#include <string.h>

static int run_man(const struct hf_arguments *arguments)
{
    (void)arguments;
    hf_print_man_page(stdout);
    return HF_EXIT_YES;
}

static int run_completion(const struct hf_arguments *arguments)
{
    const char *shell = arguments->operand_count > 0 ? arguments->operands[0] : "bash";

    if (strcmp(shell, "bash") == 0) {
        hf_print_bash_completion(stdout);
    } else if (strcmp(shell, "zsh") == 0) {
        hf_print_zsh_completion(stdout);
    } else {
        return hf_misused("no completion for '%s'; write bash or zsh", shell);
    }
    return HF_EXIT_YES;
}

const struct hf_command hf_cmd_docs_man = {
    .noun = "docs",
    .verb = "man",
    .summary = "print the man page",
    .run = run_man,
};

const struct hf_command hf_cmd_docs_completion = {
    .noun = "docs",
    .verb = "completion",
    .operands = "[bash|zsh]",
    .operands_max = 1,
    .summary = "print the completion for a shell",
    .run = run_completion,
};
