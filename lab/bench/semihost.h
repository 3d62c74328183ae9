/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * lab/bench/semihost.h - a firmware's door to the machine that runs its emulator. Only for benches
 * and checks: no stage links this. */
#ifndef HF_LAB_BENCH_SEMIHOST_H
#define HF_LAB_BENCH_SEMIHOST_H

#include <stddef.h>
#include <stdint.h>

/* The n-th word of the emulator's arg= options; the empty string when there is none. */
const char *lab_argument(int n);

/* Opens a file for reading; a negative number when that fails. */
int lab_open(const char *path);

/* Reads up to `size` bytes and returns how many came. */
size_t lab_read(int file, void *bytes, size_t size);

void lab_print(const char *text);
void lab_print_number(uint32_t number);

/* Ends the emulator with this exit status. */
void lab_exit(int status) __attribute__((noreturn));

#endif
