/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "lab/powerfail/boot/digest.h"

#include <stddef.h>
#include <string.h>

#define SIZE_MAX_KEPT 0x10000u
#define KEPT          4u /* old and new urot, and two that were torn */

static struct {
    uint32_t size;
    uint8_t bytes[SIZE_MAX_KEPT];
    uint8_t digest[32];
} kept[KEPT];
static uint32_t next;

const uint8_t *digest_find(const uint8_t *bytes, uint32_t size)
{
    for (uint32_t i = 0; i < KEPT; i++) {
        if (kept[i].size == size && size != 0 && memcmp(kept[i].bytes, bytes, size) == 0) {
            return kept[i].digest;
        }
    }
    return NULL;
}

void digest_keep(const uint8_t *bytes, uint32_t size, const uint8_t digest[32])
{
    if (size <= SIZE_MAX_KEPT) {
        kept[next].size = size;
        memcpy(kept[next].bytes, bytes, size);
        memcpy(kept[next].digest, digest, 32);
        next = (next + 1u) % KEPT;
    }
}
