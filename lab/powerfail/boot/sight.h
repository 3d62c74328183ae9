/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * lab/powerfail/boot/sight.h - what was once found out about a span of flash is true as long as the
 * span's pages hold the same, and again when they do so later or elsewhere in the run. */
#ifndef HF_LAB_POWERFAIL_SIGHT_H
#define HF_LAB_POWERFAIL_SIGHT_H

#include <stdint.h>

struct sight_of {
    uint32_t at;
    uint32_t size;
    uint64_t question; /* what was asked about it */
};

/* The 32 bytes of the answer, or NULL. */
const uint8_t *sight_find(const struct sight_of *of);
void sight_keep(const struct sight_of *of, const uint8_t answer[32]);

/* Adds bytes to a question. */
uint64_t sight_ask(uint64_t question, const void *bytes, uint32_t size);

#endif
