/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * Any bytes as a token, and as the claims inside one. What is read must lie inside the input; what
 * the strict form takes the tolerant one must take alike; and claims that were read can be written
 * again, and come back the same. */
#include "core/token.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void need(bool true_now)
{
    if (!true_now) {
        abort();
    }
}

static bool inside(hf_span_t part, hf_span_t whole)
{
    return part.bytes == NULL || (part.bytes >= whole.bytes && part.size <= whole.size &&
                                  (size_t)(part.bytes - whole.bytes) <= whole.size - part.size);
}

static bool same(hf_span_t a, hf_span_t b)
{
    return (a.bytes == NULL) == (b.bytes == NULL) && a.size == b.size &&
           (a.size == 0 || memcmp(a.bytes, b.bytes, a.size) == 0);
}

static void check_inside(const struct hf_token_claims *claims, hf_span_t payload)
{
    need(inside(claims->nonce, payload) && inside(claims->instance_id, payload) &&
         inside(claims->implementation_id, payload) && inside(claims->boot_seed, payload) &&
         inside(claims->certification, payload) && inside(claims->service, payload) &&
         inside(claims->profile, payload));
    need(claims->component_count >= 1 && claims->component_count <= HF_TOKEN_COMPONENTS_MAX);
    for (size_t i = 0; i < claims->component_count; i++) {
        const struct hf_token_component *component = &claims->components[i];

        need(inside(component->type, payload) && inside(component->measurement, payload) &&
             inside(component->version, payload) && inside(component->signer, payload) &&
             inside(component->description, payload));
    }
}

static bool same_component(const struct hf_token_component *a, const struct hf_token_component *b)
{
    return same(a->type, b->type) && same(a->measurement, b->measurement) &&
           same(a->version, b->version) && same(a->signer, b->signer) &&
           same(a->description, b->description);
}

static void check_same(const struct hf_token_claims *a, const struct hf_token_claims *b)
{
    need(same(a->nonce, b->nonce) && same(a->instance_id, b->instance_id) &&
         same(a->implementation_id, b->implementation_id) && same(a->boot_seed, b->boot_seed) &&
         same(a->certification, b->certification) && same(a->service, b->service) &&
         same(a->profile, b->profile));
    need(a->client_id == b->client_id && a->lifecycle == b->lifecycle);
    need(a->component_count == b->component_count);
    for (size_t i = 0; i < a->component_count; i++) {
        need(same_component(&a->components[i], &b->components[i]));
    }
}

static hf_err_t sign(void *context, const struct hf_token_signed *parts,
                     uint8_t signature[HF_TOKEN_SIGNATURE_SIZE])
{
    (void)context;
    (void)parts;
    memset(signature, 0x11, HF_TOKEN_SIGNATURE_SIZE);
    return HF_OK;
}

/* Our own encoder may only be asked for what fits its size limit. */
static void check_rewrite(const struct hf_token_claims *claims)
{
    static uint8_t bytes[HF_TOKEN_SIZE_MAX];
    struct hf_token_signer signer = {sign, NULL};
    struct hf_token_envelope envelope;
    struct hf_token again;
    size_t counted = 0;
    size_t size = 0;

    if (hf_token_size(claims, &counted) == HF_ERR_CBOR_ROOM || counted > sizeof(bytes)) {
        return;
    }
    need(hf_token_write(claims, &signer, bytes, sizeof(bytes), &size) == HF_OK);
    need(size == counted);
    need(hf_token_open((hf_span_t){bytes, size}, HF_CBOR_SHORTEST, &envelope) == HF_OK);
    need(hf_token_read_claims(envelope.payload, HF_CBOR_SHORTEST, &again) == HF_OK);
    check_same(claims, &again.claims);
}

static void read_payload(hf_span_t payload)
{
    struct hf_token strict;
    struct hf_token tolerant;
    hf_err_t narrow = hf_token_read_claims(payload, HF_CBOR_SHORTEST, &strict);
    hf_err_t wide = hf_token_read_claims(payload, HF_CBOR_ANY_WIDTH, &tolerant);

    need(hf_err_find((uint32_t)narrow) != NULL && hf_err_find((uint32_t)wide) != NULL);
    need(narrow != HF_OK || wide == HF_OK);
    need(narrow == wide || narrow == HF_ERR_CBOR_SHORTEST);
    if (narrow == HF_OK) {
        check_same(&strict.claims, &tolerant.claims);
    }
    if (wide == HF_OK) {
        check_inside(&tolerant.claims, payload);
        check_rewrite(&tolerant.claims);
    }
}

static void read_token(hf_span_t bytes, enum hf_cbor_form form)
{
    struct hf_token_envelope envelope;

    if (hf_token_open(bytes, form, &envelope) == HF_OK) {
        need(inside(envelope.protected_header, bytes) && inside(envelope.payload, bytes) &&
             inside(envelope.signature, bytes));
        read_payload(envelope.payload);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    hf_span_t bytes = {data, size};
    struct hf_cbor_walk walk = hf_cbor_begin(bytes, HF_CBOR_ANY_WIDTH);

    while (hf_cbor_skip(&walk) == HF_OK) {
        need(walk.offset <= walk.size);
    }
    read_token(bytes, HF_CBOR_SHORTEST);
    read_token(bytes, HF_CBOR_ANY_WIDTH);
    read_payload(bytes);
    return 0;
}
