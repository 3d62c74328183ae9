/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * Nothing runs but the stage: with the MPU of Armv8-M. */
#include "hw/common/start.h"

extern uint32_t hf_code_start[], hf_code_end[], hf_data_start[];

#define MPU_CTRL  (*(volatile uint32_t *)0xe000ed94u)
#define MPU_RNR   (*(volatile uint32_t *)0xe000ed98u)
#define MPU_RBAR  (*(volatile uint32_t *)0xe000ed9cu)
#define MPU_RLAR  (*(volatile uint32_t *)0xe000eda0u)
#define MPU_MAIR0 (*(volatile uint32_t *)0xe000edc0u)

#define RBAR_NEVER_RUN 1u    /* privileged read and write */
#define RLAR_ON        1u    /* attribute 0 */
#define NORMAL         0x44u /* not cached */
#define GRANULE        32u
#define RAMCODE_SIZE   512u
#define CTRL_ON        5u /* on; the background map for all else */

static inline __attribute__((always_inline)) void never_run(uint32_t region, uint32_t from,
                                                            uint32_t to)
{
    MPU_RNR = region;
    MPU_RBAR = from | RBAR_NEVER_RUN;
    MPU_RLAR = (to - GRANULE) | (from < to ? RLAR_ON : 0);
}

/* What lies around the two places that run. Device memory is never executed by architecture. */
_Noreturn void hf_start_confined(void)
{
    uint32_t const code = (uint32_t)hf_code_start;
    uint32_t const code_end = (uint32_t)hf_code_end;
    uint32_t const ramcode = (uint32_t)hf_data_start;
    MPU_MAIR0 = NORMAL;
    never_run(0, 0x00000000u, code & ~(GRANULE - 1u));
    never_run(1, (code_end + GRANULE - 1u) & ~(GRANULE - 1u), ramcode);
    never_run(2, ramcode + RAMCODE_SIZE, 0x40000000u);
    never_run(3, 0x60000000u, 0xa0000000u);
    MPU_CTRL = CTRL_ON;
    __asm volatile("dsb\n isb" ::: "memory");
    hf_start_reset();
}
