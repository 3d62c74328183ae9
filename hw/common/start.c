/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "hw/common/start.h"

#include "hw/api/cpu.h"

#define SHCSR               (*(volatile uint32_t *)0xe000ed24u)
#define SHCSR_ENABLE_FAULTS 0x000f0000u /* memory, bus, usage, and secure where it exists */

extern uint32_t hf_data_start[], hf_data_end[], hf_data_load[];
extern uint32_t hf_bss_start[], hf_bss_end[], hf_stack_limit[];

_Noreturn void hf_start_reset(void)
{
    const uint32_t *from = hf_data_load;

    hf_cpu_limit_stack(hf_stack_limit);
    for (uint32_t *to = hf_data_start; to < hf_data_end; to++) {
        *to = *from++;
    }
    for (uint32_t *to = hf_bss_start; to < hf_bss_end; to++) {
        *to = 0;
    }
    SHCSR |= SHCSR_ENABLE_FAULTS;
    hf_chip_start();
    (void)main();
    hf_cpu_halt();
}
