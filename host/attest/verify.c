/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "host/attest/verify.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

static const struct {
    const char *name;
    const char *meaning;
} words[HF_ATTEST_WORDS] = {
    [HF_ATTEST_ACCEPTED] = {"accepted", "every check that was asked for holds"},
    [HF_ATTEST_UNKNOWN_DEVICE] = {"attest.unknown_device",
                                  "no device with this instance id is registered"},
    [HF_ATTEST_KEY_ALGORITHM] = {"attest.key_algorithm",
                                 "the algorithm is not the one of the device's key"},
    [HF_ATTEST_SIGNATURE] = {"attest.signature",
                             "the signature does not verify under the device's key"},
    [HF_ATTEST_INSTANCE_ID] = {"attest.instance_id",
                               "the instance id is not the hash of the device's key"},
    [HF_ATTEST_NONCE] = {"attest.nonce", "the nonce is not the one that was asked for"},
    [HF_ATTEST_LIFECYCLE] = {"attest.lifecycle",
                             "the device is in a life-cycle state that the policy does not trust"},
    [HF_ATTEST_UNKNOWN_CLAIM] = {"attest.unknown_claim",
                                 "a claim that RFC 9783 does not define, and the policy refuses"},
    [HF_ATTEST_CLIENT_ID] = {"attest.client_id",
                             "the token was asked for by a caller that the policy does not trust"},
    [HF_ATTEST_IMPLEMENTATION_ID] = {"attest.implementation_id",
                                     "the policy does not allow this implementation id"},
    [HF_ATTEST_COMPONENT_UNKNOWN] = {"attest.component_unknown",
                                     "a software component that the policy does not name"},
    [HF_ATTEST_COMPONENT_TWICE] = {"attest.component_twice",
                                   "two software components of the same type"},
    [HF_ATTEST_COMPONENT_MISSING] = {"attest.component_missing",
                                     "a software component that the policy names is absent"},
    [HF_ATTEST_SIGNER] = {"attest.signer", "a component's signer is not one that the policy names"},
    [HF_ATTEST_MEASUREMENT] = {"attest.measurement",
                               "a component's measurement is not one that the policy names"},
    [HF_ATTEST_VERSION] = {"attest.version",
                           "a component is older than the policy's least version, or names none"},
    [HF_ATTEST_CERTIFICATE] = {"attest.certificate",
                               "the registry has no certificate of this device by that authority"},
};

const char *hf_attest_name(enum hf_attest_word word)
{
    return words[word].name;
}

const char *hf_attest_meaning(enum hf_attest_word word)
{
    return words[word].meaning;
}

bool hf_attest_refuse(struct hf_attest_verdict *verdict, enum hf_attest_word word,
                      const char *format, ...)
{
    va_list values;

    verdict->accepted = false;
    verdict->name = words[word].name;
    verdict->meaning = words[word].meaning;
    va_start(values, format);
    vsnprintf(verdict->detail, sizeof(verdict->detail), format, values);
    va_end(values);
    return false;
}

/* "psa-software-components[1].signer-id" */
static void write_place(const struct hf_token_place *place, char *text, size_t size)
{
    const char *claim = hf_claim_name(place->claim);
    const char *field = hf_component_field_name(place->field);
    int at = 0;

    if (place->claim == 0) {
        return;
    }
    at = claim != NULL ? snprintf(text, size, "%s", claim)
                       : snprintf(text, size, "claim %lld", (long long)place->claim);
    if (place->component >= 0) {
        snprintf(text + at, size - (size_t)at, "[%d]%s%s", place->component,
                 field != NULL ? "." : "", field != NULL ? field : "");
    }
}

/* A refusal by a word of core/error.h. */
static bool refuse_form(struct hf_attest_verdict *verdict, hf_err_t word)
{
    const struct hf_err_text *text = hf_err_find((uint32_t)word);

    verdict->accepted = false;
    verdict->name = text != NULL ? text->name : "unset";
    verdict->meaning = text != NULL ? text->meaning : "no reason was given";
    write_place(&verdict->token.place, verdict->detail, sizeof(verdict->detail));
    return false;
}

static bool find_key(const struct hf_attest_lookup *lookup, hf_err_t claims,
                     struct hf_attest_verdict *verdict, struct hf_attest_key **key)
{
    if (claims != HF_OK) {
        *key = lookup->only;
        return *key != NULL || refuse_form(verdict, claims);
    }
    return lookup->find(lookup->context, verdict->token.claims.instance_id.bytes, key,
                        &verdict->policy) ||
           hf_attest_refuse(verdict, HF_ATTEST_UNKNOWN_DEVICE, "%s", "");
}

static const char *algorithm_name(enum hf_token_algorithm algorithm)
{
    return algorithm == HF_TOKEN_ES256 ? "ES256" : algorithm == HF_TOKEN_ES384 ? "ES384" : "ES512";
}

