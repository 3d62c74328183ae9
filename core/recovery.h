/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * core/recovery.h - how an image comes over the serial line when nothing in the flash boots
 * (docs/formats/recovery.md). The device says which block it wants, one line a block; the host
 * answers with one frame. A frame has one length, so nothing that is received decides how much is
 * received. The check sum finds a noisy line and protects from nobody: what arrives is noise until
 * the whole image was proved. */
#ifndef HF_CORE_RECOVERY_H
#define HF_CORE_RECOVERY_H

#include "core/error.h"
#include "core/span.h"

#define HF_RECOVERY_MAGIC 0x31524648u /* "HFR1" */
#define HF_RECOVERY_BLOCK 256u

/* A frame as it travels, all numbers little-endian. Behind the last block comes an empty one. */
struct hf_recovery_frame {
    uint32_t magic;
    uint32_t offset; /* of the block in the image; 0 starts the image over */
    uint32_t length; /* bytes that count, 0 to HF_RECOVERY_BLOCK; 0: the image is complete */
    uint8_t block[HF_RECOVERY_BLOCK];
    uint32_t check; /* CRC-32 (IEEE 802.3) of everything before it */
};

_Static_assert(sizeof(struct hf_recovery_frame) == 272, "frame layout");

/* What a device may spend on the line before it gives up until the next reset: one for a block that
 * counts, more for silence or noise, most for an image, which costs two passes of a proof. Enough
 * for four images of `size` bytes. */
#define HF_RECOVERY_NOISE      16
#define HF_RECOVERY_IMAGE      256
#define HF_RECOVERY_WORK(size) (4u * ((size) / HF_RECOVERY_BLOCK + HF_RECOVERY_IMAGE))

/* Looks at the line for a byte until it has waited long enough for any answer: about a second at
 * 16 MHz. */
#define HF_RECOVERY_PATIENCE 0x100000u

struct hf_recovery {
    uint32_t wanted; /* the offset of the next block: INVARIANT: at most the limit */
    uint32_t filled; /* bytes of `frame` that are there */
    struct hf_recovery_frame frame;
};

/* Takes one byte. HF_ERR_UNSET: the frame is not complete. HF_OK: it is, and is the one that was
 * wanted; `wanted` has moved behind it, or stayed when frame.length is 0. Otherwise `wanted` has
 * not changed:
 * HF_ERR_RECOVERY_FRAME  check sum or length
 * HF_ERR_RECOVERY_ORDER  neither the wanted block nor the first
 * HF_ERR_RECOVERY_SIZE   the image would be longer than `limit` bytes */
HF_MUST_CHECK hf_err_t hf_recovery_take(struct hf_recovery *line, uint8_t byte, uint32_t limit);

/* The sender's side: the frame for the block that starts at `offset` of `image`, or the empty one
 * behind the last. HF_ERR_RECOVERY_ORDER: `offset` is beyond the end. */
HF_MUST_CHECK hf_err_t hf_recovery_fill(struct hf_recovery_frame *frame, hf_span_t image,
                                        uint32_t offset);

#endif
