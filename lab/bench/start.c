/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * From reset to main() for the firmware of benches and checks. Everything is in RAM or in an
 * emulated ROM that is loaded whole, so there is no data to copy. */
#include "lab/bench/semihost.h"

extern uint32_t lab_stack_top[];
extern uint32_t lab_bss_start[];
extern uint32_t lab_bss_end[];

int main(void);
void lab_reset(void);

void lab_reset(void)
{
    for (uint32_t *word = lab_bss_start; word != lab_bss_end; word++) {
        *word = 0;
    }
    lab_exit(main());
}

static void fault(void)
{
    lab_print("the processor took a fault\n");
    lab_exit(70);
}

typedef void (*vector_t)(void);

__attribute__((section(".vectors"), used)) static const vector_t vectors[16] = {
    (vector_t)(uintptr_t)lab_stack_top,
    lab_reset,
    fault,
    fault,
    fault,
    fault,
    fault,
    fault,
    fault,
    fault,
    fault,
    fault,
    fault,
    fault,
    fault,
    fault,
};
