/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * The wall on Armv7-M: the app runs unprivileged, and its regions are all that the MPU shows it.
 * INVARIANT: unprivileged code can execute its slot, use its RAM and its devices, and nothing else:
 * the background region answers privileged code only, system registers do not answer it at all.
 * DEFEATS: t5 reading secure memory, jumping into secure code, switching the wall off.
 * NOT DEFEATED: DMA and other bus masters, which the MPU does not see (the app owns none); debug;
 * any fault that turns one bit of CONTROL. */
#include "firmware/secure/world.h"

#include "hw/api/guard.h"
#include "hw/api/map.h"

#define MPU_TYPE 0xe000ed90u
#define MPU_CTRL 0xe000ed94u
#define MPU_RNR  0xe000ed98u
#define MPU_RBAR 0xe000ed9cu
#define MPU_RASR 0xe000eda0u

#define CTRL_WANTED 5u /* on; the background region for privileged code; off in fault handlers */
#define REGIONS     8u
#define FIXED       2u /* code, RAM; the devices follow */

#define RBAR_ADDRESS    0xffffffe0u
#define RASR_ON         1u
#define RASR_NEVER_RUN  (1u << 28)
#define RASR_READ_ONLY  (6u << 24) /* for both */
#define RASR_READ_WRITE (3u << 24) /* for both */
#define RASR_FLASH      (2u << 16) /* C: normal, write-through */
#define RASR_RAM        (6u << 16) /* S, C: normal, write-through, shared */
#define RASR_DEVICE     (5u << 16) /* S, B: shared device */
#define RASR_SIZE(log2) (((log2)-1u) << 1)
#define RASR_SIZE_LEAST 5u /* 32 bytes */

static inline volatile uint32_t *at(uint32_t address)
{
    return (volatile uint32_t *)address;
}

/* The size field for a power of two; 0 (and so a difference) for anything else. */
static uint32_t size_field(uint32_t size)
{
    uint32_t const log2 = 31u - (uint32_t)__builtin_clz(size | 1u);

    return size == (1u << log2) && log2 >= RASR_SIZE_LEAST ? RASR_SIZE(log2) : 0;
}

static const struct hf_region *region_at(uint32_t index)
{
    if (index < FIXED) {
        return index == 0 ? &hf_secure_map.app_code : &hf_secure_map.app_ram;
    }
    return index - FIXED < hf_app_device_count ? &hf_app_devices[index - FIXED] : 0;
}

static uint32_t rights_at(uint32_t index)
{
    switch (index) {
    case 0:
        return RASR_READ_ONLY | RASR_FLASH;
    case 1:
        return RASR_READ_WRITE | RASR_NEVER_RUN | RASR_RAM;
    default:
        return RASR_READ_WRITE | RASR_NEVER_RUN | RASR_DEVICE;
    }
}

static void wanted(uint32_t index, uint32_t *rbar, uint32_t *rasr)
{
    const struct hf_region *region = region_at(index);

    *rbar = 0;
    *rasr = 0;
    if (region != 0) {
        *rbar = region->base;
        *rasr = rights_at(index) | size_field(region->size) | RASR_ON;
    }
}

void hf_world_setup(void)
{
    *at(MPU_CTRL) = 0;
    for (uint32_t i = 0; i < REGIONS; i++) {
        uint32_t rbar;
        uint32_t rasr;

        wanted(i, &rbar, &rasr);
        *at(MPU_RNR) = i;
        *at(MPU_RBAR) = rbar;
        *at(MPU_RASR) = rasr;
    }
    hf_guard_setup();
    __asm volatile("dsb" ::: "memory");
    *at(MPU_CTRL) = CTRL_WANTED;
    __asm volatile("dsb\n isb" ::: "memory");
}

/* A region that is not a power of two, or not aligned to its size, cannot be what the map says. */
static uint32_t misshapen(uint32_t index)
{
    const struct hf_region *region = region_at(index);

    if (region == 0) {
        return 0;
    }
    return (region->base & (region->size - 1u)) | (size_field(region->size) == 0 ? 1u : 0u);
}

uint32_t hf_world_difference(void)
{
    uint32_t difference = ((*at(MPU_TYPE) >> 8) & 0xffu) ^ REGIONS;

    for (uint32_t i = 0; i < REGIONS; i++) {
        uint32_t rbar;
        uint32_t rasr;

        wanted(i, &rbar, &rasr);
        *at(MPU_RNR) = i;
        difference |= (*at(MPU_RBAR) & RBAR_ADDRESS) ^ rbar;
        difference |= *at(MPU_RASR) ^ rasr;
        difference |= misshapen(i);
    }
    difference |= *at(MPU_CTRL) ^ CTRL_WANTED;
    return difference | hf_guard_difference();
}
