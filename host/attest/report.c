/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "host/attest/report.h"

#include "host/key/digest.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#define HEX_MAX (2u * 64u + 1u)

static const char *lifecycle_name(uint16_t lifecycle)
{
    static const char *const names[] = {"unknown", "assembly",    "provisioning",  "secured",
                                        "debug",   "recoverable", "decommissioned"};

    return names[lifecycle >> 12]; /* the decoder admits 0 to 6 */
}

static const char *algorithm_name(enum hf_token_algorithm algorithm)
{
    return algorithm == HF_TOKEN_ES256 ? "ES256" : algorithm == HF_TOKEN_ES384 ? "ES384" : "ES512";
}

/* Byte strings of the claims have at most 64 bytes. */
static const char *hex(hf_span_t bytes, char text[HEX_MAX])
{
    hf_hex(bytes.bytes, bytes.size, text);
    return text;
}

static struct hf_quoted words(hf_span_t text)
{
    char copy[64];
    size_t size = text.size < sizeof(copy) - 1u ? text.size : sizeof(copy) - 1u;

    memcpy(copy, text.bytes, size);
    copy[size] = '\0';
    return hf_quote(copy);
}

static void print_bytes(FILE *out, const char *name, hf_span_t bytes)
{
    char text[HEX_MAX];

    if (bytes.bytes != NULL) {
        fprintf(out, "  %-22s %s\n", name, hex(bytes, text));
    }
}

static void print_words(FILE *out, const char *name, hf_span_t text)
{
    if (text.bytes != NULL) {
        fprintf(out, "  %-22s %s\n", name, words(text).text);
    }
}

static void print_component(FILE *out, size_t index, const struct hf_token_component *component)
{
    fprintf(out, "  component %zu\n", index);
    print_words(out, "  type", component->type);
    print_words(out, "  version", component->version);
    print_bytes(out, "  measurement", component->measurement);
    print_bytes(out, "  signer", component->signer);
    print_words(out, "  description", component->description);
}

static void print_claims(FILE *out, const struct hf_token *token)
{
    const struct hf_token_claims *claims = &token->claims;

    print_bytes(out, "instance id", claims->instance_id);
    print_bytes(out, "implementation id", claims->implementation_id);
    fprintf(out, "  %-22s %s (0x%04x)\n", "life cycle", lifecycle_name(claims->lifecycle),
            claims->lifecycle);
    fprintf(out, "  %-22s %d (%s caller)\n", "client id", claims->client_id,
            claims->client_id < 0 ? "non-secure" : "secure");
    print_bytes(out, "nonce", claims->nonce);
    print_bytes(out, "boot seed", claims->boot_seed);
    print_words(out, "certification", claims->certification);
    print_words(out, "verification service", claims->service);
    for (size_t i = 0; i < claims->component_count; i++) {
        print_component(out, i, &claims->components[i]);
    }
    if (token->unknown > 0) {
        fprintf(out, "  %-22s %zu\n", "unknown claims", token->unknown);
    }
}

/* The checks that a question or a policy may leave out, and whether they were made. */
struct checks {
    bool nonce;
    bool client_id;
    bool implementation_id;
    bool components;
};

static struct checks checks_of(const struct hf_attest_verdict *verdict)
{
    const struct hf_attest_policy *policy = verdict->policy;
    bool judged = policy != NULL && verdict->accepted;

    return (struct checks){
        .nonce = verdict->nonce_checked,
        .client_id = judged && policy->client_id_count > 0,
        .implementation_id = judged && policy->implementation_ids.count > 0,
        .components = judged && policy->component_count > 0,
    };
}

static void print_unchecked(FILE *out, const struct checks *checks)
{
    if (!checks->nonce) {
        fputs("not checked: freshness; a copy of an old token passes too (--nonce)\n", out);
    }
    if (!checks->implementation_id || !checks->components) {
        fputs("not checked: what the device is and runs (--registry)\n", out);
    }
    if (!checks->client_id) {
        fputs("not checked: which caller on the device asked for the token\n", out);
    }
}

