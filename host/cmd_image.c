/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "host/commands.h"
#include "host/image/image.h"
#include "host/image/open.h"
#include "host/image/options.h"
#include "host/image/report.h"
#include "host/key/key.h"

#include <string.h>

#define KEYS_MAX 16u

static int load_keys(const struct hf_arguments *arguments, struct hf_public *keys, size_t *count)
{
    struct hf_trouble trouble = {""};
    const char *path;

    *count = 0;
    while ((path = hf_argument_at(arguments, "key", *count)) != NULL) {
        struct hf_key *key = NULL;

        if (*count == KEYS_MAX) {
            return hf_misused("more than %u keys", KEYS_MAX);
        }
        if (!hf_key_load(path, &key, &trouble)) {
            return hf_broken("%s", trouble.line);
        }
        hf_key_public(key, &keys[(*count)++]);
        hf_key_free(key);
    }
    return *count > 0 ? HF_EXIT_YES : hf_misused("image verify needs --key: who may have signed?");
}

static bool is_unreadable(const struct hf_arguments *arguments, hf_span_t file)
{
    return (hf_read_u32(file.bytes + 16) & (HF_IMAGE_FLAG_AES128 | HF_IMAGE_FLAG_AES256)) != 0 &&
           !hf_argument_given(arguments, "decrypt-key");
}

static int verify_file(const struct hf_arguments *arguments, struct hf_arena *arena,
                       const struct hf_image_target *target, struct hf_image_verdict *verdict)
{
    static struct hf_public keys[KEYS_MAX];
    struct hf_image_rules rules = {.keys = keys, .form = target->form};
    uint64_t floor = 0;
    hf_span_t file;

    if (!hf_argument_number(arguments, "floor", UINT32_MAX, &floor)) {
        return HF_EXIT_USAGE;
    }
    int code = load_keys(arguments, keys, &rules.key_count);

    if (code == HF_EXIT_YES) {
        code = hf_image_file_open(arguments->operands[0], hf_argument(arguments, "decrypt-key"),
                                  arena, &file);
    }
    if (code == HF_EXIT_YES && is_unreadable(arguments, file)) {
        code = hf_misused("%s: is encrypted; give --decrypt-key, since hash and signature are over "
                          "the clear bytes",
                          arguments->operands[0]);
    }
    if (code != HF_EXIT_YES) {
        return code;
    }
    rules.demand.encryption = hf_argument_given(arguments, "decrypt-key");
    rules.demand.vendor_id = target->vendor_id;
    rules.demand.class_id = target->class_id;
    rules.demand.load_address = target->load_address;
    rules.demand.floor = (uint32_t)floor;
    hf_image_reach_verdict(file, target->slot_size, &rules, verdict);
    return HF_EXIT_YES;
}

static int run_verify(const struct hf_arguments *arguments)
{
    struct hf_arena arena = {NULL};
    struct hf_image_target target;
    struct hf_image_verdict verdict;
    int code = hf_image_target_read(arguments, &arena, &target);

    if (code == HF_EXIT_YES && !target.given) {
        code = hf_misused("say whom the image is for: --layout and --role, or --vendor-id and "
                          "--class-id");
    }
    if (code == HF_EXIT_YES) {
        code = verify_file(arguments, &arena, &target, &verdict);
    }
    if (code == HF_EXIT_YES) {
        if (hf_argument_given(arguments, "json")) {
            hf_image_verdict_json(stdout, &verdict);
        } else {
            hf_image_verdict_text(stdout, &verdict);
        }
        code = verdict.valid && verdict.answer.word == HF_OK ? HF_EXIT_YES : HF_EXIT_NO;
    }
    hf_arena_free(&arena);
    return code;
}

static int run_inspect(const struct hf_arguments *arguments)
{
    struct hf_arena arena = {NULL};
    struct hf_image_view view;
    hf_span_t file;
    int code = hf_image_file_open(arguments->operands[0], hf_argument(arguments, "decrypt-key"),
                                  &arena, &file);

    if (code == HF_EXIT_YES) {
        hf_err_t result = hf_image_open(file, UINT32_MAX, &view);

        if (result != HF_OK) {
            code = hf_broken("%s: %s; the image is damaged or cut off", arguments->operands[0],
                             hf_err_find((uint32_t)result)->meaning);
        } else if (hf_argument_given(arguments, "json")) {
            hf_image_print_json(stdout, &view);
        } else {
            hf_image_print_text(stdout, &view);
        }
    }
    hf_arena_free(&arena);
    return code;
}

static const struct hf_option verify_options[] = {
    {"key", "PEM", "a key that may have signed, public or private", true, 0},
    {"layout", "FILE", "the board's layout.json", false, 0},
    {"role", "ROLE", "urot, secure or app; with --layout", false, 0},
    {"vendor-id", "UUID", "the UUID_VID that is demanded, without a layout", false, 0},
    {"class-id", "UUID", "the UUID_CID that is demanded, without a layout", false, 0},
    {"decrypt-key", "PEM", "the private key of an encrypted image", false, 0},
    {"floor", "N", "the least security counter, 0 by default", false, 0},
    {"load-address", "ADDR", "the load address that is demanded", false, 0},
    {"header-size", "N", "as for sign", false, 0},
    {"slot-size", "N", "the slot that the image must fit", false, 0},
    {"embed-key", NULL, "the image must carry its whole public key", false, 0},
    {"json", NULL, "print holdfast.image-verdict/1", false, 0},
    {NULL, NULL, NULL, false, 0},
};

const struct hf_command hf_cmd_image_verify = {
    .noun = "image",
    .verb = "verify",
    .operands = "IMAGE",
    .operands_min = 1,
    .operands_max = 1,
    .summary = "would a device admit this image?",
    .description =
        "Gives two answers: whether the file is a valid image of MCUboot's format, and whether "
        "Holdfast's stricter policy admits it. A refusal names the check and the offset.",
    .options = verify_options,
    .run = run_verify,
};

static const struct hf_option inspect_options[] = {
    {"decrypt-key", "PEM", "the private key of an encrypted image", false, 0},
    {"json", NULL, "print holdfast.image/1", false, 0},
    {NULL, NULL, NULL, false, 0},
};

const struct hf_command hf_cmd_image_inspect = {
    .noun = "image",
    .verb = "inspect",
    .operands = "IMAGE",
    .operands_min = 1,
    .operands_max = 1,
    .summary = "show header and TLVs of an image",
    .options = inspect_options,
    .run = run_inspect,
};
