/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * core/span.h - bytes that travel with their length, and little-endian reads from them.
 * Formats are read byte by byte, never through cast pointers: a TLV may start at an odd address. */
#ifndef HF_CORE_SPAN_H
#define HF_CORE_SPAN_H

#include <stddef.h>
#include <stdint.h>

typedef struct hf_span {
    const uint8_t *bytes;
    size_t size;
} hf_span_t;

static inline uint16_t hf_read_u16(const uint8_t *at)
{
    return (uint16_t)(at[0] | (at[1] << 8));
}

static inline uint32_t hf_read_u32(const uint8_t *at)
{
    return (uint32_t)at[0] | ((uint32_t)at[1] << 8) | ((uint32_t)at[2] << 16) |
           ((uint32_t)at[3] << 24);
}

static inline void hf_write_u16(uint8_t *at, uint16_t value)
{
    at[0] = (uint8_t)value;
    at[1] = (uint8_t)(value >> 8);
}

static inline void hf_write_u32(uint8_t *at, uint32_t value)
{
    hf_write_u16(at, (uint16_t)value);
    hf_write_u16(at + 2, (uint16_t)(value >> 16));
}

/* Overwrites a secret so that the compiler cannot leave it out. */
static inline void hf_wipe(void *secret, size_t size)
{
    volatile uint8_t *at = secret;

    for (size_t i = 0; i < size; i++) {
        at[i] = 0;
    }
}

/* Every C environment has memcpy(), a freestanding one too: the compiler itself calls it. */
static inline void hf_copy(void *to, const void *from, size_t size)
{
    __builtin_memcpy(to, from, size);
}

#endif
