/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "host/image/draft.h"

#include "host/image/image.h"
#include "host/key/digest.h"

#include <stdio.h>
#include <string.h>

#define TLV_HEADER_SIZE 4u

bool hf_draft_add(struct hf_draft_area *area, uint16_t type, hf_span_t value)
{
    if (area->count == HF_DRAFT_TLVS_MAX || value.size > UINT16_MAX) {
        return false;
    }
    area->tlvs[area->count++] = (struct hf_draft_tlv){type, value};
    return true;
}

static size_t area_size(const struct hf_draft_area *area)
{
    size_t size = HF_AREA_HEADER_SIZE;

    for (size_t i = 0; i < area->count; i++) {
        size += TLV_HEADER_SIZE + area->tlvs[i].value.size;
    }
    return size;
}

static size_t write_area(const struct hf_draft_area *area, uint16_t magic, uint8_t *at)
{
    size_t used = HF_AREA_HEADER_SIZE;

    hf_write_u16(at, magic);
    hf_write_u16(at + 2, (uint16_t)area_size(area));
    for (size_t i = 0; i < area->count; i++) {
        const struct hf_draft_tlv *tlv = &area->tlvs[i];

        hf_write_u16(at + used, tlv->type);
        hf_write_u16(at + used + 2, (uint16_t)tlv->value.size);
        memcpy(at + used + TLV_HEADER_SIZE, tlv->value.bytes, tlv->value.size);
        used += TLV_HEADER_SIZE + tlv->value.size;
    }
    return used;
}

void hf_version_write(const struct hf_version *version, uint8_t bytes[8])
{
    bytes[0] = version->major;
    bytes[1] = version->minor;
    hf_write_u16(bytes + 2, version->revision);
    hf_write_u32(bytes + 4, version->build);
}

struct hf_version hf_version_read(const uint8_t bytes[8])
{
    return (struct hf_version){bytes[0], bytes[1], hf_read_u16(bytes + 2), hf_read_u32(bytes + 4)};
}

static void write_header(const struct hf_draft *draft, size_t protected_size, uint8_t *at)
{
    hf_write_u32(at, HF_IMAGE_MAGIC);
    hf_write_u32(at + 4, draft->load_address);
    hf_write_u16(at + 8, (uint16_t)draft->header_size);
    hf_write_u16(at + 10, (uint16_t)protected_size);
    hf_write_u32(at + 12, (uint32_t)draft->payload.size);
    hf_write_u32(at + 16, draft->flags);
    hf_version_write(&draft->version, at + 20);
}

static bool check_sizes(const struct hf_draft *draft, struct hf_trouble *trouble)
{
    if (draft->header_size < HF_IMAGE_HEADER_SIZE || draft->header_size > HF_IMAGE_HEADER_MAX) {
        return hf_trouble_set(trouble, "header size %u is not between %u and %u",
                              draft->header_size, HF_IMAGE_HEADER_SIZE, HF_IMAGE_HEADER_MAX);
    }
    if (draft->payload.size == 0 || draft->payload.size > UINT32_MAX / 2u) {
        return hf_trouble_set(trouble, "the payload is empty or too large for an image");
    }
    if (area_size(&draft->protected_area) > UINT16_MAX) {
        return hf_trouble_set(trouble, "the protected TLV area is larger than 65535 bytes");
    }
    return true;
}

/* What stands behind the protected area: hash, key, signature, then what the draft adds. */
struct closing {
    uint8_t digest[32];
    uint8_t signature[HF_SIGNATURE_DER_MAX];
    struct hf_public public_half;
    struct hf_draft_area area;
};

static bool close_image(const struct hf_draft *draft, const struct hf_key *key,
                        enum hf_key_form form, struct closing *closing, struct hf_trouble *trouble)
{
    bool embedded = form == HF_KEY_EMBEDDED;
    size_t size = 0;

    closing->area.count = 0;
    hf_draft_add(&closing->area, HF_TLV_SHA256, (hf_span_t){closing->digest, 32});
    if (key != NULL) {
        if (!hf_key_sign(key, closing->digest, closing->signature, &size, trouble)) {
            return false;
        }
        hf_key_public(key, &closing->public_half);
        hf_draft_add(&closing->area, embedded ? HF_TLV_PUBKEY : HF_TLV_KEYHASH,
                     embedded ? (hf_span_t){closing->public_half.spki, HF_PUBKEY_SIZE}
                              : (hf_span_t){closing->public_half.hash, HF_KEYHASH_SIZE});
        hf_draft_add(&closing->area, HF_TLV_ECDSA_SIG, (hf_span_t){closing->signature, size});
    }
    for (size_t i = 0; i < draft->plain_area.count; i++) {
        if (!hf_draft_add(&closing->area, draft->plain_area.tlvs[i].type,
                          draft->plain_area.tlvs[i].value)) {
            return hf_trouble_set(trouble, "too many TLVs");
        }
    }
    return true;
}

