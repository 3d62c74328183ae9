/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * What differs on Armv7-M: no stack limit. */
#include "hw/api/cpu.h"
#include "hw/common/start.h"

#define HF_IN_R0 __attribute__((unused))
#define HF_IN_R1 __attribute__((unused))

void hf_cpu_limit_stack(const uint32_t *limit)
{
    (void)limit;
}

__attribute__((naked, section(".ramcode.jump"))) _Noreturn void
hf_cpu_jump(uint32_t vectors HF_IN_R0, uint32_t entry HF_IN_R1)
{
    __asm volatile("ldr r2, =0xe000ed08  \n" /* VTOR */
                   "str r0, [r2]         \n"
                   "movs r3, #0          \n"
                   "str r3, [r2, #0x8c]  \n" /* MPU_CTRL: the next stage confines itself */
                   "ldr r3, [r0, #4]     \n" /* once more, behind all that led here */
                   "cmp r3, r1           \n"
                   "bne hf_cpu_halt      \n"
                   "ldr r0, [r0]         \n"
                   "msr msp, r0          \n"
                   "dsb                  \n"
                   "isb                  \n"
                   "bx r1                \n"
                   "b hf_cpu_halt        \n"
                   "b hf_cpu_halt        \n"
                   ".ltorg");
}
