/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * lab/fuzz/store.h - a flash that the fuzzer writes: how input becomes damage. */
#ifndef HF_LAB_FUZZ_STORE_H
#define HF_LAB_FUZZ_STORE_H

#include "hw/fake/nvm.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#define STORE_BASE 0x08000000u
#define STORE_HALF 0x1000u

struct input {
    const uint8_t *bytes;
    size_t size;
};

static inline void need(bool true_now)
{
    if (!true_now) {
        abort();
    }
}

/* The next byte, or zero when there is none left. */
static inline uint8_t take_byte(struct input *input)
{
    if (input->size == 0) {
        return 0;
    }
    input->size--;
    return *input->bytes++;
}

static inline uint32_t take_number(struct input *input)
{
    uint32_t const low = take_byte(input);

    return low | (uint32_t)take_byte(input) << 8;
}

/* All of the input stands in the flash, from its start. */
static inline void write_raw(struct input *input)
{
    size_t const size = input->size < 2u * STORE_HALF ? input->size : 2u * STORE_HALF;

    hf_fake_nvm_touch(STORE_BASE, 2u * STORE_HALF);
    memcpy(hf_fake_nvm_bytes(STORE_BASE), input->bytes, size);
}

/* Edits: where, how many bytes, and the bytes; or how many units are unreadable from there on; or a
 * part that is moved. */
static inline void write_edits(struct input *input)
{
    hf_fake_nvm_touch(STORE_BASE, 2u * STORE_HALF);
    while (input->size > 3) {
        uint32_t const at = take_number(input) % (2u * STORE_HALF);
        uint32_t const what = take_byte(input);
        uint32_t const room = 2u * STORE_HALF - at;
        uint32_t const size = what % 64u < room ? what % 64u : room;

        if (what < 128) {
            for (uint32_t i = 0; i < size; i++) {
                hf_fake_nvm_bytes(STORE_BASE + at)[i] ^= take_byte(input);
            }
        } else if (what < 192) {
            hf_fake_nvm_poison(STORE_BASE + at);
        } else {
            uint32_t const from = take_number(input) / 32u * 32u % (2u * STORE_HALF - 96u);
            uint32_t const to = at / 32u * 32u % (2u * STORE_HALF - 96u);

            memmove(hf_fake_nvm_bytes(STORE_BASE + to), hf_fake_nvm_bytes(STORE_BASE + from), 96);
        }
    }
}

#endif
