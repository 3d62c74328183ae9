/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "core/token_rules.h"

#define CLAIM(member)     offsetof(struct hf_token_claims, member)
#define COMPONENT(member) offsetof(struct hf_token_component, member)
#define HASH              32, 64, 16 /* SHA-256, SHA-384, SHA-512 */
#define ANY               0, HF_TOKEN_SIZE_MAX, 1
#define NO_STRING         0, 0, 1, 0

const struct hf_token_rule hf_token_claim_rules[HF_TOKEN_CLAIM_RULES] = {
    {HF_CLAIM_NONCE, HF_CBOR_BYTES, 1, HASH, CLAIM(nonce)},
    {HF_CLAIM_INSTANCE_ID, HF_CBOR_BYTES, 1, HF_TOKEN_UEID_SIZE, HF_TOKEN_UEID_SIZE, 1,
     CLAIM(instance_id)},
    {HF_CLAIM_PROFILE, HF_CBOR_TEXT, 1, ANY, CLAIM(profile)},
    {HF_CLAIM_BOOT_SEED, HF_CBOR_BYTES, 0, 8, 32, 1, CLAIM(boot_seed)},
    {HF_CLAIM_CLIENT_ID, HF_CBOR_NINT, 1, NO_STRING},
    {HF_CLAIM_LIFECYCLE, HF_CBOR_UINT, 1, NO_STRING},
    {HF_CLAIM_IMPLEMENTATION_ID, HF_CBOR_BYTES, 1, 32, 32, 1, CLAIM(implementation_id)},
    {HF_CLAIM_CERTIFICATION, HF_CBOR_TEXT, 0, 19, 19, 1, CLAIM(certification)},
    {HF_CLAIM_COMPONENTS, HF_CBOR_ARRAY, 1, NO_STRING},
    {HF_CLAIM_SERVICE, HF_CBOR_TEXT, 0, ANY, CLAIM(service)},
};

const struct hf_token_rule hf_token_component_rules[HF_TOKEN_COMPONENT_RULES] = {
    {HF_COMPONENT_TYPE, HF_CBOR_TEXT, 0, ANY, COMPONENT(type)},
    {HF_COMPONENT_MEASUREMENT, HF_CBOR_BYTES, 1, HASH, COMPONENT(measurement)},
    {HF_COMPONENT_VERSION, HF_CBOR_TEXT, 0, ANY, COMPONENT(version)},
    {HF_COMPONENT_SIGNER, HF_CBOR_BYTES, 1, HASH, COMPONENT(signer)},
    {HF_COMPONENT_DESCRIPTION, HF_CBOR_TEXT, 0, ANY, COMPONENT(description)},
};

/* EAN-13, a hyphen, and the five digits of the certificate's add-on. */
static hf_err_t check_certification(hf_span_t text)
{
    for (size_t i = 0; i < text.size; i++) {
        uint8_t byte = text.bytes[i];
        int fits = i == 13 ? byte == '-' : byte >= '0' && byte <= '9';

        if (!fits) {
            return HF_ERR_TOKEN_CLAIM_VALUE;
        }
    }
    return HF_OK;
}

static hf_err_t check_profile(hf_span_t text)
{
    static const char profile[] = HF_TOKEN_PROFILE;

    if (text.size != sizeof(profile) - 1u) {
        return HF_ERR_TOKEN_PROFILE;
    }
    for (size_t i = 0; i < text.size; i++) {
        if (text.bytes[i] != (uint8_t)profile[i]) {
            return HF_ERR_TOKEN_PROFILE;
        }
    }
    return HF_OK;
}

hf_err_t hf_token_check_string(const struct hf_token_rule *rule, hf_span_t value)
{
    if (value.size < rule->min || value.size > rule->max ||
        (value.size - rule->min) % rule->step != 0) {
        return HF_ERR_TOKEN_CLAIM_LENGTH;
    }
    if (rule->key == HF_CLAIM_PROFILE) {
        return check_profile(value);
    }
    if (rule->key == HF_CLAIM_CERTIFICATION) {
        return check_certification(value);
    }
    if (rule->key == HF_CLAIM_INSTANCE_ID) {
        return value.bytes[0] == 0x01 ? HF_OK : HF_ERR_TOKEN_CLAIM_VALUE;
    }
    return rule->kind == HF_CBOR_TEXT ? hf_cbor_check_utf8(value) : HF_OK;
}

int hf_token_is_lifecycle(uint64_t value)
{
    return value <= 0x60ffu && (value & 0x0f00u) == 0;
}

static const char *const claim_names[HF_TOKEN_CLAIM_RULES] = {
    "eat_nonce",
    "psa-instance-id",
    "eat_profile",
    "psa-boot-seed",
    "psa-client-id",
    "psa-security-lifecycle",
    "psa-implementation-id",
    "psa-certification-reference",
    "psa-software-components",
    "psa-verification-service-indicator",
};

static const char *const field_names[HF_TOKEN_COMPONENT_RULES] = {
    "measurement-type", "measurement-value", "version", "signer-id", "measurement-desc",
};

static const char *name_of(int64_t key, const struct hf_token_rule *rules, size_t count,
                           const char *const *names)
{
    for (size_t i = 0; i < count; i++) {
        if (rules[i].key == key) {
            return names[i];
        }
    }
    return NULL;
}

const char *hf_claim_name(int64_t claim)
{
    return name_of(claim, hf_token_claim_rules, HF_TOKEN_CLAIM_RULES, claim_names);
}

const char *hf_component_field_name(int64_t field)
{
    return name_of(field, hf_token_component_rules, HF_TOKEN_COMPONENT_RULES, field_names);
}
