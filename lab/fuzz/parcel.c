/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * Anything on the update line: no frame is taken that was not written, and the reader never holds
 * more than a frame. What is taken comes back byte for byte. */
#include "core/parcel.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void demand(int holds)
{
    if (!holds) {
        abort();
    }
}

/* Feeds bytes and gives how many frames were taken. */
static unsigned feed(const uint8_t *data, size_t size)
{
    struct hf_parcel_line line = {0, {0}};
    struct hf_parcel parcel;
    uint8_t again[HF_PARCEL_MOST];
    size_t taken;
    unsigned frames = 0;

    for (size_t i = 0; i < size; i++) {
        hf_err_t const result = hf_parcel_take(&line, data[i], &parcel);

        demand(line.filled <= HF_PARCEL_MOST);
        demand(result == HF_ERR_UNSET || line.filled == 0);
        if (result != HF_OK) {
            continue;
        }
        demand(parcel.command < HF_PARCEL_COMMANDS && parcel.block.size <= HF_PARCEL_BLOCK);
        taken = hf_parcel_write(&parcel, again);
        demand(taken <= i + 1 && memcmp(again, data + i + 1 - taken, taken) == 0);
        frames++;
    }
    return frames;
}

/* A whole frame behind any noise that does not begin one is found. */
static void feed_behind_noise(const uint8_t *data, size_t size)
{
    static uint8_t bytes[64 + HF_PARCEL_MOST];
    size_t const noise = data[0] % 64u < size ? data[0] % 64u : size;
    struct hf_parcel const parcel = {(uint8_t)(data[0] % HF_PARCEL_COMMANDS),
                                     data[0],
                                     (uint32_t)size,
                                     {data, size < HF_PARCEL_BLOCK ? size : HF_PARCEL_BLOCK}};

    for (size_t i = 0; i < noise; i++) {
        bytes[i] = data[i] == 'H' ? 0 : data[i];
    }
    demand(feed(bytes, noise + hf_parcel_write(&parcel, bytes + noise)) >= 1);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    (void)feed(data, size);
    if (size != 0) {
        feed_behind_noise(data, size);
    }
    return 0;
}
