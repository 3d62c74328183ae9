/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "core/token_rules.h"

#define COSE_SIGN1_TAG 18u

static const uint8_t protected_es256[] = {0xa1, 0x01, 0x26}; /* {1: -7} */

/* A literal without its zero byte. */
#define SPAN_OF(text)                                                                              \
    (hf_span_t)                                                                                    \
    {                                                                                              \
        (const uint8_t *)(text), sizeof(text) - 1u                                                 \
    }

/* HF_ERR_TOKEN_CLAIM_MISSING or what hf_token_check_string() says; numbers and arrays pass. */
static hf_err_t check_strings(const void *base, const struct hf_token_rule *rules, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (rules[i].kind != HF_CBOR_BYTES && rules[i].kind != HF_CBOR_TEXT) {
            continue;
        }
        hf_span_t value = hf_token_span(base, &rules[i]);
        hf_err_t result = value.bytes != NULL  ? hf_token_check_string(&rules[i], value)
                          : rules[i].mandatory ? HF_ERR_TOKEN_CLAIM_MISSING
                                               : HF_OK;

        if (result != HF_OK) {
            return result;
        }
    }
    return HF_OK;
}

/* The device never gives out a token that RFC 9783 does not allow. */
static hf_err_t check_claims(const struct hf_token_claims *claims)
{
    hf_err_t result = check_strings(claims, hf_token_claim_rules, HF_TOKEN_CLAIM_RULES);

    if (claims->client_id == 0 || !hf_token_is_lifecycle(claims->lifecycle)) {
        return HF_ERR_TOKEN_CLAIM_VALUE;
    }
    if (claims->component_count == 0 || claims->component_count > HF_TOKEN_COMPONENTS_MAX) {
        return HF_ERR_TOKEN_COMPONENTS;
    }
    for (size_t i = 0; i < claims->component_count && result == HF_OK; i++) {
        result = check_strings(&claims->components[i], hf_token_component_rules,
                               HF_TOKEN_COMPONENT_RULES);
    }
    return result;
}

static void write_string(struct hf_cbor_out *out, const struct hf_token_rule *rule, hf_span_t value)
{
    if (value.bytes == NULL) {
        return;
    }
    hf_cbor_write_int(out, rule->key);
    hf_cbor_write_head(out, rule->kind, value.size);
    hf_cbor_write_raw(out, value);
}

static void write_component(struct hf_cbor_out *out, const struct hf_token_component *component)
{
    uint64_t count = 0;

    for (size_t i = 0; i < HF_TOKEN_COMPONENT_RULES; i++) {
        count += hf_token_span(component, &hf_token_component_rules[i]).bytes != NULL;
    }
    hf_cbor_write_head(out, HF_CBOR_MAP, count);
    for (size_t i = 0; i < HF_TOKEN_COMPONENT_RULES; i++) {
        write_string(out, &hf_token_component_rules[i],
                     hf_token_span(component, &hf_token_component_rules[i]));
    }
}

static void write_claim(struct hf_cbor_out *out, const struct hf_token_claims *claims,
                        const struct hf_token_rule *rule)
{
    switch (rule->key) {
    case HF_CLAIM_CLIENT_ID:
        hf_cbor_write_int(out, rule->key);
        hf_cbor_write_int(out, claims->client_id);
        break;
    case HF_CLAIM_LIFECYCLE:
        hf_cbor_write_int(out, rule->key);
        hf_cbor_write_int(out, claims->lifecycle);
        break;
    case HF_CLAIM_COMPONENTS:
        hf_cbor_write_int(out, rule->key);
        hf_cbor_write_head(out, HF_CBOR_ARRAY, claims->component_count);
        for (size_t i = 0; i < claims->component_count; i++) {
            write_component(out, &claims->components[i]);
        }
        break;
    default:
        write_string(out, rule, hf_token_span(claims, rule));
        break;
    }
}

static void write_claims(struct hf_cbor_out *out, const struct hf_token_claims *claims)
{
    uint64_t count = HF_TOKEN_CLAIM_RULES;

    count -= claims->boot_seed.bytes == NULL;
    count -= claims->certification.bytes == NULL;
    count -= claims->service.bytes == NULL;
    hf_cbor_write_head(out, HF_CBOR_MAP, count);
    for (size_t i = 0; i < HF_TOKEN_CLAIM_RULES; i++) {
        write_claim(out, claims, &hf_token_claim_rules[i]);
    }
}

/* The envelope up to the payload's head. `payload_size` must be known first: a length stands before
 * what it counts. */
