/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * device recover: sends images to a device in which nothing boots. */
#include "host/cli/number.h"
#include "host/commands.h"
#include "host/device/recover.h"
#include "host/device/why.h"
#include "host/image/image.h"

#include <string.h>
#include <unistd.h>

#define SECONDS_DEFAULT 120u
#define SECONDS_MAX     86400u
#define BAR_WIDTH       30u

static void progress(const char *role, size_t done, size_t all)
{
    static const char bar[] = "##############################";
    int const filled = (int)(all == 0 ? 0 : done * BAR_WIDTH / all);

    fprintf(stderr, "\r\033[K%-6s [%.*s%*s] %zu of %zu bytes%s", role, filled, bar,
            (int)BAR_WIDTH - filled, "", done, all, done == all ? "\n" : "");
    fflush(stderr);
}

/* "ROLE=FILE" or "FILE". */
static const char *split_role(const char *operand, enum hf_role *role)
{
    for (int i = 0; i < HF_ROLE_COUNT; i++) {
        size_t const size = strlen(hf_role_names[i]);

        if (strncmp(operand, hf_role_names[i], size) == 0 && operand[size] == '=') {
            *role = (enum hf_role)i;
            return operand + size + 1u;
        }
    }
    *role = HF_ROLE_COUNT;
    return operand;
}

/* The role that the image names, on this board. */
static int find_role(const struct hf_layout *layout, hf_span_t bytes, const char *path,
                     enum hf_role *role)
{
    struct hf_image_claims claims;
    struct hf_image_view view;
    uint32_t at;

    if (hf_image_open(bytes, UINT32_MAX, &view) != HF_OK ||
        (hf_image_collect(&view.header, &view.areas, HF_KEY_EMBEDDED, &claims, &at) != HF_OK &&
         hf_image_collect(&view.header, &view.areas, HF_KEY_HASHED, &claims, &at) != HF_OK)) {
        return hf_broken("%s: no whole image; make one with `holdfast image sign`, or say what it "
                         "shall be with ROLE=%s",
                         path, path);
    }
    for (int i = 0; i < HF_ROLE_COUNT; i++) {
        if (memcmp(claims.class_id, layout->roles[i].class_id, HF_UUID_SIZE) == 0) {
            *role = (enum hf_role)i;
            return HF_EXIT_YES;
        }
    }
    return hf_broken("%s: for another board than this device's, which is %s; ROLE=%s sends it all "
                     "the same",
                     path, layout->board, path);
}

static int read_image(struct hf_device *device, const char *operand, struct hf_recover *recover)
{
    struct hf_trouble trouble = {""};
    enum hf_role role;
    const char *path = split_role(operand, &role);
    struct hf_bytes bytes;
    int code = HF_EXIT_YES;

    if (!hf_file_read(path, HF_IMAGE_FILE_MAX, &device->arena, &bytes, &trouble)) {
        return hf_broken("%s", trouble.line);
    }
    hf_span_t const image = {(const uint8_t *)bytes.data, bytes.size};

    if (role == HF_ROLE_COUNT) {
        code = find_role(&device->layout, image, path, &role);
    }
    if (code != HF_EXIT_YES) {
        return code;
    }
    if (recover->images[role].bytes.bytes != NULL) {
        return hf_misused("%s and %s are both %s; a device wants one of each",
                          recover->images[role].path, path, hf_role_names[role]);
    }
    recover->images[role] = (struct hf_recover_image){path, image, 0};
    return HF_EXIT_YES;
}

