/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * All commands, in the order of the help. Each stands in host/cmd_<noun>.c. */
#include "host/cli/command.h"
#include "host/commands.h"

const struct hf_command *const hf_commands[] = {
    &hf_cmd_assess,
    &hf_cmd_docs_man,
    &hf_cmd_docs_completion,
    NULL,
};
