/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "lab/powerfail/subjects.h"

#include "hw/api/nvm.h"

#include <stdlib.h>

/* Whole sectors from `at` on, until there are `least` bytes. */
static uint32_t span_from(uint32_t at, uint32_t least)
{
    uint32_t size = 0;

    while (size < least) {
        uint32_t start;
        uint32_t sector;

        if (hf_nvm_sector(at + size, &start, &sector) != HF_OK) {
            abort();
        }
        size += sector;
    }
    return size;
}

/* On an F2 the halves start with the last 16 K sector, so that the second one is the 64 K sector.
 */
struct halves halves_of(const struct hf_fake_nvm_geometry *geometry, uint32_t least)
{
    struct halves halves;
    uint32_t const skip = geometry == &hf_fake_f2 ? 3u * 0x4000u : 0u;

    halves.base[0] = geometry->base + skip;
    halves.size[0] = span_from(halves.base[0], least);
    halves.base[1] = halves.base[0] + halves.size[0];
    halves.size[1] = span_from(halves.base[1], least);
    return halves;
}
