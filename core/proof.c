/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "core/proof.h"

/* Drawn at random until every wrong sum moves the entry by more than 12 MiB, either way; each row
 * adds up to its token. */
const uint32_t hf_grants_forward[HF_PROOF_COUNT] = {0xf99adc2bu, 0x0ee66182u, 0x0f40208bu,
                                                    0x1b4ec560u, 0x96723417u, 0xde516dbfu};
const uint32_t hf_grants_backward[HF_PROOF_COUNT] = {0xfa8419b8u, 0xf5d264e7u, 0xacf6665bu,
                                                     0xefaa67ebu, 0x86161a7bu, 0x48112b94u};

uint32_t hf_fold_up(const uint8_t *a, const uint8_t *b, size_t size)
{
    uint32_t difference = 0;
    volatile size_t compared = 0;

    for (size_t i = 0; i < size; i++) {
        difference |= hf_opaque(a[i]) ^ hf_opaque(b[i]);
        compared = compared + 1u;
    }
    return hf_opaque(difference | (uint32_t)(compared ^ size));
}

uint32_t hf_fold_down(const uint8_t *a, const uint8_t *b, size_t size)
{
    uint32_t difference = 0;
    volatile size_t left = size;

    for (size_t i = size; i > 0; i--) {
        difference |= hf_opaque(b[i - 1u]) ^ hf_opaque(a[i - 1u]);
        left = left - 1u;
    }
    return hf_opaque(difference | (uint32_t)left);
}

uint32_t hf_mask_nonzero(uint32_t value)
{
    uint32_t const nonzero = (hf_opaque(value) | (0u - hf_opaque(value))) >> 31;

    return 0u - nonzero;
}

uint32_t hf_fold_below(uint32_t value, uint32_t floor)
{
    uint64_t const difference = (uint64_t)hf_opaque(value) - hf_opaque(floor);

    return (uint32_t)(difference >> 32);
}

uint32_t hf_grant(uint32_t difference, uint32_t grant)
{
    return hf_opaque(grant) & ~hf_mask_nonzero(difference);
}

uint32_t hf_entry_from(uint32_t blinded, uint32_t first, uint32_t second, uint32_t steps)
{
    uint32_t entry = hf_opaque(blinded) + hf_opaque(first);

    entry = hf_opaque(entry) + hf_opaque(second);
    entry = hf_opaque(entry) + hf_opaque(steps);
    entry = hf_opaque(entry) - HF_TOKEN_FORWARD;
    entry = hf_opaque(entry) - HF_TOKEN_BACKWARD;
    return hf_opaque(entry) - (HF_STEPS_EXPECTED + HF_BLIND_RESET);
}