/* Nothing that the token says has been used up to here, but the instance id to find the key. */
static bool check_signature(struct hf_attest_key *key, struct hf_attest_verdict *verdict)
{
    if (verdict->envelope.algorithm != hf_attest_key_algorithm(key)) {
        return hf_attest_refuse(verdict, HF_ATTEST_KEY_ALGORITHM, "token %s, key %s",
                                algorithm_name(verdict->envelope.algorithm),
                                algorithm_name(hf_attest_key_algorithm(key)));
    }
    if (!hf_attest_key_verify(key, &verdict->envelope)) {
        return hf_attest_refuse(verdict, HF_ATTEST_SIGNATURE, "%s", "");
    }
    verdict->authentic = true;
    return true;
}

static bool same(hf_span_t a, hf_span_t b)
{
    return a.size == b.size && memcmp(a.bytes, b.bytes, a.size) == 0;
}

static bool check_nonce(hf_span_t expected, struct hf_attest_verdict *verdict)
{
    if (expected.bytes == NULL) {
        return true;
    }
    if (!same(expected, verdict->token.claims.nonce)) {
        return hf_attest_refuse(verdict, HF_ATTEST_NONCE, "%s", "");
    }
    verdict->nonce_checked = true;
    return true;
}

/* The lower byte is the implementation's own. */
static bool check_lifecycle(const struct hf_attest_policy *policy,
                            struct hf_attest_verdict *verdict)
{
    unsigned state = verdict->token.claims.lifecycle & 0xff00u;
    unsigned bit = state == HF_LIFECYCLE_SECURED ? HF_ATTEST_SECURED
                   : state == HF_LIFECYCLE_DEBUG ? HF_ATTEST_DEBUG
                                                 : 0;

    return (policy->lifecycles & bit) != 0 ||
           hf_attest_refuse(verdict, HF_ATTEST_LIFECYCLE, "0x%04x",
                            verdict->token.claims.lifecycle);
}

static bool check_client_id(const struct hf_attest_policy *policy,
                            struct hf_attest_verdict *verdict)
{
    int32_t client_id = verdict->token.claims.client_id;

    for (size_t i = 0; i < policy->client_id_count; i++) {
        if (policy->client_ids[i] == client_id) {
            return true;
        }
    }
    return policy->client_id_count == 0 ||
           hf_attest_refuse(verdict, HF_ATTEST_CLIENT_ID, "%d", client_id);
}

bool hf_attest_listed(const struct hf_attest_hashes *hashes, hf_span_t value)
{
    for (size_t i = 0; i < hashes->count; i++) {
        if (same(hashes->list[i], value)) {
            return true;
        }
    }
    return false;
}

static bool check_policy(const struct hf_attest_policy *policy, struct hf_attest_verdict *verdict)
{
    const struct hf_token_claims *claims = &verdict->token.claims;

    if (!check_lifecycle(policy, verdict)) {
        return false;
    }
    if (policy->refuse_unknown_claims && verdict->token.unknown > 0) {
        return hf_attest_refuse(verdict, HF_ATTEST_UNKNOWN_CLAIM, "%zu of them",
                                verdict->token.unknown);
    }
    if (!check_client_id(policy, verdict)) {
        return false;
    }
    if (policy->implementation_ids.count > 0 &&
        !hf_attest_listed(&policy->implementation_ids, claims->implementation_id)) {
        return hf_attest_refuse(verdict, HF_ATTEST_IMPLEMENTATION_ID, "%s", "");
    }
    return policy->component_count == 0 || hf_attest_check_components(policy, verdict);
}

static bool check_all(const struct hf_attest_question *question,
                      const struct hf_attest_lookup *lookup, struct hf_attest_verdict *verdict)
{
    struct hf_attest_key *key = NULL;
    hf_err_t word = hf_token_open(question->token, question->form, &verdict->envelope);

    verdict->token.place.component = -1;
    if (word != HF_OK) {
        return refuse_form(verdict, word);
    }
    word = hf_token_read_claims(verdict->envelope.payload, question->form, &verdict->token);
    if (!find_key(lookup, word, verdict, &key) || !check_signature(key, verdict)) {
        return false;
    }
    if (word != HF_OK) {
        return refuse_form(verdict, word);
    }
    if (memcmp(verdict->token.claims.instance_id.bytes, hf_attest_key_instance_id(key),
               HF_TOKEN_UEID_SIZE) != 0) {
        return hf_attest_refuse(verdict, HF_ATTEST_INSTANCE_ID, "%s", "");
    }
    return check_nonce(question->nonce, verdict) && check_policy(verdict->policy, verdict);
}

void hf_attest_verify(const struct hf_attest_question *question,
                      const struct hf_attest_lookup *lookup, struct hf_attest_verdict *verdict)
{
    memset(verdict, 0, sizeof(*verdict));
    verdict->name = words[HF_ATTEST_UNKNOWN_DEVICE].name;
    verdict->meaning = words[HF_ATTEST_UNKNOWN_DEVICE].meaning;
    if (check_all(question, lookup, verdict)) {
        verdict->accepted = true;
        verdict->name = words[HF_ATTEST_ACCEPTED].name;
        verdict->meaning = words[HF_ATTEST_ACCEPTED].meaning;
    }
}
