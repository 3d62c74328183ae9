/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * host/cli/number.h - option values that are numbers, and image roles. */
#ifndef HF_HOST_CLI_NUMBER_H
#define HF_HOST_CLI_NUMBER_H

#include "core/handoff.h"
#include "host/cli/command.h"

/* Reads option `name` as a decimal or 0x number of at most `max`; leaves *value alone when it is
 * not given. False, after saying so, when it is no such number: return HF_EXIT_USAGE. */
bool hf_argument_number(const struct hf_arguments *arguments, const char *name, uint64_t max,
                        uint64_t *value);

/* The words "urot", "secure", "app", by enum hf_role; ends with NULL. */
extern const char *const hf_role_names[];

/* The role called `name`, or HF_ROLE_COUNT. */
enum hf_role hf_role_find(const char *name);

#endif
