/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * Nothing runs but the stage: with the MPU of Armv8-M. */
#include "core/proof.h"
#include "hw/common/start.h"

extern uint32_t hf_code_start[], hf_code_end[], hf_data_start[];

/* MPU_TYPE and what follows. */
struct mpu {
    volatile uint32_t type;
    volatile uint32_t ctrl;
    volatile uint32_t region;
    volatile uint32_t rbar;
    volatile uint32_t rlar;
    volatile uint32_t reserved[7];
    volatile uint32_t mair;
};

#define MPU_AT 0xe000ed90u

#define RBAR_NEVER_RUN 1u    /* privileged read and write */
#define RLAR_ON        1u    /* attribute 0 */
#define NORMAL         0x44u /* not cached */
#define GRANULE_LOG2   5u
#define GRANULE        (1u << GRANULE_LOG2)
#define RAMCODE_SIZE   512u
#define CTRL_ON        5u /* on; the background map for all else */

/* [from, to), whole granules. */
static inline __attribute__((always_inline)) void never_run(struct mpu *mpu, uint32_t region,
                                                            uint32_t from, uint32_t to)
{
    mpu->region = region;
    mpu->rbar = from + RBAR_NEVER_RUN;
    mpu->rlar = to - GRANULE + RLAR_ON;
}

static inline uint32_t granules(uint32_t bytes)
{
    return (bytes >> GRANULE_LOG2) << GRANULE_LOG2;
}

/* What lies around the two places that run. Device memory is never executed by architecture.
 * The address of the MPU is hidden from the compiler, so that it takes short instructions: in a
 * long one a single turned bit can make a far branch, before the MPU is on. */
_Noreturn void hf_start_confined(void)
{
    struct mpu *mpu = (struct mpu *)hf_opaque(MPU_AT);
    uint32_t const ramcode = (uint32_t)hf_data_start;

    mpu->mair = NORMAL;
    never_run(mpu, 0, 0x00000000u, granules((uint32_t)hf_code_start));
    never_run(mpu, 1, granules((uint32_t)hf_code_end + GRANULE - 1u), ramcode);
    never_run(mpu, 2, ramcode + RAMCODE_SIZE, 0x40000000u);
    never_run(mpu, 3, 0x60000000u, 0xa0000000u);
    mpu->ctrl = CTRL_ON;
    __asm volatile("dsb\n isb" ::: "memory");
    hf_start_reset();
}
