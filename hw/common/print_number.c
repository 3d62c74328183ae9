/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "hw/api/console.h"

void hf_print_number(uint32_t value)
{
    char digits[11];
    char *at = digits + sizeof(digits) - 1;

    *at = 0;
    do {
        *--at = (char)('0' + value % 10u);
        value /= 10u;
    } while (value != 0);
    hf_print(at);
}
