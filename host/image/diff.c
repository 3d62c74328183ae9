/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "host/image/diff.h"

#include "host/image/draft.h"
#include "host/key/digest.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#define GAP         16u /* equal bytes that do not end a range */
#define RANGES_MAX  64u /* shown; more are counted */
#define VALUE_SHOWN 16u /* bytes of a TLV in the text */

struct diff {
    FILE *out;
    json_t *list; /* NULL: text */
    size_t count;
};

static void differ(struct diff *diff, const char *what, const char *a, const char *b)
{
    diff->count++;
    if (diff->list == NULL) {
        fprintf(diff->out, "%-28s %s -> %s\n", what, a, b);
    } else {
        json_array_append_new(diff->list, json_pack("{s:s,s:s,s:s}", "what", what, "a", a, "b", b));
    }
}

static void compare_number(struct diff *diff, const char *what, uint32_t a, uint32_t b)
{
    char left[16];
    char right[16];

    if (a != b) {
        snprintf(left, sizeof(left), "0x%x", a);
        snprintf(right, sizeof(right), "0x%x", b);
        differ(diff, what, left, right);
    }
}

static void compare_headers(struct diff *diff, const struct hf_image *a, const struct hf_image *b)
{
    struct hf_version const left = hf_version_read(a->version);
    struct hf_version const right = hf_version_read(b->version);
    char texts[2][40];

    compare_number(diff, "header: load address", a->load_address, b->load_address);
    compare_number(diff, "header: header size", a->header_size, b->header_size);
    compare_number(diff, "header: payload size", a->payload_size, b->payload_size);
    compare_number(diff, "header: protected size", a->protected_size, b->protected_size);
    compare_number(diff, "header: flags", a->flags, b->flags);
    if (memcmp(a->version, b->version, sizeof(a->version)) != 0) {
        snprintf(texts[0], sizeof(texts[0]), "%u.%u.%u+%u", left.major, left.minor, left.revision,
                 left.build);
        snprintf(texts[1], sizeof(texts[1]), "%u.%u.%u+%u", right.major, right.minor,
                 right.revision, right.build);
        differ(diff, "header: version", texts[0], texts[1]);
    }
}

/* The `nth` TLV of this type in an area; false when there are fewer. */
static bool find_tlv(struct hf_tlv_walk walk, uint16_t type, size_t nth, struct hf_tlv *tlv)
{
    while (!hf_tlv_done(&walk) && hf_tlv_next(&walk, tlv) == HF_OK) {
        if (tlv->type == type && nth-- == 0) {
            return true;
        }
    }
    return false;
}

static void value_text(const struct hf_tlv *tlv, char text[64])
{
    size_t const size = tlv->value.size < VALUE_SHOWN ? tlv->value.size : VALUE_SHOWN;

    hf_hex(tlv->value.bytes, size, text);
    if (size < tlv->value.size) {
        strcat(text, "...");
    }
}

/* Every TLV of `a` against its counterpart in `b`. `back`: only those that `b` lacks, and the sides
 * are exchanged. */
static void compare_area(struct diff *diff, const char *area, struct hf_tlv_walk a,
                         struct hf_tlv_walk b, bool back)
{
    struct hf_tlv_walk walk = a;
    size_t seen[UINT8_MAX + 1] = {0}; /* by the low byte: types of one area do not share it often */
    struct hf_tlv left;
    struct hf_tlv right;
    char what[64];
    char texts[2][64];

    while (!hf_tlv_done(&walk) && hf_tlv_next(&walk, &left) == HF_OK) {
        bool const there = find_tlv(b, left.type, seen[left.type & UINT8_MAX]++, &right);

        snprintf(what, sizeof(what), "%s: %s (0x%04x)", area, hf_tlv_name(left.type), left.type);
        value_text(&left, texts[0]);
        if (!there) {
            differ(diff, what, back ? "none" : texts[0], back ? texts[0] : "none");
        } else if (!back && (left.value.size != right.value.size ||
                             memcmp(left.value.bytes, right.value.bytes, left.value.size) != 0)) {
            value_text(&right, texts[1]);
            differ(diff, what, texts[0], texts[1]);
        }
    }
}

static void add_range(struct diff *diff, size_t from, size_t to, size_t base)
{
    char what[64];
    char text[64];

    snprintf(what, sizeof(what), "payload: 0x%zx..0x%zx", base + from, base + to - 1);
    snprintf(text, sizeof(text), "%zu bytes differ", to - from);
    differ(diff, what, text, "");
}

/* Ranges of the payload; what is near to each other is one. */
static void compare_payloads(struct diff *diff, const struct hf_image_view *a,
                             const struct hf_image_view *b)
{
    const uint8_t *left = a->file.bytes + a->header.header_size;
    const uint8_t *right = b->file.bytes + b->header.header_size;
    size_t const size = a->header.payload_size < b->header.payload_size ? a->header.payload_size
                                                                        : b->header.payload_size;
    size_t from = SIZE_MAX;
    size_t last = 0;
    size_t ranges = 0;

    for (size_t i = 0; i < size; i++) {
        if (from != SIZE_MAX && i > last + GAP) {
            ranges++;
            if (ranges <= RANGES_MAX) {
                add_range(diff, from, last + 1, a->header.header_size);
            }
            from = SIZE_MAX;
        }
        if (left[i] != right[i]) {
            from = from == SIZE_MAX ? i : from;
            last = i;
        }
    }
    if (from != SIZE_MAX && ranges < RANGES_MAX) {
        add_range(diff, from, last + 1, a->header.header_size);
    } else if (ranges > RANGES_MAX) {
        char text[64];

        snprintf(text, sizeof(text), "%zu more ranges", ranges - RANGES_MAX);
        differ(diff, "payload", text, "");
    }
}

size_t hf_image_diff(FILE *out, const struct hf_image_view *a, const struct hf_image_view *b,
                     bool json)
{
    struct diff diff = {out, json ? json_array() : NULL, 0};

    compare_headers(&diff, &a->header, &b->header);
    compare_area(&diff, "protected", a->areas.protected_area, b->areas.protected_area, false);
    compare_area(&diff, "protected", b->areas.protected_area, a->areas.protected_area, true);
    compare_area(&diff, "plain", a->areas.plain_area, b->areas.plain_area, false);
    compare_area(&diff, "plain", b->areas.plain_area, a->areas.plain_area, true);
    compare_payloads(&diff, a, b);
    if (json) {
        json_t *root = json_pack("{s:s,s:b,s:o}", "schema", "holdfast.image-diff/1", "same",
                                 diff.count == 0, "differences", diff.list);

        json_dumpf(root, out, JSON_COMPACT);
        fputc('\n', out);
        json_decref(root);
    }
    return diff.count;
}
