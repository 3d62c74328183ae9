/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "firmware/app/challenge.h"

#include "core/span.h"
#include "hw/api/param.h"

size_t hf_challenge_read(uint8_t challenge[HF_CHALLENGE_MAX])
{
    const uint8_t *block = hf_param();
    uint32_t const size = hf_read_u32(block + 4);

    if (hf_read_u32(block) != HF_CHALLENGE_MAGIC || (size != 32u && size != 48u && size != 64u)) {
        return 0;
    }
    for (uint32_t i = 0; i < size; i++) {
        challenge[i] = block[8u + i];
    }
    return size;
}