static void write_envelope(struct hf_cbor_out *out, size_t payload_size)
{
    hf_cbor_write_head(out, HF_CBOR_TAG, COSE_SIGN1_TAG);
    hf_cbor_write_head(out, HF_CBOR_ARRAY, 4);
    hf_cbor_write_bytes(out, (hf_span_t){protected_es256, sizeof(protected_es256)});
    hf_cbor_write_head(out, HF_CBOR_MAP, 0);
    hf_cbor_write_head(out, HF_CBOR_BYTES, payload_size);
}

/* The claims with their profile, and how long they are. */
static hf_err_t prepare(const struct hf_token_claims *claims, struct hf_token_claims *checked,
                        size_t *payload_size)
{
    struct hf_cbor_out counter = hf_cbor_out(NULL, HF_TOKEN_SIZE_MAX);

    *checked = *claims;
    checked->profile = SPAN_OF(HF_TOKEN_PROFILE);
    hf_err_t result = check_claims(checked);

    if (result != HF_OK) {
        return result;
    }
    write_claims(&counter, checked);
    return hf_cbor_end(&counter, payload_size);
}

hf_err_t hf_token_size(const struct hf_token_claims *claims, size_t *size)
{
    struct hf_token_claims checked;
    struct hf_cbor_out counter = hf_cbor_out(NULL, HF_TOKEN_SIZE_MAX);
    size_t payload_size = 0;
    hf_err_t result = prepare(claims, &checked, &payload_size);

    if (result != HF_OK) {
        return result;
    }
    write_envelope(&counter, payload_size);
    write_claims(&counter, &checked);
    hf_cbor_write_head(&counter, HF_CBOR_BYTES, HF_TOKEN_SIGNATURE_SIZE);
    hf_err_t counted = hf_cbor_end(&counter, &payload_size);

    if (counted == HF_OK) {
        *size = payload_size + HF_TOKEN_SIGNATURE_SIZE;
    }
    return counted;
}

static hf_err_t write_signed(const struct hf_token_claims *claims, size_t payload_size,
                             const struct hf_token_signer *signer, struct hf_cbor_out *out)
{
    uint8_t signature[HF_TOKEN_SIGNATURE_SIZE];
    struct hf_token_signed parts;

    write_envelope(out, payload_size);
    size_t start = out->offset;

    write_claims(out, claims);
    if (out->state != HF_OK) {
        return out->state;
    }
    hf_token_signed_parts((hf_span_t){protected_es256, sizeof(protected_es256)},
                          (hf_span_t){out->bytes + start, payload_size}, &parts);
    hf_err_t result = signer->sign(signer->context, &parts, signature);

    if (result == HF_OK) {
        hf_cbor_write_bytes(out, (hf_span_t){signature, sizeof(signature)});
        result = out->state;
    }
    return result;
}

hf_err_t hf_token_write(const struct hf_token_claims *claims, const struct hf_token_signer *signer,
                        uint8_t *token, size_t room, size_t *size)
{
    struct hf_token_claims checked;
    struct hf_cbor_out out = hf_cbor_out(token, room);
    size_t payload_size = 0;
    hf_err_t result = prepare(claims, &checked, &payload_size);

    if (result == HF_OK) {
        result = write_signed(&checked, payload_size, signer, &out);
    }
    if (result != HF_OK) {
        hf_wipe(token, room);
        return result;
    }
    return hf_cbor_end(&out, size);
}

void hf_token_signed_parts(hf_span_t protected_header, hf_span_t payload,
                           struct hf_token_signed *parts)
{
    struct hf_cbor_out prefix = hf_cbor_out(parts->prefix, sizeof(parts->prefix));
    struct hf_cbor_out middle = hf_cbor_out(parts->middle, sizeof(parts->middle));

    hf_cbor_write_head(&prefix, HF_CBOR_ARRAY, 4);
    hf_cbor_write_text(&prefix, SPAN_OF("Signature1"));
    hf_cbor_write_head(&prefix, HF_CBOR_BYTES, protected_header.size);
    parts->prefix_size = prefix.offset;
    parts->protected_header = protected_header;
    hf_cbor_write_head(&middle, HF_CBOR_BYTES, 0);
    hf_cbor_write_head(&middle, HF_CBOR_BYTES, payload.size);
    parts->middle_size = middle.offset;
    parts->payload = payload;
}

hf_span_t hf_token_part(const struct hf_token_signed *parts, size_t index)
{
    switch (index) {
    case 0:
        return (hf_span_t){parts->prefix, parts->prefix_size};
    case 1:
        return parts->protected_header;
    case 2:
        return (hf_span_t){parts->middle, parts->middle_size};
    default:
        return parts->payload;
    }
}
