/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "host/attest/registry.h"
#include "host/attest/report.h"
#include "host/commands.h"
#include "host/key/digest.h"
#include "host/provision/ca.h"

#include <string.h>

#define FILE_SIZE_MAX                                                                              \
    ((size_t)1024 * 1024) /* a token is far smaller; what is larger is no token file               \
                           */
#define NONCE_MAX 64u

/* What the command line asks, and what must be given back. */
struct session {
    struct hf_arena arena;
    struct hf_attest_question question;
    struct hf_attest_policy policy; /* with --key */
    struct hf_attest_key *key;
    struct hf_attest_registry *registry;
    uint8_t nonce[NONCE_MAX];
};

static bool read_token(const char *path, struct hf_arena *arena, hf_span_t *token,
                       struct hf_trouble *trouble)
{
    struct hf_bytes bytes;

    if (!hf_file_read(path, FILE_SIZE_MAX, arena, &bytes, trouble)) {
        return false;
    }
    *token = (hf_span_t){(const uint8_t *)bytes.data, bytes.size};
    return true;
}

static bool is_nonce_size(size_t size)
{
    return size == 32 || size == 48 || size == 64;
}

static int read_nonce_hex(const char *hex, struct session *session)
{
    size_t size = strlen(hex) / 2u;

    if (!is_nonce_size(size) || !hf_unhex(hex, session->nonce, size)) {
        return hf_misused("--nonce: must be 64, 96 or 128 hex digits, the challenge that the "
                          "device was sent");
    }
    session->question.nonce = (hf_span_t){session->nonce, size};
    return HF_EXIT_YES;
}

static int read_nonce(const struct hf_arguments *arguments, struct session *session)
{
    const char *hex = hf_argument(arguments, "nonce");
    const char *path = hf_argument(arguments, "nonce-file");
    struct hf_trouble trouble = {""};
    struct hf_bytes bytes;

    if (hex != NULL && path != NULL) {
        return hf_misused("--nonce and --nonce-file: give one of them");
    }
    if (hex != NULL) {
        return read_nonce_hex(hex, session);
    }
    if (path == NULL) {
        return HF_EXIT_YES;
    }
    if (!hf_file_read(path, NONCE_MAX, &session->arena, &bytes, &trouble)) {
        return hf_broken("%s", trouble.line);
    }
    if (!is_nonce_size(bytes.size)) {
        return hf_broken("%s: %zu bytes; a nonce has 32, 48 or 64, as they were sent to the device",
                         path, bytes.size);
    }
    session->question.nonce = (hf_span_t){(const uint8_t *)bytes.data, bytes.size};
    return HF_EXIT_YES;
}

/* With --key there is one device, and a policy from the command line. */
static bool find_only(void *context, const uint8_t *instance_id, struct hf_attest_key **key,
                      const struct hf_attest_policy **policy)
{
    const struct session *session = context;

    (void)instance_id; /* hf_attest_verify() compares it with the key */
    *key = session->key;
    *policy = &session->policy;
    return true;
}

static int open_lookup(const struct hf_arguments *arguments, struct session *session,
                       struct hf_attest_lookup *lookup)
{
    const char *key = hf_argument(arguments, "key");
    const char *registry = hf_argument(arguments, "registry");
    bool debug = hf_argument_given(arguments, "allow-debug");
    bool unknown = hf_argument_given(arguments, "refuse-unknown");
    struct hf_trouble trouble = {""};

    if ((key == NULL) == (registry == NULL)) {
        return hf_misused("attest verify needs --key or --registry: whose token should it be?");
    }
    if (registry == NULL && hf_argument(arguments, "ca") != NULL) {
        return hf_misused("--ca goes with --registry, which has the devices' certificates");
    }
    if (registry != NULL && (debug || unknown)) {
        return hf_misused("--allow-debug and --refuse-unknown go with --key; in a registry the "
                          "device's policy says it");
    }
    if (registry != NULL) {
        if (!hf_attest_registry_load(registry, &session->registry, &trouble)) {
            return hf_broken("%s", trouble.line);
        }
        *lookup = hf_attest_registry_lookup(session->registry);
        return HF_EXIT_YES;
    }
    if (!hf_attest_key_load(key, &session->key, &trouble)) {
        return hf_broken("%s", trouble.line);
    }
    session->policy.lifecycles = HF_ATTEST_SECURED | (debug ? HF_ATTEST_DEBUG : 0);
    session->policy.refuse_unknown_claims = unknown;
    *lookup = (struct hf_attest_lookup){find_only, session, session->key};
    return HF_EXIT_YES;
}

/* Only after the token was accepted: before that nothing says whose certificate is meant. */
static int check_chain(const struct hf_arguments *arguments, struct session *session,
                       struct hf_attest_verdict *verdict)
{
    const char *ca = hf_argument(arguments, "ca");
    struct hf_trouble trouble = {""};
    bool broken = false;
    hf_span_t const id = verdict->token.claims.instance_id;

    if (ca == NULL || !verdict->accepted) {
        return HF_EXIT_YES;
    }
    const char *pem = hf_attest_registry_certificate(session->registry, id.bytes);

