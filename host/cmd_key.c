/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "host/base/write.h"
#include "host/cli/number.h"
#include "host/commands.h"
#include "host/key/digest.h"
#include "host/key/key.h"

#include <stdlib.h>
#include <string.h>

static int run_new(const struct hf_arguments *arguments)
{
    const char *out = hf_argument(arguments, "out");
    struct hf_trouble trouble = {""};
    struct hf_arena arena = {NULL};
    struct hf_key *key = NULL;
    struct hf_public public_half;
    char hash[65];

    if (!hf_key_new(&key, &trouble)) {
        return hf_broken("%s", trouble.line);
    }
    struct hf_bytes pem = hf_key_pem(key, true, &arena);

    hf_key_public(key, &public_half);
    hf_key_free(key);
    if (out == NULL) {
        fwrite(pem.data, 1, pem.size, stdout);
    } else if (!hf_file_create(out, pem.data, pem.size, 0600, &trouble)) {
        hf_arena_free(&arena);
        return hf_broken("%s", trouble.line);
    }
    hf_wipe((void *)(uintptr_t)pem.data, pem.size);
    hf_arena_free(&arena);
    hf_hex(public_half.hash, sizeof(public_half.hash), hash);
    hf_say("made a P-256 key, hash %s", hash);
    return HF_EXIT_YES;
}

static int load_public(const char *path, struct hf_public *public_half)
{
    struct hf_trouble trouble = {""};
    struct hf_key *key = NULL;

    if (!hf_key_load(path, &key, &trouble)) {
        return hf_broken("%s", trouble.line);
    }
    hf_key_public(key, public_half);
    hf_key_free(key);
    return HF_EXIT_YES;
}

static int run_hash(const struct hf_arguments *arguments)
{
    struct hf_public public_half;
    char hash[65];
    int code = load_public(arguments->operands[0], &public_half);

    if (code == HF_EXIT_YES) {
        hf_hex(public_half.hash, sizeof(public_half.hash), hash);
        puts(hash);
    }
    return code;
}

static void print_json(const struct hf_public *public_half, bool private_half)
{
    char hash[65];
    char point[129];
    const char *test = hf_key_test_name(public_half->hash);

    hf_hex(public_half->hash, sizeof(public_half->hash), hash);
    hf_hex(public_half->point, sizeof(public_half->point), point);
    printf("{\"schema\":\"holdfast.key/1\",\"curve\":\"P-256\",\"hash\":\"%s\",\"point\":\"04%s\","
           "\"private\":%s,\"test_key\":%s}\n",
           hash, point, private_half ? "true" : "false", test != NULL ? "true" : "false");
}

static void print_key(const struct hf_key *key, const struct hf_public *public_half)
{
    struct hf_arena arena = {NULL};
    char hash[65];
    const char *test = hf_key_test_name(public_half->hash);

    hf_hex(public_half->hash, sizeof(public_half->hash), hash);
    printf("%s", hf_key_pem(key, false, &arena).data);
    printf("curve  P-256\nhash   %s\nfile   %s half\n", hash,
           hf_key_is_private(key) ? "private" : "public");
    if (test != NULL) {
        printf("test   this is %s: everybody has it, it protects nothing\n", test);
    }
    hf_arena_free(&arena);
}

static int run_show(const struct hf_arguments *arguments)
{
    struct hf_trouble trouble = {""};
    struct hf_key *key = NULL;
    struct hf_public public_half;

    if (!hf_key_load(arguments->operands[0], &key, &trouble)) {
        return hf_broken("%s", trouble.line);
    }
    hf_key_public(key, &public_half);
    if (hf_argument_given(arguments, "json")) {
        print_json(&public_half, hf_key_is_private(key));
    } else {
        print_key(key, &public_half);
    }
    hf_key_free(key);
    return HF_EXIT_YES;
}

static void print_bytes(FILE *out, const char *indent, const uint8_t *bytes, size_t size)
{
    for (size_t i = 0; i < size; i++) {
        if (i % 12 == 0) {
            fprintf(out, "%s%s", i == 0 ? "" : "\n", i == 0 ? "" : indent);
        }
        fprintf(out, "0x%02x%s", bytes[i], i + 1 == size ? "" : i % 12 == 11 ? "," : ", ");
    }
}

