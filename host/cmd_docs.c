/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "host/commands.h"

static int run_man(const struct hf_arguments *arguments)
{
    (void)arguments;
    hf_print_man_page(stdout);
    return HF_EXIT_YES;
}

static int run_completion(const struct hf_arguments *arguments)
{
    (void)arguments;
    hf_print_completion(stdout);
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
    .summary = "print the bash completion",
    .run = run_completion,
};
