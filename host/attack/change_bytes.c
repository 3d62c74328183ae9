/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "host/attack/change.h"

#include "host/image/image.h"
#include "host/layout/layout.h"

#include <string.h>

/* Where a part starts in the written image; SIZE_MAX when it has none. */
static size_t find_part(const struct hf_workshop *shop, enum hf_part part, size_t *size)
{
    static const uint16_t types[] = {[HF_PART_HASH] = HF_TLV_SHA256,
                                     [HF_PART_KEYHASH] = HF_TLV_KEYHASH,
                                     [HF_PART_SIGNATURE] = HF_TLV_ECDSA_SIG};
    struct hf_image_view view;
    struct hf_tlv tlv;

    if (hf_image_open((hf_span_t){shop->bytes, shop->size}, UINT32_MAX, &view) != HF_OK) {
        return SIZE_MAX;
    }
    size_t areas = hf_image_areas_offset(&view.header);

    switch (part) {
    case HF_PART_HEADER:
        *size = view.header.header_size;
        return 0;
    case HF_PART_PAYLOAD:
        *size = view.header.payload_size;
        return view.header.header_size;
    case HF_PART_PROTECTED:
        *size = view.header.protected_size;
        return areas;
    default:
        break;
    }
    while (!hf_tlv_done(&view.areas.plain_area) &&
           hf_tlv_next(&view.areas.plain_area, &tlv) == HF_OK) {
        if (tlv.type == types[part] || (part == HF_PART_KEYHASH && tlv.type == HF_TLV_PUBKEY)) {
            *size = tlv.value.size;
            return (size_t)(tlv.value.bytes - shop->bytes);
        }
    }
    return SIZE_MAX;
}

static bool flip(struct hf_workshop *shop)
{
    size_t size = 0;
    size_t start = find_part(shop, (enum hf_part)hf_change_number(shop, "where"), &size);
    size_t at = (size_t)hf_change_number(shop, "at");

    if (start == SIZE_MAX || at >= size) {
        return hf_change_refuse(shop, "there is no such byte in this image");
    }
    shop->bytes[start + at] ^= (uint8_t)(1u << hf_change_number(shop, "bit"));
    return true;
}

static bool truncate_image(struct hf_workshop *shop)
{
    size_t drop = (size_t)hf_change_number(shop, "drop");

    if (drop == 0 || drop >= shop->size) {
        return hf_change_refuse(shop, "'drop' is not between 1 and the size of the image");
    }
    shop->size -= drop;
    return true;
}

static bool set_field(struct hf_workshop *shop)
{
    static const struct {
        uint8_t offset;
        uint8_t size;
    } header[] = {[HF_FIELD_MAGIC] = {0, 4},         [HF_FIELD_LOAD_ADDRESS] = {4, 4},
                  [HF_FIELD_HEADER_SIZE] = {8, 2},   [HF_FIELD_PROTECTED_SIZE] = {10, 2},
                  [HF_FIELD_PAYLOAD_SIZE] = {12, 4}, [HF_FIELD_FLAGS] = {16, 4},
                  [HF_FIELD_PAD] = {28, 4}};
    enum hf_field field = (enum hf_field)hf_change_number(shop, "field");
    uint32_t value = (uint32_t)hf_change_number(shop, "value");
    size_t size = 0;
    size_t at;

    if (field <= HF_FIELD_PAD) {
        at = header[field].offset;
        size = header[field].size;
    } else if (field == HF_FIELD_TLV_LENGTH) {
        at = find_part(shop, HF_PART_SIGNATURE, &size) - 2u;
        size = 2;
    } else {
        at = find_part(shop, HF_PART_PROTECTED, &size);
        at += field == HF_FIELD_PLAIN_TOTAL ? size + 2u : 2u;
        size = 2;
    }
    if (at >= shop->size) {
        return hf_change_refuse(shop, "there is no such field in this image");
    }
    if (size == 4) {
        hf_write_u32(shop->bytes + at, value);
    } else {
        hf_write_u16(shop->bytes + at, (uint16_t)value);
    }
    return true;
}

/* What nobody signed, behind an image that somebody did: a TLV area with another security counter.
 */
static bool add_tail(struct hf_workshop *shop)
{
    uint8_t tail[HF_AREA_HEADER_SIZE + 8u];
    uint8_t *bytes = hf_arena_take(&shop->attempt->device.arena, shop->size + sizeof(tail));

    hf_write_u16(tail, HF_AREA_MAGIC_PLAIN);
    hf_write_u16(tail + 2, sizeof(tail));
    hf_write_u16(tail + 4, HF_TLV_SEC_CNT);
    hf_write_u16(tail + 6, 4);
    hf_write_u32(tail + 8, (uint32_t)hf_change_number(shop, "value"));
    memcpy(bytes, shop->bytes, shop->size);
    memcpy(bytes + shop->size, tail, sizeof(tail));
    shop->bytes = bytes;
    shop->size += sizeof(tail);
    return true;
}

bool hf_change_is_of_bytes(enum hf_change change)
{
    return change == HF_CHANGE_FLIP || change == HF_CHANGE_TRUNCATE || change == HF_CHANGE_SET ||
           change == HF_CHANGE_TAIL;
}

bool hf_change_bytes(struct hf_workshop *shop, enum hf_change change)
{
    switch (change) {
    case HF_CHANGE_FLIP:
        return flip(shop);
    case HF_CHANGE_TRUNCATE:
        return truncate_image(shop);
    case HF_CHANGE_SET:
        return set_field(shop);
    default:
        return add_tail(shop);
    }
}
