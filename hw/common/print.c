/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "hw/api/console.h"

void hf_print(const char *text)
{
    while (*text != 0) {
        hf_console_put((uint8_t)*text++);
    }
}

void hf_print_hex(uint32_t value)
{
    for (int shift = 28; shift >= 0; shift -= 4) {
        uint32_t const digit = (value >> shift) & 0xfu;

        hf_console_put((uint8_t)(digit + (digit < 10u ? '0' : 'a' - 10)));
    }
}
