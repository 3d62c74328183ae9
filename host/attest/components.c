/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * The software components of a token against those of a policy: each exactly once, no other. */
#include "host/attest/verify.h"
#include "host/base/trouble.h"

#include <string.h>

/* One decimal number of at most 10 digits; gives what follows, or NULL. */
static const char *read_number(const char *at, const char *end, uint32_t *number)
{
    uint64_t value = 0;
    const char *start = at;

    while (at < end && *at >= '0' && *at <= '9' && at - start < 10) {
        value = value * 10u + (uint64_t)(*at++ - '0');
    }
    *number = (uint32_t)value;
    return at == start || value > UINT32_MAX ? NULL : at;
}

bool hf_attest_version_read(const char *text, size_t size, uint32_t version[4])
{
    static const char separators[3] = {'.', '.', '+'};
    const char *end = text + size;
    const char *at = read_number(text, end, &version[0]);

    version[3] = 0;
    for (size_t i = 0; i < 3; i++) {
        if (i == 2 && at == end) {
            return true; /* no build */
        }
        if (at == NULL || at == end || *at != separators[i]) {
            return false;
        }
        at = read_number(at + 1, end, &version[i + 1u]);
    }
    return at == end;
}

static bool is_at_least(hf_span_t version, const char *least)
{
    uint32_t have[4];
    uint32_t want[4];

    if (version.bytes == NULL || !hf_attest_version_read(least, strlen(least), want) ||
        !hf_attest_version_read((const char *)version.bytes, version.size, have)) {
        return false;
    }
    for (size_t i = 0; i < 4; i++) {
        if (have[i] != want[i]) {
            return have[i] > want[i];
        }
    }
    return true;
}

static struct hf_quoted quote(hf_span_t text)
{
    char copy[64] = "(none)";

    if (text.bytes != NULL) {
        size_t size = text.size < sizeof(copy) - 1u ? text.size : sizeof(copy) - 1u;

        memcpy(copy, text.bytes, size);
        copy[size] = '\0';
    }
    return hf_quote(copy);
}

static const struct hf_attest_component *rule_of(const struct hf_attest_policy *policy,
                                                 hf_span_t type)
{
    for (size_t i = 0; i < policy->component_count; i++) {
        const char *name = policy->components[i].type;

        if (type.bytes != NULL && type.size == strlen(name) &&
            memcmp(type.bytes, name, type.size) == 0) {
            return &policy->components[i];
        }
    }
    return NULL;
}

static bool check_one(const struct hf_attest_component *rule,
                      const struct hf_token_component *component, struct hf_attest_verdict *verdict)
{
    if (rule->signers.count > 0 && !hf_attest_listed(&rule->signers, component->signer)) {
        return hf_attest_refuse(verdict, HF_ATTEST_SIGNER, "component %s",
                                hf_quote(rule->type).text);
    }
    if (rule->min_version != NULL && !is_at_least(component->version, rule->min_version)) {
        return hf_attest_refuse(verdict, HF_ATTEST_VERSION, "component %s: %s, at least %s",
                                hf_quote(rule->type).text, quote(component->version).text,
                                rule->min_version);
    }
    if (rule->measurements.count > 0 &&
        !hf_attest_listed(&rule->measurements, component->measurement)) {
        return hf_attest_refuse(verdict, HF_ATTEST_MEASUREMENT, "component %s",
                                hf_quote(rule->type).text);
    }
    return true;
}

static bool check_complete(const struct hf_attest_policy *policy, struct hf_attest_verdict *verdict)
{
    const struct hf_token_claims *claims = &verdict->token.claims;

    for (size_t i = 0; i < policy->component_count; i++) {
        bool found = false;

        for (size_t j = 0; j < claims->component_count; j++) {
            found = found || rule_of(policy, claims->components[j].type) == &policy->components[i];
        }
        if (!found) {
            return hf_attest_refuse(verdict, HF_ATTEST_COMPONENT_MISSING, "component %s",
                                    hf_quote(policy->components[i].type).text);
        }
    }
    return true;
}

bool hf_attest_check_components(const struct hf_attest_policy *policy,
                                struct hf_attest_verdict *verdict)
{
    const struct hf_token_claims *claims = &verdict->token.claims;

    for (size_t i = 0; i < claims->component_count; i++) {
        const struct hf_token_component *component = &claims->components[i];
        const struct hf_attest_component *rule = rule_of(policy, component->type);

        if (rule == NULL) {
            return hf_attest_refuse(verdict, HF_ATTEST_COMPONENT_UNKNOWN, "component %zu, type %s",
                                    i, quote(component->type).text);
        }
        for (size_t j = 0; j < i; j++) {
            if (rule_of(policy, claims->components[j].type) == rule) {
                return hf_attest_refuse(verdict, HF_ATTEST_COMPONENT_TWICE, "component %s",
                                        hf_quote(rule->type).text);
            }
        }
        if (!check_one(rule, component, verdict)) {
            return false;
        }
    }
    return check_complete(policy, verdict);
}
