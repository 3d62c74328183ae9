/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "host/base/write.h"
#include "host/commands.h"
#include "host/image/crypt.h"
#include "host/image/image.h"
#include "host/image/options.h"
#include "host/image/sign.h"
#include "host/image/signlog.h"
#include "host/key/digest.h"

#include <stdlib.h>
#include <string.h>

/* "ROLE:1.2.3": the image wants at least this version of the other one. */
static int read_dependency(const char *text, struct hf_sign_plan *plan)
{
    char name[16];
    const char *colon = strchr(text, ':');
    size_t size = colon != NULL ? (size_t)(colon - text) : 0;
    size_t index = plan->dependency_count;

    if (colon == NULL || size >= sizeof(name) || index == HF_DEPENDENCIES_MAX) {
        return hf_misused("--depends: '%s' is not ROLE:VERSION, like secure:1.2.0",
                          hf_quote(text).text);
    }
    memcpy(name, text, size);
    name[size] = '\0';
    enum hf_role role = hf_role_find(name);

    if (role == HF_ROLE_COUNT && size == 1 && name[0] >= '0' && name[0] <= '9') {
        plan->dependencies[index].image = (uint8_t)(name[0] - '0');
    } else if (role != HF_ROLE_COUNT) {
        plan->dependencies[index].image = (uint8_t)role;
    } else {
        return hf_misused("--depends: '%s' is not urot, secure, app or an image number",
                          hf_quote(name).text);
    }
    if (!hf_version_parse(colon + 1, &plan->dependencies[index].version)) {
        return hf_misused("--depends: '%s' is not a version like 1.2.3+4",
                          hf_quote(colon + 1).text);
    }
    plan->dependency_count++;
    return HF_EXIT_YES;
}

/* "0x00a0=0011ff": a TLV of the product's own, signed. */
static int read_vendor_tlv(const char *text, struct hf_arena *arena, struct hf_sign_plan *plan)
{
    char *end = NULL;
    unsigned long type = strtoul(text, &end, 16);
    size_t size = *end == '=' ? strlen(end + 1) / 2u : 0;
    uint8_t *value = hf_arena_take(arena, size + 1u);

    if (*end != '=' || type > UINT16_MAX || (type & 0xffu) < HF_TLV_VENDOR_FIRST ||
        type == UINT16_MAX || !hf_unhex(end + 1, value, size)) {
        return hf_misused("--vendor-tlv: '%s' is not TYPE=HEX with a type 0xXXA0..0xXXFF",
                          hf_quote(text).text);
    }
    return hf_draft_add(&plan->vendor_tlvs, (uint16_t)type, (hf_span_t){value, size})
               ? HF_EXIT_YES
               : hf_misused("--vendor-tlv: too many");
}

static int read_repeated(const struct hf_arguments *arguments, struct hf_arena *arena,
                         struct hf_sign_plan *plan)
{
    const char *text;
    int code = HF_EXIT_YES;

    for (size_t i = 0;
         code == HF_EXIT_YES && (text = hf_argument_at(arguments, "depends", i)) != NULL; i++) {
        code = read_dependency(text, plan);
    }
    for (size_t i = 0;
         code == HF_EXIT_YES && (text = hf_argument_at(arguments, "vendor-tlv", i)) != NULL; i++) {
        code = read_vendor_tlv(text, arena, plan);
    }
    return code;
}

static int read_plan(const struct hf_arguments *arguments, struct hf_arena *arena,
                     struct hf_sign_plan *plan)
{
    const char *version = hf_argument(arguments, "version");
    struct hf_image_target target;
    uint64_t counter = 0;
    int code = hf_image_target_read(arguments, arena, &target);

