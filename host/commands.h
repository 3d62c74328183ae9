/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * host/commands.h - what the cmd_<noun>.c files give to the table in host/cli/table.c. */
#ifndef HF_HOST_COMMANDS_H
#define HF_HOST_COMMANDS_H

#include "host/cli/command.h"

extern const struct hf_command hf_cmd_assess;
extern const struct hf_command hf_cmd_docs_man;
extern const struct hf_command hf_cmd_docs_completion;

#endif
