/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * hw/api/console.h - a serial line, polled. Boot stages and the secure world share the secure
 * console; the app has a line of its own. Printing helpers for all of them stand in
 * hw/common/print.c. */
#ifndef HF_HW_API_CONSOLE_H
#define HF_HW_API_CONSOLE_H

#include <stdint.h>

void hf_console_start(void);
void hf_console_put(uint8_t byte);

/* The next received byte, or -1 when none is waiting. */
int hf_console_get(void);

void hf_print(const char *text);
void hf_print_hex(uint32_t value); /* eight digits, no prefix */
void hf_print_number(uint32_t value);

#endif
