/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * device new and device install: what changes a device. */
#include "host/commands.h"
#include "host/device/device.h"
#include "host/image/image.h"
#include "host/image/options.h"
#include "host/provision/provision.h"

#include <string.h>
#include <unistd.h>

static const char *const lifecycles[] = {"assembly", "provisioning", "secured", NULL};

#define LAB_CA     "lab/keys/factory-1.crt"
#define LAB_CA_KEY "lab/keys/factory-1.pem"

/* A life cycle that nobody earned, and a factory that everybody can be: for dies that trust the
 * public test roots, and no other. */
static bool all_test_roots(const struct hf_public *roots, size_t count)
{
    bool all = count != 0;

    for (size_t i = 0; i < count; i++) {
        all = all && hf_key_test_name(roots[i].hash) != NULL;
    }
    return all;
}

static int provision_in_lab(const char *folder)
{
    struct hf_ca_source const source = {LAB_CA, LAB_CA_KEY};
    struct hf_provision_job job = {.talk = {.seconds = 60}};
    struct hf_provision_result result;
    struct hf_trouble trouble = {""};
    struct hf_device device;
    struct hf_ca *ca = NULL;

    if (!hf_ca_open(&source, &ca, &trouble)) {
        return hf_broken("%s", trouble.line);
    }
    if (!hf_device_open(folder, &device, &trouble)) {
        hf_ca_free(ca);
        return hf_broken("%s", trouble.line);
    }
    job.ca = ca;
    hf_provision_device(&device, &job, &result, &trouble);
    if (result.outcome != HF_PROVISIONED && result.outcome != HF_PROVISION_BROKEN) {
        hf_trouble_set(&trouble, "%s: refused: %s", folder,
                       hf_talk_words(result.outcome == HF_PROVISION_REFUSED_BY ? result.why
                                                                               : HF_ERR_LIFE_STATE,
                                     &device.arena));
    }
    hf_device_close(&device);
    hf_ca_free(ca);
    return result.outcome == HF_PROVISIONED ? HF_EXIT_YES : hf_broken("%s", trouble.line);
}

static int read_roots(const struct hf_arguments *arguments, struct hf_public *roots, size_t *count)
{
    static const char *const lab_roots[] = {"lab/keys/root-1.pem", "lab/keys/root-2.pem", NULL};
    bool lab = hf_argument(arguments, "root") == NULL;
    struct hf_trouble trouble = {""};
    const char *path;

    for (*count = 0;
         (path = lab ? lab_roots[*count] : hf_argument_at(arguments, "root", *count)) != NULL;
         (*count)++) {
        struct hf_key *key = NULL;

        if (*count == HF_DIE_ROOTS) {
            return hf_misused("more than %u roots; a die has no more fuses", HF_DIE_ROOTS);
        }
        if (!hf_key_load(path, &key, &trouble)) {
            return hf_broken("%s", trouble.line);
        }
        hf_key_public(key, &roots[*count]);
        hf_key_free(key);
    }
    if (lab) {
        hf_say("fused the public test roots of lab/keys; a product's device needs --root");
    }
    return HF_EXIT_YES;
}

static int read_lifecycle(const struct hf_arguments *arguments, uint32_t *steps)
{
    const char *name = hf_argument(arguments, "lifecycle");

    *steps = 1;
    if (name == NULL) {
        return HF_EXIT_YES;
    }
    for (*steps = 0; lifecycles[*steps] != NULL; (*steps)++) {
        if (strcmp(lifecycles[*steps], name) == 0) {
            return HF_EXIT_YES;
        }
    }
    return hf_misused("--lifecycle: '%s' is not assembly, provisioning or secured",
                      hf_quote(name).text);
}

static void say_made(const struct hf_device_recipe *recipe, bool provisioned)
{
    if (provisioned || recipe->lifecycle_steps > 1) {
        hf_say("made %s%s; start it with `holdfast device run %s`", recipe->folder,
               provisioned ? ", provisioned by the lab's factory, which everybody can be" : "",
               recipe->folder);
    } else {
        hf_say("made %s; before it serves anybody it needs `holdfast device provision %s`",
               recipe->folder, recipe->folder);
    }
}

static int make(const struct hf_device_recipe *recipe, bool provisioned)
{
    struct hf_trouble trouble = {""};
    int code = HF_EXIT_YES;

    if ((provisioned || recipe->lifecycle_steps > 1) &&
        !all_test_roots(recipe->roots, recipe->root_count)) {
        return hf_misused("--provisioned and --lifecycle secured are for dies with the public test "
                          "roots alone; use `holdfast device provision`");
    }
    if (!hf_device_make(recipe, &trouble)) {
        return hf_broken("%s", trouble.line);
    }
    if (provisioned) {
        code = provision_in_lab(recipe->folder);
    }
    if (code == HF_EXIT_YES) {
        say_made(recipe, provisioned);
    }
    return code;
}

