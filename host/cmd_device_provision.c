/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * device provision, rma and decommission: how a device's secured life begins and ends. */
#include "host/cli/number.h"
#include "host/commands.h"
#include "host/image/image.h"
#include "host/key/digest.h"
#include "host/provision/provision.h"

#include <string.h>

#define SECONDS_DEFAULT 60u
#define SECONDS_MAX     86400u

static void echo(enum hf_console console, const char *line)
{
    fprintf(stderr, "%-6s| %s\n", console == HF_CONSOLE_SECURE ? "secure" : "app", line);
}

static int read_talk(const struct hf_arguments *arguments, struct hf_talk_options *talk)
{
    static const char *const names[] = {"good", "stuck", "silent"};
    const char *entropy = hf_argument(arguments, "entropy");
    uint64_t seconds = SECONDS_DEFAULT;

    if (!hf_argument_number(arguments, "timeout", SECONDS_MAX, &seconds)) {
        return HF_EXIT_USAGE;
    }
    talk->program = hf_argument(arguments, "qemu");
    talk->seconds = (double)seconds;
    talk->echo = hf_argument_given(arguments, "verbose") ? echo : NULL;
    for (int i = 0; entropy != NULL && i < 3; i++) {
        if (strcmp(entropy, names[i]) == 0) {
            talk->entropy = (enum hf_entropy)i;
            return HF_EXIT_YES;
        }
    }
    return entropy == NULL
               ? HF_EXIT_YES
               : hf_misused("--entropy: '%s' is not good, stuck or silent", hf_quote(entropy).text);
}

static int refused(struct hf_device *device, hf_err_t why)
{
    printf("refused: %s\n", hf_talk_words(why, &device->arena));
    return HF_EXIT_NO;
}

static int say_provisioned(struct hf_device *device, const struct hf_provision_result *result)
{
    char id[2 * HF_TOKEN_UEID_SIZE + 1];

    hf_hex(result->instance_id, HF_TOKEN_UEID_SIZE, id);
    printf("provisioned: %s\n", id);
    if (!device->layout.nvm_backed) {
        hf_say(
            "%s: fuses and flash of this board are volatile: its die files were provisioned here, "
            "the device keeps no certificate",
            device->layout.board);
    }
    return HF_EXIT_YES;
}

static int provision(struct hf_device *device, const struct hf_provision_job *job)
{
    struct hf_provision_result result;
    struct hf_trouble trouble = {""};

    hf_provision_device(device, job, &result, &trouble);
    switch (result.outcome) {
    case HF_PROVISIONED:
        return say_provisioned(device, &result);
    case HF_PROVISIONED_BEFORE:
        puts("provisioned before: nothing was changed");
        return HF_EXIT_YES;
    case HF_PROVISION_REFUSED_BY:
        return refused(device, result.why);
    case HF_PROVISION_SECURED_BY:
        return refused(device, HF_ERR_LIFE_STATE);
    default:
        return hf_broken("%s", trouble.line);
    }
}

static void warn_of_test_key(const struct hf_ca *ca)
{
    if (hf_ca_test_name(ca) != NULL) {
        hf_say("the authority is the public test key %s: everybody can make its certificates",
               hf_ca_test_name(ca));
    }
}

static int provision_with(const struct hf_arguments *arguments, struct hf_provision_job *job)
{
    const char *path = hf_argument(arguments, "product-key");
    struct hf_trouble trouble = {""};
    struct hf_device device;
    struct hf_key *product = NULL;
    int code;

    if (path != NULL && !hf_key_load(path, &product, &trouble)) {
        return hf_broken("%s", trouble.line);
    }
    if (product != NULL && !hf_key_is_private(product)) {
        hf_key_free(product);
        return hf_broken("%s: is a public key; the device needs the product's private half", path);
    }
    if (hf_device_open(arguments->operands[0], &device, &trouble)) {
        job->product = product;
        warn_of_test_key(job->ca);
        code = provision(&device, job);
        hf_device_close(&device);
    } else {
        code = hf_broken("%s", trouble.line);
    }
    hf_key_free(product);
    return code;
}

