/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "core/image.h"

#define TLV_HEADER_SIZE 4u

hf_err_t hf_image_read_header(const uint8_t header[HF_IMAGE_HEADER_SIZE], uint32_t slot_size,
                              struct hf_image *image)
{
    uint32_t header_size = hf_read_u16(header + 8);
    uint32_t protected_size = hf_read_u16(header + 10);
    uint32_t payload_size = hf_read_u32(header + 12);
    uint64_t total = (uint64_t)header_size + payload_size + protected_size + HF_AREA_HEADER_SIZE;

    if (hf_read_u32(header) != HF_IMAGE_MAGIC) {
        return HF_ERR_IMAGE_MAGIC;
    }
    if (header_size < HF_IMAGE_HEADER_SIZE || header_size > HF_IMAGE_HEADER_MAX ||
        hf_read_u32(header + 28) != 0) {
        return HF_ERR_IMAGE_HEADER;
    }
    if (payload_size == 0 || total > slot_size) {
        return HF_ERR_IMAGE_SIZE;
    }
    image->load_address = hf_read_u32(header + 4);
    image->header_size = header_size;
    image->payload_size = payload_size;
    image->protected_size = protected_size;
    image->flags = hf_read_u32(header + 16);
    for (size_t i = 0; i < sizeof(image->version); i++) {
        image->version[i] = header[20 + i];
    }
    return HF_OK;
}

/* Takes one area with the given magic from `bytes` at `at`; gives its total size in *total. */
static hf_err_t read_area(hf_span_t bytes, uint32_t at, uint16_t magic, struct hf_tlv_walk *walk,
                          uint32_t *total)
{
    if (at > bytes.size || bytes.size - at < HF_AREA_HEADER_SIZE ||
        hf_read_u16(bytes.bytes + at) != magic) {
        return HF_ERR_IMAGE_AREA;
    }
    *total = hf_read_u16(bytes.bytes + at + 2);
    if (*total < HF_AREA_HEADER_SIZE || *total > bytes.size - at) {
        return HF_ERR_IMAGE_AREA;
    }
    walk->bytes = bytes.bytes + at + HF_AREA_HEADER_SIZE;
    walk->base = at + HF_AREA_HEADER_SIZE;
    walk->offset = 0;
    walk->size = *total - HF_AREA_HEADER_SIZE;
    return HF_OK;
}

hf_err_t hf_image_read_areas(const struct hf_image *image, hf_span_t bytes,
                             struct hf_image_areas *areas)
{
    uint32_t protected_total = 0;
    uint32_t plain_total = 0;
    hf_err_t result;

    areas->protected_area = (struct hf_tlv_walk){bytes.bytes, 0, 0, 0};
    if (image->protected_size != 0) {
        result =
            read_area(bytes, 0, HF_AREA_MAGIC_PROTECTED, &areas->protected_area, &protected_total);
        if (result != HF_OK) {
            return result;
        }
    }
    if (protected_total != image->protected_size) {
        return HF_ERR_IMAGE_AREA;
    }
    result =
        read_area(bytes, protected_total, HF_AREA_MAGIC_PLAIN, &areas->plain_area, &plain_total);
    if (result != HF_OK) {
        return result;
    }
    areas->size = protected_total + plain_total;
    return HF_OK;
}

hf_err_t hf_tlv_next(struct hf_tlv_walk *walk, struct hf_tlv *tlv)
{
    uint32_t left = walk->size - walk->offset;
    const uint8_t *at = walk->bytes + walk->offset;
    uint32_t length;

    if (left < TLV_HEADER_SIZE) {
        return HF_ERR_IMAGE_SPILL;
    }
    length = hf_read_u16(at + 2);
    if (length > left - TLV_HEADER_SIZE) {
        return HF_ERR_IMAGE_SPILL;
    }
    tlv->type = hf_read_u16(at);
    tlv->value.bytes = at + TLV_HEADER_SIZE;
    tlv->value.size = length;
    tlv->offset = walk->base + walk->offset;
    walk->offset += TLV_HEADER_SIZE + length;
    return HF_OK;
}
