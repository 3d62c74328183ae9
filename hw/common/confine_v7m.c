/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * Nothing runs but the stage: with the MPU of Armv7-M. */
#include "core/proof.h"
#include "hw/common/start.h"

extern uint32_t hf_code_start[], hf_code_end[], hf_data_start[];

/* MPU_TYPE and what follows. */
struct mpu {
    volatile uint32_t type;
    volatile uint32_t ctrl;
    volatile uint32_t region;
    volatile uint32_t rbar;
    volatile uint32_t rasr;
};

#define MPU_AT 0xe000ed90u

#define RBAR_REGION(n)  (0x10u + (n))
#define RASR_NEVER_RUN  0x11060001u /* privileged read and write, never run, normal memory, on */
#define RASR_RUN_READ   0x05020001u /* privileged read, run */
#define RASR_RUN_WRITE  0x01060001u /* privileged read, write and run */
#define RASR_SIZE(log2) (((log2)-1u) << 1)
#define RAMCODE_LOG2    9u
#define HALF_GIB_LOG2   29u
#define CTRL_ON         5u /* on; the background map for devices */

/* Code and RAM of the memory map are closed, then the two places that run are opened: the higher
 * number wins. Device memory is never executed by architecture.
 * The address of the MPU is hidden from the compiler, and sums stand for ors, so that it takes
 * short instructions: in a long one a single turned bit can make a far branch, before the MPU is
 * on. */
_Noreturn void hf_start_confined(void)
{
    struct mpu *mpu = (struct mpu *)hf_opaque(MPU_AT);
    uint32_t const code = (uint32_t)hf_code_start;
    uint32_t log2 = 12;

    while (((code >> log2) << log2) + (1u << log2) < (uint32_t)hf_code_end) {
        log2++;
    }
    mpu->rbar = 0x00000000u + RBAR_REGION(0u);
    mpu->rasr = RASR_NEVER_RUN | RASR_SIZE(HALF_GIB_LOG2);
    mpu->rbar = 0x20000000u + RBAR_REGION(1u);
    mpu->rasr = RASR_NEVER_RUN | RASR_SIZE(HALF_GIB_LOG2);
    mpu->rbar = ((code >> log2) << log2) + RBAR_REGION(2u);
    mpu->rasr = RASR_RUN_READ + RASR_SIZE(log2);
    mpu->rbar = (uint32_t)hf_data_start + RBAR_REGION(3u);
    mpu->rasr = RASR_RUN_WRITE | RASR_SIZE(RAMCODE_LOG2);
    mpu->ctrl = CTRL_ON;
    __asm volatile("dsb\n isb" ::: "memory");
    hf_start_reset();
}
