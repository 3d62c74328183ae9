/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "core/recovery.h"

#define POLYNOMIAL 0xedb88320u
#define RESIDUE    0xdebb20e3u /* over a message with its own check sum behind it */

/* CRC-32 before its last inversion. */
static uint32_t sum_of(const uint8_t *bytes, size_t size)
{
    uint32_t sum = UINT32_MAX;

    while (size-- != 0) {
        sum ^= *bytes++;
        for (uint32_t bit = 0; bit < 8u; bit++) {
            sum = (sum >> 1) ^ (POLYNOMIAL & (0u - (sum & 1u)));
        }
    }
    return sum;
}

/* A complete frame. The fields are read where they lie: all our machines are little-endian. */
static hf_err_t accept(struct hf_recovery *line, uint32_t limit)
{
    const struct hf_recovery_frame *frame = &line->frame;

    if (sum_of((const uint8_t *)frame, sizeof(*frame)) != RESIDUE ||
        frame->length > HF_RECOVERY_BLOCK) {
        return HF_ERR_RECOVERY_FRAME;
    }
    if (frame->offset != line->wanted && frame->offset != 0) {
        return HF_ERR_RECOVERY_ORDER;
    }
    if (frame->length > limit - frame->offset) {
        return HF_ERR_RECOVERY_SIZE;
    }
    line->wanted = frame->offset + frame->length;
    return HF_OK;
}

hf_err_t hf_recovery_take(struct hf_recovery *line, uint8_t byte, uint32_t limit)
{
    if (line->filled < sizeof(line->frame.magic) &&
        byte != (uint8_t)(HF_RECOVERY_MAGIC >> 8u * line->filled)) {
        line->filled = 0; /* no other byte of the magic is like its first */
        if (byte != (uint8_t)HF_RECOVERY_MAGIC) {
            return HF_ERR_UNSET;
        }
    }
    ((uint8_t *)&line->frame)[line->filled++] = byte;
    if (line->filled < sizeof(line->frame)) {
        return HF_ERR_UNSET;
    }
    line->filled = 0;
    return accept(line, limit);
}

hf_err_t hf_recovery_fill(struct hf_recovery_frame *frame, hf_span_t image, uint32_t offset)
{
    if (offset > image.size) {
        return HF_ERR_RECOVERY_ORDER;
    }
    frame->magic = HF_RECOVERY_MAGIC;
    frame->offset = offset;
    frame->length = (uint32_t)(image.size - offset < HF_RECOVERY_BLOCK ? image.size - offset
                                                                       : HF_RECOVERY_BLOCK);
    for (uint32_t i = 0; i < HF_RECOVERY_BLOCK; i++) {
        frame->block[i] = i < frame->length ? image.bytes[offset + i] : 0xff;
    }
    frame->check = ~sum_of((const uint8_t *)frame, offsetof(struct hf_recovery_frame, check));
    return HF_OK;
}
