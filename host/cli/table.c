/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * All commands, in the order of the help. Each stands in host/cmd_<noun>.c. */
#include "host/cli/command.h"
#include "host/commands.h"

/* clang-format off */
const struct hf_command *const hf_commands[] = {
    &hf_cmd_assess,
    &hf_cmd_part_list,
    &hf_cmd_part_show,
    &hf_cmd_part_diff,
    &hf_cmd_key_new,
    &hf_cmd_key_hash,
    &hf_cmd_key_show,
    &hf_cmd_key_list,
    &hf_cmd_image_sign,
    &hf_cmd_image_encrypt,
    &hf_cmd_image_verify,
    &hf_cmd_image_inspect,
    &hf_cmd_image_diff,
    &hf_cmd_device_new,
    &hf_cmd_device_install,
    &hf_cmd_device_run,
    &hf_cmd_device_recover,
    &hf_cmd_device_update,
    &hf_cmd_device_why,
    &hf_cmd_device_history,
    &hf_cmd_device_show,
    &hf_cmd_device_provision,
    &hf_cmd_device_attest,
    &hf_cmd_device_rma,
    &hf_cmd_device_revoke,
    &hf_cmd_device_decommission,
    &hf_cmd_device_key,
    &hf_cmd_attest_verify,
    &hf_cmd_attest_inspect,
    &hf_cmd_attack,
    &hf_cmd_prove,
    &hf_cmd_sbom,
    &hf_cmd_faults,
    &hf_cmd_docs_man,
    &hf_cmd_docs_completion,
    NULL,
};
/* clang-format on */
