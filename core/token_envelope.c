/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "core/token_rules.h"

#define COSE_SIGN1_TAG 18u

/* COSE header parameters (RFC 9052, RFC 9360) that decide which key or algorithm counts. */
enum label {
    LABEL_ALGORITHM = 1,
    LABEL_CRITICAL = 2,
    LABEL_KEY_ID = 4,
    LABEL_PARTIAL_IV = 6,
    LABEL_X5BAG = 32,
    LABEL_X5U = 35,
};

/* The labels met so far in both headers: RFC 9052 wants each of them once. */
struct labels {
    struct hf_cbor_item met[HF_TOKEN_HEADERS_MAX];
    size_t count;
};

static hf_err_t read_label(struct hf_cbor_walk *walk, struct labels *labels,
                           struct hf_cbor_item *label)
{
    hf_err_t result = hf_cbor_next(walk, label);

    if (result != HF_OK) {
        return result;
    }
    if (label->kind == HF_CBOR_TEXT) {
        result = hf_cbor_check_utf8(label->span);
    } else if (label->kind != HF_CBOR_UINT && label->kind != HF_CBOR_NINT) {
        result = HF_ERR_TOKEN_HEADER;
    }
    for (size_t i = 0; i < labels->count && result == HF_OK; i++) {
        if (hf_cbor_same(label, &labels->met[i])) {
            result = HF_ERR_TOKEN_HEADER_TWICE;
        }
    }
    if (result == HF_OK && labels->count == HF_TOKEN_HEADERS_MAX) {
        result = HF_ERR_TOKEN_SIZE;
    }
    if (result == HF_OK) {
        labels->met[labels->count++] = *label;
    }
    return result;
}

static hf_err_t read_algorithm(struct hf_cbor_walk *walk, struct hf_token_envelope *envelope)
{
    struct hf_cbor_item item;
    hf_err_t result = hf_cbor_next(walk, &item);

    if (result != HF_OK) {
        return result;
    }
    if (item.kind != HF_CBOR_NINT || (item.value != 6u && item.value != 34u && item.value != 35u)) {
        return HF_ERR_TOKEN_ALGORITHM;
    }
    envelope->algorithm = (enum hf_token_algorithm)(-1 - (int)item.value);
    return HF_OK;
}

/* One parameter of the protected header. Others than the algorithm are passed over: they are
 * signed, and none of them chooses the key here. */
static hf_err_t read_protected(struct hf_cbor_walk *walk, struct labels *labels,
                               struct hf_token_envelope *envelope)
{
    struct hf_cbor_item label;
    hf_err_t result = read_label(walk, labels, &label);

    if (result != HF_OK) {
        return result;
    }
    if (label.kind == HF_CBOR_UINT && label.value == LABEL_CRITICAL) {
        return HF_ERR_TOKEN_CRITICAL;
    }
    if (label.kind == HF_CBOR_UINT && label.value == LABEL_ALGORITHM) {
        return read_algorithm(walk, envelope);
    }
    return hf_cbor_skip(walk);
}

static hf_err_t read_protected_header(enum hf_cbor_form form, struct labels *labels,
                                      struct hf_token_envelope *envelope)
{
    struct hf_cbor_walk walk = hf_cbor_begin(envelope->protected_header, form);
    struct hf_cbor_item map;

    envelope->algorithm = (enum hf_token_algorithm)0;
    if (hf_cbor_done(&walk)) {
        return HF_ERR_TOKEN_ALGORITHM; /* COSE writes an empty map as no bytes */
    }
    hf_err_t result = hf_cbor_next(&walk, &map);

    if (result == HF_OK && map.kind != HF_CBOR_MAP) {
        result = HF_ERR_TOKEN_HEADER;
    }
    for (uint64_t i = 0; result == HF_OK && i < map.value; i++) {
        result = read_protected(&walk, labels, envelope);
    }
    if (result == HF_OK && !hf_cbor_done(&walk)) {
        result = HF_ERR_TOKEN_TRAILING;
    }
    if (result == HF_OK && envelope->algorithm == (enum hf_token_algorithm)0) {
        result = HF_ERR_TOKEN_ALGORITHM;
    }
    return result;
}

/* Nobody signed the unprotected header, so nothing in it may decide: algorithm, critical list, key
 * id, initialisation vectors, certificates. COSE says to pass over what one does not know. */
