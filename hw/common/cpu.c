/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "hw/api/cpu.h"

#define AIRCR       (*(volatile uint32_t *)0xe000ed0cu)
#define AIRCR_RESET 0x05fa0004u

_Noreturn void hf_cpu_reset(void)
{
    __asm volatile("dsb" ::: "memory");
    AIRCR = AIRCR_RESET;
    __asm volatile("dsb" ::: "memory");
    hf_cpu_halt();
}

/* DEFEATS: t6 a skipped branch lands on the next one, and runs of up to ten bytes too. */
__attribute__((naked, section(".ramcode.halt"))) _Noreturn void hf_cpu_halt(void)
{
    __asm volatile("cpsid i         \n"
                   "1: b 1b         \n"
                   "b 1b            \n"
                   "b 1b            \n"
                   "b 1b            \n"
                   "b 1b            \n"
                   "b 1b            \n"
                   "b 1b            \n"
                   "b 1b            \n");
}
