/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * device attest: asks the app of a virtual device for a token over a verifier's challenge. */
#include "host/base/write.h"
#include "host/cli/number.h"
#include "host/commands.h"
#include "host/device/run.h"
#include "host/key/digest.h"

#include <string.h>
#include <unistd.h>

#define NONCE_MAX       64u
#define TOKEN_MAX       2048u
#define SECONDS_DEFAULT 60u
#define SECONDS_MAX     86400u
#define PARAM_MAGIC     0x48434648u /* "HFCH": firmware/app/challenge.h */

struct question {
    uint8_t nonce[NONCE_MAX];
    size_t nonce_size;
    uint8_t token[TOKEN_MAX];
    size_t token_size;
    bool asked; /* the app took our challenge */
};

/* "@app challenge <hex>", "@app token <hex>" */
static bool hear(void *context, struct hf_run *run, enum hf_console console, const char *line)
{
    struct question *question = context;
    char hex[2 * NONCE_MAX + 1];

    (void)run;
    if (console != HF_CONSOLE_APP) {
        return false;
    }
    if (strncmp(line, "@app challenge ", 15) == 0) {
        hf_hex(question->nonce, question->nonce_size, hex);
        question->asked = strcmp(line + 15, hex) == 0;
    }
    if (strncmp(line, "@app token ", 11) != 0) {
        return false;
    }
    size_t size = strlen(line + 11) / 2u;

    if (question->asked && size <= TOKEN_MAX && hf_unhex(line + 11, question->token, size)) {
        question->token_size = size;
    }
    return true;
}

static bool write_param(struct hf_device *device, const struct question *question,
                        const char **path, struct hf_trouble *trouble)
{
    uint8_t bytes[8 + NONCE_MAX];

    hf_write_u32(bytes, PARAM_MAGIC);
    hf_write_u32(bytes + 4, (uint32_t)question->nonce_size);
    memcpy(bytes + 8, question->nonce, question->nonce_size);
    *path = hf_device_path(device, "param.bin");
    return hf_file_replace(*path, bytes, 8 + question->nonce_size, 0666, trouble);
}

static int give_out(const struct hf_arguments *arguments, const struct question *question)
{
    const char *out = hf_argument(arguments, "out");
    struct hf_trouble trouble = {""};

    if (out == NULL) {
        fwrite(question->token, 1, question->token_size, stdout);
        return HF_EXIT_YES;
    }
    return hf_file_replace(out, question->token, question->token_size, 0666, &trouble)
               ? HF_EXIT_YES
               : hf_broken("%s", trouble.line);
}

static int ask(struct hf_device *device, const struct hf_arguments *arguments,
               struct question *question)
{
    uint64_t seconds = SECONDS_DEFAULT;
    struct hf_run_options options = {.hear = hear, .context = question};
    struct hf_trouble trouble = {""};
    static struct hf_run run;

    if (!hf_argument_number(arguments, "timeout", SECONDS_MAX, &seconds)) {
        return HF_EXIT_USAGE;
    }
    options.program = hf_argument(arguments, "qemu");
    options.seconds = (double)seconds;
    if (!write_param(device, question, &options.param, &trouble) ||
        !hf_run_begin(device, &options, &run, &trouble)) {
        return hf_broken("%s", trouble.line);
    }
    bool ended = hf_run_end(device, &run, &trouble);

    unlink(options.param);
    if (!ended) {
        return hf_broken("%s", trouble.line);
    }
    if (question->token_size == 0) {
        printf("refused: the device gave no token for this challenge\n");
        hf_say("`holdfast device why %s` tells what it refused", device->folder);
        return HF_EXIT_NO;
    }
    return give_out(arguments, question);
}

static int run_attest(const struct hf_arguments *arguments)
{
    const char *hex = hf_argument(arguments, "nonce");
    static struct question question;
    struct hf_trouble trouble = {""};
    struct hf_device device;

    question.nonce_size = hex != NULL ? strlen(hex) / 2u : 0;
    if ((question.nonce_size != 32 && question.nonce_size != 48 && question.nonce_size != 64) ||
        !hf_unhex(hex, question.nonce, question.nonce_size)) {
        return hf_misused("device attest needs --nonce: 64, 96 or 128 hex digits of your choosing");
    }
    if (!hf_device_open(arguments->operands[0], &device, &trouble)) {
        return hf_broken("%s", trouble.line);
    }
    int code = ask(&device, arguments, &question);

    hf_device_close(&device);
    return code;
}

static const struct hf_option attest_options[] = {
    {"nonce", "HEX", "the challenge: 32, 48 or 64 bytes", false, 0},
    {"out", "FILE", "write the token here instead of stdout", false, 'o'},
    {"qemu", "PATH", "this QEMU instead of the PATH's qemu-system-arm", false, 0},
    {"timeout", "S", "seconds after which it is given up, 60 by default", false, 0},
    {NULL, NULL, NULL, false, 0},
};

const struct hf_command hf_cmd_device_attest = {
    .noun = "device",
    .verb = "attest",
    .operands = "DIR",
    .operands_min = 1,
    .operands_max = 1,
    .summary = "ask a running device for an attestation token",
    .description = "Starts the device, hands the challenge to its app through the lab's parameter "
                   "block, and takes the token from the app's console. For `holdfast attest "
                   "verify`, which judges it.",
    .options = attest_options,
    .run = run_attest,
};
