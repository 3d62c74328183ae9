/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * host/commands.h - what the cmd_<noun>.c files give to the table in host/cli/table.c. */
#ifndef HF_HOST_COMMANDS_H
#define HF_HOST_COMMANDS_H

#include "host/cli/command.h"

extern const struct hf_command hf_cmd_assess;
extern const struct hf_command hf_cmd_part_list;
extern const struct hf_command hf_cmd_part_show;
extern const struct hf_command hf_cmd_part_diff;
extern const struct hf_command hf_cmd_docs_man;
extern const struct hf_command hf_cmd_faults;
extern const struct hf_command hf_cmd_docs_completion;
extern const struct hf_command hf_cmd_key_new;
extern const struct hf_command hf_cmd_key_hash;
extern const struct hf_command hf_cmd_key_show;
extern const struct hf_command hf_cmd_key_list;
extern const struct hf_command hf_cmd_image_sign;
extern const struct hf_command hf_cmd_image_encrypt;
extern const struct hf_command hf_cmd_image_diff;
extern const struct hf_command hf_cmd_image_verify;
extern const struct hf_command hf_cmd_image_inspect;
extern const struct hf_command hf_cmd_device_new;
extern const struct hf_command hf_cmd_device_install;
extern const struct hf_command hf_cmd_device_run;
extern const struct hf_command hf_cmd_device_recover;
extern const struct hf_command hf_cmd_device_update;
extern const struct hf_command hf_cmd_device_why;
extern const struct hf_command hf_cmd_device_history;
extern const struct hf_command hf_cmd_device_show;
extern const struct hf_command hf_cmd_device_key;
extern const struct hf_command hf_cmd_device_provision;
extern const struct hf_command hf_cmd_device_rma;
extern const struct hf_command hf_cmd_device_revoke;
extern const struct hf_command hf_cmd_device_decommission;
extern const struct hf_command hf_cmd_device_attest;
extern const struct hf_command hf_cmd_attest_verify;
extern const struct hf_command hf_cmd_attest_inspect;
extern const struct hf_command hf_cmd_attack;
extern const struct hf_command hf_cmd_prove;
extern const struct hf_command hf_cmd_sbom;

#endif
