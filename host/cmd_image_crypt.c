/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * image encrypt and image diff. */
#include "host/base/write.h"
#include "host/commands.h"
#include "host/image/crypt.h"
#include "host/image/diff.h"
#include "host/image/open.h"

static int load_recipient(const char *path, struct hf_key **key)
{
    struct hf_trouble trouble = {""};

    return hf_key_load(path, key, &trouble) ? HF_EXIT_YES : hf_broken("%s", trouble.line);
}

static int encrypt(const struct hf_arguments *arguments, struct hf_arena *arena,
                   const struct hf_key *recipient)
{
    const char *path = arguments->operands[0];
    struct hf_trouble trouble = {""};
    hf_span_t image;
    hf_span_t encrypted;
    int const code = hf_image_file_open(path, hf_argument(arguments, "decrypt-key"), arena, &image);

    if (code != HF_EXIT_YES) {
        return code;
    }
    if (!hf_image_encrypt(image, recipient, arena, &encrypted, &trouble)) {
        return hf_broken("%s: %s", path, trouble.line);
    }
    return hf_file_replace(hf_argument(arguments, "out"), encrypted.bytes, encrypted.size, 0666,
                           &trouble)
               ? HF_EXIT_YES
               : hf_broken("%s", trouble.line);
}

static int run_encrypt(const struct hf_arguments *arguments)
{
    const char *path = hf_argument(arguments, "for");
    struct hf_arena arena = {NULL};
    struct hf_key *recipient = NULL;

    if (path == NULL || hf_argument(arguments, "out") == NULL) {
        return hf_misused("image encrypt needs --for and --out");
    }
    int code = load_recipient(path, &recipient);

    if (code == HF_EXIT_YES) {
        code = encrypt(arguments, &arena, recipient);
        hf_key_free(recipient);
    }
    hf_arena_free(&arena);
    return code;
}

static int run_diff(const struct hf_arguments *arguments)
{
    struct hf_arena arena = {NULL};
    struct hf_image_view views[2];
    hf_span_t files[2];
    int code = HF_EXIT_YES;

    for (int i = 0; i < 2 && code == HF_EXIT_YES; i++) {
        code = hf_image_file_open(arguments->operands[i], hf_argument(arguments, "decrypt-key"),
                                  &arena, &files[i]);
        if (code == HF_EXIT_YES && hf_image_open(files[i], UINT32_MAX, &views[i]) != HF_OK) {
            code = hf_broken("%s: the image is damaged or cut off", arguments->operands[i]);
        }
    }
    if (code == HF_EXIT_YES &&
        hf_image_diff(stdout, &views[0], &views[1], hf_argument_given(arguments, "json")) != 0) {
        code = HF_EXIT_NO;
    }
    hf_arena_free(&arena);
    return code;
}

static const struct hf_option encrypt_options[] = {
    {"for", "KEY", "who may read it: the device's or the product's public key", false, 0},
    {"out", "FILE", "the encrypted image; written whole or not at all", false, 'o'},
    {"decrypt-key", "PEM", "the private key of an image that is encrypted already", false, 0},
    {NULL, NULL, NULL, false, 0},
};

const struct hf_command hf_cmd_image_encrypt = {
    .noun = "image",
    .verb = "encrypt",
    .operands = "IMAGE",
    .operands_min = 1,
    .operands_max = 1,
    .summary = "encrypt a signed image for one device or product",
    .description =
        "The image must have been signed with --encryptable. Its hash and signature are over the "
        "clear bytes and stay as they are, so encrypting needs no signing key and can be done for "
        "each device. Each run draws a fresh key, so no two results are alike.",
    .options = encrypt_options,
    .run = run_encrypt,
};

static const struct hf_option diff_options[] = {
    {"decrypt-key", "PEM", "the private key of those that are encrypted", false, 0},
    {"json", NULL, "print holdfast.image-diff/1", false, 0},
    {NULL, NULL, NULL, false, 0},
};

const struct hf_command hf_cmd_image_diff = {
    .noun = "image",
    .verb = "diff",
    .operands = "A B",
    .operands_min = 2,
    .operands_max = 2,
    .summary = "what differs between two images?",
    .description = "Header fields, TLVs and ranges of the payload. Exit 0 when nothing differs, 1 "
                   "when something does.",
    .options = diff_options,
    .run = run_diff,
};
