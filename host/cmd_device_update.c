/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * device update: brings new images to a device through its app, and tells how that ended. */
#include "host/cli/number.h"
#include "host/commands.h"
#include "host/device/update.h"
#include "host/image/image.h"

#include <string.h>
#include <unistd.h>

#define SECONDS_DEFAULT 60u
#define SECONDS_MAX     86400u
#define BAR             30u
#define FAILED          4u
#define TRIAL           5u

static bool show_progress(enum hf_role role, size_t done, size_t total)
{
    char bar[BAR + 1];
    size_t const full = total != 0 ? done * BAR / total : BAR;

    memset(bar, '.', BAR);
    memset(bar, '#', full < BAR ? full : BAR);
    bar[BAR] = '\0';
    fprintf(stderr, "\r%-6s [%s] %3zu %%  %zu of %zu bytes%s", hf_role_names[role], bar,
            total != 0 ? done * 100u / total : 100u, done, total, done == total ? "\n" : "");
    fflush(stderr);
    return hf_qemu_caught_signal() == 0;
}

static bool only_watch(enum hf_role role, size_t done, size_t total)
{
    (void)role;
    (void)done;
    (void)total;
    return hf_qemu_caught_signal() == 0;
}

static void echo(enum hf_console console, const char *line)
{
    fprintf(stderr, "%-6s| %s\n", console == HF_CONSOLE_SECURE ? "secure" : "app", line);
}

/* Reads the images named, each for a component of its own. */
static int read_images(const struct hf_arguments *arguments, struct hf_device *device,
                       struct hf_update_plan *plan)
{
    bool const unchecked = hf_argument_given(arguments, "unchecked");
    const char *as = hf_argument(arguments, "role");

    for (size_t i = 1; i < arguments->operand_count; i++) {
        const char *path = arguments->operands[i];
        struct hf_session_image *image = &plan->images[plan->count];
        struct hf_trouble trouble = {""};
        struct hf_bytes bytes;

        if (!hf_file_read(path, HF_IMAGE_FILE_MAX, &device->arena, &bytes, &trouble)) {
            return hf_broken("%s", trouble.line);
        }
        image->bytes = (hf_span_t){(const uint8_t *)bytes.data, bytes.size};
        image->role = as != NULL ? hf_role_find(as) : HF_ROLE_COUNT;
        if (as != NULL && image->role == HF_ROLE_COUNT) {
            return hf_misused("--role: '%s' is not urot, secure or app", hf_quote(as).text);
        }
        if (!(unchecked && as != NULL) &&
            !hf_update_role_of(&device->layout, image->bytes, &image->role, &trouble)) {
            return hf_broken("%s: %s", path, trouble.line);
        }
        for (size_t k = 0; k < plan->count; k++) {
            if (plan->images[k].role == image->role) {
                return hf_misused("%s: a second image for %s", path, hf_role_names[image->role]);
            }
        }
        plan->count++;
    }
    return HF_EXIT_YES;
}

static int read_options(const struct hf_arguments *arguments, struct hf_update_plan *plan)
{
    uint64_t seconds = SECONDS_DEFAULT;
    uint64_t limit = 0;

    if (!hf_argument_number(arguments, "timeout", SECONDS_MAX, &seconds) ||
        !hf_argument_number(arguments, "limit", UINT32_MAX, &limit)) {
        return HF_EXIT_USAGE;
    }
    plan->run.program = hf_argument(arguments, "qemu");
    plan->run.seconds = (double)seconds;
    plan->run.echo = hf_argument_given(arguments, "verbose") ? echo : NULL;
    plan->limit = limit;
    plan->no_install = hf_argument_given(arguments, "no-install");
    plan->progress = isatty(STDERR_FILENO) && plan->run.echo == NULL ? show_progress : only_watch;
    return HF_EXIT_YES;
}

/* One line for each image: "app: 1.1.0, UPDATED". */
static int print_states(const struct hf_update_plan *plan, const struct hf_update_end *end)
{
    int code = HF_EXIT_YES;

    for (size_t i = 0; i < plan->count; i++) {
        enum hf_role const role = plan->images[i].role;
        const struct hf_session_state *state = &end->states[role];

        printf("%s: version %u.%u.%u is active, %s", hf_role_names[role], state->version >> 24,
               state->version >> 16 & 0xffu, state->version & 0xffffu,
               hf_session_state_name(state->state));
        if (state->state == FAILED) {
            printf(": %s (%d)", hf_session_status_text(state->error), state->error);
        }
        putchar('\n');
        if (state->state == FAILED || state->state == TRIAL) {
            code = HF_EXIT_NO;
        }
    }
    return code;
}

static int conclude(const struct hf_update_plan *plan, const struct hf_update_end *end,
                    const char *why)
{
    switch (end->session) {
    case HF_SESSION_REFUSED:
        printf("refused: %s\n", why);
        return HF_EXIT_NO;
    case HF_SESSION_STOPPED:
        hf_say("stopped after about %zu bytes; the same command goes on from there", end->sent);
        return HF_EXIT_NO;
    case HF_SESSION_SILENT:
        return hf_broken("%s", why);
    default:
        break;
    }
    if (!end->installed) {
        puts("the images are candidates; the same command without --no-install installs them");
        return HF_EXIT_YES;
    }
    return print_states(plan, end);
}

static int update(const struct hf_arguments *arguments, struct hf_device *device)
{
    struct hf_update_plan plan = {.count = 0};
    struct hf_trouble trouble = {""};
    struct hf_update_end end;
    int code = read_options(arguments, &plan);

    if (code == HF_EXIT_YES) {
        code = read_images(arguments, device, &plan);
    }
    if (code != HF_EXIT_YES) {
        return code;
    }
    if (!device->layout.nvm_backed) {
        return hf_broken("%s: flash of this virtual board is volatile, an update would be gone "
                         "with the reset",
                         device->layout.board);
    }
    if (!hf_update_run(device, &plan, &end, &trouble)) {
        return hf_broken("%s", trouble.line);
    }
    return conclude(&plan, &end, trouble.line);
}

static int run_update(const struct hf_arguments *arguments)
{
    struct hf_trouble trouble = {""};
    struct hf_device device;

    if (!hf_device_open(arguments->operands[0], &device, &trouble)) {
        return hf_broken("%s", trouble.line);
    }
    int const code = update(arguments, &device);

    hf_device_close(&device);
    return code;
}

static const struct hf_option update_options[] = {
    {"no-install", NULL, "bring the images, and leave them as candidates", false, 0},
    {"limit", "BYTES", "stop after about so many bytes; the next session goes on", false, 0},
    {"unchecked", NULL, "with --role: let the device alone look at the image", false, 0},
    {"role", "ROLE", "the component that the image is brought to, with --unchecked", false, 0},
    {"timeout", "S", "seconds for each boot, 60 by default", false, 0},
    {"qemu", "PATH", "this QEMU instead of the PATH's qemu-system-arm", false, 0},
    {"verbose", NULL, "show the consoles on stderr", false, 'v'},
    {NULL, NULL, NULL, false, 0},
};

const struct hf_command hf_cmd_device_update = {
    .noun = "device",
    .verb = "update",
    .operands = "DIR IMAGE...",
    .operands_min = 2,
    .operands_max = 3,
    .summary = "bring new images to a device through its app",
    .description =
        "Starts the device, sends each image to the component that its class id names, asks for "
        "the install of all of them as one set, resets the device and tells how it stands. An "
        "interrupted download goes on with the same command. Exit 1 when the device refuses.",
    .options = update_options,
    .run = run_update,
};
