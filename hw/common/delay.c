/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "hw/api/cpu.h"
#include "hw/api/entropy.h"

#define TURNS_AT_LEAST 8u

void hf_cpu_delay_random(void)
{
    int const byte = hf_entropy_try();
    uint32_t turns = TURNS_AT_LEAST + (byte < 0 ? 0u : (uint32_t)byte);

    while (turns != 0) {
        __asm volatile("" : "+r"(turns));
        turns--;
    }
}