bool hf_draft_write(const struct hf_draft *draft, const struct hf_key *key, enum hf_key_form form,
                    struct hf_arena *arena, hf_span_t *image, struct hf_trouble *trouble)
{
    bool has_protected = draft->protected_area.count > 0;
    size_t protected_size = has_protected ? area_size(&draft->protected_area) : 0;
    size_t signed_size = draft->header_size + draft->payload.size + protected_size;
    struct closing closing;

    if (!check_sizes(draft, trouble)) {
        return false;
    }
    uint8_t *bytes = hf_arena_take(arena, signed_size);

    write_header(draft, protected_size, bytes);
    memcpy(bytes + draft->header_size, draft->payload.bytes, draft->payload.size);
    if (has_protected) {
        write_area(&draft->protected_area, HF_AREA_MAGIC_PROTECTED,
                   bytes + draft->header_size + draft->payload.size);
    }
    hf_digest(&(hf_span_t){bytes, signed_size}, 1, closing.digest);
    if (!close_image(draft, key, form, &closing, trouble)) {
        return false;
    }
    uint8_t *whole = hf_arena_take(arena, signed_size + area_size(&closing.area));

    memcpy(whole, bytes, signed_size);
    image->bytes = whole;
    image->size = signed_size + write_area(&closing.area, HF_AREA_MAGIC_PLAIN, whole + signed_size);
    return true;
}

static bool read_area(struct hf_tlv_walk walk, struct hf_draft_area *area, enum hf_key_form *form)
{
    struct hf_tlv tlv;

    while (!hf_tlv_done(&walk)) {
        if (hf_tlv_next(&walk, &tlv) != HF_OK) {
            return false;
        }
        if (tlv.type == HF_TLV_PUBKEY) {
            *form = HF_KEY_EMBEDDED;
        }
        bool made_anew = tlv.type == HF_TLV_SHA256 || tlv.type == HF_TLV_ECDSA_SIG ||
                         tlv.type == HF_TLV_KEYHASH || tlv.type == HF_TLV_PUBKEY;

        if (!made_anew && !hf_draft_add(area, tlv.type, tlv.value)) {
            return false;
        }
    }
    return true;
}

bool hf_draft_read(hf_span_t image, struct hf_draft *draft, enum hf_key_form *form)
{
    struct hf_image_view view;

    if (hf_image_open(image, UINT32_MAX, &view) != HF_OK) {
        return false;
    }
    memset(draft, 0, sizeof(*draft));
    *form = HF_KEY_HASHED;
    draft->load_address = view.header.load_address;
    draft->header_size = view.header.header_size;
    draft->flags = view.header.flags;
    draft->version = hf_version_read(view.header.version);
    draft->payload = (hf_span_t){image.bytes + draft->header_size, view.header.payload_size};
    return read_area(view.areas.protected_area, &draft->protected_area, form) &&
           read_area(view.areas.plain_area, &draft->plain_area, form);
}

bool hf_version_parse(const char *text, struct hf_version *version)
{
    unsigned long parts[4] = {0, 0, 0, 0};
    static const unsigned long limits[4] = {UINT8_MAX, UINT8_MAX, UINT16_MAX, UINT32_MAX};
    static const char ends[] = "..+";
    size_t part = 0;

    for (const char *at = text;; at++) {
        if (*at < '0' || *at > '9') {
            return false;
        }
        while (*at >= '0' && *at <= '9') {
            parts[part] = parts[part] * 10u + (unsigned long)(*at++ - '0');
            if (parts[part] > limits[part]) {
                return false;
            }
        }
        if (*at == '\0') {
            break;
        }
        if (part == 3 || *at != ends[part]) {
            return false;
        }
        part++;
    }
    *version = (struct hf_version){(uint8_t)parts[0], (uint8_t)parts[1], (uint16_t)parts[2],
                                   (uint32_t)parts[3]};
    return part >= 2;
}
