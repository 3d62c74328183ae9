/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * The wall on Armv8-M: the SAU says what the processor may do in the non-secure state, the chip's
 * guards say it again to every bus access.
 * INVARIANT: the app can execute its slot, use its RAM and its devices, and enter secure at the
 * veneer; every other address is secure.
 * DEFEATS: t5 reading secure memory through any alias; t5 jumping past the veneer.
 * NOT DEFEATED: bus masters on memory that has no guard of its own (the flash of an505); debug. */
#include "firmware/secure/world.h"

#include "hw/api/guard.h"
#include "hw/api/map.h"

#define SAU_CTRL       0xe000edd0u
#define SAU_TYPE       0xe000edd4u
#define SAU_RNR        0xe000edd8u
#define SAU_RBAR       0xe000eddcu
#define SAU_RLAR       0xe000ede0u
#define SAU_CTRL_ON    1u
#define SAU_RLAR_ON    1u
#define SAU_RLAR_NSC   2u
#define SAU_GRANULE    32u
#define SAU_REGIONS    8u
#define AIRCR          0xe000ed0cu
#define AIRCR_KEY      0x05fa0000u
#define AIRCR_READ     0xffff0000u /* what the key field reads as is no setting */
#define AIRCR_PRIS     (1u << 14)  /* secure exceptions come first */
#define AIRCR_FAULTS   (1u << 13)  /* hard faults, bus faults and NMI go to the app: never */
#define AIRCR_RESETS   (1u << 3)   /* only secure may ask for a reset */
#define AIRCR_SETTINGS (AIRCR_PRIS | AIRCR_FAULTS | AIRCR_RESETS)
#define AIRCR_WANTED   (AIRCR_PRIS | AIRCR_RESETS)
#define NSACR          0xe000ed8cu
#define DEVICES_BASE   0x40000000u /* the chip's peripheral guard decides which of them */
#define DEVICES_SIZE   0x10000000u

struct sau_region {
    uint32_t rbar;
    uint32_t rlar;
};

static inline volatile uint32_t *at(uint32_t address)
{
    return (volatile uint32_t *)address;
}

static struct sau_region open_to_app(uint32_t base, uint32_t size, uint32_t kind)
{
    return (struct sau_region){base, ((base + size - SAU_GRANULE) & ~(SAU_GRANULE - 1u)) | kind};
}

/* What region `index` must be. Those that are not used must be off. */
static struct sau_region wanted(uint32_t index)
{
    switch (index) {
    case 0:
        return open_to_app(hf_secure_map.app_code.base, hf_secure_map.app_code.size, SAU_RLAR_ON);
    case 1:
        return open_to_app(hf_secure_map.app_ram.base, hf_secure_map.app_ram.size, SAU_RLAR_ON);
    case 2:
        return open_to_app(DEVICES_BASE, DEVICES_SIZE, SAU_RLAR_ON);
    case 3:
        return open_to_app(hf_secure_map.gate.base, hf_secure_map.gate.size, SAU_RLAR_ON | SAU_RLAR_NSC);
    default:
        return (struct sau_region){0, 0};
    }
}

void hf_world_setup(void)
{
    for (uint32_t i = 0; i < SAU_REGIONS; i++) {
        struct sau_region const region = wanted(i);

        *at(SAU_RNR) = i;
        *at(SAU_RBAR) = region.rbar;
        *at(SAU_RLAR) = region.rlar;
    }
    *at(SAU_CTRL) = SAU_CTRL_ON;
    *at(AIRCR) = AIRCR_KEY | (*at(AIRCR) & ~(AIRCR_READ | AIRCR_SETTINGS)) | AIRCR_WANTED;
    *at(NSACR) = 0; /* no floating point for the app: nothing of it to scrub */
    hf_guard_setup();
    __asm volatile("dsb\n isb" ::: "memory");
}

uint32_t hf_world_difference(void)
{
    uint32_t difference = (*at(SAU_TYPE) & 0xffu) ^ SAU_REGIONS;

    for (uint32_t i = 0; i < SAU_REGIONS; i++) {
        struct sau_region const region = wanted(i);

        *at(SAU_RNR) = i;
        difference |= *at(SAU_RBAR) ^ region.rbar;
        difference |= *at(SAU_RLAR) ^ region.rlar;
    }
    difference |= *at(SAU_CTRL) ^ SAU_CTRL_ON;
    difference |= (*at(AIRCR) & AIRCR_SETTINGS) ^ AIRCR_WANTED;
    difference |= *at(NSACR);
    return difference | hf_guard_difference();
}