    if (code != HF_EXIT_YES) {
        return code;
    }
    if (version == NULL || !hf_version_parse(version, &plan->draft.version)) {
        return hf_misused("--version: give one like 1.2.3 or 1.2.3+4");
    }
    if (!hf_argument_given(arguments, "security-counter")) {
        return hf_misused("--security-counter: give the number that must never fall");
    }
    if (!hf_argument_number(arguments, "security-counter", UINT32_MAX, &counter)) {
        return HF_EXIT_USAGE;
    }
    if (!target.given) {
        return hf_misused("say whom the image is for: --layout and --role, or --vendor-id and "
                          "--class-id");
    }
    plan->counter = (uint32_t)counter;
    plan->form = target.form;
    plan->targeted = true;
    plan->boot_record = hf_argument(arguments, "boot-record");
    plan->draft.load_address = target.load_address;
    plan->draft.flags = target.load_address != 0 ? HF_IMAGE_FLAG_RAM_LOAD : 0;
    plan->draft.header_size = target.header_size;
    memcpy(plan->vendor_id, target.vendor_id, HF_UUID_SIZE);
    memcpy(plan->class_id, target.class_id, HF_UUID_SIZE);
    code = read_repeated(arguments, arena, plan);
    return code;
}

static bool fits_slot(const struct hf_arguments *arguments, struct hf_arena *arena, hf_span_t image,
                      struct hf_trouble *trouble)
{
    struct hf_image_target target;

    (void)hf_image_target_read(arguments, arena, &target);
    if (image.size > target.slot_size) {
        return hf_trouble_set(trouble, "%s: %zu bytes with header and signature; the slot has %u",
                              arguments->operands[0], image.size, target.slot_size);
    }
    return true;
}

static bool encrypt_image(const struct hf_arguments *arguments, struct hf_arena *arena,
                          hf_span_t *image, struct hf_trouble *trouble)
{
    const char *path = hf_argument(arguments, "encrypt");
    struct hf_key *recipient = NULL;

    if (path == NULL) {
        return true;
    }
    if (!hf_key_load(path, &recipient, trouble)) {
        return false;
    }
    bool const done = hf_image_encrypt(*image, recipient, arena, image, trouble);

    hf_key_free(recipient);
    return done;
}

/* --key-bits, which needs one of the two others; *bits is 0 for an image that stays in clear. */
static int read_key_bits(const struct hf_arguments *arguments, uint64_t *bits)
{
    bool const covered =
        hf_argument_given(arguments, "encrypt") || hf_argument_given(arguments, "encryptable");

    *bits = covered ? 128u : 0u;
    if (!hf_argument_number(arguments, "key-bits", 256u, bits)) {
        return HF_EXIT_USAGE;
    }
    if (covered ? *bits != 128u && *bits != 256u : *bits != 0) {
        return hf_misused("--key-bits is 128 or 256, with --encrypt or --encryptable");
    }
    return HF_EXIT_YES;
}

static bool log_image(const struct hf_arguments *arguments, const struct hf_key *key,
                      hf_span_t image, struct hf_trouble *trouble)
{
    const char *path = hf_argument(arguments, "log");
    struct hf_public public_half;

    hf_key_public(key, &public_half);
    return path == NULL ||
           hf_sign_log(path, image, public_half.hash, hf_argument(arguments, "out"), trouble);
}

/* A release is not signed with a key that everybody has. */
static int refuse_test_key(const struct hf_arguments *arguments, const struct hf_key *key)
{
    struct hf_public public_half;

    hf_key_public(key, &public_half);
    const char *name = hf_key_test_name(public_half.hash);

    return hf_argument_given(arguments, "release") && name != NULL
               ? hf_broken(
                     "%s: is the public test key %s; a release must have keys of its own, make "
                     "one with `holdfast key new`",
                     hf_argument(arguments, "key"), name)
               : HF_EXIT_YES;
}

static int sign_file(const struct hf_arguments *arguments, struct hf_arena *arena,
                     struct hf_sign_plan *plan, const struct hf_key *key)
{
    struct hf_trouble trouble = {""};
    struct hf_bytes payload;
    hf_span_t image;
    uint64_t bits = 0;