static int run_new(const struct hf_arguments *arguments)
{
    struct hf_public roots[HF_DIE_ROOTS];
    struct hf_arena arena = {NULL};
    struct hf_device_recipe recipe = {.folder = arguments->operands[0], .roots = roots};
    const char *board = hf_argument(arguments, "board");

    recipe.build = hf_argument(arguments, "build");
    recipe.seed = hf_argument(arguments, "seed");
    if (board == NULL && recipe.build == NULL) {
        return hf_misused("device new needs --board, like --board an505");
    }
    if (recipe.build == NULL) {
        recipe.build = hf_arena_print(&arena, "build/%s", board);
    }
    for (int role = 0; role < HF_ROLE_COUNT; role++) {
        recipe.images[role] = hf_argument(arguments, hf_role_names[role]);
    }
    if (access(hf_arena_print(&arena, "%s/layout.json", recipe.build), R_OK) != 0) {
        hf_broken("%s: no firmware is built there; run script/build %s", recipe.build,
                  board != NULL ? board : "BOARD");
        hf_arena_free(&arena);
        return HF_EXIT_BROKEN;
    }
    int code = read_lifecycle(arguments, &recipe.lifecycle_steps);

    if (code == HF_EXIT_YES) {
        code = read_roots(arguments, roots, &recipe.root_count);
    }
    if (code == HF_EXIT_YES) {
        code = make(&recipe, hf_argument_given(arguments, "provisioned"));
    }
    hf_arena_free(&arena);
    return code;
}

static int install(struct hf_device *device, const struct hf_arguments *arguments,
                   enum hf_role role)
{
    const char *path = arguments->operands[1];
    const char *slot = hf_argument(arguments, "slot");
    struct hf_trouble trouble = {""};
    struct hf_bytes bytes;

    if (!hf_file_read(path, HF_IMAGE_FILE_MAX, &device->arena, &bytes, &trouble)) {
        return hf_broken("%s", trouble.line);
    }
    hf_span_t image = {(const uint8_t *)bytes.data, bytes.size};

    if (image.size < HF_IMAGE_HEADER_SIZE || hf_read_u32(image.bytes) != HF_IMAGE_MAGIC) {
        return hf_broken("%s: not an image; make one with `holdfast image sign`", path);
    }
    for (size_t i = 0; i < device->layout.roles[role].slot_count; i++) {
        if (slot != NULL && slot[0] != (char)('A' + (int)i)) {
            continue;
        }
        if (!hf_device_write_slot(device, role, i, image, &trouble)) {
            return hf_broken("%s", trouble.line);
        }
    }
    hf_say("installed %s; it is the device that judges it, at the next run", path);
    return HF_EXIT_YES;
}

static int run_install(const struct hf_arguments *arguments)
{
    const char *name = hf_argument(arguments, "role");
    const char *slot = hf_argument(arguments, "slot");
    enum hf_role role = name != NULL ? hf_role_find(name) : HF_ROLE_COUNT;
    struct hf_trouble trouble = {""};
    struct hf_device device;

    if (role == HF_ROLE_COUNT) {
        return hf_misused("device install needs --role urot, secure or app");
    }
    if (!hf_device_open(arguments->operands[0], &device, &trouble)) {
        return hf_broken("%s", trouble.line);
    }
    int code;

    if (slot != NULL && (slot[0] < 'A' || slot[1] != '\0' ||
                         slot[0] >= 'A' + (int)device.layout.roles[role].slot_count)) {
        code = hf_misused("--slot: %s has no slot '%s'", device.layout.roles[role].class_name,
                          hf_quote(slot).text);
    } else {
        code = install(&device, arguments, role);
    }
    hf_device_close(&device);
    return code;
}

static const struct hf_option new_options[] = {
    {"board", "BOARD", "an505, an385, an385-flat or stm32f205", false, 0},
    {"build", "DIR", "where the firmware was built; build/BOARD by default", false, 0},
    {"root", "KEY", "a root key, fused by its hash; up to four, public or private PEM", true, 0},
    {"seed", "FILE", "make die and keys from this file: reproducible, for the lab only", false, 0},
    {"lifecycle", "STATE", "assembly, provisioning (default), or for the lab alone: secured", false,
     0},
    {"provisioned", NULL, "provision it with the lab's factory; needs the public test roots", false,
     0},
    {"urot", "IMAGE", "install this urot instead of the build's", false, 0},
    {"secure", "IMAGE", "install this secure instead of the build's", false, 0},
    {"app", "IMAGE", "install this app instead of the build's", false, 0},
    {NULL, NULL, NULL, false, 0},
};

const struct hf_command hf_cmd_device_new = {
    .noun = "device",
    .verb = "new",
    .operands = "DIR",
    .operands_min = 1,
    .operands_max = 1,
    .summary = "make a virtual device with its own die and flash",
    .description =
        "The die (UID, hardware key, seed) comes from the system's random source. Root "
        "keys are fused by their hashes; the rollback floors are the security counters "
        "of the images that are installed. A new device is in the state provisioning, and "
        "serves its app nothing but that: `holdfast device provision` finishes it.",
    .options = new_options,
    .run = run_new,
};

static const struct hf_option install_options[] = {
    {"role", "ROLE", "urot, secure or app", false, 0},
    {"slot", "SLOT", "A or B; all slots of the role by default", false, 0},
    {NULL, NULL, NULL, false, 0},
};

const struct hf_command hf_cmd_device_install = {
    .noun = "device",
    .verb = "install",
    .operands = "DIR IMAGE",
    .operands_min = 2,
    .operands_max = 2,
    .summary = "write an image into a slot, as a programmer would",
    .options = install_options,
    .run = run_install,
};