    if (hf_ca_check(ca, pem != NULL ? pem : "", id.bytes, &broken, &trouble)) {
        return HF_EXIT_YES;
    }
    if (broken) {
        return hf_broken("%s", trouble.line);
    }
    (void)hf_attest_refuse(verdict, HF_ATTEST_CERTIFICATE, "%s", trouble.line);
    return HF_EXIT_YES;
}

static int verify(const struct hf_arguments *arguments, struct session *session)
{
    struct hf_attest_lookup lookup;
    struct hf_attest_verdict verdict;
    struct hf_trouble trouble = {""};
    int code = read_nonce(arguments, session);

    if (code == HF_EXIT_YES) {
        code = open_lookup(arguments, session, &lookup);
    }
    if (code != HF_EXIT_YES) {
        return code;
    }
    if (!read_token(arguments->operands[0], &session->arena, &session->question.token, &trouble)) {
        return hf_broken("%s", trouble.line);
    }
    session->question.form =
        hf_argument_given(arguments, "shortest") ? HF_CBOR_SHORTEST : HF_CBOR_ANY_WIDTH;
    hf_attest_verify(&session->question, &lookup, &verdict);
    code = check_chain(arguments, session, &verdict);
    if (code != HF_EXIT_YES) {
        return code;
    }
    if (hf_argument_given(arguments, "json")) {
        hf_attest_verdict_json(stdout, &verdict);
    } else {
        hf_attest_verdict_text(stdout, &verdict);
    }
    return verdict.accepted ? HF_EXIT_YES : HF_EXIT_NO;
}

static int run_verify(const struct hf_arguments *arguments)
{
    struct session session = {.registry = NULL};
    int code = verify(arguments, &session);

    hf_attest_key_free(session.key);
    hf_attest_registry_free(session.registry);
    hf_arena_free(&session.arena);
    return code;
}

static int inspect(const struct hf_arguments *arguments, struct hf_arena *arena)
{
    const char *path = arguments->operands[0];
    struct hf_token_envelope envelope;
    struct hf_trouble trouble = {""};
    struct hf_token token;
    hf_span_t bytes;

    if (!read_token(path, arena, &bytes, &trouble)) {
        return hf_broken("%s", trouble.line);
    }
    hf_err_t result = hf_token_open(bytes, HF_CBOR_ANY_WIDTH, &envelope);

    if (result == HF_OK) {
        result = hf_token_read_claims(envelope.payload, HF_CBOR_ANY_WIDTH, &token);
    }
    if (result != HF_OK) {
        const struct hf_err_text *text = hf_err_find((uint32_t)result);

        return hf_broken("%s: %s: %s; `holdfast attest verify` says where", path, text->name,
                         text->meaning);
    }
    if (hf_argument_given(arguments, "json")) {
        hf_attest_token_json(stdout, &envelope, &token);
    } else {
        hf_attest_token_text(stdout, &envelope, &token);
    }
    return HF_EXIT_YES;
}

static int run_inspect(const struct hf_arguments *arguments)
{
    struct hf_arena arena = {NULL};
    int code = inspect(arguments, &arena);

    hf_arena_free(&arena);
    return code;
}

static const struct hf_option verify_options[] = {
    {"key", "PEM", "the device's public attestation key", false, 0},
    {"registry", "FILE", "the devices and what each must run, holdfast.registry/1", false, 0},
    {"ca", "PEM", "with --registry: the device's certificate must be of this authority", false, 0},
    {"nonce", "HEX", "the challenge that was sent: 32, 48 or 64 bytes", false, 0},
    {"nonce-file", "FILE", "the same as raw bytes in a file", false, 0},
    {"allow-debug", NULL, "with --key: trust the state non-PSA-RoT debug too", false, 0},
    {"refuse-unknown", NULL, "with --key: refuse claims that RFC 9783 does not define", false, 0},
    {"shortest", NULL, "refuse numbers that are not in their shortest form", false, 0},
    {"json", NULL, "print holdfast.attest-verdict/1", false, 0},
    {NULL, NULL, NULL, false, 0},
};

const struct hf_command hf_cmd_attest_verify = {
    .noun = "attest",
    .verb = "verify",
    .operands = "TOKEN",
    .operands_min = 1,
    .operands_max = 1,
    .summary = "is this attestation token good evidence?",
    .description =
        "Checks a PSA attestation token (RFC 9783, COSE_Sign1): form, signature, instance id, "
        "freshness, life cycle, and with a registry what the device is and runs. A refusal has a "
        "name; what was not asked for is reported as not checked.",
    .options = verify_options,
    .run = run_verify,
};

static const struct hf_option inspect_options[] = {
    {"json", NULL, "print holdfast.token/1", false, 0},
    {NULL, NULL, NULL, false, 0},
};

const struct hf_command hf_cmd_attest_inspect = {
    .noun = "attest",
    .verb = "inspect",
    .operands = "TOKEN",
    .operands_min = 1,
    .operands_max = 1,
    .summary = "show the claims of a token; checks no signature",
    .options = inspect_options,
    .run = run_inspect,
};