    if (read_key_bits(arguments, &bits) != HF_EXIT_YES) {
        return HF_EXIT_USAGE;
    }
    if (!hf_file_read(arguments->operands[0], HF_IMAGE_FILE_MAX, arena, &payload, &trouble)) {
        return hf_broken("%s", trouble.line);
    }
    plan->draft.payload = (hf_span_t){(const uint8_t *)payload.data, payload.size};
    if (bits != 0) {
        hf_crypt_prepare(&plan->draft, (uint32_t)bits, arena);
    }
    if (!hf_image_sign(plan, key, arena, &image, &trouble) ||
        !encrypt_image(arguments, arena, &image, &trouble) ||
        !fits_slot(arguments, arena, image, &trouble) ||
        !log_image(arguments, key, image, &trouble) ||
        !hf_file_replace(hf_argument(arguments, "out"), image.bytes, image.size, 0666, &trouble)) {
        return hf_broken("%s", trouble.line);
    }
    return HF_EXIT_YES;
}

static int run_sign(const struct hf_arguments *arguments)
{
    const char *path = hf_argument(arguments, "key");
    struct hf_sign_plan plan = {.counter = 0};
    struct hf_trouble trouble = {""};
    struct hf_arena arena = {NULL};
    struct hf_key *key = NULL;
    int code;

    if (path == NULL || hf_argument(arguments, "out") == NULL) {
        return hf_misused("image sign needs --key and --out");
    }
    code = read_plan(arguments, &arena, &plan);
    if (code == HF_EXIT_YES && !hf_key_load(path, &key, &trouble)) {
        code = hf_broken("%s", trouble.line);
    }
    if (code == HF_EXIT_YES && !hf_key_is_private(key)) {
        code = hf_broken("%s: is a public key; signing needs the private half", path);
    }
    if (code == HF_EXIT_YES) {
        code = refuse_test_key(arguments, key);
    }
    if (code == HF_EXIT_YES) {
        code = sign_file(arguments, &arena, &plan, key);
    }
    hf_key_free(key);
    hf_arena_free(&arena);
    return code;
}

static const struct hf_option options[] = {
    {"key", "KEY", "the private key: a PEM file, or a pkcs11: URI", false, 0},
    {"out", "FILE", "the signed image; written whole or not at all", false, 'o'},
    {"layout", "FILE", "the board's layout.json: target, load address, header and slot size", false,
     0},
    {"role", "ROLE", "urot, secure or app; with --layout", false, 0},
    {"vendor-id", "UUID", "the target's UUID_VID, without a layout", false, 0},
    {"class-id", "UUID", "the target's UUID_CID, without a layout", false, 0},
    {"version", "V", "version like 1.2.3 or 1.2.3+4", false, 0},
    {"security-counter", "N", "rollback protection: never falls", false, 0},
    {"depends", "ROLE:V", "needs at least this version of another image", true, 0},
    {"load-address", "ADDR", "the loader copies the image there (RAM_LOAD)", false, 0},
    {"header-size", "N", "where the payload starts, 0x200 by default", false, 0},
    {"slot-size", "N", "refuse to write a larger image", false, 0},
    {"embed-key", NULL, "carry the whole public key, as irot's images do", false, 0},
    {"encrypt", "KEY", "encrypt the image for this public key", false, 0},
    {"encryptable", NULL, "sign it in clear, to be encrypted later by `image encrypt`", false, 0},
    {"key-bits", "N", "of the image key: 128 (default) or 256", false, 0},
    {"log", "FILE", "append a line for this signature before the image is written", false, 0},
    {"release", NULL, "refuse the keys that everybody has: lab/keys, MCUboot's", false, 0},
    {"boot-record", "TYPE", "add a BOOT_RECORD with this software type", false, 0},
    {"vendor-tlv", "TYPE=HEX", "add a signed TLV of the product's own", true, 0},
    {NULL, NULL, NULL, false, 0},
};

const struct hf_command hf_cmd_image_sign = {
    .noun = "image",
    .verb = "sign",
    .operands = "BIN",
    .operands_min = 1,
    .operands_max = 1,
    .summary = "make a signed image of a stage's bytes",
    .description =
        "The format is MCUboot's, byte for byte. The same input, key and options give "
        "the same image: the signature's nonce is that of RFC 6979. A token's nonce and the "
        "keys of an encryption are random.",
    .options = options,
    .run = run_sign,
};
