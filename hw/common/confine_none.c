/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * For parts without an MPU: all memory may run.
 * NOT DEFEATED: t6 a skipped stack adjustment that returns to a pointer into the image. */
#include "hw/api/cpu.h"

void hf_cpu_confine(uint32_t code, uint32_t code_end, uint32_t ramcode)
{
    (void)code;
    (void)code_end;
    (void)ramcode;
}