void hf_attest_verdict_text(FILE *out, const struct hf_attest_verdict *verdict)
{
    struct checks checks = checks_of(verdict);

    if (verdict->accepted) {
        fprintf(out, "accepted: %s, signature good\n", algorithm_name(verdict->envelope.algorithm));
        print_unchecked(out, &checks);
        print_claims(out, &verdict->token);
        return;
    }
    fprintf(out, "refused: %s: %s%s%s%s\n", verdict->name, verdict->meaning,
            verdict->detail[0] != '\0' ? " (" : "", verdict->detail,
            verdict->detail[0] != '\0' ? ")" : "");
}

static void set_bytes(json_t *object, const char *name, hf_span_t bytes)
{
    char text[HEX_MAX];

    if (bytes.bytes != NULL) {
        json_object_set_new(object, name, json_string(hex(bytes, text)));
    }
}

/* The decoder has checked that texts are UTF-8. */
static void set_text(json_t *object, const char *name, hf_span_t text)
{
    if (text.bytes != NULL) {
        json_object_set_new(object, name,
                            json_stringn_nocheck((const char *)text.bytes, text.size));
    }
}

static json_t *json_components(const struct hf_token_claims *claims)
{
    json_t *list = json_array();

    for (size_t i = 0; i < claims->component_count; i++) {
        const struct hf_token_component *component = &claims->components[i];
        json_t *object = json_object();

        set_text(object, "type", component->type);
        set_text(object, "version", component->version);
        set_bytes(object, "measurement", component->measurement);
        set_bytes(object, "signer", component->signer);
        set_text(object, "description", component->description);
        json_array_append_new(list, object);
    }
    return list;
}

static json_t *json_claims(const struct hf_token *token)
{
    const struct hf_token_claims *claims = &token->claims;
    json_t *object = json_object();

    set_bytes(object, "instance_id", claims->instance_id);
    set_bytes(object, "implementation_id", claims->implementation_id);
    json_object_set_new(object, "lifecycle", json_string(lifecycle_name(claims->lifecycle)));
    json_object_set_new(object, "lifecycle_value", json_integer(claims->lifecycle));
    json_object_set_new(object, "client_id", json_integer(claims->client_id));
    set_bytes(object, "nonce", claims->nonce);
    set_bytes(object, "boot_seed", claims->boot_seed);
    set_text(object, "certification_reference", claims->certification);
    set_text(object, "verification_service", claims->service);
    json_object_set_new(object, "components", json_components(claims));
    json_object_set_new(object, "unknown_claims", json_integer((json_int_t)token->unknown));
    return object;
}

static void print_json(FILE *out, json_t *object)
{
    char *text = json_dumps(object, JSON_COMPACT);

    if (text == NULL) {
        fputs("holdfast: out of memory\n", stderr);
        exit(3);
    }
    fputs(text, out);
    fputc('\n', out);
    free(text);
    json_decref(object);
}

void hf_attest_verdict_json(FILE *out, const struct hf_attest_verdict *verdict)
{
    struct checks checks = checks_of(verdict);
    json_t *object = json_pack("{s:s, s:b, s:s, s:s, s:s, s:b, s:{s:b, s:b, s:b, s:b}}", "schema",
                               "holdfast.attest-verdict/1", "accepted", verdict->accepted, "reason",
                               verdict->name, "meaning", verdict->meaning, "detail",
                               verdict->detail, "authentic", verdict->authentic, "checked", "nonce",
                               checks.nonce, "client_id", checks.client_id, "implementation_id",
                               checks.implementation_id, "components", checks.components);

    if (verdict->accepted) {
        json_object_set_new(object, "algorithm",
                            json_string(algorithm_name(verdict->envelope.algorithm)));
        json_object_set_new(object, "claims", json_claims(&verdict->token));
    }
    print_json(out, object);
}

void hf_attest_token_text(FILE *out, const struct hf_token_envelope *envelope,
                          const struct hf_token *token)
{
    fprintf(out, "token, %s, signature not checked: anybody could have written this\n",
            algorithm_name(envelope->algorithm));
    print_claims(out, token);
}

void hf_attest_token_json(FILE *out, const struct hf_token_envelope *envelope,
                          const struct hf_token *token)
{
    json_t *object = json_pack("{s:s, s:s, s:b}", "schema", "holdfast.token/1", "algorithm",
                               algorithm_name(envelope->algorithm), "authentic", 0);

    json_object_set_new(object, "claims", json_claims(token));
    print_json(out, object);
}
