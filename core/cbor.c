/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "core/cbor.h"

#define INFO_ONE_BYTE    24u
#define INFO_EIGHT_BYTES 27u
#define INFO_INDEFINITE  31u

/* Bytes that hold the number: 0 when the first byte does. */
static uint8_t width_of(uint8_t info)
{
    return (uint8_t)(info < INFO_ONE_BYTE ? 0u : 1u << (info - INFO_ONE_BYTE));
}

static uint64_t read_number(const uint8_t *at, uint8_t info, uint8_t width)
{
    uint64_t value = 0;

    if (width == 0) {
        return info;
    }
    for (uint8_t i = 0; i < width; i++) {
        value = (value << 8) | at[i];
    }
    return value;
}

/* True when `value` would have fitted in fewer than `width` bytes. */
static int is_wide(uint64_t value, uint8_t width)
{
    if (width == 0) {
        return 0;
    }
    return width == 1 ? value < INFO_ONE_BYTE : (value >> (4u * width)) == 0;
}

static hf_err_t check_form(const struct hf_cbor_item *item, enum hf_cbor_form form)
{
    if (item->kind == HF_CBOR_SIMPLE) {
        /* below 32 a simple value must stand in the first byte; wider forms are floats */
        return item->width == 1 && item->value < 32u ? HF_ERR_CBOR_FORM : HF_OK;
    }
    return form != HF_CBOR_ANY_WIDTH && is_wide(item->value, item->width) ? HF_ERR_CBOR_SHORTEST
                                                                          : HF_OK;
}

/* What must still come after the head, in bytes at least: refuses a length or a count that the
 * `left` bytes cannot hold, before anybody loops over it or adds it to an offset. */
static hf_err_t check_room(const struct hf_cbor_item *item, size_t left)
{
    switch (item->kind) {
    case HF_CBOR_BYTES:
    case HF_CBOR_TEXT:
    case HF_CBOR_ARRAY:
        return item->value > left ? HF_ERR_CBOR_END : HF_OK;
    case HF_CBOR_MAP:
        return item->value > left / 2u ? HF_ERR_CBOR_END : HF_OK;
    case HF_CBOR_TAG:
        return left == 0 ? HF_ERR_CBOR_END : HF_OK;
    default:
        return HF_OK;
    }
}

/* Reads the head at `at`, of which `left` > 0 bytes are there. */
static hf_err_t read_head(const uint8_t *at, size_t left, enum hf_cbor_form form,
                          struct hf_cbor_item *item)
{
    uint8_t info = at[0] & 0x1fu;

    if (info == INFO_INDEFINITE) {
        return HF_ERR_CBOR_INDEFINITE;
    }
    if (info > INFO_EIGHT_BYTES) {
        return HF_ERR_CBOR_FORM;
    }
    item->kind = (enum hf_cbor_kind)(at[0] >> 5);
    item->width = width_of(info);
    if (item->width > left - 1u) {
        return HF_ERR_CBOR_END;
    }
    item->value = read_number(at + 1, info, item->width);
    return check_form(item, form);
}

hf_err_t hf_cbor_next(struct hf_cbor_walk *walk, struct hf_cbor_item *item)
{
    size_t left = walk->size - walk->offset;
    struct hf_cbor_item read;

    if (left == 0) {
        return HF_ERR_CBOR_END;
    }
    const uint8_t *at = walk->bytes + walk->offset;
    hf_err_t result = read_head(at, left, walk->form, &read);

    if (result != HF_OK) {
        return result;
    }
    size_t head = 1u + read.width;

    result = check_room(&read, left - head);
    if (result != HF_OK) {
        return result;
    }
    int is_string = read.kind == HF_CBOR_BYTES || read.kind == HF_CBOR_TEXT;

    read.span.bytes = at + head;
    read.span.size = is_string ? (size_t)read.value : 0;
    walk->offset += head + read.span.size;
    *item = read;
    return HF_OK;
}

/* How many items an item holds; check_room() has bounded it. */
static size_t content_of(const struct hf_cbor_item *item)
{
    switch (item->kind) {
    case HF_CBOR_ARRAY:
        return (size_t)item->value;
    case HF_CBOR_MAP:
        return (size_t)item->value * 2u;
    case HF_CBOR_TAG:
        return 1;
    default:
        return 0;
    }
}

hf_err_t hf_cbor_skip_step(struct hf_cbor_walk *walk, struct hf_cbor_nest *nest)
{
    struct hf_cbor_walk ahead = *walk;
    struct hf_cbor_item item;
    hf_err_t result = hf_cbor_next(&ahead, &item);

    if (result != HF_OK) {
        return result;
    }
    size_t content = content_of(&item);

    if (content > 0 && nest->depth > HF_CBOR_DEPTH_MAX) {
        return HF_ERR_CBOR_DEPTH;
    }
    *walk = ahead;
    nest->left[nest->depth - 1u]--;
    if (content > 0) {
        nest->left[nest->depth++] = content;
    }
    for (size_t i = 0; i <= HF_CBOR_DEPTH_MAX; i++) {
        if (nest->depth > 0 && nest->left[nest->depth - 1u] == 0) {
            nest->depth--;
        }
    }
    return HF_OK;
}

