/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * device key: the public keys of a virtual device. */
#include "host/base/write.h"
#include "host/commands.h"
#include "host/device/device.h"

#include <stdio.h>
#include <string.h>

static int give_out(const struct hf_arguments *arguments, struct hf_device *device)
{
    const char *out = hf_argument(arguments, "out");
    struct hf_trouble trouble = {""};
    struct hf_key *key = NULL;
    int code = HF_EXIT_YES;

    const char *use = hf_argument(arguments, "use");
    bool const image = use != NULL && strcmp(use, "image") == 0;

    if (use != NULL && !image && strcmp(use, "attest") != 0) {
        return hf_misused("--use: '%s' is not attest or image", hf_quote(use).text);
    }
    if (!(image ? hf_device_image_key(device, &key, &trouble)
                : hf_device_attest_key(device, &key, &trouble))) {
        return hf_broken("%s", trouble.line);
    }
    struct hf_bytes pem = hf_key_pem(key, false, &device->arena);

    hf_key_free(key);
    if (out == NULL) {
        fwrite(pem.data, 1, pem.size, stdout);
    } else if (!hf_file_replace(out, pem.data, pem.size, 0666, &trouble)) {
        code = hf_broken("%s", trouble.line);
    }
    return code;
}

static int run_key(const struct hf_arguments *arguments)
{
    struct hf_trouble trouble = {""};
    struct hf_device device;

    if (!hf_device_open(arguments->operands[0], &device, &trouble)) {
        return hf_broken("%s", trouble.line);
    }
    int code = give_out(arguments, &device);

    hf_device_close(&device);
    return code;
}

static const struct hf_option key_options[] = {
    {"use", "USE", "attest (default): its tokens; image: images encrypted for it", false, 0},
    {"out", "FILE", "write the key here instead of stdout", false, 'o'},
    {NULL, NULL, NULL, false, 0},
};

const struct hf_command hf_cmd_device_key = {
    .noun = "device",
    .verb = "key",
    .operands = "DIR",
    .operands_min = 1,
    .operands_max = 1,
    .summary = "print a public key of a device: of its tokens, or for its images",
    .description =
        "Derived from the files of the die, which only a virtual device has; the key belongs to "
        "the die and its life cycle. For `holdfast attest verify --key`, or with --use image for "
        "`holdfast image encrypt --for`.",
    .options = key_options,
    .run = run_key,
};
