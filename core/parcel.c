/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "core/parcel.h"

/* CRC-32 (IEEE 802.3). */
static uint32_t check_sum(const uint8_t *bytes, size_t size)
{
    uint32_t sum = UINT32_MAX;

    for (size_t i = 0; i < size; i++) {
        sum ^= bytes[i];
        for (uint32_t bit = 0; bit < 8; bit++) {
            sum = (sum >> 1) ^ (0xedb88320u & (0u - (sum & 1u)));
        }
    }
    return ~sum;
}

size_t hf_parcel_write(const struct hf_parcel *parcel, uint8_t out[HF_PARCEL_MOST])
{
    size_t const size = parcel->block.size;

    if (size > HF_PARCEL_BLOCK) {
        return 0;
    }
    hf_write_u32(out, HF_PARCEL_MAGIC);
    out[4] = parcel->command;
    out[5] = parcel->component;
    hf_write_u16(out + 6, (uint16_t)size);
    hf_write_u32(out + 8, parcel->value);
    for (size_t i = 0; i < size; i++) {
        out[HF_PARCEL_HEAD + i] = parcel->block.bytes[i];
    }
    hf_write_u32(out + HF_PARCEL_HEAD + size, check_sum(out, HF_PARCEL_HEAD + size));
    return HF_PARCEL_HEAD + size + HF_PARCEL_CHECK;
}

/* A byte where the magic is expected: anything else starts over. */
static void seek(struct hf_parcel_line *line, uint8_t byte)
{
    uint8_t magic[4];

    hf_write_u32(magic, HF_PARCEL_MAGIC);
    if (byte != magic[line->filled]) {
        line->filled = 0;
    }
    if (byte == magic[line->filled]) {
        line->bytes[line->filled++] = byte;
    }
}

static hf_err_t read_whole(const uint8_t *bytes, uint32_t size, struct hf_parcel *parcel)
{
    if (hf_read_u32(bytes + HF_PARCEL_HEAD + size) != check_sum(bytes, HF_PARCEL_HEAD + size) ||
        bytes[4] >= HF_PARCEL_COMMANDS) {
        return HF_ERR_PARCEL_FRAME;
    }
    parcel->command = bytes[4];
    parcel->component = bytes[5];
    parcel->value = hf_read_u32(bytes + 8);
    parcel->block = (hf_span_t){bytes + HF_PARCEL_HEAD, size};
    return HF_OK;
}

hf_err_t hf_parcel_take(struct hf_parcel_line *line, uint8_t byte, struct hf_parcel *parcel)
{
    uint32_t size;

    if (line->filled < 4u) {
        seek(line, byte);
        return HF_ERR_UNSET;
    }
    line->bytes[line->filled++] = byte;
    if (line->filled < HF_PARCEL_HEAD) {
        return HF_ERR_UNSET;
    }
    size = hf_read_u16(line->bytes + 6);
    if (size > HF_PARCEL_BLOCK) {
        line->filled = 0;
        return HF_ERR_PARCEL_FRAME;
    }
    if (line->filled < HF_PARCEL_HEAD + size + HF_PARCEL_CHECK) {
        return HF_ERR_UNSET;
    }
    line->filled = 0;
    return read_whole(line->bytes, size, parcel);
}