static int say_end(const struct hf_device *device, const struct hf_recover *recover,
                   const struct hf_run *run)
{
    const char *role = recover->role < HF_ROLE_COUNT ? hf_role_names[recover->role] : "-";
    const struct hf_err_text *why = hf_err_find(recover->word);

    switch (recover->end) {
    case HF_RECOVER_BOOTED:
        puts("recovered");
        hf_say("the app was entered after %.1f s, with %u frames sent", run->seconds,
               recover->frames);
        return HF_EXIT_YES;
    case HF_RECOVER_REFUSED:
        printf("refused: %s: %s (%s)\n", role, why != NULL ? why->meaning : "it did not say why",
               why != NULL ? why->name : "-");
        hf_say("the device still waits for an authentic image: %s",
               hf_why_advice(recover->word) != NULL ? hf_why_advice(recover->word)
                                                    : "give it another one");
        return HF_EXIT_NO;
    case HF_RECOVER_MISSING:
        printf("missing: %s\n", role);
        hf_say("the device wants %s, which was not given: name its image too", role);
        return HF_EXIT_NO;
    case HF_RECOVER_LIMIT:
        puts("given up");
        hf_say("the device has given up until its next reset: is the line that bad?");
        return HF_EXIT_NO;
    case HF_RECOVER_CUT:
        puts("cut");
        hf_say("cut after %u frames, as --cut asks", recover->frames);
        return HF_EXIT_NO;
    default:
        printf("%s\n", hf_outcome_name(run->outcome));
        hf_say("no recovery took place within %.1f s; `holdfast device why %s` tells more",
               run->seconds, device->folder);
        return HF_EXIT_NO;
    }
}

static int recover_device(struct hf_device *device, const struct hf_arguments *arguments,
                          struct hf_recover *recover, struct hf_run_options *options)
{
    struct hf_trouble trouble = {""};
    static struct hf_run run;
    int code = HF_EXIT_YES;

    for (size_t i = 1; i < arguments->operand_count && code == HF_EXIT_YES; i++) {
        code = read_image(device, arguments->operands[i], recover);
    }
    if (code != HF_EXIT_YES) {
        return code;
    }
    options->answer = hf_recover_answer;
    options->answerer = recover;
    if (!hf_run_begin(device, options, &run, &trouble)) {
        return hf_broken("%s", trouble.line);
    }
    code = say_end(device, recover, &run);
    return hf_run_end(device, &run, &trouble) ? code : hf_broken("%s", trouble.line);
}

static int run_recover(const struct hf_arguments *arguments)
{
    struct hf_recover recover = {.progress = isatty(STDERR_FILENO) ? progress : NULL};
    struct hf_run_options options = {.program = hf_argument(arguments, "qemu")};
    struct hf_trouble trouble = {""};
    uint64_t seconds = SECONDS_DEFAULT;
    uint64_t noise = 0;
    uint64_t cut = 0;
    struct hf_device device;

    if (!hf_argument_number(arguments, "timeout", SECONDS_MAX, &seconds) ||
        !hf_argument_number(arguments, "noise", 4096, &noise) ||
        !hf_argument_number(arguments, "cut", 1000000, &cut)) {
        return HF_EXIT_USAGE;
    }
    options.seconds = (double)seconds;
    recover.noise = (uint32_t)noise;
    recover.cut = (uint32_t)cut;
    if (!hf_device_open(arguments->operands[0], &device, &trouble)) {
        return hf_broken("%s", trouble.line);
    }
    int code = recover_device(&device, arguments, &recover, &options);

    hf_device_close(&device);
    return code;
}

static const struct hf_option options_of_recover[] = {
    {"qemu", "PATH", "this QEMU instead of the PATH's qemu-system-arm", false, 0},
    {"timeout", "S", "seconds after which it is stopped, 120 by default", false, 0},
    {"noise", "BYTES", "for the lab: so many random bytes before each frame", false, 0},
    {"cut", "FRAMES", "for the lab: the power fails after so many frames", false, 0},
    {NULL, NULL, NULL, false, 0},
};

const struct hf_command hf_cmd_device_recover = {
    .noun = "device",
    .verb = "recover",
    .operands = "DIR [ROLE=]IMAGE...",
    .operands_min = 2,
    .operands_max = 1 + HF_ROLE_COUNT,
    .summary = "send images to a device in which nothing boots",
    .description =
        "Starts the device and answers what it asks for on its secure console, until its "
        "app is entered. The device judges what it gets: an image that is not "
        "authentic, not for it or too old is refused by name, and it goes on waiting. "
        "An image is sent as what it says it is; ROLE= (urot, secure, app) sends it as "
        "something else. Exit 1 when an image was refused or is missing.",
    .options = options_of_recover,
    .run = run_recover,
};