static int run_provision(const struct hf_arguments *arguments)
{
    struct hf_ca_source const source = {hf_argument(arguments, "ca"),
                                        hf_argument(arguments, "ca-key")};
    struct hf_provision_job job = {.registry = hf_argument(arguments, "registry"),
                                   .policy = hf_argument(arguments, "policy")};
    struct hf_trouble trouble = {""};
    struct hf_ca *ca = NULL;
    int code = read_talk(arguments, &job.talk);

    if (code != HF_EXIT_YES) {
        return code;
    }
    if (source.certificate == NULL || source.key == NULL) {
        return hf_misused("device provision needs --ca and --ca-key: who vouches for the device?");
    }
    if (!hf_ca_open(&source, &ca, &trouble)) {
        return hf_broken("%s", trouble.line);
    }
    job.ca = ca;
    code = provision_with(arguments, &job);
    hf_ca_free(ca);
    return code;
}

static int send_order(struct hf_device *device, const struct hf_arguments *arguments, uint8_t order)
{
    struct hf_talk_options talk = {.program = NULL};
    struct hf_provision_result result;
    struct hf_trouble trouble = {""};
    struct hf_key *key = NULL;
    int code = read_talk(arguments, &talk);

    if (code != HF_EXIT_YES) {
        return code;
    }
    if (!device->layout.nvm_backed) {
        return hf_broken("%s: the fuses of %s are volatile: no order to it would last",
                         device->folder, device->layout.board);
    }
    if (!hf_key_load(hf_argument(arguments, "key"), &key, &trouble)) {
        return hf_broken("%s", trouble.line);
    }
    hf_provision_order(device, order, key, &talk, &result, &trouble);
    hf_key_free(key);
    if (result.outcome == HF_PROVISION_REFUSED_BY) {
        return refused(device, result.why);
    }
    if (result.outcome != HF_PROVISIONED) {
        return hf_broken("%s", trouble.line);
    }
    puts(order == HF_PROVISION_RECOVER ? "keys and data are wiped; the device is recoverable"
         : order == HF_PROVISION_DECOMMISSION
             ? "keys and data are wiped; the device is decommissioned"
             : "the root hash is revoked");
    return HF_EXIT_YES;
}

/* A device whose slots hold nothing but images of the revoked root would not boot any more. */
static int check_revocation(struct hf_device *device, uint64_t root)
{
    struct hf_trouble trouble = {""};
    struct hf_die die;

    if (!hf_device_read_die(device, &die, &trouble)) {
        return hf_broken("%s", trouble.line);
    }
    for (size_t slot = 0; slot < device->layout.roles[HF_ROLE_UROT].slot_count; slot++) {
        struct hf_image_view view;
        uint8_t hash[32];
        hf_span_t bytes;

        if (!hf_device_read_slot(device, HF_ROLE_UROT, slot, &bytes, &trouble)) {
            return hf_broken("%s", trouble.line);
        }
        if (hf_image_open(bytes, (uint32_t)bytes.size, &view) != HF_OK || view.pubkey == NULL) {
            continue;
        }
        hf_digest(&(hf_span_t){view.pubkey, HF_PUBKEY_SIZE}, 1, hash);
        if (memcmp(hash, die.root_hash[root], sizeof(hash)) == 0) {
            printf("refused: urot in slot %c is signed with root %u\n", (char)('A' + (int)slot),
                   (unsigned)root);
            hf_say("install a urot that is signed with another root first");
            return HF_EXIT_NO;
        }
    }
    return HF_EXIT_YES;
}

static int run_order(const struct hf_arguments *arguments, uint8_t order)
{
    struct hf_trouble trouble = {""};
    struct hf_device device;
    int code = HF_EXIT_YES;

    if (hf_argument(arguments, "key") == NULL) {
        return hf_misused("--key is needed: the service authority must sign the request");
    }
    if (!hf_device_open(arguments->operands[0], &device, &trouble)) {
        return hf_broken("%s", trouble.line);
    }
    if ((order & ~3u) == HF_PROVISION_REVOKE) {
        code = check_revocation(&device, order & 3u);
    }
    if (code == HF_EXIT_YES) {
        code = send_order(&device, arguments, order);
    }
    hf_device_close(&device);
    return code;
}

