/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * lab/faults/stop.h - ends the program with one line, and files that are read whole. */
#ifndef HF_LAB_FAULTS_STOP_H
#define HF_LAB_FAULTS_STOP_H

#include <stddef.h>
#include <stdint.h>

/* One line on stderr, exit 3: an input is broken. */
_Noreturn void stop(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* The same with exit 2: the command line is wrong. */
_Noreturn void misuse(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* Zeroed memory; never NULL. */
void *take(size_t size);

/* The whole file; ends the program when it cannot be read. */
uint8_t *read_file(const char *path, size_t *size);

#endif
