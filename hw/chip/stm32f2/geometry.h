/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * hw/chip/stm32f2/geometry.h - the sectors of a 1 MiB F2: 4 x 16 K, 64 K, 7 x 128 K. Pure. */
#ifndef HF_CHIP_STM32F2_GEOMETRY_H
#define HF_CHIP_STM32F2_GEOMETRY_H

#include <stddef.h>
#include <stdint.h>

#define HF_F2_FLASH_BASE 0x08000000u
#define HF_F2_FLASH_SIZE 0x00100000u
#define HF_F2_SECTORS    12u

/* The number of the sector that contains `offset` (below HF_F2_FLASH_SIZE), and its place. */
static inline uint32_t hf_f2_sector_find(uint32_t offset, uint32_t *start, uint32_t *size)
{
    if (offset < 0x10000u) {
        *size = 0x4000u;
        *start = offset - offset % *size;
        return offset / *size;
    }
    if (offset < 0x20000u) {
        *size = 0x10000u;
        *start = 0x10000u;
        return 4u;
    }
    *size = 0x20000u;
    *start = offset - offset % *size;
    return 4u + offset / *size;
}

#endif