static hf_err_t read_unprotected_header(struct hf_cbor_walk *walk, struct labels *labels)
{
    struct hf_cbor_item map;
    hf_err_t result = hf_cbor_next(walk, &map);

    if (result == HF_OK && map.kind != HF_CBOR_MAP) {
        result = HF_ERR_TOKEN_ENVELOPE;
    }
    for (uint64_t i = 0; result == HF_OK && i < map.value; i++) {
        struct hf_cbor_item label;

        result = read_label(walk, labels, &label);
        if (result != HF_OK) {
            return result;
        }
        if (label.kind == HF_CBOR_UINT &&
            (label.value == LABEL_ALGORITHM || label.value == LABEL_CRITICAL ||
             (label.value >= LABEL_KEY_ID && label.value <= LABEL_PARTIAL_IV) ||
             (label.value >= LABEL_X5BAG && label.value <= LABEL_X5U))) {
            return HF_ERR_TOKEN_UNPROTECTED;
        }
        result = hf_cbor_skip(walk);
    }
    return result;
}

static hf_err_t read_bytes(struct hf_cbor_walk *walk, hf_span_t *bytes)
{
    struct hf_cbor_item item;
    hf_err_t result = hf_cbor_next(walk, &item);

    if (result != HF_OK) {
        return result;
    }
    if (item.kind == HF_CBOR_SIMPLE && item.value == HF_CBOR_NULL && item.width == 0) {
        return HF_ERR_TOKEN_DETACHED;
    }
    if (item.kind != HF_CBOR_BYTES) {
        return HF_ERR_TOKEN_ENVELOPE;
    }
    *bytes = item.span;
    return HF_OK;
}

static size_t signature_size(enum hf_token_algorithm algorithm)
{
    switch (algorithm) {
    case HF_TOKEN_ES384:
        return 96;
    case HF_TOKEN_ES512:
        return 132;
    default:
        return HF_TOKEN_SIGNATURE_SIZE;
    }
}

static hf_err_t open_tag_and_array(struct hf_cbor_walk *walk)
{
    struct hf_cbor_item item;
    hf_err_t result = hf_cbor_next(walk, &item);

    if (result != HF_OK) {
        return result;
    }
    if (item.kind != HF_CBOR_TAG || item.value != COSE_SIGN1_TAG) {
        return HF_ERR_TOKEN_TAG;
    }
    result = hf_cbor_next(walk, &item);
    if (result == HF_OK && (item.kind != HF_CBOR_ARRAY || item.value != 4u)) {
        result = HF_ERR_TOKEN_ENVELOPE;
    }
    return result;
}

static hf_err_t open_parts(struct hf_cbor_walk *walk, struct hf_token_envelope *envelope)
{
    struct labels labels = {.count = 0};
    hf_err_t result = read_bytes(walk, &envelope->protected_header);

    if (result == HF_ERR_TOKEN_DETACHED) {
        return HF_ERR_TOKEN_ENVELOPE; /* only the payload can be detached */
    }
    if (result == HF_OK) {
        result = read_protected_header(walk->form, &labels, envelope);
    }
    if (result == HF_OK) {
        result = read_unprotected_header(walk, &labels);
    }
    if (result == HF_OK) {
        result = read_bytes(walk, &envelope->payload);
    }
    if (result == HF_OK && envelope->payload.size == 0) {
        result = HF_ERR_TOKEN_DETACHED;
    }
    if (result != HF_OK) {
        return result;
    }
    result = read_bytes(walk, &envelope->signature);
    if (result == HF_ERR_TOKEN_DETACHED) {
        return HF_ERR_TOKEN_ENVELOPE;
    }
    if (result == HF_OK && envelope->signature.size != signature_size(envelope->algorithm)) {
        result = HF_ERR_TOKEN_SIGNATURE_LENGTH;
    }
    return result;
}

hf_err_t hf_token_open(hf_span_t bytes, enum hf_cbor_form form, struct hf_token_envelope *envelope)
{
    struct hf_cbor_walk walk = hf_cbor_begin(bytes, form);
    struct hf_token_envelope read;

    if (bytes.size > HF_TOKEN_SIZE_MAX) {
        return HF_ERR_TOKEN_SIZE;
    }
    hf_err_t result = open_tag_and_array(&walk);

    if (result == HF_OK) {
        result = open_parts(&walk, &read);
    }
    if (result == HF_OK && !hf_cbor_done(&walk)) {
        result = HF_ERR_TOKEN_TRAILING;
    }
    if (result == HF_OK) {
        *envelope = read;
    }
    return result;
}
