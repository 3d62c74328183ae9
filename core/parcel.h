/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * core/parcel.h - how a host tells an app to update, over a serial line (docs/formats/parcel.md).
 * The host sends one frame and waits; the app answers with one line of text, which says how the
 * component stands. The check sum finds a noisy line and protects from nobody. */
#ifndef HF_CORE_PARCEL_H
#define HF_CORE_PARCEL_H

#include "core/error.h"
#include "core/span.h"

#define HF_PARCEL_MAGIC 0x31554648u /* "HFU1" */
#define HF_PARCEL_HEAD  12u
#define HF_PARCEL_CHECK 4u
#define HF_PARCEL_BLOCK 512u /* bytes of an image in one frame */
#define HF_PARCEL_MOST  (HF_PARCEL_HEAD + HF_PARCEL_BLOCK + HF_PARCEL_CHECK)

/* The calls of PSA Firmware Update. */
enum hf_parcel_command {
    HF_PARCEL_QUERY = 0,
    HF_PARCEL_START = 1,
    HF_PARCEL_WRITE = 2, /* value: offset; block */
    HF_PARCEL_FINISH = 3,
    HF_PARCEL_CANCEL = 4,
    HF_PARCEL_CLEAN = 5,
    HF_PARCEL_INSTALL = 6,
    HF_PARCEL_REBOOT = 7,
    HF_PARCEL_REJECT = 8, /* value: error */
    HF_PARCEL_ACCEPT = 9,
    HF_PARCEL_COMMANDS = 10
};

/* A frame: magic (4), command (1), component (1), length of the block (2), value (4), block, CRC-32
 * of all before it (4); little-endian. */
struct hf_parcel {
    uint8_t command;   /* enum hf_parcel_command */
    uint8_t component; /* enum hf_role */
    uint32_t value;
    hf_span_t block;
};

/* Writes the frame and gives its size; 0 when the block is longer than HF_PARCEL_BLOCK. */
size_t hf_parcel_write(const struct hf_parcel *parcel, uint8_t out[HF_PARCEL_MOST]);

/* What has come of a frame. INVARIANT: filled <= HF_PARCEL_MOST. */
struct hf_parcel_line {
    uint32_t filled;
    uint8_t bytes[HF_PARCEL_MOST];
};

/* Takes one byte. HF_ERR_UNSET: the frame is not complete, or none has begun. HF_OK: `parcel` is
 * one, its block lies in `line` until the next call. HF_ERR_PARCEL_FRAME: what began as a frame is
 * none (length, check sum, command); the line waits for the next */
HF_MUST_CHECK hf_err_t hf_parcel_take(struct hf_parcel_line *line, uint8_t byte,
                                      struct hf_parcel *parcel);

#endif