static int run_rma(const struct hf_arguments *arguments)
{
    return run_order(arguments, HF_PROVISION_RECOVER);
}

static int run_decommission(const struct hf_arguments *arguments)
{
    return run_order(arguments, HF_PROVISION_DECOMMISSION);
}

static int run_revoke(const struct hf_arguments *arguments)
{
    uint64_t root = HF_DIE_ROOTS;

    if (!hf_argument_number(arguments, "root", HF_DIE_ROOTS - 1u, &root)) {
        return HF_EXIT_USAGE;
    }
    if (root == HF_DIE_ROOTS) {
        return hf_misused("device revoke needs --root, 0 to %u", HF_DIE_ROOTS - 1u);
    }
    return run_order(arguments, (uint8_t)(HF_PROVISION_REVOKE + root));
}

#define RUN_OPTIONS                                                                                \
    {"qemu", "PATH", "this QEMU instead of the PATH's qemu-system-arm", false, 0},                 \
        {"timeout", "S", "seconds after which it is given up, 60 by default", false, 0},           \
        {"entropy", "KIND", "good (default), stuck or silent", false, 0},                          \
        {"verbose", NULL, "show the consoles on stderr", false, 'v'},                              \
    {                                                                                              \
        NULL, NULL, NULL, false, 0                                                                 \
    }

static const struct hf_option provision_options[] = {
    {"ca", "PEM", "certificate of the factory's authority", false, 0},
    {"ca-key", "KEY", "its private key (P-256): a PEM file or a pkcs11: URI", false, 0},
    {"registry", "FILE", "add the device here, holdfast.registry/1; made when it is not there",
     false, 0},
    {"product-key", "PEM",
     "private key that opens images encrypted for the product; kept wrapped for this device", false,
     0},
    {"policy", "NAME", "the device's policy in the registry; the board's name by default", false,
     0},
    RUN_OPTIONS};

const struct hf_command hf_cmd_device_provision = {
    .noun = "device",
    .verb = "provision",
    .operands = "DIR",
    .operands_min = 1,
    .operands_max = 1,
    .summary = "give a new device its certificate, register it, and secure it",
    .description =
        "Runs the device and talks to it over the secure console: it makes its attestation and "
        "identity keys itself and proves that it has them; the authority signs a certificate for "
        "the identity key, the device keeps it, the registry takes the public half of all that, "
        "and the life cycle moves to secured, for ever. Stopped at any point, it can be run again. "
        "A policy that the registry does not have yet is made from the images of the device.",
    .options = provision_options,
    .run = run_provision,
};

static const struct hf_option end_options[] = {
    {"key", "PEM", "private key of the service authority", false, 0}, RUN_OPTIONS};

const struct hf_command hf_cmd_device_rma = {
    .noun = "device",
    .verb = "rma",
    .operands = "DIR",
    .operands_min = 1,
    .operands_max = 1,
    .summary = "wipe a device's keys and data, then open it for its maker",
    .description = "The request is signed for this device and this session. The device wipes its "
                   "keys and its vault first, then moves its life cycle to recoverable, for ever.",
    .options = end_options,
    .run = run_rma,
};

const struct hf_command hf_cmd_device_decommission = {
    .noun = "device",
    .verb = "decommission",
    .operands = "DIR",
    .operands_min = 1,
    .operands_max = 1,
    .summary = "wipe a device's keys and data, and end its life",
    .description = "The request is signed for this device and this session. No service is left "
                   "afterwards, and no way back.",
    .options = end_options,
    .run = run_decommission,
};
static const struct hf_option revoke_options[] = {
    {"root", "N", "which root hash, as `device show` numbers them", false, 0},
    {"key", "PEM", "private key of the service authority", false, 0},
    RUN_OPTIONS};

const struct hf_command hf_cmd_device_revoke = {
    .noun = "device",
    .verb = "revoke",
    .operands = "DIR",
    .operands_min = 1,
    .operands_max = 1,
    .summary = "revoke a fused root hash of a device, for ever",
    .description =
        "The request is signed for this device and this session. An image of the revoked "
        "root is refused from the next boot on; as long as a slot holds one, the "
        "revocation is not sent.",
    .options = revoke_options,
    .run = run_revoke,
};