hf_err_t hf_cbor_skip(struct hf_cbor_walk *walk)
{
    struct hf_cbor_walk ahead = *walk;
    struct hf_cbor_nest nest = {.left = {1}, .depth = 1};

    while (nest.depth > 0) {
        hf_err_t result = hf_cbor_skip_step(&ahead, &nest);

        if (result != HF_OK) {
            return result;
        }
    }
    *walk = ahead;
    return HF_OK;
}

int hf_cbor_same(const struct hf_cbor_item *a, const struct hf_cbor_item *b)
{
    if (a->kind != b->kind || a->value != b->value) {
        return 0;
    }
    for (size_t i = 0; i < a->span.size; i++) {
        if (a->span.bytes[i] != b->span.bytes[i]) {
            return 0;
        }
    }
    return 1;
}

/* Bytes that follow a first byte, and the bounds of the second one (Unicode, table 3-7); -1 when no
 * sequence starts so. */
static int lead(uint8_t first, uint8_t *low, uint8_t *high)
{
    *low = first == 0xe0 ? 0xa0 : first == 0xf0 ? 0x90 : 0x80;
    *high = first == 0xed ? 0x9f : first == 0xf4 ? 0x8f : 0xbf;
    if (first < 0x80) {
        return 0;
    }
    if (first < 0xc2 || first > 0xf4) {
        return -1;
    }
    return first < 0xe0 ? 1 : first < 0xf0 ? 2 : 3;
}

hf_err_t hf_cbor_check_utf8(hf_span_t text)
{
    uint8_t low = 0x80;
    uint8_t high = 0xbf;
    int follow = 0;

    for (size_t i = 0; i < text.size; i++) {
        uint8_t byte = text.bytes[i];

        if (follow > 0) {
            if (byte < low || byte > high) {
                return HF_ERR_CBOR_UTF8;
            }
            low = 0x80;
            high = 0xbf;
            follow--;
            continue;
        }
        follow = lead(byte, &low, &high);
        if (follow < 0) {
            return HF_ERR_CBOR_UTF8;
        }
    }
    return follow == 0 ? HF_OK : HF_ERR_CBOR_UTF8;
}

void hf_cbor_write_raw(struct hf_cbor_out *out, hf_span_t bytes)
{
    if (out->state != HF_OK || bytes.size > out->size - out->offset) {
        out->state = HF_ERR_CBOR_ROOM;
        return;
    }
    for (size_t i = 0; out->bytes != NULL && i < bytes.size; i++) {
        out->bytes[out->offset + i] = bytes.bytes[i];
    }
    out->offset += bytes.size;
}

void hf_cbor_write_head(struct hf_cbor_out *out, enum hf_cbor_kind kind, uint64_t value)
{
    uint8_t head[9];
    uint8_t info = (uint8_t)value;
    uint8_t width = 0;

    if (value >= INFO_ONE_BYTE) {
        info = INFO_ONE_BYTE;
        while (info < INFO_EIGHT_BYTES && (value >> (8u * width_of(info))) != 0) {
            info++;
        }
        width = width_of(info);
    }
    head[0] = (uint8_t)(((unsigned)kind << 5) | info);
    for (uint8_t i = 0; i < width; i++) {
        head[1u + i] = (uint8_t)(value >> (8u * (width - 1u - i)));
    }
    hf_cbor_write_raw(out, (hf_span_t){head, 1u + width});
}

void hf_cbor_write_int(struct hf_cbor_out *out, int64_t value)
{
    if (value < 0) {
        hf_cbor_write_head(out, HF_CBOR_NINT, (uint64_t)(-1 - value));
    } else {
        hf_cbor_write_head(out, HF_CBOR_UINT, (uint64_t)value);
    }
}

void hf_cbor_write_bytes(struct hf_cbor_out *out, hf_span_t bytes)
{
    hf_cbor_write_head(out, HF_CBOR_BYTES, bytes.size);
    hf_cbor_write_raw(out, bytes);
}

void hf_cbor_write_text(struct hf_cbor_out *out, hf_span_t text)
{
    hf_cbor_write_head(out, HF_CBOR_TEXT, text.size);
    hf_cbor_write_raw(out, text);
}

hf_err_t hf_cbor_end(const struct hf_cbor_out *out, size_t *size)
{
    if (out->state == HF_OK) {
        *size = out->offset;
    }
    return out->state;
}