/* One entry of urot's list, as firmware/urot/keys.h declares it. */
static bool print_entry(FILE *out, enum hf_role role, const char *path, bool release, int *code)
{
    static const char *const names[] = {"HF_ROLE_UROT", "HF_ROLE_SECURE", "HF_ROLE_APP"};
    struct hf_public public_half;

    *code = load_public(path, &public_half);
    if (*code != HF_EXIT_YES) {
        return false;
    }
    const char *test = hf_key_test_name(public_half.hash);

    if (release && test != NULL) {
        *code = hf_broken("%s: is the public test key %s; a release must have keys of its own, "
                          "make one with `holdfast key new`",
                          path, test);
        return false;
    }
    fprintf(out, "    {.role = %s,\n     .hash = {", names[role]);
    print_bytes(out, "              ", public_half.hash, sizeof(public_half.hash));
    fputs("},\n     .point = {", out);
    print_bytes(out, "               ", public_half.point, sizeof(public_half.point));
    fputs("}},\n", out);
    return true;
}

static int write_list(const struct hf_arguments *arguments, FILE *out)
{
    bool release = hf_argument_given(arguments, "release");
    int code = HF_EXIT_YES;

    fputs(
        "/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later\n"
        " * Made by `holdfast key list`: who may sign what. Not to be edited. */\n"
        "#include \"firmware/urot/keys.h\"\n\nconst struct hf_trusted_key hf_trusted_keys[] = {\n",
        out);
    for (int role = HF_ROLE_SECURE; role <= HF_ROLE_APP; role++) {
        const char *path;

        for (size_t i = 0; (path = hf_argument_at(arguments, hf_role_names[role], i)) != NULL;
             i++) {
            if (!print_entry(out, (enum hf_role)role, path, release, &code)) {
                return code;
            }
        }
    }
    fputs("};\n\nconst uint32_t hf_trusted_key_count =\n"
          "    (uint32_t)(sizeof(hf_trusted_keys) / sizeof(hf_trusted_keys[0]));\n",
          out);
    return code;
}

static int run_list(const struct hf_arguments *arguments)
{
    const char *out = hf_argument(arguments, "out");
    struct hf_trouble trouble = {""};
    char *text = NULL;
    size_t size = 0;

    if (hf_argument(arguments, "secure") == NULL || hf_argument(arguments, "app") == NULL) {
        return hf_misused("key list needs at least one --secure and one --app key");
    }
    FILE *memory = open_memstream(&text, &size);
    int code = memory != NULL ? write_list(arguments, memory) : hf_broken("out of memory");

    if (memory != NULL) {
        fclose(memory);
    }
    if (code == HF_EXIT_YES && out == NULL) {
        fwrite(text, 1, size, stdout);
    } else if (code == HF_EXIT_YES && !hf_file_replace(out, text, size, 0666, &trouble)) {
        code = hf_broken("%s", trouble.line);
    }
    free(text);
    return code;
}

static const struct hf_option new_options[] = {
    {"out", "FILE", "write the key here, mode 0600; an existing file is never overwritten", false,
     'o'},
    {NULL, NULL, NULL, false, 0},
};

const struct hf_command hf_cmd_key_new = {
    .noun = "key",
    .verb = "new",
    .summary = "make a P-256 signing key (PKCS#8 PEM)",
    .options = new_options,
    .run = run_new,
};

const struct hf_command hf_cmd_key_hash = {
    .noun = "key",
    .verb = "hash",
    .operands = "KEY",
    .operands_min = 1,
    .operands_max = 1,
    .summary = "print the hash by which devices know a key",
    .description =
        "The SHA-256 of the key's DER SubjectPublicKeyInfo: the KEYHASH of an image, and "
        "the root hash in a device's fuses.",
    .run = run_hash,
};

static const struct hf_option show_options[] = {
    {"json", NULL, "print holdfast.key/1", false, 0},
    {NULL, NULL, NULL, false, 0},
};

const struct hf_command hf_cmd_key_show = {
    .noun = "key",
    .verb = "show",
    .operands = "KEY",
    .operands_min = 1,
    .operands_max = 1,
    .summary = "print the public half of a key",
    .options = show_options,
    .run = run_show,
};

static const struct hf_option list_options[] = {
    {"secure", "KEY", "a key that may sign `secure`", true, 0},
    {"app", "KEY", "a key that may sign `app`", true, 0},
    {"out", "FILE", "write the C source here instead of stdout", false, 'o'},
    {"release", NULL, "refuse the public test keys of lab/keys", false, 0},
    {NULL, NULL, NULL, false, 0},
};

const struct hf_command hf_cmd_key_list = {
    .noun = "key",
    .verb = "list",
    .summary = "write urot's list of trusted keys as C source",
    .options = list_options,
    .run = run_list,
};
